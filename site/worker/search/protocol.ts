/** What the page and the search worker say to each other. All texts arrive in the page's language. */
import type { VerdictKind } from '../../../sim-engine/check/verdict.ts';
import type { FindRequest } from '../../../sim-engine/explore/find.ts';
import type { RemedyEffect, Service } from '../../../sim-engine/explore/remedy.ts';
import type { SpentBound } from '../../../sim-engine/explore/searchModel.ts';
import type { ClosureMoment } from '../../../sim-engine/view/closure.ts';
import type { SpaceTime } from '../../../sim-engine/view/spaceTime.ts';
import type { Action, Scenario } from '../../../sim-engine/scenario/types.ts';
import type { Locale } from '../../i18n/index.ts';

export type { FindRequest, SpaceTime, SpentBound };

/** A search to be carried out. */
export interface SearchJob {
  readonly locale: Locale;
  readonly request: FindRequest;
  /** The clock is the worker's: the engine has none. */
  readonly timeMillisMax: number;
}

/** How far a search has come. */
export interface ToldProgress {
  readonly phase: 'searching' | 'shrinking';
  readonly distinct: number;
  readonly depth: number;
  /** Faults in the runs that are being looked at. */
  readonly faults: number;
  readonly elapsedMillis: number;
  readonly shrinkRuns: number;
}

/** One step that matters, in words. */
export interface ToldMoment {
  readonly step: number;
  readonly at: number;
  readonly kind: ClosureMoment['kind'];
  readonly text: string;
}

/** How large a run is. */
export interface RunSize {
  readonly steps: number;
  readonly brokers: number;
  /** Machines of producers and consumers. */
  readonly clients: number;
  readonly records: number;
}

/** A counter-example, as the page shows it. */
export interface ToldExample {
  /** An ordinary run. */
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
  readonly anomaly: VerdictKind;
  /** What the promise says. */
  readonly promiseText: string;
  /** The verdict's sentence, and one line about its kind. */
  readonly verdict: string;
  readonly gloss: string;
  readonly values: readonly string[];
  readonly decisiveStep: number;
  readonly decisiveAt: number;
  readonly moments: readonly ToldMoment[];
  readonly diagram: SpaceTime;
  readonly carrying: readonly number[];
  readonly lanes: readonly number[];
  readonly found: RunSize;
  readonly small: RunSize;
  /** What goes behind `#run=` in a link to the run. */
  readonly link: string;
}

interface Answered {
  /** The answer in one sentence. */
  readonly sentence: string;
  readonly distinct: number;
  readonly elapsedMillis: number;
}

/** Three different answers. */
export type ToldOutcome =
  | (Answered & { readonly kind: 'counter-example'; readonly example: ToldExample })
  | (Answered & { readonly kind: 'exhausted' })
  | (Answered & { readonly kind: 'budget-spent'; readonly bound: SpentBound });

/** A request as it may be refused, or carried out. */
export type SearchAnswer =
  | { readonly ok: true; readonly outcome: ToldOutcome }
  /** What to change, in words. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Changes to be tried on the counter-example of the last search. */
export interface RemedyJob {
  readonly locale: Locale;
  /** Configurations that the search of each change may look at. */
  readonly statesMax: number;
  readonly timeMillisMax: number;
}

/** One change, and what it does. */
export interface ToldRemedy {
  readonly id: string;
  readonly change: string;
  readonly reason: string;
  /** Does the schedule of the counter-example no longer break the promise? */
  readonly removes: boolean;
  /** What a search within the same budget says; null: not searched. */
  readonly search: RemedyEffect['search'];
  readonly distinct: number;
  readonly before: Service;
  readonly after: Service;
  /** The changed run: the same actions. */
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

export interface ToldRemedies {
  readonly remedies: readonly ToldRemedy[];
  readonly total: number;
}

export type ToSearch =
  | { readonly name: 'search'; readonly id: number; readonly job: SearchJob }
  | { readonly name: 'remedies'; readonly id: number; readonly job: RemedyJob }
  | { readonly name: 'stop' };

export type FromSearch =
  | { readonly progress: ToldProgress }
  | { readonly remedies: ToldRemedies }
  | { readonly id: number; readonly answer: SearchAnswer | ToldRemedies }
  | { readonly id: number; readonly failure: string };
