/** The shop whose new app sends one order that the cook's program cannot read, and the nodes on which the kitchen's queue lies. */
import type { Action, Scenario, Settings } from '../../sim-engine/scenario/types.ts';
import type { QueueSpec, RabbitProducerSpec, RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** Good orders a1, a2, … of the shop, and x1 of the app; all settings of queue and cook are RabbitMQ's own. */
const shop = json as unknown as RabbitScenario;

/** The queue that the lesson is about, the cook who reads it, and where dead letters go. */
export const KITCHEN = 'kitchen';
export const GRAVEYARD = 'graveyard';
const COOK = 'cook';

type Parts = Partial<Omit<RabbitScenario, 'topology'>> & Partial<RabbitScenario['topology']>;

/** The shop with other parts: of the scenario, or of its topology. */
function rebuilt(scenario: RabbitScenario, parts: Parts): RabbitScenario {
  const { exchanges, queues, bindings, producers, consumers, ...rest } = parts;
  const { topology } = scenario;
  const changed = {
    ...topology,
    exchanges: exchanges ?? topology.exchanges,
    queues: queues ?? topology.queues,
    bindings: bindings ?? topology.bindings,
    producers: producers ?? topology.producers,
    consumers: consumers ?? topology.consumers,
  };
  return { ...scenario, ...rest, topology: changed };
}

function withCook(scenario: RabbitScenario, settings: Settings, micros?: number): RabbitScenario {
  const consumers = scenario.topology.consumers.map((cook) => ({
    ...cook,
    settings: { ...cook.settings, ...settings },
    processing: micros === undefined ? cook.processing : { ...cook.processing, micros },
  }));
  return rebuilt(scenario, { consumers });
}

function withPublisher(scenario: RabbitScenario, name: string, parts: Partial<RabbitProducerSpec>): RabbitScenario {
  const producers = scenario.topology.producers.map((producer) =>
    producer.name === name
      ? { ...producer, ...parts, settings: { ...producer.settings, ...parts.settings } }
      : producer,
  );
  return rebuilt(scenario, { producers });
}

/** Without the app, so without x1. */
function withoutApp(scenario: RabbitScenario): RabbitScenario {
  return rebuilt(scenario, { producers: scenario.topology.producers.filter(({ name }) => name !== 'app') });
}

const at = (seconds: number, operation: string, node: string): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: { node },
});

/** A node is away from one time to another. */
const away = (node: string, from: number, to: number): readonly Action[] => [
  at(from, 'crash', node),
  at(to, 'restart', node),
];

// --- runs ---

/** The app sends only when somebody presses the button. */
const hook = withPublisher(shop, 'app', { ratePerSecond: 0 });

/** Many orders at once, and x1 is the fourth. */
function inARush(
  scenario: RabbitScenario,
  orders: Pick<RabbitProducerSpec, 'ratePerSecond' | 'records'>,
): RabbitScenario {
  return withPublisher(withPublisher(scenario, 'shop', orders), 'app', { startMillis: 1_125 });
}

/** All orders are in the cook's hands before it begins with x1, and its program crashes on x1. */
const rush = inARush(withCook(shop, { 'on-poison': 'crash' }, 300_000), { ratePerSecond: 20, records: 12 });

/** One order that takes longer than the queue waits for an answer. */
const slow = withCook(
  rebuilt(withoutApp(withPublisher(shop, 'shop', { records: 1 })), {
    settings: { ...shop.settings, consumer_timeout: 2_000, channel_tick_interval: 500 },
  }),
  { 'network-recovery-interval-ms': 1_000 },
  3_000_000,
);

/** A smaller limit than RabbitMQ's own, for the completion. */
export const SMALL_LIMIT = 3;

const limited = (scenario: RabbitScenario): RabbitScenario =>
  rebuilt(scenario, { queues: [{ name: KITCHEN, type: 'quorum', settings: { 'x-delivery-limit': SMALL_LIMIT } }] });

/** First one node of three is away, then two. Shop and cook talk to the node that stays. */
const nodes = rebuilt(withoutApp(withPublisher(shop, 'shop', { node: 'rabbit-3', records: 28 })), {
  consumers: shop.topology.consumers.map((cook) => ({ ...cook, node: 'rabbit-3' })),
  faults: [at(3.2, 'crash', 'rabbit-1'), ...away('rabbit-2', 7.2, 10.2), at(12, 'restart', 'rabbit-1')],
});

// --- the repair ---

type Chosen = Readonly<Record<string, string>>;

/** The settings as chosen, with the start for what was left alone. */
export function completed(settings: Chosen): Chosen {
  return { ...startOf({ choices }).settings, ...settings };
}

/** Queue arguments that a classic queue does not know are left out. */
function kitchenWith(chosen: Chosen): QueueSpec {
  const letters = chosen['x-dead-letter-exchange'] === 'dead' ? { 'x-dead-letter-exchange': 'dead' } : {};
  const both = { ...letters, 'x-overflow': chosen['x-overflow'] ?? '' };
  if (chosen['x-queue-type'] === 'classic') return { name: KITCHEN, type: 'classic', settings: both };
  const settings = {
    ...both,
    'x-delivery-limit': Number(chosen['x-delivery-limit']),
    'x-dead-letter-strategy': chosen['x-dead-letter-strategy'] ?? '',
    'x-delayed-retry-type': chosen['x-delayed-retry-type'] ?? '',
    'x-delayed-retry-min': 400,
    'x-delayed-retry-max': 1_200,
  };
  return { name: KITCHEN, type: 'quorum', settings };
}

/** A day in the shop: forty orders, and a graveyard for dead letters on rabbit-3. */
function workshop(chosen: Chosen): RabbitScenario {
  const orders = withPublisher(shop, 'shop', {
    node: 'rabbit-1',
    records: 40,
    settings: { 'publisher-confirms': chosen['publisher-confirms'] ?? '' },
  });
  const cook = withCook(orders, {
    prefetch: Number(chosen['prefetch']),
    acknowledge: chosen['acknowledges'] ?? '',
    'on-poison': chosen['gives back by'] === 'basic.reject' ? 'requeue' : 'requeue-nack',
  });
  return rebuilt(cook, {
    exchanges: [...shop.topology.exchanges, { name: 'dead', type: 'fanout' }],
    queues: [kitchenWith(chosen), { name: GRAVEYARD, type: 'classic', node: 'rabbit-3' }],
    bindings: [...shop.topology.bindings, { from: 'dead', to: GRAVEYARD }],
    settings: { ...shop.settings, dead_letter_worker_publisher_confirm_timeout: 5_000 },
    horizonMillis: 48_000,
    promises: ['no-lost-write', 'every-record-read'],
  });
}

type Accident = (scenario: RabbitScenario) => RabbitScenario;

/** What the repaired shop has to survive, in the order in which the page lists it. */
export const ACCIDENTS: readonly Accident[] = [
  // The program gives x1 back, and the node of the graveyard is away for a long time.
  (scenario) => rebuilt(scenario, { faults: away('rabbit-3', 2.5, 38) }),
  // A rush of orders, and the program crashes on x1, which is among them.
  (scenario) => inARush(withCook(scenario, { 'on-poison': 'crash' }, 100_000), { ratePerSecond: 20, records: 10 }),
  // No x1. A millisecond after an order has been sent, the node that leads and that the shop talks to is lost; then the cook.
  (scenario) => rebuilt(withoutApp(scenario), { faults: [...away('rabbit-1', 8.001, 14), ...away(COOK, 16.1, 16.6)] }),
];

/** The shop with chosen settings, an accident and a seed. */
export function shopWith(options: {
  readonly settings: Chosen;
  readonly accident: Accident;
  readonly seed: number;
}): Scenario {
  return { ...options.accident(workshop(completed(options.settings))), seed: options.seed };
}

/** One good order, and nobody whose order cannot be read: small enough to be searched. */
export function oneOrder(settings: Chosen): Scenario {
  return withPublisher(withoutApp(workshop(completed(settings))), 'shop', { records: 1 });
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...hook, name: 'rabbitmq-quorum-queues-hook' } },
  poison: { scenario: shop },
  nack: { scenario: withCook(shop, { 'on-poison': 'requeue-nack' }) },
  rush: { scenario: rush },
  slow: { scenario: slow },
  nodes: { scenario: nodes },
  'limited-reject': { scenario: limited(shop) },
  'limited-nack': { scenario: limited(withCook(shop, { 'on-poison': 'requeue-nack' })) },
  'limited-crash': { scenario: limited(rush) },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Crash the node rabbit-1', 'zh-cn': '让节点 rabbit-1 崩溃' },
    operation: 'crash',
    arguments: { node: 'rabbit-1' },
  },
  {
    label: { en: 'Order a tea with “sugar: a bit”', 'zh-cn': '下一单，糖度写“少许”' },
    operation: 'publish',
    arguments: { producer: 'app', key: 'x' },
  },
];
