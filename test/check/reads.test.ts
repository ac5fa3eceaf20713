import { describe, expect, it } from 'vitest';
import { briefs, CUT_SHORT, first, judge, log } from './support.ts';

describe('unseen: acknowledged and never read by a group', () => {
  const history = `
    p1 send a1
    p1 ok a1@0
    p1 send a2
    p1 ok a2@1
    c1 poll a1@0
  `;

  it('is a violation when every group has read to the end', () => {
    const unseen = first(judge(history), 'unseen');
    expect(unseen).toMatchObject({
      verdict: 'violation',
      promise: 'every-record-read',
      subjects: { values: ['a2'] },
      evidence: { operations: [3] },
      sentence: { key: 'unseen.drained', params: { group: 'g', count: 1 } },
    });
  });

  it('is unknown while groups are still reading', () => {
    expect(briefs(history, { end: CUT_SHORT })).toEqual(['unseen unknown a2']);
  });

  it('is judged for each group that reads the topic', () => {
    expect(briefs(`${history}\n c2(h) poll a1@0 a2@1\n c1 poll a2@1`)).toEqual([]);
    const verdicts = judge(`${history}\n c2(h) poll a2@1\n c1 poll a2@1`, { logs: [log('x', 'n1* a1 a2')] });
    expect(first(verdicts, 'unseen')).toMatchObject({
      subjects: { values: ['a1'] },
      sentence: { params: { group: 'h' } },
    });
  });

  it('is known of a group that was assigned the log and got nothing', () => {
    expect(briefs('p1 send a1\n p1 ok a1@0\n c1 assigned x')).toEqual(['unseen violation a1']);
  });

  it('near miss: no group reads the topic', () => {
    expect(briefs('p1 send a1\n p1 ok a1@0\n c1 assigned y')).toEqual([]);
  });

  it('near miss: a send with acks=0 or without an answer is not owed to anybody', () => {
    const history = 'p1 send a1\n p1 none a1\n p1 send a2\n p1 info a2\n c1 assigned x';
    expect(briefs(history, { logs: [log('x', 'n1* a1 a2')] }, 'unseen')).toEqual([]);
  });

  it('is allowed here when reading every record was not promised', () => {
    expect(briefs(history, { promises: [] })).toEqual(['unseen allowed-here a2']);
  });

  it('Jepsen unseen-test: two unread, then one, then none', () => {
    const sends = `
      c0 assigned x
      p0 send a1
      p0 send b1
      p0 ok a1@0
      p0 ok b1@1
    `;
    expect(briefs(sends)).toEqual(['unseen violation a1,b1']);
    expect(briefs(`${sends}\n c0 poll a1@0`)).toEqual(['unseen violation b1']);
    expect(briefs(`${sends}\n c0 poll a1@0\n c0 poll b1@1`)).toEqual([]);
  });
});

describe('G1a: a failed write was read', () => {
  it('Jepsen g1a-test: a poll returned a value whose send failed', () => {
    const history = `
      p0 send a2
      p0 fail a2 NOT_ENOUGH_REPLICAS_AFTER_APPEND
      c1 poll a2@0
    `;
    expect(first(judge(history), 'G1a')).toMatchObject({
      verdict: 'violation',
      promise: 'no-divergence',
      at: 3_000,
      evidence: { operations: [0, 1, 2], positions: [{ topic: 'x', partition: 0, offset: 0 }] },
    });
  });

  it('is one also when the failure is reported after the read', () => {
    expect(briefs('p0 send a2\n c1 poll a2@0\n p0 fail a2', {}, 'G1a')).toEqual(['G1a violation a2']);
  });

  it('near miss: the failed send was not read', () => {
    expect(briefs('p0 send a2\n p0 fail a2', {}, 'G1a')).toEqual([]);
  });

  it('near miss: the application sent it again, and that attempt is still open', () => {
    expect(briefs('p0 send a2\n p0 fail a2\n p0 send a2\n c1 poll a2@0', {}, 'G1a')).toEqual([]);
  });

  it('near miss: a second attempt of the application succeeded', () => {
    expect(briefs('p0 send a2\n p0 fail a2\n p0 send a2\n p0 ok a2@0\n c1 poll a2@0', {}, 'G1a')).toEqual([]);
  });

  it('is allowed here when divergence was not forbidden', () => {
    expect(briefs('p0 send a2\n p0 fail a2\n c1 poll a2@0', { promises: [] }, 'G1a')).toEqual(['G1a allowed-here a2']);
  });
});

describe('unexpected: a record that nobody sent', () => {
  it('is a violation', () => {
    expect(briefs('c1 poll z9@0')).toEqual(['unexpected violation z9']);
  });

  it('near miss: the send is still open', () => {
    expect(briefs('p1 send a1\n c1 poll a1@0')).toEqual([]);
  });

  it('is allowed here when nothing was promised', () => {
    expect(briefs('c1 poll z9@0', { promises: [] })).toEqual(['unexpected allowed-here z9']);
  });
});

describe('recovered: given up by its producer, yet delivered', () => {
  it('is always allowed', () => {
    expect(briefs('p1 send a1\n p1 info a1\n c1 poll a1@0', {}, 'recovered')).toEqual(['recovered allowed-here a1']);
  });

  it('near miss: nobody read it, or the answer came', () => {
    expect(briefs('p1 send a1\n p1 info a1', {}, 'recovered')).toEqual([]);
    expect(briefs('p1 send a1\n p1 ok a1@0\n c1 poll a1@0', {}, 'recovered')).toEqual([]);
  });
});

describe('committed-too-far: the commit is ahead of the work', () => {
  const given = `
    p1 send a1
    p1 ok a1@0
    p1 send a2
    p1 ok a2@1
    c1 poll a1@0 a2@1
    c1 apply a1@0
    c1 commit 2
  `;

  it('loses what was committed past and never processed', () => {
    const tooFar = first(judge(`${given}\n c1 crash`), 'committed-too-far');
    expect(tooFar).toMatchObject({
      verdict: 'violation',
      promise: 'every-record-read',
      at: 7_000,
      subjects: { values: ['a2'] },
      evidence: { operations: [4, 6] },
      sentence: { key: 'committed-too-far.never' },
    });
  });

  it('is unknown while the record may still be processed', () => {
    expect(briefs(given, { end: { drained: false } })).toEqual(['committed-too-far unknown a2']);
  });

  it('is allowed here when the work was done in the end', () => {
    const verdicts = judge(`${given}\n c1 apply a2@1`);
    expect(verdicts).toHaveLength(1);
    expect(first(verdicts, 'committed-too-far')).toMatchObject({
      verdict: 'allowed-here',
      evidence: { operations: [4, 6, 7] },
      sentence: { key: 'committed-too-far.late' },
    });
  });

  it('near miss: committed exactly as far as processed', () => {
    expect(briefs(given.replace('commit 2', 'commit 1'))).toEqual([]);
  });

  it('near miss: the commit failed', () => {
    expect(briefs(given.replace('commit 2', 'uncommitted 2'))).toEqual([]);
  });

  it('near miss: the database refused the effect as known: that is processed', () => {
    expect(briefs(given.replace('c1 commit', 'c1 refused a2@1\n c1 commit'))).toEqual([]);
  });

  it('near miss: redelivery of a processed record leaves no work open', () => {
    expect(
      briefs(
        `${given.replace('commit 2', 'commit 1')}\n c1 apply a2@1\n c2 poll a2@1\n c2 commit 2`,
        {},
        'committed-too-far',
      ),
    ).toEqual([]);
  });

  it('near miss: another group commits, on another log', () => {
    expect(
      briefs(`${given.replace('commit 2', 'commit 1')}\n c2(h) commit 2\n c1 commit y:9`, {}, 'committed-too-far'),
    ).toEqual([]);
  });

  it('is known from the committed offset alone, when the answer to the commit was lost', () => {
    const history = given.replace('commit 2', 'uncommitted 2');
    const groups = [{ group: 'g', topic: 'x', partition: 0, committed: 2, position: -1 }];
    expect(briefs(history, { groups })).toEqual(['committed-too-far violation a2']);
  });

  it('near miss: a run without a database', () => {
    expect(briefs('p1 send a1\n p1 ok a1@0\n c1 poll a1@0\n c1 commit 1')).toEqual([]);
  });
});

describe('committed-too-far after a truncation', () => {
  it('does not take another value at the same offset for the lost one', () => {
    const history = `
      c1 poll a1@0
      c1 commit 1
      c1 poll b1@0
      c1 apply b1@0
    `;
    expect(briefs(history, {}, 'committed-too-far')).toEqual(['committed-too-far violation a1']);
  });
});
