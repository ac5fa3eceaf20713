/** Carrying out what the pure node says: to clients, to other nodes, to the logs of quorum queues, to mirrors. */
import { invariant } from '../../../kernel/invariant.ts';
import { channelEvent } from '../node/node.ts';
import type { NodeOutput } from '../node/value.ts';
import { serverFrame } from '../wire.ts';
import type { BrokerContext } from './context.ts';
import { homeOf } from './context.ts';
import { updateMirrors } from './cluster/mirrors.ts';
import { proposeCommand } from './cluster/quorum.ts';

/** A guard against nodes that talk to themselves for ever. */
const OUTPUTS_MAX = 1_000_000;

/** Carries out everything that was said in this turn, and what follows from it. */
export function carryOutAll(context: BrokerContext): void {
  for (let next = 0; next < context.outputs.length; next += 1) {
    invariant(next < OUTPUTS_MAX, 'a turn of a node comes to an end');
    carryOut(context, context.outputs[next] as NodeOutput);
  }
  context.outputs.length = 0;
}

function carryOut(context: BrokerContext, output: NodeOutput): void {
  switch (output.to) {
    case 'client':
      return tellClient(context, output);
    case 'replicas':
      return proposeCommand(context, output.request);
    case 'node':
      return context.tell(context.peerNamed(output.node), { kind: 'queue.request', request: output.request });
    case 'channel':
      return tellChannel(context, output);
    case 'cluster':
      return context.tellAll({ kind: 'metadata', change: output.change });
    case 'mirrors':
      return updateMirrors(context, output);
  }
}

function tellClient(context: BrokerContext, output: Extract<NodeOutput, { to: 'client' }>): void {
  const { connection, channel, method } = output;
  const client = context.clientOf(connection);
  if (client === undefined) return;
  context.turn.send(client.machine, serverFrame(client.wireName, channel, method));
  if (method.type === 'connection.close' || method.type === 'connection.close-ok') context.forget(connection);
}

function tellChannel(context: BrokerContext, output: Extract<NodeOutput, { to: 'channel' }>): void {
  const { connection, channel, event } = output;
  const { node } = homeOf(connection);
  if (node === context.name) context.take(channelEvent(context.node, output, context.turn.now, context.turn));
  else context.tell(context.peerNamed(node), { kind: 'channel.event', connection, channel, event });
}
