/** A world under way: it takes its steps in the order of time. Used by runs, by replays and by searches. */
import { EventQueue } from './eventQueue.ts';
import { invariant } from './invariant.ts';
import type { Environment, Model, ScriptEntry, TouchedSources, WorldBase } from './model.ts';
import { NEVER, type Micros } from './time.ts';

/** Steps forward only. */
export class Cursor<W extends WorldBase, A extends ScriptEntry> {
  readonly #model: Model<W, A>;
  readonly #queue: EventQueue;
  readonly #touched: TouchedSources = [];
  world: W;

  constructor(model: Model<W, A>, world: W, script: readonly A[]) {
    this.#model = model;
    this.#queue = new EventQueue(model.sourceCount);
    this.world = world;
    this.reschedule(script);
  }

  /** Goes on from another world: cheaper than a new cursor, for those who look at many worlds. */
  restart(world: W, script: readonly A[]): this {
    this.world = world;
    this.reschedule(script);
    return this;
  }

  reschedule(script: readonly A[]): void {
    this.#queue.clear();
    for (let source = 0; source < this.#model.sourceCount; source += 1) {
      this.#model.schedule(this.world, source, script, this.#queue);
    }
  }

  nextSource(): number {
    return this.#queue.first();
  }

  nextTime(): Micros {
    const source = this.#queue.first();
    return source === -1 ? NEVER : Math.max(this.world.now, this.#queue.timeOf(source));
  }

  step(environment: Environment<A>): void {
    const source = this.#queue.first();
    const at = this.nextTime();
    invariant(at < NEVER, 'a step needs something pending');
    this.#touched.length = 0;
    this.world = this.#model.step(this.world, source, at, environment, this.#touched);
    for (const touched of this.#touched) this.#model.schedule(this.world, touched, environment.script, this.#queue);
  }
}
