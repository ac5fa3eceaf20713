/** Claims that a lesson's text makes and the engine can check: `{/* claims: one, two *\/}` before the part that makes them. */
export function claimsIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\/\* claims: ([^*]+) \*\/\}/g)].flatMap(([, list]) => list!.trim().split(/\s*,\s*/));
}

/** A term as a text marks it: `<Term id="seed">seed</Term>`. */
export interface MarkedTerm {
  readonly id: string;
  readonly label: string;
  /** The paragraph in which it stands, without tags and comments. */
  readonly paragraph: number;
}

/** The paragraphs of a text, without its parts' attributes and its comments. */
function paragraphsOf(text: string): readonly string[] {
  const prose = text.replaceAll(/\{\/\*[^]*?\*\/\}/g, '').replaceAll(/^<[A-Z][^]*?>$/gm, '');
  return prose.split(/\n{2,}/);
}

const plain = (text: string): string => text.replaceAll(/[*`]/g, '').toLowerCase();

/** Terms in the order in which a text marks them. */
export function termsIn(text: string): readonly MarkedTerm[] {
  return paragraphsOf(text).flatMap((paragraph, place) =>
    [...paragraph.matchAll(/<Term id="([^"]+)">([^<]+)<\/Term>/g)].map(([, id = '', label = '']) => ({
      id,
      label: plain(label),
      paragraph: place,
    })),
  );
}

/** The first paragraph in which a word stands; -1 when there is none. */
export function firstParagraphWith(text: string, word: string): number {
  return paragraphsOf(text).findIndex((paragraph) => plain(paragraph.replaceAll(/<[^>]*>/g, '')).includes(word));
}
