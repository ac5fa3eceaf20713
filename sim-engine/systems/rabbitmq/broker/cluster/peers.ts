/**
 * The other nodes: watched, suspected, lost. How they are met again says meeting.ts.
 *
 * Models: detection by a lost connection, by ticks (net_ticktime) and, for quorum queues, by the faster failure detector (aten).
 * Leaves out: beats of the failure detector finer than a quarter of its poll; the probability that it weighs.
 * Faults that reach it: crash, pause, power loss of nodes; cut, held and slow links.
 * Source: docs/nettick.md, docs/clustering.md; rabbit_node_monitor.erl; rabbitmq/aten.
 */
import { applyMetadata, nodeGone, serveQueue, setAlarms } from '../../node/node.ts';
import type { Alarm } from '../../rules/cluster/alarms.ts';
import { isAtLeast } from '../../rules/version.ts';
import type { BrokerContext } from '../context.ts';
import { BROKER_TIMERS, type Peer } from '../memory.ts';
import { PING_MICROS, pingPeers } from './meeting.ts';
import { mirrorsAfterLoss } from './mirrors.ts';
import { pausesAfterLoss } from './partitions.ts';
import { isGone, memberBack, memberLost } from './quorum.ts';

/** A node ticks four times in net_ticktime, and misses four ticks before it gives a peer up. */
const TICKS = 4;
/** Beats of the failure detector in one of its polls. */
const BEATS = 4;

/** Arms what watches over the other nodes. */
export function watchPeers(context: BrokerContext): void {
  const { turn, world, memory } = context;
  if (memory.peers.length === 0) return;
  turn.setTimer(BROKER_TIMERS.netTick, 0, Math.floor(world.settings.netTickTimeMicros / TICKS));
  if (memory.groups.length > 0) turn.setTimer(BROKER_TIMERS.poll, 0, beatMicros(world.settings));
  pingPeers(context);
}

function beatMicros(settings: BrokerContext['world']['settings']): number {
  return Math.max(settings.failureDetectorHeartbeatMicros, Math.floor(settings.failureDetectorPollMicros / BEATS));
}

/** Time to tick, and to give up those that were silent for net_ticktime. */
export function netTick(context: BrokerContext): void {
  const { turn, world } = context;
  turn.setTimer(BROKER_TIMERS.netTick, 0, Math.floor(world.settings.netTickTimeMicros / TICKS));
  const seen = context.memory.peers.filter(({ isUp }) => isUp);
  const silent = seen.filter(({ quietTicks }) => quietTicks >= TICKS);
  losePeers(context, silent, { why: 'failure', connection: 'is closed' });
  for (const peer of context.memory.peers) {
    if (!peer.isUp) continue;
    context.changePeer(peer.machine, { quietTicks: peer.quietTicks + 1 });
    context.tell(peer, { kind: 'node.tick' });
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

/** How a node is lost: why, and whether this node closes the connection or it is over already. */
interface Loss {
  readonly why: 'failure' | 'shutdown';
  readonly connection: 'is closed' | 'is over';
}

/**
 * Name: see a node go
 * Who: each of the others, for itself
 * Means: the node may be dead or only out of reach. Its channels are taken for gone, its queues for unreachable; mirrors of what
 *   it led may be promoted
 * Enabled when: its connection is lost, or it was silent for net_ticktime, or it said goodbye
 * Changes: who is seen, who serves
 */
export function losePeer(context: BrokerContext, peer: Peer, loss: Loss): void {
  losePeers(context, [peer], loss);
}

/** Several at once: a node that sees no majority any more pauses, and does nothing else about them. */
function losePeers(context: BrokerContext, peers: readonly Peer[], loss: Loss): void {
  for (const peer of peers) noteLoss(context, peer, loss);
  if (peers.length === 0 || pausesAfterLoss(context)) return;
  for (const peer of peers) goOnWithout(context, peer, loss.why);
}

function noteLoss(context: BrokerContext, { machine, name: node }: Peer, { why, connection }: Loss): void {
  const lost = { isUp: false, sawItGo: why === 'failure', isSuspected: false };
  context.changePeer(machine, { ...lost, asking: null, answering: null });
  if (connection === 'is closed') context.turn.disconnect(machine);
  context.story.rule('rabbitmq.cluster.node-down');
  context.story.milestone('fenced', 'rabbit.cluster.node-down', { node, by: context.name });
}

function goOnWithout(context: BrokerContext, peer: Peer, why: Loss['why']): void {
  const { turn } = context;
  memberLost(context, peer.machine, 'connection-down');
  context.take(nodeGone(context.node, (connection) => isGone(context, connection), turn.now, turn));
  mirrorsAfterLoss(context, peer.name, why);
  for (const { name, type, servedBy } of context.node.queues) {
    if (servedBy !== peer.name) continue;
    if (type !== 'quorum') context.story.note('rabbit.cluster.queue-down', { queue: name, node: peer.name });
    context.take(serveQueue(context.node, name, { by: null }, turn.now, turn));
  }
  if (!isAtLeast(context.world.settings.version, '4.3')) removeTransient(context, peer.name);
  changeAlarms(context, peer.name, []);
  if (!turn.hasTimer(BROKER_TIMERS.ping, 0)) turn.setTimer(BROKER_TIMERS.ping, 0, PING_MICROS);
}

/** A queue that is not durable is gone with its node: before 4.0 as soon as the node is not seen any more. */
export function removeTransient(context: BrokerContext, node: string): void {
  const { turn } = context;
  const { queues, bindings } = context.node;
  for (const { name, type, durable, servedBy, homeDown } of queues) {
    if (durable || type !== 'classic' || (servedBy ?? homeDown) !== node) continue;
    for (const binding of bindings.filter(({ destination: to }) => to.kind === 'queue' && to.name === name)) {
      context.take(applyMetadata(context.node, { type: 'binding-removed', binding }, turn.now, turn));
    }
    context.take(applyMetadata(context.node, { type: 'queue-removed', queue: name }, turn.now, turn));
  }
}

/** Alarms of one node, as it says them. */
export function changeAlarms(context: BrokerContext, node: string, alarms: readonly Alarm[]): void {
  const before = context.node.alarms;
  const others = before.filter((alarm) => alarm.node !== node);
  if (others.length === before.length && alarms.length === 0) return;
  const { turn } = context;
  context.take(setAlarms(context.node, [...others, ...alarms], turn.now, turn));
}
