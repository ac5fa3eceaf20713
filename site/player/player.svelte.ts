/**
 * The player's state and what can be done with it. Components read it and call its methods; the engine is in a worker, the
 * states are a statechart, the words come with the looks.
 */
import { createActor, type Actor } from 'xstate';
import { EngineError, startEngine, type EngineClient } from '../worker/client.ts';
import type {
  Action,
  Catalogue,
  Comparison,
  Extent,
  LinkCheck,
  Locale,
  Look,
  Moment,
  Parts,
  Opened,
  Scenario,
  Series,
  ToldChart,
  ToldJudgement,
  ToldMilestone,
} from '../worker/protocol.ts';
import type { PlaceKind } from '../scene/places.ts';
import { advanceTime, SPEEDS, startFrames, type Speed } from './clock.ts';
import { playerMachine, type PlayerState } from './machine.ts';
import { nextMilestone, type KindChoice, type OtherLane, type Timeline } from './timeline.ts';

export type ViewName = 'logs' | 'spaceTime' | 'chart' | 'history' | 'series';

/** Where an open run is from. */
export type RunOrigin = 'page' | 'link' | 'counter-example' | 'import';

export interface Branch {
  readonly extent: Extent;
  /** null: the main run. */
  readonly forkedAt: number | null;
}

/** What a lesson says of places on the stage: where something was predicted, and where it happened. */
export interface MarkedPlaces {
  readonly kind: PlaceKind;
  readonly marks: readonly {
    readonly name: string;
    readonly what: 'mine' | 'truth' | 'both';
    readonly label: string;
  }[];
}

export interface PlayerFailure {
  readonly kind: 'input' | 'internal';
  readonly problems: readonly string[];
}

export interface PlayerOptions {
  readonly locale: Locale;
  /** A step at a time, without motion. */
  readonly stepwise: boolean;
  readonly onStep?: (look: Look) => void;
  readonly onComputed?: (extent: Extent) => void;
}

/** Operations that the history view shows. */
const HISTORY_SHOWN = 200;
/** Pause between steps when playing stepwise, in milliseconds. */
const STEPWISE_MILLIS = 1_000;
const BRANCHES_MAX = 8;
/** Rest on a step after which a long history is judged. */
const JUDGE_AFTER_MILLIS = 150;

export class Player implements Timeline {
  readonly #options: PlayerOptions;
  readonly #actor: Actor<typeof playerMachine>;
  #engine: EngineClient;
  #stopFrames: (() => void) | null = null;
  #stepTimer: ReturnType<typeof setInterval> | null = null;
  #judgeTimer: ReturnType<typeof setTimeout> | null = null;
  #wanted: Moment | null = null;
  #seeing: Promise<void> | null = null;

  state = $state<PlayerState>('loading');
  failure = $state.raw<PlayerFailure | null>(null);
  progress = $state.raw<{ readonly steps: number; readonly endAt: number } | null>(null);
  scenario = $state.raw<Scenario | null>(null);
  origin = $state<RunOrigin>('page');
  catalogue = $state.raw<Catalogue | null>(null);
  horizon = $state(0);

  branches = $state.raw<ReadonlyMap<string, Branch>>(new Map());
  branch = $state('main');
  look = $state.raw<Look | null>(null);
  /** What checkers say; of the step shown, or of one shortly before while a long history is being judged. */
  judgement = $state.raw<ToldJudgement | null>(null);
  /** Moment shown: within the look's validity. */
  time = $state(0);
  /** Step that was asked for; the look follows. */
  cursor = $state(0);
  /** Furthest step that was seen on this branch. */
  furthest = $state(0);
  /** Places that a lesson points at on the stage. */
  marked = $state.raw<MarkedPlaces | null>(null);

  view = $state<ViewName | null>('logs');
  /** Steps that the space-time view reaches back. */
  spaceTimeSteps = $state(60);
  kind = $state<KindChoice>('any');
  speed = $state<Speed>(SPEEDS[2] as Speed);
  stepwise = $state(false);
  showRoutine = $state(true);

  compareWith = $state<string | null>(null);
  comparison = $state.raw<Comparison | null>(null);
  linkCheck = $state.raw<LinkCheck | null>(null);
  linkProblems = $state.raw<readonly string[]>([]);
  /** Why the last deed was refused. */
  refusal = $state.raw<readonly string[]>([]);
  /** What is wrong with settings that were asked for. */
  settingsProblems = $state.raw<readonly string[]>([]);
  /** Said once by the live region: what the reader's own deed brought about. */
  notice = $state('');

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.stepwise = options.stepwise;
    this.#actor = createActor(playerMachine);
    this.#actor.subscribe((snapshot) => {
      this.state = snapshot.value as PlayerState;
    });
    this.#actor.start();
    this.#engine = this.#startEngine();
  }

  get extent(): Extent | null {
    return this.branches.get(this.branch)?.extent ?? null;
  }

  get steps(): number {
    return this.extent?.steps ?? 0;
  }

  get milestones(): readonly ToldMilestone[] {
    return this.extent?.milestones ?? [];
  }

  get playing(): boolean {
    return this.state === 'playing';
  }

  get ready(): boolean {
    return this.look !== null && this.state !== 'failed';
  }

  get shownAt(): number {
    return this.look?.at ?? 0;
  }

  get longest(): number {
    return Math.max(1, ...[...this.branches.values()].map(({ extent }) => extent.steps));
  }

  get summary(): string {
    return this.look?.account?.sentences.at(-1) ?? '';
  }

  get caption(): string {
    const milestone = this.milestones.find(({ step }) => step === this.cursor);
    return milestone?.text ?? (this.look?.step === this.cursor ? this.summary : '');
  }

  /** Branches that leave the line of the one that is shown. */
  get others(): readonly OtherLane[] {
    const own = this.branches.get(this.branch)?.forkedAt ?? 0;
    return [...this.branches]
      .filter(([name, { forkedAt }]) => name !== this.branch && (forkedAt !== null || this.branch !== 'main'))
      .map(([name, { forkedAt, extent }]) => ({ name, from: forkedAt ?? own, to: extent.steps }));
  }

  get canFork(): boolean {
    return this.branches.size < BRANCHES_MAX;
  }

  get actions(): readonly Action[] {
    return this.extent?.actions ?? [];
  }

  /** Opens a scenario at its start, or a shared link; a bad link leaves the scenario in place and says what is wrong. */
  async open(input: {
    readonly scenario: Scenario;
    readonly actions?: readonly Action[];
    readonly link?: string;
    readonly origin?: RunOrigin;
  }): Promise<void> {
    this.#halt();
    this.#actor.send({ type: 'open' });
    const { locale } = this.#options;
    try {
      const opened = await this.#openWithLink(input, locale);
      this.origin = opened.link === null ? (input.origin ?? 'page') : 'link';
      await this.#adopt(opened);
      if (opened.link !== null) await this.#checkLink(opened.link.expected);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Runs a changed scenario from its start; a refused one leaves the run in place and says what is wrong. */
  async reopen(input: { readonly scenario: Scenario; readonly actions: readonly Action[] }): Promise<void> {
    this.pause();
    this.settingsProblems = [];
    try {
      const opened = await this.#engine.request('open', { locale: this.#options.locale, ...input });
      this.#actor.send({ type: 'open' });
      await this.#adopt(opened);
    } catch (error) {
      if (error instanceof EngineError && error.failure.kind === 'input')
        this.settingsProblems = error.failure.problems;
      else this.#fail(error);
    }
  }

  async #adopt(opened: Opened): Promise<void> {
    this.scenario = opened.scenario;
    this.catalogue = opened.catalogue;
    this.horizon = opened.horizon;
    this.branches = new Map([['main', { extent: opened.extent, forkedAt: null }]]);
    this.branch = 'main';
    this.furthest = 0;
    this.compareWith = null;
    this.comparison = null;
    this.#actor.send({ type: 'opened' });
    await this.goTo(0);
    await this.compute();
  }

  async #openWithLink(
    input: { readonly scenario: Scenario; readonly actions?: readonly Action[]; readonly link?: string },
    locale: Locale,
  ): Promise<Opened> {
    this.linkProblems = [];
    this.linkCheck = null;
    const plain = { locale, scenario: input.scenario, ...(input.actions && { actions: input.actions }) };
    if (input.link === undefined) return this.#engine.request('open', plain);
    try {
      return await this.#engine.request('open', { ...plain, link: input.link });
    } catch (error) {
      if (!(error instanceof EngineError) || error.failure.kind !== 'input') throw error;
      this.linkProblems = error.failure.problems;
      return this.#engine.request('open', plain);
    }
  }

  async #checkLink(expected: string | null): Promise<void> {
    const found = await this.#engine.request('hash', { branch: 'main' });
    const state = expected === null ? 'unchecked' : expected === found ? 'identical' : 'different';
    this.linkCheck = { state, expected: expected ?? '', found };
  }

  /** Records the branch to its end. */
  async compute(): Promise<void> {
    if (this.extent?.finished !== false) return this.#options.onComputed?.(this.extent as Extent);
    this.#halt();
    this.#actor.send({ type: 'compute' });
    this.progress = null;
    const { branch } = this;
    const extent = await this.#engine.request('compute', { branch });
    this.#keep(extent);
    this.#actor.send({ type: 'computed' });
    this.#options.onComputed?.(extent);
  }

  /** Ends a long computation; what was recorded stays. */
  stop(): void {
    this.#engine.stop();
  }

  /** Shows the world after `step` steps. */
  goTo(step: number): Promise<void> {
    this.cursor = Math.min(this.steps, Math.max(0, step));
    return this.#see({ step: this.cursor });
  }

  /** A step on or back; with routine traffic hidden, to the next one that is not routine. */
  async stepBy(count: 1 | -1): Promise<void> {
    this.pause();
    await this.goTo(await this.#stepBeside(count));
  }

  #stepBeside(direction: 1 | -1): Promise<number> {
    const { branch, cursor } = this;
    if (this.showRoutine) return Promise.resolve(cursor + direction);
    return this.#engine.request('pastRoutine', { branch, step: cursor, direction });
  }

  /** The next or previous milestone of the chosen kind; null when there is none. */
  milestoneAt(direction: 1 | -1): ToldMilestone | null {
    return nextMilestone(this, direction);
  }

  jump(direction: 1 | -1): Promise<void> {
    const milestone = this.milestoneAt(direction);
    return milestone === null ? Promise.resolve() : this.goTo(milestone.step);
  }

  play(): void {
    if (this.state !== 'idle' || this.look === null) return;
    if (this.cursor >= this.steps) void this.goTo(0);
    this.#actor.send({ type: 'play' });
    if (this.stepwise) this.#stepTimer = setInterval(() => this.#playStep(), STEPWISE_MILLIS);
    else this.#stopFrames = startFrames((elapsed) => this.#frame(elapsed));
  }

  pause(): void {
    if (this.state !== 'playing') return;
    this.#halt();
    this.#actor.send({ type: 'pause' });
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Does something to the cluster at the step shown; what came later is computed anew. */
  async act(operation: string, given: Action['arguments']): Promise<void> {
    await this.#change(async () => {
      const { step, extent } = await this.#engine.request('act', {
        branch: this.branch,
        step: this.cursor,
        operation,
        arguments: given,
      });
      return { step, extent };
    });
  }

  /** Forgets the last deed. */
  async undo(): Promise<void> {
    if (this.actions.length === 0) return;
    await this.#change(() => this.#engine.request('undo', { branch: this.branch }));
  }

  async #change(deed: () => Promise<{ readonly step: number; readonly extent: Extent }>): Promise<void> {
    this.pause();
    this.notice = '';
    this.refusal = [];
    try {
      const { step, extent } = await deed();
      this.#keep(extent);
      this.cursor = step;
      await this.compute();
      await this.goTo(step);
    } catch (error) {
      if (error instanceof EngineError && error.failure.kind === 'input') this.refusal = error.failure.problems;
      else this.#fail(error);
    }
  }

  /** A second run with the same past; it becomes the one that is shown. Returns its name, or null when there is no room. */
  async fork(): Promise<string | null> {
    if (!this.canFork || this.look === null) return null;
    this.pause();
    const name = this.#freeName();
    const step = this.cursor;
    const extent = await this.#engine.request('fork', { branch: this.branch, step, name });
    const from = this.branch;
    this.branches = new Map([...this.branches, [name, { extent, forkedAt: step }]]);
    this.branch = name;
    this.compareWith = from;
    await this.compute();
    await this.goTo(step);
    return name;
  }

  #freeName(): string {
    const letters = 'BCDEFGHIJ';
    return [...letters].find((letter) => !this.branches.has(letter)) ?? 'Z';
  }

  async show(branch: string): Promise<void> {
    const time = this.look?.at ?? 0;
    const before = this.branch;
    this.pause();
    this.branch = branch;
    if (this.compareWith === branch) this.compareWith = before;
    await this.#see({ time });
  }

  async remove(branch: string): Promise<void> {
    if (branch === 'main') return;
    if (this.compareWith === branch) this.stopComparing();
    if (this.branch === branch) await this.show('main');
    this.stopComparing();
    await this.#engine.request('remove', { branch });
    this.branches = new Map([...this.branches].filter(([name]) => name !== branch));
  }

  async compare(branch: string): Promise<void> {
    this.compareWith = branch;
    await this.#see({ step: this.cursor });
  }

  stopComparing(): void {
    this.compareWith = null;
    this.comparison = null;
  }

  chart(chart: string): Promise<ToldChart | null> {
    return this.#engine.request('chart', { chart });
  }

  series(): Promise<Series> {
    return this.#engine.request('series', { branch: this.branch });
  }

  /** What goes behind `#` in a link to this run. */
  share(): Promise<{ readonly text: string; readonly hash: string }> {
    return this.#engine.request('share', { branch: this.branch });
  }

  /** Shows what the view that was opened needs. */
  setView(view: ViewName | null): Promise<void> {
    this.view = view;
    return this.#see({ step: this.cursor });
  }

  /** Looks again: what a look consists of has changed. */
  refresh(): Promise<void> {
    return this.#see({ step: this.cursor });
  }

  close(): void {
    this.#halt();
    if (this.#judgeTimer !== null) clearTimeout(this.#judgeTimer);
    this.#engine.close();
    this.#actor.stop();
  }

  #startEngine(): EngineClient {
    return startEngine({
      onProgress: ({ steps, endAt }) => {
        this.progress = { steps, endAt };
      },
      onGone: (reason) => {
        this.failure = { kind: 'internal', problems: reason === '' ? [] : [reason] };
        this.#actor.send({ type: 'failed' });
      },
    });
  }

  #keep(extent: Extent): void {
    const known = this.branches.get(extent.branch);
    if (known === undefined) return;
    this.branches = new Map([...this.branches, [extent.branch, { ...known, extent }]]);
  }

  #parts(): Parts {
    return {
      account: true,
      judgement: 'if-quick',
      ...(this.view === 'history' && { history: HISTORY_SHOWN }),
      ...(this.view === 'spaceTime' && { spaceTime: this.spaceTimeSteps }),
    };
  }

  /** Asks for one look at a time; while one is under way, only the newest wish is kept. */
  #see(moment: Moment): Promise<void> {
    this.#wanted = moment;
    this.#seeing ??= this.#seeAll().finally(() => {
      this.#seeing = null;
    });
    return this.#seeing;
  }

  async #seeAll(): Promise<void> {
    try {
      while (this.#wanted !== null) {
        const moment = this.#wanted;
        this.#wanted = null;
        const look = await this.#engine.request('look', { branch: this.branch, moment, parts: this.#parts() });
        if (look.branch === this.branch) this.#apply(look, moment);
        if (this.compareWith !== null && this.#wanted === null) await this.#seeBoth(look.at);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  async #seeBoth(time: number): Promise<void> {
    const right = this.compareWith;
    if (right === null || right === this.branch) return;
    const comparison = await this.#engine.request('compare', { left: this.branch, right, time });
    if (this.compareWith === right) this.comparison = comparison;
  }

  /** Judges a long history when the reader rests on a step. */
  #judgeLater(look: Look): void {
    if (this.#judgeTimer !== null) clearTimeout(this.#judgeTimer);
    this.#judgeTimer = setTimeout(() => {
      this.#judgeTimer = null;
      if (this.look !== look) return;
      const { branch, step } = look;
      this.#engine.request('judge', { branch, step }).then(
        ({ judgement }) => {
          if (this.look === look) this.judgement = judgement;
        },
        (error: unknown) => this.#fail(error),
      );
    }, JUDGE_AFTER_MILLIS);
  }

  #apply(look: Look, moment: Moment): void {
    this.look = look;
    if (look.judgement === null) this.#judgeLater(look);
    else this.judgement = look.judgement;
    if ('step' in moment) {
      this.time = look.at;
      if (this.#wanted === null) this.cursor = look.step;
    } else {
      this.cursor = look.step;
      if (!this.playing) this.time = look.at;
    }
    this.furthest = Math.max(this.furthest, look.step);
    this.#options.onStep?.(look);
  }

  #frame(elapsedSeconds: number): void {
    const { look } = this;
    if (look === null) return;
    if (look.step >= this.steps) return this.pause();
    // While the next look is on its way, messages wait at their places.
    if (this.time >= look.until) {
      if (this.#seeing === null) void this.#see({ time: this.time });
      return;
    }
    this.time = advanceTime({ time: this.time, elapsedSeconds, speed: this.speed, until: look.until });
    if (this.time >= look.until) void this.#see({ time: this.time });
  }

  #playStep(): void {
    if (this.cursor >= this.steps) return this.pause();
    void this.#stepBeside(1).then((step) => (this.playing ? this.goTo(step) : undefined));
  }

  #halt(): void {
    this.#stopFrames?.();
    this.#stopFrames = null;
    if (this.#stepTimer !== null) clearInterval(this.#stepTimer);
    this.#stepTimer = null;
  }

  #fail(error: unknown): void {
    this.#halt();
    this.failure =
      error instanceof EngineError
        ? error.failure
        : { kind: 'internal', problems: [error instanceof Error ? error.message : String(error)] };
    this.#actor.send({ type: 'failed' });
  }

  /** After a failure: a new worker and the scenario from its start. */
  async restart(input: { readonly scenario: Scenario; readonly actions?: readonly Action[] }): Promise<void> {
    this.#engine.close();
    this.#engine = this.#startEngine();
    this.failure = null;
    await this.open(input);
  }
}
