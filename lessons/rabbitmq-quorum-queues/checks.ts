import type { LessonChecks, Outcome, Parameters, RunReader, FormAnswer, Task } from '../lesson.ts';
import { acknowledgedStep, faultStep, lost, queuesHolding, sentStep, stepOf } from '../reading.ts';
import { ACCIDENTS, completed, GRAVEYARD, KITCHEN, oneOrder, runs, shopWith, SMALL_LIMIT } from './scenario.ts';

/** The order that no cook's program can read. */
export const POISON = 'x1';
/** An order is late when it is made more than so many seconds after it was sent. */
export const LATE_SECONDS = 2;

const MICROS_PER_SECOND = 1_000_000;

const wrong = (name: string, parameters: Parameters = {}): Outcome => ({ passed: false, wrong: name, parameters });

/** Steps in which the cook is given a message. */
export function deliveredSteps(run: RunReader, value: string): readonly number[] {
  return run.operations.flatMap((each) =>
    each.f === 'poll' && each.records.some((record) => record.value === value) ? [each.step] : [],
  );
}

/** Steps in which the work on a message is done: its effect is there. */
export function madeSteps(run: RunReader, value: string): readonly number[] {
  return run.operations.flatMap((each) =>
    each.f === 'apply' && each.type === 'ok' && each.record.value === value ? [each.step] : [],
  );
}

/** The first step in which a sentence is told, also of one message only; -1 when it never is. */
export function toldStep(run: RunReader, key: string, value?: string): number {
  const found = run.milestones.find(
    ({ sentence }) => sentence.key === key && (value === undefined || sentence.params['value'] === value),
  );
  return found?.step ?? -1;
}

/** The step in which the queue sees that a message has come back too often. */
export const deathStep = (run: RunReader): number => toldStep(run, 'rabbit.queue.delivery-limit', POISON);

/** Values that have been sent, in the order in which they were. */
export function sent(run: RunReader): readonly string[] {
  return run.operations.flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));
}

const isGood = (value: string): boolean => value !== POISON;

/** Good orders among some. */
export const good = (values: readonly string[]): readonly string[] => values.filter(isGood);

/** What lies in a queue at the end of a run. */
export function leftIn(run: RunReader, queue: string): readonly string[] {
  return sent(run).filter((value) => queuesHolding(run, run.steps, value).includes(queue));
}

/** Orders that nobody has: not made, and in no queue at the end of a run. */
export function vanished(run: RunReader): readonly string[] {
  return sent(run).filter(
    (value) => madeSteps(run, value).length === 0 && queuesHolding(run, run.steps, value).length === 0,
  );
}

/** Seconds between the moment at which an order is sent and that at which it is made; infinite when it is not. */
function waitOf(run: RunReader, value: string): number {
  const [made] = madeSteps(run, value);
  if (made === undefined) return Infinity;
  return (run.timeOf(made) - run.timeOf(sentStep(run, value))) / MICROS_PER_SECOND;
}

/** The wait that 99 of 100 good orders do not exceed, in seconds (nearest rank). */
export function p99Seconds(run: RunReader): number {
  const waits = good(sent(run))
    .map((value) => waitOf(run, value))
    .sort((left, right) => left - right);
  return waits[Math.ceil((waits.length * 99) / 100) - 1] ?? 0;
}

/** What has become of x1 at the end of a run. */
function fateOf(run: RunReader): string {
  if (lost(run).includes(POISON)) return 'dropped';
  if (leftIn(run, KITCHEN).includes(POISON)) return 'forever';
  return leftIn(run, GRAVEYARD).includes(POISON) ? 'aside' : 'made';
}

/** The first confirm after a step. */
function nextConfirm(run: RunReader, from: number): number {
  const found = run.operations.find((each) => each.f === 'send' && each.type === 'ok' && each.step > from);
  return found?.step ?? -1;
}

/** The first order that is sent after a step. */
export function nextSent(run: RunReader, from: number): string {
  const found = run.operations.find((each) => each.f === 'send' && each.type === 'invoke' && each.step > from);
  return found?.f === 'send' ? found.value : '';
}

const twoDown = (run: RunReader): number => faultStep(run, 'crash', 'rabbit-2');

/** An order that is sent while two nodes of three are away. */
export const stranded = (run: RunReader): string => nextSent(run, twoDown(run));

// --- the repair ---

/** Why confirmed orders are gone, by what was chosen; what is to be mended first stands first. */
function whyLost(settings: FormAnswer['settings']): string {
  const chosen = completed(settings);
  if (chosen['acknowledges'] === 'automatic') return 'automatic';
  if (chosen['acknowledges'] === 'before-processing') return 'before';
  if (chosen['x-queue-type'] === 'classic') return 'classic';
  if (chosen['publisher-confirms'] === 'none') return 'unconfirmed';
  if (chosen['x-dead-letter-exchange'] === 'none') return 'nothing';
  return chosen['x-dead-letter-strategy'] === 'at-most-once' ? 'at-most-once' : 'drop-head';
}

/** Why x1 goes round and round. */
function whyForever(settings: FormAnswer['settings']): string {
  const chosen = completed(settings);
  if (chosen['x-queue-type'] === 'classic') return 'classic';
  if (chosen['x-delivery-limit'] === '-1') return 'no-limit';
  return chosen['gives back by'] === 'basic.nack' ? 'nack' : 'higher-limit';
}

/** Why good orders wait. */
function whyLate(settings: FormAnswer['settings']): string {
  return completed(settings)['x-delayed-retry-type'] === 'disabled' ? 'head-of-line' : 'not-delayed';
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => ACCIDENTS.map((accident) => ({ scenario: shopWith({ settings, accident, seed }) })),
  judge({ settings, numbers }, accidents) {
    const [returned] = accidents;
    if (returned === undefined) throw new Error('there is a run for every accident');
    const gone = sum(accidents.map((run) => vanished(run).length));
    const rounds = Math.max(...accidents.map((run) => deliveredSteps(run, POISON).length));
    if (gone > 0) return wrong(whyLost(settings), { lost: gone, rounds });
    if (accidents.some((run) => fateOf(run) === 'forever')) return wrong(whyForever(settings), { rounds });
    const innocents = sum(accidents.map((run) => good(leftIn(run, GRAVEYARD)).length));
    if (innocents > 0) return wrong('innocents', { innocents });
    const late = Math.max(...accidents.map(p99Seconds));
    if (late >= LATE_SECONDS) return wrong(whyLate(settings), { seconds: Math.round(late * 10) / 10 });
    const number = numbers['deliveries'] ?? null;
    if (number === null) return wrong('no-number');
    if (number === deliveredSteps(returned, POISON).length) return { passed: true, parameters: { number } };
    return wrong(number === 20 ? 'off-by-one' : 'number-off', { number });
  },
  /** A machine that dies while an order is on its way: its node, the queue’s leader, or the cook. What x1 does needs no fault. */
  search: ({ settings }) => ({
    scenario: oneOrder(settings),
    promises: ['no-lost-write'],
    anomalies: ['lost-write'],
    faults: { crash: 1 },
    targets: ['rabbit-1', 'cook'],
    fromMillis: 990,
    untilMillis: 1_240,
    statesMax: 6_000,
  }),
};

/** An order that waits behind x1 in the hands of the cook. */
export const BYSTANDER = 'a4';
/** Three programs under the same small limit: one rejects, one says nack, one crashes with everything in hand. */
const PROGRAMS = ['limited-reject', 'limited-nack', 'limited-crash'] as const;

/** The completion: what counts. */
const counts: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) =>
    PROGRAMS.map((name) => {
      const plan = runs[name] as { readonly scenario: RunReader['scenario'] };
      return { scenario: { ...plan.scenario, seed } };
    }),
  judge({ settings, numbers }, [rejects, nacks, crashes]) {
    if (rejects === undefined || nacks === undefined || crashes === undefined) throw new Error('there are three runs');
    const { deliveries = null } = numbers;
    if (deliveries !== deliveredSteps(rejects, POISON).length) {
      return { ...wrong(deliveries === SMALL_LIMIT ? 'limit-is-not-all' : 'count-off'), place: 0 } as Outcome;
    }
    if (settings['nack'] !== fateOf(nacks)) return { ...wrong('nack-counts'), place: 1 } as Outcome;
    const bystander = lost(crashes).includes(BYSTANDER) ? 'dropped' : 'made';
    if (settings['bystander'] !== bystander) return { ...wrong('spared'), place: 2 } as Outcome;
    return { passed: true, parameters: {} };
  },
  leftGoal: (run, place) => (place === 1 ? run.steps : deathStep(run)),
};

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => acknowledgedStep(run, 'a2') },
    poison: {
      decisive: (run) => sentStep(run, POISON),
      confirmed: (run) => acknowledgedStep(run, POISON),
      first: (run) => deliveredSteps(run, POISON)[0] ?? -1,
      back: (run) => toldStep(run, 'rabbit.consumer.requeued-poison', POISON),
      again: (run) => deliveredSteps(run, POISON)[1] ?? -1,
      last: (run) => deliveredSteps(run, POISON).at(-1) ?? -1,
      dead: deathStep,
      end: (run) => run.steps,
    },
    nack: { decisive: (run) => sentStep(run, POISON), end: (run) => run.steps },
    rush: {
      decisive: (run) => deliveredSteps(run, POISON)[0] ?? -1,
      end: (run) => run.steps,
    },
    slow: {
      delivered: (run) => deliveredSteps(run, 'a1')[0] ?? -1,
      timeout: (run) => stepOf(run, 'timeout', { key: 'rabbit.consumer.timeout' }),
      made: (run) => madeSteps(run, 'a1')[0] ?? -1,
      again: (run) => deliveredSteps(run, 'a1')[1] ?? -1,
      twice: (run) => madeSteps(run, 'a1')[1] ?? -1,
      end: (run) => run.steps,
    },
    nodes: {
      stored: (run) => acknowledgedStep(run, 'a1'),
      oneDown: (run) => faultStep(run, 'crash', 'rabbit-1'),
      elected: (run) => stepOf(run, 'election', { from: faultStep(run, 'crash', 'rabbit-1') }),
      goesOn: (run) => nextConfirm(run, stepOf(run, 'election', { from: faultStep(run, 'crash', 'rabbit-1') })),
      twoDown,
      waits: (run) => sentStep(run, stranded(run)),
      late: (run) => acknowledgedStep(run, stranded(run)),
    },
  },
  predictions: {
    fate: { run: 'poison', truth: fateOf },
    nack: { run: 'nack', truth: fateOf },
    innocents: { run: 'rush', truth: (run) => good(lost(run)).length },
  },
  tasks: { counts, repair },
};
