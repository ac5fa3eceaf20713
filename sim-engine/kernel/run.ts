/**
 * A run: a world that moves forward in time, its trace, and snapshots to go back to. Seeking replays at most
 * {@link SNAPSHOT_EVERY_STEPS} steps. Forking copies handles, never worlds.
 */
import type { Decider } from './decider.ts';
import { chain, hashText, type Hash64 } from './hash.ts';
import { invariant } from './invariant.ts';
import { Cursor } from './cursor.ts';
import type { Environment, Model, ScriptEntry, WorldBase } from './model.ts';
import { NEVER, type Micros } from './time.ts';
import { Trace } from './trace.ts';

/** Steps between snapshots: replaying so many takes one to three milliseconds. */
export const SNAPSHOT_EVERY_STEPS = 256;

/**
 * Steps between hashes of the whole world in the trace. Every step folds its time, source and what it scheduled; hashing the
 * whole state as often as snapshots are taken would cost a fifth of the simulation where a hash is asked for.
 */
const HASH_EVERY_STEPS = 4 * SNAPSHOT_EVERY_STEPS;

/** A run never has more steps than this. */
export const STEPS_MAX = 5_000_000;

export interface RunOptions<W extends WorldBase, A extends ScriptEntry> {
  readonly model: Model<W, A>;
  readonly decider: Decider;
  readonly script: readonly A[];
  /** The run ends at this time at the latest. */
  readonly horizon: Micros;
}

export class Run<W extends WorldBase, A extends ScriptEntry> {
  readonly #options: RunOptions<W, A>;
  #script: readonly A[];
  #trace: Trace;
  /** World after 0, 256, 512, … steps. */
  #snapshots: W[];
  #tip: Cursor<W, A>;
  #atRest = false;
  #seek: { steps: number; cursor: Cursor<W, A> } | null = null;

  constructor(options: RunOptions<W, A>) {
    this.#options = options;
    this.#script = options.script;
    this.#trace = new Trace((steps) => this.#foldedHash(steps));
    this.#snapshots = [options.model.initial];
    this.#tip = new Cursor(options.model, options.model.initial, this.#script);
  }

  /** Number of recorded steps. */
  get steps(): number {
    return this.#trace.length;
  }

  /** The script as it stands: the scenario's entries and those added since. */
  get script(): readonly A[] {
    return this.#script;
  }

  /** The world after the last recorded step. */
  get world(): W {
    return this.#tip.world;
  }

  get trace(): Trace {
    return this.#trace;
  }

  /** Has the run come to its end: at rest, at its horizon, or at the limit of steps? */
  get finished(): boolean {
    return this.#atRest || this.#trace.length >= STEPS_MAX || this.#tip.nextTime() > this.#options.horizon;
  }

  /** Records further steps: at most `stepsMax`, and none later than `until`. Returns how many. */
  advance(options: { readonly stepsMax: number; readonly until?: Micros }): number {
    const until = Math.min(options.until ?? NEVER, this.#options.horizon);
    const environment = this.#environment();
    let count = 0;
    while (count < options.stepsMax && !this.#atRest && this.#trace.length < STEPS_MAX) {
      if (this.#tip.nextTime() > until) break;
      this.#record(environment);
      count += 1;
    }
    return count;
  }

  /** The world after `steps` steps. */
  worldAfter(steps: number): W {
    invariant(steps >= 0 && steps <= this.#trace.length, 'a seek stays inside the trace');
    if (steps === this.#trace.length) return this.#tip.world;
    const snapshot = this.#snapshots[Math.floor(steps / SNAPSHOT_EVERY_STEPS)] as W;
    if (steps % SNAPSHOT_EVERY_STEPS === 0) return snapshot;
    return this.#cursorAt(steps).world;
  }

  /** Sixteen hexadecimal digits that name the run up to `steps` steps, its last world included. */
  hashAfter(steps: number): string {
    return hashText(chain(this.#trace.hashAfter(steps), this.#options.model.hash(this.worldAfter(steps))));
  }

  /** Forgets the steps after `steps` and replaces the script (entries already carried out must stay as they are). */
  rewrite(options: { readonly steps: number; readonly script: readonly A[] }): void {
    const world = this.worldAfter(options.steps);
    for (let index = 0; index < world.scriptIndex; index += 1) {
      invariant(options.script[index] === this.#script[index], 'what the script did already stays as it is');
    }
    this.#script = options.script;
    this.#trace.truncate(options.steps);
    this.#snapshots.length = Math.floor(options.steps / SNAPSHOT_EVERY_STEPS) + 1;
    this.#tip = new Cursor(this.#options.model, world, options.script);
    this.#atRest = this.#isAtRest();
    this.#seek = null;
  }

  /** A run of its own that shares the first `steps` steps. */
  fork(steps: number): Run<W, A> {
    const world = this.worldAfter(steps);
    const fork = new Run(this.#options);
    fork.#script = this.#script;
    fork.#trace = this.#trace.copy(steps, (count) => fork.#foldedHash(count));
    fork.#snapshots = this.#snapshots.slice(0, Math.floor(steps / SNAPSHOT_EVERY_STEPS) + 1);
    fork.#tip = new Cursor(this.#options.model, world, this.#script);
    fork.#atRest = fork.#isAtRest();
    return fork;
  }

  /** What the trace's hash takes of the worlds: snapshots are there for all of them. */
  #foldedHash(steps: number): Hash64 | null {
    if (steps % HASH_EVERY_STEPS !== 0) return null;
    return this.#options.model.hash(this.#snapshots[steps / SNAPSHOT_EVERY_STEPS] as W);
  }

  #environment(): Environment<A> {
    return { decider: this.#options.decider, script: this.#script };
  }

  #record(environment: Environment<A>): void {
    const source = this.#tip.nextSource();
    this.#tip.step(environment);
    const world = this.#tip.world;
    this.#trace.push({ at: world.now, source, sequence: world.sequence });
    if (this.#trace.length % SNAPSHOT_EVERY_STEPS !== 0) return;
    this.#snapshots.push(world);
    this.#atRest = this.#isAtRest();
  }

  /** Asked at snapshots only, so that a run ends at the same step however it came there. */
  #isAtRest(): boolean {
    const atSnapshot = this.#trace.length > 0 && this.#trace.length % SNAPSHOT_EVERY_STEPS === 0;
    return atSnapshot && this.#options.model.isAtRest(this.#tip.world, this.#script);
  }

  #cursorAt(steps: number): Cursor<W, A> {
    const base = Math.floor(steps / SNAPSHOT_EVERY_STEPS) * SNAPSHOT_EVERY_STEPS;
    if (this.#seek === null || this.#seek.steps > steps || this.#seek.steps < base) {
      const world = this.#snapshots[base / SNAPSHOT_EVERY_STEPS] as W;
      this.#seek = { steps: base, cursor: new Cursor(this.#options.model, world, this.#script) };
    }
    const environment = this.#environment();
    while (this.#seek.steps < steps) {
      this.#seek.cursor.step(environment);
      this.#seek.steps += 1;
    }
    return this.#seek.cursor;
  }
}
