/** Where in a scenario settings stand, and a scenario with other ones. */
import type { Catalogue, Scenario, SettingScope, SettingValue } from '../worker/protocol.ts';

type Given = Readonly<Record<string, SettingValue>>;

export interface ScopeChoice {
  readonly id: string;
  readonly scope: SettingScope;
  /** What the system calls a part of its own; null for what every system has. */
  readonly label: string | null;
  /** The topology's list that holds it; null for the cluster. */
  readonly list: string | null;
  /** Name of the part or client; empty for the cluster. */
  readonly name: string;
}

/** An entry of a topology's list that has settings of its own. */
interface Entry {
  readonly name: string;
  readonly settings?: Given;
}

function entriesOf({ topology }: Scenario, list: string): readonly Entry[] {
  return (topology as unknown as Readonly<Record<string, readonly Entry[]>>)[list] ?? [];
}

/** Everything in a scenario that has settings of its own. */
export function scopesOf(scenario: Scenario, parts: Catalogue['parts']): readonly ScopeChoice[] {
  const named = (choice: Pick<ScopeChoice, 'scope' | 'label'> & { readonly list: string }): ScopeChoice[] =>
    entriesOf(scenario, choice.list).map(({ name }) => ({ ...choice, id: `${choice.scope}/${name}`, name }));
  return [
    { id: 'cluster', scope: 'broker', label: null, list: null, name: '' },
    ...parts.flatMap(named),
    ...named({ scope: 'producer', label: null, list: 'producers' }),
    ...named({ scope: 'consumer', label: null, list: 'consumers' }),
  ];
}

/** Settings as the scenario gives them. */
export function givenSettings(scenario: Scenario, { list, name }: ScopeChoice): Given {
  if (list === null) return scenario.settings;
  return entriesOf(scenario, list).find((entry) => entry.name === name)?.settings ?? {};
}

/** The scenario with other settings in one place. */
export function withSettings(scenario: Scenario, { list, name }: ScopeChoice, settings: Given): Scenario {
  if (list === null) return { ...scenario, settings };
  const entries = entriesOf(scenario, list).map((entry) => (entry.name === name ? { ...entry, settings } : entry));
  return { ...scenario, topology: { ...scenario.topology, [list]: entries } };
}
