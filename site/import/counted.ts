/** `9 queues`: so many things of a kind, in the words of the format. */
import type { CountedPart, ImportFormat } from '../../sim-engine/systems/importFormat.ts';
import type { ImportWords } from '../i18n/import/index.ts';
import type { Locale } from '../i18n/index.ts';
import { plural } from '../i18n/plural.ts';

export interface Told {
  readonly format: ImportFormat;
  readonly words: ImportWords;
  readonly locale: Locale;
}

export function counted({ kind, count }: CountedPart, { format, words, locale }: Told): string {
  const names = format.kinds[kind];
  const name =
    names === undefined ? kind : plural(locale, count, { one: names.one[locale], other: names.several[locale] });
  return words.counted(count, name);
}
