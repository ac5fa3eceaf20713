/**
 * A node's disk. The node is written as it is after every step (what a killed process has written stays in the page cache); an
 * fsync follows when a publisher waits for one, and everybody who waits when it begins is confirmed when it ends.
 *
 * Leaves out: segments, the message store's own buffer (a killed process loses nothing here), compaction.
 */
import type { Turn } from '../../../host/turn.ts';
import { synced } from '../node/node.ts';
import { killNode } from '../node/restart.ts';
import type { RabbitNode } from '../node/value.ts';
import type { BrokerContext } from './context.ts';
import { FILE } from './memory.ts';

/** What a node is when its process starts: what the last one has left, without what does not outlive it. */
export function recover(turn: Turn, fresh: RabbitNode): RabbitNode {
  const left = turn.read(FILE.node) as RabbitNode | undefined;
  if (left === undefined || turn.incarnation === 1) return fresh;
  // An orderly stop has put the queues in order already.
  if (turn.read(FILE.stoppedCleanly) === true) {
    turn.writeDurably(FILE.stoppedCleanly, false);
    return { ...left, connections: [] };
  }
  return killNode(left, turn.now, turn).node;
}

/** Writes what has changed, and starts an fsync if somebody waits for one. */
export function persist(context: BrokerContext, before: RabbitNode | undefined): void {
  const { turn, node } = context;
  if (node !== before) turn.write(FILE.node, node);
  if (context.memory.syncing !== null) return;
  const waiting = node.queues.filter(({ awaitingSync }) => awaitingSync.length > 0);
  if (waiting.length === 0) return;
  context.story.rule('rabbitmq.queue.sync');
  turn.fsync(FILE.node);
  context.change({ syncing: Object.fromEntries(waiting.map(({ name, awaitingSync }) => [name, awaitingSync.length])) });
}

/** An fsync has ended. */
export function confirmSynced(context: BrokerContext): void {
  const { syncing } = context.memory;
  if (syncing === null) return;
  context.change({ syncing: null });
  for (const [queue, count] of Object.entries(syncing)) {
    context.take(synced(context.node, { queue, count }, context.turn.now, context.turn));
  }
}
