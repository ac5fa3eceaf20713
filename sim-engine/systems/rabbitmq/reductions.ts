/** Ways to make a RabbitMQ scenario smaller: fewer bindings, queues, exchanges and nodes. */
import type { Action } from '../../host/action.ts';
import type { Scenario } from '../../scenario/types.ts';
import type { Reduction, Subject, SystemReductions } from '../reduction.ts';
import { brokerNames } from './machineNames.ts';
import { keepsRoutes } from './references/routes.ts';
import type { QueueSpec, RabbitScenario, RabbitTopology } from './scenario.ts';

/**
 * Without a binding that nothing depends on: what found a queue must go on finding one, or the smaller run would fail for another
 * reason. Actions name bindings by number, so those of a scenario with such actions stay.
 */
const dropBindings: Reduction = function* ({ scenario, actions }) {
  const { topology } = scenario as RabbitScenario;
  if ([...scenario.faults, ...actions].some((action) => action.arguments['binding'] !== undefined)) return;
  for (const binding of topology.bindings) {
    const bindings = topology.bindings.filter((each) => each !== binding);
    if (!keepsRoutes(topology, { ...topology, bindings })) continue;
    yield { scenario: withTopology(scenario, { ...topology, bindings }), actions };
  }
};

/** Without a queue that nobody reads, binds or names. */
const dropQueues: Reduction = function* (subject) {
  const { topology } = subject.scenario as RabbitScenario;
  const isUsed = ({ name }: QueueSpec): boolean =>
    topology.consumers.some((consumer) => consumer.queue === name) ||
    topology.bindings.some(({ to, toKind = 'queue' }) => toKind === 'queue' && to === name) ||
    topology.producers.some(({ exchange, routingKeys }) => exchange === '' && routingKeys.includes(name)) ||
    topology.queues.some(({ settings }) => settings?.['x-dead-letter-routing-key'] === name);
  for (const queue of topology.queues) {
    if (topology.queues.length === 1 || isUsed(queue)) continue;
    const queues = topology.queues.filter((each) => each !== queue);
    yield withoutPlace(subject, { topology: { ...topology, queues }, argument: 'queue', name: queue.name });
  }
};

/** Without an exchange that nobody uses. */
const dropExchanges: Reduction = function* ({ scenario, actions }) {
  const { topology } = scenario as RabbitScenario;
  const isUsed = (name: string): boolean =>
    topology.producers.some(({ exchange }) => exchange === name) ||
    topology.bindings.some(({ from, to, toKind }) => from === name || (toKind === 'exchange' && to === name)) ||
    topology.exchanges.some(({ alternate }) => alternate === name) ||
    topology.queues.some(({ settings }) => settings?.['x-dead-letter-exchange'] === name);
  for (const exchange of topology.exchanges) {
    if (isUsed(exchange.name)) continue;
    const exchanges = topology.exchanges.filter((each) => each !== exchange);
    yield { scenario: withTopology(scenario, { ...topology, exchanges }), actions };
  }
};

function withTopology(scenario: Scenario, topology: RabbitTopology): Scenario {
  return { ...scenario, topology };
}

function withoutPlace(
  { scenario, actions }: Subject,
  gone: { readonly topology: RabbitTopology; readonly argument: string; readonly name: string },
): Subject {
  const keeps = (action: Action): boolean => action.arguments[gone.argument] !== gone.name;
  const faults = scenario.faults.filter(keeps);
  return { scenario: withTopology({ ...scenario, faults }, gone.topology), actions: actions.filter(keeps) };
}

/** A majority of two is both of them: with fewer than three nodes, a replicated queue would be another design. */
const REPLICATED_NODES_MIN = 3;

/** Whoever names the node begins at the first one. */
function withoutLastBroker(scenario: Scenario): Scenario | null {
  const { topology } = scenario as RabbitScenario;
  const brokers = topology.brokers - 1;
  const isReplicated = topology.queues.some(
    ({ type, settings }) => type !== 'classic' || (settings?.['ha-mode'] ?? 'none') !== 'none',
  );
  if (isReplicated && brokers < REPLICATED_NODES_MIN) return null;
  const gone = brokerNames(topology).at(-1);
  const smaller: RabbitTopology = {
    ...topology,
    brokers,
    queues: topology.queues.map((queue) => elsewhere(queue, gone)),
    producers: topology.producers.map((producer) => elsewhere(producer, gone)),
    consumers: topology.consumers.map((consumer) => elsewhere(consumer, gone)),
  };
  return withTopology(scenario, smaller);
}

function elsewhere<T extends { readonly node?: string }>(part: T, gone: string | undefined): T {
  if (part.node !== gone) return part;
  const { node: _gone, ...rest } = part;
  return rest as T;
}

export const rabbitReductions: SystemReductions = {
  parts: [dropBindings, dropQueues, dropExchanges],
  withoutLastBroker,
};
