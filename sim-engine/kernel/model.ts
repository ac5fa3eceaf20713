/**
 * What the kernel needs to know of a world in order to run it. The kernel knows no network and no broker: a model says
 * which sources have something pending and when, and applies one step.
 */
import type { Decider } from './decider.ts';
import type { EventQueue } from './eventQueue.ts';
import type { Hash64 } from './hash.ts';
import type { Micros } from './time.ts';

/** The part of every world that the kernel reads. Worlds are immutable values. */
export interface WorldBase {
  /** Time of the last step. */
  readonly now: Micros;
  /** Counts everything that was ever scheduled: the tie breaker of last resort. */
  readonly sequence: number;
  /** How many entries of the script have been carried out. */
  readonly scriptIndex: number;
}

/** An entry of the script: something done to the world from outside, at a time. */
export interface ScriptEntry {
  readonly at: Micros;
}

/** Everything a step may depend on besides the world. */
export interface Environment<A extends ScriptEntry> {
  readonly decider: Decider;
  /** Sorted by time; entries with equal times keep their order. */
  readonly script: readonly A[];
}

/** Sources whose pending event a step may have changed. May hold a source twice. */
export type TouchedSources = number[];

export interface Model<W extends WorldBase, A extends ScriptEntry> {
  readonly sourceCount: number;
  readonly initial: W;
  /** Writes a source's pending event into the queue, as the world has it now. */
  schedule(world: W, source: number, script: readonly A[], queue: EventQueue): void;
  /** Carries out a source's pending event at time `at` and reports the sources it touched. Pure but for `touched`. */
  step(world: W, source: number, at: Micros, environment: Environment<A>, touched: TouchedSources): W;
  /** Names the state of a world; equal states have equal hashes. */
  hash(world: W): Hash64;
  /** Has the world come to rest, so that nothing of interest will happen any more? Asked at snapshots only. */
  isAtRest(world: W, script: readonly A[]): boolean;
}
