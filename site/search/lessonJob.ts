/** The search that a lesson offers, as a job for the worker. */
import { requestOf, type LessonSearch } from '../../lessons/search.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import type { Locale } from '../i18n/index.ts';
import type { SearchJob } from '../worker/search/protocol.ts';

/** Nobody waits longer in the middle of a text. */
const TIME_MILLIS_MAX = 60_000;

export function lessonJob(options: {
  readonly locale: Locale;
  readonly scenario: Scenario;
  readonly offered: LessonSearch;
  /** How the switches stand. */
  readonly guards: Readonly<Record<string, boolean>>;
}): SearchJob {
  const { locale, ...asked } = options;
  return { locale, timeMillisMax: TIME_MILLIS_MAX, request: requestOf(asked) };
}
