import {
  acceptedOrders,
  mismatches,
  ordersSent,
  ordersWithRow,
  repeatedOrders,
} from '../../sim-engine/apps/measures/orders.ts';
import type { RecordedOperation } from '../../sim-engine/host/world.ts';
import { wrong } from '../forms.ts';
import { meta } from './meta.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import type { PlotData, PlotPoint } from '../plot.ts';
import { timePlot } from '../plots.ts';
import { acknowledgedStep, faultStep } from '../reading.ts';
import {
  accidentOf,
  CELLS,
  shopWith,
  type AccidentName,
  type CheckoutStep,
  type Design,
  type RelayStep,
} from './scenario.ts';

/** The order that crashes hit. */
export const VICTIM = 'a3';
export const EFFECT = 'tea';
const QUEUE = 'orders';
/** More messages than this about one order, and nobody will ever stop. */
const MESSAGES_MAX = 4;

/** The first step at or after another at which an operation is recorded that fits; -1 when there is none. */
export function stepWhere(run: RunReader, fits: (operation: RecordedOperation) => boolean, from = 0): number {
  return run.operations.find((operation) => operation.step >= from && fits(operation))?.step ?? -1;
}

/** The step at which a row is written, or with the state null deleted. */
export const rowStep = (run: RunReader, table: string, order: string, change: 'written' | 'deleted'): number =>
  stepWhere(
    run,
    (each) =>
      each.f === 'write' &&
      each.type === 'ok' &&
      each.table === table &&
      each.key === order &&
      (each.state === null) === (change === 'deleted'),
  );

/** Steps at which a tea is made for an order. */
export const madeSteps = (run: RunReader, order: string): readonly number[] =>
  run.operations.flatMap((each) =>
    each.f === 'effect' && each.type === 'ok' && each.order === order ? [each.step] : [],
  );

/** Orders whose message was sent, each as often as it was. */
export const sends = (run: RunReader): readonly string[] =>
  run.operations.flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));

/** Orders with a row and no message, and with a message and no row. */
export const left = (run: RunReader) =>
  mismatches(ordersWithRow(run.operations, { table: 'orders' }), ordersSent(run.operations, QUEUE));

export const twice = (run: RunReader): readonly string[] => repeatedOrders(run.operations, EFFECT);

/** What is left behind, as the form and the predictions call it. */
export function fateOf(run: RunReader): 'orphan' | 'phantom' | 'none' {
  const { orphans, phantoms } = left(run);
  if (phantoms.length > 0) return 'phantom';
  return orphans.length > 0 ? 'orphan' : 'none';
}

const NAMES_OF_WRONG: Readonly<Record<string, string>> = {
  'row-refused': 'refused-row',
  'send-refused': 'only-crashes',
  'catch-crash': 'catch-after-crash',
  'catch-confirm': 'lost-confirm',
};

const matrix: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => Object.values(CELLS).map((cell) => ({ scenario: shopWith({ ...cell, seed }) })),
  judge({ settings }, runs) {
    const cells = Object.keys(CELLS);
    const place = cells.findIndex((name, index) => {
      const run = runs[index];
      return run !== undefined && settings[name] !== fateOf(run);
    });
    if (place === -1) return { passed: true, parameters: {} };
    return { ...wrong(NAMES_OF_WRONG[cells[place] ?? ''] ?? 'refused-row'), place };
  },
  leftGoal: (run) => leftStep(run),
};

const CHECKOUT_STEPS: readonly CheckoutStep[] = ['row', 'outbox', 'both', 'send'];
const RELAY_STEPS: readonly RelayStep[] = ['send', 'delete'];

/** What an answer means. */
export function designOf({ lists, settings }: FormAnswer): Design {
  const chosen = <Name extends string>(list: string, known: readonly Name[]): readonly Name[] =>
    (lists[list] ?? []).flatMap((id) => known.filter((name) => name === id));
  return {
    checkout: chosen('checkout', CHECKOUT_STEPS),
    relay: chosen('relay', RELAY_STEPS),
    kitchen: settings['kitchen'] === 'once' ? 'once' : 'each',
  };
}

export const BUILD_ACCIDENTS: readonly AccidentName[] = ['checkoutTwice', 'powerCut', 'soldOut'];

const listed = (orders: readonly string[]): string => orders.join(', ');

/** What is wrong whatever happens: a step is missing, or there is one too many. */
function incomplete(design: Design, calm: RunReader): Outcome | null {
  const hasRow = design.checkout.some((step) => step === 'row' || step === 'both');
  if (!hasRow) return wrong('no-row');
  if (ordersSent(calm.operations, QUEUE).size === 0) return wrong('nobody-sends');
  const sent = sends(calm);
  const most = Math.max(...sent.map((order) => sent.filter((each) => each === order).length));
  if (most > MESSAGES_MAX) return wrong('never-deleted', { sent: sent.length });
  const told = acceptedOrders(calm.operations, 'customers').size;
  const orders = ordersWithRow(calm.operations, { table: 'orders' }).size;
  return told < orders ? wrong('refused', { orders }) : null;
}

/** Rows and messages that have no counterpart after one of the accidents. */
function mismatched({ checkout }: Design, runs: readonly RunReader[]): Outcome | null {
  const isSplit = checkout.includes('outbox') && !checkout.includes('both');
  for (const place of [2, 0, 1]) {
    const run = runs[place];
    if (run === undefined) continue;
    const { orphans, phantoms } = left(run);
    const orders = listed([...phantoms, ...orphans]);
    if (orders === '') continue;
    if (isSplit) return { ...wrong('two-commits', { orders }), place };
    if (phantoms.length > 0) return { ...wrong('phantom', { orders }), place };
    return { ...wrong(place === 1 ? 'deleted-first' : 'orphan', { orders }), place };
  }
  return null;
}

const whyTwice = ({ checkout, relay }: Design): string =>
  checkout.includes('send') && relay.includes('send') ? 'two-senders' : 'twice';

const build: Task<FormAnswer> = {
  kind: 'C',
  unseen: 'must-hold',
  plans(answer, seed) {
    const design = designOf(answer);
    return BUILD_ACCIDENTS.map((name) => ({
      scenario: shopWith({ design, accident: accidentOf(name, design), seed }),
    }));
  },
  judge(answer, runs) {
    const [, , calm] = runs;
    if (calm === undefined) throw new Error('there is a run for every accident');
    const design = designOf(answer);
    const fault = incomplete(design, calm) ?? mismatched(design, runs);
    if (fault !== null) return fault;
    const place = runs.findIndex((run) => twice(run).length > 0);
    const run = runs[place];
    if (run !== undefined) return { ...wrong(whyTwice(design), { orders: listed(twice(run)) }), place };
    return { passed: true, parameters: {} };
  },
  leftGoal: (run) => leftStep(run),
  /** One order, and one crash of whoever has it in hand. */
  search(answer) {
    const design = designOf(answer);
    const accident = { faults: [], cups: 1 };
    return {
      scenario: shopWith({ design, accident, seed: meta.seeds.public, customers: 1 }),
      promises: ['database-and-events-agree', 'effect-once'],
      anomalies: ['orphan', 'phantom', 'repeated-effect'],
      faults: { crash: 1 },
      targets: ['checkout', 'rabbit-1', ...(design.relay.length > 0 ? ['relay'] : [])],
      fromMillis: 1_990,
      untilMillis: 3_200,
      statesMax: 6_000,
    };
  },
};

/** The step at which a run parts row and message, or makes a tea a second time; -1 when it never does. */
export function leftStep(run: RunReader): number {
  const { orphans, phantoms } = left(run);
  const steps = [
    ...phantoms.map((order) => acknowledgedOrDelivered(run, order)),
    ...orphans.map((order) => crashAfter(run, rowStep(run, 'orders', order, 'written'))),
    ...twice(run).map((order) => madeSteps(run, order)[1] ?? -1),
  ].filter((step) => step !== -1);
  return steps.length === 0 ? -1 : Math.min(...steps);
}

/** From here on a message of an order cannot be taken back. */
const acknowledgedOrDelivered = (run: RunReader, order: string): number =>
  stepWhere(
    run,
    (each) =>
      (each.f === 'send' && each.type === 'ok' && each.value === order) ||
      (each.f === 'poll' && each.records.some(({ value }) => value === order)),
  );

/** The crash after a step; without one, the step itself. */
const crashAfter = (run: RunReader, from: number): number => {
  const crash = stepWhere(run, ({ f }) => f === 'crash', from);
  return crash === -1 ? from : crash;
};

const confirmedByRelay = (run: RunReader): number =>
  stepWhere(
    run,
    (each) => each.f === 'send' && each.type === 'ok' && each.value === VICTIM && each.process === 'relay-out',
  );

/** How many orders have a row, and how many have had a message, after each operation that changes one of the two. */
export function agreementOf(run: RunReader): PlotData {
  const rows: PlotPoint[] = [{ atMicros: 0, value: 0 }];
  const messages: PlotPoint[] = [{ atMicros: 0, value: 0 }];
  const sent = new Set<string>();
  let count = 0;
  for (const each of run.operations) {
    if (each.f === 'write' && each.type === 'ok' && each.table === 'orders') {
      count += each.state === null ? -1 : 1;
      rows.push({ atMicros: each.at, value: count });
    }
    if (each.f !== 'poll') continue;
    for (const { value } of each.records) sent.add(value);
    messages.push({ atMicros: each.at, value: sent.size });
  }
  return timePlot(run, {
    title: { en: 'Do the database and the queue agree?', 'zh-cn': '数据库和队列对得上吗？' },
    unit: { en: 'orders', 'zh-cn': '个订单' },
    series: [
      { name: { en: 'orders with a row', 'zh-cn': '有订单行的订单' }, form: 'steps', points: rows },
      {
        name: { en: 'orders whose message the kitchen has got', 'zh-cn': '厨房收到过消息的订单' },
        form: 'steps',
        points: messages,
      },
    ],
  });
}

export const checks: LessonChecks = {
  plots: { agreement: agreementOf },
  moments: {
    hook: { start: (run) => rowStep(run, 'orders', VICTIM, 'written') },
    turned: {
      decisive: (run) => faultStep(run, 'crash', 'checkout'),
      made: (run) => madeSteps(run, VICTIM)[0] ?? -1,
      end: (run) => run.steps,
    },
    outbox: {
      together: (run) => rowStep(run, 'orders', VICTIM, 'written'),
      crashed: (run) => faultStep(run, 'crash', 'checkout'),
      confirmed: confirmedByRelay,
      made: (run) => madeSteps(run, VICTIM)[0] ?? -1,
      deleted: (run) => rowStep(run, 'outbox', VICTIM, 'deleted'),
    },
    relay: {
      decisive: (run) => faultStep(run, 'crash', 'relay'),
      again: (run) => madeSteps(run, VICTIM)[1] ?? -1,
    },
  },
  predictions: {
    turned: { run: 'turned', truth: fateOf },
    relay: { run: 'relay', truth: (run) => madeSteps(run, VICTIM).length },
  },
  tasks: { matrix, build },
  cards: {
    'twice-from-the-outbox': {
      run: 'relay',
      values: (run) => ({
        sent: sends(run).filter((order) => order === VICTIM).length,
        confirmed: acknowledgedStep(run, VICTIM) === -1 ? 0 : 1,
      }),
    },
  },
  tally: {
    count: (run) => ({
      rows: ordersWithRow(run.operations, { table: 'orders' }).size,
      sent: ordersSent(run.operations, QUEUE).size,
      names: listed(left(run).orphans),
    }),
    broken: ({ names }) => names !== '',
    well: {
      en: '{rows} {rows|order|orders} in the database, {sent} {sent|message|messages} in the queue.',
      'zh-cn': '数据库里有 {rows} 个订单，队列收到 {sent} 条消息。',
    },
    harm: {
      en: '{rows} {rows|order|orders} in the database, {sent} {sent|message|messages} in the queue: nobody makes {names}.',
      'zh-cn': '数据库里有 {rows} 个订单，队列只收到 {sent} 条消息：没有人做 {names}。',
    },
  },
};
