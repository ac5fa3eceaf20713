/**
 * How fast the run is shown: slowly until the strike, in a few seconds from event to event after it, with a rest at each.
 * Pure: a plan says which moment of the run is shown so many seconds after the start.
 */
import type { Micros } from '../../sim-engine/kernel/time.ts';

/** A stretch of the run, and how long the visitor sees it; a rest when it begins where it ends. */
export interface Stretch {
  readonly from: Micros;
  readonly to: Micros;
  readonly seconds: number;
}

export type Pace = readonly Stretch[];

const SECONDS_TO_STRIKE = 1.8;
const REST_SECONDS = 0.9;
/** Between events; quiet times are passed over fast. */
const MICROS_PER_SECOND = 1_500_000;
const SECONDS_MIN = 0.8;
const SECONDS_MAX = 1.4;

/** @param beats - moments after the strike to rest at, ascending, all before `endAt` */
export function planPace(moments: {
  readonly startAt: Micros;
  readonly strikeAt: Micros;
  readonly beats: readonly Micros[];
  readonly endAt: Micros;
}): Pace {
  const { startAt, strikeAt, beats, endAt } = moments;
  const pace: Stretch[] = [{ from: startAt, to: strikeAt, seconds: SECONDS_TO_STRIKE }, rest(strikeAt)];
  let from = strikeAt;
  for (const beat of beats) {
    pace.push(travel(from, beat), rest(beat));
    from = beat;
  }
  return [...pace, travel(from, endAt)];
}

const rest = (at: Micros): Stretch => ({ from: at, to: at, seconds: REST_SECONDS });

function travel(from: Micros, to: Micros): Stretch {
  return { from, to, seconds: Math.min(SECONDS_MAX, Math.max(SECONDS_MIN, (to - from) / MICROS_PER_SECOND)) };
}

/** How long the visitor watches. */
export function secondsOf(pace: Pace): number {
  return pace.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** The moment of the run that is shown after so many seconds; the last one from the end on. */
export function momentAt(pace: Pace, seconds: number): Micros {
  let left = seconds;
  for (const { from, to, seconds: length } of pace) {
    if (left < length) return from + ((to - from) * left) / length;
    left -= length;
  }
  return pace.at(-1)?.to ?? 0;
}
