/** What a consumer does when the service that does its work says no, says nothing, or is busy. */
import { describe, expect, test } from 'vitest';
import type { HandlerSpec, ServiceSpec, Step } from '../../../sim-engine/apps/applications.ts';
import type { Playback } from '../../../sim-engine/playback.ts';
import { at, milestones } from '../../systems/runs.ts';
import { customers, of, rows, run, shop, street, SYSTEMS, told, type Street, type System } from './support.ts';

const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
const handler: HandlerSpec = {
  service: 'stock',
  endpoint: 'take',
  timeoutMillis: 300,
  onFailure: 'retry',
  backoffMillis: 400,
};
const take: Step = {
  do: 'transaction',
  database: 'db',
  writes: [{ op: 'take', table: 'stock', item: 'tea', amount: 1 }],
  onFailure: 'fail',
};

function play(
  system: System,
  options: {
    handler?: Partial<HandlerSpec>;
    steps?: readonly Step[];
    stock?: Partial<ServiceSpec>;
    street?: Partial<Street>;
  },
): Playback {
  const stock = {
    name: 'stock',
    concurrency: 1,
    backlog: 0,
    endpoints: { take: options.steps ?? [take] },
    ...options.stock,
  };
  const applications = {
    services: [shop([send]), stock],
    databases: [{ name: 'db', tables: ['stock'], counters: { stock: { tea: 1 } } }],
    callers: [customers({ phases: [{ seconds: 3, ratePerSecond: 1 }] })],
  };
  return run(
    street(system, {
      applications,
      handler: { ...handler, ...options.handler },
      horizonMillis: 12_000,
      ...options.street,
    }),
  );
}

const applied = (playback: Playback): readonly string[] => of(told(playback), 'apply');

describe.each(SYSTEMS)('%s: a service that says no', (system) => {
  test('retry: the consumer asks again and again, and nothing behind it moves', () => {
    const playback = play(system, {});
    expect(applied(playback)).toEqual(['stock apply ok a1']);
    const asked = of(told(playback), 'serve').filter((line) => line.startsWith('stock serve invoke'));
    expect(asked.filter((line) => line.endsWith('a2')).length).toBeGreaterThan(10);
    expect(asked.filter((line) => line.endsWith('a3'))).toEqual([]);
    expect(playback.pendingAt(playback.steps)).not.toBeNull();
  });

  test('a program that ends well on the refusal lets the consumer go on: refused, not lost', () => {
    const playback = play(system, { steps: [{ ...take, onFailure: 'stop' }] });
    expect(applied(playback)).toEqual([
      'stock apply ok a1',
      'stock apply fail a2 SOLD_OUT',
      'stock apply fail a3 SOLD_OUT',
    ]);
    expect(playback.pendingAt(playback.steps)).toBeNull();
  });

  test('a busy service has not begun: it is asked again, also by a consumer that gives up', () => {
    const slow: Step[] = [{ do: 'work', micros: 100_000 }];
    const other = customers({
      name: 'passers-by',
      service: 'stock',
      endpoint: 'take',
      keys: ['z'],
      startMillis: 3_950,
    });
    const services = [shop([send]), { name: 'stock', concurrency: 1, backlog: 0, endpoints: { take: slow } }];
    const applications = { services, callers: [customers(), other] };
    const playback = run(street(system, { applications, handler: { ...handler, onFailure: 'give-up' } }));
    expect(applied(playback)).toEqual(['stock apply ok a1']);
    expect(milestones(playback).filter((key) => key === 'app.service.busy')).toHaveLength(1);
  });

  test('no answer: the consumer asks again, and the work is done twice', () => {
    const steps: Step[] = [
      { do: 'work', micros: 350_000 },
      { do: 'effect', name: 'taken' },
    ];
    const one = {
      callers: [customers()],
      services: [shop([send]), { name: 'stock', concurrency: 2, backlog: 0, endpoints: { take: steps } }],
    };
    const playback = run(street(system, { applications: one, handler, horizonMillis: 7_000 }));
    expect(of(told(playback), 'effect').length).toBeGreaterThan(1);
    // Each answer comes too late for the consumer, and still says that the work was done.
    expect(applied(playback).length).toBe(of(told(playback), 'effect').length);
  });
});

test('rabbitmq: give-up rejects like poison, and the next message has its turn', () => {
  const playback = play('rabbitmq', { handler: { onFailure: 'give-up' } });
  const settled = playback
    .history(playback.steps)
    .flatMap((each) => (each.f === 'settle' ? [`${each.outcome} ${each.record.value}`] : []));
  expect(settled.slice(0, 2)).toEqual(['ack a1', 'requeue a2']);
  expect(told(playback)).toContain('stock serve invoke a3');
});

test('kafka: give-up skips the record, and the history says so', () => {
  const playback = play('kafka', { handler: { onFailure: 'give-up' } });
  expect(applied(playback)).toEqual(['stock apply ok a1', 'in apply fail a2 GIVEN_UP', 'in apply fail a3 GIVEN_UP']);
  expect(playback.pendingAt(playback.steps)).toBeNull();
  expect(rows(playback, 'stock')).toEqual(['tea=0']);
});

test.each(SYSTEMS)('%s: a consumer that crashes while it waits asks again after its restart', (system) => {
  const steps: Step[] = [
    { do: 'work', micros: 200_000 },
    { do: 'effect', name: 'taken' },
  ];
  const faults = [at(4_100, 'crash', { node: 'in' }), at(4_150, 'restart', { node: 'in' })];
  const services = [shop([send]), { name: 'stock', concurrency: 2, backlog: 0, endpoints: { take: steps } }];
  const scenario = street(system, { applications: { services, callers: [customers()] }, handler, faults });
  const playback = run(scenario);
  expect(of(told(playback), 'effect')).toEqual(['stock effect ok taken a1', 'stock effect ok taken a1']);
  expect(playback.pendingAt(playback.steps)).toBeNull();
});
