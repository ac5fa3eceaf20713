/** A service and the clients that live in its process share their fate. */
import { describe, expect, test } from 'vitest';
import type { Step } from '../../../sim-engine/apps/applications.ts';
import type { Playback } from '../../../sim-engine/playback.ts';
import { at } from '../../systems/runs.ts';
import { customers, of, run, shop, street, told } from './support.ts';

const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
const applications = { services: [shop([send])], callers: [customers({ attempts: 3, againAfterMillis: 500 })] };

function play(...faults: Parameters<typeof at>[]): Playback {
  return run(street('rabbitmq', { applications, faults: faults.map((fault) => at(...fault)), horizonMillis: 12_000 }));
}

/** State of a machine's process at a time in milliseconds. */
function processOf(playback: Playback, name: string, millis: number): string {
  const place = playback.system.cluster.machines.findIndex((machine) => machine.name === name);
  return playback.worldAt(playback.stepAt(millis * 1_000)).machines[place]?.process ?? '';
}

describe.each(['shop', 'out'])('naming %s', (node) => {
  test('a crash ends both, a restart starts both', () => {
    const playback = play([4_100, 'crash', { node }], [4_300, 'restart', { node }]);
    for (const name of ['shop', 'out']) {
      expect(processOf(playback, name, 4_200)).toBe('down');
      expect(processOf(playback, name, 10_000)).toBe('running');
    }
    expect(of(told(playback), 'crash')).toEqual(['shop crash', 'out crash']);
  });

  test('power loss and pause strike both', () => {
    const lost = play([4_100, 'powerLoss', { node }], [5_100, 'restart', { node }]);
    const paused = play([4_100, 'pause', { node }], [5_100, 'resume', { node }]);
    for (const name of ['shop', 'out']) {
      expect(processOf(lost, name, 4_200)).toBe('powered-off');
      expect(processOf(paused, name, 4_200)).toBe('paused');
      expect(processOf(paused, name, 6_000)).toBe('running');
    }
  });

  test('isolation cuts both off from everybody, and not from each other', () => {
    const playback = play([3_000, 'isolate', { node }]);
    const { machines } = playback.system.cluster;
    const place = (name: string): number => machines.findIndex((machine) => machine.name === name);
    const states = playback.worldAt(playback.steps).links;
    const link = (from: string, to: string): string => states[place(from) * machines.length + place(to)]?.state ?? '';
    expect(link('shop', 'out')).toBe('open');
    expect(link('out', 'shop')).toBe('open');
    for (const name of ['shop', 'out']) {
      for (const { name: other } of machines.filter((machine) => !['shop', 'out'].includes(machine.name))) {
        expect([link(name, other), link(other, name)]).toEqual(['cut', 'cut']);
      }
    }
  });
});

test.each([
  ['cut', { a: 'shop', b: 'out' }],
  ['hold', { from: 'shop', to: 'out' }],
  ['slowLink', { a: 'out', b: 'shop', micros: 1_000 }],
  ['loseResponse', { from: 'out', to: 'shop' }],
])('%s between them does not apply, and says so', (operation, args) => {
  const playback = play([3_000, operation, args]);
  const refused = playback.milestones.filter(({ sentence }) => sentence.key === 'fault.does-not-apply');
  expect(refused.map(({ sentence }) => sentence.params['operation'])).toEqual([operation]);
  expect(of(told(playback), 'call').at(-1)).toBe('customers call ok a1');
});

test.each(['rabbitmq', 'kafka'] as const)(
  '%s: a consumer in the process of its service dies and comes back with it',
  (system) => {
    const cook: Step[] = [
      { do: 'work', micros: 100_000 },
      { do: 'effect', name: 'served' },
    ];
    const kitchen = { name: 'kitchen', concurrency: 1, backlog: 0, clients: ['in'], endpoints: { cook } };
    const handler = {
      service: 'kitchen',
      endpoint: 'cook',
      timeoutMillis: 500,
      onFailure: 'retry',
      backoffMillis: 100,
    } as const;
    const kitchenStreet = { applications: { services: [shop([send]), kitchen], callers: [customers()] }, handler };
    const faults = [at(4_050, 'crash', { node: 'kitchen' }), at(4_100, 'restart', { node: 'in' })];
    const playback = run(street(system, { ...kitchenStreet, faults, horizonMillis: 15_000 }));
    expect(of(told(playback), 'crash')).toEqual(['kitchen crash', 'in crash']);
    expect(of(told(playback), 'effect', 'apply')).toEqual(['kitchen effect ok served a1', 'kitchen apply ok a1']);
    expect(playback.pendingAt(playback.steps)).toBeNull();
  },
);

test('a crash counts once against the budget', () => {
  const playback = play([4_100, 'crash', { node: 'shop' }]);
  expect(playback.worldAt(playback.steps).faults).toEqual({ crash: 1 });
});

test('what a service hands to its client arrives at once', () => {
  const playback = play();
  const begun = playback.history(playback.steps).find(({ f }) => f === 'serve');
  const sent = playback.history(playback.steps).find(({ f }) => f === 'send');
  expect(sent?.at).toBe(begun?.at);
});
