/** What an operator does to a node: `rabbitmqctl` and the management API. */
import type { Input } from '../../../host/input.ts';
import { closeConnection, handle, setAlarms } from '../node/node.ts';
import { stopNode } from '../node/restart.ts';
import type { ClientMethod } from '../node/methods.ts';
import type { Alarm } from '../rules/cluster/alarms.ts';
import { ADMIN, type BrokerContext } from './context.ts';
import { FILE } from './memory.ts';

type Command = Extract<Input, { kind: 'command' }>;

export function carryOutCommand(context: BrokerContext, { operation, arguments: args }: Command): void {
  switch (operation) {
    case 'stopNode':
      return stop(context);
    case 'purgeQueue':
      return asAdministrator(context, { type: 'queue.purge', queue: String(args['queue']) });
    case 'addBinding':
    case 'deleteBinding':
      return changeBinding(context, operation, Number(args['binding']));
    case 'setMemoryAlarm':
      return raise(context, 'memory');
    case 'setDiskAlarm':
      return raise(context, 'disk');
    case 'clearMemoryAlarm':
      return clear(context, 'memory');
    case 'clearDiskAlarm':
      return clear(context, 'disk');
    default:
      return undefined;
  }
}

/** `rabbitmqctl stop`: clients are told, everything durable is on disk, the process ends. */
function stop(context: BrokerContext): void {
  const { turn } = context;
  context.story.rule('rabbitmq.node.stop');
  context.take(stopNode(context.node, turn.now, turn));
  turn.writeDurably(FILE.node, context.node);
  turn.writeDurably(FILE.stoppedCleanly, true);
  turn.exit();
}

function asAdministrator(context: BrokerContext, method: ClientMethod): void {
  const { turn } = context;
  const by = { connection: ADMIN, channel: 1 };
  context.take(handle(context.node, { ...by, method: { type: 'channel.open' } }, turn.now));
  context.take(handle(context.node, { ...by, method }, turn.now, turn));
  context.take(closeConnection(context.node, ADMIN, turn.now));
}

/** A binding of the scenario, taken away or put back. */
function changeBinding(context: BrokerContext, operation: 'addBinding' | 'deleteBinding', index: number): void {
  const binding = context.places.topology.bindings[index];
  if (binding === undefined) return;
  const verb = operation === 'addBinding' ? 'bind' : 'unbind';
  const rest = { routingKey: binding.key ?? '', arguments: binding.headers ?? {} };
  asAdministrator(
    context,
    binding.toKind === 'exchange'
      ? { type: `exchange.${verb}`, source: binding.from, destination: binding.to, ...rest }
      : { type: `queue.${verb}`, exchange: binding.from, queue: binding.to, ...rest },
  );
}

function raise(context: BrokerContext, resource: Alarm['resource']): void {
  const { turn, node, name } = context;
  if (node.alarms.some((alarm) => alarm.node === name && alarm.resource === resource)) return;
  context.story.rule('rabbitmq.alarm.raise');
  context.story.milestone('admin', 'rabbit.alarm.raised', { node: name, resource });
  context.take(setAlarms(node, [...node.alarms, { node: name, resource }], turn.now, turn));
}

function clear(context: BrokerContext, resource: Alarm['resource']): void {
  const { turn, node, name } = context;
  const alarms = node.alarms.filter((alarm) => alarm.node !== name || alarm.resource !== resource);
  if (alarms.length === node.alarms.length) return;
  context.story.rule('rabbitmq.alarm.clear');
  context.story.milestone('admin', 'rabbit.alarm.cleared', { node: name, resource });
  context.take(setAlarms(node, alarms, turn.now, turn));
}
