/**
 * What holds of every task that looks for the smallest run that breaks a learner's design: it finds one for wrong designs, and what
 * it finds is true; it finds none for the solution; and nobody waits long for it.
 */
import { describe, expect, test } from 'vitest';
import { changed } from '../../lessons/forms.ts';
import type { Answer, FormAnswer, FormPart, TaskSearch } from '../../lessons/lesson.ts';
import { runPlan } from '../../lessons/running.ts';
import { searched } from '../../lessons/searching.ts';
import { problemsOf } from '../../sim-engine/explore/refusal.ts';
import type { FindOutcome } from '../../sim-engine/explore/find.ts';
import { exerciseOf, solutionOf, solved } from '../../site/lessons/solving.ts';
import { LESSONS, type TestedLesson } from './support.ts';

/** A page has three seconds or four; this machine may be shared and slow. */
const MILLIS_MAX = 8_000;
const BROKEN_LEAST = 2;

const TASKS = LESSONS.flatMap((lesson) =>
  Object.entries(lesson.checks.tasks).flatMap(([name, task]): [string, string, TestedLesson][] =>
    task.search === undefined ? [] : [[lesson.meta.id, name, lesson]],
  ),
);

function offered(lesson: TestedLesson, name: string, answer: Answer): TaskSearch | null {
  return exerciseOf(lesson, name).task.search?.(answer as never) ?? null;
}

function find(offer: TaskSearch): FindOutcome {
  const { scenario, ...search } = offer;
  return searched({ design: { scenario } }, { ...search, run: 'design' }, {});
}

function designs(lesson: TestedLesson, name: string): readonly (readonly [string, Answer])[] {
  const [first] = solved(lesson, name).runs;
  const solution = solutionOf(lesson, name) as FormAnswer;
  return Object.entries(lesson.wrongAnswers[name] ?? {}).map(([wrong, { example }]) => [
    wrong,
    changed(solution, example(first!) as FormPart),
  ]);
}

describe.each(TASKS)('%s, task %s', (id, name, lesson) => {
  test('what it offers can be searched, whatever the design', () => {
    const { start } = exerciseOf(lesson, name);
    const answers = [
      solutionOf(lesson, name),
      ...(start === null ? [] : [start]),
      ...designs(lesson, name).map(([, a]) => a),
    ];
    for (const answer of answers) {
      const offer = offered(lesson, name, answer);
      if (offer !== null) expect(problemsOf({ ...offer, bounds: offer })).toEqual([]);
    }
  });

  test('it finds nothing that breaks the solution, soon enough', () => {
    const offer = offered(lesson, name, solutionOf(lesson, name));
    const from = performance.now();
    const { kind } = find(offer!);
    const millis = Math.round(performance.now() - from);
    console.info(`${id}, ${name}: ${kind} after ${millis} ms`);
    expect(['exhausted', 'budget-spent']).toContain(kind);
    expect(millis).toBeLessThan(MILLIS_MAX);
  });

  test('it breaks two wrong designs and more, and what it finds does break the promise when it is played', () => {
    const broken = designs(lesson, name).flatMap(([wrong, answer]) => {
      const offer = offered(lesson, name, answer);
      const outcome = offer === null ? null : find(offer);
      if (outcome?.kind !== 'counter-example') return [];
      const { scenario, actions, anomaly } = outcome.example;
      const { verdicts } = runPlan({ scenario, actions }).run;
      expect(
        verdicts.some(({ kind, verdict }) => kind === anomaly && verdict === 'violation'),
        wrong,
      ).toBe(true);
      return [wrong];
    });
    console.info(`${id}, ${name}: breaks ${broken.join(', ')}`);
    expect(broken.length).toBeGreaterThanOrEqual(BROKEN_LEAST);
  });
});

test('most designs that faults can break are searched', () => {
  expect(TASKS.map(([id]) => id).sort()).toEqual([
    'delay-and-schedule',
    'dual-write-and-outbox',
    'five-places-to-lose',
    'idempotent-consumers',
    'leaders-epochs-zombies',
    'ordering',
    'rabbitmq-quorum-queues',
    'rabbitmq-routing',
    'replicas-isr-quorum',
    'sagas',
  ]);
});
