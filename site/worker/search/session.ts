/**
 * Searches of one worker, one after the other. Works in slices of some fifty milliseconds, so that a button is heard; keeps the
 * time, which the engine does not know; tells how far it is, at most ten times a second.
 */
import type { CounterExample } from '../../../sim-engine/explore/counterExample.ts';
import { FailureSearch, type FindOutcome, type FindPhase, type FindRequest } from '../../../sim-engine/explore/find.ts';
import { problemsOf } from '../../../sim-engine/explore/refusal.ts';
import { RemedyTrials } from '../../../sim-engine/explore/remedies.ts';
import { invariant } from '../../../sim-engine/kernel/invariant.ts';
import type { RemedyJob, SearchAnswer, SearchJob, ToldProgress, ToldRemedies } from './protocol.ts';
import { tellOutcome, tellProgress, tellRemedy } from './told.ts';

/** Work between two looks at the clock and at what was asked meanwhile. */
const SLICE_MILLIS = 50;
/** No more than ten messages a second. */
const TELL_EVERY_MILLIS = 100;
/** A slice does at most so much more than the one before. */
const GROWTH_MAX = 4;
/** What a search may keep in a browser's tab. */
export const MEMORY_BYTES_MAX = 384_000_000;

export interface SearchSessionOptions {
  readonly onProgress: (progress: ToldProgress) => void;
  /** Changes that have been tried so far. */
  readonly onRemedies: (remedies: ToldRemedies) => void;
  /** Milliseconds; only differences count. */
  readonly clock: () => number;
  /** Lets messages that wait be heard. */
  readonly giveWay: () => Promise<void>;
}

export class SearchSession {
  readonly #options: SearchSessionOptions;
  #stopped = false;
  /** The counter-example of the last search, and how it was searched for. */
  #found: { readonly request: FindRequest; readonly example: CounterExample } | null = null;

  constructor(options: SearchSessionOptions) {
    this.#options = options;
  }

  /** Ends the search under way; it answers with what there is. */
  stop(): void {
    this.#stopped = true;
  }

  /** Carries out one search. */
  async search({ request, locale, timeMillisMax }: SearchJob): Promise<SearchAnswer> {
    const { clock } = this.#options;
    const asked = { ...request, bounds: { memoryBytesMax: MEMORY_BYTES_MAX, ...request.bounds } };
    const problems = problemsOf(asked);
    if (problems.length > 0) return { ok: false, problems: problems.map((problem) => problem[locale]) };
    const began = clock();
    const outcome = await this.#find(new FailureSearch(asked), timeMillisMax);
    if (outcome.kind === 'counter-example') this.#found = { request: asked, example: outcome.example };
    const elapsedMillis = clock() - began;
    return { ok: true, outcome: tellOutcome(outcome, { request: asked, locale, elapsedMillis }) };
  }

  /** Tries the changes that may help against the counter-example of the last search. */
  async remedies({ locale, statesMax, timeMillisMax }: RemedyJob): Promise<ToldRemedies> {
    const { clock, giveWay, onRemedies } = this.#options;
    invariant(this.#found !== null, 'remedies are asked for after a counter-example');
    const { request, example } = this.#found;
    this.#stopped = false;
    const began = clock();
    const trials = new RemedyTrials(request, example, { statesMax });
    const told = (): ToldRemedies => ({
      remedies: trials.results.map((effect) => tellRemedy(effect, example, locale)),
      total: trials.total,
    });
    let effort = 1;
    while (!trials.done && !this.#stopped && clock() - began < timeMillisMax) {
      const before = clock();
      const known = trials.results.length;
      trials.advance(effort);
      // A single run takes longer than a look at one more state.
      effort = trials.results.length === known ? nextEffort(effort, clock() - before) : 1;
      if (trials.results.length > known) onRemedies(told());
      await giveWay();
    }
    return told();
  }

  async #find(search: FailureSearch, timeMillisMax: number): Promise<FindOutcome> {
    const { clock, giveWay, onProgress } = this.#options;
    this.#stopped = false;
    const began = clock();
    let phase: FindPhase = 'searching';
    let effort = 1;
    let toldAt = began;
    while (search.outcome === null) {
      const before = clock();
      search.advance(effort);
      const now = clock();
      const { progress } = search;
      effort = progress.phase === phase ? nextEffort(effort, now - before) : 1;
      phase = progress.phase;
      if (this.#stopped) search.stop('cancelled');
      else if (now - began >= timeMillisMax) search.stop('time');
      if (search.outcome === null && now - toldAt >= TELL_EVERY_MILLIS) {
        toldAt = now;
        onProgress(tellProgress(progress, now - began));
      }
      await giveWay();
    }
    return search.outcome;
  }
}

/** As much as fits a slice, judged by what the last one took. */
function nextEffort(effort: number, tookMillis: number): number {
  const fits = (effort * SLICE_MILLIS) / Math.max(1, tookMillis);
  return Math.max(1, Math.floor(Math.min(fits, effort * GROWTH_MAX)));
}
