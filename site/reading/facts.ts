/** What is known of an entry, as rows for its page: the confirmed, and apart from it the remembered. */
import type { CatalogueEntry } from '../../lessons/catalogue/schema.ts';
import type { Locale } from '../i18n/index.ts';
import { day } from '../i18n/numbers.ts';
import type { ReadingWords } from '../i18n/reading/index.ts';
import { authorsIn } from './describe.ts';

export interface Fact {
  readonly name: string;
  readonly text: string;
  /** Where the text leads; outside this site. */
  readonly href?: string;
}

/** Rows of what may be shown as a fact. */
export function factsOf(entry: CatalogueEntry, locale: Locale, words: ReadingWords): readonly Fact[] {
  const { fields } = words.entry;
  const { chinese } = entry;
  const rows: readonly (readonly [field: string, text: string | undefined, href?: string | undefined])[] = [
    ['authors', authorsIn(entry, locale, words)],
    ['venue', entry.venue],
    ['year', entry.year?.toString()],
    ['edition', entry.edition === undefined ? undefined : words.ordinal(entry.edition)],
    ['isbn13', entry.isbn13],
    ['doi', entry.doi, entry.doi === undefined ? undefined : `https://doi.org/${entry.doi}`],
    ['url', entry.url, entry.url],
    ['languages', entry.languages.map((language) => words.languages[language]).join(words.and)],
    ['systems', entry.systems.map((system) => words.systems[system] ?? system).join(words.and)],
    ['chinese.title', chinese?.title],
    ['chinese.publisher', chinese?.publisher],
    ['chinese.year', chinese?.year?.toString()],
    ['chinese.translators', chinese?.translators?.join(words.and)],
    ['chinese.isbn13', chinese?.isbn13],
    ['chinese.url', chinese?.url, chinese?.url],
    ['lastChecked', day(locale, entry.lastChecked)],
  ];
  return rows.flatMap(([field, text, href]) =>
    text === undefined || text === ''
      ? []
      : [{ name: fields[field] ?? field, text, ...(href === undefined ? {} : { href }) }],
  );
}

/** Rows of what is only remembered. */
export function rememberedOf({ unconfirmed }: CatalogueEntry, words: ReadingWords): readonly Fact[] {
  return Object.entries(unconfirmed ?? {}).map(([field, value]) => ({
    name: words.entry.fields[field] ?? field,
    text: Array.isArray(value) ? value.join(words.and) : String(value),
  }));
}

/** Fields that were seen in the same place, together. An address is a place; so is "not recorded". */
export function sourcesOf(
  { confirmed }: Pick<CatalogueEntry, 'confirmed'>,
  words: ReadingWords,
): readonly { readonly fields: string; readonly source: string }[] {
  const bySource = new Map<string, string[]>();
  for (const { field, source } of confirmed) {
    bySource.set(source, [...(bySource.get(source) ?? []), words.entry.fields[field] ?? field]);
  }
  return [...bySource].map(([source, fields]) => ({ fields: fields.join(words.and), source }));
}
