import { callSpans, type CallSpan } from '../../sim-engine/apps/measures/calls.ts';
import { effectSpans, unfulfilledOrders } from '../../sim-engine/apps/measures/orders.ts';
import { lengthsOf, percentile } from '../../sim-engine/apps/measures/spans.ts';
import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task, Text } from '../lesson.ts';
import type { Series } from '../plot.ts';
import { distribution, sampledSeries, timePlot } from '../plots.ts';
import { acknowledgedStep, faultStep, sentStep } from '../reading.ts';
import { runPlan } from '../running.ts';
import { ACCIDENTS, CHAIN, DOWN, runs, SERVICES, shopWith, SLOW_POINTS, type Way, type Ways } from './scenario.ts';

const CALLER = 'customers';
const SECOND = 1_000_000;
/** After the repair, every e-mail has to be sent within this. */
export const WITHIN_SECONDS = 60;

/** What customers asked, and what they were told. */
export const asked = (run: RunReader): readonly CallSpan[] => callSpans(run.operations, { process: CALLER });
const isToldYes = ({ outcome }: CallSpan): boolean => outcome === 'ok';
export const refused = (run: RunReader): readonly CallSpan[] => asked(run).filter((call) => !isToldYes(call));

/** Of a hundred checkouts, how many succeeded. */
export const sharePercent = (run: RunReader): number =>
  Math.round((asked(run).filter(isToldYes).length * 100) / asked(run).length);

/** From the button to an effect, for orders that were told yes. */
const until = (run: RunReader, effect: string) =>
  effectSpans(run.operations, { caller: CALLER, effect, from: 'invoke' }).filter(({ to }) => to !== null);

/** Half of the orders have an effect no later than this, in milliseconds. */
export const medianMillis = (run: RunReader, effect: string): number =>
  Math.round((percentile(lengthsOf(until(run, effect)), 500) ?? 0) / 1_000);
export const medianReplyMillis = (run: RunReader): number =>
  Math.round((percentile(lengthsOf(asked(run).filter(isToldYes)), 500) ?? 0) / 1_000);

/** Orders that were told yes and never had an effect. */
export const without = (run: RunReader, effect: string): readonly string[] =>
  unfulfilledOrders(run.operations, { caller: CALLER, effect });

/** When an order was charged, or its cup was put aside; infinite when never. */
function sureAt(run: RunReader, what: 'charged' | 'reserved'): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const each of run.operations) {
    const is =
      what === 'charged'
        ? each.f === 'effect' && each.type === 'ok' && each.name === what
        : each.f === 'write' && each.type === 'ok' && each.table === what;
    if (is && 'order' in each && !times.has(each.order)) times.set(each.order, each.at);
  }
  return times;
}

/** Customers who were told yes before it was certain. */
export function toldTooSoon(run: RunReader, what: 'charged' | 'reserved'): readonly CallSpan[] {
  const sure = sureAt(run, what);
  return asked(run).filter(
    (call) => isToldYes(call) && (sure.get(call.order) ?? Number.POSITIVE_INFINITY) > (call.to ?? 0),
  );
}

/** Customers who were told yes, and for whom there was no cup. */
export function oversold(run: RunReader): readonly CallSpan[] {
  const sure = sureAt(run, 'reserved');
  return asked(run).filter((call) => isToldYes(call) && !sure.has(call.order));
}

/** Orders whose e-mail, or whose points, came later than they may, or not at all. */
export function late(run: RunReader, effect: 'e-mailed' | 'credited' = 'e-mailed'): readonly string[] {
  const spans = effectSpans(run.operations, { caller: CALLER, effect, from: 'ok' });
  return spans.flatMap(({ order, from, to }) => {
    const deadline = (Math.max(from, DOWN.until * SECOND) / SECOND + WITHIN_SECONDS) * SECOND;
    return to === null || to > deadline ? [order] : [];
  });
}

/** The step at which a customer was told; -1 when never. */
export function toldStep(run: RunReader, order: string): number {
  const found = run.operations.find(
    (each) => each.f === 'call' && each.process === CALLER && each.type !== 'invoke' && each.order === order,
  );
  return found?.step ?? -1;
}

/** The step of an effect; -1 when there is none. */
export function effectStep(run: RunReader, effect: string, order: string): number {
  const found = run.operations.find((each) => each.f === 'effect' && each.name === effect && each.order === order);
  return found?.step ?? -1;
}

/** Orders handed to RabbitMQ while a service is down, in their order. */
export function sentWhileDown(run: RunReader, node: string): readonly string[] {
  const [from, to] = [faultStep(run, 'crash', node), faultStep(run, 'restart', node)];
  return run.operations.flatMap((each) =>
    each.f === 'send' && each.type === 'invoke' && each.step > from && each.step < to ? [each.value] : [],
  );
}

const firstDown = (run: RunReader): string => sentWhileDown(run, 'points')[0] ?? '';

/** Customers told yes, or told no, so far. */
function toldSeries(name: Text, run: RunReader, calls: readonly CallSpan[]): Series {
  const ends = calls.flatMap(({ to }) => (to === null ? [] : [to])).toSorted((left, right) => left - right);
  return sampledSeries(name, run, (step) => ends.filter((end) => end <= run.timeOf(step)).length);
}

export const waysOf = ({ settings }: FormAnswer): Ways =>
  Object.fromEntries(SERVICES.map((name) => [name, (settings[name] ?? CHAIN[name]) as Way])) as Ways;

/** Why customers were told no although there was tea. */
function whyRefused(ways: Ways, run: RunReader): Outcome | null {
  const parameters = { refused: refused(run).length, all: asked(run).length };
  if (parameters.refused * 1_000 <= parameters.all) return null;
  return wrong(ways.email === 'again' ? 'again' : 'still-chained', parameters);
}

/** What was said before it was known. */
function whyTooSoon(outage: RunReader, lastCups: RunReader): Outcome | null {
  const unpaid = toldTooSoon(outage, 'charged').length;
  if (unpaid > 0) return { ...wrong('unpaid', { unpaid }), place: 0 } as Outcome;
  const sold = oversold(lastCups).length;
  return sold > 0 ? ({ ...wrong('oversold', { sold }), place: 1 } as Outcome) : null;
}

/** The completion: one wire of the picture, and who reads at its end. */
const oneWire: Task<FormAnswer> = {
  kind: 'C',
  unseen: 'none',
  plans: (answer, seed) => [
    {
      scenario: shopWith({
        ...SLOW_POINTS,
        ways: waysOf(answer),
        readers: Number(answer.settings['readers'] ?? 1),
        seed,
      }),
    },
  ],
  judge(answer, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const way = waysOf(answer).points;
    const no = refused(run).length;
    if (no > 0) return wrong(way === 'again' ? 'asks-again' : 'waits', { refused: no });
    const forgotten = without(run, 'credited').length;
    if (way === 'ignore') return wrong('nobody-remembers', { forgotten });
    const behind = late(run, 'credited').length;
    return behind > 0 ? wrong('one-reader', { behind }) : { passed: true, parameters: {} };
  },
  leftGoal: (run) => Math.min(...refused(run).map(({ order }) => toldStep(run, order)), run.steps),
};

const wire: Task<FormAnswer> = {
  kind: 'C',
  unseen: 'must-hold',
  plans: (answer, seed) =>
    ACCIDENTS.map((accident) => ({
      scenario: shopWith({
        ...accident,
        ways: waysOf(answer),
        readers: Number(answer.settings['readers'] ?? 1),
        seed,
      }),
    })),
  judge(answer, [outage, lastCups]) {
    if (outage === undefined || lastCups === undefined) throw new Error('there are two runs');
    const ways = waysOf(answer);
    const no = whyRefused(ways, outage);
    if (no !== null) return no;
    const tooSoon = whyTooSoon(outage, lastCups);
    if (tooSoon !== null) return tooSoon;
    const forgotten = without(outage, 'e-mailed').length;
    if (ways.email === 'ignore' && forgotten > 0) return wrong('forgotten', { forgotten });
    const behind = late(outage).length;
    return behind > 0 ? wrong('few-readers', { behind }) : { passed: true, parameters: {} };
  },
  leftGoal: (run, place) => leftStep(run, place),
  par: {
    unit: { en: 'queues in the design', 'zh-cn': '用了几个队列' },
    score: (_answer, [run]) => run?.observe(run.steps).logs.length ?? 0,
    better: 'less',
  },
};

/** The first step at which somebody is told no for nothing, is told yes too soon, or has waited too long; -1 when none. */
function leftStep(run: RunReader, place: number): number {
  const ends = [
    ...(place === 0 ? refused(run) : oversold(run)).map(({ order }) => toldStep(run, order)),
    ...toldTooSoon(run, 'charged').map(({ order }) => toldStep(run, order)),
    ...(place === 0 && late(run).length > 0 ? [run.stepAt((DOWN.until + WITHIN_SECONDS) * SECOND)] : []),
  ].filter((step) => step > 0);
  return ends.length === 0 ? -1 : Math.min(...ends);
}

/** How a share is called by those who choose. */
function shareNamed(percent: number): string {
  if (percent >= 99) return 'all';
  if (percent >= 75) return 'most';
  return percent >= 25 ? 'half' : 'few';
}

/** Compared with a direct call under the same seed. */
function comparedWithCall(run: RunReader): string {
  const plan = runs['asked'] as { readonly scenario: RunReader['scenario'] };
  const direct = runPlan({ scenario: { ...plan.scenario, seed: run.scenario.seed } }).run;
  const difference = medianMillis(run, 'credited') - medianMillis(direct, 'credited');
  if (difference === 0) return 'same';
  return difference < 0 ? 'sooner' : 'later';
}

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => toldStep(run, 'a4') },
    chain: {
      decisive: (run) => faultStep(run, 'crash', 'email'),
      refused: (run) => toldStep(run, refused(run)[0]?.order ?? ''),
    },
    shelved: {
      down: (run) => faultStep(run, 'crash', 'points'),
      sent: (run) => sentStep(run, firstDown(run)),
      kept: (run) => acknowledgedStep(run, firstDown(run)),
      told: (run) => toldStep(run, firstDown(run)),
      back: (run) => faultStep(run, 'restart', 'points'),
      credited: (run) => effectStep(run, 'credited', firstDown(run)),
      empty: (run) => effectStep(run, 'credited', sentWhileDown(run, 'points').at(-1) ?? ''),
    },
    left: {
      decisive: (run) => sentStep(run, 'a3'),
      credited: (run) => effectStep(run, 'credited', 'a3'),
    },
  },
  predictions: {
    share: { run: 'chain', truth: (run) => shareNamed(sharePercent(run)) },
    faster: { run: 'left', truth: comparedWithCall },
  },
  tasks: { oneWire, wire },
  plots: {
    told: (run) =>
      timePlot(run, {
        title: { en: 'What customers were told', 'zh-cn': '顾客听到的答复' },
        unit: { en: 'customers', 'zh-cn': '位顾客' },
        series: [
          toldSeries({ en: 'told yes', 'zh-cn': '听到“好的”' }, run, asked(run).filter(isToldYes)),
          toldSeries({ en: 'told no', 'zh-cn': '听到“不行”' }, run, refused(run)),
        ],
      }),
    untilPoints: (run) => ({
      kind: 'distribution',
      title: { en: 'From the button to the points', 'zh-cn': '从按下按钮到积分到账' },
      unit: { en: 'ms', 'zh-cn': '毫秒' },
      distributions: [distribution({ en: 'orders', 'zh-cn': '订单' }, until(run, 'credited'))],
    }),
  },
  tally: {
    count: (run) => ({ refused: refused(run).length, all: asked(run).length }),
    broken: ({ refused: count }) => Number(count) > 0,
    well: {
      en: 'All {all} customers were told yes.',
      'zh-cn': '{all} 位顾客都听到了“好的”。',
    },
    harm: {
      en: '{refused} of {all} customers were told no.',
      'zh-cn': '{all} 位顾客里，有 {refused} 位听到“不行”。',
    },
  },
};
