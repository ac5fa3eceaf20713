/**
 * Single runs, drawn at random, for what is too large to be searched whole. A walk that finds nothing says little; many of
 * them say: not found in so many runs.
 *
 * - `random`: every enabled step is equally likely, but a fault is taken only now and then, so that faults spread over the run.
 * - `pct`: probabilistic concurrency testing. Every actor gets a priority; the one of the highest priority acts. At a few
 *   places, drawn beforehand, a fault is taken, or the actor is put last. A failure that needs d such places is hit with a
 *   known least probability (Burckhardt et al., ASPLOS 2010).
 * - `swarm`: every walk leaves out a random part of what may happen, so that walks differ more from one another (Groce et al.,
 *   ISSTA 2012).
 */
import { drawInteger } from '../kernel/random.ts';
import type { SearchBounds, SearchModel, SearchOutcome, SearchProgress, Fingerprint } from './searchModel.ts';
import { NO_PARENT, VisitedSet } from './visited.ts';

export type WalkStrategy = 'random' | 'pct' | 'swarm';

export interface WalkOptions<State> {
  readonly model: SearchModel<State>;
  /** `statesMax` bounds the steps of all walks together, `depthMax` those of one. */
  readonly bounds: SearchBounds;
  readonly strategy: WalkStrategy;
  readonly seed: number;
  /** Who acts in a step, for `pct` and `swarm`: steps of one actor share a priority and are left out together. Default: each step is its own. */
  readonly actorOf?: (step: number) => number;
}

const DEPTH_MAX = 10_000;
/** `random` takes a fault in one of so many steps in which it could. */
const FAULT_EVERY = 8;
/** Places at which `pct` changes the order, besides one for each fault of the budget. */
const CHANGES = 2;
/** Places for faults are drawn for so many of them at most. */
const FAULTS_MAX = 8;
/** `pct` spreads its places over the longest walk so far, and at least over so many steps. */
const SPREAD_MIN = 16;
/** `swarm` leaves out an actor with a chance of one in so many. */
const LEAVE_OUT = 2;

interface Enabled<State> {
  readonly next: State;
  readonly step: number;
  readonly faults: number;
}

const STREAM = { step: 11, priority: 12, change: 13, swarm: 14, fault: 15 } as const;

export class Walks<State> {
  readonly #options: WalkOptions<State>;
  readonly #visited = new VisitedSet();
  readonly #print: Fingerprint = { high: 0, low: 0 };
  readonly #enabled: Enabled<State>[] = [];
  #walk = 0;
  #steps: number[] = [];
  #faults = 0;
  #start = 0;
  #state: State;
  /** By actor: those that were put last during this walk, in order. */
  #demoted: number[] = [];
  #longest = 0;
  #generated = 0;
  #outcome: SearchOutcome | null = null;

  constructor(options: WalkOptions<State>) {
    this.#options = options;
    this.#state = options.model.initial[0] as State;
    this.#begin();
  }

  get outcome(): SearchOutcome | null {
    return this.#outcome;
  }

  /** Walks that have been begun. */
  get walks(): number {
    return this.#walk;
  }

  get progress(): SearchProgress {
    return {
      distinct: this.#visited.size,
      generated: this.#generated,
      depth: this.#steps.length,
      faults: this.#faults,
      frontier: 1,
      memoryBytes: this.#visited.bytes,
    };
  }

  /** Takes at most so many steps. Returns how many. */
  advance(stepsMax: number): number {
    let count = 0;
    while (count < stepsMax && this.#outcome === null) {
      this.#takeStep();
      count += 1;
    }
    return count;
  }

  complete(): SearchOutcome {
    while (this.#outcome === null) this.advance(10_000);
    return this.#outcome;
  }

  stop(bound: 'time' | 'cancelled'): SearchOutcome {
    this.#outcome ??= { kind: 'budget-spent', bound, progress: this.progress };
    return this.#outcome;
  }

  #begin(): void {
    const { model, seed } = this.#options;
    this.#walk += 1;
    this.#longest = Math.max(this.#longest, this.#steps.length);
    this.#steps = [];
    this.#faults = 0;
    this.#demoted = [];
    this.#start = drawInteger(seed, STREAM.step, this.#walk, 0, model.initial.length);
    this.#state = model.initial[this.#start] as State;
    this.#see();
  }

  /** Counts the state among those seen, and looks at its properties when it is new. */
  #see(): void {
    const { model } = this.#options;
    model.fingerprint(this.#state, this.#print);
    if (this.#visited.add(this.#print, NO_PARENT, 0, 0) === -1) return;
    const property = model.broken(this.#state);
    if (property === null) return;
    this.#outcome = {
      kind: 'counter-example',
      property,
      start: this.#start,
      steps: [...this.#steps],
      faults: this.#faults,
      progress: this.progress,
    };
  }

  #takeStep(): void {
    const { bounds, model } = this.#options;
    if (this.#generated >= (bounds.statesMax ?? Infinity)) return this.#spend('states');
    if (this.#visited.bytes > (bounds.memoryBytesMax ?? Infinity)) return this.#spend('memory');
    if (this.#steps.length >= (bounds.depthMax ?? DEPTH_MAX)) return this.#begin();
    this.#enabled.length = 0;
    model.expand(this.#state, {
      add: (next, step, faults) => {
        const total = this.#faults + faults;
        if (total <= (bounds.faultsMax ?? Infinity) && !this.#isLeftOut(step)) {
          this.#enabled.push({ next, step, faults: total });
        }
      },
    });
    const taken = this.#choose();
    if (taken === undefined) return this.#begin();
    this.#generated += 1;
    this.#state = taken.next;
    this.#steps.push(taken.step);
    this.#faults = taken.faults;
    this.#see();
  }

  #spend(bound: 'states' | 'memory'): void {
    this.#outcome = { kind: 'budget-spent', bound, progress: this.progress };
  }

  #choose(): Enabled<State> | undefined {
    const free = this.#enabled.filter((each) => each.faults === this.#faults);
    const faulty = this.#enabled.filter((each) => each.faults > this.#faults);
    if (free.length === 0 || faulty.length === 0) return this.#chooseAmong(this.#enabled);
    const takesFault =
      this.#options.strategy === 'pct'
        ? this.#isChange()
        : this.#draw(STREAM.fault, this.#steps.length, FAULT_EVERY) === 0;
    return this.#chooseAmong(takesFault ? faulty : free);
  }

  #chooseAmong(steps: readonly Enabled<State>[]): Enabled<State> | undefined {
    if (steps.length === 0) return undefined;
    if (this.#options.strategy !== 'pct') return this.#any(steps);
    const first = this.#highestActor(steps);
    const isFault = steps.every((each) => each.faults > this.#faults);
    if (this.#isChange() && !isFault) this.#demoted.push(first);
    const actor = this.#highestActor(steps);
    return this.#any(steps.filter(({ step }) => this.#actorOf(step) === actor));
  }

  #any(steps: readonly Enabled<State>[]): Enabled<State> | undefined {
    return steps[this.#draw(STREAM.step, this.#steps.length, steps.length)];
  }

  #isChange(): boolean {
    const spread = Math.max(SPREAD_MIN, this.#longest);
    const places = CHANGES + Math.min(this.#options.bounds.faultsMax ?? 0, FAULTS_MAX);
    for (let index = 0; index < places; index += 1) {
      if (this.#draw(STREAM.change, index, spread) === this.#steps.length) return true;
    }
    return false;
  }

  #highestActor(steps: readonly Enabled<State>[]): number {
    return steps
      .map(({ step }) => this.#actorOf(step))
      .reduce((best, actor) => (this.#priorityOf(actor) > this.#priorityOf(best) ? actor : best));
  }

  #priorityOf(actor: number): number {
    const demoted = this.#demoted.lastIndexOf(actor);
    return demoted === -1 ? 1 + this.#draw(STREAM.priority, actor, 0x4000_0000) : -1 - demoted;
  }

  #isLeftOut(step: number): boolean {
    if (this.#options.strategy !== 'swarm') return false;
    const actor = this.#actorOf(step);
    // The step that goes on by itself is never left out: a walk must be able to end.
    return actor !== 0 && this.#draw(STREAM.swarm, actor, LEAVE_OUT) === 0;
  }

  #actorOf(step: number): number {
    return this.#options.actorOf?.(step) ?? step;
  }

  #draw(stream: number, counter: number, count: number): number {
    return drawInteger(this.#options.seed, stream, this.#walk, counter, count);
  }
}
