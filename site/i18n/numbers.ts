/**
 * Numbers, sizes and days as each language writes them. Formatters are made once: making one costs more than using it.
 * For pages only; the engine says its numbers without `Intl`, so that they are the same everywhere.
 */
import type { Locale } from './index.ts';

const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', 'zh-cn': 'zh-CN' };

/** Made when first used, then kept. */
function kept<T>(make: (tag: string) => T): (locale: Locale) => T {
  const made = new Map<Locale, T>();
  return (locale) => {
    const there = made.get(locale) ?? make(TAGS[locale]);
    made.set(locale, there);
    return there;
  };
}

const integers = kept((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }));
const days = kept((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }));

/** A whole number with its digits in groups: `737,794`. */
export function inGroups(locale: Locale, value: number): string {
  return integers(locale).format(value);
}

/** A day, given as `2026-11-26`: `26 November 2026`, `2026年11月26日`. */
export function day(locale: Locale, date: string): string {
  return days(locale).format(new Date(`${date}T00:00:00Z`));
}
