/** What the form of a RabbitMQ scenario cannot see: exchanges, queues and nodes that are named, and what the broker refuses. */
import type { Findings, ScenarioPath } from '../findings.ts';
import { brokerNames } from './machineNames.ts';
import { checkConsumer, checkProducer } from './references/clients.ts';
import { checkQueue, faultOf } from './references/queues.ts';
import { checkHeadersBinding } from './rules/routing/headers.ts';
import type { BindingSpec, RabbitScenario, RabbitTopology } from './scenario.ts';
import { clusterSettings } from './settings.ts';
import { SOURCE } from './settings/source.ts';

/** Reports what is wrong with exchanges, queues and bindings, and with what clients say of them. */
export function checkRabbit(findings: Findings, { topology, settings }: RabbitScenario): void {
  const { version } = clusterSettings(settings);
  const nodes = brokerNames(topology);
  checkExchanges(findings, topology);
  findings.expectDistinct(queueNames(topology), (index) => ['topology', 'queues', index, 'name']);
  topology.queues.forEach((queue, index) => {
    const path = ['topology', 'queues', index];
    if (queue.node !== undefined) findings.expectOneOf([...path, 'node'], nodes, queue.node);
    checkQueue(findings, { queue, version, path });
  });
  topology.bindings.forEach((binding, index) =>
    checkBinding(findings, { topology, binding, path: ['topology', 'bindings', index] }),
  );
  topology.producers.forEach((producer, index) =>
    checkProducer(findings, { topology, nodes, producer, path: ['topology', 'producers', index] }),
  );
  topology.consumers.forEach((consumer, index) =>
    checkConsumer(findings, { topology, nodes, consumer, path: ['topology', 'consumers', index] }),
  );
}

/** Names of the exchanges, in order; the default exchange is not among them. */
export function exchangeNames(topology: RabbitTopology): readonly string[] {
  return topology.exchanges.map((exchange) => exchange.name);
}

/** Names of the queues, in order. */
export function queueNames(topology: RabbitTopology): readonly string[] {
  return topology.queues.map((queue) => queue.name);
}

function checkExchanges(findings: Findings, topology: RabbitTopology): void {
  const names = exchangeNames(topology);
  findings.expectDistinct(names, (index) => ['topology', 'exchanges', index, 'name']);
  topology.exchanges.forEach(({ alternate }, index) => {
    if (alternate !== undefined) findings.expectOneOf(['topology', 'exchanges', index, 'alternate'], names, alternate);
  });
}

function checkBinding(
  findings: Findings,
  options: { readonly topology: RabbitTopology; readonly binding: BindingSpec; readonly path: ScenarioPath },
): void {
  const { topology, binding, path } = options;
  const { from, to, toKind = 'queue', headers } = binding;
  findings.expectOneOf([...path, 'from'], exchangeNames(topology), from);
  findings.expectOneOf([...path, 'to'], toKind === 'queue' ? queueNames(topology) : exchangeNames(topology), to);
  const source = topology.exchanges.find(({ name }) => name === from);
  if (source?.type !== 'headers') return;
  const fault = faultOf(() => checkHeadersBinding(headers ?? {}));
  if (fault === null) return;
  findings.refuse([...path, 'headers'], {
    setting: 'x-match',
    rule: 'headers-binding',
    error: fault.reply,
    message: { en: fault.text, 'zh-cn': `x-match 只能是 all、any、all-with-x 或 any-with-x（${fault.text}）` },
    source: SOURCE.headers,
  });
}
