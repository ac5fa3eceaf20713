import { describe, expect, it } from 'vitest';
import {
  advanceSequence,
  checkSequence,
  noteBatch,
  type ProducerEntry,
} from '../../../../sim-engine/systems/kafka/rules/producerState.ts';

const batch = (baseSequence: number, recordCount = 1, producerEpoch = 0) => ({
  producerEpoch,
  baseSequence,
  recordCount,
});

/** Batches of one record with sequences 0 to count - 1, at offsets that begin with 100. */
function after(count: number): ProducerEntry {
  let entry: ProducerEntry | undefined;
  for (let sequence = 0; sequence < count; sequence += 1) entry = noteBatch(entry, batch(sequence), 100 + sequence);
  return entry as ProducerEntry;
}

describe('a batch of an idempotent producer', () => {
  it('that follows the last one is taken', () => {
    expect(checkSequence(after(3), batch(3))).toEqual({ kind: 'accept' });
  });

  it('that is in the log already is answered with its own offset', () => {
    expect(checkSequence(after(3), batch(1))).toEqual({ kind: 'duplicate', baseOffset: 101, lastOffset: 101 });
  });

  it.each([
    ['leaves a gap', batch(4)],
    ['overlaps one that is known', batch(2, 2)],
    ['is older than the five that are remembered', batch(0)],
  ])('that %s is out of order', (_, late) => {
    expect(checkSequence(after(late.baseSequence === 0 ? 6 : 3), late)).toEqual({
      kind: 'error',
      error: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
    });
  });

  it('is remembered for five batches: the fifth last is still a duplicate', () => {
    expect(checkSequence(after(6), batch(1)).kind).toBe('duplicate');
  });

  it('of an older epoch is refused, and one of a newer epoch begins again at 0', () => {
    const entry = noteBatch(after(3), batch(0, 1, 1), 103);
    expect(entry.batches).toHaveLength(1);
    expect(checkSequence(entry, batch(3, 1, 0))).toEqual({ kind: 'error', error: 'INVALID_PRODUCER_EPOCH' });
    expect(checkSequence(entry, batch(0, 1, 2))).toEqual({ kind: 'accept' });
    expect(checkSequence(entry, batch(1, 1, 2)).kind).toBe('error');
  });

  it('of a producer that nobody knows is taken with any sequence', () => {
    expect(checkSequence(undefined, batch(17))).toEqual({ kind: 'accept' });
  });

  it('wraps from 2147483647 to 0', () => {
    expect(advanceSequence(2_147_483_646, 1)).toBe(2_147_483_647);
    expect(advanceSequence(2_147_483_647, 1)).toBe(0);
    expect(advanceSequence(2_147_483_638, 19)).toBe(9);
    const entry = noteBatch(undefined, batch(2_147_483_647), 0);
    expect(checkSequence(entry, batch(0))).toEqual({ kind: 'accept' });
    expect(checkSequence(entry, batch(1)).kind).toBe('error');
  });
});
