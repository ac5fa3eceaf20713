/** A node's configuration from a scenario's settings. */
import { fromMillis } from '../../kernel/time.ts';
import type { NodeConfig } from './node/value.ts';
import type { RabbitVersion } from './rules/version.ts';
import type { RabbitScenario } from './scenario.ts';
import { valueOf } from './settings.ts';
import { MAX_MESSAGE_BYTES, nodeDefaults } from './settings/node.ts';

export function versionOf({ settings }: Pick<RabbitScenario, 'settings'>): RabbitVersion {
  return valueOf('broker', settings, 'version') as RabbitVersion;
}

export function nodeConfig(scenario: RabbitScenario, name: string): NodeConfig {
  const { settings } = scenario;
  const version = versionOf(scenario);
  return {
    ...nodeDefaults(version),
    name,
    consumerTimeoutMicros: fromMillis(valueOf('broker', settings, 'consumer_timeout') as number),
    channelTickMicros: fromMillis(valueOf('broker', settings, 'channel_tick_interval') as number),
    maxMessageBytes: (settings['max_message_size'] as number | undefined) ?? MAX_MESSAGE_BYTES[version],
    persistence: 'on-sync',
  };
}
