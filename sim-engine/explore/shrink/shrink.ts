/**
 * Makes a counter-example small: whatever can be left out, is. A smaller one is kept only when its run, taken by the timed
 * kernel from the beginning, still shows the same anomaly and needs no more faults.
 *
 * The result is minimal in each respect by itself: no single action, record, client or broker can be left out any more.
 * Leaves out: two changes that help only together.
 */
import { vocabularyOf } from '../../systems/vocabularies.ts';
import { exampleOf, type CounterExample } from '../counterExample.ts';
import { countDisturbances } from '../disturbance.ts';
import * as reductions from './reductions.ts';
import type { Reduction, Subject } from '../../systems/reduction.ts';

/** In this order, again and again, until none of them helps. Whole parts go first: what is gone need not be shortened. */
const BEFORE_PARTS: readonly Reduction[] = [reductions.dropActions, reductions.cutTail, reductions.dropClients];

/** After the parts that the system adds. */
const AFTER_PARTS: readonly Reduction[] = [
  reductions.dropBroker,
  reductions.dropScript,
  reductions.dropRecords,
  reductions.dropOrders,
  reductions.dropJitter,
  reductions.commute,
  reductions.roundTimes,
];

/** Rounds over all reductions; each but the last has made something smaller. */
const ROUNDS_MAX = 12;

export interface ShrinkOptions {
  /** Runs that may be tried. */
  readonly runsMax: number;
}

/** How far shrinking has come. */
export interface ShrinkProgress {
  readonly runs: number;
  readonly example: CounterExample;
}

/** Shrinks step by step: yields after every run that was tried, returns the smallest example found. */
export function* shrinking(start: CounterExample, options: ShrinkOptions): Generator<ShrinkProgress, CounterExample> {
  const parts = vocabularyOf(start.scenario).reductions.parts;
  const all = [...BEFORE_PARTS, ...parts, ...AFTER_PARTS];
  let example = start;
  let runs = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const before = example;
    for (const reduction of all) {
      let candidates = reduction(example)[Symbol.iterator]();
      for (let next = candidates.next(); next.done !== true; next = candidates.next()) {
        if (runs >= options.runsMax) return example;
        const smaller = tryOut(example, next.value);
        runs += 1;
        yield { runs, example: smaller ?? example };
        if (smaller === null) continue;
        example = smaller;
        candidates = reduction(example)[Symbol.iterator]();
      }
    }
    if (example === before) return example;
  }
  return example;
}

/** Shrinks at one go. */
export function shrink(start: CounterExample, options: ShrinkOptions): CounterExample {
  const steps = shrinking(start, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function tryOut(example: CounterExample, candidate: Subject): CounterExample | null {
  const smaller = exampleOf(candidate.scenario, candidate.actions, example.anomaly);
  if (smaller === null || countDisturbances(smaller) > countDisturbances(example)) return null;
  return smaller;
}
