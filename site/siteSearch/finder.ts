/** Finds pages and terms: asks Pagefind, and puts the answers into groups by kind. */
import { KINDS, type Kind } from './kinds.ts';
import type { Hit, Pagefind } from './pagefind.ts';
import { parseQuery, phrasesOf, piecesOf, wholePhraseOf, type Query } from './query.ts';

export interface Group {
  readonly kind: Kind;
  /** The most relevant first. */
  readonly hits: readonly Hit[];
}

export interface Found {
  /** The group of the best hit first. */
  readonly groups: readonly Group[];
  readonly total: number;
  /** Nothing fits the whole query; these fit most of its pieces. */
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
    const whole = query.parts.length === 0 ? [] : await hitsOfAll(pagefind, query);
    const hits = whole.length > 0 ? whole : await hitsOfPieces(pagefind, query);
    const groups = KINDS.map((kind) => ({ kind, hits: hits.filter(({ id }) => kinds.get(id) === kind) }))
      .filter((group) => group.hits.length > 0)
      .sort((left, right) => hits.indexOf(left.hits[0] as Hit) - hits.indexOf(right.hits[0] as Hit));
    const near = whole.length === 0 && hits.length > 0;
    return { groups, total: hits.length, near, marks: near ? marksOfPieces(query) : query.parts };
  };
}

const idsOf = async (pagefind: Pagefind, phrase: string): Promise<ReadonlySet<string>> =>
  new Set((await pagefind.search(phrase)).results.map(({ id }) => id));

/** What has all words, and every Chinese run in one piece; first what has the whole query in one piece. */
async function hitsOfAll(pagefind: Pagefind, query: Query): Promise<readonly Hit[]> {
  const whole = wholePhraseOf(query);
  const [{ results }, first, ...required] = await Promise.all([
    pagefind.search(query.words.join(' ')),
    whole === null ? new Set<string>() : idsOf(pagefind, whole),
    ...phrasesOf(query).map((phrase) => idsOf(pagefind, phrase)),
  ]);
  const fitting = results.filter(({ id }) => required.every((ids) => ids.has(id)));
  const [inOnePiece, others] = [true, false].map((wanted) => fitting.filter(({ id }) => first.has(id) === wanted));
  return [...(inOnePiece ?? []), ...(others ?? [])];
}

/** What has at least half of the pieces, that with most of them first. */
async function hitsOfPieces(pagefind: Pagefind, query: Query): Promise<readonly Hit[]> {
  const pieces = piecesOf(query);
  if (pieces.length < 2) return [];
  const answers = await Promise.all(pieces.map((piece) => pagefind.search(piece)));
  const counted = new Map<string, { readonly hit: Hit; readonly pieces: number }>();
  for (const hit of answers.flatMap(({ results }) => results)) {
    counted.set(hit.id, { hit, pieces: (counted.get(hit.id)?.pieces ?? 0) + 1 });
  }
  return [...counted.values()]
    .filter((each) => each.pieces * 2 >= pieces.length)
    .sort((left, right) => right.pieces - left.pieces || right.hit.score - left.hit.score)
    .map(({ hit }) => hit);
}

const marksOfPieces = (query: Query): readonly string[] => piecesOf(query).map((piece) => piece.replace(/[" ]/g, ''));
