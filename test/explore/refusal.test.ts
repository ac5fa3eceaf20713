/** A search that cannot begin says in both languages what to change. */
import { describe, expect, test } from 'vitest';
import type { FindRequest } from '../../sim-engine/explore/find.ts';
import { problemsOf, SEARCH_LIMITS } from '../../sim-engine/explore/refusal.ts';
import { clusterOf, handProducer } from '../systems/kafka/support.ts';
import { ACKS_ONE, requestOf } from './support.ts';

const wrong: readonly (readonly [string, unknown, string])[] = [
  ['an unknown promise', { promises: ['no-worries'] }, 'There is no promise "no-worries". Choose from no-lost-write'],
  ['no promise at all', { promises: [] }, 'makes no promise'],
  ['an unknown anomaly', { anomalies: ['bad-luck'] }, 'There is no anomaly "bad-luck"'],
  [
    'an anomaly of another promise',
    { anomalies: ['duplicate'] },
    'breaks none of the promises no-lost-write. Add no-duplicate',
  ],
  ['an unknown fault', { faults: { meteor: 1 } }, '"meteor" is no fault that can be searched'],
  ['a fault with a size', { faults: { slowLink: 1 } }, 'Use hold: it covers every delay'],
  ['a negative number', { faults: { crash: -1 } }, 'crash: expected a whole number from 0 to 12, found -1'],
  ['half a fault', { faults: { crash: 0.5 } }, 'found 0.5'],
  [
    'too many faults in one run',
    { faults: { crash: 7, pause: 7 } },
    'A run may have 12 faults at most, and the budget adds up to 14',
  ],
  ['a fault without a target', { faults: { cut: 1 }, targets: ['broker-1'] }, '"cut" cannot happen here'],
  ['an unknown machine', { targets: ['broker-9'] }, 'There is no machine "broker-9". Choose from controller, broker-1'],
  ['a time that ends before it begins', { fromMillis: 5_000, untilMillis: 4_000 }, 'from 5000 ms until 4000 ms'],
  ['a time beyond the end', { untilMillis: 60_000 }, '< 60000, the end of the run'],
  ['no configuration at all', { bounds: { statesMax: 0 } }, 'statesMax: expected a whole number'],
  ['a memory bound of nothing', { bounds: { statesMax: 1, memoryBytesMax: 0 } }, 'memoryBytesMax: expected'],
  ['too much healing', { healsMax: 100 }, 'healsMax: expected a whole number up to 8, found 100'],
];

describe('a request is refused', () => {
  test.each(wrong)('%s', (_what, change, sentence) => {
    const problems = problemsOf(requestOf(ACKS_ONE, change as Partial<FindRequest>));
    expect(problems.map(({ en }) => en).join('\n')).toContain(sentence);
    for (const problem of problems) expect(problem['zh-cn']).toMatch(/\p{Script=Han}/u);
  });

  test('for a budget beyond the scenario’s own', () => {
    const request = requestOf(ACKS_ONE);
    const scenario = { ...request.scenario, faultBudget: { crash: 0 } };
    const [problem] = problemsOf({ ...request, scenario });
    expect(problem?.en).toContain('allows 0 of crash, and the search asks for 1');
  });

  test('for a scenario that sends nothing, unless the promise is about something else', () => {
    const request = requestOf({ ...ACKS_ONE, faults: [] });
    expect(problemsOf(request)[0]?.en).toBe(
      'This scenario sends no record, so there is nothing to lose. Add records, or send one.',
    );
    expect(problemsOf({ ...request, promises: ['comes-to-rest'] })).toEqual([]);
  });

  test('for a fault that may strike nobody', () => {
    expect(problemsOf(requestOf(ACKS_ONE, { targets: [] }))[0]?.en).toContain('"crash" cannot happen here');
  });

  test('for a scenario too large to search, with what to change', () => {
    const busy = clusterOf({
      horizonMillis: 120_000,
      producers: [{ ...handProducer('a'), ratePerSecond: 200, records: 10_000 }],
    });
    const [problem] = problemsOf(requestOf({}, { scenario: busy, untilMillis: 100_000 }));
    expect(problem?.en).toContain(`more than ${SEARCH_LIMITS.moments} moments`);
    expect(problem?.en).toContain('Shorten the span of time');
    // The same scenario in a short span is fine.
    expect(problemsOf(requestOf({}, { scenario: busy, untilMillis: 1_500 }))).toEqual([]);
  });

  test('not when all is well', () => {
    expect(problemsOf(requestOf(ACKS_ONE))).toEqual([]);
  });
});
