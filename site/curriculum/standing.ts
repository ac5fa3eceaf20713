/** How far a learner has come: which lessons are done, which are begun, and which is next. Pure. */
import type { LessonProgress } from '../progress/saved.ts';

/** A written lesson, as far as it matters here. Lists of them are in the order in which they are to be taken. */
export interface Station {
  readonly id: string;
  /** Ids of the tasks that finish it. */
  readonly tasks: readonly string[];
  /** Ids of the written lessons that it builds on. */
  readonly before: readonly string[];
}

export type Standing = 'done' | 'started' | 'open';

/** Done: every task of the lesson is passed. Started: something is predicted or passed. */
export function standingOf(
  { tasks }: Pick<Station, 'tasks'>,
  progress: Pick<LessonProgress, 'tasks' | 'predictions'>,
): Standing {
  if (tasks.every((task) => progress.tasks.includes(task))) return 'done';
  return progress.tasks.length > 0 || Object.keys(progress.predictions).length > 0 ? 'started' : 'open';
}

/** The first lesson that is not done and builds only on lessons that are; undefined when none is left. */
export function nextOf<Each extends Station>(
  stations: readonly Each[],
  standings: ReadonlyMap<string, Standing>,
): Each | undefined {
  const done = (id: string): boolean => standings.get(id) === 'done';
  return stations.find(({ id, before }) => !done(id) && before.every(done));
}
