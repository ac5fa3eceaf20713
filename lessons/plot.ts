/**
 * What a plot shows, as pure data: one or more series over time, distributions, or one quantity against another. Computed from
 * finished runs; says nothing of how it is drawn.
 */
import type { Text } from './lesson.ts';

export interface PlotPoint {
  readonly atMicros: number;
  readonly value: number;
}

/** One quantity over time. */
export interface Series {
  readonly name: Text;
  /** `steps`: a level that holds until the next point; `line`: a number computed now and then; `dots`: one dot for each thing that took a while. */
  readonly form: 'steps' | 'line' | 'dots';
  /** In the order of time. */
  readonly points: readonly PlotPoint[];
}

/** All values of one quantity, whenever they were: drawn as the share of them that is no greater. */
export interface Distribution {
  readonly name: Text;
  /** Ascending. */
  readonly values: readonly number[];
}

/** Something that happened: a fault, or a repair. */
export interface PlotMark {
  readonly atMicros: number;
  readonly kind: 'fault' | 'heal';
  readonly label: Text;
}

/** A value that is promised or must not be passed: a service level objective, a capacity. */
export interface PlotReference {
  readonly name: Text;
  readonly value: number;
}

/**
 * What a learner's number stands for on the plot: a height, a time in seconds, or the height at one moment or one place across.
 * Of a distribution it is always a value.
 */
export type PredictedAs = 'value' | 'time' | { readonly atMicros: number } | { readonly across: number };

interface PlotBase {
  readonly title: Text;
  /** What values are counted in, as a word after a number: `orders`, `ms`, `%`. */
  readonly unit: Text;
  readonly reference?: PlotReference;
  /** `value`, unless it says otherwise. */
  readonly predictedAs?: PredictedAs;
}

export interface TimePlot extends PlotBase {
  readonly kind: 'time';
  readonly endMicros: number;
  readonly series: readonly Series[];
  readonly marks: readonly PlotMark[];
}

export interface DistributionPlot extends PlotBase {
  readonly kind: 'distribution';
  readonly distributions: readonly Distribution[];
}

export interface CurvePoint {
  readonly across: number;
  readonly value: number;
}

/** One quantity against another, a point for each of several runs: latency by utilisation. */
export interface CurvePlot extends Omit<PlotBase, 'reference'> {
  readonly kind: 'curve';
  /** What stands along the horizontal axis, what it is counted in, and where it ends. */
  readonly across: { readonly name: Text; readonly unit: Text; readonly most: number };
  /** Points in the order of the horizontal axis. */
  readonly series: readonly { readonly name: Text; readonly points: readonly CurvePoint[] }[];
}

export type PlotData = TimePlot | DistributionPlot | CurvePlot;
