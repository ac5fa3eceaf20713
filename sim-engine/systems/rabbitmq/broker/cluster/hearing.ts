/** What a node does about the words of another one. Words of a connection that is gone are not heard. */
import { applyMetadata, channelEvent, queueRequest, serveQueue } from '../../node/node.ts';
import type { BrokerContext } from '../context.ts';
import type { Peer } from '../memory.ts';
import type { NodeMessage } from './messages.ts';
import { hearMirrorAck, hearRefusal, hearSet, hearUpdate } from './mirrors.ts';
import { hearDecision, hearReport, reportOf, startHealing } from './partitions.ts';
import { hearAbsent, hearHello, hearMet, hearWelcome, sayAbsent } from './meeting.ts';
import { changeAlarms, losePeer, noteHeard } from './peers.ts';
import { hearHandOver, hearMember, tellAbsent } from './quorum.ts';

type InSession = Extract<NodeMessage, { readonly session: string }>;

export function hearNode(context: BrokerContext, from: number, message: NodeMessage): void {
  switch (message.kind) {
    case 'node.ping':
      // It is the machine that answers, whether its broker runs or not.
      return context.turn.send(from, { kind: 'node.pong' });
    case 'node.pong':
      return hearPong(context, from);
    case 'node.hello':
      return context.isServing ? hearHello(context, from, message.hello) : sayAbsent(context, from, message.hello);
    case 'node.welcome':
      return context.isServing ? hearWelcome(context, from, message) : sayAbsent(context, from, message.greeting);
    case 'node.met':
      return context.isServing ? hearMet(context, from, message) : undefined;
    case 'node.absent':
      return hearAbsent(context, from, message.answers);
    default:
      return hearInSession(context, from, message);
  }
}

function hearPong(context: BrokerContext, from: number): void {
  const name = context.peerAt(from)?.name;
  const { answers } = context.memory;
  if (name !== undefined && !answers.includes(name)) context.change({ answers: [...answers, name] });
}

function hearInSession(context: BrokerContext, from: number, message: InSession): void {
  const peer = context.peerAt(from);
  if (!context.isServing || peer === undefined || !peer.isUp || peer.session !== message.session) return;
  noteHeard(context, peer);
  hear(context, peer, message);
}

function hear(context: BrokerContext, peer: Peer, message: InSession): void {
  const { turn, node } = context;
  switch (message.kind) {
    case 'node.tick':
      return;
    case 'node.bye':
      return losePeer(context, peer, { why: 'shutdown', connection: 'is over' });
    case 'queue.request':
      return context.take(queueRequest(node, message.request, turn.now, turn));
    case 'channel.event':
      return context.take(channelEvent(node, message, turn.now, turn));
    case 'metadata':
      return context.take(applyMetadata(node, message.change, turn.now, turn));
    case 'alarms':
      return changeAlarms(context, peer.name, message.alarms);
    case 'queue.leader':
      return context.take(serveQueue(node, message.queue, { by: peer.name }, turn.now, turn));
    case 'mirror.update':
      return hearUpdate(context, peer, message);
    case 'mirror.ack':
      return hearMirrorAck(context, peer, message.queue, message.number);
    case 'mirror.refusal':
      return hearRefusal(context, peer, message.queue, message.generation);
    case 'mirror.set':
      return hearSet(context, peer, message.queue, message.set);
    case 'queue.take-over':
      return hearHandOver(context, message.queue);
    case 'queue.watch':
      return tellAbsent(context, message.queue, message.channels);
    case 'autoheal.request':
      return startHealing(context);
    case 'autoheal.ask':
      return context.tell(peer, { kind: 'autoheal.report', report: reportOf(context, message.round) });
    case 'autoheal.report':
      return hearReport(context, message.report);
    case 'autoheal.decision':
      return hearDecision(context, message);
    default:
      return hearMember(context, peer.machine, message.queue, message.raft);
  }
}
