/** What a lesson's page and its checking worker say to each other. */
import type { Answer, Parameters, RunPlan, Task, TaskSearch } from '../../lessons/lesson.ts';
import type { PlotData } from '../../lessons/plot.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';

/** A run that shows what is wrong with an answer, and the step to look at. */
export interface Where {
  readonly plan: RunPlan;
  /** Its place among the task's plans. */
  readonly place: number;
  readonly step: number;
}

/** A right answer’s number, and that of the reference solution. */
export interface Score {
  readonly own: number;
  readonly reference: number;
}

/** What became of an answer under one seed, in the page's language. */
export interface SeedVerdict {
  readonly passed: boolean;
  /** Name of the wrong answer; null when it passed. */
  readonly wrong: string | null;
  /** Words for this wrong answer; empty when it passed. */
  readonly message: string;
  readonly parameters: Parameters;
  /** Of a form that failed; null where no run left the goal. */
  readonly where: Where | null;
  /** How well it was solved, where the task counts that; null when it failed, and under unseen seeds. */
  readonly score: Score | null;
}

/** Outcome of a task under all seeds. */
export interface TaskResult extends SeedVerdict {
  /** The unseen seed under which it failed; null when it failed under the public one, or passed. */
  readonly failedSeed: number | null;
  /** Unseen seeds under which the answer holds, and how many were tried. */
  readonly unseenPassed: number;
  readonly unseenTried: number;
}

/** What became of things after a learner's deeds: confirmed and lost records, or a lesson's own line about its own things. */
export type Tally =
  | { readonly kind: 'records'; readonly acknowledged: number; readonly lost: readonly string[] }
  | { readonly kind: 'own'; readonly broken: boolean; readonly text: string };

export interface CheckRequests {
  /** Loads the lesson, so that the next question is answered sooner. */
  prepare: { in: Readonly<Record<string, never>>; out: null };
  moments: { in: { readonly run: string; readonly seed?: number }; out: Readonly<Record<string, number>> };
  truth: { in: { readonly prediction: string }; out: string | number };
  /** Computes a run from nothing, names it, and gives the text of a link to it. */
  replay: {
    in: { readonly run: string; readonly seed?: number };
    out: { readonly hash: string; readonly steps: number; readonly link: string };
  };
  tally: { in: { readonly run: string; readonly actions: readonly Action[] }; out: Tally };
  /** A plot of a named run of the lesson, or of any other plan; under another seed, when one is given. */
  plot: {
    in: { readonly plot: string; readonly of: string | RunPlan; readonly seed?: number };
    out: PlotData;
  };
  /** A run of the lesson by its name. */
  plan: { in: { readonly run: string; readonly seed?: number }; out: RunPlan };
  /** What is run to judge an answer under the public seed, for watching. */
  plans: { in: { readonly task: string; readonly answer: Answer }; out: readonly RunPlan[] };
  /** The reference solution. */
  solve: { in: { readonly task: string; readonly seed?: number }; out: Answer };
  search: { in: { readonly task: string; readonly answer: Answer }; out: TaskSearch | null };
  /** Judges an answer under one seed; the public one when none is named. */
  check: {
    in: { readonly task: string; readonly answer: Answer; readonly seed?: number };
    out: {
      readonly verdict: SeedVerdict;
      /** Seeds under which it has to be judged besides, and whether it must hold under them. */
      readonly unseen: { readonly rule: Task['unseen']; readonly seeds: readonly number[] };
    };
  };
}

export type CheckName = keyof CheckRequests;

interface Addressed {
  readonly id: number;
  readonly lesson: string;
  readonly locale: 'en' | 'zh-cn';
}

export type ToChecker = {
  [Name in CheckName]: Addressed & { readonly name: Name; readonly request: CheckRequests[Name]['in'] };
}[CheckName];

export type FromChecker =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly failure: string };
