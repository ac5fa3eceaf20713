import { describe, expect, it } from 'vitest';
import { brief, briefs, first, judge, log } from './support.ts';

describe('duplicate: one value at two places', () => {
  const retried = `
    p1 send a1
    p1 ok a1@1
  `;

  it('is seen in the log of the leader although nobody read it', () => {
    const duplicate = first(judge(retried, { logs: [log('x', 'n1* a1 a1')] }), 'duplicate');
    expect(duplicate).toMatchObject({
      verdict: 'violation',
      promise: 'no-duplicate',
      sentence: { key: 'duplicate.log' },
    });
    expect(duplicate.evidence.positions.map((place) => place.offset)).toEqual([0, 1]);
  });

  it('is not yet one above the high watermark', () => {
    expect(briefs(retried, { logs: [log('x', 'n1* a1 | a1')] }, 'duplicate')).toEqual(['duplicate violation a1']);
    expect(briefs('p1 send a1\n p1 ok a1@0', { logs: [log('x', 'n1* a1 | a1')] }, 'duplicate')).toEqual([]);
  });

  it('breaks the promise when a database carries the effect out twice', () => {
    const history = `${retried}
      c1 poll a1@0 a1@1
      c1 apply a1@0
      c1 apply a1@1
    `;
    expect(first(judge(history), 'duplicate')).toMatchObject({
      verdict: 'violation',
      at: 5_000,
      sentence: { key: 'duplicate.applied', params: { offsets: '0, 1', group: 'g' } },
    });
    expect(briefs(history)).toEqual(['duplicate violation a1']);
  });

  it('is allowed here when the database refused the second effect', () => {
    const history = `${retried}
      c1 poll a1@0 a1@1
      c1 apply a1@0
      c1 refused a1@1
    `;
    expect(briefs(history)).toEqual(['duplicate allowed-here a1']);
  });

  it('is unknown while the second effect may still come', () => {
    const history = `${retried}
      c1 poll a1@0 a1@1
      c1 apply a1@0
    `;
    expect(briefs(history, { end: { drained: false } })).toEqual(['duplicate unknown a1']);
  });

  it('near miss: two groups carry out the effect once each', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      c1 poll a1@0
      c1 apply a1@0
      c2(h) poll a1@0
      c2(h) apply a1@0
    `;
    expect(briefs(history)).toEqual([]);
  });

  it('is a doubled effect of one delivery, too', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      c1 poll a1@0
      c1 apply a1@0
      c1 apply a1@0
    `;
    expect(first(judge(history), 'duplicate')).toMatchObject({
      verdict: 'violation',
      sentence: { key: 'duplicate.effect' },
    });
  });

  it('Jepsen duplicate-test "basic": acknowledged at one offset, read at another', () => {
    const history = `
      p0 send a1
      p0 ok a1@1
      p1 send b1
      p1 info b1
      c2 poll b1@2 a1@3
    `;
    const duplicate = first(judge(history), 'duplicate');
    expect(duplicate.subjects.values).toEqual(['a1']);
    expect(duplicate.evidence.positions.map((place) => place.offset)).toEqual([1, 3]);
  });

  it('Jepsen duplicate-test "hash-insensitive": ten values at the same two offsets are ten duplicates', () => {
    const lines = Array.from({ length: 10 }, (_, n) => `p0 send a${n}\n p0 ok a${n}@0\n c1 poll a${n}@1`);
    const verdicts = judge(lines.join('\n'));
    const values = Array.from({ length: 10 }, (_, n) => `a${n}`);
    expect(
      verdicts.filter((verdict) => verdict.kind === 'duplicate').flatMap((verdict) => verdict.subjects.values),
    ).toEqual(values);
    const conflicts = verdicts.filter((verdict) => verdict.kind === 'inconsistent-offsets');
    expect(conflicts.map((verdict) => verdict.subjects.values)).toEqual([values, values]);
    expect(conflicts.map((verdict) => verdict.evidence.positions[0]?.offset)).toEqual([0, 1]);
  });

  it('Jepsen duplicate-test "aborted txns": the offset of a failed send is no place', () => {
    const history = `
      p0 send a0
      p0 ok a0@1
      p0 send a1
      p0 fail a1@2
      c1 poll a0@11 a1@12
    `;
    expect(briefs(history, {}, 'duplicate')).toEqual(['duplicate violation a0']);
  });
});

describe('redelivered: one offset handed out again', () => {
  const afterCrash = `
    p1 send a1
    p1 ok a1@0
    p1 send a2
    p1 ok a2@1
    c1 poll a1@0 a2@1
    c1 apply a1@0
    c1 crash
    c2 poll a1@0 a2@1
  `;

  it('is allowed here when the database refuses the second effect', () => {
    const history = `${afterCrash}
      c2 refused a1@0
      c2 apply a2@1
    `;
    const redelivered = first(judge(history), 'redelivered');
    expect(redelivered).toMatchObject({
      verdict: 'allowed-here',
      promise: null,
      subjects: { values: ['a1', 'a2'] },
      evidence: { operations: [4, 7] },
      sentence: { params: { process: 'c2', group: 'g', count: 2 } },
    });
    expect(briefs(history)).toEqual([brief(redelivered)]);
  });

  it('breaks no-duplicate when the effect is carried out twice', () => {
    const history = `${afterCrash}
      c2 apply a1@0
      c2 apply a2@1
    `;
    expect(briefs(history)).toEqual(['redelivered allowed-here a2', 'redelivered violation a1']);
    expect(first(judge(history).slice(1), 'redelivered')).toMatchObject({
      promise: 'no-duplicate',
      at: 9_000,
      sentence: { key: 'redelivered.applied' },
    });
  });

  it('breaks no-duplicate when the first owner was only paused and finishes late', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      c1 poll a1@0
      c2 poll a1@0
      c2 apply a1@0
      c1 apply a1@0
    `;
    const redelivered = first(judge(history), 'redelivered');
    expect(redelivered).toMatchObject({ verdict: 'violation', at: 6_000 });
    expect(redelivered.evidence.operations).toEqual([2, 3, 5]);
  });

  it('stays allowed here when duplicates were not forbidden', () => {
    const history = `${afterCrash}
      c2 apply a1@0
      c2 apply a2@1
    `;
    expect(briefs(history, { promises: ['no-lost-write'] })).toEqual([
      'redelivered allowed-here a2',
      'redelivered allowed-here a1',
    ]);
  });

  it('near miss: one poll that repeats a record is int-nonmonotonic-poll', () => {
    expect(briefs('p1 send a1\n p1 ok a1@0\n c1 poll a1@0 a1@0')).toEqual(['int-nonmonotonic-poll violation a1']);
  });

  it('near miss: another group reads the same records', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      c1 poll a1@0
      c2(h) poll a1@0
    `;
    expect(briefs(history)).toEqual([]);
  });
});
