/** Something found, ready to be shown. */
import { hasMark, marked, passageOf, type Piece } from './excerpt.ts';
import { together } from './han.ts';
import type { Hit } from './pagefind.ts';

export interface Shown {
  readonly url: string;
  readonly title: readonly Piece[];
  /** A term's name in the other language. */
  readonly other: readonly Piece[];
  readonly text: readonly Piece[];
}

/** Loads what the index knows of a hit, and shows of its text what has to do with the query. */
export async function showHit(hit: Hit, marks: readonly string[]): Promise<Shown> {
  const { url, content, meta } = await hit.data();
  const title = together(meta['title'] ?? url);
  const body = together(content);
  const withoutTitle = body.startsWith(title) ? body.slice(title.length).replace(/^[.\s]+/, '') : body;
  return {
    url,
    title: marked(title, marks),
    other: meta['other'] === undefined ? [] : marked(together(meta['other']), marks),
    text: marked(tellingText(meta['summary'], withoutTitle, marks), marks),
  };
}

/** The summary, unless only the text has what was searched for. */
function tellingText(summary: string | undefined, body: string, marks: readonly string[]): string {
  if (summary === undefined) return passageOf(body, marks);
  return !hasMark(summary, marks) && hasMark(body, marks) ? passageOf(body, marks) : summary;
}
