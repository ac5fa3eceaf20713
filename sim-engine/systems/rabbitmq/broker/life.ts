/**
 * A node's lives: it starts, serves, stops in order, pauses, and starts again.
 *
 * Leaves out: a node that waits for the one that was stopped last before it starts.
 */
import { noItems } from '../../../kernel/numberedList.ts';
import { killNode, stopNode } from '../node/restart.ts';
import { isAtLeast } from '../rules/version.ts';
import { newNode, type RabbitNode } from '../node/value.ts';
import type { BrokerContext } from './context.ts';
import { recoverGroups } from './cluster/quorum.ts';
import { withNumbers } from './disk.ts';
import { BROKER_TIMERS, FILE, type BrokerMemory, type NodeImage } from './memory.ts';
import { carryOutAll } from './outputs.ts';

/** Tells clients, writes down what is durable, and the other nodes that this one goes. */
export function stopServing(context: BrokerContext): void {
  const { turn } = context;
  context.story.rule('rabbitmq.node.stop');
  context.story.milestone('admin', 'rabbit.node.stopped', { node: context.name });
  context.take(stopNode(context.node, turn.now, turn));
}

/** The broker stops within its process, which goes on: in a minority, or as the loser of an autoheal. */
export function leaveService(context: BrokerContext, mode: 'paused' | 'restarting'): void {
  const { turn, memory } = context;
  stopServing(context);
  carryOutAll(context);
  context.tellAll({ kind: 'node.bye' });
  for (const { number } of memory.groups) {
    turn.cancelTimer(BROKER_TIMERS.election, number);
    turn.cancelTimer(BROKER_TIMERS.raftTick, number);
  }
  for (const timer of [BROKER_TIMERS.netTick, BROKER_TIMERS.poll, BROKER_TIMERS.ping]) turn.cancelTimer(timer, 0);
  context.change({ mode, answers: [], syncing: null, clients: [], peers: unseen(context) });
}

/** No other node is seen. */
function unseen({ memory }: BrokerContext): BrokerMemory['peers'] {
  const unseen = { isUp: false, asking: null, answering: null, sawItGo: false, isSuspected: false };
  return memory.peers.map((peer) => ({ ...peer, ...unseen }));
}

/** The broker starts again within its process. The loser of an autoheal has thrown away what it knew of mirrors. */
export function serveAgain(context: BrokerContext): void {
  const { memory } = context;
  context.story.rule('rabbitmq.cluster.resume');
  context.story.milestone('heal', 'rabbit.cluster.resumed', { node: context.name });
  context.change({
    mode: 'serving',
    starts: memory.starts + 1,
    node: { ...context.node, alarms: context.node.alarms.filter(({ node }) => node === context.name) },
    isFresh: true,
    waitsFor: memory.mode === 'restarting' ? memory.waitsFor : 'a majority',
    partitionedFrom: [],
    reports: [],
    clients: [],
    peers: unseen(context),
    mirrorSets: memory.mode === 'restarting' ? {} : memory.mirrorSets,
  });
  recoverGroups(
    context,
    memory.groups,
    memory.groups.map(({ queue, applied }) => ({ queue, index: applied })),
  );
}

/** A process begins with little memory in use; a disk that was full still is. Of others' alarms it hears when they meet. */
function alarmsLeft({ name }: BrokerContext, { alarms }: RabbitNode): RabbitNode['alarms'] {
  return alarms.filter(({ node, resource }) => node === name && resource === 'disk');
}

/** Who pauses in a minority does not serve in one after a start either, also when it saw nobody any more when it went down. */
function waitsForMajority({ world }: BrokerContext): boolean {
  const { version, clusterPartitionHandling } = world.settings;
  return isAtLeast(version, '4.3') || clusterPartitionHandling === 'pause_minority';
}

/**
 * Name: start blank
 * Who: a node of a cluster that has lost its disk
 * Means: a node knows by its disk what it is a member of, and what is declared. Without one it is a broker of its own with its old
 *   name: it looks for nobody, the others take it for a member that is down, and no user of theirs can log in to it. What it had of
 *   quorum queues is gone; while a majority of their members is left, they go on
 * Enabled when: it starts, and its disk is empty
 * Changes: the node; it stays outside until somebody joins it to the cluster again, which is not modelled
 * Source: rabbit_peer_discovery.erl (a node that finds nobody to join proceeds as a standalone node), rabbit_mnesia.erl and
 *   rabbitmq/cluster-operator issue 1958 (inconsistent_cluster, and a cluster of its own), docs/clustering.md, docs/access-control.md
 *   (a new node has the user guest, from its own host only).
 */
export function startBlank(context: BrokerContext): void {
  context.story.rule('rabbitmq.node.start-blank');
  context.story.milestone('admin', 'rabbit.node.blank', { node: context.name });
  context.change({
    mode: 'blank',
    node: newNode(context.node.config),
    clients: [],
    groups: [],
    mirrorSets: {},
    peers: unseen(context),
  });
}

/** What the last process has left on disk, without what does not outlive it. */
export function recoverImage(context: BrokerContext): void {
  const { turn } = context;
  const { node, applied, mirrorSets, seen } = turn.read(FILE.node) as NodeImage;
  // An orderly stop has put the queues in order already.
  const isClean = turn.read(FILE.stoppedCleanly) === true;
  context.change({
    isFresh: true,
    waitsFor: waitsForMajority(context) ? 'a majority' : seen,
    mirrorSets,
    peers: unseen(context),
  });
  const left: RabbitNode = withNumbers(turn, { ...node, alarms: alarmsLeft(context, node) });
  if (isClean) context.change({ node: { ...left, connections: noItems() } });
  else context.take(killNode(left, turn.now, turn));
  turn.writeDurably(FILE.stoppedCleanly, false);
  context.story.rule('rabbitmq.node.start');
  recoverGroups(context, context.memory.groups, applied);
}
