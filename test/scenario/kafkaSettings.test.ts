import { describe, expect, it } from 'vitest';
import {
  kafkaSettings,
  NEVER_FLUSH,
  resolveSettings,
  type KafkaScope,
} from '../../sim-engine/systems/kafka/settings.ts';
import { fits, type SettingDefinition } from '../../sim-engine/systems/settingsCatalogue.ts';
import type { Settings } from '../../sim-engine/scenario/types.ts';

/** Defaults of Apache Kafka 4.3, as its configuration reference lists them. */
const REFERENCE: Readonly<Record<KafkaScope, Readonly<Record<string, number | string | boolean | null>>>> = {
  topic: {
    'min.insync.replicas': 1,
    'unclean.leader.election.enable': false,
    'flush.messages': Number.MAX_SAFE_INTEGER,
  },
  broker: {
    'min.insync.replicas': 1,
    'unclean.leader.election.enable': false,
    'flush.messages': Number.MAX_SAFE_INTEGER,
    'replica.lag.time.max.ms': 30_000,
    'replica.fetch.wait.max.ms': 500,
    'replica.fetch.min.bytes': 1,
    'replica.fetch.backoff.ms': 1_000,
    'replica.high.watermark.checkpoint.interval.ms': 5_000,
    'broker.heartbeat.interval.ms': 2_000,
    'broker.session.timeout.ms': 9_000,
    'auto.leader.rebalance.enable': true,
    'leader.imbalance.check.interval.seconds': 300,
    'unclean.leader.election.interval.ms': 300_000,
    'eligible.leader.replicas.version': 1,
    'offsets.topic.replication.factor': 3,
    'group.initial.rebalance.delay.ms': 3_000,
    'group.min.session.timeout.ms': 6_000,
    'group.max.session.timeout.ms': 1_800_000,
  },
  producer: {
    acks: 'all',
    'enable.idempotence': true,
    retries: 2_147_483_647,
    'max.in.flight.requests.per.connection': 5,
    'linger.ms': 5,
    'batch.size': 16_384,
    'delivery.timeout.ms': 120_000,
    'request.timeout.ms': 30_000,
    'retry.backoff.ms': 100,
    'retry.backoff.max.ms': 1_000,
    'partitioner.adaptive.partitioning.enable': true,
    'partitioner.ignore.keys': false,
    'metadata.max.age.ms': 300_000,
    'max.block.ms': 60_000,
  },
  consumer: {
    'auto.offset.reset': 'latest',
    'enable.auto.commit': true,
    'auto.commit.interval.ms': 5_000,
    'max.poll.records': 500,
    'max.poll.interval.ms': 300_000,
    'session.timeout.ms': 45_000,
    'heartbeat.interval.ms': 3_000,
    'fetch.min.bytes': 1,
    'fetch.max.wait.ms': 500,
    'partition.assignment.strategy': 'range',
    'group.instance.id': null,
    'request.timeout.ms': 30_000,
    'retry.backoff.ms': 100,
    'retry.backoff.max.ms': 1_000,
    'metadata.max.age.ms': 300_000,
  },
};

function definition(scope: KafkaScope, name: string): SettingDefinition {
  return kafkaSettings.definitions[scope].find((each) => each.name === name) as SettingDefinition;
}

const SCOPES: readonly KafkaScope[] = ['broker', 'topic', 'producer', 'consumer'];

describe.each(SCOPES)('a %s', (scope) => {
  it('has Kafka’s settings with Kafka’s defaults', () => {
    const defaults = kafkaSettings.definitions[scope].map((each) => [each.name, each.default]);
    expect(Object.fromEntries(defaults)).toEqual(REFERENCE[scope]);
    expect(defaults).toHaveLength(Object.keys(REFERENCE[scope]).length);
  });

  it('has defaults that fit, a source and a description in both languages for each', () => {
    for (const each of kafkaSettings.definitions[scope]) {
      expect(each.default === null || fits(each, each.default), each.name).toBe(true);
      expect(each.source.version).toBe('Apache Kafka 4.3');
      expect(each.source.file).toMatch(/^[\w/-]+\.(java|scala)$/);
      expect(each.description.en).toMatch(/^[A-Z].*[.?]$/);
      expect(each.description['zh-cn']).toMatch(/\p{Script=Han}.*[。？]$/u);
    }
  });

  it('reads them under Kafka’s names in camel case, times in microseconds', () => {
    const fields = kafkaSettings.definitions[scope].map(({ name }) =>
      name.replace(/\.(ms|seconds)$/, '.micros').replace(/\.([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    );
    expect(Object.keys(resolveSettings(scope, {})).sort()).toEqual(fields.sort());
  });

  it('has no conflict among its defaults', () => {
    expect(kafkaSettings.conflicts(scope, {}, {})).toEqual([]);
  });
});

describe('settings in engine units', () => {
  it('turn milliseconds and seconds into microseconds', () => {
    const broker = resolveSettings('broker', { 'replica.lag.time.max.ms': 3 });
    expect(broker.replicaLagTimeMaxMicros).toBe(3_000);
    expect(broker.leaderImbalanceCheckIntervalMicros).toBe(300_000_000);
    expect(broker.minInsyncReplicas).toBe(1);
  });

  it('take a topic’s value before the cluster’s', () => {
    const cluster: Settings = { 'min.insync.replicas': 2, 'flush.messages': 1, 'broker.session.timeout.ms': 9 };
    expect(resolveSettings('topic', { ...cluster, 'min.insync.replicas': 3 })).toEqual({
      minInsyncReplicas: 3,
      uncleanLeaderElectionEnable: false,
      flushMessages: 1,
    });
  });

  it('say never to flushing with a number that no log reaches', () => {
    expect(resolveSettings('broker', {}).flushMessages).toBe(NEVER_FLUSH);
    expect(NEVER_FLUSH).toBeGreaterThan(1_000_000 * 16);
  });

  it('refuse a value that no parser would let through', () => {
    expect(() => resolveSettings('broker', { 'min.insync.replicas': 0 })).toThrow('an integer from 1 to 9');
    expect(() => resolveSettings('producer', { acks: 1 })).toThrow('one of "all", "1", "0"');
  });
});

describe('idempotence', () => {
  const idempotent = (given: Settings) => resolveSettings('producer', given).enableIdempotence;

  it('is on by default', () => {
    expect(idempotent({})).toBe(true);
  });

  it.each<Settings>([{ acks: '1' }, { acks: '0' }, { retries: 0 }, { 'enable.idempotence': false }])(
    'goes off with %j',
    (given) => {
      expect(idempotent(given)).toBe(false);
      expect(kafkaSettings.conflicts('producer', given, {})).toEqual([]);
    },
  );

  it.each<[Settings, string]>([
    [{ 'enable.idempotence': true, acks: '1' }, 'idempotence-needs-acks-all'],
    [{ 'enable.idempotence': true, retries: 0 }, 'idempotence-needs-retries'],
    [{ 'max.in.flight.requests.per.connection': 6 }, 'idempotence-needs-few-in-flight'],
    [{ 'max.in.flight.requests.per.connection': 6, acks: '1' }, 'idempotence-needs-few-in-flight'],
  ])('asked for with %j is refused', (given, rule) => {
    expect(kafkaSettings.conflicts('producer', given, {})).toMatchObject([{ rule, error: 'ConfigException' }]);
  });

  it.each<Settings>([
    { 'enable.idempotence': true, acks: 'all', retries: 1 },
    { 'max.in.flight.requests.per.connection': 5 },
    { 'max.in.flight.requests.per.connection': 6, 'enable.idempotence': false },
  ])('is content with %j', (given) => {
    expect(kafkaSettings.conflicts('producer', given, {})).toEqual([]);
  });
});

describe('the delivery timeout', () => {
  const timeouts: Settings = { 'linger.ms': 1_000, 'request.timeout.ms': 200_000 };

  it('grows to linger plus request timeout when it was not set', () => {
    expect(resolveSettings('producer', timeouts).deliveryTimeoutMicros).toBe(201_000_000);
    expect(kafkaSettings.conflicts('producer', timeouts, {})).toEqual([]);
  });

  it('is refused when it was set one millisecond lower', () => {
    const rule = 'delivery-timeout-covers-one-request';
    const given = { ...timeouts, 'delivery.timeout.ms': 200_999 };
    expect(kafkaSettings.conflicts('producer', given, {})).toMatchObject([{ rule, error: 'ConfigException' }]);
    expect(kafkaSettings.conflicts('producer', { ...given, 'delivery.timeout.ms': 201_000 }, {})).toEqual([]);
  });
});

describe('a session timeout', () => {
  const rules = (given: Settings, cluster: Settings = {}) =>
    kafkaSettings.conflicts('consumer', given, cluster).map((conflict) => [conflict.rule, conflict.error]);

  it('lies within the coordinator’s bounds', () => {
    const refused = [['session-timeout-within-bounds', 'INVALID_SESSION_TIMEOUT']];
    expect(rules({ 'session.timeout.ms': 5_999 })).toEqual(refused);
    expect(rules({ 'session.timeout.ms': 6_000 })).toEqual([]);
    expect(rules({ 'session.timeout.ms': 1_800_000 })).toEqual([]);
    expect(rules({ 'session.timeout.ms': 1_800_001 })).toEqual(refused);
    expect(rules({ 'session.timeout.ms': 5_999 }, { 'group.min.session.timeout.ms': 5_999 })).toEqual([]);
  });

  it('is longer than the heartbeat interval', () => {
    const refused = [['heartbeat-within-session', 'IllegalArgumentException']];
    expect(rules({ 'heartbeat.interval.ms': 45_000 })).toEqual(refused);
    expect(rules({ 'heartbeat.interval.ms': 44_999 })).toEqual([]);
  });
});

describe('a follower’s fetch', () => {
  it('waits no longer than the lag that is allowed', () => {
    const given: Settings = { 'replica.fetch.wait.max.ms': 500, 'replica.lag.time.max.ms': 499 };
    expect(kafkaSettings.conflicts('broker', given, {})).toMatchObject([{ rule: 'fetch-wait-within-lag-time' }]);
    expect(kafkaSettings.conflicts('broker', { ...given, 'replica.lag.time.max.ms': 500 }, {})).toEqual([]);
  });
});

describe('a definition', () => {
  it('tells what fits from what nearly fits', () => {
    const replicas = definition('broker', 'min.insync.replicas');
    expect([1, 9, 0, 10, 1.5, '1', NaN, null].map((value) => fits(replicas, value))).toEqual([
      true,
      true,
      ...Array<boolean>(6).fill(false),
    ]);
    const acks = definition('producer', 'acks');
    expect(['all', '0', '-1', 1].map((value) => fits(acks, value))).toEqual([true, true, false, false]);
    const instance = definition('consumer', 'group.instance.id');
    expect(['x', '', 'x'.repeat(33)].map((value) => fits(instance, value))).toEqual([true, false, false]);
  });
});
