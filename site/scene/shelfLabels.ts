/** Words under a shelf: its marks with their offsets, placed so that they do not overlap. */
import type { ShelfMark } from '../../sim-engine/view/scene.ts';
import type { PlayerWords } from '../i18n/index.ts';
import { clip, textWidth } from './geometry.ts';
import type { PlacedShelf } from './layout.ts';

export interface ShelfLabel {
  readonly mark: ShelfMark;
  /** Where the mark itself stands. */
  readonly at: number;
  /** Left edge of the text. */
  readonly x: number;
  readonly row: 0 | 1;
  readonly text: string;
}

const SIZE = 11;
const GAP = 10;

function textOf(mark: ShelfMark, words: PlayerWords): string {
  const name = words.scene.marksShort[mark.kind];
  return mark.owner === null ? `${name} ${mark.offset}` : `${mark.owner} ${name} ${mark.offset}`;
}

/** Labels of one row, left to right: each as near to its mark as the ones before it allow. */
function placeRow(shelf: PlacedShelf, marks: readonly ShelfMark[], row: 0 | 1, words: PlayerWords): ShelfLabel[] {
  const { box } = shelf;
  const rightEdge = box.x + box.width;
  let free = box.x;
  return marks.map((mark, index) => {
    const at = Math.min(rightEdge, Math.max(box.x, shelf.left(mark.offset) - 1.5));
    const text = textOf(mark, words);
    const width = textWidth(text, SIZE) * (mark.kind === 'high-watermark' ? 1.1 : 1);
    const before = at - width - 8;
    const wanted = index === 0 && before >= box.x ? before : at + 8;
    const x = Math.max(box.x, Math.min(Math.max(free, wanted), rightEdge - width));
    free = x + width + GAP;
    return { mark, at, x, row, text: clip(text, Math.max(40, rightEdge - x), SIZE) };
  });
}

const FIRST_ROW: readonly ShelfMark['kind'][] = ['high-watermark', 'log-end'];

/** All labels of a shelf: the log's own marks, then those of its readers. */
export function shelfLabels(shelf: PlacedShelf, words: PlayerWords): readonly ShelfLabel[] {
  const own = FIRST_ROW.flatMap((kind) => shelf.shelf.marks.filter((mark) => mark.kind === kind));
  const readers = shelf.shelf.marks
    .filter((mark) => mark.kind === 'committed' || mark.kind === 'position')
    .sort((one, other) => one.offset - other.offset || (one.kind < other.kind ? -1 : 1))
    .slice(0, 3);
  return [...placeRow(shelf, own, 0, words), ...placeRow(shelf, readers, 1, words)];
}
