/**
 * A node's disk. The node is written as it is after every step (what a killed process has written stays in the page cache); an
 * fsync follows when a publisher waits for one, and everybody who waits when it begins is confirmed when it ends.
 *
 * Leaves out: segments, the message store's own buffer (a killed process loses nothing here), compaction.
 */
import { synced } from '../node/node.ts';
import { HERE, type RabbitNode } from '../node/value.ts';
import type { BrokerContext } from './context.ts';
import { FILE, type BrokerMemory, type NodeImage } from './memory.ts';

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

/** Writes what has changed, and starts an fsync if somebody waits for one. */
export function persist(context: BrokerContext, before: BrokerMemory | undefined): void {
  const { turn, node, memory } = context;
  if (before === undefined || !sameImage(memory, before)) turn.write(FILE.node, imageOf(memory));
  if (before === undefined || node.queues !== before.node.queues) keepNumbers(context);
  if (memory.syncing !== null) return;
  const waiting = node.queues.filter(({ awaitingSync }) => awaitingSync.length > 0);
  if (waiting.length === 0) return;
  context.story.rule('rabbitmq.queue.sync');
  turn.fsync(FILE.node);
  context.change({ syncing: waiting.map(({ name, awaitingSync }) => ({ queue: name, count: awaitingSync.length })) });
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
