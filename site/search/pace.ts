/** How fast a search is, how much of its bounds is used, and how long it may still take. */
import type { ToldProgress } from '../worker/search/protocol.ts';

export interface Bounds {
  readonly statesMax: number;
  readonly timeMillisMax: number;
}

export interface Pace {
  readonly perSecond: number;
  /** 0 to 1: of the bound that will be reached first. */
  readonly share: number;
  /** Whole seconds until a bound is reached at this pace. */
  readonly secondsLeft: number;
}

export function paceOf({ distinct, elapsedMillis }: ToldProgress, { statesMax, timeMillisMax }: Bounds): Pace {
  const perMilli = distinct / Math.max(1, elapsedMillis);
  const byStates = perMilli === 0 ? Infinity : (statesMax - distinct) / perMilli;
  const left = Math.max(0, Math.min(byStates, timeMillisMax - elapsedMillis));
  const share = Math.max(distinct / statesMax, elapsedMillis / timeMillisMax);
  return { perSecond: Math.round(perMilli * 1_000), share: Math.min(1, share), secondsLeft: Math.ceil(left / 1_000) };
}
