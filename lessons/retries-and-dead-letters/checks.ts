import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import { percentileOf } from '../percentile.ts';
import type { PlotData } from '../plot.ts';
import { timePlot } from '../plots.ts';
import { acknowledgedStep, faultStep, queuesHolding } from '../reading.ts';
import {
  alone,
  AWAY_SECONDS,
  BACK_SECONDS,
  BANK,
  DAYS,
  HERD_BACK_SECONDS,
  LETTERS,
  NORMAL_PER_SECOND,
  policyOf,
  REDRIVE_SECONDS,
  shopWith,
} from './scenario.ts';

const MICROS_PER_SECOND = 1_000_000;

/** 99 of 100 good orders are to be paid within so many seconds, on an evening with hiccups. */
export const LATE_SECONDS = 2;
/** What the bank may be asked while it is away. */
export const IN_VAIN_MAX = 80;
/** Load is counted over so many seconds. */
export const WINDOW_SECONDS = 2;
/** What the bank may be asked in that time once it is back: one and a half times the normal load. */
export const LOAD_MAX = (NORMAL_PER_SECOND * WINDOW_SECONDS * 3) / 2;
/** Calls that are no further apart than this come at the same moment. */
const MOMENT_MICROS = 20_000;

export const isOdd = (value: string): boolean => value.startsWith('x');

/** Orders that have been sent, each once, in their order. */
export function sent(run: RunReader): readonly string[] {
  const orders = run.operations.flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));
  return [...new Set(orders)].filter((value) => !value.includes('~'));
}

export const good = (values: readonly string[]): readonly string[] => values.filter((value) => !isOdd(value));

/** When each order was paid, in microseconds. */
function paidTimes(run: RunReader): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const each of run.operations)
    if (each.f === 'effect' && each.type === 'ok' && !times.has(each.order)) times.set(each.order, each.at);
  return times;
}

/** Orders that were paid in the run. */
export const paid = (run: RunReader): readonly string[] => [...paidTimes(run).keys()];

/** Good orders that were not paid in the run. */
export function unpaid(run: RunReader): readonly string[] {
  const done = paidTimes(run);
  return good(sent(run)).filter((value) => !done.has(value));
}

/** The step in which an order is paid; -1 when it never is. */
export function paidStep(run: RunReader, order: string): number {
  const found = run.operations.find((each) => each.f === 'effect' && each.type === 'ok' && each.order === order);
  return found?.step ?? -1;
}

interface Call {
  readonly at: number;
  readonly step: number;
  readonly order: string;
}

/** What the bank was asked, whether it was there or not. */
export function callsToBank(run: RunReader): readonly Call[] {
  return run.operations.flatMap((each) =>
    each.f === 'call' && each.type === 'invoke' && each.service === BANK
      ? [{ at: each.at, step: each.step, order: each.order }]
      : [],
  );
}

/** The steps in which the bank is asked for one order. */
export const askedSteps = (run: RunReader, order: string): readonly number[] =>
  callsToBank(run).flatMap((call) => (call.order === order ? [call.step] : []));

/** What the bank is asked while it is away. */
export function callsInVain(run: RunReader): readonly Call[] {
  return callsToBank(run).filter(
    ({ at }) => at >= AWAY_SECONDS * MICROS_PER_SECOND && at < BACK_SECONDS * MICROS_PER_SECOND,
  );
}

/** Of calls in the order of time, the largest number within so many microseconds, and the last call of the first such group. */
function densest(calls: readonly Call[], micros: number): { readonly count: number; readonly last: Call | undefined } {
  let from = 0;
  let best: { count: number; last: Call | undefined } = { count: 0, last: undefined };
  calls.forEach((call, place) => {
    while (call.at - (calls[from]?.at ?? 0) >= micros) from += 1;
    if (place - from + 1 > best.count) best = { count: place - from + 1, last: call };
  });
  return best;
}

const callsSince = (run: RunReader, seconds: number): readonly Call[] =>
  callsToBank(run).filter(({ at }) => at >= seconds * MICROS_PER_SECOND);

/** The most that the bank is asked in two seconds after it is back from the long outage. */
export const peakLoad = (run: RunReader): number =>
  densest(callsSince(run, BACK_SECONDS), WINDOW_SECONDS * MICROS_PER_SECOND).count;

/** The first call that is too much; undefined when none is. */
function callTooMuch(run: RunReader): Call | undefined {
  const calls = callsSince(run, BACK_SECONDS);
  return calls.find(
    ({ at }, place) => at - (calls[place - LOAD_MAX]?.at ?? -Infinity) < WINDOW_SECONDS * MICROS_PER_SECOND,
  );
}

/** The most calls at the same moment after the bank is back. */
export const largestHerd = (run: RunReader): number => densest(callsSince(run, HERD_BACK_SECONDS), MOMENT_MICROS).count;

/** Messages that lie in the dead letter queue after a step, in their order. */
export function letters(run: RunReader, step: number = run.steps): readonly string[] {
  const log = run.observe(step).logs.find(({ topic }) => topic === LETTERS);
  return log?.replicas[0]?.records.map(({ value }) => value) ?? [];
}

/** Orders that are neither paid nor in any queue at the end of a run. */
export function vanished(run: RunReader): readonly string[] {
  const done = paidTimes(run);
  return sent(run).filter((value) => !done.has(value) && queuesHolding(run, run.steps, value).length === 0);
}

/** How often a message was handed to a worker. */
export function deliveries(run: RunReader, value: string): number {
  return run.operations.filter(
    (each) => each.f === 'poll' && each.group !== LETTERS && each.records.some((record) => record.value === value),
  ).length;
}

/** Seconds from sending each good order to its payment, ascending; infinite for those not paid. */
export function waits(run: RunReader): readonly number[] {
  const done = paidTimes(run);
  const sentAt = new Map<string, number>();
  for (const each of run.operations)
    if (each.f === 'send' && each.type === 'invoke' && !sentAt.has(each.value)) sentAt.set(each.value, each.at);
  return good(sent(run))
    .map((value) => ((done.get(value) ?? Infinity) - (sentAt.get(value) ?? 0)) / MICROS_PER_SECOND)
    .toSorted((left, right) => left - right);
}

export const p99Seconds = (run: RunReader): number => percentileOf(waits(run), 99) ?? 0;

/** The first step in which a good order is rejected for good, or any order of which this is asked; -1 when none is. */
export function rejectedStep(run: RunReader, isMeant: (value: string) => boolean): number {
  const found = run.operations.find(
    (each) => each.f === 'settle' && each.outcome === 'discard' && isMeant(each.record.value),
  );
  return found?.step ?? -1;
}

// --- the task ---

/** Why 99 of 100 good orders are not paid in time on an evening with hiccups. */
function whyLate(settings: FormAnswer['settings']): string {
  const { attempts, firstWaitMillis } = policyOf(settings);
  if (attempts === 1) return 'impatient';
  return firstWaitMillis < 200 ? 'too-quick' : 'long-waits';
}

/** Orders that are in the wrong place at the end: good ones among the dead, odd ones that are not. */
function misplaced(
  settings: FormAnswer['settings'],
  [evening, outage]: readonly [RunReader, RunReader],
): Outcome | null {
  const lost = vanished(evening).length + vanished(outage).length;
  if (lost > 0) return wrong('deleted', { lost });
  const odd = sent(evening).filter(isOdd);
  if (policyOf(settings).failed === 'requeue' || odd.some((value) => !letters(evening).includes(value)))
    return { ...wrong('for-ever', { rounds: deliveries(evening, odd[0] ?? '') }), place: 0 };
  return null;
}

const tune: Task<FormAnswer> = {
  kind: 'T',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => DAYS.map((day) => ({ scenario: shopWith({ settings, day, seed }) })),
  judge({ settings }, [evening, outage]) {
    if (evening === undefined || outage === undefined) throw new Error('there is a run for every evening');
    const fault = misplaced(settings, [evening, outage]);
    if (fault !== null) return fault;
    if (p99Seconds(evening) > LATE_SECONDS) return { ...wrong(whyLate(settings)), place: 0 };
    const calls = callsInVain(outage).length;
    if (calls > IN_VAIN_MAX) return { ...wrong('hammering', { calls }), place: 1 };
    const tooMuch = callTooMuch(outage);
    if (tooMuch !== undefined) {
      const name = tooMuch.at < REDRIVE_SECONDS * MICROS_PER_SECOND ? 'stampede' : 'redriven-at-once';
      return { ...wrong(name, { calls: peakLoad(outage), most: LOAD_MAX }), place: 1 };
    }
    const innocents = unpaid(outage).length;
    if (innocents > 0) return { ...wrong('bin', { innocents }), place: 1 };
    return { passed: true, parameters: { calls: peakLoad(outage), waits: Math.round(p99Seconds(evening) * 10) / 10 } };
  },
  par: {
    unit: { en: 'calls to payment in vain while it is down', 'zh-cn': '支付停机期间白白发出的调用次数' },
    score: (_answer, [, outage]) => (outage === undefined ? 0 : callsInVain(outage).length),
    better: 'less',
  },
  leftGoal(run, place) {
    if (place === 1) return callTooMuch(run)?.step ?? callsInVain(run)[IN_VAIN_MAX]?.step ?? rejectedStep(run, isGood);
    const first = sent(run).find(isOdd) ?? '';
    const back = run.operations.find(
      (each) => each.f === 'settle' && each.outcome === 'requeue' && each.record.value === first,
    );
    return back?.step ?? rejectedStep(run, isGood);
  },
};

/** Seconds from the first to the fourth attempt of the only order. */
export function fourthSeconds(run: RunReader): number {
  const calls = callsToBank(run);
  return ((calls[3]?.at ?? 0) - (calls[0]?.at ?? 0)) / MICROS_PER_SECOND;
}

/** What jitter does to the fourth attempt. */
export function withJitter(plain: RunReader, jitter: RunReader): string {
  const difference = fourthSeconds(jitter) - fourthSeconds(plain);
  return difference > 0.05 ? 'later' : difference < -0.05 ? 'earlier' : 'same';
}

/** Seconds that somebody says who has added up something else, and what that was. */
const ADDED: Readonly<Record<number, string>> = {
  3: 'not-doubled',
  4: 'last-wait',
  15: 'one-too-many',
};

/** The completion: when the fourth attempt comes, and what jitter changes. */
const fourth: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: alone('exponential', seed) }, { scenario: alone('jitter', seed) }],
  judge({ settings, numbers }, [plain, jitter]) {
    if (plain === undefined || jitter === undefined) throw new Error('there are two runs');
    const number = numbers['seconds'] ?? 0;
    if (Math.abs(number - fourthSeconds(plain)) > 0.5) return wrong(ADDED[number] ?? 'seconds-off', { number });
    const said = settings['jitter'] ?? '';
    return said === withJitter(plain, jitter) ? { passed: true, parameters: {} } : wrong(`jitter-${said}`);
  },
};

const isGood = (value: string): boolean => !isOdd(value);

// --- predictions ---

/** What becomes of the good orders once two odd ones are there. */
function afterTwoOdd(run: RunReader): string {
  const second = sent(run).filter(isOdd)[1] ?? '';
  const from = run.timeOf(acknowledgedStep(run, second)) + MICROS_PER_SECOND / 2;
  const later = [...paidTimes(run).values()].filter((at) => at > from).length;
  if (later === 0) return 'nothing';
  if (letters(run).some(isOdd) || vanished(run).some(isOdd)) return 'aside';
  return later < (NORMAL_PER_SECOND * (run.timeOf(run.steps) - from)) / MICROS_PER_SECOND / 2 ? 'slower' : 'overtake';
}

// --- moments ---

/** The first good order for which the bank is asked more than once. */
export function retried(run: RunReader): string {
  return sent(run).find((value) => askedSteps(run, value).length > 1) ?? '';
}

/** The first step in which the application is told that a call to the bank failed, at or after a step. */
function failedStep(run: RunReader, order: string): number {
  const found = run.operations.find(
    (each) => each.f === 'call' && each.type !== 'invoke' && each.type !== 'ok' && each.order === order,
  );
  return found?.step ?? -1;
}

function deliveredStep(run: RunReader, value: string, place = 0): number {
  const found = run.operations.filter(
    (each) => each.f === 'poll' && each.records.some((record) => record.value === value),
  );
  return found[place]?.step ?? -1;
}

/** The first good order that is sent after another one. */
function nextAfter(run: RunReader, value: string): string {
  const all = sent(run);
  return all.slice(all.indexOf(value) + 1).find(isGood) ?? '';
}

// --- plots ---

const SAMPLES_PER_SECOND = 10;

/** What the bank was asked in the last two seconds, all the time. */
function load(run: RunReader): PlotData {
  const calls = callsToBank(run).map(({ at }) => at);
  const end = run.timeOf(run.steps);
  const count = Math.floor((end * SAMPLES_PER_SECOND) / MICROS_PER_SECOND);
  const points = Array.from({ length: count }, (_, place) => {
    const atMicros = ((place + 1) * MICROS_PER_SECOND) / SAMPLES_PER_SECOND;
    const from = atMicros - WINDOW_SECONDS * MICROS_PER_SECOND;
    return { atMicros, value: calls.filter((at) => at > from && at <= atMicros).length };
  });
  return timePlot(run, {
    title: { en: 'What the bank is asked', 'zh-cn': '银行被问了多少次' },
    unit: { en: 'calls in two seconds', 'zh-cn': '次（每两秒）' },
    series: [{ name: { en: 'calls in the last two seconds', 'zh-cn': '最近两秒的调用' }, form: 'line', points }],
    reference: { name: { en: 'allowed once it is back', 'zh-cn': '恢复之后的上限' }, value: LOAD_MAX },
  });
}

/** Each call, and how many come at the same moment. */
function herds(run: RunReader): PlotData {
  const calls = callsToBank(run);
  const points = calls.map(({ at }) => ({
    atMicros: at,
    value: calls.filter((other) => Math.abs(other.at - at) < MOMENT_MICROS).length,
  }));
  return timePlot(run, {
    title: { en: 'Who comes at the same moment', 'zh-cn': '同一时刻来了几个' },
    unit: { en: 'calls', 'zh-cn': '次' },
    series: [{ name: { en: 'calls at the same moment', 'zh-cn': '同一时刻的调用' }, form: 'dots', points }],
  });
}

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => paidStep(run, 'a4') },
    poison: {
      decisive: (run) => acknowledgedStep(run, 'x2'),
      end: (run) => run.steps,
    },
    aside: {
      odd: (run) => deliveredStep(run, 'x1'),
      rejected: (run) => rejectedStep(run, isOdd),
      next: (run) => paidStep(run, nextAfter(run, 'x1')),
      down: (run) => faultStep(run, 'crash', BANK),
      failed: (run) => failedStep(run, retried(run)),
      again: (run) => askedSteps(run, retried(run)).at(-1) ?? -1,
      paid: (run) => paidStep(run, retried(run)),
    },
    outage: {
      decisive: (run) => faultStep(run, 'crash', BANK),
      buried: (run) => rejectedStep(run, isGood),
      end: (run) => run.steps,
    },
    herd: {
      decisive: (run) => faultStep(run, 'crash', BANK),
      herd: (run) => densest(callsSince(run, HERD_BACK_SECONDS), MOMENT_MICROS).last?.step ?? -1,
      end: (run) => run.steps,
    },
    jitter: { end: (run) => run.steps },
  },
  predictions: {
    poison: { run: 'poison', truth: afterTwoOdd },
    buried: { run: 'outage', truth: (run) => good(letters(run)).length, tolerance: 5 },
    herd: { run: 'herd', truth: largestHerd },
  },
  tasks: { tune, fourth },
  plots: { load, herds },
  cards: {
    'innocent-letters': {
      run: 'outage',
      values: (run) => ({ innocents: good(letters(run)).length, calls: callsInVain(run).length }),
    },
  },
  tally: {
    count: (run) => ({
      calls: callsToBank(run).length,
      orders: new Set(callsToBank(run).map(({ order }) => order)).size,
    }),
    broken: ({ calls, orders }) => Number(calls) > 2 * Number(orders),
    well: {
      en: 'The bank was asked {calls} {calls|time|times}, for {orders} {orders|order|orders}.',
      'zh-cn': '银行被问了 {calls} 次，为的是 {orders} 个订单。',
    },
    harm: {
      en: 'The bank was asked {calls} {calls|time|times}, for {orders} {orders|order|orders}.',
      'zh-cn': '银行被问了 {calls} 次，为的是 {orders} 个订单。',
    },
  },
};
