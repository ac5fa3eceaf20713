/** The promise that a database and what has happened agree: rows without their events, and events without their rows. */
import { describe, expect, it } from 'vitest';
import { check } from '../../sim-engine/check/check.ts';
import type { LogView, RunEnd } from '../../sim-engine/check/history.ts';
import { judgePromises } from '../../sim-engine/check/promises.ts';
import { renderVerdict } from '../../sim-engine/check/sentences.ts';
import type { PromiseName } from '../../sim-engine/scenario/types.ts';
import { agreeing, ordersHistory, ORDERS_VIEW } from './orders.ts';
import { AT_REST, CUT_SHORT, queue } from './support.ts';

const PROMISES: readonly PromiseName[] = ['database-and-events-agree'];

function found(view: LogView, lines: readonly string[], promises = PROMISES): string[] {
  const verdicts = check(ordersHistory(...lines), view, AT_REST, promises);
  return verdicts
    .filter(({ kind }) => kind === 'orphan' || kind === 'phantom')
    .map((verdict) => `${verdict.kind}, ${verdict.verdict}: ${renderVerdict(verdict.sentence, 'en')}`);
}

function lamp(view: LogView, end: RunEnd, ...lines: readonly string[]): string | undefined {
  return judgePromises(check(ordersHistory(...lines), view, end, PROMISES), end, PROMISES)[0]?.state;
}

describe('database-and-events-agree', () => {
  it('holds when both halves are there, and when neither is', () => {
    expect(found(agreeing({ a1: 'placed', a2: null }), ['shop charged a1'])).toEqual([]);
    expect(lamp(agreeing({ a1: 'placed' }), AT_REST, 'shop charged a1')).toBe('holds');
  });

  it('is broken by a row alone: an orphan', () => {
    expect(found(agreeing({ a1: 'placed', a2: 'placed' }), ['shop charged a1'])).toEqual([
      'orphan, violation: For order a2 there is a row in orders (placed), and there will never be the effect charged or a message in jobs.',
    ]);
  });

  it('is broken by an event alone: a phantom, with the event as evidence', () => {
    const view = agreeing({});
    expect(found(view, ['customers ok a1', 'shop charged a1'])).toEqual([
      'phantom, violation: For order a1 there is the effect charged, and there will never be a row in orders.',
    ]);
    const [verdict] = check(ordersHistory('customers ok a1', 'shop charged a1'), view, AT_REST, PROMISES);
    expect(verdict).toMatchObject({ subjects: { values: ['a1'] }, evidence: { operations: [1] } });
  });

  it('counts a message that lies in a queue, though nobody was told of it', () => {
    expect(found(agreeing({ a1: 'placed' }, [queue('jobs', 'n1* a1')]), [])).toEqual([]);
    expect(found(agreeing({}, [queue('jobs', 'n1* a1')]), [])).toHaveLength(1);
    expect(found(agreeing({ a1: 'placed' }, [queue('letters', 'n1* a1')]), [])).toHaveLength(1);
  });

  it('takes a message about an order for the order’s', () => {
    expect(found(agreeing({ a1: 'placed' }, [queue('jobs', 'n1* a1~2')]), [])).toEqual([]);
  });

  it('is broken by a row that must not stay, whatever else there is', () => {
    expect(found(agreeing({ a1: 'pending' }), ['shop charged a1'])).toEqual([
      'orphan, violation: Order a1 is left with a row in orders (pending), and nobody will go on with it.',
    ]);
  });

  it('does not take a refused effect for one', () => {
    expect(found(agreeing({}), ['shop charged a1 REPEATED'])).toEqual([]);
  });

  it('is open before rest, and allows all where nobody promised', () => {
    expect(lamp(agreeing({ a1: 'placed' }), CUT_SHORT)).toBe('unknown');
    expect(lamp(agreeing({ a1: 'placed' }), { ...AT_REST, pending: { key: 'pending.rows', params: {} } })).toBe(
      'unknown',
    );
    expect(found(agreeing({ a1: 'pending' }), [], [])[0]).toMatch(/^orphan, allowed-here/);
  });

  it('says nothing where a scenario does not say what goes together', () => {
    expect(found(ORDERS_VIEW, ['shop charged a1'])).toEqual([]);
  });
});
