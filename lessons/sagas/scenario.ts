/** A shop of three services with a database each: an order is a chain of local transactions, and some links come late or never. */
import type { PeriodicSpec, ServiceSpec, Step, Write } from '../../sim-engine/apps/applications.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import type {
  RabbitProducerSpec,
  RabbitScenario,
  RabbitTopology,
} from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

const base = json as unknown as RabbitScenario;

/** Cups in the shop. */
export const CUPS = 6;

export interface Design {
  /** How old an order becomes before checkout cancels it; null: it waits for ever. */
  readonly timeoutMillis: number | null;
  /** What an undo does when there is nothing to undo yet. `cup`, `money`: it does not look, and gives that back. `note`: it leaves a row that refuses the late action. */
  readonly early: 'nothing' | 'cup' | 'money' | 'note';
  /** Which payments the periodic program of payment takes up: those without an answer, those that are paid, or both. */
  readonly reconcile: readonly ('asked' | 'paid')[];
}

const commit = (
  database: string,
  writes: readonly Write[],
  onFailure: 'stop' | 'continue' | 'fail' = 'stop',
): Step => ({
  do: 'transaction',
  database,
  writes,
  onFailure,
});
const insert = (table: string, state: string): Write => ({ op: 'insert', table, by: 'order', state, unique: true });
const turn = (table: string, from: string, to: string): Write => ({
  op: 'update',
  table,
  by: 'order',
  from: [from],
  to,
});
const cups = (amount: number): Write => ({ op: 'take', table: 'cups', item: 'cups', amount });
const send = (producer: string): Step => ({ do: 'send', producer, wait: 'confirmed', as: 'order', onFailure: 'fail' });
const ask = (service: string, endpoint: string): Step => ({
  do: 'call',
  service,
  endpoint,
  timeoutMillis: 1_000,
  onFailure: 'stop',
});
const effect = (name: string): Step => ({ do: 'effect', name, idempotencyKey: 'order' });

const LOOK_MILLIS = 5_000;

function rowsOf(options: {
  readonly database: string;
  readonly table: string;
  readonly state: string;
  readonly olderThanMillis: number;
  readonly everyMillis: number;
  readonly steps: readonly Step[];
}): PeriodicSpec {
  const { everyMillis, steps, ...rows } = options;
  return { everyMillis, rows: { ...rows, limit: 10 }, steps };
}

function checkoutOf({ timeoutMillis }: Design): ServiceSpec {
  const cancel: readonly Step[] = [commit('order-db', [turn('orders', 'pending', 'cancelled')]), send('cancel-out')];
  const timeout = rowsOf({
    database: 'order-db',
    table: 'orders',
    state: 'pending',
    olderThanMillis: timeoutMillis ?? 0,
    everyMillis: 500,
    steps: cancel,
  });
  return {
    name: 'checkout',
    concurrency: 4,
    backlog: 20,
    endpoints: {
      order: [commit('order-db', [insert('orders', 'pending')]), send('checkout-out')],
      ship: [commit('order-db', [turn('orders', 'pending', 'shipped')]), effect('shipped')],
      'is-cancelled': [commit('order-db', [turn('orders', 'cancelled', 'cancelled')], 'fail')],
    },
    periodic: timeoutMillis === null ? [] : [timeout],
    clients: ['checkout-out', 'cancel-out'],
  };
}

/** What an undo does before it looks for something to undo. */
const noted = (early: Design['early'], database: string, table: string): readonly Step[] =>
  early === 'note' ? [commit(database, [insert(table, 'void')], 'continue')] : [];

function inventoryOf({ early }: Design): ServiceSpec {
  const release = early === 'cup' ? [cups(-1)] : [turn('holds', 'held', 'released'), cups(-1)];
  return {
    name: 'inventory',
    concurrency: 2,
    backlog: 20,
    endpoints: {
      reserve: [commit('stock-db', [insert('holds', 'held'), cups(1)]), send('inventory-out')],
      release: [...noted(early, 'stock-db', 'holds'), commit('stock-db', release)],
    },
    clients: ['inventory-out'],
  };
}

function paymentOf({ early, reconcile }: Design): ServiceSpec {
  const pay = { database: 'pay-db', table: 'payments', olderThanMillis: LOOK_MILLIS, everyMillis: LOOK_MILLIS };
  const paid = [commit('pay-db', [turn('payments', 'asked', 'paid')]), send('payment-out')];
  const refunded = [commit('pay-db', [turn('payments', 'paid', 'refunded')]), effect('refunded')];
  const programs: Readonly<Record<'asked' | 'paid', PeriodicSpec>> = {
    asked: rowsOf({ ...pay, state: 'asked', steps: [ask('bank', 'has-charged'), ...paid] }),
    paid: rowsOf({ ...pay, state: 'paid', steps: [ask('checkout', 'is-cancelled'), ...refunded] }),
  };
  return {
    name: 'payment',
    concurrency: 4,
    backlog: 20,
    endpoints: {
      charge: [commit('pay-db', [insert('payments', 'asked')]), ask('bank', 'pay')],
      result: paid,
      refund: early === 'money' ? [effect('refunded')] : [...noted(early, 'pay-db', 'payments'), ...refunded],
    },
    periodic: reconcile.map((name) => programs[name]),
    clients: ['payment-out'],
  };
}

/** It takes the request, charges half a second later, and half a second after that it tells the shop: once. */
const bank: ServiceSpec = {
  name: 'bank',
  concurrency: 8,
  backlog: 100,
  endpoints: {
    pay: [
      { do: 'reply' },
      { do: 'work', micros: 500_000 },
      effect('charged'),
      commit('bank-db', [insert('charges', 'charged')]),
      { do: 'work', micros: 500_000 },
      ask('payment', 'result'),
    ],
    'has-charged': [commit('bank-db', [turn('charges', 'charged', 'charged')], 'fail')],
  },
  external: true,
};

const producer = (name: string, exchange: string, queue: string): RabbitProducerSpec => ({
  name,
  exchange,
  routingKeys: [queue],
  settings: {
    'publisher-confirms': 'individual',
    persistent: true,
    republish: 'unconfirmed',
    'network-recovery-interval-ms': 1_000,
  },
  ratePerSecond: 0,
  records: 0,
  keys: [],
});

type Consumer = RabbitTopology['consumers'][number];

const consumer = (name: string, queue: string, service: string, endpoint: string): Consumer => ({
  name,
  queue,
  settings: { prefetch: 1, 'network-recovery-interval-ms': 1_000 },
  processing: {
    micros: 0,
    idempotent: false,
    handler: { service, endpoint, timeoutMillis: 5_000, onFailure: 'retry', backoffMillis: 500 },
  },
});

const producers = [
  producer('checkout-out', '', 'reserve'),
  producer('cancel-out', 'cancelled', ''),
  producer('inventory-out', '', 'charge'),
  producer('payment-out', '', 'paid'),
];

const consumers = [
  consumer('reserve-in', 'reserve', 'inventory', 'reserve'),
  consumer('charge-in', 'charge', 'payment', 'charge'),
  consumer('paid-in', 'paid', 'checkout', 'ship'),
  consumer('undo-hold-in', 'undo-hold', 'inventory', 'release'),
  consumer('undo-charge-in', 'undo-charge', 'payment', 'refund'),
];

const fault = (seconds: number, operation: string, node: string): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: { node },
});

const frozen = (node: string, from: number, to: number): readonly Action[] => [
  fault(from, 'pause', node),
  fault(to, 'resume', node),
];

/** What can go wrong, in the order of the page. Orders come every four seconds, a3 at ten. */
export const ACCIDENTS = {
  /** The bank stands still for thirty seconds, and then does everything that it was asked. */
  late: frozen('bank', 9, 39),
  /** The bank dies after it has charged a3, and before it has told the shop; what comes meanwhile it never hears. */
  forgotten: [fault(10.75, 'crash', 'bank'), fault(28, 'restart', 'bank')],
  /** Two queues get no further: first that to inventory, then that to payment. */
  overtaken: [...frozen('reserve-in', 9, 23), ...frozen('charge-in', 25, 45)],
} as const satisfies Readonly<Record<string, readonly Action[]>>;

export type AccidentName = keyof typeof ACCIDENTS;
export const ACCIDENT_NAMES = Object.keys(ACCIDENTS) as readonly AccidentName[];

/** The shop with a design, an accident and a seed. */
export function shopWith(options: {
  readonly design: Design;
  readonly faults: readonly Action[];
  readonly seed: number;
  /** How many order, one every four seconds. */
  readonly customers?: number;
}): RabbitScenario {
  const { design, faults, seed, customers = 12 } = options;
  const { applications } = base.topology;
  if (applications === undefined) throw new Error('the shop has services');
  const services = [checkoutOf(design), inventoryOf(design), paymentOf(design), bank];
  const callers = applications.callers.map((each) => ({
    ...each,
    phases: [{ seconds: customers * 4, ratePerSecond: 0.25 }],
  }));
  return {
    ...base,
    seed,
    faults,
    topology: { ...base.topology, producers, consumers, applications: { ...applications, services, callers } },
  };
}

/** As the shop comes: it trusts that every message arrives at some time. */
export const NAIVE: Design = { timeoutMillis: null, early: 'nothing', reconcile: [] };
/** The reference. */
export const RIGHT: Design = { timeoutMillis: 10_000, early: 'note', reconcile: ['asked', 'paid'] };

const planOf = (design: Design, faults: readonly Action[], customers?: number): RunPlan => ({
  scenario: shopWith({ design, faults, seed: base.seed, ...(customers !== undefined && { customers }) }),
});

const timed: Design = { ...NAIVE, timeoutMillis: RIGHT.timeoutMillis };

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: planOf(NAIVE, [], CUPS),
  silent: planOf(NAIVE, ACCIDENTS.forgotten, CUPS),
  late: planOf(timed, ACCIDENTS.late),
  settled: planOf(RIGHT, ACCIDENTS.late),
  overtaken: planOf(timed, ACCIDENTS.overtaken),
  noted: planOf(RIGHT, ACCIDENTS.overtaken),
  reconciled: planOf(RIGHT, ACCIDENTS.forgotten),
};

export const deeds: readonly Deed[] = [
  { label: { en: 'Crash the bank', 'zh-cn': '让银行崩溃' }, operation: 'crash', arguments: { node: 'bank' } },
  { label: { en: 'Start it again', 'zh-cn': '重新启动' }, operation: 'restart', arguments: { node: 'bank' } },
];
