/** The shop that closes orders nobody has paid for: sale orders after two seconds, ordinary ones after twelve. */
import type { Applications, CallerSpec, PeriodicSpec, ServiceSpec, Step } from '../../sim-engine/apps/applications.ts';
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type {
  QueueSpec,
  RabbitConsumerSpec,
  RabbitProducerSpec,
  RabbitScenario,
} from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

const base = json as unknown as RabbitScenario;

const SECOND = 1_000_000;

/** Names of orders begin with the letter of their kind. */
export type Kind = 's' | 'n';
const KINDS: readonly Kind[] = ['s', 'n'];
/** How long a customer has to pay, in milliseconds. Five and thirty minutes in the shop; two and twelve seconds here. */
export const DELAY_MILLIS: Readonly<Record<Kind, number>> = { s: 2_000, n: 12_000 };
const NAMES: Readonly<Record<Kind, string>> = { s: 'sale', n: 'normal' };

/** How the shop waits. */
export type Mechanism = 'one-queue' | 'queue-per-delay' | 'sleep' | 'memory' | 'table';

export interface Design {
  readonly mechanism: Mechanism;
  readonly persistent: boolean;
  /** How often the program looks into the table. */
  readonly lookMillis: number;
}

const CLOSE: Step = {
  do: 'transaction',
  database: 'shop-db',
  writes: [{ op: 'update', table: 'orders', by: 'order', from: KINDS.map((kind) => NAMES[kind]), to: 'closed' }],
  onFailure: 'stop',
};

/** The order's row; its state says what kind of order it is, until it is closed. */
const place = (kind: Kind): Step => ({
  do: 'transaction',
  database: 'shop-db',
  writes: [{ op: 'insert', table: 'orders', by: 'order', state: NAMES[kind], unique: true }],
  onFailure: 'stop',
});

const sleep = (kind: Kind): Step => ({ do: 'work', micros: DELAY_MILLIS[kind] * 1_000 });
const send = (kind: Kind): Step => ({
  do: 'send',
  producer: `${NAMES[kind]}-out`,
  wait: 'confirmed',
  as: 'order',
  onFailure: 'fail',
});

const usesQueues = (mechanism: Mechanism): boolean => mechanism !== 'memory' && mechanism !== 'table';

/** What checkout does with an order: the row, and whatever begins the wait. */
function ordering(kind: Kind, mechanism: Mechanism): readonly Step[] {
  if (mechanism === 'memory') return [place(kind), { do: 'reply' }, sleep(kind), CLOSE];
  return usesQueues(mechanism) ? [place(kind), send(kind)] : [place(kind)];
}

const queueOf = (kind: Kind, mechanism: Mechanism): string =>
  mechanism === 'one-queue' ? 'waiting' : `waiting-${NAMES[kind]}`;

function producers({ mechanism, persistent }: Design): readonly RabbitProducerSpec[] {
  return KINDS.map((kind) => ({
    name: `${NAMES[kind]}-out`,
    exchange: '',
    routingKeys: [queueOf(kind, mechanism)],
    settings: {
      'publisher-confirms': 'individual',
      'network-recovery-interval-ms': 500,
      republish: 'unconfirmed',
      persistent,
      ...(mechanism === 'one-queue' ? { expiration: DELAY_MILLIS[kind] } : {}),
    },
    ratePerSecond: 0,
    records: 0,
    keys: [],
  }));
}

function waitingQueues({ mechanism }: Design): readonly QueueSpec[] {
  const letters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'close' };
  if (mechanism === 'one-queue') return [{ name: 'waiting', type: 'classic', settings: letters }];
  return KINDS.map((kind) => ({
    name: queueOf(kind, mechanism),
    type: 'classic',
    settings: mechanism === 'sleep' ? {} : { ...letters, 'x-message-ttl': DELAY_MILLIS[kind] },
  }));
}

/** A consumer that lets the closer do the work. */
const closing = (name: string, queue: string, endpoint: string): RabbitConsumerSpec => ({
  name,
  queue,
  settings: { prefetch: 10, 'network-recovery-interval-ms': 500 },
  processing: {
    micros: 0,
    idempotent: false,
    handler: { service: 'closer', endpoint, timeoutMillis: 20_000, onFailure: 'retry', backoffMillis: 500 },
  },
});

function consumers({ mechanism }: Design): readonly RabbitConsumerSpec[] {
  if (mechanism !== 'sleep') return [closing('close-in', 'close', 'close')];
  return KINDS.map((kind) => closing(`${NAMES[kind]}-in`, queueOf(kind, mechanism), NAMES[kind]));
}

const looking = (kind: Kind, lookMillis: number): PeriodicSpec => ({
  everyMillis: lookMillis,
  rows: {
    database: 'shop-db',
    table: 'orders',
    state: NAMES[kind],
    olderThanMillis: DELAY_MILLIS[kind],
    limit: 20,
  },
  steps: [CLOSE],
});

function services(design: Design): readonly ServiceSpec[] {
  const { mechanism, lookMillis } = design;
  const outlets = usesQueues(mechanism) ? producers(design).map(({ name }) => name) : [];
  const checkout: ServiceSpec = {
    name: 'checkout',
    concurrency: 64,
    backlog: 64,
    endpoints: Object.fromEntries(KINDS.map((kind) => [NAMES[kind], ordering(kind, mechanism)])),
    ...(outlets.length > 0 ? { clients: outlets } : {}),
  };
  if (mechanism === 'memory') return [checkout];
  const closer: ServiceSpec = {
    name: 'closer',
    concurrency: 8,
    backlog: 64,
    endpoints: {
      close: [CLOSE],
      ...Object.fromEntries(KINDS.map((kind) => [NAMES[kind], [sleep(kind), CLOSE]])),
    },
    ...(mechanism === 'table' ? { periodic: KINDS.map((kind) => looking(kind, lookMillis)) } : {}),
    ...(usesQueues(mechanism) ? { clients: consumers(design).map(({ name }) => name) } : {}),
  };
  return [checkout, closer];
}

interface Arrivals {
  /** Null: nobody of this kind comes. */
  readonly startMillis: Readonly<Record<Kind, number | null>>;
  readonly seconds: Readonly<Record<Kind, number>>;
  readonly ratePerSecond: number;
}

const RUSH: Arrivals = { startMillis: { s: 1_000, n: 1_400 }, seconds: { s: 6, n: 6 }, ratePerSecond: 2 };
/** Ordinary orders come later. */
const LATER: Arrivals = { startMillis: { s: 1_000, n: 2_400 }, seconds: { s: 3, n: 3 }, ratePerSecond: 1 };
/** One ordinary order; a sale order while it waits, and another one just before it goes. */
const FEW: Arrivals = { startMillis: { s: 3_700, n: 1_000 }, seconds: { s: 16, n: 8 }, ratePerSecond: 0.12 };

const customers = (kind: Kind, { startMillis, seconds, ratePerSecond }: Arrivals): CallerSpec => ({
  name: `${NAMES[kind]}-customers`,
  service: 'checkout',
  endpoint: NAMES[kind],
  phases: [{ seconds: seconds[kind], ratePerSecond }],
  arrivals: 'even',
  startMillis: startMillis[kind] ?? 0,
  keys: [kind],
  timeoutMillis: 3_000,
});

/** The shop with a design. */
export function built(name: string, design: Design, arrivals: Arrivals = RUSH): RabbitScenario {
  const { topology } = base;
  const applications: Applications = {
    ...(topology.applications as Applications),
    services: services(design),
    callers: KINDS.filter((kind) => arrivals.startMillis[kind] !== null).map((kind) => customers(kind, arrivals)),
  };
  const queued = usesQueues(design.mechanism);
  return {
    ...base,
    name,
    topology: {
      ...topology,
      applications,
      queues: [...topology.queues, ...(queued ? waitingQueues(design) : [])],
      producers: queued ? producers(design) : [],
      consumers: queued ? consumers(design) : [],
    },
  };
}

const down = (node: string, from: number, millis: number): readonly Action[] => [
  { at: from, operation: 'crash', arguments: { node } },
  { at: from + millis * 1_000, operation: 'restart', arguments: { node } },
];

/** The broker is restarted before the first ordinary order is due; at another moment for every seed. */
const restartAt = (seed: number): number => 10 * SECOND + (seed % 7) * 200_000;

/** A deploy restarts the shop's own programs. */
const deployed = (seed: number, { services: all }: Applications): readonly Action[] =>
  all.flatMap(({ name }) => down(name, restartAt(seed), 400));

export function designOf(settings: Readonly<Record<string, string>>): Design {
  const chosen = { ...startOf({ choices }).settings, ...settings };
  return {
    mechanism: chosen['mechanism'] as Mechanism,
    persistent: chosen['persistent'] === 'true',
    lookMillis: Number(chosen['look']) * 1_000,
  };
}

/** The runs that judge a design: nothing fails, the broker restarts, the shop's programs restart. */
export function trials(design: Design, seed: number): readonly Scenario[] {
  const own = built('delay-construct', design);
  return [
    { ...own, seed },
    { ...own, seed, faults: down('rabbit-1', restartAt(seed), 400) },
    { ...own, seed, faults: deployed(seed, own.topology.applications as Applications) },
  ];
}

/** One sale order, and nobody else: what a search looks at. */
export const oneOrder = (design: Design): Scenario =>
  built('delay-one-order', design, { startMillis: { s: 1_000, n: null }, seconds: { s: 1, n: 1 }, ratePerSecond: 1 });

const mixed: Design = { mechanism: 'one-queue', persistent: false, lookMillis: 5_000 };
/** Only sale orders, until the learner places an ordinary one: it is called n1, as if a customer had. */
function saleOnly(): RabbitScenario {
  const scenario = built('delay-hook', mixed, {
    startMillis: { s: 1_000, n: null },
    seconds: { s: 6, n: 6 },
    ratePerSecond: 1,
  });
  const { topology } = scenario;
  const named = topology.producers.map((each) => (each.name === 'normal-out' ? { ...each, keys: ['n'] } : each));
  return { ...scenario, topology: { ...topology, producers: named } };
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: saleOnly() },
  mixed: { scenario: built('delay-mixed', mixed) },
  few: { scenario: built('delay-few', mixed, FEW) },
  later: { scenario: built('delay-later', mixed, LATER) },
  restart: {
    scenario: {
      ...built('delay-restart', { ...mixed, mechanism: 'queue-per-delay' }),
      faults: down('rabbit-1', 12 * SECOND, 400),
    },
  },
  apart: { scenario: built('delay-apart', { ...mixed, mechanism: 'queue-per-delay', persistent: true }) },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Place an ordinary order', 'zh-cn': '下一个普通订单' },
    operation: 'publish',
    arguments: { producer: 'normal-out', key: 'n' },
  },
];
