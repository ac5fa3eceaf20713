/** Quorum queues on three nodes, step by step: a publish, a leader that dies, suspicion, a leader that moves. */
import { describe, expect, test } from 'vitest';
import type { Playback } from '../../../../sim-engine/playback.ts';
import type { BrokerMemory } from '../../../../sim-engine/systems/rabbitmq/broker/memory.ts';
import {
  NODES,
  at,
  completeRun,
  messagesOf,
  milestonesOf,
  observed,
  publisher,
  worker,
  type ClusterOptions,
} from './support.ts';

const ORDERS = { name: 'orders', type: 'quorum', node: 'rabbit-1' } as const;

const complete = (options: ClusterOptions): Playback => completeRun({ queues: [ORDERS], ...options });

/** Values of a queue on each node that runs, in order. */
function contents(playback: Playback): readonly (readonly string[])[] {
  const { logs } = observed(playback);
  return (logs[0]?.replicas ?? []).map(({ records }) => records.map(({ value }) => value));
}

function memberOf(playback: Playback, node: number): BrokerMemory['groups'][number] | undefined {
  return (playback.worldAt(playback.steps).machines[node]?.memory as BrokerMemory | undefined)?.groups[0];
}

describe('a publish through a node that does not lead', () => {
  const playback = complete({
    producers: [publisher('shop', { node: 'rabbit-2' })],
    faults: [at(1_000, 'publish', { producer: 'shop', key: 'A' })],
    horizonMillis: 1_100,
  });

  test('goes to the leader, to the followers, to their disks and back, and is then confirmed', () => {
    const kinds = /^(basic\.|queue\.|append-|channel\.event)/;
    expect(messagesOf(playback, kinds, 1_000)).toEqual([
      'shop → rabbit-2 basic.publish at 1000',
      'rabbit-2 → rabbit-1 queue.request at 1002',
      'rabbit-1 → rabbit-2 append-entries at 1004',
      'rabbit-1 → rabbit-3 append-entries at 1004',
      'rabbit-2 → rabbit-1 append-entries-reply at 1006.5',
      'rabbit-3 → rabbit-1 append-entries-reply at 1006.5',
      'rabbit-1 → rabbit-2 append-entries at 1008.5',
      'rabbit-1 → rabbit-3 append-entries at 1008.5',
      'rabbit-1 → rabbit-2 channel.event at 1008.5',
      'rabbit-2 → rabbit-1 append-entries-reply at 1010.5',
      'rabbit-3 → rabbit-1 append-entries-reply at 1010.5',
      'rabbit-2 → shop basic.ack at 1010.5',
    ]);
  });

  test('is then on all three nodes', () => {
    expect(contents(playback)).toEqual([['shop:A1'], ['shop:A1'], ['shop:A1']]);
  });
});

describe('a leader that dies after a majority has a message, and before the confirm', () => {
  const playback = complete({
    producers: [publisher('shop', { node: 'rabbit-2' })],
    settings: { 'aten.poll_interval': 1_000 },
    // Both followers have written it, and their answers are on the way: the leader dies before it hears them.
    faults: [
      at(1_000, 'publish', { producer: 'shop', key: 'A' }),
      at(1_007, 'powerLoss', { node: 'rabbit-1' }),
      at(1_500, 'restart', { node: 'rabbit-1' }),
    ],
    horizonMillis: 8_000,
  });

  test('the next leader confirms it, late and once, and it is there once', () => {
    const [confirm, ...more] = messagesOf(playback, /^basic\.(ack|nack)$/, 1_000);
    expect(more).toEqual([]);
    expect(confirm).toMatch(/^rabbit-2 → shop basic\.ack at /);
    expect(Number(confirm?.split(' at ')[1])).toBeGreaterThan(1_050);
    expect(contents(playback)).toEqual([['shop:A1'], ['shop:A1'], ['shop:A1']]);
    expect(playback.judge(playback.steps).verdicts.filter(({ verdict }) => verdict === 'violation')).toEqual([]);
  });
});

describe('detection', () => {
  test('members suspect a silent leader within two polls, and elect another one long before the node is given up', () => {
    const playback = complete({
      settings: { 'aten.poll_interval': 1_000, net_ticktime: 60 },
      faults: [at(5_100, 'isolate', { node: 'rabbit-1' })],
      horizonMillis: 20_000,
    });
    const [elected, ...more] = milestonesOf(playback, /^rabbit\.(raft\.elected|cluster)/);
    expect(more).toEqual([]);
    expect(elected?.millis).toBeGreaterThan(6_000);
    expect(elected?.millis).toBeLessThan(9_000);
    expect(memberOf(playback, 0)?.member.role).toBe('leader');
  });

  test('a node is given up after net_ticktime, give or take a quarter of it', () => {
    const playback = complete({
      settings: { net_ticktime: 8 },
      faults: [at(5_100, 'isolate', { node: 'rabbit-3' })],
      horizonMillis: 30_000,
    });
    const seen = milestonesOf(playback, /^rabbit\.cluster\.node-down$/).filter(
      ({ params }) => params['by'] === 'rabbit-1',
    );
    expect(seen).toHaveLength(1);
    expect(seen[0]?.millis).toBeGreaterThanOrEqual(11_000);
    expect(seen[0]?.millis).toBeLessThanOrEqual(15_100);
  });
});

describe('a leader that is cut off', () => {
  const playback = complete({
    settings: { 'aten.poll_interval': 1_000, net_ticktime: 60 },
    faults: [at(5_100, 'isolate', { node: 'rabbit-1' })],
    horizonMillis: 12_000,
  });

  test('still believes that it leads, in an older term: the picture and the observer say so', () => {
    const shelves = NODES.map((_, node) => playback.sceneAt(playback.steps).nodes[node]?.shelves[0]);
    expect(shelves.map((shelf) => shelf && [shelf.role, shelf.zombie, shelf.epoch])).toEqual([
      ['leader', true, 1],
      expect.arrayContaining([2]),
      expect.arrayContaining([2]),
    ]);
    const [log] = observed(playback).logs;
    expect(log?.leader).not.toBe('rabbit-1');
    expect(log?.replicas.filter(({ believesLeader }) => believesLeader)).toHaveLength(2);
  });
});

describe('moving a leader', () => {
  test('the node that an operator names leads the next term', () => {
    const playback = complete({
      faults: [at(1_000, 'transferLeader', { queue: 'orders', node: 'rabbit-3' })],
      horizonMillis: 5_000,
    });
    expect(milestonesOf(playback, /^rabbit\.raft/).map(({ key }) => key)).toEqual([
      'rabbit.raft.handed-over',
      'rabbit.raft.elected',
    ]);
    expect(memberOf(playback, 2)?.member).toMatchObject({ role: 'leader', currentTerm: 2 });
  });

  test('a node that cannot be reached does not take over', () => {
    const playback = complete({
      faults: [
        at(1_000, 'crash', { node: 'rabbit-3' }),
        at(2_000, 'transferLeader', { queue: 'orders', node: 'rabbit-3' }),
      ],
      horizonMillis: 5_000,
    });
    expect(milestonesOf(playback, /^rabbit\.raft/).map(({ key }) => key)).toEqual(['rabbit.raft.not-handed-over']);
    expect(memberOf(playback, 0)?.member).toMatchObject({ role: 'leader', currentTerm: 1 });
  });
});

describe('after power loss', () => {
  test('a quorum queue that stands behind another queue goes on with its numbers, and applies nothing twice', () => {
    const playback = complete({
      queues: [{ name: 'other', type: 'classic' }, ORDERS],
      producers: [publisher('shop', { node: 'rabbit-2' })],
      consumers: [worker('billing', { node: 'rabbit-2' })],
      faults: [
        ...[1_000, 1_100, 1_200].map((millis) => at(millis, 'publish', { producer: 'shop', key: 'A' })),
        ...NODES.flatMap((node) => [at(3_000, 'powerLoss', { node }), at(4_000, 'restart', { node })]),
        at(20_000, 'publish', { producer: 'shop', key: 'A' }),
      ],
      horizonMillis: 40_000,
    });
    const world = playback.worldAt(playback.steps);
    const next = NODES.map((_, node) => {
      const memory = world.machines[node]?.memory as BrokerMemory | undefined;
      const state = memory?.node.queues.find(({ name }) => name === 'orders')?.state;
      return state?.type === 'quorum' ? state.nextEntry : 0;
    });
    expect(next).toEqual([5, 5, 5]);
    expect(playback.pendingAt(playback.steps)).toBeNull();
  });
});

describe('a classic queue after power loss', () => {
  test('goes on with its numbers, although nothing of it was on disk', () => {
    const playback = complete({
      queues: [{ name: 'orders', type: 'classic', node: 'rabbit-1' }],
      producers: [
        publisher('shop', { node: 'rabbit-1', settings: { 'publisher-confirms': 'none', persistent: false } }),
      ],
      consumers: [worker('billing', { node: 'rabbit-2' })],
      faults: [
        ...[1_000, 1_100, 1_200].map((millis) => at(millis, 'publish', { producer: 'shop', key: 'A' })),
        at(3_000, 'powerLoss', { node: 'rabbit-1' }),
        at(4_000, 'restart', { node: 'rabbit-1' }),
        at(20_000, 'publish', { producer: 'shop', key: 'A' }),
      ],
      horizonMillis: 40_000,
    });
    const polls = playback
      .history(playback.steps)
      .flatMap((operation) => (operation.f === 'poll' ? operation.records : []));
    expect(polls.map(({ offset, value }) => [offset, value])).toEqual([
      [1, 'shop:A1'],
      [2, 'shop:A2'],
      [3, 'shop:A3'],
      [4, 'shop:A4'],
    ]);
    expect(playback.judge(playback.steps).verdicts.filter(({ verdict }) => verdict === 'violation')).toEqual([]);
  });
});

describe('a cluster with nothing to do', () => {
  test('takes few steps: ticks of nodes and members, nothing that repeats itself', () => {
    const steps = (horizonMillis: number): number =>
      complete({ consumers: [worker('billing')], faults: [at(200_000, 'healAll')], horizonMillis }).steps;
    expect((steps(70_000) - steps(10_000)) / 60).toBeLessThan(20);
  });
});
