/** Words under a log's shelf: its marks with their offsets, placed so that they do not overlap. */
import type { ShelfMark } from '../../sim-engine/view/scene.ts';
import type { PlayerWords } from '../i18n/index.ts';
import { clip, textWidth } from './geometry.ts';
import type { PlacedLog } from './inside.ts';

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
/** Half the width of the high watermark's foot, and a little air. */
const FOOT = 7;

function textOf(mark: ShelfMark, words: PlayerWords): string {
  const name = words.scene.marksShort[mark.kind];
  if (mark.owner === null) return `${name} ${mark.offset}`;
  return `${mark.kind === 'committed' ? '▼' : '▽'} ${clip(mark.owner, 90, SIZE)} ${name} ${mark.offset}`;
}

/** Where a mark stands on the shelf. */
function standing({ box, left }: PlacedLog, mark: ShelfMark): number {
  return Math.min(box.x + box.width, Math.max(box.x, left(mark.offset) - 1.5));
}

/** The log's own marks: the high watermark's words before it, the end's after it, and never one over the other. */
function placeOwn(shelf: PlacedLog, marks: readonly ShelfMark[], words: PlayerWords): ShelfLabel[] {
  const { x: leftEdge, width } = shelf.box;
  const rightEdge = leftEdge + width;
  const labels = marks.map((mark) => {
    const text = textOf(mark, words);
    const bold = mark.kind === 'high-watermark' ? 1.1 : 1;
    return { mark, text, at: standing(shelf, mark), width: textWidth(text, SIZE) * bold };
  });
  const [first, second] = labels;
  if (first === undefined) return [];
  const afterEnd = second === undefined ? rightEdge : Math.min(second.at + 8, rightEdge - second.width);
  // Too near the edge to stand behind the foot of the high watermark: both stand before it.
  const secondX = second !== undefined && afterEnd < first.at + FOOT ? first.at - 8 - second.width : afterEnd;
  const before = Math.min(first.at - first.width - 8, secondX - GAP - first.width);
  // At the shelf's very beginning there is no room before the mark: the words stand after its foot.
  const firstX = before >= leftEdge ? before : Math.max(leftEdge, first.at + FOOT);
  const xs = [firstX, Math.max(secondX, firstX + first.width + GAP)];
  return labels.map(({ mark, text, at }, index) => ({ mark, text, at, x: xs[index] as number, row: 0 }));
}

/** The readers' marks: each word as near to its sign as those before it allow. */
function placeReaders(shelf: PlacedLog, marks: readonly ShelfMark[], words: PlayerWords): ShelfLabel[] {
  const rightEdge = shelf.box.x + shelf.box.width;
  const texts = marks.map((mark) => textOf(mark, words));
  const total = texts.reduce((sum, text) => sum + textWidth(text, SIZE) + GAP, -GAP);
  const wanted = Math.min(...marks.map((mark) => standing(shelf, mark))) - 4;
  let x = Math.max(shelf.box.x, Math.min(wanted, rightEdge - total));
  return marks.map((mark, index) => {
    const text = clip(texts[index] as string, Math.max(30, rightEdge - x), SIZE);
    const label: ShelfLabel = { mark, at: standing(shelf, mark), x, row: 1, text };
    x += textWidth(text, SIZE) + GAP;
    return label;
  });
}

const OWN: readonly ShelfMark['kind'][] = ['high-watermark', 'log-end'];
/** Readers that are named; more would not fit. */
const READERS_MAX = 3;

/** All labels of a shelf: the log's own marks, then those of its readers. */
export function shelfLabels(shelf: PlacedLog, words: PlayerWords): readonly ShelfLabel[] {
  const own = OWN.flatMap((kind) => shelf.shelf.marks.filter((mark) => mark.kind === kind));
  const readers = shelf.shelf.marks
    .filter((mark) => mark.kind === 'committed' || mark.kind === 'position')
    .sort((one, other) => one.offset - other.offset || (one.kind < other.kind ? -1 : 1))
    .slice(0, READERS_MAX);
  return [...placeOwn(shelf, own, words), ...(readers.length === 0 ? [] : placeReaders(shelf, readers, words))];
}
