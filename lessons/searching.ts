/** Searches of lessons, carried out the way a page carries them out. */
import { FailureSearch, type FindOutcome } from '../sim-engine/explore/find.ts';
import type { RunPlan } from './lesson.ts';
import { requestOf, type LessonSearch } from './search.ts';

/** The answer of a search with its switches set. */
export function searched(
  runs: Readonly<Record<string, RunPlan>>,
  offered: LessonSearch,
  guards: Readonly<Record<string, boolean>>,
): FindOutcome {
  const plan = runs[offered.run];
  if (plan === undefined) throw new Error(`there is no run named ${offered.run}`);
  return new FailureSearch(requestOf({ scenario: plan.scenario, offered, guards })).complete();
}
