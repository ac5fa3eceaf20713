import { isWithin, wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import { percentileOf } from '../percentile.ts';
import type { PlotData } from '../plot.ts';
import { durationSeries, levelSeries, timePlot } from '../plots.ts';
import { sentStep } from '../reading.ts';
import { alone, LONE, NAP_SECONDS, pulledWith, QUICK, shopWith, SLOW } from './scenario.ts';

const FIRST = 'a1';
/** No worker's orders may wait longer than twice as long as those of another. */
const SKEW_MAX = 2;
/** 99 of 100 orders are begun with after this, at the latest. */
export const WAIT_MILLIS_MAX = 250;
/** So many orders may wait longer than a second on account of the nap. */
export const STUCK_MAX = 3;
/** Orders sent before this have nothing to do with the nap. */
const CALM_MICROS = (NAP_SECONDS - 0.3) * 1_000_000;

/** An order on its way to a worker, in microseconds. */
interface Wait {
  readonly value: string;
  readonly worker: string;
  readonly sentAt: number;
  /** It is in the worker's hands, where nobody else can do it. */
  readonly heldAt: number;
  /** The worker begins with it; null: not before the run ends. */
  readonly begunAt: number | null;
  readonly doneAt: number | null;
}

/** Every order that a worker was given. A worker takes them one after the other, in the order in which it got them. */
export function waits(run: RunReader): readonly Wait[] {
  const sent = new Map<string, number>();
  const done = new Map<string, number>();
  for (const each of run.operations) {
    if (each.f === 'send' && each.type === 'invoke') sent.set(each.value, each.at);
    if (each.f === 'apply' && each.type === 'ok') done.set(each.record.value, each.at);
  }
  const freeAt = new Map<string, number | null>();
  return run.operations.flatMap((each) => {
    if (each.f !== 'poll') return [];
    return each.records.map(({ value }) => {
      const free = freeAt.get(each.process) ?? (freeAt.has(each.process) ? null : 0);
      const doneAt = done.get(value) ?? null;
      freeAt.set(each.process, doneAt);
      const begunAt = free === null ? null : Math.max(free, each.at);
      return { value, worker: each.process, sentAt: sent.get(value) ?? 0, heldAt: each.at, begunAt, doneAt };
    });
  });
}

const sentOrders = (run: RunReader): readonly string[] =>
  run.operations.flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));

/** How many orders a worker was given. */
export const givenTo = (run: RunReader, worker: string): number =>
  waits(run).filter((wait) => wait.worker === worker).length;

/** How long a wait was, in milliseconds; one that never ended lasts as long as the run. */
const lengthOf = (run: RunReader, { sentAt, begunAt }: Wait): number =>
  ((begunAt ?? run.timeOf(run.steps)) - sentAt) / 1_000;

/** 99 of 100 orders of some workers waited no longer than this, in milliseconds. */
export function waitMillis(run: RunReader, workers: readonly string[], sentBefore = Infinity): number {
  const lengths = waits(run).filter(({ worker, sentAt }) => workers.includes(worker) && sentAt < sentBefore);
  const ascending = lengths.map((wait) => lengthOf(run, wait)).toSorted((left, right) => left - right);
  return Math.round(percentileOf(ascending, 99) ?? 0);
}

/** Orders that nobody has done when the run ends. */
export function undone(run: RunReader): readonly string[] {
  const done = new Set(waits(run).flatMap(({ value, doneAt }) => (doneAt === null ? [] : [value])));
  return sentOrders(run).filter((value) => !done.has(value));
}

const ALL: readonly string[] = [...QUICK, SLOW];

/** Orders that waited longer than a second because somebody slept; those that nobody has begun with are among them. */
export function stuck(run: RunReader): readonly string[] {
  const begun = new Map(waits(run).map((wait) => [wait.value, lengthOf(run, wait)]));
  const calm = new Set(waits(run).flatMap(({ value, sentAt }) => (sentAt < CALM_MICROS ? [value] : [])));
  return sentOrders(run).filter((value) => !calm.has(value) && (begun.get(value) ?? Infinity) > 1_000);
}

/** How many orders a worker does in a second while there are always more. */
export function perSecond(run: RunReader): number {
  const done = waits(run).flatMap(({ doneAt }) => (doneAt === null ? [] : [doneAt]));
  return ((done.length - 1) * 1_000_000) / ((done.at(-1) ?? 0) - (done[0] ?? 0));
}

const RATE_TOLERANCE = 0.1;
/** What the worker does in a second, if each order costs so many milliseconds on top. */
const rateWith = (millis: number): number => 1_000 / (LONE.busyMillis + millis);

/** The completion: a reserve for one worker. */
const reserve: Task<FormAnswer> = {
  kind: 'T',
  unseen: 'none',
  plans({ settings }, seed) {
    const prefetch = Number(settings['prefetch']);
    return [prefetch, 1, Math.max(1, prefetch - 1)].map((each) => ({ scenario: alone(each, seed) }));
  },
  judge({ settings, numbers }, [chosen, one, fewer]) {
    if (chosen === undefined || one === undefined || fewer === undefined) throw new Error('there are three runs');
    const { rate = null } = numbers;
    if (!isWithin(rate, perSecond(one), RATE_TOLERANCE)) {
      if (isWithin(rate, rateWith(0), RATE_TOLERANCE)) return { ...wrong('no-journey'), place: 1 } as Outcome;
      return { ...wrong(isWithin(rate, rateWith(25), 0.05) ? 'one-way' : 'rate-off'), place: 1 } as Outcome;
    }
    const wait = waitMillis(chosen, QUICK);
    if (wait > WAIT_MILLIS_MAX) return wrong('waits-for-mail', { wait });
    const spare = settings['prefetch'] !== '1' && waitMillis(fewer, QUICK) <= WAIT_MILLIS_MAX;
    return spare ? wrong('more-than-needed') : { passed: true, parameters: {} };
  },
  leftGoal: leftWaiting,
};

const tune: Task<FormAnswer> = {
  kind: 'T',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => [{ scenario: shopWith({ settings, seed }) }],
  judge(_answer, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const slow = waitMillis(run, [SLOW], CALM_MICROS);
    const quick = waitMillis(run, QUICK, CALM_MICROS);
    if (slow > SKEW_MAX * quick) return wrong('slow-hoards', { slow, quick });
    const all = waitMillis(run, ALL, CALM_MICROS);
    if (all > WAIT_MILLIS_MAX) return wrong('too-careful', { wait: all });
    const held = stuck(run).length;
    return held > STUCK_MAX ? wrong('stuck-with-the-sleeper', { stuck: held }) : { passed: true, parameters: {} };
  },
  par: {
    unit: {
      en: 'milliseconds that 99 of 100 orders wait at most while nobody sleeps',
      'zh-cn': '没人打瞌睡时，100 个订单里 99 个等待不超过的毫秒数',
    },
    score: (_answer, [run]) => (run === undefined ? 0 : waitMillis(run, ALL, CALM_MICROS)),
    better: 'less',
  },
  leftGoal: leftWaiting,
};

/** The step at which an order has waited for longer than it may; -1 when none has. */
function leftWaiting(run: RunReader): number {
  const late = waits(run).find((wait) => lengthOf(run, wait) > WAIT_MILLIS_MAX);
  return late === undefined ? -1 : run.stepAt(late.sentAt + WAIT_MILLIS_MAX * 1_000);
}

/** What becomes of the rush when everybody may hold one order. */
function withOne(run: RunReader): string {
  if (givenTo(run, SLOW) > sentOrders(run).length / 5) return 'quarter';
  return waitMillis(run, QUICK) > WAIT_MILLIS_MAX ? 'idle' : 'good';
}

/** From the send until the application has the order, in milliseconds: of every order. */
export function pulledMillis(run: RunReader): readonly number[] {
  return waits(run).map(({ sentAt, heldAt }) => (heldAt - sentAt) / 1_000);
}

/** An order is with the worker after this. */
const PULLED_MILLIS_MAX = 50;
/** Questions a second that may be asked for nothing. */
export const IDLE_PER_SECOND_MAX = 5;

/** Steps in which the broker answered a question with nothing, while orders come. */
export function idleAnswers(run: RunReader): readonly number[] {
  const from = sentStep(run, FIRST);
  return run.sent.flatMap(({ kind, to, values, step }) =>
    kind === 'FetchResponse' && to === 'worker' && values.length === 0 && step >= from ? [step] : [],
  );
}

/** How many questions a second are asked for nothing, while orders come. */
export function idlePerSecond(run: RunReader): number {
  const seconds = (run.timeOf(run.steps) - run.timeOf(sentStep(run, FIRST))) / 1_000_000;
  return idleAnswers(run).length / seconds;
}

const ask: Task<FormAnswer> = {
  kind: 'T',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => [{ scenario: pulledWith({ settings, seed }) }],
  judge(_answer, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const longest = Math.round(Math.max(...pulledMillis(run)));
    const late = sentOrders(run).length - pulledMillis(run).length;
    if (late > 0 || longest > PULLED_MILLIS_MAX) return wrong('waits-for-more', { longest });
    const idle = Math.round(idlePerSecond(run));
    return idle < IDLE_PER_SECOND_MAX ? { passed: true, parameters: {} } : wrong('asks-for-nothing', { idle });
  },
  leftGoal(run) {
    const late = waits(run).find(({ sentAt, heldAt }) => heldAt - sentAt > PULLED_MILLIS_MAX * 1_000);
    if (late !== undefined) return run.stepAt(late.sentAt + PULLED_MILLIS_MAX * 1_000);
    return idleAnswers(run)[IDLE_PER_SECOND_MAX] ?? -1;
  },
};

/** How long pulling takes. */
function pulled(run: RunReader): string {
  const longest = Math.max(...pulledMillis(run));
  if (longest < 50) return 'network';
  return longest < 400 ? 'half' : 'full';
}

/** The step in which a worker is given its nth order. */
export const givenStep = (run: RunReader, worker: string, count: number): number =>
  run.operations.filter((each) => each.f === 'poll' && each.process === worker)[count - 1]?.step ?? -1;

/** The step in which a worker answers for its first order. */
export const answeredStep = (run: RunReader, worker: string): number =>
  run.operations.find((each) => each.f === 'settle' && each.process === worker)?.step ?? -1;

const SERIES = [QUICK[0] ?? '', SLOW];

/** Orders that a worker has been given so far. */
function given(run: RunReader): PlotData {
  const series = SERIES.map((worker) => {
    const spans = waits(run).flatMap((wait) => (wait.worker === worker ? [{ from: wait.heldAt, to: null }] : []));
    return levelSeries({ en: worker, 'zh-cn': worker }, spans, run.timeOf(run.steps));
  });
  return timePlot(run, {
    title: { en: 'Orders given to a worker so far', 'zh-cn': '到此刻为止给了多少个订单' },
    unit: { en: 'orders', 'zh-cn': '个' },
    series,
  });
}

/** How long each order waited until somebody began with it. */
function waiting(run: RunReader): PlotData {
  const series = ['quick-1', 'quick-2', SLOW].map((worker) => {
    const spans = waits(run).flatMap((wait) =>
      wait.worker === worker ? [{ from: wait.sentAt, to: wait.begunAt }] : [],
    );
    return durationSeries({ en: worker, 'zh-cn': worker }, spans);
  });
  return timePlot(run, {
    title: { en: 'How long each order waited', 'zh-cn': '每个订单等了多久' },
    unit: { en: 'ms', 'zh-cn': '毫秒' },
    reference: { name: { en: 'what is allowed', 'zh-cn': '允许的上限' }, value: WAIT_MILLIS_MAX },
    series,
  });
}

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => sentStep(run, 'a18') },
    flood: { decisive: (run) => givenStep(run, SLOW, 2), end: (run) => run.steps },
    one: {
      given: (run) => givenStep(run, 'quick-1', 1),
      answered: (run) => answeredStep(run, 'quick-1'),
      next: (run) => givenStep(run, 'quick-1', 2),
      slow: (run) => answeredStep(run, SLOW),
      decisive: (run) => givenStep(run, SLOW, 1),
      rush: (run) => sentStep(run, 'a160'),
      end: (run) => run.steps,
    },
    pull: {
      decisive: (run) => sentStep(run, FIRST) - 1,
      got: (run) => givenStep(run, 'worker', 1),
      end: (run) => run.steps,
    },
  },
  predictions: {
    gets: { run: 'flood', truth: (run) => givenTo(run, SLOW), tolerance: 6 },
    one: { run: 'one', truth: withOne },
    pull: { run: 'pull', truth: pulled },
  },
  tasks: { reserve, tune, ask },
  plots: { given, waiting },
  cards: {
    'flood-share': {
      run: 'flood',
      values: (run) => ({ orders: sentOrders(run).length, given: givenTo(run, SLOW) }),
    },
  },
  tally: {
    count: (run) => ({
      sent: sentOrders(run).length,
      stuck: undone(run).length,
    }),
    broken: (counted) => Number(counted['stuck']) > 0,
    well: { en: 'All {sent} {sent|order|orders} get done.', 'zh-cn': '{sent} 个订单全部做完。' },
    harm: {
      en: '{stuck} {stuck|order|orders} of {sent} end in the hands of quick-2, asleep.',
      'zh-cn': '{sent} 个订单里，有 {stuck} 个到最后还压在打盹的 quick-2 手里。',
    },
  },
};
