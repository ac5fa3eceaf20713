/** All lessons with everything that belongs to them, as tests see them. */
import { readFileSync } from 'node:fs';
import type { Choice, RunReader, SettingsAnswer, Solutions, Task } from '../../lessons/lesson.ts';
import type { LessonSearches } from '../../lessons/search.ts';
import { proseOf } from '../../lessons/translation/sections.ts';
import { runPlan } from '../../site/lessons/reader.ts';
import { unseenSeeds, type Lesson } from '../../site/lessons/checking.ts';
import * as machineChecks from '../../lessons/reading-the-machine/checks.ts';
import * as machineMeta from '../../lessons/reading-the-machine/meta.ts';
import * as machineScenario from '../../lessons/reading-the-machine/scenario.ts';
import * as machineSolution from '../../lessons/reading-the-machine/solution.ts';
import * as machineWrong from '../../lessons/reading-the-machine/wrongAnswers.ts';
import * as replicasChecks from '../../lessons/replicas-isr-quorum/checks.ts';
import * as replicasMeta from '../../lessons/replicas-isr-quorum/meta.ts';
import * as replicasScenario from '../../lessons/replicas-isr-quorum/scenario.ts';
import * as replicasSolution from '../../lessons/replicas-isr-quorum/solution.ts';
import * as replicasWrong from '../../lessons/replicas-isr-quorum/wrongAnswers.ts';
import * as quorumChecks from '../../lessons/rabbitmq-quorum-queues/checks.ts';
import * as quorumMeta from '../../lessons/rabbitmq-quorum-queues/meta.ts';
import * as quorumScenario from '../../lessons/rabbitmq-quorum-queues/scenario.ts';
import * as quorumSolution from '../../lessons/rabbitmq-quorum-queues/solution.ts';
import * as quorumWrong from '../../lessons/rabbitmq-quorum-queues/wrongAnswers.ts';
import * as routingChecks from '../../lessons/rabbitmq-routing/checks.ts';
import * as routingMeta from '../../lessons/rabbitmq-routing/meta.ts';
import * as routingScenario from '../../lessons/rabbitmq-routing/scenario.ts';
import * as routingSolution from '../../lessons/rabbitmq-routing/solution.ts';
import * as routingWrong from '../../lessons/rabbitmq-routing/wrongAnswers.ts';
import * as zombiesChecks from '../../lessons/leaders-epochs-zombies/checks.ts';
import * as zombiesMeta from '../../lessons/leaders-epochs-zombies/meta.ts';
import * as zombiesScenario from '../../lessons/leaders-epochs-zombies/scenario.ts';
import * as zombiesSearches from '../../lessons/leaders-epochs-zombies/searches.ts';
import * as zombiesSolution from '../../lessons/leaders-epochs-zombies/solution.ts';
import * as zombiesWrong from '../../lessons/leaders-epochs-zombies/wrongAnswers.ts';

export interface TestedLesson extends Lesson {
  readonly solutions: Solutions;
  /** Of lessons that have a `searches.ts`. */
  readonly searches?: LessonSearches;
  /** What a repair lets the learner change, for lessons that have one. */
  readonly choices?: readonly Choice[];
  /** The settings with which a repair holds, for lessons that have one. */
  readonly rightSettings?: SettingsAnswer['settings'];
}

export const machine: TestedLesson = {
  ...machineChecks,
  ...machineMeta,
  ...machineScenario,
  ...machineSolution,
  ...machineWrong,
};

export const replicas: TestedLesson = {
  ...replicasChecks,
  ...replicasMeta,
  ...replicasScenario,
  ...replicasSolution,
  ...replicasWrong,
};

export const zombies: TestedLesson = {
  ...zombiesChecks,
  ...zombiesMeta,
  ...zombiesScenario,
  ...zombiesSearches,
  ...zombiesSolution,
  ...zombiesWrong,
};

export const routing: TestedLesson = {
  ...routingChecks,
  ...routingMeta,
  ...routingScenario,
  ...routingSolution,
  ...routingWrong,
};

export const quorum: TestedLesson = {
  ...quorumChecks,
  ...quorumMeta,
  ...quorumScenario,
  ...quorumSolution,
  ...quorumWrong,
};

export const LESSONS: readonly TestedLesson[] = [machine, replicas, zombies, routing, quorum];

/** Public seed first, then those that learners have not seen. */
export function seedsOf(lesson: Lesson): readonly number[] {
  return [lesson.meta.seeds.public, ...unseenSeeds(lesson.meta)];
}

/** A run of a lesson, by name, under a seed; default: the public one. */
export function runOf(lesson: Lesson, name: string, seed = lesson.meta.seeds.public): RunReader {
  const plan = lesson.runs[name]!;
  return runPlan({ ...plan, scenario: { ...plan.scenario, seed } }).run;
}

/** The run that a reference solution or a wrong answer points into: the task's first, with the right settings. */
export function runForAnswers(lesson: TestedLesson, taskName: string, seed = lesson.meta.seeds.public): RunReader {
  const task = lesson.checks.tasks[taskName]! as unknown as Task;
  const probe = task.kind === 'R' ? { settings: lesson.rightSettings ?? {}, number: null } : { actions: [], step: 0 };
  return runPlan(task.plans(probe, seed)[0]!).run;
}

/** A lesson's text in a language, without the stamp of a translation. */
export function textOf(lesson: Lesson, locale: 'en' | 'zh-cn'): string {
  return proseOf(readFileSync(new URL(`../../lessons/${lesson.meta.id}/${locale}.mdx`, import.meta.url), 'utf8'));
}
