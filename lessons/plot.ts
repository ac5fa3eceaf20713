/**
 * What a plot shows, as pure data: one or more series over time, or distributions. Computed from a finished run; says nothing
 * of how it is drawn.
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
 * What a learner's number stands for on the plot: a height, a time in seconds, or the height at one moment. Of a distribution it
 * is always a value.
 */
export type PredictedAs = 'value' | 'time' | { readonly atMicros: number };

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

export type PlotData = TimePlot | DistributionPlot;
