/** What the filter offers at first, with counts: computed while pages are built, so that nothing is fetched to show it. */
import type { CatalogueEntry } from '../../lessons/catalogue/schema.ts';
import { LANGUAGES, KINDS, LEVELS } from '../../lessons/catalogue/schema.ts';
import type { Locale } from '../i18n/index.ts';
import type { ReadingWords } from '../i18n/reading/index.ts';
import { concepts } from './catalogue.ts';
import { exported } from './exported.ts';
import { ask, EVERYTHING, prepareShelf, type Facet } from './filter.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export type Options = Readonly<Record<Facet, readonly Option[]>>;

/** The values of every facet that some entry has. */
export function optionsOf(entries: readonly CatalogueEntry[], locale: Locale, words: ReadingWords): Options {
  const shelf = prepareShelf(entries.map(exported), { language: locale, nameOfConcept: (id) => id });
  const { counts } = ask(shelf, EVERYTHING);
  const listed = (facet: Facet, values: readonly (readonly [value: string, label: string])[]): readonly Option[] =>
    values.flatMap(([value, label]) => {
      const count = counts[facet].get(value) ?? 0;
      return count === 0 ? [] : [{ value, label, count }];
    });
  return {
    kind: listed(
      'kind',
      KINDS.map((kind) => [kind, words.kinds[kind]]),
    ),
    level: listed(
      'level',
      LEVELS.map((level) => [level, words.levels[level]]),
    ),
    language: listed(
      'language',
      LANGUAGES.map((language) => [language, words.languages[language]]),
    ),
    system: listed('system', Object.entries(words.systems)),
    concept: listed(
      'concept',
      concepts.map(({ id, name }) => [id, name[locale]]),
    ),
  };
}
