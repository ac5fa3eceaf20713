/** Faults, one after another, that once kept a cluster from coming to rest, or cost a confirmed message: the shortest of their kind. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../../sim-engine/host/action.ts';
import type { Settings } from '../../../../sim-engine/scenario/types.ts';
import type { QueueSpec } from '../../../../sim-engine/systems/rabbitmq/scenario.ts';
import { run, workload, wrongs, type ClientAt, type Kind } from './schedule.ts';
import { at, clusterOf } from './support.ts';

interface Case {
  readonly name: string;
  readonly kind: Kind;
  readonly seed: number;
  readonly settings: Settings;
  readonly queues: readonly QueueSpec[];
  readonly publishers: readonly ClientAt[];
  readonly consumers: readonly (ClientAt & { readonly queue: string })[];
  readonly faults: readonly Action[];
}

const cases: readonly Case[] = [
  {
    name: 'a channel that ends while its queue changes its leader gives back what it held',
    kind: 'quorum',
    seed: 5,
    settings: { version: '3.13', net_ticktime: 4, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'quorum', node: 'rabbit-2' },
      { name: 'audit', type: 'quorum', node: 'rabbit-3' },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-2', heartbeat: 2 }],
    consumers: [{ name: 'worker-2', node: 'rabbit-1', queue: 'audit', heartbeat: 2 }],
    faults: [
      at(12371, 'isolate', { node: 'rabbit-1' }),
      at(12992, 'isolate', { node: 'rabbit-3' }),
      at(18000, 'healAll', {}),
    ],
  },
  {
    name: 'two nodes that ask each other at the same time meet all the same',
    kind: 'quorum',
    seed: 63,
    settings: { version: '3.13', net_ticktime: 4, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'quorum', node: 'rabbit-2' },
      { name: 'audit', type: 'quorum', node: 'rabbit-1' },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-1', heartbeat: 3 }],
    consumers: [{ name: 'worker-2', node: 'rabbit-3', queue: 'audit', heartbeat: 3 }],
    faults: [
      at(2167, 'isolate', { node: 'rabbit-1' }),
      at(12935, 'stopNode', { node: 'rabbit-3' }),
      at(18000, 'healAll', {}),
    ],
  },
  {
    name: 'a command that overtakes an earlier one, lost on its way to a leader, is not applied before it',
    kind: 'quorum',
    seed: 624,
    settings: { version: '3.13', net_ticktime: 4, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'quorum', node: 'rabbit-3' },
      { name: 'audit', type: 'quorum', node: 'rabbit-2' },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-1', heartbeat: 3 }],
    consumers: [{ name: 'worker-2', node: 'rabbit-3', queue: 'audit', heartbeat: 3 }],
    faults: [
      at(1210, 'crash', { node: 'rabbit-3' }),
      at(3229, 'slowNode', { node: 'rabbit-2', micros: 21000 }),
      at(7142, 'powerLoss', { node: 'rabbit-2' }),
      at(7874, 'healAll', {}),
      at(9953, 'powerLoss', { node: 'rabbit-2' }),
    ],
  },
  {
    name: 'a node that starts takes no consumers before it has met the node of their queue',
    kind: 'classic',
    seed: 8,
    settings: { version: '4.3', net_ticktime: 8, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'classic', node: 'rabbit-1' },
      { name: 'audit', type: 'classic', node: 'rabbit-2' },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-3', heartbeat: 4 }],
    consumers: [{ name: 'worker-2', node: 'rabbit-3', queue: 'audit', heartbeat: 4 }],
    faults: [
      at(3831, 'crash', { node: 'worker-2' }),
      at(4438, 'powerLoss', { node: 'rabbit-3' }),
      at(11971, 'healAll', {}),
    ],
  },
  {
    name: 'a partition is healed although one node has noticed nothing of it',
    kind: 'mirrored',
    seed: 21,
    settings: { version: '3.13', cluster_partition_handling: 'autoheal', net_ticktime: 4, 'aten.poll_interval': 1000 },
    queues: [
      {
        name: 'billing',
        type: 'classic',
        node: 'rabbit-3',
        settings: { 'ha-mode': 'all', 'ha-sync-mode': 'automatic' },
      },
      { name: 'audit', type: 'classic', node: 'rabbit-1', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'automatic' } },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-2', heartbeat: 5 }],
    consumers: [],
    faults: [at(7267, 'hold', { from: 'rabbit-2', to: 'rabbit-3' }), at(18000, 'healAll', {})],
  },
  {
    name: 'a mirror that died unnoticed is not taken for the new leader for ever',
    kind: 'mirrored',
    seed: 120,
    settings: { version: '3.13', cluster_partition_handling: 'autoheal', net_ticktime: 7, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'classic', node: 'rabbit-3', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
      { name: 'audit', type: 'classic', node: 'rabbit-1', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
    ],
    publishers: [],
    consumers: [{ name: 'worker-1', node: 'rabbit-1', queue: 'billing', heartbeat: 4 }],
    faults: [
      at(2150, 'powerLoss', { node: 'rabbit-1' }),
      at(7160, 'powerLoss', { node: 'rabbit-3' }),
      at(7552, 'restart', { node: 'rabbit-3' }),
      at(24000, 'restart', { node: 'rabbit-1' }),
    ],
  },
  {
    name: 'a node that restarted has no copies, whatever the last list of mirrors says',
    kind: 'mirrored',
    seed: 231,
    settings: { version: '3.13', cluster_partition_handling: 'autoheal', net_ticktime: 9, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'classic', node: 'rabbit-3', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
      { name: 'audit', type: 'classic', node: 'rabbit-2', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
    ],
    publishers: [{ name: 'shop', node: 'rabbit-2', heartbeat: 5 }],
    consumers: [{ name: 'worker-2', node: 'rabbit-3', queue: 'audit', heartbeat: 5 }],
    faults: [
      at(2465, 'powerLoss', { node: 'rabbit-3' }),
      at(9309, 'powerLoss', { node: 'rabbit-1' }),
      at(13257, 'restart', { node: 'rabbit-1' }),
      at(13291, 'slowNode', { node: 'rabbit-2', micros: 17000 }),
      at(18000, 'healAll', {}),
    ],
  },
  {
    name: 'nodes that have two leaders of one generation agree on one of them',
    kind: 'mirrored',
    seed: 147,
    settings: { version: '3.13', cluster_partition_handling: 'autoheal', net_ticktime: 4, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'classic', node: 'rabbit-3', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
      { name: 'audit', type: 'classic', node: 'rabbit-1', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-3', heartbeat: 5 }],
    consumers: [{ name: 'worker-1', node: 'rabbit-3', queue: 'billing', heartbeat: 5 }],
    faults: [
      at(1680, 'powerLoss', { node: 'rabbit-2' }),
      at(2985, 'isolate', { node: 'rabbit-1' }),
      at(6111, 'restart', { node: 'rabbit-2' }),
      at(6420, 'stopNode', { node: 'rabbit-3' }),
      at(7657, 'isolate', { node: 'rabbit-3' }),
      at(18000, 'healAll', {}),
    ],
  },
  {
    name: 'the losers of an autoheal learn from a winner, not from each other',
    kind: 'mixed',
    seed: 276,
    settings: { version: '3.13', cluster_partition_handling: 'autoheal', net_ticktime: 9, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'quorum', node: 'rabbit-2' },
      { name: 'audit', type: 'classic', node: 'rabbit-3', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'automatic' } },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-3', heartbeat: 2 }],
    consumers: [],
    faults: [
      at(3194, 'isolate', { node: 'rabbit-1' }),
      at(4255, 'slowLink', { a: 'rabbit-2', b: 'rabbit-3', micros: 1315000 }),
      at(4579, 'crash', { node: 'rabbit-2' }),
      at(18000, 'healAll', {}),
    ],
  },
  {
    name: 'a node that paused still leads what nobody else could take over',
    kind: 'pause-minority',
    seed: 23,
    settings: {
      version: '3.13',
      cluster_partition_handling: 'pause_minority',
      net_ticktime: 7,
      'aten.poll_interval': 1000,
    },
    queues: [
      { name: 'billing', type: 'quorum', node: 'rabbit-2' },
      { name: 'audit', type: 'classic', node: 'rabbit-1', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-1', heartbeat: 4 }],
    consumers: [],
    faults: [
      at(7631, 'powerLoss', { node: 'rabbit-3' }),
      at(10186, 'crash', { node: 'rabbit-1' }),
      at(12254, 'healAll', {}),
    ],
  },
  {
    name: 'a node that paused knows better than one that heard from it before',
    kind: 'pause-minority',
    seed: 209,
    settings: {
      version: '3.13',
      cluster_partition_handling: 'pause_minority',
      net_ticktime: 6,
      'aten.poll_interval': 1000,
    },
    queues: [
      { name: 'billing', type: 'quorum', node: 'rabbit-2' },
      { name: 'audit', type: 'classic', node: 'rabbit-1', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'automatic' } },
    ],
    publishers: [],
    consumers: [{ name: 'worker-2', node: 'rabbit-2', queue: 'audit', heartbeat: 3 }],
    faults: [
      at(7199, 'stopNode', { node: 'rabbit-2' }),
      at(8660, 'isolate', { node: 'rabbit-2' }),
      at(11528, 'powerLoss', { node: 'rabbit-1' }),
      at(13420, 'restart', { node: 'rabbit-2' }),
      at(18000, 'healAll', {}),
    ],
  },
  {
    name: 'the winners of an autoheal forget what a loser led',
    kind: 'mirrored',
    seed: 721,
    settings: { version: '3.13', cluster_partition_handling: 'autoheal', net_ticktime: 4, 'aten.poll_interval': 1000 },
    queues: [
      { name: 'billing', type: 'classic', node: 'rabbit-1', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
      { name: 'audit', type: 'classic', node: 'rabbit-1', settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' } },
    ],
    publishers: [{ name: 'stock', node: 'rabbit-1', heartbeat: 4 }],
    consumers: [],
    faults: [
      at(2015, 'pause', { node: 'rabbit-2' }),
      at(2696, 'crash', { node: 'rabbit-3' }),
      at(6881, 'restart', { node: 'rabbit-3' }),
      at(10811, 'resume', { node: 'rabbit-2' }),
    ],
  },
];

describe('after these faults a cluster comes to rest, and keeps what it has confirmed', () => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const { kind, seed, settings, queues, publishers, consumers, faults } = each;
    // What is still broken at the end of the schedule is mended.
    const healed = [...faults, at(30_000, 'healAll')];
    const clients = workload({ queues, publishers, consumers });
    expect(
      wrongs(kind, run(clusterOf({ seed, settings, ...clients, faults: healed, horizonMillis: 200_000 }))),
    ).toEqual([]);
  });
});
