import { callSpans, utilisationPerMille, workSpans } from '../../sim-engine/apps/measures/calls.ts';
import { effectSpans, unfulfilledOrders } from '../../sim-engine/apps/measures/orders.ts';
import { lengthsOf, percentile, type Span } from '../../sim-engine/apps/measures/spans.ts';
import type { RecordedOperation } from '../../sim-engine/host/world.ts';
import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import { durationSeries, timePlot } from '../plots.ts';
import { acknowledgedStep, faultStep, queuesHolding, sentStep } from '../reading.ts';
import { runPlan } from '../running.ts';
import { ACCIDENTS, runs, shopWith, SLOW_MILLIS, staffed, type Answered } from './scenario.ts';

/** The order of the story: it comes in the rush. */
export const ORDER = 'a9';
/** An order of a quiet day. */
export const QUIET = 'a3';

export const REPLY_MILLIS_MAX = 100;
export const TEA_SECONDS_MAX = 5;
const BUSY_PERCENT_MIN = 40;
const P99 = 990;

const millis = (micros: number | null): number => Math.round((micros ?? 0) / 1_000);
const secondsOf = (micros: number): number => Math.round(micros / 100_000) / 10;

/** From the button to the reply, for those who were told yes. */
export const replies = (run: RunReader, caller = 'customers'): readonly Span[] =>
  callSpans(run.operations, { process: caller }).filter(({ outcome }) => outcome === 'ok');

/** From the button to the tea. */
export const teas = (run: RunReader, caller = 'customers'): readonly (Span & { readonly order: string })[] =>
  effectSpans(run.operations, { caller, effect: 'made', from: 'invoke' });

export const medianMillis = (spans: readonly Span[]): number => millis(percentile(lengthsOf(spans), 500));
export const p99Micros = (spans: readonly Span[]): number =>
  spans.some(({ to }) => to === null) ? Number.POSITIVE_INFINITY : (percentile(lengthsOf(spans), P99) ?? 0);
export const longestMillis = (spans: readonly Span[]): number => millis(lengthsOf(spans).at(-1) ?? 0);

/** Time that cooks have worked, all together, in seconds. */
export const workSeconds = (run: RunReader): number =>
  secondsOf(workSpans(run.operations, 'kitchen').reduce((sum, { from, to }) => sum + ((to ?? from) - from), 0));

/** Customers who were told yes, and whose tea was never made. */
export const forgotten = (run: RunReader): readonly string[] =>
  unfulfilledOrders(run.operations, { caller: 'customers', effect: 'made' });

/** Customers who were told yes before their tea was made. */
export function toldBefore(run: RunReader): number {
  const ready = new Map(teas(run).map(({ order, to }) => [order, to ?? Number.POSITIVE_INFINITY]));
  return callSpans(run.operations, { process: 'customers' }).filter(
    ({ order, outcome, to }) => outcome === 'ok' && (ready.get(order) ?? 0) > (to ?? 0),
  ).length;
}

const firstOf = (run: RunReader, is: (operation: RecordedOperation) => boolean): number =>
  run.operations.find(is)?.step ?? -1;

/** The customer presses the button. */
export const pressedStep = (run: RunReader, order: string): number =>
  firstOf(run, (each) => each.f === 'call' && each.process === 'customers' && each.order === order);
/** The customer hears the reply. */
export const toldStep = (run: RunReader, order: string): number =>
  firstOf(
    run,
    (each) => each.f === 'call' && each.process === 'customers' && each.type === 'ok' && each.order === order,
  );
/** Checkout asks the kitchen, and hears its answer. */
export const askedStep = (run: RunReader, order: string): number =>
  firstOf(run, (each) => each.f === 'call' && each.process === 'checkout' && each.order === order);
export const answeredStep = (run: RunReader, order: string): number =>
  firstOf(
    run,
    (each) => each.f === 'call' && each.process === 'checkout' && each.type === 'ok' && each.order === order,
  );
/** A cook takes the order out of the queue. */
export const takenStep = (run: RunReader, order: string): number =>
  firstOf(run, (each) => each.f === 'poll' && each.records.some(({ value }) => value === order));
/** A cook begins. */
export const begunStep = (run: RunReader, order: string): number =>
  firstOf(run, (each) => each.f === 'serve' && each.process === 'kitchen' && each.order === order);
/** The tea is made. */
export const madeStep = (run: RunReader, order: string): number =>
  firstOf(run, (each) => each.f === 'effect' && each.order === order);
/** The cook acknowledges the message. */
export const settledStep = (run: RunReader, order: string): number =>
  firstOf(run, (each) => each.f === 'settle' && each.record.value === order);

/** Where an order is after a step. */
export function placeOf(run: RunReader, order: string, step: number): 'made' | 'kitchen' | 'queue' | 'nowhere' {
  if (step >= madeStep(run, order)) return 'made';
  if (step >= takenStep(run, order)) return 'kitchen';
  return queuesHolding(run, step, order).length > 0 ? 'queue' : 'nowhere';
}

function pointed(run: RunReader | undefined): RunReader {
  if (run === undefined) throw new Error('there is one run');
  return run;
}

const named = (step: number, name: string): Outcome => wrong(name, { step, order: ORDER });

const plansOfCrowd = (_answer: unknown, seed: number) => {
  const plan = runs['crowd'] as { readonly scenario: RunReader['scenario'] };
  return [{ scenario: { ...plan.scenario, seed } }];
};

/** Points at where the customer’s wait ends. */
const told: Task<{ readonly step: number }> = {
  kind: 'D',
  unseen: 'none',
  plans: plansOfCrowd,
  judge({ step }, [found]) {
    const run = pointed(found);
    if (step === toldStep(run, ORDER)) return { passed: true, parameters: { step } };
    if (step <= pressedStep(run, ORDER)) return named(step, 'not-begun');
    if (step === sentStep(run, ORDER)) return named(step, 'sent');
    if (step === acknowledgedStep(run, ORDER)) return named(step, 'stored');
    if (step < toldStep(run, ORDER)) return named(step, 'still-waits');
    return named(step, step === madeStep(run, ORDER) ? 'tea' : 'too-late');
  },
};

/** Points at where the order is done. */
const done: Task<{ readonly step: number }> = {
  kind: 'D',
  unseen: 'none',
  plans: plansOfCrowd,
  judge({ step }, [found]) {
    const run = pointed(found);
    if (step === madeStep(run, ORDER)) return { passed: true, parameters: { step } };
    if (step === toldStep(run, ORDER)) return named(step, 'accepted');
    if (step === acknowledgedStep(run, ORDER)) return named(step, 'stored');
    if (step < takenStep(run, ORDER)) return named(step, 'in-the-queue');
    if (step < madeStep(run, ORDER)) return named(step, 'begun');
    return named(step, step <= settledStep(run, ORDER) ? 'settled' : 'too-late');
  },
};

type Change = 'shorter' | 'same' | 'longer';

/** How a wait has changed: a quarter more or less is still the same. */
export function changeOf(before: readonly Span[], after: readonly Span[]): Change {
  const [then, now] = [medianMillis(before), medianMillis(after)];
  if (now * 4 < then * 3) return 'shorter';
  return now * 4 > then * 5 ? 'longer' : 'same';
}

/** The completion: what becomes of the two waits when a cook goes home. */
const twoClocks: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => [2, 1].map((cooks) => ({ scenario: staffed(cooks, seed) })),
  judge({ settings }, [two, one]) {
    if (two === undefined || one === undefined) throw new Error('there are two runs');
    if (settings['reply'] !== changeOf(replies(two), replies(one))) {
      return { ...wrong(settings['reply'] === 'longer' ? 'reply-grows' : 'reply-shrinks'), place: 1 } as Outcome;
    }
    if (settings['tea'] === changeOf(teas(two), teas(one))) return { passed: true, parameters: {} };
    return { ...wrong(settings['tea'] === 'same' ? 'tea-stays' : 'tea-shrinks'), place: 1 } as Outcome;
  },
  leftGoal: (run) => toldStep(run, ORDER),
};

/** How much of their time cooks worked, from the first customer to the last tea. */
export function busyPercent(run: RunReader, cooks: number): number {
  const spans = teas(run);
  const window = { from: spans[0]?.from ?? 0, to: Math.max(1, ...spans.map(({ to }) => to ?? 0)) };
  return Math.round(utilisationPerMille(run.operations, { service: 'kitchen', concurrency: cooks, window }) / 10);
}

/** Does the shop keep its times, and at what price? */
function whyTooSlow(rush: RunReader, cooks: number): Outcome | null {
  const reply = p99Micros(replies(rush));
  if (reply >= REPLY_MILLIS_MAX * 1_000) return wrong('customer-waits', { seconds: secondsOf(reply) });
  const tea = p99Micros(teas(rush));
  if (tea >= TEA_SECONDS_MAX * 1_000_000) return wrong('tea-waits', { seconds: secondsOf(tea) });
  const busy = busyPercent(rush, cooks);
  return busy < BUSY_PERCENT_MIN ? wrong('idle', { busy }) : null;
}

/** Is what customers are told true? */
function whyUntrue(says: string, rush: RunReader, broken: RunReader): Outcome | null {
  if (says === 'ready') return wrong('not-ready', { early: toldBefore(rush) });
  if (says === 'five') return { ...wrong('promised', { seconds: secondsOf(longestMillis(teas(broken)) * 1_000) }) };
  return says === 'thanks' ? wrong('says-nothing') : null;
}

const chosen = ({ settings }: FormAnswer) => ({
  answered: (settings['answered'] ?? 'made') as Answered,
  cooks: Number(settings['cooks'] ?? 2),
  says: settings['says'] ?? 'ready',
});

const tune: Task<FormAnswer> = {
  kind: 'T',
  unseen: 'must-hold',
  plans(answer, seed) {
    const { answered, cooks } = chosen(answer);
    return ACCIDENTS.map((accident) => ({
      scenario: shopWith({ ...accident, answered, cooks, teaMillis: SLOW_MILLIS, seed }),
    }));
  },
  judge(answer, [rush, broken]) {
    if (rush === undefined || broken === undefined) throw new Error('there are two runs');
    const { cooks, says } = chosen(answer);
    const slow = whyTooSlow(rush, cooks);
    if (slow !== null) return slow;
    const lost = forgotten(broken).length;
    if (lost > 0) return wrong('forgotten', { lost });
    return whyUntrue(says, rush, broken) ?? { passed: true, parameters: {} };
  },
  leftGoal: (run) => leftStep(run),
};

/** The step at which the first customer has waited too long, for the reply or for the tea; -1 when none has. */
function leftStep(run: RunReader): number {
  const late = (spans: readonly Span[], most: number): readonly number[] =>
    spans.flatMap(({ from, to }) => ((to ?? Number.POSITIVE_INFINITY) - from > most ? [from + most] : []));
  const calls = callSpans(run.operations, { process: 'customers' });
  const times = [...late(calls, REPLY_MILLIS_MAX * 1_000), ...late(teas(run), TEA_SECONDS_MAX * 1_000_000)];
  const crash = faultStep(run, 'crash', 'kitchen');
  if (crash !== -1 && forgotten(run).length > 0) return crash;
  return times.length === 0 ? -1 : run.stepAt(Math.min(...times));
}

/** How much longer customers wait for the reply when the kitchen is slower. */
function replyCompared(run: RunReader): string {
  const plan = runs['async'] as { readonly scenario: RunReader['scenario'] };
  const before = runPlan({ scenario: { ...plan.scenario, seed: run.scenario.seed } }).run;
  const [now, then] = [medianMillis(replies(run)), medianMillis(replies(before))];
  if (now >= then * 2) return 'thrice';
  return now > then * 1.2 ? 'longer' : 'same';
}

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => firstOf(run, (each) => each.f === 'call' && each.type === 'ok' && each.order === 'n4') },
    'slow-async': {
      decisive: (run) => pressedStep(run, QUIET),
      told: (run) => toldStep(run, QUIET),
    },
    sync: {
      pressed: (run) => pressedStep(run, QUIET),
      asked: (run) => askedStep(run, QUIET),
      made: (run) => madeStep(run, QUIET),
      answered: (run) => answeredStep(run, QUIET),
      told: (run) => toldStep(run, QUIET),
    },
    crowd: {
      decisive: (run) => pressedStep(run, ORDER),
      told: (run) => toldStep(run, ORDER),
    },
  },
  predictions: {
    who: { run: 'slow-async', truth: replyCompared },
    where: { run: 'crowd', truth: (run) => placeOf(run, ORDER, toldStep(run, ORDER)) },
  },
  tasks: { told, done, twoClocks, tune },
  plots: {
    waits: (run) =>
      timePlot(run, {
        title: { en: 'How long each order took', 'zh-cn': '每个订单花了多久' },
        unit: { en: 'ms', 'zh-cn': '毫秒' },
        series: [
          durationSeries({ en: 'until the reply', 'zh-cn': '到听见答复' }, replies(run)),
          durationSeries({ en: 'until the tea', 'zh-cn': '到奶茶做好' }, teas(run)),
        ],
      }),
  },
  tally: {
    count: (run) => ({
      waiting: secondsOf(longestMillis(replies(run, 'waiting')) * 1_000),
      numbered: longestMillis(replies(run, 'numbered')),
      tea: secondsOf(longestMillis(teas(run, 'numbered')) * 1_000),
    }),
    broken: ({ waiting }) => Number(waiting) > 1,
    well: {
      en: 'Longest wait for a reply: {waiting} s for those who wait for their tea, {numbered} ms for those who get a number.',
      'zh-cn': '等答复最久的：等奶茶的一队 {waiting} 秒，领号的一队 {numbered} 毫秒。',
    },
    harm: {
      en: 'Longest wait for a reply: {waiting} s for those who wait for their tea, {numbered} ms for those who get a number. Longest wait for the tea of those with a number: {tea} s.',
      'zh-cn':
        '等答复最久的：等奶茶的一队 {waiting} 秒，领号的一队 {numbered} 毫秒。领号的一队，等奶茶最久的有 {tea} 秒。',
    },
  },
};
