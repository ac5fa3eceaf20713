/** A lesson put together from the modules of its folder, as checks and tests see it. Pages see `registry.ts`. */
import type {
  Claims,
  Completions,
  Deed,
  Forms,
  Hints,
  LessonChecks,
  RunPlan,
  Solutions,
  WrongAnswers,
} from '../../lessons/lesson.ts';
import type { LessonMeta } from '../../lessons/schema.ts';
import type { LessonSearches } from '../../lessons/search.ts';

export interface Lesson {
  readonly meta: LessonMeta;
  readonly checks: LessonChecks;
  readonly runs: Readonly<Record<string, RunPlan>>;
  readonly deeds: readonly Deed[];
  readonly forms: Forms;
  readonly completions: Completions;
  readonly hints: Hints;
  readonly solutions: Solutions;
  readonly wrongAnswers: WrongAnswers;
  readonly searches: LessonSearches;
  readonly claims: Claims;
}

/** What a folder need not have. */
const OPTIONAL = { deeds: [], forms: {}, completions: {}, hints: {}, searches: {}, claims: {} };

/** The exports of all modules of a folder, together. */
export function lessonOf(modules: readonly object[]): Lesson {
  return Object.assign({}, OPTIONAL, ...modules) as Lesson;
}
