import { describe, expect, it } from 'vitest';
import { briefs, CUT_SHORT, first, judge, log } from './support.ts';

const SECOND = 1_000_000;

describe('unavailable: writes refused or not answered', () => {
  it('is one verdict for each unbroken row of failures', () => {
    const history = `
      p1 send a1
      p1 fail a1 NOT_ENOUGH_REPLICAS
      p1 send a2
      p1 fail a2 NOT_ENOUGH_REPLICAS
      p1 send a3
      p1 ok a3@0
      p1 send a4
      p1 info a4
    `;
    expect(briefs(history)).toEqual(['unavailable violation a1,a2', 'unavailable violation a4']);
    expect(first(judge(history), 'unavailable')).toMatchObject({
      promise: 'available',
      at: 2_000,
      evidence: { operations: [0, 1, 2, 3] },
      sentence: { key: 'unavailable.error', params: { count: 2, fromMicros: 1_000, untilMicros: 4_000 } },
    });
  });

  it('near miss: the send succeeded in the end', () => {
    expect(briefs('p1 send a1\n p1 ok a1@0')).toEqual([]);
  });

  it('near miss: the producer itself died', () => {
    const [sent, died] = [
      {
        at: 1,
        process: 'p1',
        incarnation: 0,
        f: 'send',
        type: 'invoke',
        topic: 'x',
        partition: -1,
        key: 'a',
        value: 'a1',
        offset: -1,
        acks: 'all',
      },
      { at: 5, process: 'p1', incarnation: 0, f: 'crash', type: 'info' },
    ] as const;
    const open = { ...sent, at: 5, type: 'info' } as const;
    expect(briefs([sent, died, open])).toEqual([]);
    for (const answered of [
      { ...open, at: 6 },
      { ...open, type: 'fail' as const },
    ]) {
      expect(briefs([sent, died, answered])).toEqual(['unavailable violation a1']);
    }
  });

  it('near miss: the send was invoked outside the span of the promise', () => {
    const history = 'p1 send a1\n p1 info a1';
    expect(briefs(history, { options: { availableFrom: 1_001 } })).toEqual([]);
    expect(briefs(history, { options: { availableUntil: 999 } })).toEqual([]);
    expect(briefs(history, { options: { availableFrom: 1_000, availableUntil: 1_000 } })).toEqual([
      'unavailable violation a1',
    ]);
  });

  it('is allowed here when availability was not promised', () => {
    expect(briefs('p1 send a1\n p1 info a1', { promises: ['no-lost-write'] })).toEqual(['unavailable allowed-here a1']);
  });

  it('names a log that has no leader after healing; before that it is unknown', () => {
    expect(briefs('', { logs: [log('x', 'n1- a1', 'n2')] })).toEqual(['unavailable violation']);
    expect(briefs('', { logs: [log('x', 'n1-* a1', 'n2')], end: CUT_SHORT })).toEqual(['unavailable unknown']);
    expect(briefs('', { logs: [log('x', 'n1* a1', 'n2- a1')] })).toEqual([]);
  });
});

describe('stuck: healed, but it does not come to rest', () => {
  const pending = { key: 'group-behind', params: { group: 'g', offset: 12 } };

  it('is a violation when something is still awaited after the quiet time', () => {
    const verdicts = judge('', { end: { pending, healedAt: 10 * SECOND, at: 70 * SECOND } });
    expect(verdicts).toHaveLength(1);
    expect(first(verdicts, 'stuck')).toMatchObject({
      verdict: 'violation',
      promise: 'comes-to-rest',
      at: 70 * SECOND,
      awaited: pending,
      sentence: { key: 'stuck.waiting', params: { waitedMicros: 60 * SECOND } },
    });
  });

  it('near miss: the quiet time has not passed', () => {
    expect(briefs('', { end: { pending, healedAt: 10 * SECOND, at: 70 * SECOND - 1 } })).toEqual(['stuck unknown']);
    const options = { quietMicros: 5 * SECOND };
    expect(briefs('', { end: { pending, healedAt: 10 * SECOND, at: 15 * SECOND }, options })).toEqual([
      'stuck violation',
    ]);
  });

  it('is unknown when faults were never healed', () => {
    expect(briefs('', { end: { pending, healedAt: null, at: 500 * SECOND } })).toEqual(['stuck unknown']);
  });

  it('near miss: at rest', () => {
    expect(briefs('', { end: { pending: null, healedAt: null, at: 500 * SECOND } })).toEqual([]);
  });

  it('is allowed here when rest was not promised', () => {
    expect(briefs('', { end: { pending, healedAt: 0, at: 90 * SECOND }, promises: [] })).toEqual([
      'stuck allowed-here',
    ]);
  });
});
