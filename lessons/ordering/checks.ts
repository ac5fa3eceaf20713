import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import type { PlotData } from '../plot.ts';
import { durationSeries, timePlot, type Span } from '../plots.ts';
import { faultsIn, sentStep, stepOf } from '../reading.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import { affine, ALL, designOf, oneOrder, runs, trials, WORK_MICROS, WORKERS } from './scenario.ts';

/** The order that is watched where one worker is slow. */
export const WATCHED = 'b';
/** A repaired design is at least so fast as this share of the one that it replaces. */
export const PERCENT_LEAST = 70;
export const FAULTS_MAX = 1;

interface Done {
  readonly value: string;
  readonly at: number;
  readonly step: number;
  readonly worker: string;
}

/** Messages in the order in which their work was done, each the first time. */
export function done(run: RunReader): readonly Done[] {
  const seen = new Set<string>();
  return run.operations.flatMap((each) => {
    if (each.f !== 'apply' || each.type !== 'ok' || seen.has(each.record.value)) return [];
    seen.add(each.record.value);
    return [{ value: each.record.value, at: each.at, step: each.step, worker: each.consumer ?? '' }];
  });
}

const orderOf = (value: string): string => value.slice(0, 1);
const numberOf = (value: string): number => Number(value.slice(1));

/** Messages whose work was done although an earlier one of the same order was not, in the order of time. */
export function overtaking(run: RunReader): readonly Done[] {
  const next = new Map<string, number>();
  return done(run).filter(({ value }) => {
    const order = orderOf(value);
    const expected = next.get(order) ?? 1;
    if (numberOf(value) === expected) next.set(order, expected + 1);
    return numberOf(value) > expected;
  });
}

/** Orders that were turned around. */
export const turned = (run: RunReader): readonly string[] => [
  ...new Set(overtaking(run).map(({ value }) => orderOf(value))),
];

/** The order in which the work of an order was done, as numbers: `213`. */
export const heard = (run: RunReader, order: string): string =>
  done(run)
    .flatMap(({ value }) => (orderOf(value) === order ? [numberOf(value)] : []))
    .join('');

export function doneStep(run: RunReader, value: string): number {
  return done(run).find((each) => each.value === value)?.step ?? -1;
}

/** The step in which a worker is given a message for the first time. */
export function givenStep(run: RunReader, value: string): number {
  const found = run.operations.find(
    (each) => each.f === 'poll' && each.records.some((record) => record.value === value),
  );
  return found?.step ?? -1;
}

/** Who is given a message first. */
export function givenTo(run: RunReader, value: string): string {
  const found = run.operations.find(
    (each) => each.f === 'poll' && each.records.some((record) => record.value === value),
  );
  return found?.process ?? '';
}

/** From the first message to the last work, in microseconds. */
function makespan(run: RunReader): number {
  return (done(run).at(-1)?.at ?? run.timeOf(run.steps)) - run.timeOf(sentStep(run, 'a1'));
}

/** How fast a run was, in percent of two workers who never stand idle. */
export const percentOf = (run: RunReader): number =>
  done(run).length < ALL ? 0 : Math.round((ALL * WORK_MICROS * 100) / WORKERS / makespan(run));

/** A worker whose process ends gives back what it has. */
const ENDS: readonly string[] = ['crash', 'powerLoss'];
/** These leave the worker at its work, and at most hide from RabbitMQ that it was done. */
const UNHEARD: readonly string[] = ['cutOneWay', 'hold', 'loseResponse', 'diskLoss'];
const ADMIN: readonly string[] = [
  'publish',
  'configure',
  'stopNode',
  'purgeQueue',
  'addBinding',
  'deleteBinding',
  'setMemoryAlarm',
  'setDiskAlarm',
  'clearMemoryAlarm',
  'clearDiskAlarm',
  'transferLeader',
  'syncMirror',
];

/** Why a script that keeps to the rules turned nothing around. */
function whyInOrder({ operation, arguments: given }: Action): Outcome {
  const touched = ['node', 'from', 'to', 'a', 'b'].flatMap((name) => (name in given ? [String(given[name])] : []));
  const node = touched.find((name) => name.startsWith('worker'));
  if (node === undefined) return wrong('nobody-in-front', { node: touched[0] ?? operation });
  if (ENDS.includes(operation)) return wrong('given-back', { node });
  return wrong(UNHEARD.includes(operation) && given['to'] !== node ? 'done-all-the-same' : 'nothing-behind', { node });
}

const turnOne: Task<{ readonly actions: readonly Action[] }> = {
  kind: 'B',
  unseen: 'for-information',
  plans: ({ actions }, seed) => {
    const plan = runs['shop'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed }, actions }];
  },
  judge({ actions }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const operator = actions.find(({ operation }) => ADMIN.includes(operation));
    if (operator !== undefined) return wrong('operator', { operation: operator.operation });
    const faults = faultsIn(actions);
    const [fault] = faults;
    if (fault === undefined) return wrong('nothing');
    if (faults.length > FAULTS_MAX) return wrong('too-many', { used: faults.length });
    const [first] = overtaking(run);
    if (first === undefined) return whyInOrder(fault);
    return { passed: true, parameters: { value: first.value, turned: turned(run).length } };
  },
  leftGoal: (run) => overtaking(run)[0]?.step ?? -1,
};

/** Which part of a design lets orders be turned around. */
function culprit(settings: FormAnswer['settings']): string {
  if (settings['route'] === 'by-kind') return 'by-kind';
  if (settings['route'] === 'in-turn') return 'in-turn';
  if (settings['route'] === 'by-order') return 'shared';
  return settings['prefetch'] === '1' ? 'prefetch' : 'competing';
}

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => trials(designOf(settings), seed).map((scenario) => ({ scenario })),
  judge({ settings }, [freeze, death, rush]) {
    if (freeze === undefined || death === undefined || rush === undefined) throw new Error('there are three runs');
    const accidents = [freeze, death, rush];
    const place = accidents.findIndex((run) => turned(run).length > 0);
    const bad = accidents[place];
    if (bad !== undefined) {
      const [first] = overtaking(bad);
      return { ...wrong(culprit(settings), { turned: turned(bad).length, value: first?.value ?? '' }), place };
    }
    const left = ALL - done(death).length;
    if (left > 0) return { ...wrong('no-heir', { left }), place: 1 };
    const percent = percentOf(rush);
    if (percent < PERCENT_LEAST) return { ...wrong('one-at-a-time', { percent }), place: 2 };
    return { passed: true, parameters: { percent } };
  },
  par: {
    unit: {
      en: 'percent of the speed of two workers who never stand idle',
      'zh-cn': '相当于两个工作进程一刻不停时的百分之几',
    },
    score: (_answer, [, , rush]) => (rush === undefined ? 0 : percentOf(rush)),
    better: 'more',
  },
  leftGoal: (run) => overtaking(run)[0]?.step ?? -1,
  /** A worker that dies or stands still, while it has a message of the order in hand. */
  search({ settings }) {
    const scenario = oneOrder(designOf(settings));
    return {
      scenario,
      promises: ['order-per-key'],
      anomalies: ['nonmonotonic-poll'],
      faults: { pause: 1, crash: 1 },
      targets: scenario.topology.consumers.map(({ name }) => name),
      fromMillis: 990,
      untilMillis: 1_500,
      statesMax: 8_000,
    };
  },
};

/** Messages of which the completion asks: another of the same order, and one of another order. */
export const NEXT_ONES = ['c2', 'd2'] as const;

/** Who gets a message, and whether before or after the worker that stands still goes on. */
export function whoAndWhen(run: RunReader, value: string): string {
  const goesOn = run.scenario.faults.find(({ operation }) => operation === 'resume')?.at ?? 0;
  return `${givenTo(run, value)}-${run.timeOf(givenStep(run, value)) < goesOn ? 'now' : 'later'}`;
}

/** The completion: who gets which message when the order decides about the queue. */
const affinity: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: { ...affine, seed } }],
  judge({ settings }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const off = NEXT_ONES.find((value) => settings[value] !== whoAndWhen(run, value));
    return off === undefined ? { passed: true, parameters: {} } : wrong(`${off}-${settings[off] ?? ''}`);
  },
};

/** How long each message took until its work was done, by worker. */
function byWorker(run: RunReader): PlotData {
  const all = done(run);
  const workers = [...new Set(all.map(({ worker }) => worker))].toSorted();
  const spanOf = ({ value, at }: Done): Span => ({ from: run.timeOf(sentStep(run, value)), to: at });
  return timePlot(run, {
    title: { en: 'From the shop to the work done', 'zh-cn': '从店铺发出到处理完' },
    unit: { en: 'ms', 'zh-cn': '毫秒' },
    series: workers.map((worker) =>
      durationSeries({ en: worker, 'zh-cn': worker }, all.filter((each) => each.worker === worker).map(spanOf)),
    ),
  });
}

/** Where the messages were that the crash gave back: did a later one of the same order pass them? */
function afterCrash(run: RunReader): string {
  return turned(run).length === 0 ? 'kept' : 'held-elsewhere';
}

/** The next step in which somebody is given a message. */
function givenAfter(run: RunReader, step: number): number {
  return run.operations.find((each) => each.f === 'poll' && each.step > step)?.step ?? -1;
}

const crashStep = (run: RunReader): number => stepOf(run, 'fault');

export const checks: LessonChecks = {
  tally: {
    count: (run) => ({ turned: turned(run).length, done: done(run).length }),
    broken: ({ turned: count = 0 }) => Number(count) > 0,
    well: {
      en: '{done} {done|message|messages} done, every order in its order.',
      'zh-cn': '处理完 {done} 条消息，每个订单的先后都没错。',
    },
    harm: {
      en: '{turned} {turned|order was|orders were} turned around.',
      'zh-cn': '有 {turned} 个订单的先后颠倒了。',
    },
  },
  moments: {
    hook: { start: (run) => givenStep(run, 'c2') },
    slow: {
      decisive: (run) => overtaking(run)[0]?.step ?? -1,
      first: (run) => givenStep(run, 'b1'),
      second: (run) => givenStep(run, 'b2'),
      overtaken: (run) => doneStep(run, 'b2'),
      late: (run) => doneStep(run, 'b1'),
      end: (run) => run.steps,
    },
    requeue: {
      decisive: crashStep,
      overtaken: (run) => overtaking(run)[0]?.step ?? -1,
    },
    shop: { start: (run) => givenStep(run, 'c1') },
    single: {
      given: (run) => givenStep(run, 'a1'),
      decisive: crashStep,
      heir: (run) => givenAfter(run, crashStep(run)),
      end: (run) => run.steps,
    },
  },
  predictions: {
    slow: { run: 'slow', truth: (run) => (heard(run, WATCHED) === '123' ? 'fifo' : 'swapped') },
    requeue: { run: 'requeue', truth: afterCrash },
  },
  tasks: { 'turn-one': turnOne, repair, affinity },
  plots: { 'by-worker': byWorker },
  cards: {
    'two-workers': { run: 'slow', values: (run) => ({ turned: turned(run).length }) },
  },
};
