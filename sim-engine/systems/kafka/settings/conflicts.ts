/** Combinations of settings that Kafka refuses, each with the error that Kafka gives. */
import type { SettingConflict } from '../../settingsCatalogue.ts';
import type { Settings } from '../../../host/settings.ts';
import type { BrokerSettings, ConsumerSettings, ProducerSettings } from '../settings.ts';
import { SOURCE } from './source.ts';

/** An idempotent producer keeps at most so many requests in flight: a broker remembers five batches per producer. */
const IN_FLIGHT_MAX_FOR_IDEMPOTENCE = 5;

/** A broker with these settings does not start. */
export function brokerConflicts(settings: BrokerSettings): readonly SettingConflict[] {
  if (settings.replicaFetchWaitMaxMicros <= settings.replicaLagTimeMaxMicros) return [];
  return [
    {
      setting: 'replica.fetch.wait.max.ms',
      rule: 'fetch-wait-within-lag-time',
      error: 'IllegalArgumentException',
      message: {
        en: 'replica.fetch.wait.max.ms must not exceed replica.lag.time.max.ms, or the ISR changes all the time',
        'zh-cn': 'replica.fetch.wait.max.ms 不能大于 replica.lag.time.max.ms，否则 ISR 会反复变动',
      },
      source: SOURCE.brokerChecks,
    },
  ];
}

/**
 * A producer with these settings is not created.
 *
 * @param settings - each setting by itself, before idempotence goes off by itself
 * @param given - what was set explicitly: Kafka forgives conflicts with a default, not with a choice
 */
export function producerConflicts(settings: ProducerSettings, given: Settings): readonly SettingConflict[] {
  const conflicts: SettingConflict[] = [];
  const explicitIdempotence = settings.enableIdempotence && given['enable.idempotence'] !== undefined;
  if (explicitIdempotence && settings.retries === 0) conflicts.push(IDEMPOTENCE_NEEDS_RETRIES);
  if (explicitIdempotence && settings.acks !== 'all') conflicts.push(IDEMPOTENCE_NEEDS_ACKS_ALL);
  if (settings.enableIdempotence && settings.maxInFlightRequestsPerConnection > IN_FLIGHT_MAX_FOR_IDEMPOTENCE) {
    conflicts.push(IDEMPOTENCE_NEEDS_FEW_IN_FLIGHT);
  }
  const explicitDelivery = given['delivery.timeout.ms'] !== undefined;
  if (explicitDelivery && settings.deliveryTimeoutMicros < settings.lingerMicros + settings.requestTimeoutMicros) {
    conflicts.push(DELIVERY_TIMEOUT_TOO_SHORT);
  }
  return conflicts;
}

/** A consumer with these settings is not created, or its group refuses it. */
export function consumerConflicts(settings: ConsumerSettings, cluster: BrokerSettings): readonly SettingConflict[] {
  const conflicts: SettingConflict[] = [];
  if (settings.heartbeatIntervalMicros >= settings.sessionTimeoutMicros) conflicts.push(HEARTBEAT_TOO_SLOW);
  const { groupMinSessionTimeoutMicros: min, groupMaxSessionTimeoutMicros: max } = cluster;
  if (settings.sessionTimeoutMicros < min || settings.sessionTimeoutMicros > max) {
    conflicts.push(SESSION_TIMEOUT_OUT_OF_BOUNDS);
  }
  return conflicts;
}

const IDEMPOTENCE_NEEDS_RETRIES: SettingConflict = {
  setting: 'retries',
  rule: 'idempotence-needs-retries',
  error: 'ConfigException',
  message: {
    en: 'enable.idempotence=true needs retries above 0',
    'zh-cn': 'enable.idempotence=true 要求 retries 大于 0',
  },
  source: SOURCE.producer,
};

const IDEMPOTENCE_NEEDS_ACKS_ALL: SettingConflict = {
  setting: 'acks',
  rule: 'idempotence-needs-acks-all',
  error: 'ConfigException',
  message: {
    en: 'enable.idempotence=true needs acks=all',
    'zh-cn': 'enable.idempotence=true 要求 acks=all',
  },
  source: SOURCE.producer,
};

const IDEMPOTENCE_NEEDS_FEW_IN_FLIGHT: SettingConflict = {
  setting: 'max.in.flight.requests.per.connection',
  rule: 'idempotence-needs-few-in-flight',
  error: 'ConfigException',
  message: {
    en: 'max.in.flight.requests.per.connection must be at most 5 unless enable.idempotence=false',
    'zh-cn': '除非 enable.idempotence=false，max.in.flight.requests.per.connection 不能大于 5',
  },
  source: SOURCE.producer,
};

const DELIVERY_TIMEOUT_TOO_SHORT: SettingConflict = {
  setting: 'delivery.timeout.ms',
  rule: 'delivery-timeout-covers-one-request',
  error: 'ConfigException',
  message: {
    en: 'delivery.timeout.ms must be at least linger.ms + request.timeout.ms',
    'zh-cn': 'delivery.timeout.ms 不能小于 linger.ms + request.timeout.ms',
  },
  source: SOURCE.producerChecks,
};

const HEARTBEAT_TOO_SLOW: SettingConflict = {
  setting: 'heartbeat.interval.ms',
  rule: 'heartbeat-within-session',
  error: 'IllegalArgumentException',
  message: {
    en: 'heartbeat.interval.ms must be lower than session.timeout.ms',
    'zh-cn': 'heartbeat.interval.ms 必须小于 session.timeout.ms',
  },
  source: SOURCE.consumerChecks,
};

const SESSION_TIMEOUT_OUT_OF_BOUNDS: SettingConflict = {
  setting: 'session.timeout.ms',
  rule: 'session-timeout-within-bounds',
  error: 'INVALID_SESSION_TIMEOUT',
  message: {
    en: 'session.timeout.ms must lie between group.min.session.timeout.ms and group.max.session.timeout.ms',
    'zh-cn': 'session.timeout.ms 必须在 group.min.session.timeout.ms 与 group.max.session.timeout.ms 之间',
  },
  source: SOURCE.groupChecks,
};
