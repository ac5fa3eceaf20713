import { callSpans } from '../../sim-engine/apps/measures/calls.ts';
import {
  acceptedOrders,
  effectCounts,
  mismatches,
  ordersSent,
  ordersWithRow,
  repeatedOrders,
} from '../../sim-engine/apps/measures/orders.ts';
import type { RecordedOperation } from '../../sim-engine/host/world.ts';
import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, RunReader, Task } from '../lesson.ts';
import { INCIDENTS, INCIDENT_NAMES, runs, type IncidentName } from './scenario.ts';

const EFFECT = 'made';
export const VICTIM = 'a3';

/** The first step at or after another at which an operation is recorded that fits; -1 when there is none. */
export function stepWhere(run: RunReader, fits: (operation: RecordedOperation) => boolean, from = 0): number {
  return run.operations.find((operation) => operation.step >= from && fits(operation))?.step ?? -1;
}

/** Orders in the order in which teas are made. */
export const made = (run: RunReader): readonly string[] =>
  run.operations.flatMap((each) => (each.f === 'effect' && each.type === 'ok' ? [each.order] : []));

export const madeSteps = (run: RunReader, order: string): readonly number[] =>
  run.operations.flatMap((each) =>
    each.f === 'effect' && each.type === 'ok' && each.order === order ? [each.step] : [],
  );

export const rowStep = (run: RunReader, table: string, order: string): number =>
  stepWhere(run, (each) => each.f === 'write' && each.type === 'ok' && each.table === table && each.order === order);

/** The step at which a consumer has a message in hand. */
export const handedStep = (run: RunReader, order: string, from = 0): number =>
  stepWhere(run, (each) => each.f === 'poll' && each.records.some(({ value }) => value === order), from);

export const crashSteps = (run: RunReader, process: string): readonly number[] =>
  run.operations.flatMap((each) => (each.f === 'crash' && each.process === process ? [each.step] : []));

/** The first crash of a machine at or after a step. */
const crashAfter = (run: RunReader, process: string, from: number): number =>
  from === -1 ? -1 : (crashSteps(run, process).find((step) => step >= from) ?? -1);

/** Messages that lie in the queue at the end, in hand or not. */
export const waiting = (run: RunReader): number =>
  run.observe(run.steps).logs.reduce((sum, { replicas }) => sum + (replicas[0]?.records.length ?? 0), 0);

/** Orders that customers were told ok for and that were never made. */
export const neverMade = (run: RunReader): readonly string[] => {
  const counts = effectCounts(run.operations, EFFECT);
  return [...acceptedOrders(run.operations, 'customers').keys()].filter((order) => !counts.has(order));
};

export const orphans = (run: RunReader): readonly string[] =>
  mismatches(ordersWithRow(run.operations, { table: 'orders' }), ordersSent(run.operations, 'orders')).orphans;

export const twice = (run: RunReader): readonly string[] => repeatedOrders(run.operations, EFFECT);

export const refused = (run: RunReader): number =>
  callSpans(run.operations, { process: 'customers' }).filter(({ outcome }) => outcome === 'fail').length;

const numberOf = (order: string): number => Number(order.slice(1));

/** The first order that was made before one that had come earlier; '' when there is none. */
export function overtaker(run: RunReader): string {
  const orders = made(run);
  const place = orders.findIndex((order, index) =>
    orders.slice(index + 1).some((later) => numberOf(later) < numberOf(order)),
  );
  return orders[place] ?? '';
}

export type Guarantee = 'loss' | 'twice' | 'order' | 'agree' | 'none';

/** Which guarantee a run has broken. */
export function brokenBy(run: RunReader): Guarantee {
  if (orphans(run).length > 0) return 'agree';
  if (neverMade(run).length > 0) return 'loss';
  if (twice(run).length > 0) return 'twice';
  return overtaker(run) === '' ? 'none' : 'order';
}

const tickets: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => INCIDENT_NAMES.map((name) => ({ scenario: { ...INCIDENTS[name], seed } })),
  judge({ settings }, finished) {
    const place = INCIDENT_NAMES.findIndex((name, index) => {
      const run = finished[index];
      return run !== undefined && settings[name] !== brokenBy(run);
    });
    const name = INCIDENT_NAMES[place];
    return name === undefined ? { passed: true, parameters: {} } : { ...wrong(name), place };
  },
  leftGoal: (run, place) => {
    const name = INCIDENT_NAMES[place];
    return name === undefined || name === 'overload' ? -1 : CAUSES[name](run);
  },
};

/** The step that caused it. */
export const CAUSES: Readonly<Record<Exclude<IncidentName, 'overload'>, (run: RunReader) => number>> = {
  /** From here on nobody has the order any more. */
  vanish: (run) => crashAfter(run, 'kitchen', handedStep(run, VICTIM)),
  /** From here on nobody will send the message. */
  orphan: (run) => crashAfter(run, 'checkout', rowStep(run, 'orders', VICTIM)),
  /** From here on the message will come again, and the tea has been made. */
  twice: (run) => crashAfter(run, 'kitchen', madeSteps(run, VICTIM)[0] ?? -1),
  /** From here on two orders race. */
  inverted: (run) => handedStep(run, overtaker(run)),
};

type Diagnosed = keyof typeof CAUSES;

/** What one sees at a step that is not the right one: the first line that fits. */
const MISTAKES: Readonly<Record<Diagnosed, (run: RunReader, step: number, cause: number) => string>> = {
  vanish: (run, step, cause) => {
    if (step !== cause && crashSteps(run, 'kitchen').includes(step)) return 'idle-crash';
    if (step > cause) return 'too-late';
    return step >= handedStep(run, VICTIM) ? 'in-hand' : 'too-early';
  },
  orphan: (run, step, cause) => {
    if (step !== cause && crashSteps(run, 'checkout').includes(step)) return 'clean-crash';
    if (step > cause) return 'too-late';
    return step >= rowStep(run, 'orders', VICTIM) ? 'half-done' : 'too-early';
  },
  twice: (run, step, cause) => {
    if (step === madeSteps(run, VICTIM)[1]) return 'symptom';
    if (step !== cause && crashSteps(run, 'kitchen').includes(step)) return 'harmless-crash';
    if (step > cause) return 'unavoidable';
    return step >= (madeSteps(run, VICTIM)[0] ?? 0) ? 'still-in-time' : 'too-early';
  },
  inverted: (run, step, cause) => {
    if (step === pausedStep(run)) return 'trigger';
    if (step === madeSteps(run, overtaker(run))[0]) return 'symptom';
    return step > cause ? 'too-late' : 'too-early';
  },
};

export const pausedStep = (run: RunReader): number =>
  run.milestones.find(({ sentence }) => sentence.params['operation'] === 'pause')?.step ?? -1;

const diagnose = (name: Diagnosed): Task<{ readonly step: number }> => ({
  kind: 'D',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: { ...INCIDENTS[name], seed } }],
  judge({ step }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const cause = CAUSES[name](run);
    if (step === cause) return { passed: true, parameters: { step } };
    return wrong(MISTAKES[name](run, step, cause), { step });
  },
});

/** Behind the message that comes again and again: all that wait, without itself. */
export const behind = (run: RunReader): number => waiting(run) - 1;

const SLACK = 2;

const sums: Task<FormAnswer> = {
  kind: 'E',
  unseen: 'none',
  plans: (_answer, seed) => [
    { scenario: { ...INCIDENTS.overload, seed } },
    { scenario: { ...(runs['poison'] as { readonly scenario: RunReader['scenario'] }).scenario, seed } },
  ],
  judge({ numbers }, [overload, poison]) {
    if (overload === undefined || poison === undefined) throw new Error('there are two runs');
    const given = numbers['refused'] ?? 0;
    if (given < refused(overload) - SLACK) return { ...wrong('too-few-refused', { given }), place: 0 };
    if (given > refused(overload) + SLACK) return { ...wrong('too-many-refused', { given }), place: 0 };
    if (numbers['behind'] !== behind(poison))
      return { ...wrong('behind', { given: numbers['behind'] ?? 0 }), place: 1 };
    return { passed: true, parameters: { refused: refused(overload) } };
  },
};

/** What becomes of everybody when the repeat of a3 is refused. */
function repeatOf(run: RunReader): 'fine' | 'second' | 'dropped' | 'blocked' {
  if (twice(run).length > 0) return 'second';
  return waiting(run) > 0 ? 'blocked' : 'fine';
}

const conflicts = (run: RunReader): readonly number[] =>
  run.operations.flatMap((each) => (each.f === 'write' && each.type === 'fail' ? [each.step] : []));

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => handedStep(run, VICTIM) },
    poison: {
      decisive: (run) => conflicts(run)[0] ?? -1,
      end: (run) => run.steps,
      made: (run) => madeSteps(run, VICTIM)[0] ?? -1,
      crashed: (run) => crashSteps(run, 'kitchen')[0] ?? -1,
      again: (run) => handedStep(run, VICTIM, crashSteps(run, 'kitchen')[0]),
      refused: (run) => conflicts(run)[0] ?? -1,
      refusedAgain: (run) => conflicts(run)[1] ?? -1,
    },
  },
  predictions: { repeat: { run: 'poison', truth: repeatOf } },
  tasks: {
    tickets,
    inverted: diagnose('inverted'),
    vanish: diagnose('vanish'),
    orphan: diagnose('orphan'),
    twice: diagnose('twice'),
    sums,
  },
  cards: {
    'refused-or-lost': { run: 'overload', values: (run) => ({ refused: refused(run) }) },
  },
  tally: {
    count: (run) => ({
      told: acceptedOrders(run.operations, 'customers').size,
      made: made(run).length,
      names: neverMade(run).join(', '),
    }),
    broken: ({ names }) => names !== '',
    well: {
      en: '{told} customers were told ok, {made} teas made.',
      'zh-cn': '答应了 {told} 位顾客，做了 {made} 杯。',
    },
    harm: {
      en: '{told} customers were told ok, {made} {made|tea|teas} made. Missing: {names}.',
      'zh-cn': '答应了 {told} 位顾客，做了 {made} 杯。缺：{names}。',
    },
  },
};
