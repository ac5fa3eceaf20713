/** Finds pages and terms: asks Pagefind, and puts the answers into groups by kind. */
import { KINDS, type Kind } from './kinds.ts';
import type { Hit, Pagefind } from './pagefind.ts';
import { namePhraseOf, parseQuery, phrasesOf, piecesOf, wholePhraseOf, type Query } from './query.ts';

export interface Group {
  readonly kind: Kind;
  /** The most relevant first. */
  readonly hits: readonly Hit[];
}

export interface Found {
  /** The group of the best hit first; in the order of the kinds where hits are only near. */
  readonly groups: readonly Group[];
  readonly total: number;
  /** Nothing fits the whole query; these fit the most telling of its pieces. */
  readonly near: boolean;
  /** What to mark in the texts. */
  readonly marks: readonly string[];
}

export type Finder = (text: string) => Promise<Found>;

/** Asks once which kind everything in the index is of; then answers queries. */
export async function createFinder(pagefind: Pagefind): Promise<Finder> {
  const kinds = new Map<string, Kind>();
  for (const kind of KINDS) {
    const { results } = await pagefind.search(null, { filters: { kind } });
    for (const { id } of results) kinds.set(id, kind);
  }

  return async (text) => {
    const query = parseQuery(text);
    const fitting = query.parts.length === 0 ? [] : await hitsOfAll(pagefind, query);
    const near = fitting.length === 0;
    const ranked = near ? await hitsOfPieces({ pagefind, query, size: kinds.size }) : fitting;
    return {
      groups: groupsOf(ranked, kinds, near ? KINDS : null),
      total: ranked.length,
      near: near && ranked.length > 0,
      marks: near ? piecesOf(query).map((piece) => piece.replace(/[" ]/g, '')) : query.parts,
    };
  };
}

function groupsOf(
  ranked: readonly Hit[],
  kinds: ReadonlyMap<string, Kind>,
  given: readonly Kind[] | null,
): readonly Group[] {
  const kindOf = ({ id }: Hit): Kind => kinds.get(id) ?? 'page';
  const order = given ?? [...new Set(ranked.map(kindOf))];
  return order
    .map((kind) => ({ kind, hits: ranked.filter((hit) => kindOf(hit) === kind) }))
    .filter(({ hits }) => hits.length > 0);
}

const idsOf = async (pagefind: Pagefind, phrase: string): Promise<ReadonlySet<string>> =>
  new Set((await pagefind.search(phrase)).results.map(({ id }) => id));

/**
 * What has all words, and every Chinese run in one piece: first the terms that are called exactly so, then what has the whole
 * query in one piece, then the others.
 */
async function hitsOfAll(pagefind: Pagefind, query: Query): Promise<readonly Hit[]> {
  const phrase = wholePhraseOf(query);
  const [{ results }, called, whole, ...required] = await Promise.all([
    pagefind.search(query.words.join(' ')),
    idsOf(pagefind, namePhraseOf(query)),
    phrase === null ? new Set<string>() : idsOf(pagefind, phrase),
    ...phrasesOf(query).map((each) => idsOf(pagefind, each)),
  ]);
  const place = ({ id }: Hit): number => (called.has(id) ? 0 : whole.has(id) ? 1 : 2);
  return results
    .filter(({ id }) => required.every((ids) => ids.has(id)))
    .sort((left, right) => place(left) - place(right) || byScore(left, right));
}

/** Pagefind adds up a score in any order, and leaves open which of two equals comes first. */
function byScore(left: Hit, right: Hit): number {
  return rounded(right) - rounded(left) || (left.id < right.id ? -1 : 1);
}

const rounded = ({ score }: Hit): number => Math.round(score * 1000);

interface Pieces {
  readonly pagefind: Pagefind;
  readonly query: Query;
  /** Of the index: in pages and terms. */
  readonly size: number;
}

/** What has the most telling pieces of a query: a piece tells the more, the fewer pages have it. */
async function hitsOfPieces({ pagefind, query, size }: Pieces): Promise<readonly Hit[]> {
  const pieces = piecesOf(query);
  if (pieces.length < 2) return [];
  const answers = await Promise.all(pieces.map((piece) => pagefind.search(piece)));
  const weighed = new Map<string, { readonly hit: Hit; readonly weight: number }>();
  for (const { results } of answers) {
    const weight = Math.log(1 + size / results.length);
    for (const hit of results) weighed.set(hit.id, { hit, weight: weight + (weighed.get(hit.id)?.weight ?? 0) });
  }
  const best = Math.max(0, ...[...weighed.values()].map(({ weight }) => weight));
  return [...weighed.values()]
    .filter(({ weight }) => weight * 2 >= best)
    .sort((left, right) => right.weight - left.weight || byScore(left.hit, right.hit))
    .map(({ hit }) => hit);
}
