import { utilisationPerMille, workSpans } from '../../sim-engine/apps/measures/calls.ts';
import { messageSpans, type MessageSpan } from '../../sim-engine/apps/measures/messages.ts';
import {
  lengthsOf,
  littlesLaw,
  meanOf,
  percentile,
  timeWithin,
  type LittlesLaw,
  type Window,
} from '../../sim-engine/apps/measures/spans.ts';
import { isWithin, wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, RunReader, Task } from '../lesson.ts';
import type { CurvePlot, PlotData } from '../plot.ts';
import { distribution, levelSeries, timePlot } from '../plots.ts';
import { runPlan } from '../running.ts';
import {
  BOUND_MILLIS,
  EVENING,
  eveningWith,
  FEWEST,
  RATES,
  shop,
  START_SECONDS,
  SUNDAY,
  WORK_MICROS,
  type Shop,
} from './scenario.ts';

const SECOND = 1_000_000;
const MILLI = 1_000;

/** Orders from being sent until they are paid. */
export const inShop = (run: RunReader): readonly MessageSpan[] =>
  messageSpans(run.operations, { topic: 'orders', group: 'orders' });

/** While customers come. */
function openHours(run: RunReader): Window {
  const seconds = run.scenario.topology.applications?.callers[0]?.phases[0]?.seconds ?? 0;
  return { from: START_SECONDS * SECOND, to: (START_SECONDS + seconds) * SECOND };
}

/** L, λ and W of a run, measured one by one. */
export const law = (run: RunReader): LittlesLaw => littlesLaw(inShop(run), openHours(run));

export const meanMillis = (run: RunReader): number => (meanOf(lengthsOf(inShop(run))) ?? 0) / MILLI;
export const p99Millis = (run: RunReader): number => (percentile(lengthsOf(inShop(run)), 990) ?? 0) / MILLI;

/** How busy the workers of payment are, in percent. */
export function busyPercent(run: RunReader): number {
  const concurrency = run.scenario.topology.consumers.length;
  const window = openHours(run);
  return utilisationPerMille(run.operations, { service: 'payment', concurrency, window }) / 10;
}

/** How many workers are busy on average, and how long they need for an order, in milliseconds. */
export const busyWorkers = (run: RunReader): number => {
  const window = openHours(run);
  return timeWithin(workSpans(run.operations, 'payment'), window) / (window.to - window.from);
};
export const workMillis = (run: RunReader): number =>
  (meanOf(lengthsOf(workSpans(run.operations, 'payment'))) ?? 0) / MILLI;

/** Both sides of the law differ a little: some come in before the window ends and leave after it. */
const TOLERANCE = 0.05;

/** The completion: how long an order stays, from how many are there and how many come. */
const stay: Task<FormAnswer> = {
  kind: 'E',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: shop({ perSecond: 8, seed }) }],
  judge({ numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const { meanNumberMilli, arrivalsPerSecondMilli, meanTimeMicros } = law(run);
    const [inside, perSecond] = [meanNumberMilli / MILLI, arrivalsPerSecondMilli / MILLI];
    const millis = (meanTimeMicros ?? 0) / MILLI;
    const { time = null } = numbers;
    const isNear = (number: number): boolean => isWithin(time, number, TOLERANCE);
    if (isNear(millis)) return { passed: true, parameters: {} };
    if (isNear(inside * perSecond) || isNear(inside * perSecond * MILLI)) return wrong('multiplied');
    if (isNear((perSecond / inside) * MILLI) || isNear(perSecond / inside)) return wrong('upside-down');
    if (isNear(millis / MILLI)) return wrong('seconds');
    return wrong(isNear(WORK_MICROS / MILLI) ? 'only-work' : 'time-off');
  },
};

const count: Task<FormAnswer> = {
  kind: 'E',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: shop({ ...SUNDAY, seed }) }],
  judge({ numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const { meanNumberMilli, arrivalsPerSecondMilli, meanTimeMicros } = law(run);
    const [inside, perSecond, millis] = [
      meanNumberMilli / MILLI,
      arrivalsPerSecondMilli / MILLI,
      (meanTimeMicros ?? 0) / MILLI,
    ];
    const { time = null, busy = null, wait = null } = numbers;
    if (!isWithin(time, millis, TOLERANCE)) {
      if (isWithin(time, (perSecond / inside) * MILLI, TOLERANCE)) return wrong('upside-down');
      return wrong(isWithin(time, millis / MILLI, TOLERANCE) ? 'seconds' : 'time-off');
    }
    if (!isWithin(busy, busyWorkers(run), TOLERANCE)) {
      const share = busyPercent(run);
      if (isWithin(busy, share, TOLERANCE) || isWithin(busy, share / 100, TOLERANCE)) return wrong('a-share');
      return wrong(isWithin(busy, inside, TOLERANCE) ? 'everybody' : 'busy-off');
    }
    if (!isWithin(wait, millis - workMillis(run), 2 * TOLERANCE)) {
      return wrong(isWithin(wait, millis, TOLERANCE) ? 'work-is-no-wait' : 'wait-off');
    }
    return { passed: true, parameters: {} };
  },
};

/** In the long run: what comes in a second, times what one takes, by those who do it. */
function longRunPercent(consumers: number): number {
  return ((EVENING.perSecond * WORK_MICROS) / SECOND / consumers) * 100;
}

/** Why the slowest orders are too slow. */
function whySlow({ consumers, prefetch }: Readonly<Record<string, string>>): string {
  if (longRunPercent(Number(consumers)) >= 100) return 'overload';
  return Number(consumers) >= FEWEST && prefetch !== '1' ? 'separate-lines' : 'no-headroom';
}

const tune: Task<FormAnswer> = {
  kind: 'T',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => [{ scenario: eveningWith(settings, seed) }],
  judge({ settings, numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const [millis, mean] = [Math.round(p99Millis(run)), Math.round(meanMillis(run))];
    if (millis > BOUND_MILLIS) return wrong(whySlow(settings), { millis, mean });
    if (Number(settings['consumers']) > FEWEST) return wrong('too-many', { consumers: Number(settings['consumers']) });
    const busy = numbers['busy'] ?? null;
    if (busy === null) return wrong('no-number');
    if (!isWithin(busy, longRunPercent(Number(settings['consumers'])), TOLERANCE)) return wrong('number-off', { busy });
    return { passed: true, parameters: {} };
  },
  leftGoal(run) {
    const slow = inShop(run).find(({ from, to }) => to !== null && to - from > BOUND_MILLIS * MILLI);
    return slow === undefined ? -1 : run.stepAt(slow.to ?? 0);
  },
};

/** What the work of payment being equally long does to the wait. */
function withoutSpread(run: RunReader): string {
  const work = WORK_MICROS / MILLI;
  const saturday = runPlan({ scenario: shop({ perSecond: 9, seed: run.scenario.seed }) }).run;
  const share = (meanMillis(run) - work) / (meanMillis(saturday) - work);
  if (share < 0.2) return 'none';
  return share < 0.8 ? 'half' : 'same';
}

const MILLISECONDS = { en: 'ms', 'zh-cn': '毫秒' } as const;

/** A point for each of several runs that differ in how many come. */
const meansOf = (run: RunReader, day: Omit<Shop, 'perSecond'>): CurvePlot['series'][number]['points'] =>
  RATES.map((perSecond) => ({
    across: (perSecond * WORK_MICROS * 100) / SECOND,
    value: meanMillis(runPlan({ scenario: shop({ ...day, perSecond, seed: run.scenario.seed }) }).run),
  }));

function curve(series: CurvePlot['series']): CurvePlot {
  return {
    kind: 'curve',
    title: { en: 'How long an order takes on average', 'zh-cn': '一个订单平均要多久' },
    unit: MILLISECONDS,
    across: { name: { en: 'Payment is busy', 'zh-cn': '支付的利用率' }, unit: { en: '%', 'zh-cn': '%' }, most: 100 },
    series,
    predictedAs: { across: 90 },
  };
}

const RANDOM_WORK = { en: 'the work is now short, now long', 'zh-cn': '处理时间有长有短' } as const;
const EQUAL_WORK = { en: 'the work always takes 100 ms', 'zh-cn': '处理时间总是 100 毫秒' } as const;

const busyCurve = (run: RunReader): PlotData => curve([{ name: RANDOM_WORK, points: meansOf(run, {}) }]);

const bothCurves = (run: RunReader): PlotData =>
  curve([
    { name: RANDOM_WORK, points: meansOf(run, {}) },
    { name: EQUAL_WORK, points: meansOf(run, { spread: 'fixed' }) },
  ]);

/** How many are in the shop. */
function inside(run: RunReader): PlotData {
  return timePlot(run, {
    title: { en: 'How many orders are in the shop', 'zh-cn': '店里有多少个订单' },
    unit: { en: 'orders', 'zh-cn': '个' },
    series: [
      levelSeries({ en: 'waiting or in hand', 'zh-cn': '等待中和处理中的' }, inShop(run), run.timeOf(run.steps)),
    ],
  });
}

const times = (run: RunReader): PlotData => ({
  kind: 'distribution',
  title: { en: 'How many orders took no longer', 'zh-cn': '有多少订单不超过这个时间' },
  unit: MILLISECONDS,
  distributions: [distribution({ en: 'from coming to being paid', 'zh-cn': '从下单到付完款' }, inShop(run))],
});

/** The order with whom the worked example walks. */
export const WALKED = 'a55';

function walked(run: RunReader): MessageSpan {
  const found = inShop(run).find(({ value }) => value === WALKED);
  if (found === undefined) throw new Error(`${WALKED} comes in this run`);
  return found;
}

/** When a worker of payment takes it. */
function servedMicros(run: RunReader, order: string): number {
  const found = run.operations.find(
    (each) => each.f === 'serve' && each.type === 'invoke' && each.process === 'payment' && each.order === order,
  );
  return found?.at ?? -1;
}

const rounded = (value: number): number => Math.round(value);

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => run.stepAt(5 * SECOND) },
    saturday: {
      rush: (run) => run.stepAt(10 * SECOND),
      comes: (run) => run.stepAt(walked(run).from),
      served: (run) => run.stepAt(servedMicros(run, WALKED)),
      paid: (run) => run.stepAt(walked(run).to ?? 0),
      end: (run) => run.steps,
    },
    even: { rush: (run) => run.stepAt(10 * SECOND), end: (run) => run.steps },
  },
  predictions: {
    saturday: { run: 'saturday', truth: (run) => rounded(meanMillis(run)), factor: 1.5 },
    even: { run: 'even', truth: withoutSpread },
    inside: { run: 'saturday', truth: (run) => rounded(law(run).meanNumberMilli / MILLI), tolerance: 1 },
  },
  tasks: { stay, count, tune },
  plots: { busyCurve, bothCurves, inside, times },
  cards: {
    'fifty-and-ninety': {
      run: 'saturday',
      values: (run) => ({ millis: rounded(meanMillis(run)) }),
    },
  },
  tally: {
    count: (run) => ({ placed: inShop(run).length, mean: rounded(meanMillis(run)) }),
    broken: ({ mean }) => Number(mean) > 400,
    well: {
      en: '{placed} {placed|order|orders}. On average one took {mean} ms from coming to being paid.',
      'zh-cn': '{placed} 个订单。从下单到付完款，平均 {mean} 毫秒。',
    },
    harm: {
      en: '{placed} {placed|order|orders}. On average one took {mean} ms from coming to being paid.',
      'zh-cn': '{placed} 个订单。从下单到付完款，平均 {mean} 毫秒。',
    },
  },
};
