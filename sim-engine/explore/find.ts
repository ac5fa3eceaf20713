/**
 * "Find a failure": can this scenario break a promise, with at most these faults? Searches, and when something is found,
 * makes it small. Goes on in slices, so that a page or a command line can show progress, and stop it.
 */
import type { VerdictKind } from '../check/verdict.ts';
import { invariant } from '../kernel/invariant.ts';
import { fromMillis } from '../kernel/time.ts';
import type { PromiseName, Scenario } from '../scenario/types.ts';
import type { FaultBudget } from './budget.ts';
import { ClusterModel } from './cluster/clusterModel.ts';
import type { ClusterState } from './cluster/state.ts';
import { exampleOf, type CounterExample } from './counterExample.ts';
import { Search, retrace } from './search.ts';
import type { CounterExamplePath, SearchOutcome, SearchProgress, SpentBound } from './searchModel.ts';
import { shrinking, type ShrinkProgress } from './shrink/shrink.ts';
import { Walks, type WalkStrategy } from './walk.ts';

/** What to look for, where, and how far. Checked by `problemsOf` (refusal.ts) before a search begins. */
export interface FindRequest {
  readonly scenario: Scenario;
  /** Default: those that the scenario makes. */
  readonly promises?: readonly PromiseName[];
  /** Anomalies that count. Default: every one that breaks one of the promises. */
  readonly anomalies?: readonly VerdictKind[];
  /** How many of each fault a run may have. */
  readonly faults: FaultBudget;
  /** Names of the machines that faults may strike; a link is struck when both its ends are among them. Default: all. */
  readonly targets?: readonly string[];
  /** Faults that may be ended early in one run. Default: 1. */
  readonly healsMax?: number;
  /** No fault before this time. Default: the beginning. */
  readonly fromMillis?: number;
  /** No fault after this time; then everything is healed. Default: just before the scenario heals, or two thirds of its run. */
  readonly untilMillis?: number;
  readonly bounds: {
    readonly statesMax: number;
    readonly depthMax?: number;
    readonly memoryBytesMax?: number;
  };
  /** `every`: all schedules within the bounds. The others draw single runs, for what is too large for that. */
  readonly strategy?: 'every' | WalkStrategy;
  /** Runs that shrinking may try. Default: 600. */
  readonly shrinkRunsMax?: number;
}

/** Estimated bytes of a world that waits: what it does not share with its neighbours (measured, see `npm run bench`). */
const BYTES_PER_STATE = 6_000;

const SHRINK_RUNS_MAX = 600;

/** What a search does at the moment. */
export type FindPhase = 'searching' | 'shrinking' | 'done';

export interface FindProgress extends SearchProgress {
  readonly phase: FindPhase;
  /** Runs tried while shrinking. */
  readonly shrinkRuns: number;
}

/** Something was found. */
export interface Found {
  readonly kind: 'counter-example';
  /** As it was found. */
  readonly original: CounterExample;
  /** Made small. */
  readonly example: CounterExample;
  /** Faults in the run that was found: the fewest that suffice, if every schedule was searched and no bound came first. */
  readonly faults: number;
  /** Moments from the beginning of the search to the anomaly. */
  readonly depth: number;
  readonly progress: FindProgress;
}

/** Three different answers. */
export type FindOutcome =
  | Found
  | { readonly kind: 'exhausted'; readonly progress: FindProgress }
  | { readonly kind: 'budget-spent'; readonly bound: SpentBound; readonly progress: FindProgress };

/** The span in which faults are tried, in milliseconds of the run. */
export function windowOf(request: FindRequest): { readonly fromMillis: number; readonly untilMillis: number } {
  const { horizonMillis, healAtMillis } = request.scenario;
  const until = healAtMillis === undefined ? Math.floor((horizonMillis * 2) / 3) : healAtMillis - 1;
  return { fromMillis: request.fromMillis ?? 0, untilMillis: request.untilMillis ?? until };
}

/** Every promise that is searched for. */
export function promisesOf(request: FindRequest): readonly PromiseName[] {
  return request.promises ?? request.scenario.promises;
}

/** Most faults in one run. */
export function faultsMaxOf(budget: FaultBudget): number {
  return Object.values(budget).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** Makes the model that a request searches. */
export function modelOf(request: FindRequest): ClusterModel {
  const { fromMillis: from, untilMillis: until } = windowOf(request);
  return new ClusterModel({
    scenario: request.scenario,
    promises: promisesOf(request),
    ...(request.anomalies === undefined ? {} : { anomalies: request.anomalies }),
    budget: request.faults,
    ...(request.targets === undefined ? {} : { targets: request.targets }),
    healsMax: request.healsMax ?? 1,
    from: fromMillis(from),
    until: fromMillis(until),
  });
}

/** Something that searches in slices: every schedule, or single runs. */
interface Searcher {
  readonly outcome: SearchOutcome | null;
  readonly progress: SearchProgress;
  advance(expansionsMax: number): number;
  stop(bound: 'time' | 'cancelled'): SearchOutcome;
}

interface Finding {
  readonly path: CounterExamplePath;
  readonly original: CounterExample;
}

export class FailureSearch {
  readonly #request: FindRequest;
  readonly #model: ClusterModel;
  readonly #searcher: Searcher;
  #shrinking: Generator<ShrinkProgress, CounterExample> | null = null;
  #shrunk: ShrinkProgress | null = null;
  #found: Finding | null = null;
  #outcome: FindOutcome | null = null;

  constructor(request: FindRequest) {
    this.#request = request;
    this.#model = modelOf(request);
    const bounds = { ...request.bounds, faultsMax: faultsMaxOf(request.faults) };
    const strategy = request.strategy ?? 'every';
    this.#searcher =
      strategy === 'every'
        ? new Search({ model: this.#model, bounds, bytesPerState: BYTES_PER_STATE })
        : new Walks({ model: this.#model, bounds, strategy, seed: request.scenario.seed });
  }

  /** The answer; null while the search goes on. */
  get outcome(): FindOutcome | null {
    return this.#outcome;
  }

  get progress(): FindProgress {
    const phase = this.#outcome !== null ? 'done' : this.#shrinking === null ? 'searching' : 'shrinking';
    return { ...this.#searcher.progress, phase, shrinkRuns: this.#shrunk?.runs ?? 0 };
  }

  /** Looks at some more states, or tries some more runs while shrinking: `effort` of them at most. */
  advance(effort: number): void {
    if (this.#outcome !== null) return;
    if (this.#shrinking !== null) return this.#shrink(effort);
    this.#searcher.advance(effort);
    const { outcome } = this.#searcher;
    if (outcome === null) return;
    if (outcome.kind === 'counter-example') this.#take(outcome);
    else this.#outcome = { ...outcome, progress: this.progress };
  }

  /** Searches until there is an answer. */
  complete(): FindOutcome {
    while (this.#outcome === null) this.advance(1_000);
    return this.#outcome;
  }

  /** Ends the search: the time is over, or somebody has cancelled it. What was found already is kept as small as it is. */
  stop(bound: 'time' | 'cancelled'): FindOutcome {
    if (this.#outcome !== null) return this.#outcome;
    if (this.#found !== null) return this.#conclude(this.#shrunk?.example ?? this.#found.original);
    const stopped = this.#searcher.stop(bound);
    if (stopped.kind === 'counter-example') {
      this.#take(stopped);
      return this.stop(bound);
    }
    this.#outcome = { kind: 'budget-spent', bound, progress: { ...this.progress, phase: 'done' } };
    return this.#outcome;
  }

  #take(path: CounterExamplePath): void {
    const states = retrace(this.#model, path);
    const last = states[states.length - 1] as ClusterState;
    const original = this.#asRun(last, path.property as VerdictKind);
    this.#found = { path, original };
    this.#shrinking = shrinking(original, { runsMax: this.#request.shrinkRunsMax ?? SHRINK_RUNS_MAX });
  }

  /** The state as an ordinary run: ended where the anomaly shows, or else healed and left alone. */
  #asRun(state: ClusterState, anomaly: VerdictKind): CounterExample {
    const scenario = { ...this.#request.scenario, promises: promisesOf(this.#request) };
    const horizonMillis = Math.min(scenario.horizonMillis, Math.ceil(state.world.now / 1_000));
    const { healAtMillis, ...unhealed } = scenario;
    const early = healAtMillis !== undefined && healAtMillis <= horizonMillis ? scenario : unhealed;
    const example =
      exampleOf({ ...early, horizonMillis }, state.actions, anomaly) ??
      exampleOf(scenario, this.#model.aftermath(state).actions, anomaly);
    invariant(example !== null, 'what a search finds shows in the timed run of the same actions');
    return example;
  }

  #shrink(effort: number): void {
    for (let count = 0; count < effort; count += 1) {
      const step = (this.#shrinking as Generator<ShrinkProgress, CounterExample>).next();
      if (step.done === true) {
        this.#conclude(step.value);
        return;
      }
      this.#shrunk = step.value;
    }
  }

  #conclude(example: CounterExample): FindOutcome {
    const { path, original } = this.#found as Finding;
    this.#outcome = {
      kind: 'counter-example',
      original,
      example,
      faults: path.faults,
      depth: path.steps.length,
      progress: { ...this.progress, phase: 'done' },
    };
    return this.#outcome;
  }
}
