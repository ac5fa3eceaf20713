import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import type { PlotData } from '../plot.ts';
import { durationSeries, timePlot } from '../plots.ts';
import { stepOf } from '../reading.ts';
import { DELAY_MILLIS, designOf, oneOrder, runs, trials, type Kind } from './scenario.ts';

const SECOND = 1_000_000;
/** Later than this after it is due, an order is closed late. */
const LATE_MICROS = SECOND;
/** Of all orders, so many percent have to be closed in time. */
export const PERCENT_LEAST = 95;
/** How far off a stated number of seconds may be. */
const SECONDS_TOLERANCE = 1;

/** An order from being placed to being closed. */
export interface Wait {
  readonly order: string;
  readonly placedAt: number;
  readonly placedStep: number;
  readonly dueAt: number;
  readonly closedAt: number | null;
  readonly closedStep: number;
}

export const kindOf = (order: string): Kind => (order.startsWith('s') ? 's' : 'n');

/** All orders of a run, in the order in which they were placed. */
export function waits(run: RunReader): readonly Wait[] {
  const all = new Map<string, Wait>();
  for (const each of run.operations) {
    if (each.f !== 'write' || each.type !== 'ok' || each.table !== 'orders') continue;
    const { order, at, step, state } = each;
    const known = all.get(order);
    if (known === undefined) {
      const dueAt = at + DELAY_MILLIS[kindOf(order)] * 1_000;
      all.set(order, { order, placedAt: at, placedStep: step, dueAt, closedAt: null, closedStep: -1 });
    } else if (state === 'closed' && known.closedAt === null) {
      all.set(order, { ...known, closedAt: at, closedStep: step });
    }
  }
  return [...all.values()];
}

export const waitOf = (run: RunReader, order: string): Wait | undefined =>
  waits(run).find((wait) => wait.order === order);

/** Never closed. */
export const forgotten = (run: RunReader): readonly Wait[] => waits(run).filter(({ closedAt }) => closedAt === null);

const isLate = ({ closedAt, dueAt }: Wait): boolean => closedAt === null || closedAt - dueAt > LATE_MICROS;

/** Closed late, or never. */
export const late = (run: RunReader): readonly Wait[] => waits(run).filter(isLate);

/** Seconds between the time at which an order was due and the time at which it was closed. */
export function lateSeconds(run: RunReader, order: string): number {
  const wait = waitOf(run, order);
  return ((wait?.closedAt ?? run.timeOf(run.steps)) - (wait?.dueAt ?? 0)) / SECOND;
}

export const worstSeconds = (run: RunReader): number =>
  Math.max(...waits(run).map(({ order }) => lateSeconds(run, order)));

export const percentInTime = (run: RunReader): number =>
  Math.floor(((waits(run).length - late(run).length) * 100) / waits(run).length);

/**
 * The first step at which an order is closed too late, or should have been and was not. Where orders are forgotten after a fault,
 * that is the fault: it took their waits, and the run may be over before they are due.
 */
function lateStep(run: RunReader): number {
  const times = late(run).map(({ dueAt }) => dueAt + LATE_MICROS);
  if (times.length === 0) return -1;
  const tooLate = Math.min(run.steps, run.stepAt(Math.min(...times)) + 1);
  const fault = forgotten(run).length === 0 ? -1 : stepOf(run, 'fault');
  return fault === -1 ? tooLate : Math.min(tooLate, fault);
}

/** What the learner says of an order. */
export const fate = (run: RunReader, order: string): string =>
  late(run).some((wait) => wait.order === order) ? 'late' : 'in-time';

/** Orders of the run that is predicted, in the order in which they are placed. */
export const PREDICTED = ['s1', 's2', 'n1', 's3', 'n2', 'n3'] as const;
/** The one that is late. */
export const BLOCKED = 's3';

/** What somebody believes who says so. */
function belief(settings: FormAnswer['settings'], run: RunReader): Outcome | null {
  const off = PREDICTED.filter((order) => settings[order] !== fate(run, order));
  if (off.length === 0) return null;
  if (off.includes(BLOCKED)) return wrong('own-clock');
  const ahead = off.find((order) => order === 's1' || order === 's2');
  if (ahead !== undefined) return wrong('nobody-in-front', { order: ahead });
  return wrong('all-behind', { order: off[0] ?? '' });
}

const whichLate: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => {
    const plan = runs['later'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  },
  judge({ settings, numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const outcome = belief(settings, run);
    if (outcome !== null) return outcome;
    const truth = lateSeconds(run, BLOCKED);
    const number = numbers['seconds'] ?? null;
    if (number !== null && Math.abs(number - truth) <= SECONDS_TOLERANCE)
      return { passed: true, parameters: { seconds: truth.toFixed(1) } };
    return wrong('number-off', { number: number ?? 0 });
  },
  leftGoal: lateStep,
};

/** Sale orders of which the completion asks. */
export const FEW = ['s1', 's2'] as const;

export const closedSeconds = (run: RunReader, order: string): number =>
  Math.round((waitOf(run, order)?.closedAt ?? 0) / SECOND);

/** The completion: when two sale orders leave a queue in which an ordinary one was first. */
const outOfQueue: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => {
    const plan = runs['few'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  },
  judge({ numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const off = FEW.find((order) => numbers[order] !== closedSeconds(run, order));
    if (off === undefined) return { passed: true, parameters: {} };
    const number = numbers[off] ?? 0;
    if (off === 's2') return wrong('second-off', { number });
    const due = Math.round((waitOf(run, off)?.dueAt ?? 0) / SECOND);
    return wrong(number === due ? 'alone' : 'first-off', { number });
  },
  leftGoal: lateStep,
};

/** What a design does wrong, when orders are closed late although nothing failed. */
const SLOW: Readonly<Record<string, string>> = {
  'one-queue': 'head-of-line',
  sleep: 'asleep',
  table: 'seldom',
};

const construct: Task<FormAnswer> = {
  kind: 'C',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => trials(designOf(settings), seed).map((scenario) => ({ scenario })),
  judge({ settings }, all) {
    const [calm] = all;
    if (calm === undefined) throw new Error('there are three runs');
    const mechanism = settings['mechanism'] ?? '';
    const measured = { late: late(calm).length, seconds: Math.round(worstSeconds(calm)) };
    if (percentInTime(calm) < PERCENT_LEAST) return wrong(SLOW[mechanism] ?? 'head-of-line', measured);
    const place = all.findIndex((run) => forgotten(run).length > 0);
    const bad = all[place];
    if (bad !== undefined) {
      const parameters = { lost: forgotten(bad).length };
      return { ...wrong(mechanism === 'memory' ? 'in-memory' : 'transient', parameters), place };
    }
    const tardy = all.findIndex((run) => percentInTime(run) < PERCENT_LEAST);
    if (tardy !== -1) return { ...wrong(SLOW[mechanism] ?? 'head-of-line', measured), place: tardy };
    return { passed: true, parameters: { percent: Math.min(...all.map(percentInTime)) } };
  },
  par: {
    unit: {
      en: 'seconds by which the latest order of the three runs is closed late',
      'zh-cn': '三种运行里，关得最晚的订单晚了几秒',
    },
    score: (_answer, all) => Math.max(...all.map(worstSeconds)),
    better: 'less',
  },
  leftGoal: lateStep,
  /**
   * A broker or a program of the shop that dies while an order waits. One queue, sleep and the table are late although nothing
   * fails: there is no fault to look for.
   */
  search({ settings }) {
    const design = designOf(settings);
    if (design.mechanism !== 'memory' && design.mechanism !== 'queue-per-delay') return null;
    return {
      scenario: oneOrder(design),
      promises: ['database-and-events-agree'],
      anomalies: ['orphan'],
      faults: { crash: 1 },
      targets: ['rabbit-1', 'checkout', ...(design.mechanism === 'memory' ? [] : ['closer'])],
      fromMillis: 1_100,
      untilMillis: 3_300,
      statesMax: 6_000,
    };
  },
};

/** How late each order was closed, by kind. */
function lateness(run: RunReader): PlotData {
  const spansOf = (kind: Kind) =>
    waits(run)
      .filter(({ order }) => kindOf(order) === kind)
      .map(({ dueAt, closedAt }) => ({ from: dueAt, to: closedAt }));
  return timePlot(run, {
    title: { en: 'How late each order was closed', 'zh-cn': '每个订单晚了多久才关闭' },
    unit: { en: 'ms', 'zh-cn': '毫秒' },
    predictedAs: 'time',
    series: [
      durationSeries({ en: 'sale orders (2 s to pay)', 'zh-cn': '秒杀订单（2 秒内付款）' }, spansOf('s')),
      durationSeries({ en: 'ordinary orders (12 s to pay)', 'zh-cn': '普通订单（12 秒内付款）' }, spansOf('n')),
    ],
  });
}

const placed = (order: string) => (run: RunReader) => waitOf(run, order)?.placedStep ?? -1;
const closed = (order: string) => (run: RunReader) => waitOf(run, order)?.closedStep ?? -1;
/** The first step after an order was due. */
const due = (order: string) => (run: RunReader) => run.stepAt(waitOf(run, order)?.dueAt ?? 0) + 1;

/** What became of the timers of ordinary orders in a restart. */
export function afterRestart(run: RunReader): string {
  const ordinary = waits(run).filter(({ order }) => kindOf(order) === 'n');
  if (ordinary.every(({ closedAt }) => closedAt === null)) return 'gone';
  return ordinary.some(isLate) ? 'again' : 'kept';
}

export const checks: LessonChecks = {
  tally: {
    count: (run) => ({ placed: waits(run).length, late: late(run).length }),
    broken: ({ late: count = 0 }) => Number(count) > 0,
    well: {
      en: '{placed} {placed|sale order|sale orders}, all closed two seconds after they were placed.',
      'zh-cn': '{placed} 个秒杀订单，都在下单两秒后关闭。',
    },
    harm: {
      en: '{late} of {placed} sale orders {late|was|were} closed more than a second late.',
      'zh-cn': '{placed} 个秒杀订单里，有 {late} 个晚了一秒以上才关闭。',
    },
  },
  moments: {
    hook: { start: placed('s2') },
    mixed: {
      decisive: due('s2'),
      first: placed('n1'),
      second: placed('s2'),
      due: due('s2'),
      out: closed('s2'),
      end: (run) => run.steps,
    },
    restart: { decisive: (run) => stepOf(run, 'fault'), end: (run) => run.steps },
  },
  predictions: {
    when: {
      run: 'mixed',
      truth: (run) => Math.round((waitOf(run, 's2')?.closedAt ?? 0) / SECOND),
      tolerance: SECONDS_TOLERANCE,
    },
    restart: { run: 'restart', truth: afterRestart },
  },
  tasks: { 'which-late': whichLate, construct, 'out-of-queue': outOfQueue },
  plots: { lateness },
  cards: {
    'head-of-line': { run: 'mixed', values: (run) => ({ seconds: Math.round(lateSeconds(run, 's2')) }) },
  },
};
