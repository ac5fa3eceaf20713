/**
 * One bubble-tea shop, three ways to answer a customer: when the tea is made, when a queue has the order, or at once. Work and cooks
 * are the same in all of them.
 */
import type { CallerSpec, ServiceSpec, Step } from '../../sim-engine/apps/applications.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import type {
  RabbitConsumerSpec,
  RabbitProducerSpec,
  RabbitScenario,
} from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

/** Times and network of the shop; services and clients are put in here. */
const street = json as unknown as RabbitScenario;

/**
 * When the customer is answered. `made`: checkout asks the kitchen and waits. `stored`: a queue has confirmed the order. `at-once`:
 * checkout answers first, and asks the kitchen in its own memory.
 */
export type Answered = 'made' | 'stored' | 'at-once';

export interface Shop {
  readonly answered: Answered;
  readonly cooks?: number;
  /** Time that a cook needs for a tea. */
  readonly teaMillis?: number;
  readonly spread?: 'fixed' | 'exponential';
  readonly faults?: readonly Action[];
  readonly seed?: number;
  readonly customers?: Partial<CallerSpec>;
}

/** As on every day, and three times slower. */
export const TEA_MILLIS = 200;
export const SLOW_MILLIS = 600;

const CALL: Step = {
  do: 'call',
  service: 'kitchen',
  endpoint: 'make',
  timeoutMillis: 30_000,
  onFailure: 'fail',
};
const SEND: Step = { do: 'send', producer: 'checkout-out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
const REPLY: Step = { do: 'reply' };

/** What checkout does with an order. A program that ends has answered. */
export const PROGRAMS: Readonly<Record<Answered, readonly Step[]>> = {
  made: [{ do: 'work', micros: 2_000 }, CALL],
  stored: [{ do: 'work', micros: 2_000 }, SEND],
  'at-once': [{ do: 'work', micros: 2_000 }, REPLY, CALL],
};

/** Orders that checkout has in hand at the same time: many, where it waits for the kitchen, so that this is no limit. */
const WORKERS: Readonly<Record<Answered, number>> = { made: 100, stored: 8, 'at-once': 100 };

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place + 1);

const PRODUCER: RabbitProducerSpec = {
  name: 'checkout-out',
  exchange: '',
  routingKeys: ['teas'],
  settings: { 'publisher-confirms': 'individual', persistent: true, republish: 'unconfirmed' },
  ratePerSecond: 0,
  records: 0,
  keys: [],
};

const cookAt = (place: number): RabbitConsumerSpec => ({
  name: `cook-${place}`,
  queue: 'teas',
  settings: { prefetch: 1, 'network-recovery-interval-ms': 1_000 },
  processing: {
    micros: 0,
    idempotent: false,
    handler: { service: 'kitchen', endpoint: 'make', timeoutMillis: 30_000, onFailure: 'retry', backoffMillis: 500 },
  },
});

interface Kitchen {
  readonly cooks: number;
  readonly teaMillis: number;
  readonly spread: 'fixed' | 'exponential';
  /** Does a queue stand before it? */
  readonly reads: 'queue' | 'nothing';
}

const kitchenOf = ({ cooks, teaMillis, spread, reads }: Kitchen): ServiceSpec => ({
  name: 'kitchen',
  concurrency: cooks,
  backlog: 200,
  endpoints: {
    make: [
      { do: 'work', micros: teaMillis * 1_000, spread },
      { do: 'effect', name: 'made', idempotencyKey: 'order' },
    ],
  },
  ...(reads === 'queue' && { clients: places(cooks).map((place) => cookAt(place).name) }),
});

/** The shop, with everything that is asked of it. */
export function shopWith(shop: Shop): RabbitScenario {
  const { answered, cooks = 2, teaMillis = TEA_MILLIS, spread = 'fixed', faults = [], seed, customers } = shop;
  const isQueued = answered === 'stored';
  const checkout: ServiceSpec = {
    name: 'checkout',
    concurrency: WORKERS[answered],
    backlog: 100,
    endpoints: { order: PROGRAMS[answered] },
    ...(isQueued && { clients: ['checkout-out'] }),
  };
  return assembled({
    services: [checkout, kitchenOf({ cooks, teaMillis, spread, reads: isQueued ? 'queue' : 'nothing' })],
    callers: callersOf([{ ...customers }]),
    cooks: isQueued ? cooks : 0,
    faults,
    ...(seed !== undefined && { seed }),
  });
}

/** The customers of the scenario, changed. */
function callersOf(changes: readonly Partial<CallerSpec>[]): readonly CallerSpec[] {
  const [customers] = street.topology.applications?.callers ?? [];
  if (customers === undefined) throw new Error('the scenario has customers');
  return changes.map((change) => ({ ...customers, ...change }));
}

interface Parts {
  readonly services: readonly ServiceSpec[];
  readonly callers: readonly CallerSpec[];
  /** Who reads the queue; 0: there is none. */
  readonly cooks: number;
  readonly faults: readonly Action[];
  readonly seed?: number;
}

function assembled({ services, callers, cooks, faults, seed }: Parts): RabbitScenario {
  const { applications, ...topology } = street.topology;
  if (applications === undefined) throw new Error('the scenario has applications');
  return {
    ...street,
    ...(seed !== undefined && { seed }),
    faults,
    topology: {
      ...topology,
      queues: cooks > 0 ? [{ name: 'teas', type: 'classic' }] : [],
      producers: cooks > 0 ? [PRODUCER] : [],
      consumers: places(cooks).map(cookAt),
      applications: { ...applications, services, callers },
    },
  };
}

/** Two tills of one shop: at one customers wait for their tea, at the other they get a number. */
function twoTills(): RabbitScenario {
  const checkout: ServiceSpec = {
    name: 'checkout',
    concurrency: 16,
    backlog: 100,
    endpoints: { wait: PROGRAMS.made, number: PROGRAMS.stored },
    clients: ['checkout-out'],
  };
  const phases = [{ seconds: 10, ratePerSecond: 2 }];
  return assembled({
    services: [checkout, kitchenOf({ cooks: 4, teaMillis: TEA_MILLIS, spread: 'fixed', reads: 'queue' })],
    callers: callersOf([
      { name: 'waiting', endpoint: 'wait', keys: ['w'], phases },
      { name: 'numbered', endpoint: 'number', keys: ['n'], phases, startMillis: 2_250 },
    ]),
    cooks: 4,
    faults: [],
  });
}

const at = (seconds: number, operation: string, node: string): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: { node },
});

const RUSH: Partial<CallerSpec> = {
  phases: [
    { seconds: 5, ratePerSecond: 10 },
    { seconds: 15, ratePerSecond: 2 },
  ],
  arrivals: 'random',
};

/** What a design has to survive, in the order in which the page lists it. */
export const ACCIDENTS: readonly Pick<Shop, 'faults' | 'customers'>[] = [
  { customers: RUSH },
  { customers: RUSH, faults: [at(6, 'crash', 'kitchen'), at(10, 'restart', 'kitchen')] },
];

/** A cook goes home on a day on which two just keep up. */
export const staffed = (cooks: number, seed: number): RabbitScenario =>
  shopWith({ answered: 'stored', cooks, teaMillis: SLOW_MILLIS, seed });

/** The story of an even day is told by then. */
const SHORT = { horizonMillis: 15_000 };

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...twoTills(), healAtMillis: 8_000 } },
  sync: { scenario: shopWith({ answered: 'made' }) },
  async: { scenario: { ...shopWith({ answered: 'stored' }), ...SHORT } },
  'slow-sync': { scenario: shopWith({ answered: 'made', teaMillis: SLOW_MILLIS }) },
  'slow-async': { scenario: { ...shopWith({ answered: 'stored', teaMillis: SLOW_MILLIS }), ...SHORT } },
  crowd: { scenario: shopWith({ answered: 'stored', teaMillis: SLOW_MILLIS, customers: RUSH }) },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Let the kitchen fall asleep', 'zh-cn': '让厨房睡着' },
    operation: 'pause',
    arguments: { node: 'kitchen' },
  },
];
