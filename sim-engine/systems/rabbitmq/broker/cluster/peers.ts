/**
 * The other nodes: seen, lost, met again.
 *
 * Models: detection by a lost connection, by ticks (net_ticktime) and, for quorum queues, by the faster failure detector (aten);
 * connecting again every second, by a greeting and its answer.
 * Leaves out: beats of the failure detector finer than a quarter of its poll; the probability that it weighs.
 * Faults that reach it: crash, pause, power loss of nodes; cut, held and slow links.
 * Source: docs/nettick.md, docs/clustering.md; rabbit_node_monitor.erl; rabbitmq/aten.
 */
import { joinCluster, nodeGone, serveQueue, setAlarms } from '../../node/node.ts';
import type { Alarm } from '../../rules/cluster/alarms.ts';
import { noticesPartition } from '../../rules/cluster/partitions.ts';
import type { BrokerContext } from '../context.ts';
import { BROKER_TIMERS, type Peer } from '../memory.ts';
import type { Greeting, NodeMessage } from './messages.ts';
import { mirrorsAfterLoss, mirrorsMayJoin } from './mirrors.ts';
import { afterLoss, partitionNoticed } from './partitions.ts';
import { isGone, leadersBack, memberBack, memberLost } from './quorum.ts';

/** Nodes that are not seen are asked to connect every second (rabbit_node_monitor: RABBIT_DOWN_PING_INTERVAL). */
const PING_MICROS = 1_000_000;
/** A node ticks four times in net_ticktime, and misses four ticks before it gives a peer up. */
const TICKS = 4;
/** Beats of the failure detector in one of its polls. */
const BEATS = 4;

/** Arms what watches over the other nodes. */
export function watchPeers({ turn, world, memory }: BrokerContext): void {
  if (memory.peers.length === 0) return;
  turn.setTimer(BROKER_TIMERS.netTick, 0, Math.floor(world.settings.netTickTimeMicros / TICKS));
  if (memory.groups.length > 0) turn.setTimer(BROKER_TIMERS.poll, 0, beatMicros(world.settings));
  if (memory.peers.some(({ isUp }) => !isUp)) turn.setTimer(BROKER_TIMERS.ping, 0, 0);
}

function beatMicros(settings: BrokerContext['world']['settings']): number {
  return Math.max(settings.failureDetectorHeartbeatMicros, Math.floor(settings.failureDetectorPollMicros / BEATS));
}

/** Time to tick, and to give up those that were silent for net_ticktime. */
export function netTick(context: BrokerContext): void {
  const { turn, world } = context;
  turn.setTimer(BROKER_TIMERS.netTick, 0, Math.floor(world.settings.netTickTimeMicros / TICKS));
  for (const peer of context.memory.peers) {
    if (!peer.isUp) continue;
    if (peer.quietTicks >= TICKS) losePeer(context, peer, 'failure');
    else {
      context.changePeer(peer.machine, { quietTicks: peer.quietTicks + 1 });
      context.tell(peer, { kind: 'node.tick' });
    }
  }
}

/** Time for a beat; members of quorum queues suspect a node that was silent for a whole poll. */
export function pollPeers(context: BrokerContext): void {
  const { turn, world } = context;
  turn.setTimer(BROKER_TIMERS.poll, 0, beatMicros(world.settings));
  for (const peer of context.memory.peers) {
    if (!peer.isUp) continue;
    const quietPolls = peer.quietPolls + 1;
    const isSuspected = quietPolls > BEATS;
    context.changePeer(peer.machine, { quietPolls, isSuspected });
    if (isSuspected && !peer.isSuspected) memberLost(context, peer.machine, 'suspected');
    context.tell(peer, { kind: 'node.tick' });
  }
}

/** Something has come from a node within the session: it is there. */
export function noteHeard(context: BrokerContext, peer: Peer): void {
  if (peer.quietTicks === 0 && peer.quietPolls === 0 && !peer.isSuspected) return;
  context.changePeer(peer.machine, { quietTicks: 0, quietPolls: 0, isSuspected: false });
  if (peer.isSuspected) memberBack(context, peer.machine);
}

/** Asks nodes that are not seen to connect. */
export function pingPeers(context: BrokerContext): void {
  const lost = context.memory.peers.filter(({ isUp }) => !isUp);
  if (lost.length === 0) return;
  context.turn.setTimer(BROKER_TIMERS.ping, 0, PING_MICROS);
  for (const peer of lost) {
    if (peer.isAsked) continue;
    context.changePeer(peer.machine, { isAsked: true });
    greet(context, peer.machine, 'node.hello');
  }
}

function greet(context: BrokerContext, machine: number, kind: 'node.hello' | 'node.welcome'): void {
  const peer = context.peerAt(machine) as Peer;
  const session = `${context.life}.${context.turn.sequence}`;
  context.changePeer(machine, { ownSession: session });
  const { node, mirrorSets, isFresh } = context.memory;
  const greeting: Greeting = {
    session,
    life: context.life,
    sawYouGo: peer.sawItGo,
    alarms: node.alarms.filter((alarm) => alarm.node === context.name),
    known: { node, mirrorSets },
    isFresh,
  };
  const message: NodeMessage = kind === 'node.hello' ? { kind, greeting } : { kind, greeting, isAnswer: true };
  context.turn.send(machine, message);
}

/** A node greets, or answers a greeting. */
export function meetPeer(
  context: BrokerContext,
  machine: number,
  kind: 'node.hello' | 'node.welcome',
  greeting: Greeting,
): void {
  const before = context.peerAt(machine) as Peer;
  // A greeting from a node that was thought to be there: its end of the old connection is gone.
  if (kind === 'node.hello' && before.isUp) losePeer(context, before, 'failure');
  const wasUp = context.peerAt(machine)?.isUp ?? false;
  const { session, life } = greeting;
  context.changePeer(machine, { session, life, isAsked: false, quietTicks: 0, quietPolls: 0, isSuspected: false });
  if (kind === 'node.hello') greet(context, machine, 'node.welcome');
  if (!wasUp) seePeer(context, machine, greeting);
}

function seePeer(context: BrokerContext, machine: number, greeting: Greeting): void {
  const peer = context.peerAt(machine) as Peer;
  const apart = noticesPartition({ sawItGo: peer.sawItGo, wasSeenToGo: greeting.sawYouGo });
  context.changePeer(machine, { isUp: true, sawItGo: false });
  context.story.rule('rabbitmq.cluster.node-up');
  context.story.milestone('heal', 'rabbit.cluster.node-up', { node: peer.name, by: context.name });
  learn(context, peer, greeting);
  changeAlarms(context, peer.name, greeting.alarms);
  memberBack(context, machine);
  leadersBack(context, machine);
  if (apart) return partitionNoticed(context, peer.name);
  homesBack(context, peer);
  mirrorsMayJoin(context);
}

/** A node that has just started learns what there is from the first one that it meets and that knows. */
function learn(context: BrokerContext, peer: Peer, { known, isFresh }: Greeting): void {
  if (!context.memory.isFresh || isFresh) return;
  const { turn } = context;
  const before = context.node;
  context.change({ node: joinCluster(before, known.node, turn.now), mirrorSets: known.mirrorSets, isFresh: false });
  for (const { name, type, servedBy, state } of context.node.queues) {
    if (type === 'quorum' || servedBy !== peer.name || state === null) continue;
    // What it had of a mirrored queue is thrown away; its leader sends it a copy when it lets it join.
    const own = before.queues.find((record) => record.name === name);
    if (own?.servedBy === servedBy) continue;
    context.take(serveQueue(context.node, name, { by: null }, turn.now, turn));
    context.take(serveQueue(context.node, name, { by: servedBy }, turn.now, turn));
  }
}

/** Classic queues and streams that live on a node that is back. */
function homesBack(context: BrokerContext, peer: Peer): void {
  const { turn } = context;
  for (const { name, servedBy, homeDown } of context.node.queues) {
    if (servedBy !== null || homeDown !== peer.name) continue;
    context.take(serveQueue(context.node, name, { by: peer.name }, turn.now, turn));
  }
}

/**
 * Name: see a node go
 * Who: each of the others, for itself
 * Means: the node may be dead or only out of reach. Its channels are taken for gone, its queues for unreachable; mirrors of what
 *   it led may be promoted
 * Enabled when: its connection is lost, or it was silent for net_ticktime, or it said goodbye
 * Changes: who is seen, who serves
 */
export function losePeer(context: BrokerContext, peer: Peer, loss: 'failure' | 'shutdown'): void {
  const { turn } = context;
  context.changePeer(peer.machine, { isUp: false, sawItGo: loss === 'failure', isAsked: false, isSuspected: false });
  if (loss === 'failure') turn.disconnect(peer.machine);
  context.story.rule('rabbitmq.cluster.node-down');
  context.story.milestone('fenced', 'rabbit.cluster.node-down', { node: peer.name, by: context.name });
  memberLost(context, peer.machine, 'connection-down');
  context.take(nodeGone(context.node, (connection) => isGone(context, connection), turn.now, turn));
  mirrorsAfterLoss(context, peer.name, loss);
  for (const { name, type, servedBy } of context.node.queues) {
    if (servedBy !== peer.name) continue;
    if (type !== 'quorum') context.story.note('rabbit.cluster.queue-down', { queue: name, node: peer.name });
    context.take(serveQueue(context.node, name, { by: null }, turn.now, turn));
  }
  changeAlarms(context, peer.name, []);
  if (!turn.hasTimer(BROKER_TIMERS.ping, 0)) turn.setTimer(BROKER_TIMERS.ping, 0, PING_MICROS);
  afterLoss(context);
}

/** Alarms of one node, as it says them. */
export function changeAlarms(context: BrokerContext, node: string, alarms: readonly Alarm[]): void {
  const before = context.node.alarms;
  const others = before.filter((alarm) => alarm.node !== node);
  if (others.length === before.length && alarms.length === 0) return;
  const { turn } = context;
  context.take(setAlarms(context.node, [...others, ...alarms], turn.now, turn));
}
