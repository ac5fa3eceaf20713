/** Where things stand in the picture of a plot: scales, ticks, and the place of a prediction. Pure. */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { PredictedAs } from '../../lessons/plot.ts';
import type { Curve, CurvePoint, Drawing, Predicted } from './curves.ts';

export const HEIGHT = 200;
export const MARGIN = { left: 46, right: 14, top: 18, bottom: 26 };
/** A prediction that is further off than this does not flatten the curve: it is said to lie outside. */
const STRETCH_MAX = 2;
const PIXELS_PER_TICK = 90;

export interface Frame {
  readonly width: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

/** The highest value that has to be seen. */
function topOf({ curves, reference, kind, predictedAs }: Drawing, predicted: Predicted | null): number {
  if (kind === 'distribution') return 100;
  const most = Math.max(1, reference?.value ?? 0, ...curves.flatMap(({ points }) => points.map(({ y }) => y)));
  if (predicted === null || predictedAs === 'time') return most;
  const wanted = predicted.number + predicted.tolerance;
  return wanted <= most * STRETCH_MAX ? Math.max(most, wanted) : most;
}

/** All scales begin at nothing and end here. */
const endOf = (scale: Frame['x']): number => scale.domain()[1] ?? 0;

/** Seconds or values: what a number stands for on the horizontal axis. */
export const alongX = ({ kind }: Drawing, number: number): number => (kind === 'time' ? number * 1_000_000 : number);

function rightOf(drawing: Drawing, predicted: Predicted | null): number {
  if (predicted === null || drawing.kind !== 'distribution')
    return Math.max(drawing.xMax, drawing.reference?.value ?? 0);
  return Math.max(drawing.xMax, Math.min(predicted.number + predicted.tolerance, drawing.xMax * STRETCH_MAX));
}

export function frameOf(drawing: Drawing, predicted: Predicted | null, width: number): Frame {
  const { left, right, top, bottom } = MARGIN;
  const room = Math.max(left + 40, width - right);
  const x = scaleLinear([0, rightOf(drawing, predicted)], [left, room]);
  const y = scaleLinear([0, topOf(drawing, predicted)], [HEIGHT - bottom, top]).nice(4);
  return {
    width,
    x,
    y,
    xTicks: x.ticks(Math.max(2, Math.floor((room - left) / PIXELS_PER_TICK))),
    yTicks: y.ticks(4).filter((tick) => Number.isInteger(tick) || endOf(y) < 4),
  };
}

/** The path of a curve. A level lasts until the end of the picture. */
export function pathOf({ form, points }: Curve, { x, y }: Frame, xMax: number): string {
  const last = points.at(-1);
  const shown = form === 'steps' && last !== undefined && last.x < xMax ? [...points, { x: xMax, y: last.y }] : points;
  const draw = line<CurvePoint>(
    (point) => Math.round(x(point.x) * 10) / 10,
    (point) => Math.round(y(point.y) * 10) / 10,
  ).curve(form === 'steps' ? curveStepAfter : curveLinear);
  return draw([...shown]) ?? '';
}

const placeAcross = (as: Exclude<PredictedAs, string>): number => ('across' in as ? as.across : as.atMicros);

/** A prediction in the picture. `outside`: too far off to be drawn. */
export type Overlay =
  | { readonly kind: 'outside' }
  | { readonly kind: 'across'; readonly y: number; readonly from: number; readonly to: number }
  | { readonly kind: 'upright'; readonly x: number; readonly from: number; readonly to: number }
  | { readonly kind: 'point'; readonly x: number; readonly y: number; readonly from: number; readonly to: number };

export function overlayOf(drawing: Drawing, { number, tolerance }: Predicted, { x, y }: Frame): Overlay {
  const within = (scale: Frame['x'], value: number): number => scale(Math.min(endOf(scale), Math.max(0, value)));
  if (drawing.predictedAs === 'time') {
    const at = alongX(drawing, number);
    if (at > endOf(x)) return { kind: 'outside' };
    const band = alongX(drawing, tolerance);
    return { kind: 'upright', x: x(at), from: within(x, at - band), to: within(x, at + band) };
  }
  if (number > endOf(y)) return { kind: 'outside' };
  const band = { from: within(y, number + tolerance), to: within(y, number - tolerance) };
  return drawing.predictedAs === 'value'
    ? { kind: 'across', y: y(number), ...band }
    : { kind: 'point', x: x(placeAcross(drawing.predictedAs)), y: y(number), ...band };
}
