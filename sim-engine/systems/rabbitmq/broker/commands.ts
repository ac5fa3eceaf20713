/** What an operator does to a node: `rabbitmqctl` and the management API. */
import type { Input } from '../../../host/input.ts';
import { closeConnection, handle } from '../node/node.ts';
import { changeAlarms } from './cluster/peers.ts';
import type { ClientMethod } from '../node/methods.ts';
import type { Alarm } from '../rules/cluster/alarms.ts';
import { ADMIN, type BrokerContext } from './context.ts';
import { synchronise } from './cluster/mirrors.ts';
import { handOver } from './cluster/quorum.ts';
import { stopServing } from './life.ts';
import { imageOf } from './disk.ts';
import { FILE } from './memory.ts';
import { carryOutAll } from './outputs.ts';

type Command = Extract<Input, { kind: 'command' }>;

export function carryOutCommand(context: BrokerContext, { operation, arguments: args }: Command): void {
  switch (operation) {
    case 'stopNode':
      return stop(context);
    case 'purgeQueue':
      return asAdministrator(context, { type: 'queue.purge', queue: String(args['queue']) });
    case 'transferLeader':
      return handOver(context, String(args['queue']), String(args['node']));
    case 'syncMirror':
      return synchronise(context, String(args['queue']));
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

/** `rabbitmqctl stop`: clients and nodes are told, everything durable is on disk, the process ends. A blank node has nothing to write. */
function stop(context: BrokerContext): void {
  const { turn } = context;
  if (context.memory.mode === 'blank') return turn.exit();
  stopServing(context);
  carryOutAll(context);
  context.tellAll({ kind: 'node.bye' });
  turn.writeDurably(FILE.node, imageOf(context.memory));
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
  const own = ownAlarms(context);
  if (own.some((alarm) => alarm.resource === resource)) return;
  context.story.rule('rabbitmq.alarm.raise');
  context.story.milestone('admin', 'rabbit.alarm.raised', { node: context.name, resource });
  publishAlarms(context, [...own, { node: context.name, resource }]);
}

function clear(context: BrokerContext, resource: Alarm['resource']): void {
  const own = ownAlarms(context);
  const left = own.filter((alarm) => alarm.resource !== resource);
  if (left.length === own.length) return;
  context.story.rule('rabbitmq.alarm.clear');
  context.story.milestone('admin', 'rabbit.alarm.cleared', { node: context.name, resource });
  publishAlarms(context, left);
}

function ownAlarms({ node, name }: BrokerContext): readonly Alarm[] {
  return node.alarms.filter((alarm) => alarm.node === name);
}

/** An alarm of one node is an alarm of the cluster. */
function publishAlarms(context: BrokerContext, alarms: readonly Alarm[]): void {
  changeAlarms(context, context.name, alarms);
  context.tellAll({ kind: 'alarms', alarms });
}
