/** Incidents of one shop: in each, one part of it is built differently, and one thing goes wrong. */
import type { ServiceSpec, Step } from '../../sim-engine/apps/applications.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import type { RabbitScenario, RabbitTopology } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

const base = json as unknown as RabbitScenario;

const work = (millis: number): Step => ({ do: 'work', micros: millis * 1_000 });
const MADE: Step = { do: 'effect', name: 'made' };
const ROW: Step = {
  do: 'transaction',
  database: 'shop-db',
  writes: [{ op: 'insert', table: 'orders', by: 'order', state: 'placed', unique: true }],
  onFailure: 'fail',
};
/** A second row for the same order is an error to this kitchen. */
const STRICT: Step = {
  do: 'transaction',
  database: 'kitchen-db',
  writes: [{ op: 'insert', table: 'made', by: 'order', state: 'made', unique: true }],
  onFailure: 'fail',
};
const SEND: Step = { do: 'send', producer: 'checkout-out', wait: 'confirmed', as: 'order', onFailure: 'fail' };

interface Shop {
  readonly checkout?: readonly Step[];
  readonly kitchen?: readonly Step[];
  readonly kitchens?: 1 | 2;
  readonly acknowledge?: 'automatic' | 'after-processing';
  /** Orders that wait for a worker of checkout; more are refused. */
  readonly backlog?: number;
  readonly rate?: number;
  readonly faults: readonly Action[];
}

const CHECKOUT: readonly Step[] = [ROW, SEND];
const KITCHEN: readonly Step[] = [work(400), MADE];

type Consumer = RabbitTopology['consumers'][number];

const consumerOf = (kitchen: string, acknowledge: string): Consumer => ({
  name: `${kitchen}-in`,
  queue: 'orders',
  settings: { prefetch: 1, acknowledge, 'network-recovery-interval-ms': 1_000 },
  processing: {
    micros: 0,
    idempotent: false,
    handler: { service: kitchen, endpoint: 'make', timeoutMillis: 5_000, onFailure: 'retry', backoffMillis: 1_000 },
  },
});

function shopOf(shop: Shop): RabbitScenario {
  const { checkout = CHECKOUT, kitchen = KITCHEN, acknowledge = 'after-processing', backlog = 20, faults } = shop;
  const names = shop.kitchens === 2 ? ['kitchen-1', 'kitchen-2'] : ['kitchen'];
  const { applications } = base.topology;
  if (applications === undefined) throw new Error('the shop has services');
  const services: readonly ServiceSpec[] = [
    { name: 'checkout', concurrency: 1, backlog, endpoints: { order: checkout }, clients: ['checkout-out'] },
    ...names.map((name) => ({
      name,
      concurrency: 1,
      backlog: 20,
      endpoints: { make: kitchen },
      clients: [`${name}-in`],
    })),
  ];
  const callers = applications.callers.map((each) => ({
    ...each,
    phases: [{ seconds: 6, ratePerSecond: shop.rate ?? 1 }],
  }));
  return {
    ...base,
    faults,
    topology: {
      ...base.topology,
      consumers: names.map((name) => consumerOf(name, acknowledge)),
      applications: { ...applications, services, callers },
    },
  };
}

const fault = (seconds: number, operation: string, node: string): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: { node },
});

const down = (node: string, from: number, to: number): readonly Action[] => [
  fault(from, 'crash', node),
  fault(to, 'restart', node),
];

/** In the order of the tickets. One order a second, a3 four seconds after the beginning; not every crash does harm. */
export const INCIDENTS = {
  /** RabbitMQ forgets a message as soon as it has sent it, and the kitchen dies with a3 in hand; twice more it dies with nothing in hand. */
  vanish: shopOf({
    acknowledge: 'automatic',
    faults: [...down('kitchen', 2.7, 2.9), ...down('kitchen', 4.2, 4.6), ...down('kitchen', 6.7, 6.9)],
  }),
  /** Checkout dies before it has committed a2, and after it has committed a3 and not sent it. */
  orphan: shopOf({
    checkout: [work(200), ROW, work(400), SEND],
    faults: [...down('checkout', 3.1, 3.4), ...down('checkout', 4.4, 4.8)],
  }),
  /** More customers than checkout can serve; it refuses those for whom there is no place. */
  overload: shopOf({ checkout: [work(400), ROW, SEND], backlog: 2, rate: 5, faults: [] }),
  /** The kitchen dies before it has made a1, and after it has made a3 and not acknowledged it. */
  twice: shopOf({
    kitchen: [...KITCHEN, work(400)],
    faults: [...down('kitchen', 2.2, 2.6), ...down('kitchen', 4.8, 5.2)],
  }),
  /** Two kitchens read the queue; one stands still with an order in hand. */
  inverted: shopOf({ kitchens: 2, faults: [fault(3.7, 'pause', 'kitchen-1'), fault(8.5, 'resume', 'kitchen-1')] }),
} as const satisfies Readonly<Record<string, RabbitScenario>>;

/** The kitchen dies before it has acknowledged a3; it takes the repeat for an error, for ever. */
const poison = shopOf({ kitchen: [work(400), STRICT, MADE, work(400)], faults: down('kitchen', 4.6, 5.2) });

export type IncidentName = keyof typeof INCIDENTS;
export const INCIDENT_NAMES = Object.keys(INCIDENTS) as readonly IncidentName[];

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: shopOf({ acknowledge: 'automatic', faults: [] }) },
  poison: { scenario: poison },
  ...Object.fromEntries(INCIDENT_NAMES.map((name) => [name, { scenario: INCIDENTS[name] }])),
};

export const deeds: readonly Deed[] = [
  { label: { en: 'Crash the kitchen', 'zh-cn': '让厨房崩溃' }, operation: 'crash', arguments: { node: 'kitchen' } },
  { label: { en: 'Start it again', 'zh-cn': '重新启动' }, operation: 'restart', arguments: { node: 'kitchen' } },
];
