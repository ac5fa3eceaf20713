/** Texts with places for parameters: `{name}`, and `{name|order|orders}` for the word that its number asks for. */
import type { Parameters } from '../../lessons/lesson.ts';
import type { Locale } from '../i18n/index.ts';
import { plural } from '../i18n/plural.ts';

/** Puts parameters in their places; a place without a parameter stays as it is. Lists arrive joined with ", ". */
export function fillIn(text: string, parameters: Parameters, locale: Locale): string {
  const separator = locale === 'en' ? ', ' : '、';
  return text.replaceAll(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (place, name: string, one?: string, other?: string) => {
      const value = parameters[name];
      if (value === undefined) return place;
      if (one !== undefined && other !== undefined) return plural(locale, Number(value), { one, other });
      return String(value).replaceAll(', ', separator);
    },
  );
}
