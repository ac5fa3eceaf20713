/** A search as a page shows it: asked for, under way, answered. The work is done in a worker. */
import { searchClient, type SearchClient } from '../worker/search/client.ts';
import type { RemedyJob, SearchJob, ToldOutcome, ToldProgress, ToldRemedies } from '../worker/search/protocol.ts';

export type SearchState = 'idle' | 'searching' | 'answered' | 'refused' | 'failed';

export class Search {
  readonly #client: SearchClient;

  state = $state<SearchState>('idle');
  /** The search that is under way, or was carried out last. */
  job = $state.raw<SearchJob | null>(null);
  progress = $state.raw<ToldProgress | null>(null);
  outcome = $state.raw<ToldOutcome | null>(null);
  /** Why it was refused, or failed. */
  problems = $state.raw<readonly string[]>([]);
  remedies = $state.raw<ToldRemedies | null>(null);
  trying = $state(false);

  constructor() {
    this.#client = searchClient({
      onProgress: (progress) => (this.progress = progress),
      onRemedies: (remedies) => (this.remedies = remedies),
    });
  }

  /** Carries out a search. Returns its answer; null when there is none, and then what was answered before stays. */
  async start(job: SearchJob): Promise<ToldOutcome | null> {
    if (this.trying || this.state === 'searching') return null;
    this.job = job;
    this.state = 'searching';
    this.progress = null;
    this.problems = [];
    try {
      const answer = await this.#client.search(job);
      if (!answer.ok) {
        this.refuse(answer.problems);
        return null;
      }
      this.state = 'answered';
      this.outcome = answer.outcome;
      this.remedies = null;
      return answer.outcome;
    } catch (error) {
      this.state = 'failed';
      this.problems = [error instanceof Error ? error.message : String(error)];
      return null;
    }
  }

  /** Says why a search does not begin. What was answered before stays. */
  refuse(problems: readonly string[]): void {
    this.state = 'refused';
    this.problems = problems;
  }

  /** Tries changes on the counter-example that was found. */
  async findRemedies(job: RemedyJob): Promise<void> {
    if (this.trying || this.state === 'searching') return;
    this.trying = true;
    this.remedies = null;
    try {
      this.remedies = await this.#client.remedies(job);
    } catch (error) {
      this.problems = [error instanceof Error ? error.message : String(error)];
    }
    this.trying = false;
  }

  /** Starts the worker, so that a search need not wait for it. */
  prepare(): void {
    this.#client.prepare();
  }

  /** Forgets the answer. */
  clear(): void {
    this.state = 'idle';
    this.outcome = null;
    this.remedies = null;
    this.problems = [];
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#client.stop();
  }

  close(): void {
    this.#client.close();
  }
}
