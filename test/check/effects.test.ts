/** Promises about orders: effects that are made twice, and those that a customer was promised and never got. */
import { describe, expect, it } from 'vitest';
import { check } from '../../sim-engine/check/check.ts';
import type { RunEnd } from '../../sim-engine/check/history.ts';
import { judgePromises } from '../../sim-engine/check/promises.ts';
import { renderVerdict } from '../../sim-engine/check/sentences.ts';
import type { PromiseName } from '../../sim-engine/scenario/types.ts';
import { ordersHistory, ORDERS_VIEW } from './orders.ts';
import { AT_REST, CUT_SHORT } from './support.ts';

const PROMISES: readonly PromiseName[] = ['effect-once', 'every-order-done'];

function lamps(lines: readonly string[], end: RunEnd = AT_REST, promises = PROMISES): string[] {
  const verdicts = check(ordersHistory(...lines), ORDERS_VIEW, end, promises);
  return judgePromises(verdicts, end, promises).map(({ promise, state }) => `${promise} ${state}`);
}

function found(lines: readonly string[], promises = PROMISES): string[] {
  return check(ordersHistory(...lines), ORDERS_VIEW, AT_REST, promises).map(
    (verdict) => `${verdict.verdict}: ${renderVerdict(verdict.sentence, 'en')}`,
  );
}

const DONE = ['customers ok a1', 'shop charged a1', 'shop shipped a1'];

describe('effect-once', () => {
  it('holds when each effect is made once for each order', () => {
    expect(lamps([...DONE, 'customers ok b1', 'shop charged b1', 'shop shipped b1'])).toEqual([
      'effect-once holds',
      'every-order-done holds',
    ]);
  });

  it('is broken by a second time, with all times as evidence', () => {
    const lines = [...DONE, 'shop charged a1', 'shop charged a1'];
    expect(found(lines)).toEqual(['violation: The effect charged was made 3 times for order a1.']);
    const [verdict] = check(ordersHistory(...lines), ORDERS_VIEW, AT_REST, PROMISES);
    expect(verdict).toMatchObject({ kind: 'repeated-effect', at: 3, evidence: { operations: [1, 3, 4] } });
  });

  it('is not broken by what an idempotency key refused', () => {
    expect(lamps([...DONE, 'shop charged a1 REPEATED'])[0]).toBe('effect-once holds');
  });

  it('allows the second time where nobody promised', () => {
    expect(found([...DONE, 'shop charged a1'], [])).toEqual([
      'allowed-here: The effect charged was made 2 times for order a1.',
    ]);
  });
});

describe('every-order-done', () => {
  it('is broken at rest by an order that was accepted and lacks an effect', () => {
    expect(found(['customers ok a1', 'shop charged a1'])).toEqual([
      'violation: The customer was told that order a1 is accepted, and nothing of this will happen any more: shipped.',
    ]);
  });

  it('is open before rest: late or lost', () => {
    expect(lamps(['customers ok a1'], CUT_SHORT)[1]).toBe('every-order-done unknown');
    expect(lamps(['customers ok a1'], { ...AT_REST, pending: { key: 'pending.rows', params: {} } })[1]).toBe(
      'every-order-done unknown',
    );
  });

  it('owes nothing to a customer who was not told ok', () => {
    expect(lamps(['customers invoke a1', 'customers info a1'])[1]).toBe('every-order-done holds');
  });

  it('does not take one service’s answer to another for a promise to a customer', () => {
    expect(lamps(['shop ok a1'])[1]).toBe('every-order-done holds');
  });
});
