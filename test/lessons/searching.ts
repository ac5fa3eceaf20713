/** Searches of lessons, carried out the way a page carries them out. */
import type { LessonSearch } from '../../lessons/search.ts';
import { FailureSearch, type FindOutcome } from '../../sim-engine/explore/find.ts';
import type { Lesson } from '../../site/lessons/checking.ts';
import { lessonJob } from '../../site/search/lessonJob.ts';

/** The answer of a search with its switches set. */
export function searched(
  lesson: Lesson,
  offered: LessonSearch,
  guards: Readonly<Record<string, boolean>>,
): FindOutcome {
  const { scenario } = lesson.runs[offered.run]!;
  return new FailureSearch(lessonJob({ locale: 'en', scenario, offered, guards }).request).complete();
}
