/**
 * Mirrored classic queues, up to 3.13: who has copies, what they lack, who leads next.
 *
 * Models: mirrors by policy (all, exactly), the leader's confirms that wait for every mirror that it sees, promotion of the
 * oldest one, unsynchronised mirrors, synchronisation by hand, by policy, or by itself once the old messages are gone.
 * Leaves out: policies that name nodes, the time that a synchronisation takes, a ring of mirrors (the leader tells each).
 * Faults that reach it: crash, stop and isolation of nodes; each node decides by what it sees.
 * Source: versioned_docs/version-3.13/ha; rabbit_mirror_queue_misc.erl (3.13).
 */
import { mirrored, serveQueue, setMirrors } from '../../node/node.ts';
import { HERE, type NodeOutput } from '../../node/value.ts';
import { mirrorNodes, promote, type MirrorPolicy } from '../../rules/cluster/mirrors.ts';
import { copySince, isSynchronised } from '../../rules/queue/classic.ts';
import { allEntries, type QueueState } from '../../rules/queue/state.ts';
import { queueSettings } from '../../settings.ts';
import type { BrokerContext } from '../context.ts';
import type { MirrorCopy, MirrorSet, Peer } from '../memory.ts';
import type { Greeting } from './messages.ts';

/** The mirroring policy of a queue; null: it has none. */
export function policyOf(context: BrokerContext, queue: string): MirrorPolicy | null {
  const spec = context.specOf(queue);
  if (spec?.type !== 'classic') return null;
  const settings = queueSettings(spec.settings ?? {}, context.world.settings.version);
  if (settings.mirrorMode === 'none') return null;
  return {
    mode: settings.mirrorMode,
    count: settings.mirrorCount ?? 1,
    nodes: [],
    synchronisation: settings.mirrorSynchronisation,
    promoteOnFailure: settings.mirrorPromoteOnFailure,
    promoteOnShutdown: settings.mirrorPromoteOnShutdown,
  };
}

function messageCount(state: QueueState): number {
  return allEntries(state).length;
}

function setOf(context: BrokerContext, queue: string): MirrorSet {
  return context.memory.mirrorSets[queue] ?? { leader: null, generation: 0, mirrors: [], lacking: 0 };
}

function changeSet(context: BrokerContext, queue: string, change: Partial<MirrorSet>): void {
  const set = { ...setOf(context, queue), ...change };
  context.change({ mirrorSets: { ...context.memory.mirrorSets, [queue]: set } });
}

/** The leader has changed its set: everybody who is seen learns of it, and confirms wait for these from now on. */
function publishSet(context: BrokerContext, queue: string, mirrors: readonly MirrorCopy[]): void {
  const { turn } = context;
  changeSet(context, queue, { leader: context.name, mirrors });
  const names = mirrors.map(({ node }) => node);
  context.take(setMirrors(context.node, queue, names, turn.now, turn));
  context.tellAll({ kind: 'mirror.set', queue, set: setOf(context, queue) });
}

/** Is a copy within reach, and of the present life of its node? */
function isThere(context: BrokerContext, { node, life }: MirrorCopy): boolean {
  if (node === context.name) return life === context.life;
  const peer = context.peerNamed(node);
  return peer?.isUp === true && peer.life === life;
}

/** Queues with mirrors that this node leads. */
function ledHere(context: BrokerContext): readonly string[] {
  return context.node.queues
    .filter(({ name, servedBy }) => servedBy === HERE && policyOf(context, name) !== null)
    .map(({ name }) => name);
}

/** The pure node says how its mirrors are to have a queue. One that lacks nothing any more is synchronised by that. */
export function updateMirrors(context: BrokerContext, update: Extract<NodeOutput, { to: 'mirrors' }>): void {
  const { queue, nodes, number, state } = update;
  context.story.rule('rabbitmq.mirror.replicate');
  const set = setOf(context, queue);
  for (const node of nodes) sendCopy(context, node, { queue, number, state });
  if (!set.mirrors.some(({ since }) => since > 0)) return;
  const isComplete = ({ since }: MirrorCopy): boolean => since > 0 && isSynchronised(state, since);
  if (!set.mirrors.some(isComplete)) return;
  for (const { node } of set.mirrors.filter(isComplete)) saySynchronised(context, queue, node, state);
  publishSet(
    context,
    queue,
    set.mirrors.map((mirror) => (isComplete(mirror) ? { ...mirror, since: 0 } : mirror)),
  );
}

function sendCopy(
  context: BrokerContext,
  node: string,
  copy: { readonly queue: string; readonly number: number; readonly state: QueueState },
): void {
  const { generation } = setOf(context, copy.queue);
  context.tell(context.peerNamed(node), { kind: 'mirror.update', generation, ...copy });
}

function saySynchronised(context: BrokerContext, queue: string, node: string, state: QueueState): void {
  context.story.rule('rabbitmq.mirror.synchronise');
  context.story.milestone('isr', 'rabbit.mirror.synchronised', { queue, node, count: messageCount(state) });
}

/** A mirror gets an update from its leader. */
export function hearUpdate(
  context: BrokerContext,
  peer: Peer,
  update: {
    readonly queue: string;
    readonly generation: number;
    readonly number: number;
    readonly state: QueueState;
  },
): void {
  const { queue, generation, number, state } = update;
  const record = context.node.queues.find(({ name }) => name === queue);
  const set = setOf(context, queue);
  const own = set.mirrors.find((mirror) => mirror.node === context.name && isThere(context, mirror));
  const isLeader = record?.servedBy !== HERE && set.leader === peer.name && set.generation === generation;
  // Whoever leads a queue itself, or follows another leader, is no mirror of this one.
  if (record === undefined || !isLeader || own === undefined)
    return context.tell(peer, { kind: 'mirror.refusal', queue, generation });
  const { since } = own;
  const copy = since === 0 ? state : copySince(state, since);
  const { turn } = context;
  changeSet(context, queue, { lacking: messageCount(state) - messageCount(copy) });
  context.take(serveQueue(context.node, queue, { by: peer.name, state: copy }, turn.now, turn));
  context.tell(peer, { kind: 'mirror.ack', queue, number });
}

/** A mirror has an update. */
export function hearMirrorAck(context: BrokerContext, peer: Peer, queue: string, number: number): void {
  const { turn } = context;
  context.take(mirrored(context.node, queue, { node: peer.name, upTo: number }, turn.now, turn));
}

/** A node that was taken for a mirror follows somebody else: nothing waits for it any more. */
export function hearRefusal(context: BrokerContext, peer: Peer, queue: string, generation: number): void {
  const set = setOf(context, queue);
  if (set.leader !== context.name || set.generation !== generation) return;
  const left = set.mirrors.filter(({ node }) => node !== peer.name);
  if (left.length < set.mirrors.length) publishSet(context, queue, left);
}

/** The winners of an autoheal forget what losers led, and tell each other what they lead themselves. */
export function forgetLosers(context: BrokerContext, losers: readonly string[]): void {
  const { turn } = context;
  for (const { name: queue, servedBy } of context.node.queues) {
    const { leader } = setOf(context, queue);
    if (leader === null || !losers.includes(leader)) continue;
    changeSet(context, queue, { leader: null, generation: 0, mirrors: [] });
    if (servedBy === leader) context.take(serveQueue(context.node, queue, { by: null }, turn.now, turn));
  }
  for (const { name } of context.memory.peers) if (!losers.includes(name)) announceSets(context, name);
}

/** A leader says who has copies. */
export function hearSet(context: BrokerContext, peer: Peer, queue: string, set: MirrorSet): void {
  const record = context.node.queues.find(({ name }) => name === queue);
  if (record === undefined || context.memory.partitionedFrom.includes(peer.name)) return;
  const own = setOf(context, queue);
  if (set.generation < own.generation) return;
  if (set.generation === own.generation && isPreferred(leaderOf(context, record.servedBy), peer.name)) return;
  const isNewLeader = set.generation > own.generation || record.servedBy !== peer.name;
  changeSet(context, queue, { leader: set.leader, generation: set.generation, mirrors: set.mirrors });
  const { turn } = context;
  if (isNewLeader) context.take(serveQueue(context.node, queue, { by: peer.name, isAnew: true }, turn.now, turn));
}

function leaderOf({ name }: BrokerContext, servedBy: string | null): string | null {
  return servedBy === HERE ? name : servedBy;
}

/** Of two leaders of one generation all nodes choose the same. */
function isPreferred(leader: string | null, other: string): boolean {
  return leader !== null && leader < other;
}

/** Two nodes meet, and both know who leads what: the later leader counts, or, of one generation, the one that leads itself. */
export function settleMirrors(context: BrokerContext, peer: string, { known }: Greeting): void {
  const { turn } = context;
  for (const { name: queue, servedBy } of context.node.queues) {
    const own = setOf(context, queue);
    const theirs = known.mirrorSets[queue];
    if (theirs === undefined || policyOf(context, queue) === null || theirs.generation < own.generation) continue;
    const isLater = theirs.generation > own.generation && theirs.leader !== context.name;
    const leads = theirs.leader === peer && !isPreferred(leaderOf(context, servedBy), peer);
    if (!isLater && !leads) continue;
    changeSet(context, queue, theirs);
    context.take(serveQueue(context.node, queue, { by: theirs.leader }, turn.now, turn));
  }
}

/** Of queues that this node leads, or of which it knows a later leader, what it knows better than another one. */
export function laterSets(
  context: BrokerContext,
  known: Readonly<Record<string, MirrorSet>>,
): Readonly<Record<string, MirrorSet>> {
  return Object.fromEntries(
    Object.entries(context.memory.mirrorSets).filter(([queue, { leader, generation }]) => {
      const theirs = known[queue];
      if (theirs === undefined || leader === null) return false;
      const isOwn = leader === context.name && theirs.leader === null;
      return generation > theirs.generation || (isOwn && generation === theirs.generation);
    }),
  );
}

/** A node that is met hears who has copies of what this node leads. */
export function announceSets(context: BrokerContext, name: string): void {
  if (context.memory.isFresh) return;
  for (const queue of ledHere(context)) {
    context.tell(context.peerNamed(name), { kind: 'mirror.set', queue, set: setOf(context, queue) });
  }
}

/** A node that has started leads its mirrored queues without mirrors, until they join. */
export function leadAlone(context: BrokerContext): void {
  for (const queue of ledHere(context)) {
    changeSet(context, queue, { generation: setOf(context, queue).generation + 1 });
    publishSet(context, queue, []);
  }
}

/** A node is back, empty: where the policy wants it to, it becomes a mirror of what this node leads. */
export function mirrorsMayJoin(context: BrokerContext): void {
  if (context.memory.isFresh) return;
  for (const queue of ledHere(context)) {
    const policy = policyOf(context, queue) as MirrorPolicy;
    const { partitionedFrom } = context.memory;
    const together = context.visible.filter((node) => !partitionedFrom.includes(node));
    const wanted = mirrorNodes(policy, context.name, together).slice(1);
    const { mirrors } = setOf(context, queue);
    const joining = wanted.filter((name) => !mirrors.some(({ node }) => node === name));
    if (joining.length > 0) join(context, { queue, policy, joining });
  }
}

function join(
  context: BrokerContext,
  options: { readonly queue: string; readonly policy: MirrorPolicy; readonly joining: readonly string[] },
): void {
  const { queue, policy, joining } = options;
  const state = context.node.queues.find(({ name }) => name === queue)?.state;
  if (state?.type !== 'classic') return;
  const lacks = messageCount(state) > 0 && policy.synchronisation === 'manual';
  context.story.rule('rabbitmq.mirror.begin');
  const since = lacks ? state.nextEntry : 0;
  const joined = joining.map((node): MirrorCopy => ({ node, life: context.peerNamed(node)?.life ?? '', since }));
  publishSet(context, queue, [...setOf(context, queue).mirrors, ...joined]);
  for (const { node } of joined) {
    context.story.milestone('isr', 'rabbit.mirror.joined', { node, queue });
    if (since === 0 && messageCount(state) > 0) saySynchronised(context, queue, node, state);
    sendCopy(context, node, { queue, number: lastUpdate(context, queue), state });
  }
}

/** Number of the last update of a queue that is led here. */
function lastUpdate(context: BrokerContext, queue: string): number {
  return context.node.queues.find(({ name }) => name === queue)?.mirroring?.number ?? 0;
}

/** An operator has all mirrors synchronised. */
export function synchronise(context: BrokerContext, queue: string): void {
  const state = context.node.queues.find(({ name }) => name === queue)?.state;
  const { mirrors } = setOf(context, queue);
  if (state?.type !== 'classic' || !mirrors.some(({ since }) => since > 0)) return;
  for (const { node, since } of mirrors) if (since > 0) saySynchronised(context, queue, node, state);
  publishSet(
    context,
    queue,
    mirrors.map((mirror) => ({ ...mirror, since: 0 })),
  );
  for (const { node } of mirrors) {
    sendCopy(context, node, { queue, number: lastUpdate(context, queue), state });
  }
}

/** A node is not seen any more: its mirrors do not count, and what it led may be led here. */
export function mirrorsAfterLoss(context: BrokerContext, gone: string, leaderLoss: 'failure' | 'shutdown'): void {
  for (const queue of ledHere(context)) {
    const { mirrors } = setOf(context, queue);
    const left = mirrors.filter(({ node }) => node !== gone);
    if (left.length === mirrors.length) continue;
    context.story.milestone('isr', 'rabbit.mirror.confirmed-without', { queue, node: gone, leader: context.name });
    publishSet(context, queue, left);
  }
  for (const [queue, set] of Object.entries(context.memory.mirrorSets)) {
    if (set.leader === gone) succeed(context, { queue, set, gone, leaderLoss });
  }
}

function succeed(
  context: BrokerContext,
  options: {
    readonly queue: string;
    readonly set: MirrorSet;
    readonly gone: string;
    readonly leaderLoss: 'failure' | 'shutdown';
  },
): void {
  const { queue, set, gone, leaderLoss } = options;
  const policy = policyOf(context, queue);
  const record = context.node.queues.find(({ name }) => name === queue);
  if (policy === null || record?.servedBy !== gone) return;
  const { turn } = context;
  const candidates = set.mirrors
    .filter((mirror) => isThere(context, mirror))
    .map(({ node, since }) => ({ node, synchronised: since === 0 }));
  context.story.rule('rabbitmq.mirror.promote');
  const promotion = promote({ mirrors: candidates, policy, leaderLoss });
  if (promotion.outcome !== 'promoted') {
    changeSet(context, queue, { leader: null });
    context.story.milestone('election', 'rabbit.mirror.unavailable', {
      queue,
      node: gone,
      policy: PROMOTES_ON[leaderLoss],
    });
    context.take(serveQueue(context.node, queue, { by: null }, turn.now, turn));
    return;
  }
  const { node } = promotion;
  changeSet(context, queue, { leader: node, mirrors: set.mirrors.filter((mirror) => mirror.node !== node) });
  const by = node === context.name ? HERE : node;
  context.take(serveQueue(context.node, queue, { by }, turn.now, turn));
  if (by === HERE) beginLeading(context, { queue, candidates, policy: PROMOTES_ON[leaderLoss] });
}

/** The key of a policy that says whether a mirror that lacks messages may lead. */
const PROMOTES_ON = { failure: 'ha-promote-on-failure', shutdown: 'ha-promote-on-shutdown' } as const;

function beginLeading(
  context: BrokerContext,
  options: {
    readonly queue: string;
    readonly candidates: readonly { readonly node: string; readonly synchronised: boolean }[];
    readonly policy: string;
  },
): void {
  const { queue, candidates, policy } = options;
  const { name: node } = context;
  const { lacking, mirrors } = setOf(context, queue);
  const isWhole = candidates.find((candidate) => candidate.node === node)?.synchronised ?? false;
  if (isWhole) {
    const synchronised = candidates.filter((candidate) => candidate.synchronised).map((candidate) => candidate.node);
    context.story.milestone('election', 'rabbit.mirror.promoted', {
      node,
      queue,
      synchronised: synchronised.join(', '),
    });
  } else {
    const params = { node, queue, missing: lacking, policy };
    context.story.milestone('election', 'rabbit.mirror.promoted-unsynchronised', params);
  }
  changeSet(context, queue, { generation: setOf(context, queue).generation + 1 });
  publishSet(
    context,
    queue,
    mirrors.filter((mirror) => isThere(context, mirror)),
  );
}
