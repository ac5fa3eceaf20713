/** Streams: offsets, credit, retention. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../../sim-engine/systems/rabbitmq/rules/queue/arguments.ts';
import { ProtocolFault } from '../../../../sim-engine/systems/rabbitmq/rules/replies.ts';
import {
  appendChunk,
  EMPTY_LOG,
  firstOffset,
  messageAt,
  type StreamLog,
} from '../../../../sim-engine/systems/rabbitmq/rules/stream/log.ts';
import { startOffset } from '../../../../sim-engine/systems/rabbitmq/rules/stream/offset.ts';
import { retain } from '../../../../sim-engine/systems/rabbitmq/rules/stream/retention.ts';
import {
  addCredit,
  append,
  attach,
  newStream,
  type StreamState,
} from '../../../../sim-engine/systems/rabbitmq/rules/stream/stream.ts';
import { message } from '../support.ts';

const SECOND = 1_000_000;

/** Chunks of three messages of ten bytes, one a second; a segment holds two chunks. */
function log(chunks: number): StreamLog {
  return Array.from({ length: chunks }, (_, index) => index).reduce(
    (next, index) =>
      appendChunk(next, {
        messages: ['a', 'b', 'c'].map((letter) => message(letter.repeat(10))),
        nowMicros: index * SECOND,
        segmentBytes: 60,
      }),
    EMPTY_LOG,
  );
}

describe('x-stream-offset', () => {
  const four = log(4);
  const at = (spec: Parameters<typeof startOffset>[1]): number => startOffset(four, spec, 4 * SECOND);

  it('names a place in each of its forms', () => {
    expect([at('first'), at('last'), at('next'), at(undefined), at(5), at(99)]).toEqual([0, 9, 12, 12, 5, 99]);
    expect([at({ kind: 'timestamp', seconds: 0 }), at({ kind: 'timestamp', seconds: 2 })]).toEqual([0, 6]);
    expect([at('2s'), at('1h'), at({ kind: 'timestamp', seconds: 9 })]).toEqual([6, 0, 12]);
  });

  it('other values are refused', () => {
    for (const spec of ['previous', '0s', '5x', -1, true]) expect(() => at(spec)).toThrow(ProtocolFault);
  });

  it('what retention has deleted begins at what is left', () => {
    const rest = retain(four, { maxLengthBytes: 60, maxAgeMicros: null, nowMicros: 0 });
    expect([startOffset(rest, 0, 0), startOffset(rest, 'first', 0)]).toEqual([6, 6]);
  });
});

describe('retention', () => {
  it('deletes whole segments, and never the last one', () => {
    expect(firstOffset(retain(log(6), { maxLengthBytes: 125, maxAgeMicros: null, nowMicros: 0 }))).toBe(6);
    expect(firstOffset(retain(log(6), { maxLengthBytes: 1, maxAgeMicros: null, nowMicros: 0 }))).toBe(12);
    expect(firstOffset(retain(log(2), { maxLengthBytes: 1, maxAgeMicros: null, nowMicros: 0 }))).toBe(0);
  });

  it('by age looks at the newest chunk of a segment', () => {
    const aged = (nowSeconds: number): number =>
      firstOffset(retain(log(4), { maxLengthBytes: null, maxAgeMicros: 2 * SECOND, nowMicros: nowSeconds * SECOND }));
    expect([aged(3), aged(4), aged(100)]).toEqual([0, 6, 6]);
  });

  it('leaves every message that is there at its offset', () => {
    const rest = retain(log(6), { maxLengthBytes: 125, maxAgeMicros: null, nowMicros: 0 });
    expect(messageAt(rest, 5)).toBeUndefined();
    expect(messageAt(rest, 7)!.body).toBe('b'.repeat(10));
    expect(messageAt(rest, 18)).toBeUndefined();
  });
});

describe('readers', () => {
  const key = { connection: 'c', channel: 1, tag: 'R' };
  const stream = (): StreamState =>
    append(
      newStream(policyOf('stream', {}, '3.13')),
      ['0', '1', '2', '3', '4', '5', '6', '7'].map((body) => message(body)),
      0,
    ).stream;
  const attachAt = (prefetch: number, noAck = false): ReturnType<typeof attach> =>
    attach(stream(), { queue: 's', key, prefetch, noAck, offset: 'first', nowMicros: 0 });

  it('get everything once, in order, never more than their credit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 1, max: 3 })), (prefetch, credits) => {
        let turn = attachAt(prefetch);
        const seen = turn.deliveries.map(({ offset }) => offset);
        let allowed = prefetch;
        for (const credit of credits) {
          turn = addCredit(turn.stream, key, credit);
          allowed += credit;
          seen.push(...turn.deliveries.map(({ offset }) => offset));
        }
        expect(seen).toEqual(Array.from({ length: Math.min(allowed, 8) }, (_, index) => index));
      }),
    );
  });

  it('must have a prefetch count and acknowledge', () => {
    expect(() => attachAt(0)).toThrow(/prefetch count is not set/);
    expect(() => attachAt(1, true)).toThrow(/automatic acknowledgement/);
  });
});
