/**
 * Retention of streams: whole segments, from the start.
 * Source: docs/streams.md (retention).
 */
import { chunksOf, type Chunk, type StreamLog } from './log.ts';

/**
 * Name: delete old segments
 * Who: a stream, when a segment is full
 * Means: the oldest segment goes while the stream is larger than allowed, or when its newest chunk is too old; the last
 *   segment always stays, so a stream may keep more than its limits say
 * Enabled when: the queue has x-max-length-bytes or x-max-age
 * Changes: the start of the log
 */
export function retain(
  log: StreamLog,
  options: {
    readonly maxLengthBytes: number | null;
    readonly maxAgeMicros: number | null;
    readonly nowMicros: number;
  },
): StreamLog {
  let rest = log;
  for (let first = firstSegment(rest); first !== null; first = firstSegment(rest)) {
    const size = chunksOf(rest).reduce((sum, { bytes }) => sum + bytes, 0);
    const tooLarge = options.maxLengthBytes !== null && size > options.maxLengthBytes;
    const newest = first.at(-1)?.timeMicros ?? options.nowMicros;
    const tooOld = options.maxAgeMicros !== null && options.nowMicros - newest > options.maxAgeMicros;
    if (!tooLarge && !tooOld) return rest;
    rest = { ...rest, deleted: rest.deleted + first.length };
  }
  return rest;
}

/** Chunks of the oldest segment, or null when it is the last one. */
function firstSegment(log: StreamLog): readonly Chunk[] | null {
  const chunks = chunksOf(log);
  const [first] = chunks;
  if (first === undefined || first.segment === chunks.at(-1)?.segment) return null;
  return chunks.filter(({ segment }) => segment === first.segment);
}
