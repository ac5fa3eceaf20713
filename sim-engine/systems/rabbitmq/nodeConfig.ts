/** A node's configuration from a scenario's settings. */
import type { NodeConfig } from './node/value.ts';
import { isAtLeast } from './rules/version.ts';
import type { RabbitScenario } from './scenario.ts';
import { clusterSettings } from './settings.ts';
import { nodeDefaults } from './settings/node.ts';

export function nodeConfig(scenario: RabbitScenario, name: string): NodeConfig {
  const settings = clusterSettings(scenario.settings);
  return {
    ...nodeDefaults(settings.version),
    name,
    consumerTimeoutMicros: settings.consumerTimeoutMicros,
    channelTickMicros: settings.channelTickIntervalMicros,
    maxMessageBytes: settings.maxMessageBytes,
    deadLetterTimeoutMicros: settings.deadLetterConfirmTimeoutMicros,
    persistence: isAtLeast(settings.version, '4.0') ? 'at-once' : 'on-sync',
    quorum: 'replicated',
  };
}
