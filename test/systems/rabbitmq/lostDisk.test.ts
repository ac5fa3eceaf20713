/** A node that starts again without its disk. Alone it is a new node; a node of a cluster is a member no more. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../sim-engine/host/action.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import type { BrokerMemory } from '../../../sim-engine/systems/rabbitmq/broker/memory.ts';
import { clusterOf, completeRun, milestonesOf, observed, publisher, worker } from './cluster/support.ts';
import { CAREFUL, handPublisher, play, publishEach, QUICK } from './rooms.ts';
import { at, violations } from '../runs.ts';

const NODE = { node: 'rabbit-1' };

/** A node goes down, and starts again; `between`: what happens to it meanwhile. */
const restarted = (node: string, millis: number, between: readonly Action[] = []): readonly Action[] => [
  at(millis, 'crash', { node }),
  ...between,
  at(millis + 500, 'restart', { node }),
];
const wiped = (node: string, millis: number): readonly Action[] =>
  restarted(node, millis, [at(millis + 100, 'diskLoss', { node })]);

describe('a single node', () => {
  /** What is in the queue at the end. */
  function queued(faults: readonly Action[]): readonly string[] {
    const producers = [handPublisher('a', { settings: { ...CAREFUL, ...QUICK } })];
    const playback = play({ producers, faults, horizonMillis: 8_000 });
    const [log] = playback.system.observe(playback.worldAt(playback.steps)).logs;
    return log?.replicas[0]?.records.map(({ value }) => value) ?? [];
  }

  test('with its disk has its messages again', () => {
    const faults = [...publishEach(500, 'a', 1), ...restarted(NODE.node, 1_000), ...publishEach(4_000, 'a', 1)];
    expect(queued(faults)).toEqual(['a1', 'a2']);
  });

  test('without its disk has lost them, and takes new ones', () => {
    const faults = [...publishEach(500, 'a', 1), ...wiped(NODE.node, 1_000), ...publishEach(4_000, 'a', 1)];
    expect(queued(faults)).toEqual(['a2']);
  });
});

describe('a node of a cluster of three', () => {
  const busy = publisher('a', { node: 'rabbit-2', ratePerSecond: 20, records: 200 });
  const quorum = { name: 'orders', type: 'quorum', node: 'rabbit-1' } as const;
  const cluster = { queues: [quorum], producers: [busy], consumers: [worker('w', { node: 'rabbit-3' })] };

  const modeOf = (playback: Playback, machine: number): BrokerMemory['mode'] | undefined =>
    (playback.worldAt(playback.steps).machines[machine]?.memory as BrokerMemory | undefined)?.mode;
  const heldOn = (playback: Playback, node: string): number | undefined =>
    observed(playback).logs[0]?.replicas.find((copy) => copy.node === node)?.records.length;

  test('with its disk is a member again', () => {
    const playback = completeRun({ ...cluster, faults: restarted('rabbit-1', 3_000) });
    expect(modeOf(playback, 0)).toBe('serving');
    expect(milestonesOf(playback, /^rabbit\.node\.blank$/)).toEqual([]);
    expect(violations(playback).size).toBe(0);
  });

  test('without it is outside, and the other two lose nothing of a quorum queue', () => {
    const playback = completeRun({ ...cluster, faults: wiped('rabbit-1', 3_000) });
    expect(modeOf(playback, 0)).toBe('blank');
    expect(milestonesOf(playback, /^rabbit\.node\.blank$/).map(({ millis }) => millis)).toEqual([3_500]);
    expect(milestonesOf(playback, /node-up$/)).toEqual([]);
    expect(violations(playback).size).toBe(0);
    expect(playback.pendingAt(playback.steps)).toBeNull();
  });

  test('stays outside when it starts once more, or was stopped in order', () => {
    for (const operation of ['crash', 'stopNode']) {
      const again = [at(6_000, operation, { node: 'rabbit-1' }), at(7_000, 'restart', { node: 'rabbit-1' })];
      const playback = completeRun({ ...cluster, faults: [...wiped('rabbit-1', 3_000), ...again] });
      expect(milestonesOf(playback, /^rabbit\.node\.blank$/).map(({ millis }) => millis)).toEqual([3_500, 7_000]);
      expect(violations(playback).size).toBe(0);
    }
  });

  test('serves no client: whoever is connected to it goes elsewhere or waits', () => {
    const faults = wiped('rabbit-2', 3_000);
    const playback = completeRun({ ...cluster, faults });
    const last = playback.worldAt(playback.steps).machines[1]?.memory as BrokerMemory;
    expect(last.clients).toEqual([]);
    expect(last.node.queues).toEqual([]);
  });

  test('leaves two of three: one more that is lost, and a quorum queue has no majority', () => {
    const playback = completeRun({
      ...cluster,
      faults: [...wiped('rabbit-1', 3_000), ...wiped('rabbit-3', 5_000)],
      horizonMillis: 30_000,
    });
    const confirmed = playback
      .history(playback.steps)
      .filter((each) => each.f === 'send' && each.type === 'ok' && each.at > 6_000_000);
    expect(confirmed).toEqual([]);
    expect(heldOn(playback, 'rabbit-3')).toBeUndefined();
  });

  test('takes a classic queue with it: what was confirmed is gone', () => {
    const classic = { name: 'orders', type: 'classic', node: 'rabbit-1' } as const;
    const playback = completeRun({
      queues: [classic],
      producers: [publisher('a', { node: 'rabbit-2', ratePerSecond: 20, records: 20 })],
      faults: wiped('rabbit-1', 4_000),
      horizonMillis: 20_000,
    });
    expect(violations(playback).get('lost-write')?.length).toBe(20);
  });

  test.each([
    ['quorum', {}],
    ['classic', {}],
    ['classic', { 'ha-mode': 'all' }],
    ['stream', {}],
  ] as const)('whatever the queue (%s %o), nodes go on when each of them is lost in turn', (type, settings) => {
    for (const version of ['3.13', '4.3']) {
      if ('ha-mode' in settings && version === '4.3') continue;
      for (const node of ['rabbit-1', 'rabbit-2', 'rabbit-3']) {
        const scenario = clusterOf({
          ...cluster,
          queues: [{ name: 'orders', type, node: 'rabbit-1', settings }],
          consumers: type === 'stream' ? [] : cluster.consumers,
          settings: { version },
          faults: [...wiped(node, 3_000), ...wiped('rabbit-2', 9_000), at(14_000, 'stopNode', { node: 'rabbit-1' })],
          horizonMillis: 20_000,
        });
        const playback = Playback.open(scenario);
        playback.complete();
        playback.sceneAt(playback.steps);
        playback.judge(playback.steps);
        expect(milestonesOf(playback, /^rabbit\.node\.blank$/).length).toBe(2);
      }
    }
  });
});
