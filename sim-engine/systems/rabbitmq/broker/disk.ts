/**
 * A node's disk. The node is written as it is after every step (what a killed process has written stays in the page cache); an
 * fsync follows when a publisher waits for one, and everybody who waits when it begins is confirmed when it ends. Since 4.0 nobody
 * waits: the confirm of a classic queue follows the write, and the operating system puts on disk by itself what stands in its page
 * cache, about every half minute. Power loss takes what came since.
 *
 * Leaves out: segments, the message store's own buffer (a killed process loses nothing here), compaction.
 * Source: rabbit_classic_queue_store_v2.erl, rabbit_msg_store.erl ("no longer fsyncs"), v4.0.9 and v4.3.0; rabbit_queue_index.erl,
 * v3.10.8 and v3.13.7 (version 1 of classic queues, the default before 4.0, does fsync).
 */
import { synced } from '../node/node.ts';
import { HERE, type RabbitNode } from '../node/value.ts';
import type { BrokerContext } from './context.ts';
import { FILE, type BrokerMemory, type NodeImage } from './memory.ts';

/**
 * Linux writes back what has been dirty for so long (vm.dirty_expire_centisecs). Here no timer does it, which would be one more
 * thing in which states of a search differ, but the first step of a node that is late enough.
 */
const WRITE_BACK_MICROS = 30_000_000;

/** The node as it is to stand on disk. */
export function imageOf({ node, groups, mirrorSets, peers, partitionedFrom }: BrokerMemory): NodeImage {
  return {
    node,
    applied: groups.map(({ queue, applied }) => ({ queue, index: applied })),
    mirrorSets: partitionedFrom.length === 0 ? mirrorSets : {},
    seen: peers.filter(({ isUp }) => isUp).map(({ name }) => name),
  };
}

function sameImage(after: BrokerMemory, before: BrokerMemory): boolean {
  return (
    after.node === before.node &&
    after.mirrorSets === before.mirrorSets &&
    after.partitionedFrom === before.partitionedFrom &&
    (after.peers === before.peers || after.peers.every(({ isUp }, index) => isUp === before.peers[index]?.isUp))
  );
}

type Numbers = readonly { readonly queue: string; readonly next: number }[];

/** The next numbers of classic queues that are served here. */
function numbersOf({ queues }: RabbitNode): Numbers {
  return queues.flatMap(({ name: queue, servedBy, state }) =>
    servedBy === HERE && state?.type === 'classic' ? [{ queue, next: state.nextEntry }] : [],
  );
}

/** Keeps the numbers of messages, which no machine would, so that an observer can tell messages apart after power loss, too. */
function keepNumbers({ turn, node }: BrokerContext): void {
  const before = (turn.read(FILE.numbers) ?? []) as Numbers;
  const known = (queue: string): number => before.find((other) => other.queue === queue)?.next ?? 1;
  const grown = numbersOf(node).filter(({ queue, next }) => next > known(queue));
  if (grown.length === 0) return;
  const others = before.filter(({ queue }) => !grown.some((other) => other.queue === queue));
  turn.writeDurably(FILE.numbers, [...others, ...grown]);
}

/** A node from the disk goes on with the numbers that were given out. */
export function withNumbers(turn: BrokerContext['turn'], node: RabbitNode): RabbitNode {
  const numbers = (turn.read(FILE.numbers) ?? []) as Numbers;
  const queues = node.queues.map((record) => {
    const { state } = record;
    const next = numbers.find(({ queue }) => queue === record.name)?.next ?? 1;
    return state?.type === 'classic' && state.nextEntry < next
      ? { ...record, state: { ...state, nextEntry: next } }
      : record;
  });
  return { ...node, queues };
}

/** Writes what has changed, and starts an fsync if somebody waits for one. A blank node has nothing that would be the cluster's. */
export function persist(context: BrokerContext, before: BrokerMemory | undefined): void {
  const { turn, node, memory } = context;
  if (memory.mode === 'blank') return;
  if (before === undefined || !sameImage(memory, before)) turn.write(FILE.node, imageOf(memory));
  if (before === undefined || node.queues !== before.node.queues) keepNumbers(context);
  if (memory.syncing !== null) return;
  const waiting = waitingIn(node);
  if (waiting.length === 0) return writeBack(context);
  context.story.rule('rabbitmq.queue.sync');
  beginSync(context, waiting);
}

function waitingIn({ queues }: RabbitNode): NonNullable<BrokerMemory['syncing']> {
  return queues.flatMap(({ name: queue, awaitingSync }) =>
    awaitingSync.length === 0 ? [] : [{ queue, count: awaitingSync.length }],
  );
}

function beginSync(context: BrokerContext, syncing: NonNullable<BrokerMemory['syncing']>): void {
  context.turn.fsync(FILE.node);
  context.change({ syncing });
}

/**
 * Name: write back
 * Who: the operating system of a node
 * Means: what was written goes to disk about every half minute without anybody asking for it; no confirm waits for this
 * Enabled when: the last time is long enough ago, and no log is just being fsynced (the node on disk must not be ahead of its logs)
 * Changes: the disk
 */
function writeBack(context: BrokerContext): void {
  const { turn, node, memory } = context;
  const isDue = turn.now - memory.writtenBackAt >= WRITE_BACK_MICROS;
  if (!isDue || node.config.persistence === 'on-sync' || memory.groups.some(({ syncing }) => syncing !== null)) return;
  context.story.rule('rabbitmq.node.write-back');
  context.change({ writtenBackAt: turn.now });
  beginSync(context, []);
}

/** An fsync has ended: publishers that waited when it began are told. */
export function confirmSynced(context: BrokerContext): void {
  const { syncing } = context.memory;
  if (syncing === null) return;
  context.change({ syncing: null });
  for (const { queue, count } of syncing) {
    context.take(synced(context.node, { queue, count }, context.turn.now, context.turn));
  }
}
