/**
 * What a search needs to know of a model: where it begins, what may happen in a state, how a state is named, and what must
 * hold. The same form serves a cluster of a real system, a small model of a protocol, and its packed twin.
 */

/** Names a state: 64 bits as two unsigned words. Written in place, because searches compute millions of them. */
export interface Fingerprint {
  high: number;
  low: number;
}

/** Takes the steps that are enabled in a state. */
export interface Successors<State> {
  /**
   * One enabled step.
   *
   * @param next - the state after it
   * @param step - names the step among those of its state: 0 to 2^24 - 1, the same every time the state is expanded
   * @param faults - how many faults the step costs: the search counts them, and looks at runs with fewer of them first
   */
  add(next: State, step: number, faults: 0 | 1): void;
}

export interface SearchModel<State> {
  readonly initial: readonly State[];
  /** Hands over every enabled step, mildest first. Depends on the state alone. A step may lead nowhere new. */
  expand(state: State, successors: Successors<State>): void;
  /** Names a state; with symmetry, names the class of states that differ only in who is who. */
  fingerprint(state: State, into: Fingerprint): void;
  /** The name of a property that does not hold in this state; null when all hold. Asked once for each distinct state. */
  broken(state: State): string | null;
}

/** Bounds of a search. Absent: not bounded. */
export interface SearchBounds {
  /** Distinct states. */
  readonly statesMax?: number;
  /** Steps from the beginning. */
  readonly depthMax?: number;
  /** Faults in one run. */
  readonly faultsMax?: number;
  /** Estimated bytes that the search keeps. */
  readonly memoryBytesMax?: number;
}

/** What made a search stop before it had seen everything. The clock and the button are the caller's. */
export type SpentBound = 'states' | 'depth' | 'memory' | 'time' | 'cancelled';

/** How far a search has come. */
export interface SearchProgress {
  /** Distinct states found. */
  readonly distinct: number;
  /** Steps tried, those that led to known states included. */
  readonly generated: number;
  /** Steps from the beginning of the states that are being expanded now. */
  readonly depth: number;
  /** Faults in the runs that are being looked at now. */
  readonly faults: number;
  /** States that wait to be expanded. */
  readonly frontier: number;
  /** Estimated bytes kept. */
  readonly memoryBytes: number;
}

/** A state in which a property does not hold, and the steps that lead to it. */
export interface CounterExamplePath {
  readonly kind: 'counter-example';
  readonly property: string;
  /** Index of the initial state. */
  readonly start: number;
  /** Names of the steps, in order: each among the steps of the state before. */
  readonly steps: readonly number[];
  readonly faults: number;
  readonly progress: SearchProgress;
}

/** Three different answers. */
export type SearchOutcome =
  | CounterExamplePath
  /** Everything within the bounds was seen, and nothing is broken. Never a proof beyond them. */
  | { readonly kind: 'exhausted'; readonly progress: SearchProgress }
  /** A bound came first: there may be a counter-example among what was not seen. */
  | { readonly kind: 'budget-spent'; readonly bound: SpentBound; readonly progress: SearchProgress };
