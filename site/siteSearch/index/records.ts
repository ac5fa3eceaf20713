/** The terms of the glossary as records of the index: each is found by itself, not as a part of the long page. */
import type { CustomRecord } from 'pagefind';
import type { Term } from '../../../lessons/glossary/schema.ts';
import { terms, wordsOf } from '../../glossary/glossary.ts';
import { LOCALES, pathIn, type Locale } from '../../i18n/index.ts';
import { apart } from '../han.ts';
import { edged } from '../query.ts';
import { foreignNamesOf, namesOf } from './keywords.ts';

/** Every term in every language. */
export function termRecords(): readonly CustomRecord[] {
  return LOCALES.flatMap((locale) => terms.map((term) => termRecord(term, locale)));
}

function termRecord(term: Term, locale: Locale): CustomRecord {
  const other = LOCALES.find((each) => each !== locale) ?? 'en';
  const elsewhere = wordsOf(term, locale).map(({ system, word }) => `${system}: ${word}`);
  const text = [term.definition[locale], term.careful?.[locale], elsewhere.join(locale === 'en' ? '; ' : '；')];
  return {
    url: `${pathIn(locale, '/glossary/')}#${term.id}`,
    language: locale,
    content: apart(text.filter((part) => part !== undefined && part !== '').join(' ')),
    meta: {
      title: apart(term.name[locale]),
      other: apart(term.name[other]),
      also: namesOf(term).map(edged).join(' '),
      elsewhere: apart(foreignNamesOf(term).join(' ; ')),
      summary: term.definition[locale],
    },
    filters: { kind: ['term'] },
  };
}
