import { describe, expect, it } from 'vitest';
import type { RunEnd } from '../../sim-engine/check/history.ts';
import { judgePromises, PROMISES, promiseOf } from '../../sim-engine/check/promises.ts';
import { VERDICT_KINDS } from '../../sim-engine/check/verdict.ts';
import type { PromiseName } from '../../sim-engine/scenario/types.ts';
import { ALL_PROMISES, AT_REST, judge, log, type Run } from './support.ts';

/** The lamps of a run, as `promise: state`. */
function lamps(history: string, run: Run = {}): string[] {
  const promises = run.promises ?? ALL_PROMISES;
  const end: RunEnd = { ...AT_REST, ...run.end };
  return judgePromises(judge(history, run), end, promises).map(({ promise, state }) => `${promise}: ${state}`);
}

describe('promises', () => {
  it('are broken by every kind but recovered, each kind breaking one promise', () => {
    const breaking = ALL_PROMISES.flatMap((promise) => PROMISES[promise].brokenBy);
    expect([...breaking].sort()).toEqual(VERDICT_KINDS.filter((kind) => kind !== 'recovered').sort());
    expect(new Set(breaking).size).toBe(breaking.length);
    expect(promiseOf('recovered')).toBeNull();
    expect(promiseOf('G1a')).toBe('no-divergence');
  });

  it('hold in a run without anomalies that came to rest', () => {
    const history = 'p1 send a1\n p1 ok a1@0\n c1 poll a1@0\n c1 apply a1@0\n c1 commit 1';
    expect(lamps(history, { logs: [log('x', 'n1* a1', 'n2 a1')] })).toEqual(
      ALL_PROMISES.map((promise) => `${promise}: holds`),
    );
  });

  it('are broken by the first violation, in the order in which they were made', () => {
    const promises: PromiseName[] = ['every-record-read', 'no-lost-write', 'no-duplicate'];
    const history = 'c1 assigned x\n p1 send a1\n p1 ok a1@0\n p1 send a2\n p1 ok a2@1';
    const run = { promises, logs: [log('x', 'n1*')] };
    expect(lamps(history, run)).toEqual(['every-record-read: broken', 'no-lost-write: broken', 'no-duplicate: holds']);
    const [read, write] = judgePromises(judge(history, run), AT_REST, promises);
    expect(read?.firstVerdict?.kind).toBe('unseen');
    expect(write?.firstVerdict?.subjects.values).toEqual(['a1']);
  });

  it('are unknown while a verdict about them is, or while the run is too short to tell', () => {
    const unread = { promises: ['every-record-read' as const], end: { drained: false } };
    expect(lamps('c1 assigned x\n p1 send a1\n p1 ok a1@0', unread)).toEqual(['every-record-read: unknown']);
    expect(lamps('', unread)).toEqual(['every-record-read: unknown']);
    const restless = {
      promises: ['comes-to-rest' as const],
      end: { pending: { key: 'isr', params: {} }, healedAt: null },
    };
    expect(lamps('', restless)).toEqual(['comes-to-rest: unknown']);
  });

  it('are not touched by what is allowed here', () => {
    const history = 'p1 send a1\n p1 ok a1@0\n c1 poll a1@0\n c1 apply a1@0\n c2 poll a1@0\n c2 refused a1@0';
    expect(judge(history).map((verdict) => verdict.kind)).toEqual(['redelivered']);
    expect(lamps(history, { promises: ['no-duplicate'] })).toEqual(['no-duplicate: holds']);
  });

  it('that were not made have no lamp', () => {
    expect(lamps('p1 send a1\n p1 info a1', { promises: [] })).toEqual([]);
  });
});
