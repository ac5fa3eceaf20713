/**
 * "Show me the fix": neighbouring settings are tried on a counter-example. Does the same schedule still break the promise, is
 * there another one within the same budget, and what does the change cost while things go wrong?
 */
import type { Remedy } from '../systems/remedy.ts';

export type { Remedy };

/** What clients went through in one run. */
export interface Service {
  /** Sends that applications made. */
  readonly sends: number;
  readonly confirmed: number;
  /** Told that it failed, or never told anything. */
  readonly refused: number;
  /** The longest time from a send to its confirmation; -1: none was confirmed. */
  readonly slowestMicros: number;
}

export interface RemedyEffect {
  readonly remedy: Remedy;
  /** Does the schedule of the counter-example no longer show the anomaly? */
  readonly removes: boolean;
  /** What a search within the same budget says of the changed scenario; null: not searched, because nothing was removed. */
  readonly search: 'exhausted' | 'counter-example' | 'budget-spent' | null;
  /** Distinct configurations of that search. */
  readonly distinct: number;
  /** What the schedule costs the clients, without the change and with it. */
  readonly before: Service;
  readonly after: Service;
}
