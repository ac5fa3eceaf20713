/** A setting's default as its page writes it. */
import type { SettingDefinition } from '../../sim-engine/systems/settingsCatalogue.ts';

/** @returns null when the setting is absent unless somebody gives it */
export function defaultOf(definition: SettingDefinition): string | null {
  if (definition.default === null) return null;
  if (definition.type !== 'integer') return String(definition.default);
  return `${definition.default.toLocaleString('en')} ${definition.unit}`;
}
