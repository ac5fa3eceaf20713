/** A setting's default as its page writes it. */
import type { SettingDefinition } from '../../sim-engine/systems/settingsCatalogue.ts';
import type { Locale } from '../i18n/index.ts';
import { amount } from '../i18n/units.ts';

/** @returns null when the setting is absent unless somebody gives it */
export function defaultOf(definition: SettingDefinition, locale: Locale): string | null {
  if (definition.default === null) return null;
  return definition.type === 'integer'
    ? amount(locale, definition.default, definition.unit)
    : String(definition.default);
}
