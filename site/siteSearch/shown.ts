/** Something found, ready to be shown. */
import { hasMark, marked, passageOf, type Piece } from './excerpt.ts';
import { together } from './han.ts';
import type { Hit } from './pagefind.ts';

export interface Name {
  /** Value of the `lang` attribute. */
  readonly lang: string;
  readonly pieces: readonly Piece[];
}

export interface Shown {
  readonly url: string;
  readonly title: Name;
  /** The name in the other language: of a term, of a translated book. */
  readonly other: Name | null;
  readonly text: readonly Piece[];
}

/** Loads what the index knows of a hit, and shows of its text what has to do with the query. */
export async function showHit(hit: Hit, marks: readonly string[]): Promise<Shown> {
  const { url, content, meta } = await hit.data();
  const title = together(meta['title'] ?? url);
  const other = together(meta['other'] ?? '');
  return {
    url,
    title: nameOf(title, marks),
    other: other === '' ? null : nameOf(other, marks),
    text: marked(tellingText({ title, other, summary: meta['summary'], body: together(content) }, marks), marks),
  };
}

const nameOf = (text: string, marks: readonly string[]): Name => ({
  lang: /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en',
  pieces: marked(text, marks),
});

interface Told {
  readonly title: string;
  readonly other: string;
  readonly summary: string | undefined;
  readonly body: string;
}

/** The summary, unless it takes a passage of the text to see what the query has to do with it. */
function tellingText({ title, other, summary, body }: Told, marks: readonly string[]): string {
  const text = body.startsWith(title) ? body.slice(title.length).replace(/^[.。\s]+/, '') : body;
  if (summary === undefined) return passageOf(text, marks);
  const clear = hasMark(`${title} ${other} ${summary}`, marks) || !hasMark(text, marks);
  return clear ? summary : passageOf(text, marks);
}
