/**
 * How a lesson's claims are written down: over the runs they are about, with `expect` for what must hold. Pure: no test runner,
 * so a claim can be checked anywhere. What does not hold throws an error that says what was found.
 */
import type { Claim, LessonChecks, RunPlan, RunReader } from './lesson.ts';
import { copies, holds } from './reading.ts';
import { runPlan } from './running.ts';
import type { LessonMeta } from './schema.ts';
import { unseenSeeds } from './seeds.ts';
import { kafkaVocabulary } from '../sim-engine/systems/kafka/vocabulary.ts';

export { runPlan };

interface Asked {
  readonly meta: LessonMeta;
  readonly runs: Readonly<Record<string, RunPlan>>;
  readonly checks: LessonChecks;
}

/** What claims of a lesson ask of its runs. */
export function about({ meta, runs, checks }: Asked) {
  const planOf = (name: string, seed: number): RunPlan => {
    const plan = runs[name];
    if (plan === undefined) throw new Error(`the lesson ${meta.id} has no run named ${name}`);
    return { ...plan, scenario: { ...plan.scenario, seed } };
  };
  const seeds: readonly number[] = [meta.seeds.public, ...unseenSeeds(meta)];
  const runOf = (name: string, seed: number = meta.seeds.public): RunReader => runPlan(planOf(name, seed)).run;
  return {
    /** The public seed first, then those that learners have not seen. */
    seeds,
    runOf,
    /** For claims that ask this among other things; else `every`. */
    everySeed(name: string, holdsFor: (run: RunReader) => void): void {
      for (const seed of seeds) holdsFor(runOf(name, seed));
    },
    /** The step of a moment in a run. */
    moment(name: string, which: string, run: RunReader): number {
      const find = checks.moments[name]?.[which];
      if (find === undefined) throw new Error(`the run ${name} has no moment named ${which}`);
      return find(run);
    },
  };
}

/** Of a named run, under the public seed and all unseen ones. */
export const every = (run: string, holdsFor: (run: RunReader) => boolean | void): Claim => ({
  runs: run,
  holds: holdsFor,
});

/** Of no run in particular, or of runs that it makes itself. */
export const once = (holdsThen: () => boolean | void): Claim => ({
  runs: () => [],
  seeds: 'public',
  holds: () => holdsThen(),
});

export const seconds = (run: RunReader, step: number): number => run.timeOf(step) / 1_000_000;
/** Names of the machines that hold a record after a step. */
export const holders = (run: RunReader, step: number, value: string): readonly string[] =>
  copies(run, step).flatMap((copy) => (holds(copy, value) ? [copy.node] : []));
export const highWatermark = (run: RunReader, step: number, node: string): number =>
  copies(run, step).find((copy) => copy.node === node)?.highWatermark ?? -1;

/** Kafka's own value of a setting. */
export function kafkaDefault(name: string): unknown {
  const { broker, topic, producer } = kafkaVocabulary.settings.definitions;
  return [...producer, ...topic, ...broker].find((definition) => definition.name === name)?.default;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Structural equality; a missing property is one that is undefined. `part`: properties that are not expected do not matter. */
function agrees(actual: unknown, expected: unknown, extent: 'whole' | 'part'): boolean {
  if (Object.is(actual, expected)) return true;
  if (!isRecord(actual) || !isRecord(expected)) return false;
  if (actual instanceof Set || expected instanceof Set) {
    return actual instanceof Set && expected instanceof Set && agrees([...actual].sort(), [...expected].sort(), extent);
  }
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length) return false;
  const names = extent === 'part' ? Object.keys(expected) : [...Object.keys(actual), ...Object.keys(expected)];
  return names.every((name) => agrees(actual[name], expected[name], extent));
}

const said = (value: unknown): string =>
  value instanceof Set ? said([...value]) : (JSON.stringify(value) ?? 'undefined');

/** Like the `expect` of test runners, with the few comparisons that claims need. @throws when it does not hold */
export function expect(actual: unknown, hint = '') {
  const must = (holdsNow: boolean, what: string, expected: unknown): void => {
    if (!holdsNow) throw new Error(`${hint === '' ? '' : `${hint}: `}${said(actual)} ${what} ${said(expected)}`);
  };
  const number = Number(actual);
  const list = Array.isArray(actual) ? (actual as readonly unknown[]) : [];
  return {
    toBe: (expected: unknown) => must(Object.is(actual, expected), 'is not', expected),
    toEqual: (expected: unknown) => must(agrees(actual, expected, 'whole'), 'is not', expected),
    toMatchObject: (expected: object) => must(agrees(actual, expected, 'part'), 'does not match', expected),
    toContain: (expected: unknown) => must(list.includes(expected), 'does not contain', expected),
    toContainMatch: (expected: object) =>
      must(
        list.some((each) => agrees(each, expected, 'part')),
        'has nothing that matches',
        expected,
      ),
    toBeGreaterThan: (least: number) => must(number > least, 'is not greater than', least),
    toBeGreaterThanOrEqual: (least: number) => must(number >= least, 'is less than', least),
    toBeLessThan: (most: number) => must(number < most, 'is not less than', most),
    toBeLessThanOrEqual: (most: number) => must(number <= most, 'is greater than', most),
    /** Up to half a unit of this decimal place. */
    toBeCloseTo: (expected: number, digits = 2) =>
      must(Math.abs(number - expected) < 0.5 / 10 ** digits, 'is not close to', expected),
    not: {
      toBe: (expected: unknown) => must(!Object.is(actual, expected), 'is', expected),
      toContain: (expected: unknown) => must(!list.includes(expected), 'contains', expected),
      toHaveProperty: (name: string) => must(!isRecord(actual) || !(name in actual), 'has', name),
    },
  };
}
