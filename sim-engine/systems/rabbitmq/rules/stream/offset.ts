/**
 * Where a reader begins: the argument x-stream-offset.
 * Source: docs/streams.md, deps/rabbit/src/rabbit_stream_queue.erl (parse_offset_arg).
 */
import type { FieldValue } from '../fieldTable.ts';
import { maxAgeMicrosOf } from '../queue/arguments.ts';
import { preconditionFailed } from '../replies.ts';
import { chunksOf, firstOffset, type StreamLog } from './log.ts';

const MICROS_PER_SECOND = 1_000_000;

/** First offset of the earliest chunk that was not written before a time; a reader may see earlier messages of that chunk. */
function offsetOfTime(log: StreamLog, timeMicros: number): number {
  return chunksOf(log).find((chunk) => chunk.timeMicros >= timeMicros)?.baseOffset ?? log.nextOffset;
}

/**
 * Name: choose the first offset
 * Who: a stream, when a reader attaches
 * Means: `first` is what is oldest, `last` the latest chunk, `next` (the default) what comes from now on; a number is that
 *   offset, an older one begins at the oldest; a timestamp, or an age as `1h`, begins at the first chunk not older
 * Enabled when: basic.consume on a stream
 * Changes: nothing
 *
 * @throws {ProtocolFault} 406 for any other value
 */
export function startOffset(log: StreamLog, spec: FieldValue | undefined, nowMicros: number): number {
  if (spec === undefined || spec === null || spec === 'next') return log.nextOffset;
  if (spec === 'first') return firstOffset(log);
  if (spec === 'last') return chunksOf(log).at(-1)?.baseOffset ?? log.nextOffset;
  if (typeof spec === 'number' && spec >= 0) return Math.max(spec, firstOffset(log));
  if (typeof spec === 'object' && 'kind' in spec && spec.kind === 'timestamp') {
    return offsetOfTime(log, spec.seconds * MICROS_PER_SECOND);
  }
  const age = typeof spec === 'string' ? maxAgeMicrosOf(spec) : null;
  if (age !== null) return offsetOfTime(log, nowMicros - age);
  throw preconditionFailed(`invalid arg 'x-stream-offset'`);
}
