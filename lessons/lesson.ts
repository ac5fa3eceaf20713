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
import type { LessonSearch } from './search.ts';
import type { PlotData } from './plot.ts';

/** A text in both languages. `{name}` stands for a parameter. */
export interface Text {
  readonly en: string;
  readonly 'zh-cn': string;
}

/** A message that a machine has sent another one. */
export interface SentMessage {
  readonly from: string;
  readonly to: string;
  /** As the system calls it. */
  readonly kind: string;
  /** Values of the records that it carries. */
  readonly values: readonly string[];
  /** The step in which it was sent. */
  readonly step: number;
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
  /** Everything that was sent, in its order. Reads every step: for short runs. */
  readonly sent: readonly SentMessage[];
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
  | {
      readonly passed: false;
      /** Its name in `wrongAnswers.ts`. */
      readonly wrong: string;
      readonly parameters: Parameters;
      /** Place of the plan whose run shows it best. Default: the first that left the goal. */
      readonly place?: number;
    };

/** D diagnose, B break in the player; P predict, T tune, R repair, C construct, E estimate with a form. */
export type TaskKind = 'D' | 'B' | FormKind;
export type FormKind = 'P' | 'T' | 'R' | 'C' | 'E';

/** What is filled into a form; every blank of the form has its entry. */
export interface FormAnswer {
  /** Choices by name. '' where nothing is chosen yet. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the chosen items, in their order, by the list's name. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Numbers by name; null where none is given. */
  readonly numbers: Readonly<Record<string, number | null>>;
}

/** Part of a form's answer; what is left out is as it was. */
export type FormPart = Partial<FormAnswer>;

export interface StepAnswer {
  readonly step: number;
}

export interface ScriptAnswer {
  readonly actions: readonly Action[];
}

/** An answer to a task: data, as the page hands it over. */
export type Answer = StepAnswer | ScriptAnswer | FormAnswer;

/** A search for the smallest run that breaks a learner's design: what `LessonSearch` says, over the learner's own scenario. */
export type TaskSearch = Omit<LessonSearch, 'run' | 'guards' | 'predictions'> & { readonly scenario: Scenario };

/** A number for those who want to do it well: shown after passing only, beside that of the reference solution. */
export interface Par<A extends Answer = Answer> {
  /** What is counted, as a heading says it: `queues in the design`. */
  readonly unit: Text;
  /** Of a right answer, from its runs under the public seed: what it led to, not what was chosen. */
  readonly score: (answer: A, runs: readonly RunReader[]) => number;
  readonly better: 'less' | 'more';
}

/**
 * A task. `plans` says what has to be run to judge an answer; `judge` reads the finished runs. Both are pure, and the same for
 * the public seed and for the unseen ones.
 */
export interface Task<A extends Answer = Answer> {
  readonly kind: TaskKind;
  readonly plans: (answer: A, seed: number) => readonly RunPlan[];
  readonly judge: (answer: A, runs: readonly RunReader[]) => Outcome;
  /** Does an answer have to hold under seeds that the learner has not seen, or is it about one run? */
  readonly unseen: 'must-hold' | 'for-information' | 'none';
  /** What the wrong answer is called is kept back once: the first time, the learner hears only that it is wrong. */
  readonly withhold?: true;
  /**
   * The first step at which a run has left the task's goal; -1 when it never did. `place` is that of its plan. Default: the
   * step at which the first promise is broken.
   */
  readonly leftGoal?: (run: RunReader, place: number) => number;
  /** A search over the learner's design, offered from the second failure on; null where there is nothing to search. */
  readonly search?: (answer: A) => TaskSearch | null;
  readonly par?: Par<A>;
}

/** Something to be chosen: radio buttons when there are at most four short values, else a list. */
export interface Choice {
  readonly name: string;
  readonly values: readonly string[];
  /** Without it nothing is chosen at first, and the answer is ''. */
  readonly start?: string;
  /** What it is called on the page, where the name does not speak for itself. */
  readonly label?: Text;
  /** Whose setting it is, where a task lets the learner change several things. */
  readonly of?: Text;
  /** Values in words, where the value does not speak for itself. */
  readonly labels?: Readonly<Record<string, Text>>;
}

/** Items to be put in order; with `from: 'some'` the learner also chooses which of them. */
export interface ItemList {
  readonly name: string;
  readonly label: Text;
  readonly items: readonly { readonly id: string; readonly text: Text }[];
  readonly from: 'all' | 'some';
  /** Names of the items that are chosen at first, in their order. `from: 'all'`: all of them, in an order that is not right. */
  readonly start: readonly string[];
}

export interface NumberBlank {
  readonly name: string;
  readonly label: Text;
  readonly unit: Text;
  readonly max: number;
  /** Default: 1. */
  readonly step?: number;
}

/** The form of a task: what the learner fills in, and what can be watched beside it. */
export interface FormSpec {
  readonly choices?: readonly Choice[];
  readonly lists?: readonly ItemList[];
  readonly numbers?: readonly NumberBlank[];
  /** What the runs of the task's `plans` are called, in their order. Without it nothing can be watched. */
  readonly watch?: readonly Text[];
  /** Names of plots that stand beside the watched run. */
  readonly plots?: readonly string[];
}

/** Forms by the id of their task, for every task of kind P, T, R, C, E. */
export type Forms = Readonly<Record<string, FormSpec>>;

/** A form of which most is filled in, after a worked example. Judged like a task, never counted as one. */
export interface Completion extends FormSpec {
  /** The task of `checks.tasks` that judges it, with the words of its wrong answers. */
  readonly judgedBy: string;
  /** What is filled in, of the form of that task. */
  readonly given: FormPart;
}

export type Completions = Readonly<Record<string, Completion>>;

/** Three hints for every task, from a nudge to almost the answer. Opened one by one. */
export type Hints = Readonly<Record<string, readonly [Text, Text, Text]>>;

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
  /**
   * An answer that is wrong in this way: tests give it and expect this message. Of a form: what is different from the reference
   * solution. `run` is the first run of the reference solution.
   */
  readonly example: (run: RunReader) => StepAnswer | ScriptAnswer | FormPart;
}

/** Wrong answers by task, then by name. */
export type WrongAnswers = Readonly<Record<string, Readonly<Record<string, WrongAnswer>>>>;

/** The reference solution of a form: what to fill in, and what is read from the runs that it leads to. */
export interface FormSolution extends FormPart {
  /** What the answer says of its own runs, of the public seed. */
  readonly read?: (runs: readonly RunReader[]) => FormPart;
}

/** Reference solutions by task. D and B: a function of the task's first run. */
export type Solutions = Readonly<Record<string, FormSolution | ((run: RunReader) => StepAnswer | ScriptAnswer)>>;

/** What a lesson says and the engine can check. A claim is tagged in the text before the part that makes it. */
export interface Claim {
  /** The run that it is about, by its name in `runs`, or the plans of several. */
  readonly runs: string | ((seed: number) => readonly RunPlan[]);
  /** `public`: holds under the seed that readers see. Default: under this and all unseen ones. */
  readonly seeds?: 'public' | 'every';
  /** False, or an error that says why, when it does not hold. */
  readonly holds: (run: RunReader, ...more: readonly RunReader[]) => boolean | void;
}

export type Claims = Readonly<Record<string, Claim>>;
