/** Text of pictures in lines. How wide it will be is estimated, because pictures are drawn while pages are built. */

const isHan = (sign: string): boolean => sign.charCodeAt(0) > 0x2e80;

/** A Chinese character is as wide as it is high, a Latin letter about half. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((total, sign) => total + (isHan(sign) ? size : size * 0.53), 0);

/** Pieces that stay whole: a Latin word, a Chinese character, either with the marks that may not begin a line, and the space after. */
const piecesOf = (text: string): readonly string[] =>
  text.match(/(?:[“‘（]*(?:[\u2e80-\uffff]|[^\s\u2e80-\uffff]+))[，。、：；？！”’）]*\s*/g) ?? [];

/** Breaks a text into lines of at most `width`; a word that is wider has a line of its own. */
export function linesOf(
  text: string,
  { width, size }: { readonly width: number; readonly size: number },
): readonly string[] {
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
