/**
 * A stream with its readers, as an immutable value.
 * Source: deps/rabbit/src/rabbit_stream_queue.erl, docs/streams.md; 3.10.8 observed.
 */
import type { FieldValue } from '../fieldTable.ts';
import type { Message } from '../message.ts';
import type { QueuePolicy } from '../queue/arguments.ts';
import { sameConsumer, type ConsumerKey } from '../queue/consumers.ts';
import { sameChannel, type ChannelKey } from '../queue/entry.ts';
import { notImplemented, preconditionFailed, resourceName } from '../replies.ts';
import { appendChunk, EMPTY_LOG, messageAt, SEGMENT_BYTES, type StreamLog } from './log.ts';
import { startOffset } from './offset.ts';
import { retain } from './retention.ts';

/** A consumer of a stream. */
export interface Reader extends ConsumerKey {
  /** The next offset that it gets. */
  readonly position: number;
  /** Messages that it may still get. */
  readonly credit: number;
}

export interface StreamState {
  readonly type: 'stream';
  readonly policy: QueuePolicy;
  readonly log: StreamLog;
  readonly readers: readonly Reader[];
}

export interface StreamDelivery {
  readonly to: ConsumerKey;
  readonly offset: number;
  readonly message: Message;
}

export interface StreamTurn {
  readonly stream: StreamState;
  readonly deliveries: readonly StreamDelivery[];
}

export function newStream(policy: QueuePolicy): StreamState {
  return { type: 'stream', policy, log: EMPTY_LOG, readers: [] };
}

/** Operations that a stream does not know. */
export type RefusedOperation =
  'basic.get' | 'queue.purge' | 'automatic acknowledgement' | 'basic.nack and basic.reject';

/**
 * Name: refuse an operation
 * Who: a stream
 * Means: a log hands nothing out for good, so there is nothing to fetch, purge, return or discard
 * Enabled when: a client asks for it
 * Changes: nothing; the connection is closed
 */
export function refuse(operation: RefusedOperation, queue: string): never {
  throw notImplemented(`${operation} not supported by stream queues ${resourceName('queue', queue)}`);
}

/**
 * What a stream asks of a consumer; the first that is missing is told (observed on 3.10.8).
 *
 * @throws {ProtocolFault} 406, 540
 */
export function checkReader(queue: string, wanted: { readonly prefetch: number; readonly noAck: boolean }): void {
  if (wanted.prefetch === 0) {
    throw preconditionFailed(`consumer prefetch count is not set for '${resourceName('queue', queue)}'`);
  }
  if (wanted.noAck) refuse('automatic acknowledgement', queue);
}

/**
 * Name: attach a reader
 * Who: a stream, for basic.consume
 * Means: the prefetch count is the reader's credit, and each acknowledgement gives one back; so both are required
 * Enabled when: the channel has a prefetch count, and the consumer acknowledges
 * Changes: readers
 *
 * @throws {ProtocolFault} 406, 540
 */
export function attach(
  stream: StreamState,
  options: {
    readonly queue: string;
    readonly key: ConsumerKey;
    readonly prefetch: number;
    readonly noAck: boolean;
    readonly offset: FieldValue | undefined;
    readonly nowMicros: number;
  },
): StreamTurn {
  const { queue, key, prefetch } = options;
  checkReader(queue, options);
  const position = startOffset(stream.log, options.offset, options.nowMicros);
  const { connection, channel, tag } = key;
  const reader: Reader = { connection, channel, tag, position, credit: prefetch };
  return read({ ...stream, readers: [...stream.readers, reader] });
}

/**
 * Name: read
 * Who: a stream, whenever there is something new or a reader has credit
 * Means: every reader gets every message from its position on; nothing is deleted by it
 * Enabled when: a reader has credit, and there is a message at its position
 * Changes: positions and credit
 */
export function read(stream: StreamState): StreamTurn {
  const deliveries: StreamDelivery[] = [];
  const readers = stream.readers.map((reader) => {
    let { position, credit } = reader;
    for (;;) {
      const message = credit > 0 ? messageAt(stream.log, position) : undefined;
      if (message === undefined) return { ...reader, position, credit };
      deliveries.push({ to: reader, offset: position, message });
      position += 1;
      credit -= 1;
    }
  });
  return { stream: { ...stream, readers }, deliveries };
}

/** Messages that were published together. */
export function append(stream: StreamState, messages: readonly Message[], nowMicros: number): StreamTurn {
  const { policy } = stream;
  const segmentBytes = policy.maxSegmentBytes ?? SEGMENT_BYTES;
  const longer = appendChunk(stream.log, { messages, nowMicros, segmentBytes });
  return read({ ...stream, log: retain(longer, { ...policy, nowMicros }) });
}

/** Acknowledgements: credit, and nothing else. */
export function addCredit(stream: StreamState, key: ConsumerKey, credit: number): StreamTurn {
  const readers = stream.readers.map((reader) =>
    sameConsumer(reader, key) ? { ...reader, credit: reader.credit + credit } : reader,
  );
  return read({ ...stream, readers });
}

export function detach(stream: StreamState, key: ConsumerKey): StreamState {
  return { ...stream, readers: stream.readers.filter((reader) => !sameConsumer(reader, key)) };
}

export function detachChannel(stream: StreamState, by: ChannelKey): StreamState {
  return { ...stream, readers: stream.readers.filter((reader) => !sameChannel(reader, by)) };
}
