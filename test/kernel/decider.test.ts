import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  editedDecider,
  enumerator,
  mildestDecider,
  randomDecider,
  recordingDecider,
  SITE,
} from '../../sim-engine/kernel/decider.ts';

describe('deciders', () => {
  test('a draw is unbiased enough: every one of 16 choices comes up between 5 and 7.5 percent of the time', () => {
    const decider = randomDecider(1);
    const counts = new Array<number>(16).fill(0);
    for (let counter = 0; counter < 16_000; counter += 1) {
      const choice = decider.choose(SITE.latency, 3, counter, 16);
      counts[choice] = (counts[choice] ?? 0) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(800);
    for (const count of counts) expect(count).toBeLessThan(1_200);
  });

  test('draws stay inside their bounds for every count', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat(50),
        fc.nat(),
        fc.integer({ min: 1, max: 1_000_000 }),
        (seed, entity, counter, count) => {
          const choice = randomDecider(seed).choose(SITE.node, entity, counter, count);
          expect(choice).toBeGreaterThanOrEqual(0);
          expect(choice).toBeLessThan(count);
        },
      ),
    );
  });

  test('what one entity draws does not depend on what another one does', () => {
    const decider = randomDecider(7);
    const alone = [0, 1, 2].map((counter) => decider.choose(SITE.latency, 4, counter, 16));
    const mixed = [0, 1, 2].map((counter) => {
      decider.choose(SITE.latency, 9, counter, 16);
      return decider.choose(SITE.latency, 4, counter, 16);
    });
    expect(mixed).toEqual(alone);
  });

  test('a recorded run is replayed by its decisions over the mildest decider', () => {
    const { decider, decisions } = recordingDecider(randomDecider(5));
    const draws = Array.from({ length: 20 }, (_, counter) => decider.choose(SITE.latency, 1, counter, 16));
    const replay = editedDecider(mildestDecider, decisions);
    expect(Array.from({ length: 20 }, (_, counter) => replay.choose(SITE.latency, 1, counter, 16))).toEqual(draws);
    expect(decisions.every((decision) => decision.choice !== 0)).toBe(true);
  });

  test('an edit beyond the bounds is clipped to the last choice', () => {
    const edited = editedDecider(mildestDecider, [{ site: SITE.node, entity: 1, counter: 0, choice: 9 }]);
    expect(edited.choose(SITE.node, 1, 0, 3)).toBe(2);
  });

  test('the enumerator visits every sequence exactly once, also where the number of choices depends on earlier ones', () => {
    const odometer = enumerator({ depthMax: 10 });
    const seen: string[] = [];
    do {
      const first = odometer.decider.choose(SITE.node, 0, 0, 3);
      const second = odometer.decider.choose(SITE.node, 0, 1, first + 1);
      seen.push(`${first}${second}`);
    } while (odometer.next());
    expect(seen).toEqual(['00', '10', '11', '20', '21', '22']);
  });
});
