/**
 * A RabbitMQ node as a process: it hears clients and other nodes, and lets the pure node (node/) decide.
 *
 * Models: client connections with heartbeats, the node's own deadlines, fsync, orderly stop and recovery after a crash, members
 * of quorum queues, mirrors, detection of other nodes, partitions.
 * Leaves out: see limits.ts.
 * Faults that reach it: all of the host's alphabet.
 */
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import { NEVER } from '../../../kernel/time.ts';
import { tick } from '../node/node.ts';
import { nextTimer } from '../node/timers.ts';
import type { FromClient } from '../wire.ts';
import { beatClient, clientGone, hearClient } from './clients.ts';
import { hearNode } from './cluster/hearing.ts';
import type { NodeMessage } from './cluster/messages.ts';
import { majorityIsBack } from './cluster/partitions.ts';
import { pingPeers, serveByThoseSeen, takeClients } from './cluster/meeting.ts';
import { losePeer, netTick, pollPeers, watchPeers } from './cluster/peers.ts';
import { electionDue, logWritten, raftTickDue } from './cluster/quorum.ts';
import { carryOutCommand } from './commands.ts';
import { BrokerContext, type BrokerWorld } from './context.ts';
import { confirmSynced, persist } from './disk.ts';
import { recoverImage, serveAgain, startBlank } from './life.ts';
import { BROKER_TIMERS, FILE, type BrokerMemory } from './memory.ts';
import { carryOutAll } from './outputs.ts';

/** Makes the behaviour of one node. `fresh`: its memory when the cluster has just been made. */
export function brokerBehaviour(options: { readonly world: BrokerWorld; readonly fresh: BrokerMemory }): Behaviour {
  const { world, fresh } = options;
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? undefined : (memory as BrokerMemory);
      const context = new BrokerContext(turn, world, before ?? fresh);
      react(context, input);
      carryOutAll(context);
      persist(context, before);
      armDeadlines(context);
      return context.memory;
    },
  };
}

function react(context: BrokerContext, input: Input): void {
  switch (input.kind) {
    case 'start':
      return start(context, input.previous);
    case 'message':
      if (context.peerAt(input.from) !== undefined) return hearNode(context, input.from, input.message as NodeMessage);
      return hearClient(context, input.from, input.message as FromClient);
    case 'disconnected':
      return connectionLost(context, input.peer);
    case 'timer':
      return timerDue(context, input.name, input.subject);
    case 'synced':
      if (input.file === FILE.node) return confirmSynced(context);
      return logWritten(context, (input.file - FILE.log(0)) / (FILE.log(1) - FILE.log(0)));
    case 'command':
      return carryOutCommand(context, input);
    case 'configured':
    case 'resumed':
      return undefined;
  }
}

/**
 * The first process of a cluster that has just been made knows everybody; any other one has to find out. Without its disk a single
 * node begins like one that has just been made: everything is declared, and nothing is in it. A node of a cluster does not.
 */
function start(context: BrokerContext, previous: Extract<Input, { kind: 'start' }>['previous']): void {
  const isWiped = context.turn.read(FILE.node) === undefined;
  if (isWiped && context.memory.peers.length > 0) return startBlank(context);
  if (previous === 'none' || isWiped) {
    context.tellAll({ kind: 'node.tick' });
    return watchPeers(context);
  }
  recoverImage(context);
  begin(context);
}

function connectionLost(context: BrokerContext, machine: number): void {
  const peer = context.peerAt(machine);
  if (peer === undefined) return clientGone(context, machine);
  context.changePeer(machine, { asking: null, answering: null });
  if (peer.isUp && context.isServing) losePeer(context, peer, { why: 'failure', connection: 'is over' });
}

function timerDue(context: BrokerContext, timer: string, subject: number): void {
  switch (timer) {
    case BROKER_TIMERS.heartbeat:
      return beatClient(context, subject);
    case BROKER_TIMERS.netTick:
      return netTick(context);
    case BROKER_TIMERS.poll:
      return pollPeers(context);
    case BROKER_TIMERS.ping:
      return pingPeers(context);
    case BROKER_TIMERS.election:
      return electionDue(context, subject);
    case BROKER_TIMERS.raftTick:
      return raftTickDue(context, subject);
    case BROKER_TIMERS.pauseCheck:
      return majorityIsBack(context) ? beginAgain(context) : undefined;
    case BROKER_TIMERS.restart:
      return beginAgain(context);
    default:
      context.change({ dueAt: NEVER });
      return context.take(tick(context.node, context.turn.now, context.turn));
  }
}

function beginAgain(context: BrokerContext): void {
  serveAgain(context);
  begin(context);
}

function begin(context: BrokerContext): void {
  serveByThoseSeen(context);
  takeClients(context);
  watchPeers(context);
}

/** The node wakes when something in it is due; a queue whose tick is on its way through the log is not. */
function armDeadlines(context: BrokerContext): void {
  const { memory, turn } = context;
  const due = context.isServing ? (nextTimer(memory.node, tickingQueues(memory)) ?? NEVER) : NEVER;
  if (due === memory.dueAt) return;
  context.change({ dueAt: due });
  if (due === NEVER) turn.cancelTimer(BROKER_TIMERS.deadlines, 0);
  else turn.setTimer(BROKER_TIMERS.deadlines, 0, due - turn.now);
}

const NO_QUEUES: ReadonlySet<string> = new Set();

/** Queues whose tick is on its way through their log; hardly ever any. */
function tickingQueues({ groups }: BrokerMemory): ReadonlySet<string> {
  if (!groups.some(({ isTicking }) => isTicking)) return NO_QUEUES;
  return new Set(groups.filter(({ isTicking }) => isTicking).map(({ queue }) => queue));
}
