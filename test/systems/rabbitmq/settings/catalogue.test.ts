/** The catalogue that scenarios are checked against, and settings as they take effect. */
import { describe, expect, it } from 'vitest';
import { fits } from '../../../../sim-engine/systems/settingsCatalogue.ts';
import {
  clusterSettings,
  consumerSettings,
  producerSettings,
  queueSettings,
  rabbitSettings,
  type RabbitScope,
} from '../../../../sim-engine/systems/rabbitmq/settings.ts';

const SCOPES: readonly RabbitScope[] = ['broker', 'queue', 'producer', 'consumer'];

describe.each(SCOPES)('settings of a %s', (scope) => {
  const definitions = rabbitSettings.definitions[scope];

  it('have names that a configuration may have, each once', () => {
    const names = definitions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9._-]+$/);
  });

  it.each(definitions.map((definition) => [definition.name, definition] as const))('%s', (_, definition) => {
    expect(definition.default === null || fits(definition, definition.default)).toBe(true);
    expect(definition.source.version).toMatch(/RabbitMQ/);
    expect(definition.source.file).not.toBe('');
    expect(definition.description['zh-cn']).toMatch(/\p{Script=Han}/u);
  });
});

describe('defaults', () => {
  it('of clients are those of the Java client and of AMQP', () => {
    expect(producerSettings({})).toEqual({
      publisherConfirms: 'none',
      confirmBatchSize: 100,
      confirmTimeoutMicros: 5_000_000,
      maxUnconfirmed: 0,
      republish: 'never',
      republishPauseMicros: 0,
      mandatory: false,
      persistent: false,
      priority: null,
      expirationMicros: null,
      requestedHeartbeatMicros: 60_000_000,
      networkRecoveryIntervalMicros: 5_000_000,
    });
    expect(consumerSettings({})).toEqual({
      acknowledge: 'after-processing',
      prefetch: 0,
      onPoison: 'requeue',
      ackEvery: 1,
      priority: 0,
      exclusive: false,
      streamOffset: null,
      requestedHeartbeatMicros: 60_000_000,
      networkRecoveryIntervalMicros: 5_000_000,
      workAfterLoss: 'continue',
    });
  });

  it('do not offer what nothing here would follow: there is no memory, no disk space, and one copy of a stream', () => {
    const names = Object.values(rabbitSettings.definitions).flatMap((list) => list.map(({ name }) => name));
    expect(names).toContain('max_message_size');
    for (const name of ['vm_memory_high_watermark', 'disk_free_limit', 'x-initial-cluster-size']) {
      expect(names).not.toContain(name);
    }
  });

  it('follow the version, unless they are given', () => {
    const MIB = 1_048_576;
    expect(clusterSettings({}).version).toBe('4.3');
    expect(clusterSettings({}).maxMessageBytes).toBe(16 * MIB);
    expect(clusterSettings({ version: '3.13' })).toMatchObject({
      maxMessageBytes: 128 * MIB,
    });
    expect(clusterSettings({ version: '3.13', max_message_size: 7 }).maxMessageBytes).toBe(7);
    expect(queueSettings({}, '4.3').deliveryLimit).toBe(20);
    expect(queueSettings({}, '3.13').deliveryLimit).toBeNull();
    expect(queueSettings({ 'x-delivery-limit': 5 }, '3.13').deliveryLimit).toBe(5);
    expect(queueSettings({ 'x-delivery-limit': -1 }, '4.3').deliveryLimit).toBeNull();
  });
});

describe('an argument that is not given', () => {
  it('is null, and zero is something else', () => {
    expect(queueSettings({}, '4.3')).toMatchObject({ messageTtlMicros: null, maxLength: null, maxPriority: null });
    expect(queueSettings({ 'x-message-ttl': 0, 'x-max-length': 0 }, '4.3')).toMatchObject({
      messageTtlMicros: 0,
      maxLength: 0,
    });
  });

  it('is not the empty name of the default exchange', () => {
    expect(queueSettings({}, '4.3').deadLetterExchange).toBeNull();
    expect(queueSettings({ 'x-dead-letter-exchange': '' }, '4.3').deadLetterExchange).toBe('');
  });
});
