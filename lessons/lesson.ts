/**
 * What a lesson consists of besides its prose: runs, moments in them, predictions and tasks.
 *
 * Everything that can be computed from a run is computed from it: the step at which something happens, the right answer to a
 * prediction, whether an answer to a task is right. No lesson contains a step number or a count that a run could give.
 */
import type { LogView } from '../sim-engine/host/history.ts';
import type { Milestone } from '../sim-engine/host/sentence.ts';
import type { RecordedOperation } from '../sim-engine/host/world.ts';
import type { Verdict } from '../sim-engine/check/verdict.ts';
import type { Action, Scenario } from '../sim-engine/scenario/types.ts';
import type { PlotData } from './plot.ts';

/** A text in both languages. `{name}` stands for a parameter. */
export interface Text {
  readonly en: string;
  readonly 'zh-cn': string;
}

/** A finished run as checks read it. Step n is the world after n steps. */
export interface RunReader {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
  readonly steps: number;
  /** Names the whole run: two runs with the same name are the same, step by step. */
  readonly hash: string;
  readonly milestones: readonly Milestone[];
  /** Operations of clients; `step` is the step in which they happened. */
  readonly operations: readonly RecordedOperation[];
  /** Microseconds. */
  timeOf(step: number): number;
  /** How many steps are over at a time. */
  stepAt(micros: number): number;
  /** What is left to do for consumers after a step: records not committed, messages ready or in hand. */
  lag(step: number): number;
  /** The logs after a step, as an observer sees them who opens the files. */
  observe(step: number): LogView;
  /** What the checkers say at the end of the run. */
  readonly verdicts: readonly Verdict[];
}

/** A scenario to be run, with what a learner does in it. */
export interface RunPlan {
  readonly scenario: Scenario;
  readonly actions?: readonly Action[];
}

/** Something a learner can do with one button. */
export interface Deed {
  readonly label: Text;
  readonly operation: string;
  readonly arguments: Action['arguments'];
}

/** A step that a lesson points at, found in the run. */
export type Moment = (run: RunReader) => number;

/** What really happened, for a prediction: the name of a choice, of a place on the stage (`places.ts`), or a number. */
export interface Prediction {
  /** Name of the run that decides. */
  readonly run: string;
  /** `again` is a second run of the same plan, computed anew. */
  readonly truth: (run: RunReader, again: RunReader) => string | number;
  /** Numbers only: how far off is still right. */
  readonly tolerance?: number;
  /** Numbers that range widely: how many times too little or too much is still right. */
  readonly factor?: number;
}

export type Parameters = Readonly<Record<string, string | number>>;

export type Outcome =
  | { readonly passed: true; readonly parameters: Parameters }
  | { readonly passed: false; readonly wrong: string; readonly parameters: Parameters };

/** An answer to a task: data, as the page hands it over. */
export type Answer = { readonly step: number } | { readonly actions: readonly Action[] } | SettingsAnswer;

export interface SettingsAnswer {
  readonly settings: Readonly<Record<string, string>>;
  /** The number asked for. */
  readonly number: number | null;
}

/**
 * A task. `plans` says what has to be run to judge an answer; `judge` reads the finished runs. Both are pure, and the same for
 * the public seed and for the unseen ones.
 */
export interface Task<A extends Answer = Answer> {
  readonly kind: 'D' | 'B' | 'R';
  readonly plans: (answer: A, seed: number) => readonly RunPlan[];
  readonly judge: (answer: A, runs: readonly RunReader[]) => Outcome;
  /** Does an answer have to hold under seeds that the learner has not seen, or is it about one run? */
  readonly unseen: 'must-hold' | 'for-information' | 'none';
}

/** A setting that a task lets the learner choose. */
export interface Choice {
  readonly name: string;
  readonly values: readonly string[];
  readonly start: string;
  /** Whose setting it is, where a task lets the learner change several things. */
  readonly of?: Text;
  /** Values in words, where the value does not speak for itself. */
  readonly labels?: Readonly<Record<string, Text>>;
}

export interface LessonChecks {
  /** Name of a run, then names of moments. */
  readonly moments: Readonly<Record<string, Readonly<Record<string, Moment>>>>;
  readonly predictions: Readonly<Record<string, Prediction>>;
  readonly tasks: Readonly<Record<string, Task<never>>>;
  /** Plots of this lesson, by the name that `<Plot series="…">` gives. */
  readonly plots?: Readonly<Record<string, (run: RunReader) => PlotData>>;
  /** Cards with numbers that a run gives: `{name}` in a question or answer. By the card's id. */
  readonly cards?: Readonly<Record<string, GeneratedCard>>;
  /** What the hook counts, for a lesson that counts something else than confirmed and lost records. */
  readonly tally?: HookTally;
}

/** A card whose question or answer holds values of a run. */
export interface GeneratedCard {
  /** Name of the run. */
  readonly run: string;
  readonly values: (run: RunReader) => Parameters;
}

/** The line that the hook says after every deed, with `{name}` for what `count` counts. */
export interface HookTally {
  readonly count: (run: RunReader) => Parameters;
  /** Did the learner break something? Decides which line is said, and its colour. */
  readonly broken: (counted: Parameters) => boolean;
  readonly well: Text;
  readonly harm: Text;
}

/** A way to be wrong that deserves its own answer. */
export interface WrongAnswer {
  readonly message: Text;
  /** An answer that is wrong in this way: tests give it and expect this message. */
  readonly example: (run: RunReader) => Answer;
}

/** Wrong answers by task, then by name. */
export type WrongAnswers = Readonly<Record<string, Readonly<Record<string, WrongAnswer>>>>;

/** Reference solutions by task. A run is given to those that point into it. */
export type Solutions = Readonly<Record<string, (run: RunReader) => Answer>>;
