/** Something found, ready to be shown. */
import { hasMark, marked, passageOf, type Piece } from './excerpt.ts';
import { together } from './han.ts';
import type { Hit } from './pagefind.ts';
import { bestSections } from './sections.ts';

export interface Name {
  /** Value of the `lang` attribute. */
  readonly lang: string;
  readonly pieces: readonly Piece[];
}

/** A part of a page, below the page's name. */
export interface ShownSection {
  readonly url: string;
  readonly title: Name;
  readonly text: readonly Piece[];
}

export interface Shown {
  readonly url: string;
  readonly title: Name;
  /** The name in the other language: of a term, of a translated book. */
  readonly other: Name | null;
  /** Empty where the sections say it all. */
  readonly text: readonly Piece[];
  /** Where on the page it is, the best place first. Empty: the page as a whole. */
  readonly sections: readonly ShownSection[];
}

/** Loads what the index knows of a hit, and shows of its text what has to do with the query. */
export async function showHit(hit: Hit, marks: readonly string[]): Promise<Shown> {
  const fragment = await hit.data();
  const { url, content, meta } = fragment;
  const title = together(meta['title'] ?? url);
  const other = together(meta['other'] ?? '');
  const summary = meta['summary'];
  const sections = bestSections(fragment, marks).filter(({ text }) => summary === undefined || !text.includes(summary));
  const told =
    sections.length > 0 ? (summary ?? '') : tellingText({ title, other, summary, body: together(content) }, marks);
  return {
    url,
    title: nameOf(title, marks),
    other: other === '' ? null : nameOf(other, marks),
    text: marked(told, marks),
    sections: sections.map((section) => ({
      url: section.url,
      title: nameOf(section.title, marks),
      text: marked(passageOf(section.text, marks), marks),
    })),
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
