/**
 * Two nodes meet: a greeting, its answer, and what they learn from each other.
 *
 * Models: one side asks, the other answers, and the first says that it has the answer; when both ask at once, the question of
 * the lower machine number counts. Nodes that are not seen are asked every second. A node that has started learns what there is before it takes clients.
 * Leaves out: the steps of connecting; that members of quorum queues begin only when the definitions are there.
 * Faults that reach it: everything that breaks a connection or keeps a greeting on its way.
 * Source: rabbit_node_monitor.erl, rabbit_mnesia.erl, rabbit_table.erl (wait for tables); docs/clustering.md.
 */
import { joinCluster, serveQueue } from '../../node/node.ts';
import { HERE } from '../../node/value.ts';
import { majorityOf } from '../../rules/quorum/majority.ts';
import { noticesPartition } from '../../rules/cluster/partitions.ts';
import { isAtLeast } from '../../rules/version.ts';
import type { BrokerContext } from '../context.ts';
import { BROKER_TIMERS, type Peer } from '../memory.ts';
import type { Greeting, Hello, NodeMessage } from './messages.ts';
import { announceSets, leadAlone, laterSets, mirrorsMayJoin, settleMirrors } from './mirrors.ts';
import { askToHeal, partitionNoticed } from './partitions.ts';
import { changeAlarms, losePeer, removeTransient } from './peers.ts';
import { leadersBack, memberBack } from './quorum.ts';

/** Nodes that are not seen are asked to connect every second (rabbit_node_monitor: RABBIT_DOWN_PING_INTERVAL). */
export const PING_MICROS = 1_000_000;

/** Asks nodes that are not seen to connect. */
export function pingPeers(context: BrokerContext): void {
  const lost = context.memory.peers.filter(({ isUp }) => !isUp);
  if (lost.length === 0) return;
  context.turn.setTimer(BROKER_TIMERS.ping, 0, PING_MICROS);
  for (const { machine, asking, answering } of lost) {
    if (asking !== null || answering !== null) continue;
    const session = newSession(context);
    context.changePeer(machine, { asking: session });
    const message: NodeMessage = { kind: 'node.hello', hello: { session, life: context.life } };
    context.turn.send(machine, message);
  }
}

/** Unique in a run. */
function newSession(context: BrokerContext): string {
  const sessions = context.memory.sessions + 1;
  context.change({ sessions });
  return `${context.life}.${sessions}`;
}

function greetingOf(context: BrokerContext, machine: number, session: string): Greeting {
  const { node, mirrorSets, isFresh } = context.memory;
  return {
    session,
    life: context.life,
    sawYouGo: context.peerAt(machine)?.sawItGo ?? false,
    alarms: node.alarms.filter((alarm) => alarm.node === context.name),
    known: { node, mirrorSets },
    isFresh,
  };
}

type Answer = Extract<NodeMessage, { kind: 'node.welcome' | 'node.met' }>;

/** A node asks. One that was thought to be there has lost its end of the old connection. */
export function hearHello(context: BrokerContext, machine: number, { session }: Hello): void {
  const before = context.peerAt(machine) as Peer;
  if (before.isUp) losePeer(context, before, { why: 'failure', connection: 'is over' });
  // Both have asked: this node's question counts, and will be answered.
  else if (before.asking !== null && context.turn.self < machine) return;
  if (!context.isServing) return;
  const ownSession = newSession(context);
  context.changePeer(machine, { asking: null, answering: { ownSession, session } });
  const greeting = greetingOf(context, machine, ownSession);
  const message: NodeMessage = { kind: 'node.welcome', answers: session, greeting, isAnswer: true };
  context.turn.send(machine, message);
}

/** The answer to a question. One to an earlier question comes too late, and is not waited for any more. */
export function hearWelcome(context: BrokerContext, machine: number, { answers, greeting }: Answer): void {
  if (context.peerAt(machine)?.asking !== answers) return sayAbsent(context, machine, greeting);
  const own = greetingOf(context, machine, answers);
  const message: NodeMessage = { kind: 'node.met', answers: greeting.session, greeting: own };
  context.turn.send(machine, message);
  seePeer(context, machine, { greeting, ownSession: answers });
}

/** The node that asked has the answer. */
export function hearMet(context: BrokerContext, machine: number, { answers, greeting }: Answer): void {
  const answering = context.peerAt(machine)?.answering ?? null;
  if (answering?.ownSession !== answers || answering.session !== greeting.session) return;
  seePeer(context, machine, { greeting, ownSession: answers });
}

/** Nobody here waits for the other node's words: the broker of this machine does not run, or has asked anew. */
export function sayAbsent(context: BrokerContext, machine: number, { session }: Hello): void {
  const message: NodeMessage = { kind: 'node.absent', answers: session, isAnswer: true };
  context.turn.send(machine, message);
}

/** The other machine does not wait for an answer: it may be asked again. */
export function hearAbsent(context: BrokerContext, machine: number, answers: string): void {
  const peer = context.peerAt(machine);
  if (peer?.asking === answers) context.changePeer(machine, { asking: null });
  if (peer?.answering?.ownSession === answers) context.changePeer(machine, { answering: null });
}

function seePeer(
  context: BrokerContext,
  machine: number,
  { greeting, ownSession }: { readonly greeting: Greeting; readonly ownSession: string },
): void {
  const peer = context.peerAt(machine) as Peer;
  const { name } = peer;
  const { session, life } = greeting;
  const isApart =
    !isAtLeast(context.world.settings.version, '4.3') &&
    noticesPartition({ sawItGo: peer.sawItGo, wasSeenToGo: greeting.sawYouGo });
  const quiet = { quietTicks: 0, quietPolls: 0, isSuspected: false };
  if (life !== peer.life) removeTransient(context, name);
  const met = { isUp: true, asking: null, answering: null, sawItGo: false };
  context.changePeer(machine, { ...met, session, life, ownSession, ...quiet });
  context.story.rule('rabbitmq.cluster.node-up');
  context.story.milestone('heal', 'rabbit.cluster.node-up', { node: name, by: context.name });
  changeAlarms(context, name, greeting.alarms);
  if (isApart) partitionNoticed(context, name);
  else agree(context, name, greeting);
  memberBack(context, machine);
  leadersBack(context, machine);
  askToHeal(context);
}

/** Two nodes that have not been apart know the same from now on. */
function agree(context: BrokerContext, name: string, greeting: Greeting): void {
  const { partitionedFrom, isFresh } = context.memory;
  if (partitionedFrom.includes(name))
    context.change({ partitionedFrom: partitionedFrom.filter((other) => other !== name) });
  if (isFresh && !greeting.isFresh) learn(context, greeting);
  else if (isFresh === greeting.isFresh) settleMirrors(context, name, greeting);
  serveByThoseSeen(context);
  takeClients(context);
  announceSets(context, name);
  mirrorsMayJoin(context);
}

/**
 * A node that has just started learns what there is from the first one that it meets and that knows. Only of mirrored queues it
 * may know a later leader: itself, if it was the last one before a pause.
 */
function learn(context: BrokerContext, { known }: Greeting): void {
  const { turn } = context;
  const later = laterSets(context, known.mirrorSets);
  const queues = known.node.queues.map((record) => {
    const set = later[record.name];
    return set === undefined ? record : { ...record, servedBy: set.leader, homeDown: null };
  });
  context.change({
    node: joinCluster(context.node, { ...known.node, queues }, turn.now),
    mirrorSets: { ...known.mirrorSets, ...later },
  });
  serveByThoseSeen(context);
  know(context);
}

/** Classic queues and streams are served by nodes that are seen, and have not been apart from this one. */
export function serveByThoseSeen(context: BrokerContext): void {
  const { turn } = context;
  const { partitionedFrom } = context.memory;
  const { visible } = context;
  const isSeen = (node: string): boolean => visible.includes(node) && !partitionedFrom.includes(node);
  for (const { name, type, servedBy, homeDown } of context.node.queues) {
    if (type === 'quorum') continue;
    const by = servedBy ?? homeDown;
    if (by === null || by === HERE) continue;
    const isBack = servedBy === null && isSeen(by);
    const isGone = servedBy !== null && !visible.includes(by);
    if (isBack || isGone) context.take(serveQueue(context.node, name, { by: isBack ? by : null }, turn.now, turn));
  }
}

/**
 * A node that has started takes clients when it has learnt from one that went on what there is, or need not wait for one: up to
 * 3.13 it waits for all nodes that it saw when it went down; since 4.0, and after a pause, for a majority.
 */
export function takeClients(context: BrokerContext): void {
  const { isFresh, waitsFor } = context.memory;
  const { visible } = context;
  if (!isFresh) return;
  const isReady = waitsFor === 'a majority' ? isMajority(context) : waitsFor.every((node) => visible.includes(node));
  if (isReady) know(context);
}

/** It knows what there is, and listens. Of mirrors of what it leads it knows nothing: they join anew. */
function know(context: BrokerContext): void {
  context.change({ isFresh: false });
  context.story.note('rabbit.node.started', { node: context.name });
  leadAlone(context);
}

function isMajority({ places, visible }: BrokerContext): boolean {
  return visible.length >= majorityOf(places.brokers.length);
}
