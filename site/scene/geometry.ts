/** Points, boxes and wires of the stage. One unit is one CSS pixel. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A cubic curve: start, two handles, end. */
export type Curve = readonly [Point, Point, Point, Point];

/** A way between two machines: curves one after another, sampled at even distances. */
export interface Track {
  readonly d: string;
  readonly samples: readonly Point[];
}

const SAMPLES_PER_CURVE = 24;

function on([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const [wa, wb, wc, wd] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Points at even distances along a rough sampling. */
function evenly(rough: readonly Point[], count: number): Point[] {
  const lengths = [0];
  for (let index = 1; index < rough.length; index += 1) {
    lengths.push((lengths[index - 1] as number) + distance(rough[index - 1] as Point, rough[index] as Point));
  }
  const total = lengths.at(-1) as number;
  let place = 1;
  return Array.from({ length: count + 1 }, (_, index) => {
    const wanted = (total * index) / count;
    while (place < rough.length - 1 && (lengths[place] as number) < wanted) place += 1;
    const [from, to] = [rough[place - 1] as Point, rough[place] as Point];
    const span = (lengths[place] as number) - (lengths[place - 1] as number);
    const t = span === 0 ? 0 : (wanted - (lengths[place - 1] as number)) / span;
    return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
  });
}

/** Joins curves into a track. */
export function trackOf(curves: readonly Curve[]): Track {
  const first = (curves[0] as Curve)[0];
  const text = (point: Point): string => `${round(point.x)} ${round(point.y)}`;
  const d = curves.map(([, b, c, end]) => `C${text(b)} ${text(c)} ${text(end)}`).join('');
  const rough = curves.flatMap((curve, index) =>
    Array.from({ length: SAMPLES_PER_CURVE + (index === 0 ? 1 : 0) }, (_, place) =>
      on(curve, (place + (index === 0 ? 0 : 1)) / SAMPLES_PER_CURVE),
    ),
  );
  return { d: `M${text(first)}${d}`, samples: evenly(rough, SAMPLES_PER_CURVE * curves.length) };
}

/** A curve that leaves and arrives horizontally. */
export function sideways(from: Point, to: Point): Curve {
  const pull = Math.max(24, Math.abs(to.x - from.x) * 0.5);
  return [from, { x: from.x + pull, y: from.y }, { x: to.x - pull, y: to.y }, to];
}

/** A curve between two points on one side, bulging by `bulge` (negative: to the left). */
export function bow(from: Point, to: Point, bulge: number): Curve {
  return [from, { x: from.x + bulge * 1.33, y: from.y }, { x: to.x + bulge * 1.33, y: to.y }, to];
}

/** A straight line as a curve. */
export function straight(from: Point, to: Point): Curve {
  const third = (t: number): Point => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });
  return [from, third(1 / 3), third(2 / 3), to];
}

/**
 * Where something is after a share of the way, moved to the right-hand side of its direction.
 *
 * @param share - 0 at the start, 1 at the end
 * @param backwards - travels from the track's end to its start
 */
export function along(
  track: Track,
  share: number,
  options: { readonly backwards: boolean; readonly aside: number },
): Point {
  const { samples } = track;
  const last = samples.length - 1;
  const t = Math.min(1, Math.max(0, options.backwards ? 1 - share : share)) * last;
  const index = Math.min(last - 1, Math.floor(t));
  const [from, to] = [samples[index] as Point, samples[index + 1] as Point];
  const rest = t - index;
  const length = distance(from, to) || 1;
  const way = options.backwards ? -1 : 1;
  const normal = { x: (-(to.y - from.y) / length) * way, y: ((to.x - from.x) / length) * way };
  return {
    x: from.x + (to.x - from.x) * rest + normal.x * options.aside,
    y: from.y + (to.y - from.y) * rest + normal.y * options.aside,
  };
}

/** About how wide a text is; Chinese characters are as wide as they are high. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0x2e7f ? size : size * 0.56;
  return width;
}

/** The text, cut with an ellipsis when it is too wide. */
export function clip(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width + 0.5) return text;
  let kept = text;
  while (kept !== '' && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** The text in lines that fit: broken after its clauses, else between words. A longer word stays whole. */
export function wrap(text: string, width: number, size: number): readonly string[] {
  const fits = (piece: string): boolean => textWidth(piece.trimEnd(), size) <= width + 0.5;
  if (fits(text)) return [text];
  const clauses = text.split(/(?<=, |，)/);
  return clauses.flatMap((clause) => (fits(clause) ? [clause.trimEnd()] : filled(clause.split(/(?<=[ 、：])/), fits)));
}

function filled(pieces: readonly string[], fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && !fits(line + piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}
