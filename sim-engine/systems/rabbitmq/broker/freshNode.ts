/** A node when the cluster has just been made: everything that the topology names has been declared on it. */
import { invariant } from '../../../kernel/invariant.ts';
import type { ClientMethod } from '../node/methods.ts';
import { closeConnection, handle } from '../node/node.ts';
import { newNode, type NodeConfig, type RabbitNode } from '../node/value.ts';
import type { RabbitTopology } from '../scenario.ts';
import { ADMIN } from './context.ts';

/** Keys of a mirroring policy stand among a queue's settings, and are no arguments of the queue. */
function isArgument(name: string): boolean {
  return name.startsWith('x-');
}

function declarations({ exchanges, queues, bindings }: RabbitTopology): readonly ClientMethod[] {
  return [
    ...exchanges.map(
      ({ name, type, durable = true, autoDelete = false, internal = false, alternate }): ClientMethod => ({
        type: 'exchange.declare',
        exchange: name,
        exchangeType: type,
        durable,
        autoDelete,
        internal,
        arguments: alternate === undefined ? {} : { 'alternate-exchange': alternate },
      }),
    ),
    ...queues.map(({ name, type, durable = true, autoDelete = false, settings = {} }): ClientMethod => ({
      type: 'queue.declare',
      queue: name,
      durable,
      autoDelete,
      arguments: {
        'x-queue-type': type,
        ...Object.fromEntries(Object.entries(settings).filter(([key]) => isArgument(key))),
      },
    })),
    ...bindings.map(({ from, to, toKind = 'queue', key = '', headers = {} }): ClientMethod =>
      toKind === 'queue'
        ? { type: 'queue.bind', exchange: from, queue: to, routingKey: key, arguments: headers }
        : { type: 'exchange.bind', source: from, destination: to, routingKey: key, arguments: headers },
    ),
  ];
}

/** Declares everything, through a connection that is closed again. */
export function freshNode(config: NodeConfig, topology: RabbitTopology): RabbitNode {
  let node = newNode(config);
  const by = { connection: ADMIN, channel: 1 };
  for (const method of [{ type: 'channel.open' } as const, ...declarations(topology)]) {
    const step = handle(node, { ...by, method }, 0);
    for (const output of step.outputs) {
      invariant(
        output.to !== 'client' || !output.method.type.endsWith('.close'),
        'a scenario that was checked can be declared',
      );
    }
    node = step.node;
  }
  return closeConnection(node, ADMIN, 0).node;
}
