/**
 * A stream: an append-only log of chunks that readers pass through without changing it.
 *
 * Faults that reach it: none here; whoever replicates decides what is committed, and appends only that.
 * Source: docs/streams.md, deps/rabbit/src/rabbit_stream_queue.erl; 3.10.8 observed.
 */
import { emptyList, type AppendList } from '../../../../kernel/appendList.ts';
import type { Message } from '../message.ts';

/** Messages that were written together. */
export interface Chunk {
  readonly baseOffset: number;
  readonly timeMicros: number;
  readonly messages: readonly Message[];
  readonly bytes: number;
  /** Number of the segment file that holds it. */
  readonly segment: number;
}

export interface StreamLog {
  readonly chunks: AppendList<Chunk>;
  /** Chunks at the start that retention has deleted. */
  readonly deleted: number;
  readonly nextOffset: number;
}

export const EMPTY_LOG: StreamLog = { chunks: emptyList(), deleted: 0, nextOffset: 0 };

/** Size at which a segment is full, unless the queue says otherwise. */
export const SEGMENT_BYTES = 500_000_000;

export function chunksOf(log: StreamLog): readonly Chunk[] {
  return log.chunks.slice(log.deleted, log.chunks.length);
}

/** The first offset that is still there. */
export function firstOffset(log: StreamLog): number {
  return log.deleted < log.chunks.length ? log.chunks.at(log.deleted).baseOffset : log.nextOffset;
}

function bytesOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + message.bytes, 0);
}

function segmentFor(log: StreamLog, segmentBytes: number): number {
  const last = log.chunks.last();
  if (last === undefined) return 0;
  const filled = chunksOf(log)
    .filter(({ segment }) => segment === last.segment)
    .reduce((sum, { bytes }) => sum + bytes, 0);
  return filled >= segmentBytes ? last.segment + 1 : last.segment;
}

/**
 * Name: append to a stream
 * Who: every member of a stream
 * Means: messages get the next offsets; what is published together makes one chunk
 * Enabled when: a majority has them
 * Changes: the log
 */
export function appendChunk(
  log: StreamLog,
  options: { readonly messages: readonly Message[]; readonly nowMicros: number; readonly segmentBytes: number },
): StreamLog {
  const { messages, nowMicros, segmentBytes } = options;
  if (messages.length === 0) return log;
  const chunk: Chunk = {
    baseOffset: log.nextOffset,
    timeMicros: nowMicros,
    messages,
    bytes: bytesOf(messages),
    segment: segmentFor(log, segmentBytes),
  };
  return { ...log, chunks: log.chunks.append(chunk), nextOffset: log.nextOffset + messages.length };
}

/** The message at an offset, or undefined when it is not there (any more, or yet). */
export function messageAt(log: StreamLog, offset: number): Message | undefined {
  let low = log.deleted;
  let high = log.chunks.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const chunk = log.chunks.at(middle);
    if (offset < chunk.baseOffset) high = middle - 1;
    else if (offset >= chunk.baseOffset + chunk.messages.length) low = middle + 1;
    else return chunk.messages[offset - chunk.baseOffset];
  }
  return undefined;
}
