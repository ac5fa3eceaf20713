/**
 * What the page and the engine's worker say to each other. All texts arrive in the page's language: catalogues of sentences,
 * rules and settings stay in the worker, so the page's script stays small.
 */
import type { ChartLayout } from '../../sim-engine/chart/diagramLayout.ts';
import type { Micros } from '../../sim-engine/kernel/time.ts';
import type { MilestoneKind, Account } from '../../sim-engine/view/account.ts';
import type { LogShelf, QueueShelf, Scene, SceneNode } from '../../sim-engine/view/scene.ts';
import type { SpaceTime } from '../../sim-engine/view/spaceTime.ts';
import type { Series } from '../../sim-engine/view/series.ts';
import type { Action, PromiseName, Scenario, SettingValue } from '../../sim-engine/scenario/types.ts';
import type { Operation } from '../../sim-engine/check/history.ts';
import type { VerdictKind, VerdictValue } from '../../sim-engine/check/verdict.ts';
import type { FaultBudget } from '../../sim-engine/explore/budget.ts';
import type { SettingScope, SettingUnit } from '../../sim-engine/systems/settingsCatalogue.ts';
import type { ArgumentType } from '../../sim-engine/systems/vocabulary.ts';
import type { Contest, Side } from '../../sim-engine/contest/contest.ts';
import type { Measures } from '../../sim-engine/contest/measures.ts';
import type { Locale } from '../i18n/index.ts';

export type {
  Action,
  Contest,
  Locale,
  Measures,
  Micros,
  MilestoneKind,
  PromiseName,
  Scenario,
  Series,
  SettingScope,
  SettingValue,
  Side,
  SpaceTime,
};

/** A queue with its facts in words. */
export type StageQueue = Omit<QueueShelf, 'facts'> & { readonly facts: readonly string[] };

export type StageShelf = LogShelf | StageQueue;

/** A machine with its facts in words. */
export type StageNode = Omit<SceneNode, 'facts' | 'shelves'> & {
  readonly facts: readonly string[];
  readonly shelves: readonly StageShelf[];
};

/** A scene in words. */
export type Stage = Omit<Scene, 'nodes'> & { readonly nodes: readonly StageNode[] };

export interface ToldRule {
  readonly id: string;
  readonly name: string;
  readonly who: string;
  readonly means: string;
  readonly enabledWhen: string;
  readonly changes: string;
  readonly source: string;
}

export type ToldAccount = Omit<Account, 'sentences' | 'rules'> & {
  readonly sentences: readonly string[];
  readonly rules: readonly ToldRule[];
};

export interface ToldMilestone {
  readonly step: number;
  readonly at: Micros;
  readonly kind: MilestoneKind;
  readonly text: string;
  /** One more retry of the same client for the same reason, with nothing else in between: passed over by "any event". */
  readonly repeats: boolean;
}

export interface ToldVerdict {
  readonly kind: VerdictKind;
  readonly value: VerdictValue;
  readonly promise: PromiseName | null;
  readonly text: string;
  /** One line that says what the kind means. */
  readonly gloss: string;
  readonly step: number;
  /** Values of the records it is about. */
  readonly values: readonly string[];
  /** Indices into the history. */
  readonly operations: readonly number[];
}

export interface ToldPromise {
  readonly promise: PromiseName;
  readonly text: string;
  readonly definition: string;
  readonly state: 'holds' | 'broken' | 'unknown';
  /** The verdict that decides it; null when none does. */
  readonly verdict: ToldVerdict | null;
}

export interface ToldJudgement {
  readonly verdicts: readonly ToldVerdict[];
  readonly promises: readonly ToldPromise[];
}

export type ToldOperation = Operation & { readonly step: number; readonly index: number };

/** What a picture of the moment consists of besides the scene. Only what is asked for is computed. */
export interface Parts {
  readonly account?: boolean;
  /** `if-quick`: null when the history is long; ask with `judge` when there is time. */
  readonly judgement?: 'always' | 'if-quick';
  /** The last so many operations. */
  readonly history?: number;
  /** The last so many steps. */
  readonly spaceTime?: number;
}

export type Moment = { readonly step: number } | { readonly time: Micros };

export interface Look {
  readonly branch: string;
  readonly step: number;
  /** The scene is valid from here … */
  readonly at: Micros;
  /** … until just before here; at the end of the run: its horizon. */
  readonly until: Micros;
  readonly stage: Stage;
  readonly account: ToldAccount | null;
  readonly judgement: ToldJudgement | null;
  readonly history: { readonly operations: readonly ToldOperation[]; readonly total: number } | null;
  readonly spaceTime: SpaceTime | null;
}

/** The extent of a branch. */
export interface Extent {
  readonly branch: string;
  readonly steps: number;
  readonly endAt: Micros;
  readonly finished: boolean;
  readonly milestones: readonly ToldMilestone[];
  readonly actions: readonly Action[];
}

export interface ToldArgument {
  readonly name: string;
  readonly type: ArgumentType;
  /** What the system calls a part of its own; null for what every system has. */
  readonly label: string | null;
  /** For a part of the system's own: those that there are, by the part that they lie in; by '' when they lie in none. */
  readonly places: Readonly<Record<string, readonly string[]>>;
  /** What a part that is known by its number is, by that number. */
  readonly titles: Readonly<Record<string, string>>;
}

export interface ToldOperationDefinition {
  readonly name: string;
  readonly kind: 'fault' | 'heal' | 'admin';
  readonly label: string;
  readonly arguments: readonly ToldArgument[];
}

export interface ToldSetting {
  readonly name: string;
  readonly type: 'integer' | 'choice' | 'boolean' | 'text';
  readonly unit: SettingUnit | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[];
  readonly default: SettingValue | null;
  readonly description: string;
  readonly expected: string;
  readonly source: string;
}

/** What may be done and set in this run. */
export interface Catalogue {
  readonly system: string;
  readonly version: string;
  readonly nodes: readonly {
    readonly name: string;
    readonly scope: SettingScope | null;
    readonly role: SceneNode['role'];
  }[];
  readonly operations: readonly ToldOperationDefinition[];
  readonly settings: Readonly<Record<SettingScope, readonly ToldSetting[]>>;
  /** Parts beyond brokers and clients that have settings: their scope, and the topology's list of them. */
  readonly parts: readonly { readonly scope: SettingScope; readonly list: string; readonly label: string }[];
  /** What a search may try, mildest first, and how many of what it allows unless somebody chooses. */
  readonly search: { readonly operations: readonly string[]; readonly usualFaults: FaultBudget };
  /** Names of protocol rules that can be switched off. */
  readonly guards: readonly string[];
  /** Every promise that a run may make, in a few words. */
  readonly promises: readonly { readonly name: PromiseName; readonly text: string }[];
}

/** A statechart with its places and words. */
export interface ToldChart {
  readonly title: string;
  readonly layout: ChartLayout;
  readonly transitions: readonly {
    readonly from: string | null;
    readonly to: string | null;
    readonly event: string;
    readonly guard: string | null;
    readonly text: string;
  }[];
}

/** Does an opened link replay as it was shared? */
export interface LinkCheck {
  readonly state: 'identical' | 'different' | 'unchecked';
  readonly expected: string;
  readonly found: string;
}

/** A scenario as `JSON` says it, or a link's text. */
export interface OpenRequest {
  readonly locale: Locale;
  readonly scenario: unknown;
  readonly actions?: readonly Action[];
  /** A share link's text; then scenario and actions come from it. */
  readonly link?: string;
}

export interface Opened {
  readonly scenario: Scenario;
  readonly catalogue: Catalogue;
  readonly extent: Extent;
  readonly horizon: Micros;
  /** Words about settings that conflict or were corrected; empty when all is well. */
  readonly link: { readonly expected: string | null } | null;
}

export interface Difference {
  readonly where: string;
  readonly what: string;
  readonly left: string;
  readonly right: string;
}

export interface Comparison {
  readonly left: Look;
  readonly right: Look;
  /** First step at which the branches differ; null when they are the same as far as both go. */
  readonly firstStep: number | null;
  readonly firstAt: Micros | null;
  readonly differences: readonly Difference[];
}

/** What one side of a contest has, and what it lacks; machines in neutral words. */
export interface SideFacts {
  readonly machines: readonly string[];
  /** Names of operations that strike both sides alike. */
  readonly operations: readonly string[];
  /** Parts of the script that this side cannot carry out, because it has no such machine. */
  readonly unmatched: readonly { readonly at: Micros; readonly operation: string; readonly machine: string }[];
}

export interface Shared {
  /** What goes behind `#` in the address. */
  readonly text: string;
  readonly hash: string;
}

/** Requests by name: what goes in, what comes out. */
export interface Requests {
  open: { in: OpenRequest; out: Opened };
  /** Computes the branch to its end; progress is reported on the way and `stop` ends it early. */
  compute: { in: { readonly branch: string }; out: Extent };
  look: { in: { readonly branch: string; readonly moment: Moment; readonly parts: Parts }; out: Look };
  act: {
    in: {
      readonly branch: string;
      readonly step: number;
      readonly operation: string;
      readonly arguments: Action['arguments'];
    };
    out: { readonly step: number; readonly extent: Extent };
  };
  /** Forgets the last action of a branch. Returns the step before it. */
  undo: { in: { readonly branch: string }; out: { readonly step: number; readonly extent: Extent } };
  fork: { in: { readonly branch: string; readonly step: number; readonly name: string }; out: Extent };
  remove: { in: { readonly branch: string }; out: null };
  judge: {
    in: { readonly branch: string; readonly step: number };
    out: { readonly step: number; readonly judgement: ToldJudgement };
  };
  compare: { in: { readonly left: string; readonly right: string; readonly time: Micros }; out: Comparison };
  /** The drawing of a statechart by its id; null when there is none. */
  chart: { in: { readonly chart: string }; out: ToldChart | null };
  series: { in: { readonly branch: string }; out: Series };
  /** The next or previous step that is not routine. */
  pastRoutine: { in: { readonly branch: string; readonly step: number; readonly direction: 1 | -1 }; out: number };
  share: { in: { readonly branch: string }; out: Shared };
  hash: { in: { readonly branch: string }; out: string };
  /** Opens one side of a contest as the main branch. */
  openSide: {
    in: { readonly locale: Locale; readonly contest: Contest; readonly side: Side };
    out: Opened & { readonly facts: SideFacts };
  };
  /** Moments at which something happens in what is recorded, ascending, from 0. */
  moments: { in: { readonly branch: string }; out: readonly Micros[] };
  /** What came of the recorded run, in numbers. */
  measures: { in: { readonly branch: string }; out: Measures };
}

export type RequestName = keyof Requests;

export type Failure =
  /** The input is wrong; `problems` says where, in words. */
  | { readonly kind: 'input'; readonly problems: readonly string[] }
  /** A broken invariant, or a fault of the site. */
  | { readonly kind: 'internal'; readonly problems: readonly string[] };

export type ToWorker =
  | {
      readonly [Name in RequestName]: {
        readonly id: number;
        readonly name: Name;
        readonly request: Requests[Name]['in'];
      };
    }[RequestName]
  | { readonly name: 'stop' };

export type FromWorker =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly progress: { readonly branch: string; readonly steps: number; readonly endAt: Micros } };
