/** Settings as they take effect: the value given, else the default, times in microseconds. The same for every system. */
import type { Settings, SettingValue } from '../host/settings.ts';
import { invariant } from '../kernel/invariant.ts';
import { MILLISECOND, SECOND } from '../kernel/time.ts';
import { expectation, fits, type SettingDefinition } from './settingsCatalogue.ts';

/** Definitions by the name under which rules read them. */
export type SettingTable = Readonly<Record<string, SettingDefinition>>;

/** What a rule reads: an absent value is null. */
type Resolved<D extends SettingDefinition> =
  | (D extends { readonly default: null } ? null : never)
  | (D extends { readonly type: 'integer' }
      ? number
      : D extends { readonly type: 'boolean' }
        ? boolean
        : D extends { readonly type: 'choice'; readonly choices: readonly (infer Choice)[] }
          ? Choice
          : string);

export type ResolvedTable<T extends SettingTable> = { readonly [Field in keyof T]: Resolved<T[Field]> };

/**
 * Each setting by itself: the value given, else its default.
 *
 * @param given - by the system's own names; names that the table does not have are ignored
 * @throws {InvariantError} when a value does not fit its definition; scenarios and actions are checked before a run
 */
export function resolveTable<T extends SettingTable>(table: T, given: Settings): ResolvedTable<T> {
  const resolved: Record<string, SettingValue | null> = {};
  for (const [field, definition] of Object.entries(table)) {
    const value = given[definition.name] ?? definition.default;
    invariant(
      value === definition.default || fits(definition, value),
      `${definition.name} must be ${expectation(definition).en}`,
    );
    resolved[field] = inEngineUnits(definition, value);
  }
  return resolved as unknown as ResolvedTable<T>;
}

function inEngineUnits(definition: SettingDefinition, value: SettingValue | null): SettingValue | null {
  if (definition.type !== 'integer' || typeof value !== 'number') return value;
  if (definition.unit === 'ms') return value * MILLISECOND;
  return definition.unit === 's' ? value * SECOND : value;
}
