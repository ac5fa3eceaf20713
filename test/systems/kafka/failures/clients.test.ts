/**
 * Published failures of Kafka's clients and groups, step by step: each appears with one rule switched off (or one way of
 * working), and is gone when it is back. Stories and sources: KIP-98 and KAFKA-13598 (idempotence), the producer's
 * documentation of max.in.flight, KIP-62 (zombie consumers), KafkaConsumer's javadoc on automatic commits, Kafka's design
 * chapter on delivery semantics.
 */
import { describe, expect, test } from 'vitest';
import type { Playback } from '../../../../sim-engine/playback.ts';
import { at, billing, handProducer, play, sendBatch, sendEach, violations, type ClusterOptions } from '../support.ts';

const quickGroup = {
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 1_000,
} as const;

const quickMember = {
  'auto.offset.reset': 'earliest',
  'session.timeout.ms': 2_000,
  'heartbeat.interval.ms': 500,
} as const;

function effectsOf(playback: Playback, value: string): readonly string[] {
  return playback
    .history(playback.steps)
    .flatMap((operation) => (operation.f === 'apply' && operation.record.value === value ? [operation.type] : []));
}

describe('a retry without idempotence (K11)', () => {
  const story = (enableIdempotence: boolean): ClusterOptions => ({
    producers: [handProducer('a', { 'enable.idempotence': enableIdempotence })],
    // broker-1 appends and commits a1, but its answer is lost together with the connection. The producer cannot tell that from
    // a record that never arrived.
    faults: [at(900, 'loseResponse', { from: 'broker-1', to: 'a' }), ...sendEach(1_000, 'a', 1)],
  });

  test('the record is in the log twice', () => {
    expect(violations(play(story(false))).get('duplicate')).toEqual(['a1']);
  });

  test('with a producer id and sequence the leader recognises the batch and answers as before', () => {
    const playback = play(story(true));
    expect(violations(playback)).toEqual(new Map());
    const [log] = playback.system.observe(playback.worldAt(playback.steps)).logs;
    expect(log?.replicas[0]?.records.map((record) => record.value)).toEqual(['a1']);
  });
});

describe('a retry that is overtaken (K12)', () => {
  const story = (settings: Readonly<Record<string, number | boolean>>): ClusterOptions => ({
    brokers: 2,
    settings: { 'min.insync.replicas': 2, 'replica.lag.time.max.ms': 2_000 },
    producers: [handProducer('a', { 'enable.idempotence': false, ...settings }), handProducer('b', { acks: '1' })],
    faults: [
      ...sendEach(500, 'a', 1),
      // 1. broker-2 stops hearing broker-1, misses b1 and leaves the ISR: every acks=all write is refused from then on.
      at(1_000, 'cutOneWay', { from: 'broker-1', to: 'broker-2' }),
      ...sendEach(1_100, 'b', 1),
      // 2. The way from the producer is slow, so several batches are under way at a time.
      at(5_000, 'slowLink', { a: 'a', b: 'broker-1', micros: 200_000 }),
      // 3. broker-2 comes back while batches arrive: early ones were refused, later ones are accepted, and the early ones
      //    come again after them.
      at(5_750, 'healLink', { a: 'broker-1', b: 'broker-2' }),
      ...sendEach(5_500, 'a', 5, 25),
      at(10_000, 'healAll'),
    ],
  });

  test('with several requests in flight the log has records of one key in another order than they were sent', () => {
    expect(violations(play(story({}))).has('nonmonotonic-send')).toBe(true);
  });

  test('with one request in flight at a time nothing can overtake', () => {
    expect(violations(play(story({ 'max.in.flight.requests.per.connection': 1 })))).toEqual(new Map());
  });

  test('with idempotence the leader refuses what comes too early', () => {
    expect(violations(play(story({ 'enable.idempotence': true })))).toEqual(new Map());
  });
});

describe('a zombie consumer finishes its work (K14)', () => {
  const story = (idempotent: boolean): ClusterOptions => ({
    settings: quickGroup,
    consumers: [
      billing('billing-1', { micros: 100_000, idempotent }, quickMember),
      billing('billing-2', { micros: 100_000, idempotent }, quickMember),
    ],
    faults: [
      // 1. billing-1 owns the only partition and has polled ten records, which take it a second.
      ...sendBatch(3_000, 'a', 10),
      // 2. It stands still in the middle of them, longer than its session. The group gives the partition to billing-2, which
      //    begins at the last committed offset.
      at(3_450, 'pause', { node: 'billing-1' }),
      // 3. It wakes up and goes on where it was: it does not know.
      at(12_000, 'resume', { node: 'billing-1' }),
    ],
  });

  test('the effects of its last poll happen twice, and its commit is refused', () => {
    const playback = play(story(false));
    const found = violations(playback);
    expect([...found.keys()]).toEqual(['redelivered']);
    const commits = playback.history(playback.steps).filter((operation) => operation.f === 'commit');
    expect(commits.some((operation) => operation.process === 'billing-1' && operation.type === 'fail')).toBe(true);
    expect(playback.milestones.some(({ sentence }) => sentence.key === 'kafka.consumer.commit-fenced')).toBe(true);
  });

  test('a unique key in the database turns the second effects away', () => {
    const playback = play(story(true));
    expect(violations(playback)).toEqual(new Map());
    expect(effectsOf(playback, 'a10')).toEqual(['ok', 'fail']);
  });

  test('without the pause nothing is done twice', () => {
    expect(violations(play({ ...story(false), faults: sendBatch(3_000, 'a', 10) }))).toEqual(new Map());
  });
});

describe('a slow application is put out of its group (K14, max.poll.interval.ms)', () => {
  const story = (maxPollIntervalMillis: number): ClusterOptions => {
    const settings = { ...quickMember, 'max.poll.interval.ms': maxPollIntervalMillis };
    return {
      settings: quickGroup,
      consumers: [
        billing('billing-1', { micros: 300_000 }, settings),
        billing('billing-2', { micros: 300_000 }, settings),
      ],
      faults: sendBatch(3_000, 'a', 20),
    };
  };

  test('its heartbeat thread leaves, another member does the work again, and so on', () => {
    const playback = play(story(2_000));
    expect(violations(playback).has('redelivered')).toBe(true);
    expect(playback.milestones.some(({ sentence }) => sentence.key === 'kafka.consumer.poll-timeout')).toBe(true);
  });

  test('an interval that covers the work of one poll keeps it in', () => {
    expect(violations(play(story(20_000)))).toEqual(new Map());
  });
});

describe('automatic commits run ahead of another thread (K15)', () => {
  const story = (thread: 'poll' | 'handoff'): ClusterOptions => ({
    settings: quickGroup,
    consumers: [
      billing(
        'billing-1',
        { commit: 'auto', thread, micros: 200_000 },
        { ...quickMember, 'auto.commit.interval.ms': 500 },
      ),
    ],
    faults: [
      // Ten records come; two seconds of work. poll() is called all the time (handoff) or only when they are done (poll).
      ...sendBatch(3_000, 'a', 10),
      at(4_500, 'crash', { node: 'billing-1' }),
      at(6_000, 'restart', { node: 'billing-1' }),
    ],
  });

  test('what was handed over but not processed at the crash is lost to the group', () => {
    const found = violations(play(story('handoff')));
    expect(found.get('committed-too-far')).toContain('a10');
  });

  test('on the polling thread the same setting is at least once: nothing is lost, some work is done again', () => {
    const found = violations(play(story('poll')));
    expect(found.has('committed-too-far')).toBe(false);
    expect([...found.keys()]).toEqual(['redelivered']);
  });
});

describe('commit before processing', () => {
  test('a crash in between loses what was polled: at most once', () => {
    const found = violations(
      play({
        settings: quickGroup,
        consumers: [billing('billing-1', { commit: 'before-processing', micros: 100_000 }, quickMember)],
        faults: [
          ...sendBatch(3_000, 'a', 10),
          at(3_600, 'crash', { node: 'billing-1' }),
          at(6_000, 'restart', { node: 'billing-1' }),
        ],
      }),
    );
    expect(found.get('committed-too-far')).toContain('a10');
    expect(found.has('redelivered')).toBe(false);
  });
});

describe('a crash between processing and commit (K16)', () => {
  const story = (idempotent: boolean, crash: boolean): ClusterOptions => ({
    settings: quickGroup,
    consumers: [billing('billing-1', { micros: 100_000, idempotent }, quickMember)],
    faults: [
      ...sendBatch(3_000, 'a', 10),
      ...(crash ? [at(3_600, 'crash', { node: 'billing-1' }), at(6_000, 'restart', { node: 'billing-1' })] : []),
    ],
  });

  test('what was processed but not committed is processed again', () => {
    const playback = play(story(false, true));
    expect([...violations(playback).keys()]).toEqual(['redelivered']);
    expect(playback.milestones.some(({ kind }) => kind === 'redelivery')).toBe(true);
  });

  test('an idempotent handler makes it harmless', () => {
    expect(violations(play(story(true, true)))).toEqual(new Map());
  });

  test('without the crash nothing is repeated', () => {
    expect(violations(play(story(false, false)))).toEqual(new Map());
  });
});
