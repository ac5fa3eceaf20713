/** A shop that writes to a database and to a queue: whatever comes first, a crash can come before the second. */
import type { PeriodicSpec, ServiceSpec, Step, Write } from '../../sim-engine/apps/applications.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import type { RabbitProducerSpec, RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

const base = json as unknown as RabbitScenario;

const DATABASE = 'shop-db';
/** Between two steps of checkout, and of the relay: a moment that a crash can find. */
const BETWEEN_MICROS = 400_000;

/** What checkout can do with an order. `both`: the order's row and a row of the outbox, in one transaction. */
export type CheckoutStep = 'row' | 'outbox' | 'both' | 'send';
/** What the relay can do with each row of the outbox. */
export type RelayStep = 'send' | 'delete';

export interface Design {
  readonly checkout: readonly CheckoutStep[];
  /** When a step has failed, a catch block deletes the order's row. */
  readonly catches?: true;
  /** Empty: there is no relay. */
  readonly relay: readonly RelayStep[];
  /** `once`: the kitchen has a unique key on the order. */
  readonly kitchen: 'each' | 'once';
}

const row = (table: string, state: string): Write => ({ op: 'insert', table, by: 'order', state, unique: true });
const PLACED: Write = row('orders', 'placed');
const NOTED: Write = row('outbox', 'new');
/** An order is taken only while there are cups for it. */
const CUP: Extract<Write, { readonly op: 'take' }> = { op: 'take', table: 'cups', item: 'cups', amount: 1 };

const commit = (writes: readonly Write[]): Step => ({
  do: 'transaction',
  database: DATABASE,
  writes,
  onFailure: 'fail',
});
const send = (producer: string): Step => ({ do: 'send', producer, wait: 'confirmed', as: 'order', onFailure: 'fail' });

const CHECKOUT: Readonly<Record<CheckoutStep, Step>> = {
  row: commit([PLACED, CUP]),
  outbox: commit([NOTED]),
  both: commit([PLACED, CUP, NOTED]),
  send: send('checkout-out'),
};
const RELAY: Readonly<Record<RelayStep, Step>> = {
  send: send('relay-out'),
  delete: commit([{ op: 'delete', table: 'outbox', by: 'order' }]),
};

/** Steps with a moment after each. */
const slowly = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step): readonly Step[] => [step, { do: 'work', micros: BETWEEN_MICROS }]);

function checkoutOf({ checkout, catches }: Design): readonly Step[] {
  const steps = slowly(checkout.map((step) => CHECKOUT[step]));
  const undo = commit([
    { op: 'delete', table: 'orders', by: 'order' },
    { ...CUP, amount: -1 },
  ]);
  return catches === true ? [...steps, { do: 'catch' }, undo] : steps;
}

function kitchenOf({ kitchen }: Design): readonly Step[] {
  const made: Write = {
    op: 'insert',
    table: 'made',
    by: 'order',
    state: 'made',
    unique: kitchen === 'once',
    effect: 'tea',
  };
  // Refused means made before, which is as good.
  return [
    { do: 'work', micros: 50_000 },
    { do: 'transaction', database: 'kitchen-db', writes: [made], onFailure: 'stop' },
  ];
}

function relayOf({ relay }: Design): readonly ServiceSpec[] {
  if (relay.length === 0) return [];
  const periodic: PeriodicSpec = {
    everyMillis: 200,
    rows: { database: DATABASE, table: 'outbox', state: 'new', olderThanMillis: 0, limit: 10 },
    steps: slowly(relay.map((step) => RELAY[step])),
  };
  return [{ name: 'relay', concurrency: 1, backlog: 0, endpoints: {}, periodic: [periodic], clients: ['relay-out'] }];
}

/** The relay has a producer client of its own. */
function producersOf({ relay }: Design): readonly RabbitProducerSpec[] {
  const { producers } = base.topology;
  return relay.length === 0 ? producers : [...producers, ...producers.map((each) => ({ ...each, name: 'relay-out' }))];
}

export interface Accident {
  readonly faults: readonly Action[];
  /** How many orders there are cups for. */
  readonly cups: number;
}

/** The shop with a design, an accident and a seed. */
export function shopWith(options: {
  readonly design: Design;
  readonly accident: Accident;
  readonly seed: number;
  /** How many order, one every second. */
  readonly customers?: number;
}): RabbitScenario {
  const { design, accident, seed, customers } = options;
  const { applications } = base.topology;
  if (applications === undefined) throw new Error('the shop has services');
  const programs: Readonly<Record<string, ServiceSpec['endpoints']>> = {
    checkout: { order: checkoutOf(design) },
    kitchen: { make: kitchenOf(design) },
  };
  const services = applications.services.map((each) => ({ ...each, endpoints: programs[each.name] ?? each.endpoints }));
  const databases = applications.databases.map((each) =>
    each.name === DATABASE ? { ...each, counters: { cups: { cups: accident.cups } } } : each,
  );
  const callers = applications.callers.map((each) =>
    customers === undefined ? each : { ...each, phases: [{ seconds: customers, ratePerSecond: 1 }] },
  );
  return {
    ...base,
    seed,
    faults: accident.faults,
    topology: {
      ...base.topology,
      producers: producersOf(design),
      applications: { ...applications, services: [...services, ...relayOf(design)], databases, callers },
    },
  };
}

const fault = (seconds: number, operation: string, given: Action['arguments']): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: given,
});

/** A machine is down from one time to another. */
const down = (node: string, from: number, to: number): readonly Action[] => [
  fault(from, 'crash', { node }),
  fault(to, 'restart', { node }),
];

const ENOUGH = 6;

/** What can go wrong. Its victim is a3, or whoever comes when the cups are gone. */
export const ACCIDENTS = {
  /** Checkout dies between its first and its second step. */
  checkout: { faults: down('checkout', 4.2, 5.2), cups: ENOUGH },
  /** Checkout dies between the first step and the second one of a3, and between the second and the third of a5. */
  checkoutTwice: { faults: [...down('checkout', 4.2, 5.2), ...down('checkout', 6.6, 7.6)], cups: ENOUGH },
  /** The relay dies while it has a3 in hand. */
  relay: { faults: down('relay', 4.35, 5.35), cups: ENOUGH },
  /** Checkout and the relay die together while they have a3 in hand: neither can stand in for the other. */
  powerCut: { faults: [...down('checkout', 4.35, 5.35), ...down('relay', 4.35, 5.35)], cups: ENOUGH },
  /** The database refuses the last order. */
  soldOut: { faults: [], cups: ENOUGH - 1 },
  /** RabbitMQ has the message, and dies before checkout hears of it. */
  confirm: {
    faults: [fault(4.2, 'loseResponse', { from: 'rabbit-1', to: 'checkout-out' })],
    cups: ENOUGH,
  },
} as const satisfies Readonly<Record<string, Accident>>;

export type AccidentName = keyof typeof ACCIDENTS;

/** What a shop of some design goes through: where there is no relay, none can crash. */
export function accidentOf(name: AccidentName, { relay }: Design): Accident {
  const { faults, cups } = ACCIDENTS[name];
  const possible = faults.filter(({ arguments: { node } }) => node !== 'relay' || relay.length > 0);
  return { faults: possible, cups };
}

const planOf = (design: Design, accident: Accident): RunPlan => ({
  scenario: shopWith({ design, accident, seed: base.seed }),
});

/** Two writes one after the other, by a shop that has nothing else. */
const dual = (checkout: readonly CheckoutStep[]): Design => ({ checkout, relay: [], kitchen: 'each' });
const caught: Design = { ...dual(['row', 'send']), catches: true };

/** The reference: one transaction, a relay that deletes a row when its message is confirmed, a kitchen that knows repeats. */
export const RIGHT: Design = { checkout: ['both'], relay: ['send', 'delete'], kitchen: 'once' };

/** Checkout dies as soon as its first step is done, and before anybody else has acted on it. */
const AT_ONCE: Accident = { faults: down('checkout', 4.01, 4.9), cups: ENOUGH };

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: planOf(dual(['row', 'send']), { faults: [], cups: ENOUGH }),
  turned: planOf(dual(['send', 'row']), AT_ONCE),
  outbox: planOf(RIGHT, AT_ONCE),
  relay: planOf({ ...RIGHT, kitchen: 'each' }, ACCIDENTS.relay),
};

/** What the matrix asks about, in the order of the page. */
export const CELLS: Readonly<Record<string, { readonly design: Design; readonly accident: Accident }>> = {
  'row-refused': { design: dual(['row', 'send']), accident: ACCIDENTS.soldOut },
  'send-refused': { design: dual(['send', 'row']), accident: ACCIDENTS.soldOut },
  'catch-crash': { design: caught, accident: ACCIDENTS.checkout },
  'catch-confirm': { design: caught, accident: ACCIDENTS.confirm },
};

export const deeds: readonly Deed[] = [
  { label: { en: 'Crash checkout', 'zh-cn': '让收银台崩溃' }, operation: 'crash', arguments: { node: 'checkout' } },
  { label: { en: 'Start it again', 'zh-cn': '重新启动' }, operation: 'restart', arguments: { node: 'checkout' } },
];
