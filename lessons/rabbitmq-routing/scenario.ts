/** The shop whose deploy forgets a binding: refunds are published and confirmed, and no queue wants them. */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type {
  BindingSpec,
  QueueSpec,
  RabbitProducerSpec,
  RabbitScenario,
  RabbitTopology,
} from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** Three kinds of orders, three queues, and a deploy that takes the binding of refunds away for six seconds. */
const deployed = json as unknown as RabbitScenario;

/** Places in the scenario's list of bindings. */
const REFUNDS = 2;
const SPARE = 3;

const at = (seconds: number, operation: string, binding: number): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: { binding },
});

/** The shop with another topology. */
const rebuilt = (scenario: RabbitScenario, parts: Partial<RabbitTopology>): RabbitScenario => ({
  ...scenario,
  topology: { ...scenario.topology, ...parts },
});

/** The shop whose publisher does something else. */
function withPublisher(scenario: RabbitScenario, parts: Partial<RabbitProducerSpec>): RabbitScenario {
  const producers = scenario.topology.producers.map((producer) => ({
    ...producer,
    ...parts,
    settings: { ...producer.settings, ...parts.settings },
  }));
  return rebuilt(scenario, { producers });
}

/** `bound`: what reaches the alternate exchange goes on into a queue. `unbound`: nobody has thought of one. */
type Net = 'bound' | 'unbound';

/** What the exchange `orders` cannot route goes to the exchange `unrouted`. */
function withAlternate(scenario: RabbitScenario, net: Net): RabbitScenario {
  const { exchanges, queues, bindings } = scenario.topology;
  const sends = exchanges.map((exchange) => ({ ...exchange, alternate: 'unrouted' }));
  const queue: QueueSpec = { name: 'unrouted', type: 'classic' };
  const binding: BindingSpec = { from: 'unrouted', to: 'unrouted' };
  return rebuilt(scenario, {
    exchanges: [...sends, { name: 'unrouted', type: 'fanout' }],
    queues: [...queues, ...(net === 'bound' ? [queue] : [])],
    bindings: [...bindings, ...(net === 'bound' ? [binding] : [])],
  });
}

/** Refunds have a second binding. Two bindings are deleted one after the other, and one of them is missed. */
const silent: RabbitScenario = {
  ...rebuilt(deployed, {
    bindings: [...deployed.topology.bindings, { from: 'orders', to: 'refunds', key: '*.refunded' }],
  }),
  faults: [at(2.2, 'deleteBinding', SPARE), at(5.2, 'deleteBinding', REFUNDS), at(9.2, 'addBinding', REFUNDS)],
};

const PARTLY = 'order.refunded.partly';

/** One message, four patterns. Nobody consumes, so that one can see where it lies. */
const patterns: RabbitScenario = {
  ...withPublisher(deployed, { routingKeys: [PARTLY], records: 1, keys: ['r'] }),
  horizonMillis: 3_000,
  faults: [],
};

const patternsBound: RabbitScenario = rebuilt(patterns, {
  queues: ['refunds', 'office', 'audit', 'archive'].map((name) => ({ name, type: 'classic' })),
  bindings: [
    { from: 'orders', to: 'refunds', key: 'order.refunded' },
    { from: 'orders', to: 'office', key: 'order.*' },
    { from: 'orders', to: 'audit', key: '*.refunded.*' },
    { from: 'orders', to: 'archive', key: 'order.#' },
  ],
  consumers: [],
});

interface Accident {
  readonly faults: readonly Action[];
  /** Keys with which the shop publishes, where they are others. */
  readonly routingKeys?: readonly string[];
}

/** What the repaired shop has to survive, in the order in which the page lists it. */
export const ACCIDENTS: readonly Accident[] = [
  { faults: deployed.faults },
  { faults: [], routingKeys: ['order.new', 'order.paid', 'order.refunded', 'order.new', 'order.paid', PARTLY] },
  { faults: [] },
];

/** The shop with chosen settings, an accident and a seed. */
export function shopWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly accident: Accident;
  readonly seed: number;
}): Scenario {
  const { accident, seed } = options;
  const chosen = { ...startOf({ choices }).settings, ...options.settings };
  const net = chosen['alternate-exchange'];
  const published = withPublisher(deployed, {
    routingKeys: accident.routingKeys ?? deployed.topology.producers[0]?.routingKeys ?? [],
    settings: {
      persistent: chosen['persistent'] === 'true',
      mandatory: chosen['mandatory'] === 'true',
      republish: chosen['republish'] ?? 'never',
    },
  });
  const { exchanges, queues, consumers } = published.topology;
  const built = rebuilt(published, {
    exchanges: exchanges.map((each) => ({ ...each, type: chosen['type'] === 'fanout' ? 'fanout' : 'topic' })),
    queues: queues.map((queue) => ({ ...queue, type: chosen['x-queue-type'] === 'quorum' ? 'quorum' : 'classic' })),
    consumers: consumers.map((each) => ({ ...each, settings: { prefetch: Number(chosen['prefetch']) } })),
  });
  const netted = net === 'bound' || net === 'unbound' ? withAlternate(built, net) : built;
  return { ...netted, seed, faults: accident.faults };
}

/** One message of each kind, and no accident: small enough to be searched. */
export function oneOfEach(settings: Readonly<Record<string, string>>): Scenario {
  const scenario = shopWith({ settings, accident: { faults: [] }, seed: deployed.seed });
  const producers = scenario.topology.producers.map((each) => ({ ...each, records: 3 }));
  return { ...scenario, topology: { ...scenario.topology, producers } };
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...deployed, name: 'rabbitmq-routing-hook', faults: [] } },
  deploy: { scenario: deployed },
  silent: { scenario: silent },
  patterns: { scenario: patternsBound },
  mandatory: { scenario: withPublisher(deployed, { settings: { mandatory: true } }) },
  caught: { scenario: withAlternate(deployed, 'bound') },
  both: { scenario: withAlternate(withPublisher(deployed, { settings: { mandatory: true } }), 'bound') },
};

const refunds = { binding: REFUNDS };

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Delete the binding of refunds', 'zh-cn': '删掉 refunds 的绑定' },
    operation: 'deleteBinding',
    arguments: refunds,
  },
  {
    label: { en: 'Bind refunds again', 'zh-cn': '重新绑定 refunds' },
    operation: 'addBinding',
    arguments: refunds,
  },
];
