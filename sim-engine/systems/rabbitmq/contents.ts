/** What a queue holds, read from outside: for observers, pictures and the question whether anything is awaited. */
import type { World } from '../../host/world.ts';
import { FILE, type BrokerMemory, type NodeImage } from './broker/memory.ts';
import { fieldOf } from './rules/fieldTable.ts';
import type { Message } from './rules/message.ts';
import { allEntries } from './rules/queue/state.ts';
import { killNode } from './node/restart.ts';
import type { QueueRecord, RabbitNode } from './node/value.ts';

/** The node in memory; of a process that is down, what its disk would give the next one. */
export function nodeOf(world: World, machine: number): RabbitNode | null {
  const found = world.machines[machine];
  const memory = found?.memory as BrokerMemory | undefined;
  if (memory !== undefined) return memory.node;
  const left = found?.disk[FILE.node]?.written as NodeImage | undefined;
  return left === undefined ? null : killNode(left.node, world.now).node;
}

export function queueOf(node: RabbitNode | null, name: string): QueueRecord | undefined {
  return node?.queues.find((record) => record.name === name);
}

/** A message with its number in the queue. */
export interface Held {
  readonly number: number;
  readonly message: Message;
}

/** All messages of a queue by their numbers: ready, in somebody's hands, delayed, and dead ones that are kept. */
export function messagesOf({ state }: Pick<QueueRecord, 'state'>): readonly Held[] {
  if (state === null) return [];
  if (state.type === 'stream')
    return state.log.chunks
      .slice(state.log.deleted, state.log.chunks.length)
      .flatMap((chunk) => chunk.messages.map((message, index) => ({ number: chunk.baseOffset + index, message })));
  return allEntries(state)
    .map(({ id, message }) => ({ number: id, message }))
    .sort((left, right) => left.number - right.number);
}

/** The key that an application gave a message, or null. */
export function keyOf({ headers }: Message): string | null {
  const key = headers === null ? undefined : fieldOf(headers, 'key');
  return typeof key === 'string' ? key : null;
}

/**
 * Messages that wait for a consumer, are in the hands of one, or are kept until their dead letters are confirmed. A stream keeps
 * what was read, so none of its count.
 */
export function backlogOf({ state }: QueueRecord): number {
  if (state === null || state.type === 'stream') return 0;
  return state.ready.count + state.held.length + state.delayed.length + state.unconfirmedDead.length;
}
