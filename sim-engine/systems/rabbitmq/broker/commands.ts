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
      return changeAlarms(context, (alarms) => [...alarms, { node: context.name, resource: 'memory' }]);
    case 'setDiskAlarm':
      return changeAlarms(context, (alarms) => [...alarms, { node: context.name, resource: 'disk' }]);
    case 'clearMemoryAlarm':
      return changeAlarms(context, (alarms) => alarms.filter(({ resource }) => resource !== 'memory'));
    case 'clearDiskAlarm':
      return changeAlarms(context, (alarms) => alarms.filter(({ resource }) => resource !== 'disk'));
    default:
      return undefined;
  }
}

/** `rabbitmqctl stop`: clients are told, everything durable is on disk, the process ends. */
function stop(context: BrokerContext): void {
  const { turn } = context;
  turn.rule('rabbitmq.node.stop');
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

function changeAlarms(context: BrokerContext, change: (alarms: readonly Alarm[]) => readonly Alarm[]): void {
  const { turn, node } = context;
  const alarms = change(node.alarms.filter((alarm, at, all) => all.indexOf(alarm) === at));
  const raised = alarms.length > node.alarms.length;
  turn.milestone('admin', raised ? 'rabbit.alarm.raised' : 'rabbit.alarm.cleared', { node: context.name });
  context.take(setAlarms(node, alarms, turn.now, turn));
}
