/**
 * Search over every schedule of a model: breadth first among the runs with no fault, then those with one, and so on. A broken
 * state is seen as soon as a step leads to it, but it is the answer only when no run with fewer faults, or with as many and
 * fewer steps, can come any more: so the counter-example has the fewest faults, and among those the fewest steps.
 *
 * Only states that wait to be expanded are kept; of all others a fingerprint, a parent and a step remain (visited.ts). The
 * number of faults is part of what names a state: a state that was reached with fewer faults has more of them left.
 */
import { finish, mix } from '../kernel/hash.ts';
import { invariant } from '../kernel/invariant.ts';
import type {
  CounterExamplePath,
  Fingerprint,
  SearchBounds,
  SearchModel,
  SearchOutcome,
  SearchProgress,
  SpentBound,
  Successors,
} from './searchModel.ts';
import { NO_PARENT, VisitedSet } from './visited.ts';
import { packedBytes, PackedWaiting, PlainWaiting, type StateCodec, type WaitingStates } from './waiting.ts';

export interface SearchOptions<State> {
  readonly model: SearchModel<State>;
  readonly bounds: SearchBounds;
  /** Estimated bytes of one state that waits as it is, for the memory bound. */
  readonly bytesPerState: number;
  /** Packs waiting states into words. Without it they wait as they are. */
  readonly codec?: StateCodec<State>;
}

/** A broken state that was seen: the best one so far. */
interface Broken {
  readonly property: string;
  readonly row: number;
  readonly faults: number;
  readonly depth: number;
}

export class Search<State> implements Successors<State> {
  readonly #model: SearchModel<State>;
  readonly #bounds: SearchBounds;
  readonly #bytesPerState: number;
  readonly #codec: StateCodec<State> | null;
  readonly #visited = new VisitedSet();
  readonly #print: Fingerprint = { high: 0, low: 0 };
  /** By number of faults, then by depth. */
  readonly #layers: Map<number, WaitingStates<State>>[] = [];
  #faults = 0;
  #depth = 0;
  #layer: WaitingStates<State> | null = null;
  #parent = NO_PARENT;
  #parentFaults = 0;
  #generated = 0;
  #frontier = 0;
  #depthCut = false;
  #outcome: SearchOutcome | null = null;
  #broken: Broken | null = null;

  constructor(options: SearchOptions<State>) {
    this.#model = options.model;
    this.#bounds = options.bounds;
    this.#codec = options.codec ?? null;
    this.#bytesPerState = this.#codec === null ? options.bytesPerState : packedBytes(this.#codec);
    this.#depth = -1;
    options.model.initial.forEach((state, index) => {
      this.#parent = NO_PARENT;
      this.add(state, index, 0);
    });
    this.#depth = 0;
    this.#settle();
  }

  /** The answer; null while the search goes on. */
  get outcome(): SearchOutcome | null {
    return this.#outcome;
  }

  get progress(): SearchProgress {
    return {
      distinct: this.#visited.size,
      generated: this.#generated,
      depth: Math.max(0, this.#depth),
      faults: this.#faults,
      frontier: this.#frontier,
      memoryBytes: this.#memoryBytes(),
    };
  }

  /** Expands at most so many states. Returns how many. */
  advance(expansionsMax: number): number {
    let count = 0;
    while (count < expansionsMax && this.#outcome === null) {
      if (this.#layer === null || this.#layer.length === 0) {
        if (!this.#openLayer()) break;
        continue;
      }
      this.#expandNext(this.#layer);
      count += 1;
      this.#settle();
    }
    return count;
  }

  /** Searches until there is an answer. */
  complete(): SearchOutcome {
    while (this.#outcome === null) this.advance(100_000);
    return this.#outcome;
  }

  /**
   * Ends the search from outside: the time is over, or somebody has cancelled it. A broken state that was seen is the answer,
   * though one with fewer faults might still have come.
   */
  stop(bound: 'time' | 'cancelled'): SearchOutcome {
    this.#outcome ??= this.#counterExample() ?? { kind: 'budget-spent', bound, progress: this.progress };
    return this.#outcome;
  }

  /** Called by the model for every enabled step of the state that is being expanded. */
  add(next: State, step: number, faults: 0 | 1): void {
    if (this.#isDecided()) return;
    this.#generated += 1;
    const total = this.#parentFaults + faults;
    if (total > (this.#bounds.faultsMax ?? Infinity)) return;
    if (!this.#isBetter(total, this.#depth + 1)) return;
    this.#model.fingerprint(next, this.#print);
    if (total > 0) {
      this.#print.high = finish(mix(this.#print.high, total));
      this.#print.low = finish(mix(this.#print.low, total ^ 0x55));
    }
    const row = this.#visited.add(this.#print, this.#parent, step, total);
    if (row === -1) return;
    const property = this.#model.broken(next);
    if (property !== null) {
      this.#broken = { property, row, faults: total, depth: this.#depth + 1 };
      return;
    }
    this.#enqueue(next, row, total);
  }

  /** Would a run with so many faults and steps be a better answer than the broken state seen so far? */
  #isBetter(faults: number, depth: number): boolean {
    if (this.#broken === null || faults < this.#broken.faults) return true;
    return faults === this.#broken.faults && depth < this.#broken.depth;
  }

  /** Is the broken state seen so far the answer? Whatever is still to come takes a step from the layer that is open now. */
  #isDecided(): boolean {
    return !this.#isBetter(this.#faults, this.#depth + 1);
  }

  #enqueue(state: State, row: number, faults: number): void {
    while (this.#layers.length <= faults) this.#layers.push(new Map());
    const layers = this.#layers[faults] as Map<number, WaitingStates<State>>;
    const depth = this.#depth + 1;
    let layer = layers.get(depth);
    if (layer === undefined) {
      layer = this.#codec === null ? new PlainWaiting() : new PackedWaiting(this.#codec);
      layers.set(depth, layer);
    }
    layer.push(state, row);
    this.#frontier += 1;
  }

  #expandNext(layer: WaitingStates<State>): void {
    const state = layer.take();
    this.#parent = layer.row;
    this.#parentFaults = this.#visited.faultsOf(this.#parent);
    this.#frontier -= 1;
    this.#model.expand(state, this);
  }

  /** The next layer that has states: the shallowest of the fewest faults. False when there is none. */
  #openLayer(): boolean {
    this.#layer = null;
    for (; this.#faults < this.#layers.length; this.#faults += 1) {
      const layers = this.#layers[this.#faults] as Map<number, WaitingStates<State>>;
      let shallowest = Infinity;
      for (const depth of layers.keys()) shallowest = Math.min(shallowest, depth);
      if (shallowest === Infinity) continue;
      this.#depth = shallowest;
      const layer = layers.get(shallowest) as WaitingStates<State>;
      layers.delete(shallowest);
      if (shallowest >= (this.#bounds.depthMax ?? Infinity)) {
        this.#depthCut = true;
        this.#frontier -= layer.length;
        continue;
      }
      this.#layer = layer;
      this.#settle();
      return this.#outcome === null;
    }
    this.#faults = Math.max(0, this.#layers.length - 1);
    this.#outcome =
      this.#counterExample() ??
      (this.#depthCut
        ? { kind: 'budget-spent', bound: 'depth', progress: this.progress }
        : { kind: 'exhausted', progress: this.progress });
    return false;
  }

  /** Turns what was found, or a bound that was reached, into the answer. */
  #settle(): void {
    if (this.#isDecided()) {
      this.#outcome = this.#counterExample();
      return;
    }
    const spent = this.#spentBound();
    if (spent === null) return;
    this.#outcome = this.#counterExample() ?? { kind: 'budget-spent', bound: spent, progress: this.progress };
  }

  /** The path to the best broken state seen so far; null when none was seen. */
  #counterExample(): CounterExamplePath | null {
    if (this.#broken === null) return null;
    const { property, row, faults } = this.#broken;
    const { root, steps } = this.#visited.pathTo(row);
    const start = this.#visited.stepOf(root);
    return { kind: 'counter-example', property, start, steps, faults, progress: this.progress };
  }

  #spentBound(): SpentBound | null {
    if (this.#visited.size > (this.#bounds.statesMax ?? Infinity)) return 'states';
    if (this.#memoryBytes() > (this.#bounds.memoryBytesMax ?? Infinity)) return 'memory';
    return null;
  }

  #memoryBytes(): number {
    return this.#visited.bytes + this.#frontier * this.#bytesPerState;
  }
}

/** Takes the steps of a path again and returns every state on it, the first one included. */
export function retrace<State>(
  model: SearchModel<State>,
  path: { readonly start: number; readonly steps: readonly number[] },
): readonly State[] {
  const states = [model.initial[path.start] as State];
  for (const step of path.steps) {
    let found: { readonly next: State } | null = null;
    model.expand(states[states.length - 1] as State, {
      add(next, candidate) {
        if (candidate === step) found ??= { next };
      },
    });
    invariant(found !== null, 'a step that a search has taken can be taken again');
    states.push((found as { readonly next: State }).next);
  }
  return states;
}
