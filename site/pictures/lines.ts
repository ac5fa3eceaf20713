/** Text of pictures in lines. How wide it will be is estimated, because pictures are drawn while pages are built. */

const isHan = (sign: string): boolean => sign.charCodeAt(0) > 0x2e80;

/** A Chinese character is as wide as it is high, a Latin letter about half. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((total, sign) => total + (isHan(sign) ? size : size * 0.53), 0);

export interface Measure {
  readonly width: number;
  readonly size: number;
}

/**
 * Breaks a text into as few lines of at most `width` as it needs, about equally long; a Chinese text rather behind a mark than
 * between words. A word that is wider has a line of its own.
 */
export function linesOf(text: string, measure: Measure): readonly string[] {
  const byWords = fill(wordsOf(text), measure);
  const clauses = clausesOf(text);
  const byClauses = fill(clauses, measure);
  return byClauses.length <= byWords.length && byClauses.every((line) => fits(line, measure))
    ? even(clauses, byClauses, measure)
    : even(wordsOf(text), byWords, measure);
}

const fits = (line: string, { width, size }: Measure): boolean => widthOf(line, size) <= width;

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Words with the marks and spaces behind them, and with the marks that open before them. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let opening = '';
  for (const { segment } of segmenter.segment(text)) {
    const last = words.at(-1);
    if (/^[“‘（]$/.test(segment)) opening += segment;
    else if (last !== undefined && opening === '' && !joinsNothing(last, segment))
      words[words.length - 1] = last + segment;
    else {
      words.push(opening + segment);
      opening = '';
    }
  }
  return words;
}

/** May a line end between these two? Behind a space, or where Chinese begins or ends; never before a mark. */
const joinsNothing = (before: string, after: string): boolean =>
  /[\p{L}\p{N}]/u.test(after) && (/\s$/.test(before) || /[\u2e80-\uffff]$/.test(before) || isHan(after));

/** Chinese clauses with the mark that ends them; a text without such marks is one clause for itself. */
const clausesOf = (text: string): readonly string[] => text.match(/[^，、：；]+[，、：；]*/g) ?? [];

/** The same number of lines, as narrow as they can be. */
function even(pieces: readonly string[], lines: readonly string[], { width, size }: Measure): readonly string[] {
  let best = lines;
  for (let narrower = width - 2; narrower > 0; narrower -= 2) {
    const tried = fill(pieces, { width: narrower, size });
    if (tried.length > lines.length || !tried.every((line) => fits(line, { width: narrower, size }))) return best;
    best = tried;
  }
  return best;
}

/** Fills each line before it begins another. */
function fill(pieces: readonly string[], measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && !fits((line + piece).trimEnd(), measure)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}
