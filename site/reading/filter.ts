/**
 * The filter of the catalogue: pure, and quick enough to answer each key stroke within a frame. What does not depend on the
 * question (text to search, orders) is prepared once.
 */
import type { Exported } from './exported.ts';

export const FACETS = ['kind', 'level', 'language', 'system', 'concept'] as const;
export type Facet = (typeof FACETS)[number];

export const SORTS = ['suggested', 'title', 'newest', 'oldest', 'level'] as const;
export type Sort = (typeof SORTS)[number];

export interface Question {
  /** Words that all have to be found somewhere in an entry. */
  readonly text: string;
  /** By facet, the values of which an entry needs one; none: any will do. */
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly sort: Sort;
}

export const EVERYTHING: Question = {
  text: '',
  chosen: { kind: [], level: [], language: [], system: [], concept: [] },
  sort: 'suggested',
};

export interface Answer {
  /** Ids of the entries that fit, in order. */
  readonly ids: readonly string[];
  /** By facet and value, how many entries there would be if only that value were chosen in that facet. */
  readonly counts: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
}

interface Prepared {
  readonly id: string;
  readonly haystack: string;
  readonly values: Readonly<Record<Facet, readonly string[]>>;
}

export interface Shelf {
  readonly entries: readonly Prepared[];
  /** Indices into `entries`, by order. */
  readonly orders: Readonly<Record<Sort, readonly number[]>>;
}

/** One form for what means the same: full width and half width, capitals and small letters. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

function haystackOf(entry: Exported, nameOfConcept: (id: string) => string): string {
  const { chinese } = entry;
  const parts = [
    entry.title,
    entry.titleInEnglish,
    chinese?.title,
    ...entry.authors.flatMap(({ name, latin }) => [name, latin]),
    ...(chinese?.translators ?? []),
    entry.venue,
    chinese?.publisher,
    entry.year?.toString(),
    entry.isbn13,
    chinese?.isbn13,
    entry.doi,
    entry.why.en,
    entry.why['zh-cn'],
    ...entry.chapters.map(({ where }) => where),
    ...entry.systems,
    ...entry.concepts.flatMap((id) => [id, nameOfConcept(id)]),
  ];
  return plain(parts.filter((part) => part !== undefined).join('\n'));
}

const valuesOf = (entry: Exported): Prepared['values'] => ({
  kind: [entry.kind],
  level: [entry.level],
  language: entry.languages,
  system: entry.systems,
  concept: entry.concepts,
});

const LEVEL_RANKS: readonly string[] = ['beginner', 'intermediate', 'advanced'];

function ordersOf(entries: readonly Exported[], language: string): Shelf['orders'] {
  const collator = new Intl.Collator(language);
  const order = (compare: (left: Exported, right: Exported) => number): readonly number[] =>
    entries
      .map((entry, index) => ({ entry, index }))
      .sort((left, right) => compare(left.entry, right.entry) || left.index - right.index)
      .map(({ index }) => index);
  // A year that is not known comes last, whichever way.
  const byYear = (direction: 1 | -1) =>
    order((left, right) =>
      left.year === undefined || right.year === undefined
        ? Number(left.year === undefined) - Number(right.year === undefined)
        : direction * (left.year - right.year),
    );
  return {
    suggested: entries.map((_entry, index) => index),
    title: order((left, right) => collator.compare(left.title, right.title)),
    newest: byYear(-1),
    oldest: byYear(1),
    level: order((left, right) => LEVEL_RANKS.indexOf(left.level) - LEVEL_RANKS.indexOf(right.level)),
  };
}

/** Gets entries ready for questions. `language` decides how titles are sorted. */
export function prepareShelf(
  entries: readonly Exported[],
  options: { readonly language: string; readonly nameOfConcept: (id: string) => string },
): Shelf {
  return {
    entries: entries.map((entry) => ({
      id: entry.id,
      haystack: haystackOf(entry, options.nameOfConcept),
      values: valuesOf(entry),
    })),
    orders: ordersOf(entries, options.language),
  };
}

/** Answers a question: which entries fit, and what else could be chosen. */
export function ask(shelf: Shelf, { text, chosen, sort }: Question): Answer {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Record<
    Facet,
    Map<string, number>
  >;
  const ids: string[] = [];
  for (const index of shelf.orders[sort]) {
    const entry = shelf.entries[index];
    if (entry === undefined || !words.every((word) => entry.haystack.includes(word))) continue;
    const failed = FACETS.filter((facet) => !fits(chosen[facet], entry.values[facet]));
    if (failed.length === 0) ids.push(entry.id);
    // An entry counts in a facet when it fits all the others.
    for (const facet of FACETS) {
      if (failed.some((other) => other !== facet)) continue;
      for (const value of entry.values[facet]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    }
  }
  return { ids, counts };
}

const fits = (wanted: readonly string[], values: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((value) => values.includes(value));
