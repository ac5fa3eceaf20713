import { describe, expect, it } from 'vitest';
import { briefs, CUT_SHORT, first, judge, log } from './support.ts';

const LOST = ['lost-write'];

describe('lost-write, shown by an observer', () => {
  const acknowledged = `
    p1 send a1
    p1 ok a1@0
    p1 send a2
    p1 leader a2@1
  `;

  it('is a violation when the leader, healed and at rest, has another record in its place', () => {
    const history = `${acknowledged}
      p2 send b1
      p2 ok b1@1
    `;
    const verdicts = judge(history, { logs: [log('x', 'n1 a1 b1', 'n2* a1 b1')] });
    const lost = first(verdicts, 'lost-write');
    expect(lost).toMatchObject({
      verdict: 'violation',
      family: 'loss',
      promise: 'no-lost-write',
      strength: 'observer',
      lossPlace: 'lost-postfix',
      subjects: { values: ['a2'], logs: [{ topic: 'x', partition: 0 }] },
      sentence: { key: 'lost-write.replaced', params: { offset: 1, leader: 'n2', replacement: 'b1' } },
    });
    expect(lost.evidence.operations).toEqual([2, 3, 5]);
    expect(lost.evidence.positions).toEqual([{ topic: 'x', partition: 0, offset: 1, node: 'n2' }]);
    expect(lost.at).toBe(6_000);
  });

  it('is not decided while a copy is on its way to a replica, and is when nothing is', () => {
    const gone = log('x', 'n1- a1', 'n2* a1');
    expect(briefs(acknowledged, { logs: [gone], end: CUT_SHORT }, ...LOST)).toEqual(['lost-write violation a2']);
    const onItsWay = { ...gone, onTheWire: ['a2'] };
    expect(briefs(acknowledged, { logs: [onItsWay], end: CUT_SHORT }, ...LOST)).toEqual(['lost-write unknown a2']);
    // Healed and at rest, the leader will not ask for it any more.
    expect(briefs(acknowledged, { logs: [onItsWay] }, ...LOST)).toEqual(['lost-write violation a2']);
  });

  it('is a violation when the leader simply ends before it, though nobody read anything', () => {
    expect(briefs(acknowledged, { logs: [log('x', 'n1- a1 a2', 'n2* a1')] }, ...LOST)).toEqual([
      'lost-write violation a2',
    ]);
  });

  it('is a violation at once when no copy holds it, healed or not', () => {
    const run = { logs: [log('x', 'n1- a1', 'n2- a1')], end: CUT_SHORT };
    expect(briefs(acknowledged, run, ...LOST)).toEqual(['lost-write unknown a1', 'lost-write violation a2']);
    expect(judge(acknowledged, run)[1]?.sentence.key).toBe('lost-write.no-copy');
  });

  it('is unknown while faults are not healed and a copy still holds it', () => {
    const run = { logs: [log('x', 'n1- a1 a2', 'n2* a1')], end: CUT_SHORT };
    expect(briefs(acknowledged, run, ...LOST)).toEqual(['lost-write unknown a2']);
  });

  it('is unknown while something is awaited', () => {
    const run = { logs: [log('x', 'n1 a1 a2', 'n2* a1')], end: { pending: { key: 'isr', params: {} } } };
    expect(briefs(acknowledged, run, ...LOST)).toEqual(['lost-write unknown a2']);
  });

  it('is unknown while the log has no leader, or a leader that does not run', () => {
    expect(briefs(acknowledged, { logs: [log('x', 'n1- a1 a2', 'n2 a1')] }, ...LOST)).toEqual([
      'lost-write unknown a1',
      'lost-write unknown a2',
    ]);
    expect(
      first(judge(acknowledged, { logs: [log('x', 'n1-* a1 a2', 'n2 a1')] }), 'lost-write').sentence,
    ).toMatchObject({
      key: 'lost-write.leaderless',
      params: { holders: 'n1, n2' },
    });
  });

  it('near miss: the leader holds the record above its high watermark', () => {
    expect(briefs(acknowledged, { logs: [log('x', 'n1* a1 | a2', 'n2 a1')] }, ...LOST)).toEqual([]);
  });

  it('near miss: the leader holds it at another offset than acknowledged', () => {
    expect(briefs(acknowledged, { logs: [log('x', 'n1* a1 . a2')] }, ...LOST)).toEqual([]);
  });

  it('near miss: retention removed it', () => {
    expect(briefs(acknowledged, { logs: [log('x', 'n1* 2: a3')] }, ...LOST)).toEqual([]);
  });

  it('near miss: the send was never acknowledged', () => {
    const history = `
      p1 send a1
      p1 info a1
      p1 send a2
      p1 fail a2 NOT_ENOUGH_REPLICAS
      p1 send a3
    `;
    expect(briefs(history, { logs: [log('x', 'n1*')] }, ...LOST)).toEqual([]);
  });

  it('is a violation for an unanswered send that somebody read before it vanished', () => {
    const history = `
      p1 send a1
      c1 poll a1@0
      p1 info a1
    `;
    const lost = first(judge(history, { logs: [log('x', 'n1*')] }), 'lost-write');
    expect(lost).toMatchObject({
      verdict: 'violation',
      sentence: { key: 'lost-write.read-then-gone', params: { group: 'g' } },
    });
    expect(lost.evidence.operations).toEqual([0, 1, 2]);
  });

  it('is allowed here with acks=0: nobody acknowledged it', () => {
    const history = `
      p1 send a1
      p1 none a1
    `;
    const lost = first(judge(history, { logs: [log('x', 'n1*')] }), 'lost-write');
    expect(lost).toMatchObject({
      verdict: 'allowed-here',
      promise: null,
      sentence: { key: 'lost-write.unacknowledged' },
    });
  });

  it('says nothing about an acks=0 send that may still be on its way', () => {
    const history = `
      p1 send a1
      p1 none a1
    `;
    const run = { logs: [log('x', 'n1*')], end: { pending: { key: 'in-flight', params: {} } } };
    expect(briefs(history, run, ...LOST)).toEqual([]);
  });

  it('is allowed here when no-lost-write was not promised', () => {
    const run = { logs: [log('x', 'n1* a1')], promises: ['available' as const] };
    expect(briefs(acknowledged, run, ...LOST)).toEqual(['lost-write allowed-here a2']);
  });

  it.each([
    ['lost-prefix', 'n1* . a2 a3', 'a1'],
    ['lost-middle', 'n1* a1 . a3', 'a2'],
    ['lost-postfix', 'n1* a1 a2', 'a3'],
  ])('%s: classified among the records of its producer', (lossPlace, leader, value) => {
    const history = `
      p1 send a1
      p1 ok a1@0
      p1 send a2
      p1 ok a2@1
      p1 send a3
      p1 ok a3@2
      p2 send b1
      p2 ok b1@3
    `;
    const verdicts = judge(history, { logs: [log('x', leader.includes('a3') ? `${leader} b1` : `${leader} . b1`)] });
    expect(first(verdicts, 'lost-write')).toMatchObject({ subjects: { values: [value] }, lossPlace });
  });

  it('has no place among survivors when nothing of its producer survived', () => {
    const verdicts = judge(acknowledged, { logs: [log('x', 'n1*')] });
    expect(verdicts.filter((verdict) => verdict.kind === 'lost-write').map((verdict) => verdict.lossPlace)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('lost-write, shown by polls', () => {
  it('Jepsen lost-write-test "consistent": readers got past two acknowledged values', () => {
    const history = `
      p0 send a1
      p0 ok a1@0
      p0 send b1
      p0 send d1
      p0 ok b1@1
      p0 ok d1@3
      p1 send c1
      p1 info c1
      c0 poll c1@2
    `;
    const verdicts = judge(history).filter((verdict) => verdict.kind === 'lost-write');
    expect(verdicts.map((verdict) => verdict.subjects.values)).toEqual([['a1'], ['b1']]);
    expect(verdicts[0]).toMatchObject({
      verdict: 'violation',
      strength: 'polls',
      evidence: { operations: [0, 1, 8] },
      sentence: { key: 'lost-write.polls', params: { offset: 0, readOffset: 2 } },
    });
  });

  it('Jepsen lost-write-test "inconsistent": a value whose offset was overwritten is lost all the same', () => {
    const history = `
      p0 send a1
      p0 ok a1@0
      p0 send b1
      p0 send c1
      p0 ok b1@0
      p0 ok c1@2
      c0 poll b1@0 c1@2
    `;
    expect(briefs(history, {}, ...LOST)).toEqual(['lost-write violation a1']);
  });

  it('Jepsen lost-write-test "atomic", near miss: an unanswered send that nobody read proves nothing', () => {
    const history = `
      p0 send b1
      p0 info b1@0
      p1 send c1
      p1 info c1
      c3 poll c1@1
    `;
    expect(briefs(history, {}, ...LOST)).toEqual([]);
  });

  it('includes the furthest position that was read, when another value was read there', () => {
    expect(briefs('p1 send a1\n p1 ok a1@2\n c1 poll b1@2', {}, ...LOST)).toEqual(['lost-write violation a1']);
  });

  it('near miss: readers have not come that far', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      p1 send a2
      p1 ok a2@1
      c1 poll a1@0
    `;
    expect(briefs(history, {}, ...LOST)).toEqual([]);
  });

  it('near miss: a log that nobody read', () => {
    expect(briefs('p1 send a1\n p1 ok a1@0', {}, ...LOST)).toEqual([]);
  });

  it('near miss: another group read it', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      p1 send a2
      p1 ok a2@1
      c1 poll a2@1
      c2(h) poll a1@0
    `;
    expect(briefs(history, {}, ...LOST)).toEqual([]);
  });

  it('is withdrawn when the observer finds the record in the leader: it was skipped, not lost', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      p1 send a2
      p1 ok a2@1
      c1 poll a2@1
    `;
    expect(briefs(history, {}, ...LOST)).toEqual(['lost-write violation a1']);
    expect(briefs(history, { logs: [log('x', 'n1* a1 a2')] })).toEqual(['unseen violation a1']);
  });

  it('stands when the log cannot be observed to its end', () => {
    const history = `
      p1 send a1
      p1 ok a1@0
      p1 send a2
      p1 ok a2@1
      c1 poll a2@1
    `;
    const run = { logs: [log('x', 'n1- a1', 'n2* . a2')], end: CUT_SHORT };
    expect(first(judge(history, run), 'lost-write')).toMatchObject({ verdict: 'violation', strength: 'polls' });
  });
});
