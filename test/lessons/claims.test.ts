/**
 * What the lessons say about their systems and about their runs, checked. A claim is tagged in the text; every tag has its claim
 * in the lesson's `claims.ts`, and every claim a tag.
 */
import { describe, expect, test } from 'vitest';
import type { Claim, RunPlan } from '../../lessons/lesson.ts';
import { runPlan } from '../../lessons/running.ts';
import { LESSONS, seedsOf, textOf, type TestedLesson } from './support.ts';
import { claimsIn } from './tags.ts';

function plansOf(lesson: TestedLesson, { runs }: Claim, seed: number): readonly RunPlan[] {
  if (typeof runs !== 'string') return runs(seed);
  const plan = lesson.runs[runs];
  if (plan === undefined) throw new Error(`there is no run named ${runs}`);
  return [{ ...plan, scenario: { ...plan.scenario, seed } }];
}

function check(lesson: TestedLesson, claim: Claim): void {
  const seeds = claim.seeds === 'public' ? [lesson.meta.seeds.public] : seedsOf(lesson);
  for (const seed of seeds) {
    const [run, ...more] = plansOf(lesson, claim, seed).map((plan) => runPlan(plan).run);
    // A claim about no run makes its own.
    expect(claim.holds(run!, ...more), `seed ${seed}`).not.toBe(false);
  }
}

describe.each(LESSONS.map((lesson) => [lesson.meta.id, lesson] as const))('%s', (_id, lesson) => {
  test('every tagged claim can be checked, and every claim is tagged', () => {
    expect(new Set(claimsIn(textOf(lesson, 'en')))).toEqual(new Set(Object.keys(lesson.claims)));
  });

  test.each(Object.entries(lesson.claims))('%s', (_claim, claim) => check(lesson, claim));
});
