/**
 * What a plot draws, in one language and ready for scales: curves over time, over values for distributions, or over any quantity. Pure.
 */
import type { PlotData, PredictedAs, Series } from '../../lessons/plot.ts';
import type { Locale } from '../i18n/index.ts';

export interface CurvePoint {
  /** Microseconds, the value of a distribution, or what stands across. */
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly name: string;
  readonly form: Series['form'];
  readonly points: readonly CurvePoint[];
}

export interface Drawing {
  readonly kind: PlotData['kind'];
  readonly title: string;
  readonly unit: string;
  /** What stands along the horizontal axis, where that is neither time nor the value. */
  readonly across: { readonly name: string; readonly unit: string } | null;
  readonly curves: readonly Curve[];
  readonly xMax: number;
  readonly marks: readonly { readonly x: number; readonly kind: 'fault' | 'heal'; readonly label: string }[];
  readonly reference: { readonly name: string; readonly value: number } | null;
  readonly predictedAs: PredictedAs;
}

/** The learner's number, and how far off is still right. */
export interface Predicted {
  readonly number: number;
  readonly tolerance: number;
}

/** The share of values, in percent, that are no greater: a step at each of them. */
function shares(values: readonly number[]): readonly CurvePoint[] {
  const points = values.map((x, place) => ({ x, y: ((place + 1) * 100) / values.length }));
  return points.length === 0 ? [] : [{ x: 0, y: 0 }, ...points];
}

function curvesOf(data: PlotData, locale: Locale): readonly Curve[] {
  if (data.kind === 'distribution') {
    return data.distributions.map(({ name, values }) => ({
      name: name[locale],
      form: 'steps',
      points: shares(values),
    }));
  }
  if (data.kind === 'curve') {
    return data.series.map(({ name, points }) => ({
      name: name[locale],
      form: 'line',
      points: points.map(({ across, value }) => ({ x: across, y: value })),
    }));
  }
  return data.series.map(({ name, form, points }) => ({
    name: name[locale],
    form,
    points: points.map(({ atMicros, value }) => ({ x: atMicros, y: value })),
  }));
}

/** Where the horizontal axis ends. */
function endOf(data: PlotData, curves: readonly Curve[]): number {
  if (data.kind === 'time') return data.endMicros;
  return data.kind === 'curve' ? data.across.most : Math.max(0, ...curves.map(({ points }) => points.at(-1)?.x ?? 0));
}

export function drawingOf(data: PlotData, locale: Locale): Drawing {
  const curves = curvesOf(data, locale);
  return {
    kind: data.kind,
    title: data.title[locale],
    unit: data.unit[locale],
    across: data.kind === 'curve' ? { name: data.across.name[locale], unit: data.across.unit[locale] } : null,
    curves,
    xMax: Math.max(1, endOf(data, curves)),
    marks:
      data.kind === 'time'
        ? data.marks.map(({ atMicros, kind, label }) => ({ x: atMicros, kind, label: label[locale] }))
        : [],
    reference: referenceOf(data, locale),
    predictedAs: data.kind === 'distribution' ? 'time' : (data.predictedAs ?? 'value'),
  };
}

function referenceOf(data: PlotData, locale: Locale): Drawing['reference'] {
  if (data.kind === 'curve' || data.reference === undefined) return null;
  return { ...data.reference, name: data.reference.name[locale] };
}

/** Two runs on one scale: each curve is named after its run. Faults are those of both. @throws when the plots are of different kinds */
export function compared(one: Drawing, other: Drawing, names: readonly [string, string]): Drawing {
  if (one.kind !== other.kind) throw new Error('a plot over time and a distribution have no scale in common');
  const named = (drawing: Drawing, name: string): readonly Curve[] =>
    drawing.curves.map((curve) => ({
      ...curve,
      name: drawing.curves.length === 1 ? name : `${name} · ${curve.name}`,
    }));
  const known = new Set(one.marks.map(({ x, label }) => `${x} ${label}`));
  return {
    ...one,
    curves: [...named(one, names[0]), ...named(other, names[1])],
    xMax: Math.max(one.xMax, other.xMax),
    marks: [...one.marks, ...other.marks.filter(({ x, label }) => !known.has(`${x} ${label}`))],
  };
}

/** What a curve is worth at a place: the last point that is not later. Undefined before its first one. */
export function valueAt({ points }: Curve, x: number): number | undefined {
  return points.findLast((point) => point.x <= x)?.y;
}
