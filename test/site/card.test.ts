/** What stands on a card can be read: no fact is cut. */
import { describe, expect, it } from 'vitest';
import { factLines, FACT_SIZE } from '../../site/scene/card.ts';
import { textWidth } from '../../site/scene/geometry.ts';

/** A card on the page of a contest, the narrowest of all. */
const NARROW = 86;

const lines = (facts: readonly string[], width = NARROW) => factLines({ role: 'consumer', facts }, width);

describe('the facts of a card', () => {
  it('stay on one line each where there is room', () => {
    expect(lines(['consumes orders', 'holds 0, prefetch 2'], 200)).toEqual(['consumes orders', 'holds 0, prefetch 2']);
  });

  it('are broken after a clause before they are broken between words', () => {
    expect(lines(['holds 0, prefetch 10'])).toEqual(['holds 0,', 'prefetch 10']);
    expect(lines(['confirms: individual'])).toEqual(['confirms:', 'individual']);
    expect(lines(['发布确认：individual'])).toEqual(['发布确认：', 'individual']);
  });

  it('are all there, and none is cut', () => {
    const facts = ['confirms: individual', '100 of 120 sent', 'holds 0, no prefetch'];
    const shown = lines(facts);
    expect(shown.join(' ')).toBe(facts.join(' '));
    expect(shown.filter((line) => textWidth(line, FACT_SIZE) > NARROW + 0.5)).toEqual([]);
  });

  it('near miss: a word that is longer than the card is cut, for it cannot be broken', () => {
    expect(lines(['a-queue-with-a-very-long-name'])[0]).toMatch(/…$/);
  });

  it('of a controller have one line each: it is as wide as the brokers', () => {
    expect(factLines({ role: 'controller', facts: ['orders-0: broker-1, epoch 0, ISR 1, 2, 3'] }, 120)).toHaveLength(1);
  });
});
