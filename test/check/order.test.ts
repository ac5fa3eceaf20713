import { describe, expect, it } from 'vitest';
import { briefs, first, judge, log } from './support.ts';

const ORDER = ['poll-skip', 'nonmonotonic-poll', 'int-poll-skip', 'int-nonmonotonic-poll'];

describe('poll-skip and nonmonotonic-poll, between polls', () => {
  const skipping = (between: readonly [string, string]): string => `
    c0 poll a1@1 b1@2
    c1 poll c1@3
    ${between[0]}
    c0 poll d1@4
    ${between[1]}
    p2 send f1
    p2 ok f1@6
    c0 poll g1@7
  `;

  it('Jepsen poll-skip-test: offsets 1, 2, then 4, then 7, while 3 and 6 are known; a gap at 5 does not count', () => {
    const verdicts = judge(skipping(['', ''])).filter((verdict) => verdict.kind === 'poll-skip');
    expect(verdicts.map((verdict) => verdict.subjects.values)).toEqual([['c1'], ['f1']]);
    expect(verdicts.map((verdict) => verdict.evidence.operations)).toEqual([
      [0, 2],
      [2, 5],
    ]);
    expect(verdicts[0]).toMatchObject({
      verdict: 'violation',
      promise: 'every-record-read',
      sentence: { key: 'poll-skip.between', params: { from: 2, to: 4, count: 1 } },
    });
  });

  it('Jepsen poll-skip-test "with intermediate subscribe": losing the log in between allows the skip', () => {
    const verdicts = briefs(skipping(['c0 revoked x', 'c0 lost x']), {}, ...ORDER);
    expect(verdicts).toEqual(['poll-skip allowed-here f1']);
  });

  it('Jepsen poll-skip-test "with intermediate subscribe": an assignment of other logs does not', () => {
    expect(briefs(skipping(['c0 assigned y', 'c0 revoked y']), {}, ...ORDER)).toEqual([
      'poll-skip violation c1',
      'poll-skip violation f1',
    ]);
  });

  it('after a reassignment, what others of the group were given is not skipped', () => {
    const history = `
      c1 poll a1@0
      c1 revoked x
      c2 poll b1@1
      c1 assigned x
      c1 poll c1@2
    `;
    expect(briefs(history, {}, ...ORDER)).toEqual([]);
  });

  it('after a reassignment, a record further on in the same poll is not skipped', () => {
    expect(briefs('c1 poll a1@0\n c1 revoked x\n c1 poll c1@2 b1@1', {}, ...ORDER)).toEqual([
      'int-nonmonotonic-poll violation c1,b1',
    ]);
  });

  it('Jepsen poll-skip-test "abort doesn’t roll back": skips of 1 and 2 are measured from the last read', () => {
    const history = `
      p0 send a0
      p0 ok a0@0
      p0 send a1
      p0 ok a1@1
      p0 send a2
      p0 ok a2@2
      p0 send a3
      p0 ok a3@3
      c1 poll a0@0
      c1 poll a3@3
    `;
    expect(briefs(history, {}, ...ORDER)).toEqual(['poll-skip violation a1,a2']);
  });

  it('knows from the log of the leader what was skipped', () => {
    const run = { logs: [log('x', 'n1* a0 a1 a2')] };
    expect(briefs('c1 poll a0@0\n c1 poll a2@2', run, ...ORDER)).toEqual(['poll-skip violation a1']);
  });

  it('near miss: the passed record is gone from the log; that is a lost write, not a skip', () => {
    const history = `
      p1 send a0
      p1 ok a0@0
      p1 send a1
      p1 ok a1@1
      p1 send a2
      p1 ok a2@2
      c1 poll a0@0
      c1 poll a2@2
    `;
    expect(briefs(history, { logs: [log('x', 'n1* a0 . a2')] })).toEqual([
      'lost-write violation a1',
      'unseen violation a1',
    ]);
  });

  it('near miss: another incarnation of the process starts anew', () => {
    expect(briefs("c1 poll a1@0 a2@1 a3@2\n c1 crash\n c1' poll a1@0", {}, ...ORDER)).toEqual([]);
  });

  const returning = (between: string): string => `
    c0 poll a1@1 b1@2 c1@3
    ${between}
    c0 poll b1@2 c1@3 d1@4
  `;

  it('Jepsen nonmonotonic-poll-test: reads 1 2 3, then 2 3 4', () => {
    const verdict = first(judge(returning('')), 'nonmonotonic-poll');
    expect(verdict).toMatchObject({
      verdict: 'violation',
      promise: 'order-per-key',
      subjects: { values: ['c1', 'b1'] },
      evidence: { operations: [0, 1] },
      sentence: { key: 'nonmonotonic-poll.between', params: { from: 3, to: 2 } },
    });
  });

  it('Jepsen nonmonotonic-poll-test "with intermediate subscribe": allowed after the log changed hands', () => {
    for (const change of ['c0 revoked x', 'c0 lost x', 'c0 assigned x']) {
      expect(briefs(returning(change), {}, ...ORDER)).toEqual(['nonmonotonic-poll allowed-here c1,b1']);
    }
    expect(briefs(returning('c0 assigned y'), {}, ...ORDER)).toEqual(['nonmonotonic-poll violation c1,b1']);
  });

  it('near miss: two processes read on their own', () => {
    expect(briefs('c1 poll a1@0 a2@1\n c2(h) poll a1@0 a2@1', {}, ...ORDER)).toEqual([]);
  });
});

describe('int-poll-skip and int-nonmonotonic-poll, within one poll', () => {
  it('Jepsen int-poll-skip-test: 1 and 4 in one poll, while 2 is known', () => {
    const history = `
      c0 poll a1@1 d1@4
      c1 poll b1@2
    `;
    const skip = first(judge(history), 'int-poll-skip');
    expect(skip).toMatchObject({
      verdict: 'violation',
      promise: 'every-record-read',
      subjects: { values: ['b1'] },
      evidence: { operations: [0] },
    });
  });

  it('near miss: nothing is known between them', () => {
    expect(briefs('c0 poll a1@1 d1@4', {}, ...ORDER)).toEqual([]);
  });

  it('near miss: the records are of two logs', () => {
    expect(briefs('c0 poll a1@1 y:b1@0 a2@2 y:b2@1', {}, ...ORDER)).toEqual([]);
  });

  it('Jepsen int-nonmonotonic-poll-test: 3 then 1, and 3 twice', () => {
    const history = `
      c0 poll c1@3 a1@1
      c1 poll b1@2 c1@3 c1@3
    `;
    expect(briefs(history, {}, 'int-nonmonotonic-poll')).toEqual([
      'int-nonmonotonic-poll violation c1,a1',
      'int-nonmonotonic-poll violation c1',
    ]);
  });

  it('is allowed here when order was not promised', () => {
    expect(briefs('c0 poll c1@3 a1@1', { promises: ['no-lost-write'] }, ...ORDER)).toEqual([
      'int-nonmonotonic-poll allowed-here c1,a1',
    ]);
  });
});

describe('nonmonotonic-send', () => {
  const SEND = ['nonmonotonic-send'];

  it('Jepsen nonmonotonic-send-test: one process gets 3, then 1', () => {
    const history = `
      p0 send a1
      p0 ok a1@3
      p0 send a2
      p0 ok a2@1
    `;
    expect(first(judge(history), 'nonmonotonic-send')).toMatchObject({
      verdict: 'violation',
      promise: 'order-per-key',
      subjects: { values: ['a1', 'a2'] },
      evidence: { operations: [0, 1, 2, 3] },
      sentence: { params: { earlierOffset: 3, laterOffset: 1 } },
    });
  });

  it('goes by the order of sending, not of answers: the first of two in flight is retried behind the second', () => {
    const history = `
      p1 send a1
      p1 send a2
      p1 ok a2@0
      p1 ok a1@1
    `;
    expect(briefs(history, {}, ...SEND)).toEqual(['nonmonotonic-send violation a1,a2']);
  });

  it('near miss: answers out of order, places in order', () => {
    const history = `
      p1 send a1
      p1 send a2
      p1 ok a2@1
      p1 ok a1@0
    `;
    expect(briefs(history, {}, ...SEND)).toEqual([]);
  });

  it('sees a reversal over a record of another key', () => {
    const history = `
      p1 send a1
      p1 send b1
      p1 send a2
      p1 ok a1@5
      p1 ok b1@1
      p1 ok a2@2
    `;
    expect(briefs(history, {}, ...SEND)).toEqual([
      'nonmonotonic-send allowed-here a1,b1',
      'nonmonotonic-send violation a1,a2',
    ]);
  });

  it('is allowed here between different keys', () => {
    expect(briefs('p1 send a1\n p1 ok a1@1\n p1 send b1\n p1 ok b1@0', {}, ...SEND)).toEqual([
      'nonmonotonic-send allowed-here a1,b1',
    ]);
  });

  it('finds the place of an unanswered send in polls and in the log of the leader', () => {
    const history = `
      p1 send a1
      p1 info a1
      p1 send a2
      p1 ok a2@0
    `;
    expect(briefs(history, {}, ...SEND)).toEqual([]);
    expect(briefs(`${history}\n c1 poll a2@0 a1@1`, {}, ...SEND)).toEqual(['nonmonotonic-send violation a1,a2']);
    expect(briefs(history, { logs: [log('x', 'n1* a2 a1')] }, ...SEND)).toEqual(['nonmonotonic-send violation a1,a2']);
  });

  it('near miss: the earlier one is a duplicate whose first copy stands right', () => {
    const history = `
      p1 send a1
      p1 send a2
      p1 ok a2@1
      p1 ok a1@2
    `;
    expect(briefs(history, { logs: [log('x', 'n1* a1 a2 a1')] })).toEqual(['duplicate violation a1']);
  });

  it('near miss: other processes, other incarnations, other logs', () => {
    expect(briefs('p1 send a1\n p1 ok a1@1\n p2 send a2\n p2 ok a2@0', {}, ...SEND)).toEqual([]);
    expect(briefs("p1 send a1\n p1 ok a1@1\n p1' send a2\n p1' ok a2@0", {}, ...SEND)).toEqual([]);
    expect(briefs('p1 send a1\n p1 ok a1@1\n p1 send y:a2\n p1 ok y:a2@0', {}, ...SEND)).toEqual([]);
  });

  it('near miss: the earlier one is gone, so it has no place', () => {
    const history = `
      p1 send a1
      p1 leader a1@3
      p1 send a2
      p1 ok a2@1
    `;
    expect(briefs(history, { logs: [log('x', 'n1* b0 a2')] })).toEqual(['lost-write violation a1']);
  });

  it('compares with the furthest record of the key, not the latest', () => {
    const history = (second: number): string => `
      p1 send a1
      p1 ok a1@${6 - second}
      p1 send a2
      p1 ok a2@${second}
      p1 send a3
      p1 ok a3@3
    `;
    expect(briefs(history(5), {}, ...SEND)).toEqual(['nonmonotonic-send violation a2,a3']);
    expect(briefs(history(1), {}, ...SEND)).toEqual([
      'nonmonotonic-send violation a1,a2',
      'nonmonotonic-send violation a1,a3',
    ]);
  });

  it('near miss: a failed or open send is not judged, even when its record was read', () => {
    for (const outcome of ['p1 fail a1@3', '']) {
      expect(briefs(`p1 send a1\n ${outcome}\n p1 send a2\n p1 ok a2@1\n c1 poll a1@3`, {}, ...SEND)).toEqual([]);
    }
  });
});
