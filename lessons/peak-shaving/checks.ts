import { messageSpans, type MessageSpan } from '../../sim-engine/apps/measures/messages.ts';
import { levelsOf } from '../../sim-engine/apps/measures/spans.ts';
import { isWithin, wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import type { PlotData } from '../plot.ts';
import { levelSeries, thinned, timePlot } from '../plots.ts';
import { lost } from '../reading.ts';
import { ANNIVERSARY, BURST_FROM_SECONDS, CLASS, DAYS, HELD_MAX, runs, SALE, shopWith } from './scenario.ts';

const SECOND = 1_000_000;
/** Arrivals are random, so nobody can know it better. */
export const TOLERANCE = 0.2;
/** Evenly came, so it can be known better: whoever forgets what a consumer holds is to notice. */
const WAIT_TOLERANCE = 0.1;
/** What the plot of the rise shows: until shortly after the sale. */
const RISE_SECONDS = BURST_FROM_SECONDS + SALE.burstSeconds + 1;

/** Orders from being sent until they are paid: in the queue, or in the hands of a consumer. What the queue refused is left out. */
function held(run: RunReader): readonly MessageSpan[] {
  const refusedOrders = new Set(
    run.operations.flatMap((each) => (each.f === 'send' && each.error === 'NACK' ? [each.value] : [])),
  );
  const spans = messageSpans(run.operations, { topic: 'orders', group: 'orders' });
  return spans.filter(({ value }) => !refusedOrders.has(value));
}

/** The deepest moment: how many, and when first. */
export function peakOf(run: RunReader): { readonly at: number; readonly count: number } {
  return levelsOf(held(run)).reduce((top, level) => (level.count > top.count ? level : top), { at: 0, count: 0 });
}

/** How many are there at a time. */
export function heldAt(run: RunReader, seconds: number): number {
  return levelsOf(held(run)).findLast(({ at }) => at <= seconds * SECOND)?.count ?? 0;
}

/** When everything is paid for the first time after the deepest moment; -1: never. */
export function emptyMicros(run: RunReader): number {
  const peak = peakOf(run);
  return levelsOf(held(run)).find(({ at, count }) => at > peak.at && count === 0)?.at ?? -1;
}

/** The order that came at the deepest moment, and when it was paid. */
function deepestOrder(run: RunReader): MessageSpan {
  const peak = peakOf(run);
  const found = held(run).find(({ from }) => from === peak.at);
  if (found === undefined) throw new Error('the deepest moment is when an order comes');
  return found;
}

const lengthSeconds = ({ from, to }: MessageSpan, run: RunReader): number =>
  ((to ?? run.timeOf(run.steps)) - from) / SECOND;

export const waitAtPeakSeconds = (run: RunReader): number => lengthSeconds(deepestOrder(run), run);

/** The longest that an order waited until it was paid, or until the end of the run. */
export function longestWaitSeconds(run: RunReader): number {
  return Math.max(0, ...held(run).map((span) => lengthSeconds(span, run)));
}

/** From the end of a burst until everything is paid. */
export function drainSeconds(run: RunReader, burstSeconds: number): number {
  return emptyMicros(run) / SECOND - BURST_FROM_SECONDS - burstSeconds;
}

/** Customers who were told no, or nothing. */
export function refused(run: RunReader): number {
  return run.operations.filter((each) => each.f === 'call' && (each.type === 'fail' || each.type === 'info')).length;
}

const placed = (run: RunReader): number =>
  run.operations.filter((each) => each.f === 'call' && each.type === 'invoke').length;

const rounded = (seconds: number): number => Math.round(seconds * 10) / 10;

const plansOf =
  (name: string): Task<FormAnswer>['plans'] =>
  (_answer, seed) => {
    const plan = runs[name] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  };

/** The completion: depth and wait of a smaller burst. */
const small: Task<FormAnswer> = {
  kind: 'E',
  unseen: 'none',
  plans: plansOf('class'),
  judge({ numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const { burstPerSecond, burstSeconds, paidPerSecond } = CLASS;
    const { depth = null, wait = null } = numbers;
    if (!isWithin(depth, peakOf(run).count, TOLERANCE)) {
      if (isWithin(depth, burstPerSecond * burstSeconds, 0.1)) return wrong('nobody-pays');
      return wrong(isWithin(depth, burstPerSecond - paidPerSecond, 0.1) ? 'one-second' : 'depth-off');
    }
    if (!isWithin(wait, waitAtPeakSeconds(run), TOLERANCE)) {
      return wrong(isWithin(wait, drainSeconds(run, burstSeconds), TOLERANCE) ? 'waits-for-later-ones' : 'wait-off');
    }
    return { passed: true, parameters: {} };
  },
};

const estimate: Task<FormAnswer> = {
  kind: 'E',
  unseen: 'none',
  plans: plansOf('anniversary'),
  judge({ numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const { burstPerSecond, burstSeconds, paidPerSecond } = ANNIVERSARY;
    const { depth = null, wait = null, empty = null } = numbers;
    const [deepest, drain] = [peakOf(run).count, drainSeconds(run, burstSeconds)];
    if (!isWithin(depth, deepest, TOLERANCE)) {
      return wrong(isWithin(depth, burstPerSecond * burstSeconds, 0.1) ? 'nobody-pays' : 'depth-off');
    }
    if (!isWithin(wait, waitAtPeakSeconds(run), TOLERANCE)) {
      return wrong(isWithin(wait, drain, TOLERANCE) ? 'waits-for-later-ones' : 'wait-off');
    }
    if (!isWithin(empty, drain, TOLERANCE)) {
      return wrong(isWithin(empty, deepest / paidPerSecond, TOLERANCE) ? 'nobody-comes' : 'empty-off');
    }
    return {
      passed: true,
      parameters: { depth: deepest, wait: rounded(waitAtPeakSeconds(run)), empty: rounded(drain) },
    };
  },
};

/** Why the second day holds more than it may. */
function whyTooMany(settings: FormAnswer['settings'], overload: RunReader): Outcome | null {
  const { count } = peakOf(overload);
  if (count <= HELD_MAX) return null;
  const parameters = { count, most: HELD_MAX };
  if (settings['x-max-length'] === 'none') {
    return wrong(settings['consumers'] === '1' ? 'unbounded' : 'more-consumers', parameters);
  }
  return wrong(settings['prefetch'] === '0' ? 'in-hand' : 'too-long', parameters);
}

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => DAYS.map((day) => ({ scenario: shopWith({ settings, day, seed }) })),
  judge({ settings, numbers }, [sale, overload]) {
    if (sale === undefined || overload === undefined) throw new Error('there is a run for every day');
    const gone = lost(sale).length + lost(overload).length;
    if (gone > 0) return wrong('drops', { lost: gone });
    if (refused(sale) > 0) return wrong('sheds-the-sale', { refused: refused(sale) });
    const tooMany = whyTooMany(settings, overload);
    if (tooMany !== null) return { ...tooMany, place: 1 } as Outcome;
    const wait = numbers['wait'] ?? null;
    if (wait === null) return wrong('no-number');
    if (!isWithin(wait, longestWaitSeconds(overload), WAIT_TOLERANCE)) return wrong('number-off', { number: wait });
    return { passed: true, parameters: { refused: refused(overload) } };
  },
  par: {
    unit: { en: 'customers told no on the second day', 'zh-cn': '第二天被拒绝的顾客数' },
    score: (_answer, [, overload]) => (overload === undefined ? 0 : refused(overload)),
    better: 'less',
  },
  leftGoal(run, place) {
    const violated = run.verdicts.find(({ kind, verdict }) => kind === 'lost-write' && verdict === 'violation');
    if (violated !== undefined) return run.stepAt(violated.at);
    if (place === 0) return run.operations.find((each) => each.f === 'call' && each.type === 'fail')?.step ?? -1;
    const over = levelsOf(held(run)).find(({ count }) => count > HELD_MAX);
    return over === undefined ? -1 : run.stepAt(over.at);
  },
};

/** What becomes of a queue under a load that stays too high. */
function fate(run: RunReader): string {
  if (refused(run) > 0) return 'refuses';
  const end = run.timeOf(run.steps) / SECOND;
  const [half, whole] = [heldAt(run, end / 2), peakOf(run).count];
  if (whole > half * 1.5) return 'grows';
  return whole < (SALE.burstPerSecond - SALE.paidPerSecond) * SALE.burstSeconds ? 'small' : 'settles';
}

const NAME = { en: 'orders waiting or in hand', 'zh-cn': '等待中和处理中的订单' } as const;
const ORDERS = { en: 'orders', 'zh-cn': '个' } as const;

/** Drawn into the page: an eye sees no more points than these in a curve that goes up and down by one. */
const DRAWN_POINTS = 120;

function waiting(run: RunReader): PlotData {
  const series = levelSeries(NAME, held(run), run.timeOf(run.steps));
  return timePlot(run, {
    title: { en: 'How many orders wait', 'zh-cn': '有多少订单在等' },
    unit: ORDERS,
    series: [{ ...series, points: thinned(series.points, DRAWN_POINTS) }],
  });
}

/** Only as far as the sale goes: what comes after it is still to be predicted. */
function rise(run: RunReader): PlotData {
  const endMicros = RISE_SECONDS * SECOND;
  const begun = held(run).filter(({ from }) => from <= endMicros);
  const spans = begun.map(({ from, to }) => ({ from, to: to !== null && to > endMicros ? null : to }));
  return {
    kind: 'time',
    title: { en: 'How many orders wait, until just after the sale', 'zh-cn': '有多少订单在等（到秒杀刚结束时为止）' },
    unit: ORDERS,
    endMicros,
    marks: [],
    series: [levelSeries(NAME, spans, endMicros)],
  };
}

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => run.stepAt(4 * SECOND) },
    sale: {
      begins: (run) => run.stepAt(BURST_FROM_SECONDS * SECOND) + 1,
      peak: (run) => run.stepAt(peakOf(run).at),
      paid: (run) => run.stepAt(deepestOrder(run).to ?? 0),
      empty: (run) => run.stepAt(emptyMicros(run)),
      end: (run) => run.steps,
    },
    overload: { begins: (run) => run.stepAt(3 * SECOND), end: (run) => run.steps },
  },
  predictions: {
    peak: { run: 'sale', truth: (run) => peakOf(run).count, tolerance: 12 },
    empty: { run: 'sale', truth: (run) => Math.round(emptyMicros(run) / SECOND), tolerance: 2 },
    overload: { run: 'overload', truth: fate },
  },
  tasks: { small, estimate, repair },
  plots: { rise, waiting, fall: (run) => ({ ...waiting(run), predictedAs: 'time' }) },
  cards: {
    'two-divisors': {
      run: 'sale',
      values: (run) => ({
        depth: peakOf(run).count,
        wait: Math.round(waitAtPeakSeconds(run)),
        empty: Math.round(drainSeconds(run, SALE.burstSeconds)),
      }),
    },
    'a-fifth-too-much': { run: 'overload', values: (run) => ({ depth: peakOf(run).count }) },
  },
  tally: {
    count: (run) => ({
      placed: placed(run),
      refused: refused(run),
      left: heldAt(run, run.timeOf(run.steps) / SECOND),
      longest: Math.round(longestWaitSeconds(run)),
    }),
    broken: ({ left }) => Number(left) > 0,
    well: {
      en: '{placed} {placed|order|orders}, {refused} turned away. All are paid; the slowest waited {longest} {longest|second|seconds}.',
      'zh-cn': '{placed} 个订单，拒绝了 {refused} 个。全部付完款；等得最久的等了 {longest} 秒。',
    },
    harm: {
      en: '{placed} {placed|order|orders}, {refused} turned away. At the end {left} {left|order is|orders are} still not paid.',
      'zh-cn': '{placed} 个订单，拒绝了 {refused} 个。结束时还有 {left} 个没有付款。',
    },
  },
};
