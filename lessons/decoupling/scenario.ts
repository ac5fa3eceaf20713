/**
 * The bubble-tea shop whose checkout asks four services one after the other; and the same shop with RabbitMQ in between, where
 * somebody wants it.
 */
import type { CallerSpec, ServiceSpec, Step } from '../../sim-engine/apps/applications.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import type {
  QueueSpec,
  RabbitConsumerSpec,
  RabbitProducerSpec,
  RabbitScenario,
} from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

/** Names, times and network of the shop; services and clients are put in here. */
const street = json as unknown as RabbitScenario;

/** The services that checkout needs, in the order in which it asks them. */
export const SERVICES = ['stock', 'payment', 'points', 'email'] as const;
export type ServiceName = (typeof SERVICES)[number];

/**
 * How checkout reaches a service. `call`: asks, and waits for the answer. `again`: asks up to three times. `ignore`: asks, and goes
 * on whatever comes. `queue`: leaves a message for it.
 */
export type Way = 'call' | 'again' | 'ignore' | 'queue';
export type Ways = Readonly<Record<ServiceName, Way>>;

export const CHAIN: Ways = { stock: 'call', payment: 'call', points: 'call', email: 'call' };

interface Shop {
  readonly ways: Ways;
  /** Who reads each queue, and works on one message at a time: so many. */
  readonly readers?: number;
  /** Time that points works on an order. */
  readonly pointsMillis?: number;
  /** Cups of tea that there are. */
  readonly cups?: number;
  readonly faults?: readonly Action[];
  readonly seed?: number;
  readonly customers?: Partial<CallerSpec>;
  /** When the story is told and the run may end. */
  readonly endSeconds?: number;
}

const MILLIS = 1_000;
/** Orders that a service works on at the same time. */
const WORKERS = 4;

const POINTS_MILLIS = 50;

/** What each service does with an order. */
const workOf = (pointsMillis: number): Readonly<Record<ServiceName, readonly Step[]>> => ({
  payment: [
    { do: 'work', micros: 120 * MILLIS },
    { do: 'effect', name: 'charged', idempotencyKey: 'order' },
  ],
  stock: [
    { do: 'work', micros: 5 * MILLIS },
    {
      do: 'transaction',
      database: 'stock-db',
      writes: [
        { op: 'insert', table: 'reserved', by: 'order', state: 'held', unique: true },
        { op: 'take', table: 'cups', item: 'tea', amount: 1 },
      ],
      onFailure: 'fail',
    },
  ],
  points: [
    { do: 'work', micros: pointsMillis * MILLIS },
    { do: 'effect', name: 'credited', idempotencyKey: 'order' },
  ],
  email: [
    { do: 'work', micros: 1_000 * MILLIS },
    { do: 'effect', name: 'e-mailed', idempotencyKey: 'order' },
  ],
});

/** How checkout reaches one service. */
function reach(name: ServiceName, way: Way): Step {
  if (way === 'queue') return { do: 'send', producer: `to-${name}`, wait: 'confirmed', as: 'order', onFailure: 'fail' };
  return {
    do: 'call',
    service: name,
    endpoint: 'do',
    timeoutMillis: 3_000,
    onFailure: way === 'ignore' ? 'continue' : 'fail',
    ...(way === 'again' && { attempts: 3, backoffMillis: 200 }),
  };
}

const queued = (ways: Ways): readonly ServiceName[] => SERVICES.filter((name) => ways[name] === 'queue');
const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place + 1);

interface Staff {
  readonly readers: number;
  readonly pointsMillis: number;
}

function servicesOf(ways: Ways, { readers, pointsMillis }: Staff): readonly ServiceSpec[] {
  const work = workOf(pointsMillis);
  const behind = SERVICES.map((name): ServiceSpec => ({
    name,
    concurrency: WORKERS,
    backlog: 20,
    endpoints: { do: work[name] },
    ...(ways[name] === 'queue' && { clients: places(readers).map((place) => readerName(name, place)) }),
  }));
  const checkout: ServiceSpec = {
    name: 'checkout',
    concurrency: 8,
    backlog: 20,
    endpoints: {
      order: [{ do: 'work', micros: 2 * MILLIS }, ...SERVICES.map((name) => reach(name, ways[name]))],
    },
    clients: queued(ways).map((name) => `to-${name}`),
  };
  return [checkout, ...behind];
}

const readerName = (name: ServiceName, place: number): string => `${name}-in-${place}`;

const producerTo = (name: ServiceName): RabbitProducerSpec => ({
  name: `to-${name}`,
  exchange: '',
  routingKeys: [name],
  settings: { 'publisher-confirms': 'individual', persistent: true, republish: 'unconfirmed' },
  ratePerSecond: 0,
  records: 0,
  keys: [],
});

const readerOf = (name: ServiceName, place: number): RabbitConsumerSpec => ({
  name: readerName(name, place),
  queue: name,
  settings: { prefetch: 1, 'on-poison': 'discard', 'network-recovery-interval-ms': 1_000 },
  processing: {
    micros: 0,
    idempotent: false,
    handler: { service: name, endpoint: 'do', timeoutMillis: 3_000, onFailure: 'give-up', backoffMillis: 500 },
  },
});

/** The shop with chosen ways to its services. */
export function shopWith({
  ways,
  readers = 1,
  pointsMillis = POINTS_MILLIS,
  cups = 400,
  faults = [],
  seed,
  customers,
  endSeconds,
}: Shop): RabbitScenario {
  const names = queued(ways);
  const { applications, ...topology } = street.topology;
  if (applications === undefined) throw new Error('the scenario has applications');
  return {
    ...street,
    ...(seed !== undefined && { seed }),
    ...(endSeconds !== undefined && { horizonMillis: endSeconds * 1_000 }),
    faults,
    topology: {
      ...topology,
      queues: names.map((name): QueueSpec => ({ name, type: 'classic' })),
      producers: names.map(producerTo),
      consumers: names.flatMap((name) => places(readers).map((place) => readerOf(name, place))),
      applications: {
        ...applications,
        services: servicesOf(ways, { readers, pointsMillis }),
        databases: [{ name: 'stock-db', tables: ['reserved', 'cups'], counters: { cups: { tea: cups } } }],
        callers: applications.callers.map((caller) => ({ ...caller, ...customers })),
      },
    },
  };
}

const at = (seconds: number, operation: string, node: string): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: { node },
});

export const DOWN = { from: 17, until: 47 } as const;
/** A service is down for thirty seconds of the minute. */
export const outage = (node: string): readonly Action[] => [
  at(DOWN.from, 'crash', node),
  at(DOWN.until, 'restart', node),
];

/** What is told comes evenly, so that designs can be compared; what is judged comes as customers come. */
const EVENLY: Partial<CallerSpec> = { arrivals: 'even' };

/** Half a minute in which nothing breaks; as many read a queue as workers would be asked. */
const calm = (ways: Ways): RabbitScenario =>
  shopWith({
    ways,
    readers: WORKERS,
    endSeconds: 40,
    customers: { ...EVENLY, phases: [{ seconds: 30, ratePerSecond: 2 }] },
  });

const SHELVED: Ways = { ...CHAIN, points: 'queue' };

/** The accident of the completion: points is down for thirty seconds, and takes its time for an order. */
export const SLOW_POINTS: Omit<Shop, 'ways' | 'readers' | 'seed'> = {
  faults: outage('points'),
  customers: EVENLY,
  pointsMillis: 800,
  endSeconds: 125,
};

/** What a design has to survive, in the order in which the page lists it. */
export const ACCIDENTS: readonly Omit<Shop, 'ways' | 'readers' | 'seed'>[] = [
  { faults: outage('email') },
  { cups: 12, customers: { phases: [{ seconds: 15, ratePerSecond: 2 }] } },
];

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...calm(CHAIN), healAtMillis: 25_000 } },
  chain: { scenario: shopWith({ ways: CHAIN, faults: outage('email'), customers: EVENLY }) },
  shelved: { scenario: shopWith({ ways: SHELVED, faults: outage('points'), customers: EVENLY, endSeconds: 70 }) },
  asked: { scenario: calm(CHAIN) },
  left: { scenario: calm(SHELVED) },
};

const crash = (node: ServiceName, label: Deed['label']): Deed => ({ label, operation: 'crash', arguments: { node } });

export const deeds: readonly Deed[] = [
  crash('stock', { en: 'Crash stock', 'zh-cn': '让 stock（库存）崩溃' }),
  crash('payment', { en: 'Crash payment', 'zh-cn': '让 payment（支付）崩溃' }),
  crash('points', { en: 'Crash points', 'zh-cn': '让 points（积分）崩溃' }),
  crash('email', { en: 'Crash email', 'zh-cn': '让 email（邮件）崩溃' }),
];
