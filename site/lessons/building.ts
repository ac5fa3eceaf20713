/** What pages of lessons need of runs while they are built: never sent as script. */
import type { LessonChecks } from '../../lessons/lesson.ts';
import type { PlotData } from '../../lessons/plot.ts';
import type { Locale } from '../i18n/index.ts';
import type { Stage } from '../worker/protocol.ts';
import { tellScene } from '../worker/told.ts';
import type { Leeway } from './judging.ts';
import { plotOf, type Lesson } from './checking.ts';
import { runOf, type LessonHere } from './registry.ts';
import { runPlan } from '../../lessons/running.ts';

const checks = import.meta.glob<{ readonly checks: LessonChecks }>('../../lessons/*/checks.ts', { eager: true });

export function checksOf(lesson: string): LessonChecks {
  const found = checks[`../../lessons/${lesson}/checks.ts`];
  if (found === undefined) throw new Error(`the lesson ${lesson} has no checks.ts`);
  return found.checks;
}

const forChecking = ({ meta, runs }: LessonHere): Pick<Lesson, 'meta' | 'checks' | 'runs'> => ({
  meta,
  runs,
  checks: checksOf(meta.id),
});

/** A plot of one of a lesson's own runs. */
export function plotOfRun(lesson: LessonHere, run: string, plot: string): PlotData {
  return plotOf(forChecking(lesson), { plot, of: run });
}

/** What stands on the stage at a moment of a run, in words, and when that is, in microseconds. */
export function stageAt(
  lesson: LessonHere,
  run: string,
  moment: string,
  locale: Locale,
): { readonly stage: Stage; readonly time: number } {
  const find = checksOf(lesson.meta.id).moments[run]?.[moment];
  if (find === undefined) throw new Error(`the run ${run} of ${lesson.meta.id} has no moment named ${moment}`);
  const { playback, run: reader } = runPlan(runOf(lesson, run));
  const step = find(reader);
  return { stage: tellScene(playback.sceneAt(step), locale), time: reader.timeOf(step) };
}

/** How far off a predicted number may be. */
export function leewayOf(lesson: LessonHere, prediction: string): Leeway {
  const { tolerance, factor } = checksOf(lesson.meta.id).predictions[prediction] ?? {};
  return { ...(tolerance !== undefined && { tolerance }), ...(factor !== undefined && { factor }) };
}
