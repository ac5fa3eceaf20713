/** The shop that tells its workers three things about every order, and workers who must not hear them in another order. */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type { QueueSpec, RabbitConsumerSpec, RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

const base = json as unknown as RabbitScenario;

/** Customers who order at the same time; each order is created, paid and cancelled before the next five come. */
const TOGETHER = 5;
const KINDS = 3;
const ORDERS = [...'abcdefghijklmno'];

/** a1 b1 c1 d1 e1, a2 b2 …, a3 b3 …, f1 …: number 1 is the creation of an order, 2 its payment, 3 its cancellation. */
interface Told {
  readonly order: string;
  readonly kind: number;
}
const TOLD: readonly Told[] = Array.from({ length: ORDERS.length / TOGETHER }, (_, group) =>
  Array.from({ length: KINDS }, (_kind, kind) =>
    ORDERS.slice(group * TOGETHER, (group + 1) * TOGETHER).map((order) => ({ order, kind })),
  ),
)
  .flat()
  .flat();

/** How the shop chooses a queue for a message. */
export type Route = 'one' | 'in-turn' | 'by-kind' | 'by-order';

/** A hash is never quite fair: one queue gets nine orders, the other six. */
const hashOf = (order: string): number => ((ORDERS.indexOf(order) * 7) % 20 < 11 ? 1 : 2);

const QUEUE_OF: Readonly<Record<Route, (told: Told, place: number) => string>> = {
  one: () => 'orders',
  'in-turn': (_told, place) => `orders-${(place % 2) + 1}`,
  'by-kind': ({ kind }) => (kind === 0 ? 'orders-1' : 'orders-2'),
  'by-order': ({ order }) => `orders-${hashOf(order)}`,
};

export const WORK_MICROS = 250_000;
/** Workers of the design as it comes. */
export const WORKERS = 2;
/** Messages that the shop sends in a run. */
export const ALL = TOLD.length;

export interface Design {
  readonly route: Route;
  /** Consumers of each queue. */
  readonly readers: number;
  readonly singleActive: boolean;
  readonly prefetch: number;
  /** Work of the second worker, where it is slower. */
  readonly slowMicros?: number;
}

/** One queue, two workers, as nearly everybody begins. */
export const AS_IT_COMES: Design = { route: 'one', readers: 2, singleActive: false, prefetch: 1 };

/** One order only: what a search looks at. */
const ONE_ORDER = TOLD.filter(({ order }) => order === 'a');

/** The shop with a design. Workers of the first queue are worker-1 and worker-2, those of the second worker-3 and worker-4. */
export function built(name: string, design: Design, told: readonly Told[] = TOLD): RabbitScenario {
  const { topology } = base;
  const routes = told.map((each, place) => QUEUE_OF[design.route](each, place));
  const names = [...new Set(routes)].toSorted();
  const queues: readonly QueueSpec[] = names.map((queue) => ({
    name: queue,
    type: 'classic',
    settings: { 'x-single-active-consumer': design.singleActive },
  }));
  const consumers: readonly RabbitConsumerSpec[] = names.flatMap((queue, place) =>
    Array.from({ length: design.readers }, (_, reader) => {
      const number = place * design.readers + reader + 1;
      const micros = number === 2 ? (design.slowMicros ?? WORK_MICROS) : WORK_MICROS;
      return {
        name: `worker-${number}`,
        queue,
        settings: { prefetch: design.prefetch, 'network-recovery-interval-ms': 1000 },
        processing: { micros, idempotent: true },
      };
    }),
  );
  const producers = topology.producers.map((producer) => ({
    ...producer,
    routingKeys: routes,
    keys: told.map(({ order }) => order),
    records: told.length,
  }));
  return { ...base, name, topology: { ...topology, queues, consumers, producers } };
}

const at = (micros: number, operation: string, node: string): Action => ({
  at: micros,
  operation,
  arguments: { node },
});
const SECOND = 1_000_000;

/** A worker stands still for three seconds, as for a garbage collection that got out of hand. */
export const frozen = (from: number): readonly Action[] => [
  at(from, 'pause', 'worker-1'),
  at(from + 3 * SECOND, 'resume', 'worker-1'),
];

/** A worker dies and is not seen again. */
export const died = (from: number): readonly Action[] => [at(from, 'crash', 'worker-1')];

/** When an accident happens: another moment for every seed. */
export const momentOf = (seed: number): number => 2 * SECOND + (seed % 9) * 300_000;

export function designOf(settings: Readonly<Record<string, string>>): Design {
  const chosen = { ...startOf({ choices }).settings, ...settings };
  return {
    route: chosen['route'] as Route,
    readers: Number(chosen['readers']),
    singleActive: chosen['x-single-active-consumer'] === 'true',
    prefetch: Number(chosen['prefetch']),
  };
}

/** Rush: so many come at once that the workers always have something to do. */
const RUSH_PER_SECOND = 40;

function rushed(scenario: RabbitScenario): RabbitScenario {
  const { topology } = scenario;
  const producers = topology.producers.map((producer) => ({ ...producer, ratePerSecond: RUSH_PER_SECOND }));
  return { ...scenario, topology: { ...topology, producers } };
}

/** The runs that judge a design: the two accidents, and a rush. */
export function trials(design: Design, seed: number): readonly Scenario[] {
  const own = built('ordering-repair', design);
  const [freeze, death] = [frozen(momentOf(seed)), died(momentOf(seed))];
  return [
    { ...own, seed, faults: freeze },
    { ...rushed(own), seed, faults: death },
    { ...rushed(own), seed },
  ];
}

/** One order of three messages: small enough to be searched. */
export const oneOrder = (design: Design): Scenario => built('ordering-one-order', design, ONE_ORDER);

/** worker-2 has c1 in hand when it stands still. */
const HELD = { from: 1_400_000, to: 5_400_000 };

/** A queue for each half of the hashes, and one worker for each queue. */
export const affine: Scenario = {
  ...built('ordering-affine', { route: 'by-order', readers: 1, singleActive: false, prefetch: 1 }),
  faults: [at(HELD.from, 'pause', 'worker-2'), at(HELD.to, 'resume', 'worker-2')],
};

const calm = built('ordering-shop', AS_IT_COMES);
/** In the middle of the rush. */
const CRASH_AT = 3 * SECOND;

/** Each worker may have ten messages in hand. */
const greedy: Design = { ...AS_IT_COMES, prefetch: 10 };

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: calm },
  slow: { scenario: built('ordering-slow', { ...AS_IT_COMES, slowMicros: 1_600_000 }) },
  requeue: { scenario: { ...rushed(built('ordering-requeue', greedy)), faults: died(CRASH_AT) } },
  shop: { scenario: { ...calm, healAtMillis: 20_000 } },
  /** The rush with the design as it comes: what an order costs is measured against it. */
  unordered: { scenario: rushed(built('ordering-unordered', AS_IT_COMES)) },
  single: {
    scenario: {
      ...built('ordering-single', { ...AS_IT_COMES, singleActive: true }),
      faults: died(5 * SECOND),
    },
  },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Freeze worker-1', 'zh-cn': '让 worker-1 卡住' },
    operation: 'pause',
    arguments: { node: 'worker-1' },
  },
  { label: { en: 'Let it go on', 'zh-cn': '让它接着干' }, operation: 'resume', arguments: { node: 'worker-1' } },
];
