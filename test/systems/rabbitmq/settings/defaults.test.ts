/** Every default carries its unit, its version and where it was read. */
import { describe, expect, it } from 'vitest';
import { fits } from '../../../../sim-engine/systems/settingsCatalogue.ts';
import { nodeDefaults, NODE_SETTINGS } from '../../../../sim-engine/systems/rabbitmq/settings/node.ts';
import { QUEUE_SETTINGS } from '../../../../sim-engine/systems/rabbitmq/settings/queue.ts';
import { defaultDeliveryLimit } from '../../../../sim-engine/systems/rabbitmq/rules/queue/arguments.ts';
import { SEGMENT_BYTES } from '../../../../sim-engine/systems/rabbitmq/rules/stream/log.ts';

const all = Object.values({ ...NODE_SETTINGS, ...QUEUE_SETTINGS });

describe('defaults', () => {
  it.each(all.map((definition) => [definition.name, definition] as const))('%s', (_, definition) => {
    expect(fits(definition, definition.default)).toBe(true);
    expect(definition.source.version).toMatch(/RabbitMQ/);
    expect(definition.source.file).not.toBe('');
    expect(definition.description['zh-cn']).not.toBe('');
  });

  it('names are unique', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it('follow the version', () => {
    expect(nodeDefaults('3.10').maxMessageBytes).toBe(128 * 1024 * 1024);
    expect(nodeDefaults('4.0').maxMessageBytes).toBe(16 * 1024 * 1024);
    expect([defaultDeliveryLimit('3.13'), defaultDeliveryLimit('4.0')]).toEqual([null, 20]);
    expect(QUEUE_SETTINGS.deliveryLimit.default).toBe(defaultDeliveryLimit('4.3'));
    expect(nodeDefaults('4.3').consumerTimeoutMicros).toBe(1_800_000_000);
    expect(SEGMENT_BYTES).toBe(500_000_000);
  });
});
