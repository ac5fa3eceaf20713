/**
 * Two runs of one workload, each with an engine of its own, on one line of time: what is struck strikes both, what is shown
 * of both is of the same moment.
 */
import { createActor, type Actor } from 'xstate';
import type { ContestPreset } from '../../sim-engine/contest/presets.ts';
import { contestWords } from '../i18n/contest/index.ts';
import { advanceTime, SPEEDS, startFrames, type Speed } from '../player/clock.ts';
import { playerMachine, type PlayerState } from '../player/machine.ts';
import type { PlayerFailure } from '../player/player.svelte.ts';
import { nextMilestone, type KindChoice, type Timeline } from '../player/timeline.ts';
import { EngineError, startEngine, type EngineClient } from '../worker/client.ts';
import type {
  Action,
  Extent,
  Locale,
  Look,
  Measures,
  Micros,
  Opened,
  Side,
  SideFacts,
  ToldMilestone,
} from '../worker/protocol.ts';
import { checkOf, type ContestLink } from './link.ts';
import { mergeMilestones, mergeMoments, positionAt } from './merge.ts';

type Both<T> = Readonly<Record<Side, T>>;

/** Everything that is known of two computed runs. */
interface Runs {
  readonly opened: Both<Opened & { readonly facts: SideFacts }>;
  readonly extents: Both<Extent>;
  readonly measures: Both<Measures>;
  readonly moments: readonly Micros[];
}

/** Pause between positions when playing stepwise, in milliseconds. */
const STEPWISE_MILLIS = 1_000;

export class ContestPlayer implements Timeline {
  readonly #locale: Locale;
  readonly #actor: Actor<typeof playerMachine>;
  #engines: Both<EngineClient>;
  #stopFrames: (() => void) | null = null;
  #stepTimer: ReturnType<typeof setInterval> | null = null;
  #wanted: Micros | null = null;
  #seeing: Promise<void> | null = null;
  /** Counts openings: an answer to an earlier one comes too late. */
  #opening = 0;

  state = $state<PlayerState>('loading');
  failure = $state.raw<PlayerFailure | null>(null);
  preset = $state.raw<ContestPreset | null>(null);
  /** What the reader did to both, in neutral words. */
  strikes = $state.raw<readonly Action[]>([]);
  /** Why the last deed was refused. */
  refusal = $state.raw<readonly string[]>([]);
  /** Said once by the live region: what the reader's own deed brought about. */
  notice = $state('');
  /** Does an opened link replay as it was shared? null: there was none, or it is dismissed. */
  linkCheck = $state<'identical' | 'different' | 'damaged' | null>(null);
  runs = $state.raw<Runs | null>(null);
  looks = $state.raw<Both<Look> | null>(null);
  /** Moment of the looks. */
  shownAt = $state(0);
  time = $state(0);
  cursor = $state(0);
  furthest = $state(0);
  kind = $state<KindChoice>('any');
  speed = $state<Speed>(SPEEDS[2] as Speed);
  stepwise = $state(false);
  showRoutine = $state(true);

  constructor(options: { readonly locale: Locale; readonly stepwise: boolean }) {
    this.#locale = options.locale;
    this.stepwise = options.stepwise;
    this.#actor = createActor(playerMachine);
    this.#actor.subscribe((snapshot) => {
      this.state = snapshot.value as PlayerState;
    });
    this.#actor.start();
    this.#engines = this.#startEngines();
  }

  readonly milestones = $derived.by((): readonly ToldMilestone[] => {
    if (this.runs === null) return [];
    const { extents, moments } = this.runs;
    const words = contestWords(this.#locale);
    const sides = { left: extents.left.milestones, right: extents.right.milestones };
    return mergeMilestones(sides, moments, (side, text) => words.said(words.sides[side], text));
  });

  readonly others = [];

  get moments(): readonly Micros[] {
    return this.runs?.moments ?? [0];
  }

  get steps(): number {
    return this.moments.length - 1;
  }

  get longest(): number {
    return Math.max(1, this.steps);
  }

  get playing(): boolean {
    return this.state === 'playing';
  }

  get ready(): boolean {
    return this.looks !== null && this.runs !== null && this.state !== 'failed';
  }

  get horizon(): Micros {
    return (this.preset?.contest.horizonMillis ?? 0) * 1_000;
  }

  /** What just happened, on the side or sides where something did. */
  get summary(): string {
    if (this.looks === null) return '';
    const words = contestWords(this.#locale);
    const { left, right } = this.looks;
    const [mine, theirs] = [this.#news(left), this.#news(right)];
    if (mine === theirs) return mine === '' ? '' : words.said(words.sides.both, mine);
    return [
      mine === '' ? '' : words.said(words.sides.left, mine),
      theirs === '' ? '' : words.said(words.sides.right, theirs),
    ]
      .filter((part) => part !== '')
      .join(' ');
  }

  #news(look: Look): string {
    return look.at === this.shownAt ? (look.account?.sentences.at(-1) ?? '') : '';
  }

  get caption(): string {
    const here = new Set(this.milestones.filter(({ step }) => step === this.cursor).map(({ text }) => text));
    if (here.size > 0) return [...here].join(' ');
    return this.shownAt === this.moments[this.cursor] ? this.summary : '';
  }

  /** Runs a contest from its start. */
  open(preset: ContestPreset): Promise<void> {
    this.notice = '';
    this.linkCheck = null;
    return this.#run({ preset, strikes: [], at: 0 });
  }

  /** Does to the contest that is open what a link says, and tells whether it came out as it did for its maker. */
  async follow({ strikes, check }: ContestLink): Promise<void> {
    const { preset } = this;
    if (preset === null) return;
    if (strikes.length > 0) await this.#run({ preset, strikes, at: 0 });
    if (this.runs === null) return;
    if (this.refusal.length > 0) this.linkCheck = 'damaged';
    else this.linkCheck = checkOf(this.runs.measures) === check ? 'identical' : 'different';
  }

  /** Strikes both sides just after the moment shown; what the reader did later is forgotten. */
  async strike(operation: string, given: Action['arguments']): Promise<void> {
    const { preset } = this;
    const now = this.moments[this.cursor] as Micros;
    if (preset === null) return;
    if (now >= this.horizon) {
      this.refusal = [contestWords(this.#locale).strike.over];
      return;
    }
    const strikes = [
      ...this.strikes.filter((action) => action.at <= now),
      { at: now + 1, operation, arguments: given },
    ];
    await this.#run({ preset, strikes, at: now + 1 });
  }

  /** Forgets the last strike. */
  async undo(): Promise<void> {
    const last = this.strikes.at(-1);
    if (last === undefined || this.preset === null) return;
    await this.#run({ preset: this.preset, strikes: this.strikes.slice(0, -1), at: last.at - 1 });
  }

  async #run(wish: {
    readonly preset: ContestPreset;
    readonly strikes: readonly Action[];
    readonly at: Micros;
  }): Promise<void> {
    const { preset, strikes, at } = wish;
    this.#opening += 1;
    const opening = this.#opening;
    this.#halt();
    this.#wanted = null;
    this.refusal = [];
    this.#actor.send({ type: 'open' });
    try {
      const runs = await this.#compute({ ...preset.contest, script: [...preset.contest.script, ...strikes] });
      if (opening !== this.#opening) return;
      if (this.preset !== preset) this.furthest = 0;
      this.preset = preset;
      this.strikes = strikes;
      this.runs = runs;
      this.#actor.send({ type: 'opened' });
      await this.goTo(positionAt(runs.moments, at));
    } catch (error) {
      if (opening !== this.#opening) return;
      if (!(error instanceof EngineError) || error.failure.kind !== 'input' || this.runs === null)
        return this.#fail(error);
      this.refusal = error.failure.problems;
      this.#actor.send({ type: 'opened' });
    }
  }

  async #compute(contest: ContestPreset['contest']): Promise<Runs> {
    const opened = await this.#both((engine, side) =>
      engine.request('openSide', { locale: this.#locale, contest, side }),
    );
    const extents = await this.#both((engine) => engine.request('compute', { branch: 'main' }));
    const measures = await this.#both((engine) => engine.request('measures', { branch: 'main' }));
    const moments = await this.#both((engine) => engine.request('moments', { branch: 'main' }));
    return { opened, extents, measures, moments: mergeMoments(moments.left, moments.right) };
  }

  async #both<T>(ask: (engine: EngineClient, side: Side) => Promise<T>): Promise<Both<T>> {
    const [left, right] = await Promise.all([ask(this.#engines.left, 'left'), ask(this.#engines.right, 'right')]);
    return { left, right };
  }

  goTo(position: number): Promise<void> {
    this.cursor = Math.min(this.steps, Math.max(0, position));
    return this.#see(this.moments[this.cursor] as Micros);
  }

  stepBy(count: number): Promise<void> {
    this.pause();
    return this.goTo(this.cursor + count);
  }

  milestoneAt(direction: 1 | -1): ToldMilestone | null {
    return nextMilestone(this, direction);
  }

  jump(direction: 1 | -1): Promise<void> {
    const milestone = this.milestoneAt(direction);
    return milestone === null ? Promise.resolve() : this.goTo(milestone.step);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.#play();
  }

  pause(): void {
    if (this.state !== 'playing') return;
    this.#halt();
    this.#actor.send({ type: 'pause' });
  }

  #play(): void {
    if (this.state !== 'idle' || !this.ready) return;
    if (this.cursor >= this.steps) void this.goTo(0);
    this.#actor.send({ type: 'play' });
    if (this.stepwise) this.#stepTimer = setInterval(() => this.#playStep(), STEPWISE_MILLIS);
    else this.#stopFrames = startFrames((elapsed) => this.#frame(elapsed));
  }

  #playStep(): void {
    if (this.cursor >= this.steps) return this.pause();
    void this.goTo(this.cursor + 1);
  }

  #frame(elapsedSeconds: number): void {
    if (this.cursor >= this.steps) return this.pause();
    // While the next looks are on their way, messages wait at their places.
    if (this.#seeing !== null) return;
    const until = this.moments[this.cursor + 1] as Micros;
    this.time = advanceTime({ time: this.time, elapsedSeconds, speed: this.speed, until });
    if (this.time < until) return;
    this.cursor = positionAt(this.moments, this.time);
    void this.#see(this.time);
  }

  /** Asks for one pair of looks at a time; while it is under way, only the newest wish is kept. */
  #see(time: Micros): Promise<void> {
    this.#wanted = time;
    this.#seeing ??= this.#seeAll().finally(() => {
      this.#seeing = null;
    });
    return this.#seeing;
  }

  async #seeAll(): Promise<void> {
    try {
      while (this.#wanted !== null) {
        const time = this.#wanted;
        this.#wanted = null;
        const parts = { account: true };
        const looks = await this.#both((engine) => engine.request('look', { branch: 'main', moment: { time }, parts }));
        this.looks = looks;
        this.shownAt = Math.max(looks.left.at, looks.right.at);
        this.time = time;
        this.furthest = Math.max(this.furthest, this.cursor);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** After a failure: new engines and the same contest from its start. */
  async restart(preset: ContestPreset): Promise<void> {
    this.#closeEngines();
    this.#engines = this.#startEngines();
    this.failure = null;
    this.runs = null;
    this.looks = null;
    await this.open(preset);
  }

  close(): void {
    this.#halt();
    this.#closeEngines();
    this.#actor.stop();
  }

  #closeEngines(): void {
    this.#engines.left.close();
    this.#engines.right.close();
  }

  #startEngines(): Both<EngineClient> {
    const start = (): EngineClient =>
      startEngine({
        onProgress: () => undefined,
        onGone: (reason) => {
          this.failure = { kind: 'internal', problems: reason === '' ? [] : [reason] };
          this.#actor.send({ type: 'failed' });
        },
      });
    return { left: start(), right: start() };
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
}
