/** Text of pictures in lines. How wide it will be is estimated, because pictures are drawn while pages are built. */

const isHan = (sign: string): boolean => sign.charCodeAt(0) > 0x2e80;

/** A Chinese character is as wide as it is high, a Latin letter about half. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((total, sign) => total + (isHan(sign) ? size : size * 0.53), 0);

/** Pieces that stay whole: a Latin word, a Chinese character, either with the marks that may not begin a line, and the space after. */
const piecesOf = (text: string): readonly string[] =>
  text.match(/(?:[“‘（]*(?:[\u2e80-\uffff]|[^\s\u2e80-\uffff]+))[，。、：；？！”’）]*\s*/g) ?? [];

export interface Measure {
  readonly width: number;
  readonly size: number;
}

/**
 * Breaks a text into as few lines of at most `width` as it needs, about equally long. A word that is wider has a line of its own.
 */
export function linesOf(text: string, measure: Measure): readonly string[] {
  let lines = fill(text, measure);
  const count = lines.length;
  for (let width = measure.width - 2; width > 0; width -= 2) {
    const narrower = fill(text, { ...measure, width });
    if (narrower.length > count || narrower.some((line) => widthOf(line, measure.size) > width)) return lines;
    lines = narrower;
  }
  return lines;
}

/** Fills each line before it begins another. */
function fill(text: string, { width, size }: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && widthOf((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}
