/** What is known of an entry, as rows for its page: what was seen somewhere, and apart from it what has no source, and the remembered. */
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

/** What this project says itself: it needs no source. */
const OWN = new Set(['languages', 'systems', 'lastChecked']);

export interface Facts {
  /** Seen somewhere, and where is noted. */
  readonly sourced: readonly Fact[];
  /** In the entry, but where it was seen is not noted: not to be shown as a fact. */
  readonly unsourced: readonly Fact[];
}

export function factsOf(entry: CatalogueEntry, locale: Locale, words: ReadingWords): Facts {
  const confirmed = new Set(entry.confirmed.map(({ field }) => field));
  const rows = rowsOf(entry, locale, words);
  const isSourced = ({ field }: Row): boolean => OWN.has(field) || confirmed.has(field);
  return { sourced: rows.filter(isSourced), unsourced: rows.filter((row) => !isSourced(row)) };
}

/** A fact with its field, as `confirmed` names it. */
interface Row extends Fact {
  readonly field: string;
}

function rowsOf(entry: CatalogueEntry, locale: Locale, words: ReadingWords): readonly Row[] {
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
      : [{ field, name: fields[field] ?? field, text, ...(href === undefined ? {} : { href }) }],
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
