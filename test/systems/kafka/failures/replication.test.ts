/**
 * Published failures of Kafka's replication, step by step: each appears with one rule switched off (or one setting), and is
 * gone when the rule is back. Stories and sources: KIP-101, KIP-279, KIP-320, KAFKA-7128, KIP-966, Jepsen's Kafka analysis.
 */
import { describe, expect, test } from 'vitest';
import { at, billing, handProducer, play, sendBatch, sendEach, violations, type ClusterOptions } from '../support.ts';

describe('a new follower truncates to its own high watermark (KIP-101)', () => {
  const story = (truncateByEpoch: boolean): ClusterOptions => ({
    guards: { truncateByEpoch },
    faults: [
      // 1. broker-1 leads, a1 reaches all three, broker-1 commits and acknowledges it. The others will only hear of that
      //    with their next fetch, so their high watermarks are still 0.
      ...sendEach(1_000, 'a', 1),
      // 2. Leadership moves to broker-2. broker-3 follows it, and cannot copy anything back for now.
      at(1_050, 'hold', { from: 'broker-2', to: 'broker-3' }),
      at(1_060, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-2' }),
      // 3. One more election: broker-3 leads.
      at(1_200, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-3' }),
      at(3_000, 'release', { from: 'broker-2', to: 'broker-3' }),
    ],
  });

  test('an acknowledged record is lost', () => {
    expect(violations(play(story(false))).get('lost-write')).toEqual(['a1']);
  });

  test('truncating by leader epoch keeps it', () => {
    expect(violations(play(story(true)))).toEqual(new Map());
  });
});

describe('two elections in quick succession (KIP-279)', () => {
  const story = (compareDivergingEpoch: boolean): ClusterOptions => ({
    brokers: 2,
    producers: [handProducer('a', { acks: '1' })],
    guards: { compareDivergingEpoch },
    faults: [
      // 1. Four records on both. Then the brokers no longer hear each other, and broker-1 appends two more (end 6).
      ...sendEach(1_000, 'a', 4),
      at(2_000, 'hold', { from: 'broker-1', to: 'broker-2' }),
      at(2_000, 'hold', { from: 'broker-2', to: 'broker-1' }),
      ...sendEach(2_100, 'a', 2),
      // 2. broker-2 leads epoch 1, which begins at 4, and appends four records that broker-1 never sees.
      at(3_000, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-2' }),
      ...sendEach(3_500, 'a', 4),
      // 3. broker-1 leads epoch 2, which begins at 6, and appends four more.
      at(5_000, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-1' }),
      ...sendEach(5_500, 'a', 4),
      // 4. They hear each other again. broker-2 asks where epoch 1 ends; broker-1 knows only 0 and 2.
      at(8_000, 'release', { from: 'broker-1', to: 'broker-2' }),
      at(8_000, 'release', { from: 'broker-2', to: 'broker-1' }),
    ],
  });

  test('the follower cuts back too little, and keeps other records at the same offsets', () => {
    expect(violations(play(story(false))).has('divergent-replicas')).toBe(true);
  });

  test('comparing its own end of the epoch that the answer names makes the copies equal', () => {
    const found = violations(play(story(true)));
    expect(found.has('divergent-replicas')).toBe(false);
    // What was acknowledged by one machine alone (acks=1) is lost all the same: that is another story.
    expect(found.has('lost-write')).toBe(true);
  });
});

describe('a consumer reads on after its log was truncated (KIP-320)', () => {
  const story = (consumerTruncationDetection: boolean): ClusterOptions => ({
    brokers: 2,
    guards: { consumerTruncationDetection },
    settings: {
      'unclean.leader.election.enable': true,
      'replica.lag.time.max.ms': 2_000,
      'offsets.topic.replication.factor': 1,
      'group.initial.rebalance.delay.ms': 0,
    },
    consumers: [billing('billing-1', {}, { 'auto.offset.reset': 'earliest' })],
    faults: [
      // 1. Five records on both brokers, read by the consumer.
      ...sendEach(1_000, 'a', 5),
      // 2. broker-2 no longer hears broker-1 and leaves the ISR; five more records are committed by broker-1 alone and read.
      at(2_000, 'cutOneWay', { from: 'broker-1', to: 'broker-2' }),
      ...sendEach(6_000, 'a', 5),
      // 3. broker-1 dies; broker-2 is elected although it lacks them, and gets ten other records.
      //    The consumer reaches it only after that.
      at(7_900, 'hold', { from: 'billing-1', to: 'broker-2' }),
      at(8_000, 'crash', { node: 'broker-1' }),
      ...sendEach(25_000, 'a', 10),
      at(30_000, 'release', { from: 'billing-1', to: 'broker-2' }),
      at(60_000, 'healAll'),
    ],
  });

  test('without the check, records at offsets that it has passed are never read', () => {
    const found = violations(play(story(false)));
    expect(found.get('unseen')).toEqual(['a11', 'a12', 'a13', 'a14', 'a15']);
  });

  test('with the check it goes back to where the logs part, and reads them', () => {
    const found = violations(play(story(true)));
    expect(found.has('unseen')).toBe(false);
    expect(found.get('lost-write')).toEqual(['a6', 'a7', 'a8', 'a9', 'a10']);
  });
});

describe('joining the ISR before reaching the start of the leader’s epoch (KAFKA-7128)', () => {
  const story = (isrExpansionWait: boolean): ClusterOptions => ({
    guards: { isrExpansionWait },
    settings: { 'replica.lag.time.max.ms': 2_000 },
    faults: [
      // 1. Five records on all three. broker-3 is cut off and fenced; it finds the controller again, but not the brokers: it
      //    is outside the ISR with its log ending at 5.
      ...sendEach(1_000, 'a', 5),
      at(2_000, 'isolate', { node: 'broker-3' }),
      at(13_000, 'healLink', { a: 'broker-3', b: 'controller' }),
      // 2. Five more in one batch: on broker-1 and broker-2, committed and acknowledged by broker-1 (high watermark 10).
      //    broker-2 has not heard of that yet: its high watermark is 5.
      ...sendBatch(20_000, 'a', 5),
      // 3. broker-2 leads; it begins its epoch at 10 with high watermark 5. broker-1 cannot fetch from it. broker-3 can ask,
      //    but gets no answer.
      at(20_050, 'hold', { from: 'broker-1', to: 'broker-2' }),
      at(20_050, 'healLink', { a: 'broker-3', b: 'broker-2' }),
      at(20_050, 'hold', { from: 'broker-2', to: 'broker-3' }),
      at(20_060, 'electLeader', { topic: 'orders', partition: 0, node: 'broker-2' }),
      // 4. broker-1 and broker-2 die. Whoever is in the ISR may lead.
      at(20_300, 'crash', { node: 'broker-1' }),
      at(20_300, 'crash', { node: 'broker-2' }),
      at(40_000, 'healAll'),
    ],
  });

  test('a replica that lacks committed records is elected as if it were in sync', () => {
    expect(violations(play(story(false))).get('lost-write')).toEqual(['a6', 'a7', 'a8', 'a9', 'a10']);
  });

  test('waiting for the start of the epoch keeps it out, and nothing is lost', () => {
    expect(violations(play(story(true)))).toEqual(new Map());
  });
});

describe('the last replica standing (KIP-966)', () => {
  const story = (elrVersion: 0 | 1): ClusterOptions => ({
    settings: { 'min.insync.replicas': 2, 'eligible.leader.replicas.version': elrVersion },
    faults: [
      // 1. Three records on all three brokers, acknowledged.
      ...sendEach(1_000, 'a', 3),
      // 2. broker-2 and broker-3 are cut off and fenced, the ISR shrinks to broker-1.
      at(2_000, 'isolate', { node: 'broker-2' }),
      at(2_000, 'isolate', { node: 'broker-3' }),
      // 3. broker-1 loses power, and with it the page cache. It comes back first.
      at(15_000, 'powerLoss', { node: 'broker-1' }),
      at(16_000, 'restart', { node: 'broker-1' }),
      at(60_000, 'healAll'),
    ],
  });

  test('without eligible leader replicas only the amnesiac may lead: everything acknowledged is lost', () => {
    expect(violations(play(story(0))).get('lost-write')).toEqual(['a1', 'a2', 'a3']);
  });

  test('with them the partition waits for a replica that still has the records', () => {
    expect(violations(play(story(1)))).toEqual(new Map());
  });

  test('with min.insync.replicas=1 nothing protects what the last replica acknowledged alone', () => {
    const found = violations(
      play({
        ...story(1),
        settings: { 'min.insync.replicas': 1 },
        faults: [...story(1).faults!.slice(0, 5), ...sendEach(13_000, 'a', 2), ...story(1).faults!.slice(5)],
      }),
    );
    expect(found.get('lost-write')).toEqual(expect.arrayContaining(['a4', 'a5']));
  });
});

describe('acks=1', () => {
  const story = (acks: '1' | 'all'): ClusterOptions => ({
    producers: [handProducer('a', { acks })],
    faults: [
      ...sendEach(1_000, 'a', 1),
      // The leader acknowledges a2 before anybody has copied it, and dies.
      at(1_500, 'hold', { from: 'broker-1', to: 'broker-2' }),
      at(1_500, 'hold', { from: 'broker-1', to: 'broker-3' }),
      ...sendEach(1_600, 'a', 1),
      at(1_700, 'crash', { node: 'broker-1' }),
      at(30_000, 'healAll'),
    ],
  });

  test('an acknowledged record is lost with one crash, and nobody has lied', () => {
    expect(violations(play(story('1'))).get('lost-write')).toEqual(['a2']);
  });

  test('with acks=all it is acknowledged only when the others have it', () => {
    expect(violations(play(story('all')))).toEqual(new Map());
  });
});

describe('unclean leader election', () => {
  const story = (unclean: boolean): ClusterOptions => ({
    settings: { 'unclean.leader.election.enable': unclean },
    faults: [
      ...sendEach(1_000, 'a', 1),
      // broker-2 and broker-3 are fenced; broker-1 alone commits and acknowledges five records, and dies.
      at(2_000, 'isolate', { node: 'broker-2' }),
      at(2_000, 'isolate', { node: 'broker-3' }),
      ...sendEach(15_000, 'a', 5),
      at(16_000, 'crash', { node: 'broker-1' }),
      at(17_000, 'healLink', { a: 'broker-2', b: 'broker-3' }),
      at(17_000, 'healLink', { a: 'broker-2', b: 'controller' }),
      at(17_000, 'healLink', { a: 'broker-3', b: 'controller' }),
      at(60_000, 'healAll'),
    ],
  });

  test('allowed: the partition is available again, without what was acknowledged', () => {
    expect(violations(play(story(true))).get('lost-write')).toEqual(['a2', 'a3', 'a4', 'a5', 'a6']);
  });

  test('forbidden: it waits for broker-1, and nothing is lost', () => {
    expect(violations(play(story(false)))).toEqual(new Map());
  });
});
