/** Searches of lessons, carried out the way a page carries them out. */
import type { LessonSearch } from '../../lessons/search.ts';
import { FailureSearch, type FindOutcome } from '../../sim-engine/explore/find.ts';
import type { Lesson } from '../../site/lessons/checking.ts';

/** The answer of a search with its switches set. */
export function searched(
  lesson: Lesson,
  offered: LessonSearch,
  guards: Readonly<Record<string, boolean>>,
): FindOutcome {
  const { run, guards: _switches, predictions: _predictions, statesMax, ...request } = offered;
  const { scenario } = lesson.runs[run]!;
  return new FailureSearch({
    ...request,
    scenario: { ...scenario, guards: { ...scenario.guards, ...guards } },
    bounds: { statesMax },
  }).complete();
}
