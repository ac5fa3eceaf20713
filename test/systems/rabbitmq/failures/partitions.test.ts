/**
 * What a partition of the cluster costs (R1, R2, R3), step by step, with a mirrored queue, and what a quorum queue makes of the
 * same. Sources: versioned_docs/version-3.13/partitions.md; "Call me maybe: RabbitMQ" (aphyr 2014); "How to lose messages on a
 * RabbitMQ cluster" (Vanlightly 2018); rabbit_node_monitor.erl 3.13 (pause_partition_guard: no confirm before a pause).
 */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../../sim-engine/host/action.ts';
import type { Playback } from '../../../../sim-engine/playback.ts';
import { at, milestones, ms, violations } from '../../runs.ts';
import {
  CAREFUL,
  handPublisher,
  LAST_WITH_MIRRORS,
  mirroredQueue,
  play,
  publishEach,
  type RoomOptions,
} from '../rooms.ts';

type Handling = 'ignore' | 'pause_minority' | 'autoheal';

const CUT_AT_MILLIS = 1_000;
/** net_ticktime later, both sides give each other up. */
const MISSED_AT_MILLIS = 2_000;
const HEAL_AT_MILLIS = 4_000;

const publisherOn = (name: string, node: string) =>
  handPublisher(name, { node, settings: { ...CAREFUL, 'network-recovery-interval-ms': 500 } });

/** rabbit-1, which leads, on one side, rabbit-2 and rabbit-3 on the other, and a publisher on both. */
function apart(handling: Handling, more: Partial<RoomOptions> & { readonly script: readonly Action[] }): RoomOptions {
  const { script, ...rest } = more;
  return {
    brokers: 3,
    settings: { ...LAST_WITH_MIRRORS, cluster_partition_handling: handling },
    queue: mirroredQueue(),
    producers: [publisherOn('a', 'rabbit-1'), publisherOn('b', 'rabbit-2')],
    promises: ['no-lost-write', 'no-divergence'],
    ...rest,
    faults: [
      ...['rabbit-2', 'rabbit-3'].map((b) => at(CUT_AT_MILLIS, 'cut', { a: 'rabbit-1', b })),
      ...script,
      at(HEAL_AT_MILLIS, 'healAll'),
    ],
  };
}

const onBothSides = [...publishEach(2_500, 'a', 2), ...publishEach(2_500, 'b', 2)];
const quorum = { queue: { type: 'quorum' } } as const;

/** Messages that were confirmed up to a time, in that order. */
function confirmedBy(playback: Playback, millis: number): readonly string[] {
  return playback
    .history(playback.steps)
    .filter((operation) => operation.type === 'ok' && operation.at <= ms(millis))
    .flatMap((operation) => (operation.f === 'send' ? [operation.value] : []));
}

/** At the end, by node: does it lead, and what does it hold? */
function copies(playback: Playback): readonly (readonly [string, boolean, readonly string[]])[] {
  const [log] = playback.system.observe(playback.worldAt(playback.steps)).logs;
  return (log?.replicas ?? []).map(({ node, believesLeader, records }) => [
    node,
    believesLeader,
    records.map(({ value }) => value),
  ]);
}

describe('autoheal throws a side away (R1)', () => {
  const story = (more: Partial<RoomOptions> = {}): Playback =>
    play(apart('autoheal', { script: onBothSides, ...more }));

  test('both sides confirm, and when they meet, those of the smaller side are gone', () => {
    const playback = story();
    expect(confirmedBy(playback, HEAL_AT_MILLIS).toSorted()).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(milestones(playback)).toContain('rabbit.cluster.autoheal-restarts');
    expect(violations(playback)).toEqual(new Map([['lost-write', ['a1', 'a2']]]));
    expect(copies(playback)).toEqual([
      ['rabbit-1', false, []],
      ['rabbit-2', true, ['b1', 'b2']],
      ['rabbit-3', false, ['b1', 'b2']],
    ]);
  });

  test('the side with more clients wins, also when it has fewer nodes', () => {
    const producers = [publisherOn('a', 'rabbit-1'), publisherOn('b', 'rabbit-2'), publisherOn('c', 'rabbit-1')];
    expect(violations(story({ producers }))).toEqual(new Map([['lost-write', ['b1', 'b2']]]));
  });

  test('a quorum queue confirms on the side of the majority only, and the others in the end', () => {
    const playback = story(quorum);
    expect(confirmedBy(playback, HEAL_AT_MILLIS)).toEqual(['b1', 'b2']);
    expect(confirmedBy(playback, 60_000)).toEqual(['b1', 'b2', 'a1', 'a2']);
    expect(violations(playback)).toEqual(new Map());
  });
});

describe('ignore: the split goes on after the partition (R2)', () => {
  const script = [...onBothSides, ...publishEach(20_000, 'a', 1), ...publishEach(20_000, 'b', 1)];

  test('two leaders of one queue, each with messages of its own, until an operator chooses', () => {
    const playback = play(apart('ignore', { script }));
    expect(milestones(playback)).toContain('rabbit.cluster.split-stays');
    expect(violations(playback).get('divergent-replicas')).toEqual(['a1', 'b1']);
    expect(copies(playback).filter(([, leads]) => leads)).toEqual([
      ['rabbit-1', true, ['a1', 'a2', 'a3']],
      ['rabbit-2', true, ['b1', 'b2', 'b3']],
    ]);
  });

  test.each([
    ['pause_minority', apart('pause_minority', { script })],
    ['a quorum queue', apart('ignore', { script, ...quorum })],
  ])('not with %s: one leader, and everything in its queue', (_name, options) => {
    const playback = play(options);
    const leading = copies(playback).filter(([, leads]) => leads);
    expect(leading.map(([, , values]) => values.toSorted())).toEqual([['a1', 'a2', 'a3', 'b1', 'b2', 'b3']]);
    expect(violations(playback)).toEqual(new Map());
  });
});

describe('what a minority does before it knows that it is one (R3)', () => {
  // Published when the links are cut, and nobody has missed anybody yet.
  const inTheWindow = publishEach(1_200, 'a', 1);

  test('a leader waits for mirrors that it still believes to see: nothing is confirmed in the window', () => {
    for (const handling of ['ignore', 'pause_minority', 'autoheal'] as const) {
      const playback = play(apart(handling, { script: inTheWindow }));
      expect(confirmedBy(playback, MISSED_AT_MILLIS - 1)).toEqual([]);
    }
  });

  test('autoheal: then it gives the mirrors up, confirms alone, and loses it', () => {
    const playback = play(apart('autoheal', { script: inTheWindow }));
    expect(confirmedBy(playback, MISSED_AT_MILLIS + 1)).toEqual(['a1']);
    expect(violations(playback)).toEqual(new Map([['lost-write', ['a1']]]));
  });

  test('pause_minority: then it pauses without a confirm, and the publisher brings the message to the majority', () => {
    const playback = play(apart('pause_minority', { script: inTheWindow }));
    expect(confirmedBy(playback, MISSED_AT_MILLIS + 1)).toEqual([]);
    expect(confirmedBy(playback, HEAL_AT_MILLIS)).toEqual(['a1']);
    expect(violations(playback)).toEqual(new Map());
    expect(copies(playback).map(([node, leads, values]) => [node, leads, values])).toEqual([
      ['rabbit-1', false, []],
      ['rabbit-2', true, ['a1']],
      ['rabbit-3', false, ['a1']],
    ]);
  });

  test('a quorum queue: no majority, no confirm, whatever the nodes do', () => {
    const playback = play(apart('ignore', { script: inTheWindow, ...quorum }));
    expect(confirmedBy(playback, HEAL_AT_MILLIS)).toEqual([]);
    expect(confirmedBy(playback, 60_000)).toEqual(['a1']);
    expect(violations(playback)).toEqual(new Map());
  });

  test.each([
    ['is not heard', (other: string) => ({ from: 'rabbit-1', to: other })],
    ['does not hear', (other: string) => ({ from: other, to: 'rabbit-1' })],
  ])('a leader that %s (a cut in one direction) pauses just as well', (_name, direction) => {
    const options = apart('pause_minority', { script: [] });
    const cuts = ['rabbit-2', 'rabbit-3'].map((other) => at(CUT_AT_MILLIS, 'cutOneWay', direction(other)));
    const faults = [
      ...cuts,
      ...publishEach(1_200, 'a', 2, 1_300),
      ...publishEach(2_500, 'b', 1),
      at(HEAL_AT_MILLIS, 'healAll'),
    ];
    const playback = play({ ...options, faults });
    expect(milestones(playback).filter((key) => key === 'rabbit.cluster.paused')).toHaveLength(1);
    expect(violations(playback)).toEqual(new Map());
    expect(confirmedBy(playback, 60_000).toSorted()).toEqual(['a1', 'a2', 'b1']);
  });

  test.each(['crash', 'stopNode'])(
    'a node that goes down while it pauses (%s) does not come up to serve alone',
    (ending) => {
      const script = [
        ...inTheWindow,
        at(2_500, ending, { node: 'rabbit-1' }),
        at(3_000, 'restart', { node: 'rabbit-1' }),
        ...publishEach(3_500, 'a', 1),
      ];
      const playback = play(apart('pause_minority', { script }));
      expect(confirmedBy(playback, HEAL_AT_MILLIS)).toEqual(['a1', 'a2']);
      expect(violations(playback)).toEqual(new Map());
      expect(copies(playback).map(([node, leads]) => [node, leads])).toEqual([
        ['rabbit-1', false],
        ['rabbit-2', true],
        ['rabbit-3', false],
      ]);
    },
  );

  test('of two nodes none is a majority: both pause, nothing is lost, and nobody is served', () => {
    const options = apart('pause_minority', { script: [] });
    const faults = [
      at(CUT_AT_MILLIS, 'cut', { a: 'rabbit-1', b: 'rabbit-2' }),
      ...inTheWindow,
      ...publishEach(2_500, 'b', 1),
      at(HEAL_AT_MILLIS, 'healAll'),
    ];
    const playback = play({ ...options, brokers: 2, faults });
    expect(milestones(playback).filter((key) => key === 'rabbit.cluster.paused')).toHaveLength(2);
    expect(confirmedBy(playback, HEAL_AT_MILLIS)).toEqual([]);
    expect(confirmedBy(playback, 60_000).toSorted()).toEqual(['a1', 'b1']);
    expect(violations(playback)).toEqual(new Map());
  });
});
