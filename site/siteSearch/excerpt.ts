/** What is shown of something found: the passage around the first match, cut into marked and unmarked pieces. */

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

const BEFORE = 36;
const LENGTH = 150;

/**
 * A passage around the first place where all marks stand together, or else around the first match; the beginning when nothing
 * matches letter by letter, as with another form of a word.
 */
export function passageOf(text: string, marks: readonly string[]): string {
  const at = [placeOfAll(text, marks), ...marks.map((mark) => firstPlace(text, mark))].find((place) => place >= 0) ?? 0;
  const from = at <= BEFORE ? 0 : startOfWord(text, at - BEFORE);
  const to = from + LENGTH >= text.length ? text.length : startOfWord(text, from + LENGTH);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to).replace(STRAY, '').trim()}${to < text.length ? ' …' : ''}`;
}

/** Where all marks stand side by side, in their order; -1: nowhere. */
const placeOfAll = (text: string, marks: readonly string[]): number =>
  text.search(new RegExp(marks.map(patternOf).join('[^\\p{L}\\p{N}]*'), 'iu'));

/** Do all marks stand side by side, in their order? */
export function haveSideBySide(text: string, marks: readonly string[]): boolean {
  return placeOfAll(text, marks) >= 0;
}

/** Marks of a sentence that ended just before. */
const STRAY = /^[\s.,:;!?)\]，。：；、！？）」』”]+/u;

export function hasMark(text: string, marks: readonly string[]): boolean {
  return marks.some((mark) => firstPlace(text, mark) >= 0);
}

/** A text in pieces, in order. */
export function marked(text: string, marks: readonly string[]): readonly Piece[] {
  if (marks.length === 0) return [{ text, marked: false }];
  // The longest first: where 死信 and 死信队列 both fit, the longer one is marked.
  const longestFirst = [...marks].sort((left, right) => right.length - left.length);
  const pattern = new RegExp(`(${longestFirst.map(patternOf).join('|')})`, 'giu');
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, marked: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** A word only where it begins, so that `all` is not marked in `small`. Parts of queries are letters and digits only. */
function patternOf(mark: string): string {
  return /^[\p{Script=Latin}\p{N}]/u.test(mark) ? `(?<![\\p{Script=Latin}\\p{N}])${mark}` : mark;
}

const firstPlace = (text: string, mark: string): number => text.search(new RegExp(patternOf(mark), 'iu'));

/** The nearest place at or after `place` that does not tear a word apart. */
function startOfWord(text: string, place: number): number {
  const rest = /^[\p{Script=Latin}\p{N}]+/u.exec(text.slice(place));
  const inside = rest !== null && /[\p{Script=Latin}\p{N}]/u.test(text.charAt(place - 1));
  return inside ? place + rest[0].length : place;
}
