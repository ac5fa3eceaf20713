/** What a partition, a stop and an alarm do to nodes, clients and mirrored queues. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../../sim-engine/host/action.ts';
import type { Playback } from '../../../../sim-engine/playback.ts';
import type { Settings } from '../../../../sim-engine/scenario/types.ts';
import type { QueueSpec } from '../../../../sim-engine/systems/rabbitmq/scenario.ts';
import { NODES, at, completeRun, messagesOf, milestonesOf, observed, publisher } from './support.ts';

const MIRRORED: QueueSpec = {
  name: 'orders',
  type: 'classic',
  node: 'rabbit-1',
  settings: { 'ha-mode': 'all', 'ha-sync-mode': 'manual' },
};

const mirrored = (more: Settings): QueueSpec => ({ ...MIRRORED, settings: { ...MIRRORED.settings, ...more } });

const publish = (millis: number, producer: string): Action => at(millis, 'publish', { producer, key: producer });

interface Given {
  readonly version?: string;
  readonly handling?: string;
  readonly queue?: QueueSpec;
  readonly faults: readonly Action[];
  readonly horizonMillis?: number;
}

/** One publisher on each side of a cut between rabbit-1 and the others, and one mirrored queue that rabbit-1 leads. */
function played({
  version = '3.13',
  handling = 'ignore',
  queue = MIRRORED,
  faults,
  horizonMillis = 40_000,
}: Given): Playback {
  const settings = { 'requested-heartbeat': 0 };
  return completeRun({
    queues: [queue],
    settings: { version, cluster_partition_handling: handling, net_ticktime: 4 },
    producers: [
      publisher('one', { node: 'rabbit-1', settings }),
      publisher('two', { node: 'rabbit-2', settings }),
      publisher('more', { node: 'rabbit-2', settings }),
    ],
    faults: [...faults].sort((left, right) => left.at - right.at),
    horizonMillis,
  });
}

/** Only nodes lose each other; clients keep their connections. */
const cut = (millis: number): Action[] =>
  ['rabbit-2', 'rabbit-3'].map((node) => at(millis, 'cut', { a: 'rabbit-1', b: node }));
const heal = (millis: number): Action[] =>
  ['rabbit-2', 'rabbit-3'].map((node) => at(millis, 'healLink', { a: 'rabbit-1', b: node }));

function contents(playback: Playback): Record<string, readonly string[]> {
  const [log] = observed(playback).logs;
  return Object.fromEntries(
    (log?.replicas ?? []).map(({ node, records }) => [node, records.map(({ value }) => value)]),
  );
}

const kindsOf = (playback: Playback): readonly string[] => [
  ...new Set(
    playback
      .judge(playback.steps)
      .verdicts.filter(({ verdict }) => verdict === 'violation')
      .map(({ kind }) => kind),
  ),
];

const keys = (playback: Playback, pattern: RegExp): readonly string[] =>
  milestonesOf(playback, pattern).map(({ key, params }) => `${key} ${Object.values(params).join(' ')}`);

describe('ignore', () => {
  const split = played({
    faults: [...cut(1_000), publish(10_000, 'one'), publish(10_000, 'two')],
    horizonMillis: 15_000,
  });

  test('both sides confirm, and the copies part: each side takes its own leader for the only one', () => {
    expect(messagesOf(split, /^basic\.ack$/, 9_000)).toHaveLength(2);
    expect(contents(split)).toEqual({ 'rabbit-1': ['one1'], 'rabbit-2': ['two1'], 'rabbit-3': ['two1'] });
    expect(kindsOf(split)).toContain('divergent-replicas');
  });

  test('nobody heals it: nodes say whom they were partitioned from, and both go on', () => {
    const healed = played({
      faults: [...cut(1_000), publish(10_000, 'one'), publish(10_000, 'two'), ...heal(15_000)],
      horizonMillis: 40_000,
    });
    expect(keys(healed, /split-stays/).length).toBeGreaterThan(0);
    expect(contents(healed)).toEqual({ 'rabbit-1': ['one1'], 'rabbit-2': ['two1'], 'rabbit-3': ['two1'] });
    const facts = healed.sceneAt(healed.steps).nodes.map(({ facts: all }) => all.map(({ key }) => key));
    expect(facts.slice(0, 3).filter((all) => all.includes('fact.node-partitioned'))).toHaveLength(3);
  });
});

describe('pause_minority', () => {
  const playback = played({
    handling: 'pause_minority',
    faults: [...cut(1_000), publish(10_000, 'two')],
    horizonMillis: 15_000,
  });

  test('the smaller side closes its connections and serves nobody; the larger one goes on', () => {
    expect(keys(playback, /^rabbit\.cluster\.paused/)).toEqual(['rabbit.cluster.paused rabbit-1 1 3']);
    expect(messagesOf(playback, /^connection\.close$/, 0)).toEqual([expect.stringMatching(/^rabbit-1 → one /)]);
    expect(messagesOf(playback, /^basic\.ack$/, 9_000)).toEqual([expect.stringMatching(/^rabbit-2 → two /)]);
    const [paused, other] = playback.sceneAt(playback.steps).nodes;
    expect([paused?.status, other?.status]).toEqual(['fenced', 'up']);
    expect(paused?.facts.map(({ key }) => key)).toContain('fact.node-paused');
    expect(playback.pendingAt(playback.steps)).toMatchObject({ key: 'pending.paused' });
  });

  test('it serves again as soon as it sees the others, and has what they have', () => {
    const healed = played({
      handling: 'pause_minority',
      faults: [...cut(1_000), publish(10_000, 'two'), ...heal(15_000), publish(25_000, 'one')],
    });
    expect(contents(healed)).toEqual({
      'rabbit-1': ['one1'],
      'rabbit-2': ['two1', 'one1'],
      'rabbit-3': ['two1', 'one1'],
    });
    expect(kindsOf(healed)).toEqual([]);
  });
});

describe('autoheal', () => {
  const playback = played({
    handling: 'autoheal',
    faults: [...cut(1_000), publish(10_000, 'one'), publish(10_000, 'two'), ...heal(15_000)],
  });

  test('the side with more clients wins; the loser restarts, and what only it had confirmed is lost', () => {
    expect(keys(playback, /^rabbit\.cluster\.autoheal/)).toEqual([
      'rabbit.cluster.autoheal rabbit-2, rabbit-3 rabbit-1',
      'rabbit.cluster.autoheal-restarts rabbit-1',
    ]);
    expect(messagesOf(playback, /^basic\.ack$/, 9_000)).toHaveLength(2);
    expect(contents(playback)['rabbit-2']).toEqual(['two1']);
    expect(kindsOf(playback)).toEqual(['lost-write']);
  });
});

describe('a mirror that is not synchronised', () => {
  // rabbit-2 comes back empty while there is a message; then rabbit-3 and the leader die.
  const faults = [
    publish(1_000, 'one'),
    at(2_000, 'crash', { node: 'rabbit-2' }),
    at(3_000, 'restart', { node: 'rabbit-2' }),
    at(6_000, 'crash', { node: 'rabbit-3' }),
    at(8_000, 'crash', { node: 'rabbit-1' }),
  ];

  test('always: it is promoted all the same, without the message that it lacks', () => {
    const playback = played({ queue: mirrored({ 'ha-promote-on-failure': 'always' }), faults, horizonMillis: 15_000 });
    expect(keys(playback, /^rabbit\.mirror\.promoted/)).toEqual([
      'rabbit.mirror.promoted-unsynchronised rabbit-2 orders 1 ha-promote-on-failure',
    ]);
    expect(contents(playback)['rabbit-2']).toEqual([]);
  });

  test('when-synced: the queue waits for its old leader, and keeps the message', () => {
    const playback = played({
      queue: mirrored({ 'ha-promote-on-failure': 'when-synced' }),
      faults: [...faults, at(12_000, 'restart', { node: 'rabbit-1' })],
      horizonMillis: 20_000,
    });
    expect(keys(playback, /^rabbit\.mirror\.(promoted|unavailable)/)).toEqual([
      'rabbit.mirror.unavailable orders rabbit-1 ha-promote-on-failure',
    ]);
    expect(contents(playback)['rabbit-1']).toEqual(['one1']);
    expect(observed(playback).logs[0]?.leader).toBe('rabbit-1');
  });

  test('lacks what was there when it joined, until an operator has it synchronised', () => {
    const back = [
      publish(1_000, 'one'),
      at(2_000, 'stopNode', { node: 'rabbit-2' }),
      at(3_000, 'restart', { node: 'rabbit-2' }),
    ];
    const before = played({ faults: back, horizonMillis: 10_000 });
    expect(contents(before)['rabbit-2']).toEqual([]);
    const inSync = observed(before).logs[0]?.replicas.map((replica) => replica.inSync);
    expect(inSync).toEqual([true, false, true]);
    const after = played({ faults: [...back, at(6_000, 'syncMirror', { queue: 'orders' })], horizonMillis: 10_000 });
    expect(contents(after)['rabbit-2']).toEqual(['one1']);
  });
});

describe('stopping a node cleanly', () => {
  const playback = played({
    faults: [publish(1_000, 'one'), at(2_000, 'stopNode', { node: 'rabbit-1' })],
    horizonMillis: 5_000,
  });

  test('clients are told, the other nodes know at once, and a synchronised mirror leads', () => {
    expect(messagesOf(playback, /^(connection\.close|node\.bye)$/, 1_500)).toEqual([
      'rabbit-1 → one connection.close at 2000',
      'rabbit-1 → rabbit-2 node.bye at 2000',
      'rabbit-1 → rabbit-3 node.bye at 2000',
    ]);
    const [promoted] = milestonesOf(playback, /^rabbit\.mirror\.promoted$/);
    expect([promoted?.millis, promoted?.params['node']]).toEqual([2_002, 'rabbit-2']);
    expect(contents(playback)['rabbit-2']).toEqual(['one1']);
  });
});

describe('a memory alarm on one node', () => {
  test('blocks a publisher on another one with its next publish, until it is cleared', () => {
    const playback = played({
      faults: [
        at(1_000, 'setMemoryAlarm', { node: 'rabbit-3' }),
        publish(2_000, 'two'),
        at(5_000, 'clearMemoryAlarm', { node: 'rabbit-3' }),
      ],
      horizonMillis: 10_000,
    });
    expect(messagesOf(playback, /^(connection\.(un)?blocked|basic\.ack)$/, 500)).toEqual([
      'rabbit-2 → two connection.blocked at 2002',
      'rabbit-2 → two connection.unblocked at 5002',
      expect.stringMatching(/^rabbit-2 → two basic\.ack at 50\d\d(\.\d+)?$/),
    ]);
  });

  test('does not outlive the process', () => {
    const playback = played({
      faults: [
        at(1_000, 'setMemoryAlarm', { node: 'rabbit-3' }),
        at(2_000, 'crash', { node: 'rabbit-3' }),
        at(3_000, 'restart', { node: 'rabbit-3' }),
        publish(6_000, 'two'),
      ],
      horizonMillis: 10_000,
    });
    expect(messagesOf(playback, /^basic\.ack$/, 5_000)).toHaveLength(1);
    const facts = NODES.flatMap((_, node) => playback.sceneAt(playback.steps).nodes[node]?.facts ?? []);
    expect(facts.filter(({ key }) => key.startsWith('fact.node-alarm'))).toEqual([]);
  });
});

describe('the version', () => {
  test.each([
    ['3.13', ['rabbit.cluster.paused rabbit-1 1 3']],
    ['4.0', ['rabbit.cluster.paused rabbit-1 1 3']],
    ['4.3', []],
  ])('%s, whose metadata store is Mnesia or, in 4.3, Khepri: pauses %j', (version, paused) => {
    const playback = played({
      version,
      handling: 'pause_minority',
      queue: { name: 'orders', type: 'classic', node: 'rabbit-1' },
      faults: cut(1_000),
      horizonMillis: 15_000,
    });
    expect(keys(playback, /^rabbit\.cluster\.paused/)).toEqual(paused);
  });

  test.each([
    ['4.0', 1],
    ['4.3', 0],
  ])('%s heals by itself (autoheal) as often as %i times', (version, times) => {
    const playback = played({
      version,
      handling: 'autoheal',
      queue: { name: 'orders', type: 'classic', node: 'rabbit-1' },
      faults: [...cut(1_000), ...heal(15_000)],
    });
    expect(keys(playback, /^rabbit\.cluster\.autoheal$/)).toHaveLength(times);
  });
});
