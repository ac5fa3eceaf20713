import { describe, expect, it } from 'vitest';
import { briefs, first, judge, log } from './support.ts';

describe('inconsistent-offsets: one offset, two values', () => {
  it('Jepsen version-orders-test "a real-world example": two acknowledgements name one offset', () => {
    const history = `
      p379 send a641
      p379 ok a641@537
      p363 send a645
      p363 ok a645@537
    `;
    expect(first(judge(history), 'inconsistent-offsets')).toMatchObject({
      verdict: 'violation',
      promise: 'no-divergence',
      at: 4_000,
      subjects: { values: ['a641', 'a645'] },
      evidence: { operations: [1, 3], positions: [{ topic: 'x', partition: 0, offset: 537 }] },
    });
  });

  it('Jepsen version-orders-test: a poll and an unanswered send that was read disagree', () => {
    const history = `
      c1 poll a1@0 b1@1
      p1 send c1
      p1 info c1@1
      c1 poll c1@5
    `;
    expect(briefs(history, {}, 'inconsistent-offsets')).toEqual(['inconsistent-offsets violation b1,c1']);
  });

  it('Jepsen inconsistent-offsets-test "info conflicts": an unanswered send proves nothing until it is read', () => {
    const history = `
      p0 send a1
      p0 info a1@0
      p1 send b1
      p1 ok b1@0
    `;
    expect(briefs(history, {}, 'inconsistent-offsets')).toEqual([]);
    expect(briefs(`${history}\n c2 poll a1@5`, {}, 'inconsistent-offsets')).toEqual([
      'inconsistent-offsets violation a1,b1',
    ]);
  });

  it('counts what the leader has below its high watermark as a witness', () => {
    const history = 'p1 send a1\n p1 leader a1@0';
    expect(briefs(history, { logs: [log('x', 'n1* b1')] }, 'inconsistent-offsets')).toEqual([
      'inconsistent-offsets violation a1,b1',
    ]);
    expect(briefs(history, { logs: [log('x', 'n1* | b1')] }, 'inconsistent-offsets')).toEqual([]);
  });

  it('near miss: the same offset in two logs, and a failed send', () => {
    expect(briefs('p1 send a1\n p1 ok a1@0\n p1 send y:b1\n p1 ok y:b1@0')).toEqual([]);
    expect(briefs('p1 send a1\n p1 ok a1@0\n p1 send b1\n p1 fail b1@0', {}, 'inconsistent-offsets')).toEqual([]);
  });

  it('is allowed here when divergence was not forbidden', () => {
    const history = 'c1 poll a1@0\n c2(h) poll b1@0';
    expect(briefs(history, { promises: [] }, 'inconsistent-offsets')).toEqual([
      'inconsistent-offsets allowed-here a1,b1',
    ]);
  });
});

describe('divergent-replicas: copies that must agree do not', () => {
  const DIVERGENT = ['divergent-replicas'];

  it('is a violation below both high watermarks, at the first offset that differs', () => {
    const divergent = first(
      judge('', { logs: [log('x', 'n1* a1 a2/1 a3/1', 'n2~ a1 b1/2 b2/2')] }),
      'divergent-replicas',
    );
    expect(divergent).toMatchObject({
      verdict: 'violation',
      promise: 'no-divergence',
      subjects: { values: ['a2', 'b1'] },
      evidence: {
        operations: [],
        positions: [
          { topic: 'x', partition: 0, offset: 1, node: 'n1' },
          { topic: 'x', partition: 0, offset: 1, node: 'n2' },
        ],
      },
      sentence: { key: 'divergent-replicas.different', params: { leftEpoch: 1, rightEpoch: 2 } },
    });
  });

  it('is a violation when the leader epochs differ, though the values agree', () => {
    expect(briefs('', { logs: [log('x', 'n1* a1/1', 'n2 a1/2')] })).toEqual(['divergent-replicas violation a1']);
  });

  it('StrongIsr: a member of the ISR lacks what is below the high watermark of the leader', () => {
    const verdicts = judge('', { logs: [log('x', 'n1* a1 a2', 'n2 | a1')] });
    expect(first(verdicts, 'divergent-replicas')).toMatchObject({
      subjects: { values: ['a2'] },
      sentence: { key: 'divergent-replicas.missing', params: { left: 'n1', right: 'n2', offset: 1 } },
    });
  });

  it('StrongIsr: holds for a replica that only believes to lead, in either order', () => {
    expect(briefs('', { logs: [log('x', 'n1 |', 'n2! a1', 'n3* | a1')] }, ...DIVERGENT)).toEqual([
      'divergent-replicas violation a1',
    ]);
  });

  it('near miss: the lagging or contradicting replica is not in the ISR, or does not run', () => {
    for (const follower of ['n2~ |', 'n2- |', 'n2~ | b1']) {
      expect(briefs('', { logs: [log('x', 'n1* a1', follower)] }, ...DIVERGENT)).toEqual([]);
    }
  });

  it('near miss: forks above the high watermark are for truncation to settle', () => {
    expect(briefs('', { logs: [log('x', 'n1* a1 | a2', 'n2 a1 | b2', 'n3 a1')] })).toEqual([]);
  });

  it('near miss: what retention removed is not compared', () => {
    expect(briefs('', { logs: [log('x', 'n1* a1 a2', 'n2 1: a2')] })).toEqual([]);
  });

  it('is allowed here when divergence was not forbidden', () => {
    expect(briefs('', { logs: [log('x', 'n1* a1', 'n2 b1')], promises: [] })).toEqual([
      'divergent-replicas allowed-here a1,b1',
    ]);
  });
});
