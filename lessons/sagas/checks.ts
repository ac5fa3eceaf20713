import { effectCounts, ordersWithRow } from '../../sim-engine/apps/measures/orders.ts';
import type { RecordedOperation } from '../../sim-engine/host/world.ts';
import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import { levelSeries, timePlot } from '../plots.ts';
import { faultStep } from '../reading.ts';
import { meta } from './meta.ts';
import { ACCIDENTS, ACCIDENT_NAMES, CUPS, shopWith, type Design } from './scenario.ts';

const SECOND = 1_000_000;

/** An order that is well, and the one that every accident hits. */
const WELL = 'a1';
export const VICTIM = 'a3';

/** The first step at or after another at which an operation is recorded that fits; -1 when there is none. */
export function stepWhere(run: RunReader, fits: (operation: RecordedOperation) => boolean, from = 0): number {
  return run.operations.find((operation) => operation.step >= from && fits(operation))?.step ?? -1;
}

/** The step at which an order's row gets a state. */
export const rowStep = (run: RunReader, table: string, order: string, state: string): number =>
  stepWhere(
    run,
    (each) =>
      each.f === 'write' &&
      each.type === 'ok' &&
      each.table === table &&
      each.key === order &&
      each.order === order &&
      each.state === state,
  );

/** The step at which a late action is refused, because a row of the order is there already. */
export const refusedStep = (run: RunReader, table: string, order: string): number =>
  stepWhere(
    run,
    (each) =>
      each.f === 'write' &&
      each.type === 'fail' &&
      each.table === table &&
      each.order === order &&
      each.error === 'CONFLICT',
    rowStep(run, table, order, 'void') + 1,
  );

export const effectStep = (run: RunReader, name: string, order: string): number =>
  stepWhere(run, (each) => each.f === 'effect' && each.type === 'ok' && each.name === name && each.order === order);

export const having = (run: RunReader, effect: string): readonly string[] => [
  ...effectCounts(run.operations, effect).keys(),
];

export const inState = (run: RunReader, table: string, state: string): readonly string[] => [
  ...ordersWithRow(run.operations, { table, states: [state] }),
];

/** Orders that paid, and have neither a tea nor the money back. */
export function unsettled(run: RunReader): readonly string[] {
  const settled = new Set([...having(run, 'shipped'), ...having(run, 'refunded')]);
  return having(run, 'charged').filter((order) => !settled.has(order));
}

/** Orders that got money back and never paid. */
export function gifts(run: RunReader): readonly string[] {
  const charged = having(run, 'charged');
  return having(run, 'refunded').filter((order) => !charged.includes(order));
}

/** Orders that are cancelled and still have a cup. */
export function heldForNobody(run: RunReader): readonly string[] {
  const cancelled = inState(run, 'orders', 'cancelled');
  return inState(run, 'holds', 'held').filter((order) => cancelled.includes(order));
}

const pending = (run: RunReader): readonly string[] => inState(run, 'orders', 'pending');
export const sold = (run: RunReader): number => having(run, 'shipped').length;
export const refunds = (run: RunReader): number => having(run, 'refunded').length;

/** What an answer means. */
export function designOf({ settings }: FormAnswer): Design {
  const timeout = settings['timeout'] ?? 'none';
  const early = settings['early'];
  return {
    timeoutMillis: timeout === 'none' ? null : Number(timeout) * 1_000,
    early: early === 'note' || early === 'cup' || early === 'money' ? early : 'nothing',
    reconcile: (['asked', 'paid'] as const).filter((name) => settings[name] === 'yes'),
  };
}

const listed = (orders: readonly string[]): string => orders.join(', ');

/** The place of the first run in which some orders are left, and these. */
function firstLeft(runs: readonly RunReader[], left: (run: RunReader) => readonly string[]) {
  const place = runs.findIndex((run) => left(run).length > 0);
  const run = runs[place];
  return run === undefined ? null : { place, orders: left(run) };
}

const of = (state: string) => (run: RunReader) => {
  const inIt = inState(run, 'payments', state);
  return unsettled(run).filter((order) => inIt.includes(order));
};

/** What can be left behind at rest, in the order in which it matters. */
const WAYS: readonly (readonly [name: string, left: (run: RunReader) => readonly string[]])[] = [
  ['waits', pending],
  ['too-eager', (run) => (sold(run) === 0 ? having(run, 'charged') : [])],
  ['oversold', (run) => having(run, 'shipped').slice(CUPS)],
  ['from-nowhere', gifts],
  ['held', heldForNobody],
  ['unasked', of('asked')],
  ['unrefunded', of('paid')],
];

/** Why some orders have not come to a good end; null when all have. */
function whatIsLeft(accidents: readonly RunReader[]): Outcome | null {
  for (const [name, left] of WAYS) {
    const found = firstLeft(accidents, left);
    if (found === null) continue;
    const parameters = { names: listed(found.orders), count: found.orders.length };
    return { ...wrong(name, parameters), place: found.place };
  }
  return null;
}

const plans: Task<FormAnswer>['plans'] = (answer, seed) =>
  ACCIDENT_NAMES.map((name) => ({ scenario: shopWith({ design: designOf(answer), faults: ACCIDENTS[name], seed }) }));

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans,
  judge({ numbers }, accidents) {
    const left = whatIsLeft(accidents);
    if (left !== null) return left;
    const number = numbers['refunds'] ?? null;
    const [late] = accidents;
    if (number === null || late === undefined) return wrong('no-number');
    if (number !== refunds(late)) return wrong('number-off', { number });
    return { passed: true, parameters: { refunds: number } };
  },
  par: {
    unit: {
      en: 'seconds, the longest that money is taken and neither a tea nor a refund has come',
      'zh-cn': '从扣款到出茶或退款，最长的一次用了几秒',
    },
    score: (_answer, accidents) =>
      Math.max(...accidents.flatMap(moneySpans).map(({ from, to }) => ((to ?? from) - from) / SECOND)),
    better: 'less',
  },
  leftGoal,
  /** One order. The bank dies, or a queue gets no further, until the order is older than checkout waits. */
  search: (answer) => ({
    scenario: shopWith({ design: designOf(answer), faults: [], seed: meta.seeds.public, customers: 1 }),
    promises: ['database-and-events-agree'],
    anomalies: ['orphan', 'phantom'],
    faults: { pause: 1, crash: 1 },
    targets: ['bank', 'reserve-in'],
    healsMax: 0,
    fromMillis: 1_990,
    untilMillis: 14_000,
    statesMax: 3_000,
  }),
};

/** The completion: only what an undo does that comes first. */
const early: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans,
  judge: (_answer, accidents) => whatIsLeft(accidents) ?? { passed: true, parameters: {} },
  leftGoal,
};

/** The step at which an order that ends badly takes its turn to the bad. */
function leftGoal(run: RunReader): number {
  const [seventh] = having(run, 'shipped').slice(CUPS);
  const steps = [
    ...pending(run).map((order) => rowStep(run, 'orders', order, 'pending')),
    ...heldForNobody(run).map((order) =>
      Math.max(rowStep(run, 'holds', order, 'held'), rowStep(run, 'orders', order, 'cancelled')),
    ),
    ...gifts(run).map((order) => effectStep(run, 'refunded', order)),
    ...unsettled(run).map((order) => effectStep(run, 'charged', order)),
    ...(seventh === undefined ? [] : [effectStep(run, 'shipped', seventh)]),
    ...(sold(run) === 0 ? [rowStep(run, 'orders', WELL, 'cancelled')] : []),
  ].filter((step) => step !== -1);
  return steps.length === 0 ? -1 : Math.min(...steps);
}

/** What became of the order that the accident hits. */
export function fateOf(run: RunReader): 'shipped' | 'refunded' | 'pending' | 'cancelled' {
  if (having(run, 'shipped').includes(VICTIM)) return 'shipped';
  if (having(run, 'refunded').includes(VICTIM)) return 'refunded';
  return pending(run).includes(VICTIM) ? 'pending' : 'cancelled';
}

/** What became of its cup. */
export function cupOf(run: RunReader): 'held' | 'free' | 'never' {
  if (heldForNobody(run).includes(VICTIM)) return 'held';
  return inState(run, 'holds', 'released').includes(VICTIM) ? 'free' : 'never';
}

const after = (run: RunReader, steps: readonly number[]): number | null => {
  const found = steps.filter((step) => step !== -1);
  return found.length === 0 ? null : run.timeOf(Math.min(...found));
};

/** From the charge until there is a tea or a refund. */
const moneySpans = (run: RunReader) =>
  having(run, 'charged').map((order) => ({
    from: run.timeOf(effectStep(run, 'charged', order)),
    to: after(run, [effectStep(run, 'shipped', order), effectStep(run, 'refunded', order)]),
  }));

const victimRow = (table: string, state: string) => (run: RunReader) => rowStep(run, table, VICTIM, state);
const victimEffect = (name: string) => (run: RunReader) => effectStep(run, name, VICTIM);

/** The bank says yes when payment asks about the victim. */
const askedStep = (run: RunReader): number =>
  stepWhere(
    run,
    (each) => each.f === 'call' && each.type === 'ok' && each.endpoint === 'has-charged' && each.order === VICTIM,
  );

export const checks: LessonChecks = {
  moments: {
    hook: { start: victimRow('charges', 'charged') },
    silent: {
      decisive: (run) => faultStep(run, 'crash', 'bank'),
      placed: (run) => rowStep(run, 'orders', WELL, 'pending'),
      held: (run) => rowStep(run, 'holds', WELL, 'held'),
      paid: (run) => rowStep(run, 'payments', WELL, 'paid'),
      shipped: (run) => effectStep(run, 'shipped', WELL),
      charged: victimEffect('charged'),
      back: (run) => faultStep(run, 'restart', 'bank'),
      end: (run) => run.steps,
    },
    late: { decisive: victimRow('orders', 'cancelled'), end: (run) => run.steps },
    overtaken: { decisive: victimRow('orders', 'cancelled'), late: victimRow('holds', 'held') },
    noted: {
      cancelled: victimRow('orders', 'cancelled'),
      noted: victimRow('holds', 'void'),
      refused: (run) => refusedStep(run, 'holds', VICTIM),
    },
    reconciled: {
      charged: victimEffect('charged'),
      crashed: (run) => faultStep(run, 'crash', 'bank'),
      cancelled: victimRow('orders', 'cancelled'),
      asked: askedStep,
      paid: victimRow('payments', 'paid'),
      refunded: victimEffect('refunded'),
    },
  },
  predictions: {
    silent: { run: 'silent', truth: fateOf },
    late: { run: 'late', truth: (run) => unsettled(run).length },
    overtaken: { run: 'overtaken', truth: cupOf },
  },
  tasks: { repair, early },
  plots: {
    unsettled: (run) =>
      timePlot(run, {
        title: { en: 'Paid, and waiting', 'zh-cn': '付了钱，还在等' },
        unit: { en: 'orders', 'zh-cn': '个订单' },
        series: [
          levelSeries(
            { en: 'paid, and neither a tea nor a refund', 'zh-cn': '付了钱，没奶茶也没退款' },
            moneySpans(run),
            run.timeOf(run.steps),
          ),
        ],
      }),
  },
  cards: {
    'timeout-and-payment': { run: 'late', values: (run) => ({ left: unsettled(run).length }) },
  },
  tally: {
    count: (run) => ({
      charged: having(run, 'charged').length,
      shipped: sold(run),
      names: listed(unsettled(run)),
    }),
    broken: ({ names }) => names !== '',
    well: {
      en: '{charged} {charged|customer|customers} charged, {shipped} {shipped|tea|teas} handed out.',
      'zh-cn': '扣款 {charged} 人，出杯 {shipped} 杯。',
    },
    harm: {
      en: '{charged} {charged|customer|customers} charged, {shipped} {shipped|tea|teas} handed out: {names} paid for nothing.',
      'zh-cn': '扣款 {charged} 人，出杯 {shipped} 杯：{names} 的钱白付了。',
    },
  },
};
