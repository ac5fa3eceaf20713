/**
 * How long the check of a form takes: all plans under all 21 seeds. A page has three seconds on a learner's machine; this one may
 * be shared and slow, so the test only refuses what is far off, and says the numbers.
 */
import { expect, test } from 'vitest';
import { checkAllSeeds } from '../../site/lessons/allSeeds.ts';
import { checkUnder } from '../../site/lessons/checking.ts';
import { solutionOf } from '../../site/lessons/solving.ts';
import { LESSONS } from './support.ts';

const MILLIS_MAX = 6_000;

const FORMS = LESSONS.flatMap((lesson) =>
  Object.keys(lesson.forms).map((task) => [lesson.meta.id, task, lesson] as const),
);

test.each(FORMS)('%s: the check of %s takes no longer than a learner waits', async (id, task, lesson) => {
  const answer = solutionOf(lesson, task);
  const from = performance.now();
  await checkAllSeeds({
    lanes: [async (seed) => checkUnder(lesson, { task, answer, ...(seed !== undefined && { seed }) }, 'en')],
    onProgress: () => undefined,
  });
  const millis = Math.round(performance.now() - from);
  console.info(`${id}, ${task}: ${millis} ms`);
  expect(millis).toBeLessThan(MILLIS_MAX);
});
