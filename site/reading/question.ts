/**
 * A question as the part of an address behind `#`: `#kind=book,paper&concept=saga&text=kafka&sort=newest`. It can be shared, it
 * stays when the language is switched, and no server ever sees it.
 */
import { EVERYTHING, FACETS, SORTS, type Question, type Sort } from './filter.ts';

/** Reads a fragment; null when it is not a question, as `#content` is not. Names that nobody knows are ignored. */
export function readQuestion(fragment: string): Question | null {
  const text = fragment.replace(/^#/, '');
  if (text === '') return EVERYTHING;
  if (!text.includes('=')) return null;
  const read = new URLSearchParams(text);
  const valuesOf = (facet: string): readonly string[] => (read.get(facet) ?? '').split(',').filter(Boolean);
  const sort = read.get('sort');
  return {
    text: read.get('text') ?? '',
    chosen: {
      kind: valuesOf('kind'),
      level: valuesOf('level'),
      language: valuesOf('language'),
      system: valuesOf('system'),
      concept: valuesOf('concept'),
    },
    sort: SORTS.includes(sort as Sort) ? (sort as Sort) : 'suggested',
  };
}

/** Writes a question; empty when it asks for everything. */
export function writeQuestion({ text, chosen, sort }: Question): string {
  const parts = FACETS.flatMap((facet) =>
    chosen[facet].length === 0 ? [] : [`${facet}=${chosen[facet].map(encodeURIComponent).join(',')}`],
  );
  if (text.trim() !== '') parts.push(`text=${encodeURIComponent(text.trim())}`);
  if (sort !== 'suggested') parts.push(`sort=${sort}`);
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

/** How many choices a question makes. */
export function choicesIn({ text, chosen }: Question): number {
  return FACETS.reduce((total, facet) => total + chosen[facet].length, text.trim() === '' ? 0 : 1);
}
