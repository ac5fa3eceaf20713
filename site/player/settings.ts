/** Where in a scenario settings stand, and a scenario with other ones. */
import type { Scenario, SettingScope, SettingValue } from '../worker/protocol.ts';

type Given = Readonly<Record<string, SettingValue>>;

export interface ScopeChoice {
  readonly id: string;
  readonly scope: SettingScope;
  /** Name of the topic or client; empty for the cluster. */
  readonly name: string;
}

/** Everything in a scenario that has settings of its own. */
export function scopesOf({ topology }: Scenario): readonly ScopeChoice[] {
  const named = (scope: SettingScope, names: readonly string[]): ScopeChoice[] =>
    names.map((name) => ({ id: `${scope}/${name}`, scope, name }));
  return [
    { id: 'cluster', scope: 'broker', name: '' },
    ...named(
      'topic',
      topology.topics.map((topic) => topic.name),
    ),
    ...named(
      'producer',
      topology.producers.map((producer) => producer.name),
    ),
    ...named(
      'consumer',
      topology.consumers.map((consumer) => consumer.name),
    ),
  ];
}

/** Settings as the scenario gives them. */
export function givenSettings({ settings, topology }: Scenario, { scope, name }: ScopeChoice): Given {
  switch (scope) {
    case 'broker':
      return settings;
    case 'topic':
      return topology.topics.find((topic) => topic.name === name)?.settings ?? {};
    case 'producer':
      return topology.producers.find((producer) => producer.name === name)?.settings ?? {};
    case 'consumer':
      return topology.consumers.find((consumer) => consumer.name === name)?.settings ?? {};
  }
}

function replaced<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
  settings: Given,
): readonly T[] {
  return list.map((entry) => (entry.name === name ? { ...entry, settings } : entry));
}

/** The scenario with other settings in one place. */
export function withSettings(scenario: Scenario, { scope, name }: ScopeChoice, settings: Given): Scenario {
  const { topology } = scenario;
  switch (scope) {
    case 'broker':
      return { ...scenario, settings };
    case 'topic':
      return { ...scenario, topology: { ...topology, topics: replaced(topology.topics, name, settings) } };
    case 'producer':
      return { ...scenario, topology: { ...topology, producers: replaced(topology.producers, name, settings) } };
    case 'consumer':
      return { ...scenario, topology: { ...topology, consumers: replaced(topology.consumers, name, settings) } };
  }
}
