/**
 * One rule of KIP-320 at a time: the schedules that only that rule stands against. Everything else is on. The stories follow
 * the four rules that the published specification of KIP-320 names.
 */
import { describe, expect, test } from 'vitest';
import { at, handProducer, play, sendEach, violations, type ClusterOptions } from '../support.ts';

/**
 * broker-3 copies m0 in epoch 0 and then hears nothing of epochs 1 and 2, in which m0 is truncated and m1 takes its offset.
 * It goes on asking broker-1, which it takes for the leader of epoch 0.
 */
const staleFollower: ClusterOptions['faults'] = [
  at(200, 'hold', { from: 'broker-2', to: 'broker-1' }),
  at(1_000, 'hold', { from: 'controller', to: 'broker-3' }),
  // 1. m0 (acks=1) on broker-1 and broker-3; broker-2 does not ask for it.
  ...sendEach(1_100, 'm', 1),
  // 2. Epoch 1: broker-2 leads, and broker-1 gives m0 up.
  at(1_300, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-2' }),
  at(1_350, 'release', { from: 'broker-2', to: 'broker-1' }),
  // 3. Epoch 2: broker-1 leads again, and appends a1 where m0 was. broker-2 copies it.
  at(2_400, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-1' }),
  ...sendEach(2_600, 'a', 1),
];

const producers = [handProducer('a', { acks: 'all' }), handProducer('m', { acks: '1' })];

describe('the high watermark counts only followers on the leader’s epoch', () => {
  const story = (guards: ClusterOptions['guards']): ClusterOptions => ({
    producers,
    guards: guards ?? {},
    faults: [
      ...staleFollower!,
      // 4. broker-3 leads. It has m0 where a1 should be.
      at(7_000, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-3' }),
      at(7_100, 'release', { from: 'controller', to: 'broker-3' }),
    ],
  });

  test('without the rule an acknowledged record is lost', () => {
    expect(violations(play(story({ highWatermarkEpochCheck: false }))).get('lost-write')).toContain('a1');
  });

  test('with it a1 is not acknowledged before broker-3 has it', () => {
    expect(violations(play(story({}))).get('lost-write') ?? []).not.toContain('a1');
  });

  test('refusing the fetch is not what protects it: without that rule alone nothing is lost', () => {
    expect(violations(play(story({ fencedFetch: false }))).get('lost-write') ?? []).not.toContain('a1');
  });
});

describe('only followers on the leader’s epoch join the ISR', () => {
  const story = (isrExpansionEpochCheck: boolean): ClusterOptions => ({
    producers,
    guards: { isrExpansionEpochCheck },
    settings: { 'replica.lag.time.max.ms': 2_000 },
    faults: [
      ...staleFollower!,
      // 4. broker-3 lags, leaves the ISR, a1 is committed and acknowledged. Then both brokers that have it die.
      at(8_000, 'crash', { node: 'broker-1' }),
      at(8_000, 'crash', { node: 'broker-2' }),
      at(8_100, 'release', { from: 'controller', to: 'broker-3' }),
      at(40_000, 'healAll'),
    ],
  });

  test('without the rule a follower with other records is let in, leads, and an acknowledged record is lost', () => {
    expect(violations(play(story(false))).get('lost-write')).toContain('a1');
  });

  test('with it the partition waits for a broker that has the record', () => {
    expect(violations(play(story(true))).get('lost-write') ?? []).not.toContain('a1');
  });
});

describe('only a leader of the follower’s epoch tells it where to truncate', () => {
  const story = (fencedTruncation: boolean): ClusterOptions => ({
    producers: [
      handProducer('a', { acks: 'all' }),
      handProducer('m', { acks: '1' }),
      handProducer('z', { acks: '1', 'request.timeout.ms': 1_000, 'delivery.timeout.ms': 60_000 }),
    ],
    guards: { fencedTruncation },
    faults: [
      at(0, 'cut', { a: 'z', b: 'broker-1' }),
      at(0, 'cut', { a: 'z', b: 'broker-3' }),
      // 1. a1 on all three; m1 (acks=1) on broker-1 and broker-3 only.
      ...sendEach(100, 'a', 1),
      at(600, 'hold', { from: 'broker-2', to: 'broker-1' }),
      ...sendEach(1_300, 'm', 1),
      // 2. Epoch 1: broker-2 leads and appends z1 where m1 is elsewhere. Neither broker-1 nor broker-3 hears of that epoch.
      at(1_400, 'hold', { from: 'controller', to: 'broker-1' }),
      at(1_400, 'hold', { from: 'controller', to: 'broker-3' }),
      at(1_400, 'hold', { from: 'broker-3', to: 'broker-2' }),
      at(1_500, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-2' }),
      ...sendEach(1_600, 'z', 1),
      // 3. Epoch 2: broker-1 is to lead. broker-3 hears of it first and asks broker-1, which still lives in epoch 0 and has m1.
      at(5_900, 'hold', { from: 'controller', to: 'broker-2' }),
      at(6_000, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-1' }),
      at(6_100, 'release', { from: 'controller', to: 'broker-3' }),
      // 4. broker-1 catches up: in epoch 1 it gives m1 up and copies z1, in epoch 2 it leads.
      at(6_400, 'release', { from: 'broker-2', to: 'broker-1' }),
      at(6_450, 'slowLink', { a: 'controller', b: 'broker-1', micros: 100_000 }),
      at(7_500, 'release', { from: 'controller', to: 'broker-1' }),
      at(8_500, 'release', { from: 'controller', to: 'broker-2' }),
      at(30_000, 'healAll'),
    ],
  });

  test('without the rule the follower keeps a record that its leader has given up', () => {
    expect(violations(play(story(false))).has('divergent-replicas')).toBe(true);
  });

  test('with it the follower asks again, and the copies are equal', () => {
    expect(violations(play(story(true))).has('divergent-replicas')).toBe(false);
  });
});
