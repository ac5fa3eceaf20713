/** Says in words what a plot shows, and makes a table of it: for those who cannot see it, or would rather read. Pure. */
import { percentileOf } from '../../lessons/percentile.ts';
import type { Locale } from '../i18n/index.ts';
import type { PlotWords } from '../i18n/plot/index.ts';
import { valueAt, type Curve, type Drawing, type Predicted } from './curves.ts';

const ROWS = 10;
const RANKS = [50, 90, 95, 99, 100];

/** A number for reading: three figures are enough. */
export function written(value: number): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

export const secondsOf = (micros: number, words: PlotWords): string => words.seconds(written(micros / 1_000_000));

/** A place on the horizontal axis: a time, a value, or whatever stands there. */
export function placeOf({ kind, across }: Pick<Drawing, 'kind' | 'across'>, x: number, words: PlotWords): string {
  if (kind === 'time') return secondsOf(x, words);
  return across === null ? written(x) : words.amount(written(x), across.unit);
}

const ascending = ({ points }: Curve, read: (point: Curve['points'][number]) => number): readonly number[] =>
  points.map(read).toSorted((left, right) => left - right);

/** The values of a distribution: its curve begins at nothing. */
const valuesOf = (curve: Curve): readonly number[] => ascending(curve, ({ x }) => x).slice(1);

function sentence(drawing: Drawing, curve: Curve, words: PlotWords): string {
  const amount = (value: number | undefined): string => words.amount(written(value ?? 0), drawing.unit);
  if (drawing.kind === 'distribution') {
    const values = valuesOf(curve);
    const rank = (percent: number): string => amount(percentileOf(values, percent));
    return words.spread({ count: values.length, half: rank(50), most: rank(99), top: rank(100) });
  }
  const values = ascending(curve, ({ y }) => y);
  if (curve.form === 'dots')
    return words.durations(values.length, amount(percentileOf(values, 50)), amount(values.at(-1)));
  const [start, top, end] = [curve.points[0], curve.points.find(({ y }) => y === values.at(-1)), curve.points.at(-1)];
  if (start === undefined || top === undefined || end === undefined) return words.empty;
  if (values[0] === values.at(-1)) return words.level(amount(start.y));
  return words.course({
    start: amount(start.y),
    top: amount(top.y),
    topAt: placeOf(drawing, top.x, words),
    end: amount(end.y),
  });
}

/** How long, or how many of them, a curve is above a value: percent. */
export function shareAbove(drawing: Drawing, curve: Curve, value: number): number {
  if (drawing.kind === 'distribution' || curve.form === 'dots') {
    const values = drawing.kind === 'distribution' ? valuesOf(curve) : ascending(curve, ({ y }) => y);
    return values.length === 0 ? 0 : (values.filter((each) => each > value).length * 100) / values.length;
  }
  const above = curve.points.reduce((sum, { x, y }, place) => {
    const until = curve.points[place + 1]?.x ?? drawing.xMax;
    return y > value ? sum + until - x : sum;
  }, 0);
  return (above * 100) / drawing.xMax;
}

function aboutReference(drawing: Drawing, words: PlotWords): readonly string[] {
  const { reference, curves } = drawing;
  if (reference === null) return [];
  const amount = words.amount(written(reference.value), drawing.unit);
  return curves.map((curve) => {
    const share = shareAbove(drawing, curve, reference.value);
    if (share === 0) return words.neverAbove(reference.name, amount);
    const say = drawing.kind === 'distribution' || curve.form === 'dots' ? words.aboveCount : words.above;
    return say(reference.name, amount, written(share));
  });
}

/** A learner's number with what it stands for. */
export function predictedAmount(drawing: Drawing, { number }: Predicted, words: PlotWords): string {
  return drawing.kind === 'time' && drawing.predictedAs === 'time'
    ? words.seconds(written(number))
    : words.amount(written(number), drawing.unit);
}

/** What there is to see, as sentences. */
export function describe(
  drawing: Drawing,
  {
    words,
    locale,
    predicted,
  }: { readonly words: PlotWords; readonly locale: Locale; readonly predicted: Predicted | null },
): string {
  const marks = drawing.marks.map(({ x, label }) => words.markAt(label, secondsOf(x, words)));
  const between = locale === 'en' ? ' ' : '';
  return [
    ...drawing.curves.map((curve) => words.named(curve.name, sentence(drawing, curve, words))),
    ...aboutReference(drawing, words),
    ...(predicted === null ? [] : [words.predicted(predictedAmount(drawing, predicted, words))]),
    ...(marks.length === 0 ? [] : [words.marks(marks.join(between))]),
  ].join(between);
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The plot as a table: values at evenly spaced times, or ranks of a distribution. Of dots, the highest of each stretch. */
export function tableOf(drawing: Drawing, words: PlotWords): Table {
  const head = (first: string): readonly string[] => [first, ...drawing.curves.map(({ name }) => name)];
  const cell = (value: number | undefined): string =>
    value === undefined ? words.none : words.amount(written(value), drawing.unit);
  if (drawing.kind === 'distribution') {
    const values = drawing.curves.map(valuesOf);
    return {
      head: head(words.rank),
      rows: RANKS.map((rank) => [words.rankOf(String(rank)), ...values.map((each) => cell(percentileOf(each, rank)))]),
    };
  }
  const times = rowsOf(drawing);
  return {
    head: head(drawing.across?.name ?? words.time),
    rows: times.map((x, row) => [
      placeOf(drawing, x, words),
      ...drawing.curves.map((curve) =>
        cell(curve.form === 'dots' ? highest(curve, times[row - 1], x) : valueAt(curve, x)),
      ),
    ]),
  };
}

/** Evenly spaced times; of a curve every place at which it has a point. */
function rowsOf({ kind, curves, xMax }: Drawing): readonly number[] {
  if (kind !== 'curve') return Array.from({ length: ROWS + 1 }, (_, row) => (xMax * row) / ROWS);
  const places = new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)));
  return [...places].toSorted((left, right) => left - right);
}

function highest({ points }: Curve, from: number | undefined, until: number): number | undefined {
  const inside = points.filter(({ x }) => x > (from ?? -1) && x <= until).map(({ y }) => y);
  return inside.length === 0 ? undefined : Math.max(...inside);
}
