/** Texts with places for parameters: `{name}`. */
import type { Parameters } from '../../lessons/lesson.ts';
import type { Locale } from '../i18n/index.ts';

/** Puts parameters in their places; a place without a parameter stays as it is. Lists arrive joined with ", ". */
export function fillIn(text: string, parameters: Parameters, locale: Locale): string {
  const separator = locale === 'en' ? ', ' : '、';
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    String(parameters[name] ?? place).replaceAll(', ', separator),
  );
}
