/** Searches that a lesson offers: "find a failure" over one of its runs, with a budget of faults that suits its question. */
import type { VerdictKind } from '../sim-engine/check/verdict.ts';
import type { FaultBudget } from '../sim-engine/explore/budget.ts';
import type { FindRequest } from '../sim-engine/explore/find.ts';
import type { PromiseName, Scenario } from '../sim-engine/scenario/types.ts';
import type { Text } from './lesson.ts';

/** A rule of the protocol that the learner may switch on and off before searching. */
export interface GuardSwitch {
  /** As the scenario's `guards` call it. */
  readonly name: string;
  readonly label: Text;
  /** How the switch stands at first. */
  readonly starts: 'on' | 'off';
}

/** What a learner may expect of a search. */
export interface SearchPrediction {
  /** The answer of the search that it stands for. */
  readonly outcome: 'counter-example' | 'exhausted';
  readonly text: Text;
  /** What to say when this was the answer, and the learner expected another. */
  readonly missed?: Text;
}

/**
 * One search, by name in `searches`. What is not given is as in `FindRequest` (sim-engine/explore/find.ts): the promises of the
 * scenario, every anomaly that breaks them, every machine, the whole run until shortly before it heals.
 */
export interface LessonSearch {
  /** Name of the run (`runs` in scenario.ts) whose scenario is searched: with its scripted faults, without its actions. */
  readonly run: string;
  readonly promises?: readonly PromiseName[];
  readonly anomalies?: readonly VerdictKind[];
  /** How many of each fault a run may have. */
  readonly faults: FaultBudget;
  /** Names of the machines that faults may strike. */
  readonly targets?: readonly string[];
  readonly healsMax?: number;
  readonly fromMillis?: number;
  readonly untilMillis?: number;
  /** Distinct states; keep it to what a phone searches in some ten seconds. */
  readonly statesMax: number;
  readonly guards?: readonly GuardSwitch[];
  /** Asked before the button works, again for every position of the switches. */
  readonly predictions?: readonly SearchPrediction[];
  /** What to say of a counter-example, below its steps. */
  readonly found?: Text;
}

/** What `searches.ts` of a lesson exports as `searches`. */
export type LessonSearches = Readonly<Record<string, LessonSearch>>;

/** What the engine is asked: without the words for readers, with the switches as they stand. */
export function requestOf(options: {
  readonly scenario: Scenario;
  readonly offered: LessonSearch;
  readonly guards: Readonly<Record<string, boolean>>;
}): FindRequest {
  const { scenario, offered } = options;
  const { run: _run, guards: _guards, predictions: _predictions, found: _found, statesMax, ...request } = offered;
  const guards = { ...scenario.guards, ...options.guards };
  return { ...request, scenario: { ...scenario, guards }, bounds: { statesMax } };
}
