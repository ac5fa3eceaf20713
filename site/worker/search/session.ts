/**
 * Searches of one worker, one after the other. Works in slices of some fifty milliseconds, so that a button is heard; keeps the
 * time, which the engine does not know; tells how far it is, at most ten times a second.
 */
import { FailureSearch, type FindOutcome, type FindPhase } from '../../../sim-engine/explore/find.ts';
import type { SearchAnswer, SearchJob, ToldProgress } from './protocol.ts';
import { tellOutcome, tellProgress } from './told.ts';

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
  /** Milliseconds; only differences count. */
  readonly clock: () => number;
  /** Lets messages that wait be heard. */
  readonly giveWay: () => Promise<void>;
}

export class SearchSession {
  readonly #options: SearchSessionOptions;
  #stopped = false;

  constructor(options: SearchSessionOptions) {
    this.#options = options;
  }

  /** Ends the search under way; it answers with what there is. */
  stop(): void {
    this.#stopped = true;
  }

  /** Carries out one search. */
  async search({ request, locale, timeMillisMax }: SearchJob): Promise<SearchAnswer> {
    const { clock, giveWay, onProgress } = this.#options;
    this.#stopped = false;
    const asked = { ...request, bounds: { memoryBytesMax: MEMORY_BYTES_MAX, ...request.bounds } };
    const began = clock();
    const search = new FailureSearch(asked);
    let phase: FindPhase = 'searching';
    let foundMillis = 0;
    let effort = 1;
    let toldAt = began;
    while (search.outcome === null) {
      const before = clock();
      search.advance(effort);
      const now = clock();
      const { progress } = search;
      effort = progress.phase === phase ? nextEffort(effort, now - before) : 1;
      if (phase === 'searching' && progress.phase !== phase) foundMillis = now - began;
      phase = progress.phase;
      if (this.#stopped) search.stop('cancelled');
      else if (now - began >= timeMillisMax) search.stop('time');
      if (search.outcome === null && now - toldAt >= TELL_EVERY_MILLIS) {
        toldAt = now;
        onProgress(tellProgress(progress, now - began));
      }
      await giveWay();
    }
    const times = { elapsedMillis: clock() - began, foundMillis };
    return { ok: true, outcome: tellOutcome(search.outcome as FindOutcome, { request: asked, locale, times }) };
  }
}

/** As much as fits a slice, judged by what the last one took. */
function nextEffort(effort: number, tookMillis: number): number {
  const fits = (effort * SLICE_MILLIS) / Math.max(1, tookMillis);
  return Math.max(1, Math.floor(Math.min(fits, effort * GROWTH_MAX)));
}
