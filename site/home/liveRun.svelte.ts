/**
 * The run of the home page while somebody watches: the engine in its worker computes it, this shows it at the pace of the
 * page and stops where something can be said for good. Components read it and call its methods.
 */
import { startFrames } from '../player/clock.ts';
import { startEngine, type EngineClient } from '../worker/client.ts';
import type { Action, Extent, Locale, Look, Micros, Scenario, Stage, ToldOperation } from '../worker/protocol.ts';
import { homeRunWords } from '../i18n/home/run.ts';
import { momentAt, planPace, secondsOf, type Pace } from './pace.ts';
import {
  beatsOf,
  confirmationOf,
  cutSteps,
  lastEffectStep,
  namesAsLost,
  outcomeOf,
  usualWait,
  type Beat,
  type Outcome,
} from './outcome.ts';
import { actionsOf, ORDER, repairedWith, SHOP, STRIKES, type Strike } from './strikes.ts';
import type { StrikeName } from './strikeNames.ts';

export type LivePhase = 'ready' | 'computing' | 'playing' | 'paused' | 'told' | 'failed';

export interface LiveOptions {
  readonly locale: Locale;
  readonly startAt: Micros;
  readonly strikeAt: Micros;
  /** Event by event, without motion. */
  readonly stepwise: boolean;
}

/** A run from the first picture to the last one. */
interface Film {
  readonly beats: readonly Beat[];
  readonly pace: Pace;
  readonly endStep: number;
  readonly endAt: Micros;
}

const HISTORY_MAX = 1_000;
/** How long a picture stands when the run is shown event by event. */
const STEPWISE_MILLIS = 1_600;
/** A page that was hidden does not leap. */
const FRAME_SECONDS_MAX = 0.1;

export class LiveRun {
  readonly #options: LiveOptions;
  readonly #engine: EngineClient;
  #film: Film | null = null;
  #seconds = 0;
  #until: Micros = 0;
  #looking = false;
  #beginsPaused = false;
  #halt: (() => void) | null = null;
  /** Counts what was asked for: an answer to an earlier wish is thrown away. */
  #wish = 0;

  phase = $state<LivePhase>('ready');
  stage = $state.raw<Stage | null>(null);
  /** Moment shown, within the picture's validity. */
  time = $state(0);
  strike = $state.raw<Strike | null>(null);
  repaired = $state(false);
  caption = $state('');
  outcome = $state.raw<Outcome | null>(null);
  /** Usual wait for a confirmation before the strike: of the first run and of the repaired one. */
  waits = $state.raw<{ readonly before: Micros | null; readonly after: Micros | null }>({ before: null, after: null });
  /** What goes behind `#run=` in a link to this run. */
  shared = $state('');

  constructor(options: LiveOptions) {
    this.#options = options;
    this.time = options.startAt;
    this.#engine = startEngine({ onProgress: () => undefined, onGone: () => this.#fail() });
  }

  get busy(): boolean {
    return this.phase === 'computing' || this.phase === 'playing' || this.phase === 'paused';
  }

  /** Shows the shop before anything strikes it. */
  async prepare(): Promise<void> {
    await this.#compute(SHOP, []);
    this.#show(await this.#look({ time: this.#options.startAt }), this.#options.startAt);
  }

  strikeWith(name: StrikeName): Promise<void> {
    return this.#run({ strike: STRIKES[name], repaired: false });
  }

  /** The same strike, with one thing changed. */
  repair(): Promise<void> {
    return this.strike === null ? Promise.resolve() : this.#run({ strike: this.strike, repaired: true });
  }

  /** While it is computed, the run is stopped at its first picture. */
  pause(): void {
    if (this.phase === 'computing') this.#beginsPaused = true;
    if (this.phase !== 'playing') return;
    this.#stop();
    this.phase = 'paused';
  }

  resume(): void {
    if (this.phase === 'paused') this.#play();
  }

  /** Back to the shop before anything struck it. */
  async reset(): Promise<void> {
    const wish = this.#newWish();
    this.strike = null;
    this.repaired = false;
    this.phase = 'ready';
    await this.#guarded(wish, () => this.prepare());
  }

  close(): void {
    this.#newWish();
    this.#engine.close();
  }

  async #run({ strike, repaired }: { readonly strike: Strike; readonly repaired: boolean }): Promise<void> {
    const wish = this.#newWish();
    this.strike = strike;
    this.repaired = repaired;
    this.#beginsPaused = false;
    this.phase = 'computing';
    await this.#guarded(wish, async () => {
      const { startAt, strikeAt } = this.#options;
      const scenario = repaired ? repairedWith(strike.repair) : SHOP;
      const extent = await this.#compute(scenario, actionsOf(strike, strikeAt));
      const film = await this.#judge(extent, strike);
      const first = await this.#look({ time: startAt });
      if (wish !== this.#wish) return;
      this.#film = film;
      this.#seconds = 0;
      this.#show(first, startAt);
      if (this.#beginsPaused) this.phase = 'paused';
      else this.#play();
    });
  }

  async #compute(scenario: Scenario, actions: readonly Action[]): Promise<Extent> {
    await this.#engine.request('open', { locale: this.#options.locale, scenario, actions });
    return this.#engine.request('compute', { branch: 'main' });
  }

  /** What came of a computed run, and where to stop: at the first moment at which that is certain. */
  async #judge(extent: Extent, strike: Strike): Promise<Film> {
    const { startAt, strikeAt } = this.#options;
    const measures = await this.#engine.request('measures', { branch: 'main' });
    const history = await this.#history(extent.steps);
    const outcome = outcomeOf(measures);
    const before = this.repaired ? this.waits.before : usualWait(history, strikeAt);
    this.waits = { before, after: this.repaired ? usualWait(history, strikeAt) : null };
    this.outcome = outcome;
    this.shared = (await this.#engine.request('share', { branch: 'main' })).text;
    const endStep = await this.#decisiveStep(outcome, { extent, history });
    const { at: endAt } = await this.#look({ step: endStep });
    const { confirmed, struck } = homeRunWords(this.#options.locale);
    const heard = confirmationOf(history, { order: ORDER, before: strikeAt });
    const after = beatsOf(extent.milestones, { kinds: strike.beats, from: strikeAt, to: endAt });
    const pace = planPace({ startAt, strikeAt, beats: after.map(({ at }) => at), endAt });
    const beats = [
      ...(heard === null ? [] : [{ at: heard.at, text: confirmed(ORDER, heard.process) }]),
      { at: strikeAt, text: struck[strike.name] },
      ...after,
    ];
    return { beats, pace, endStep, endAt };
  }

  async #history(step: number): Promise<readonly ToldOperation[]> {
    const { history } = await this.#look({ step }, { history: HISTORY_MAX });
    return history?.operations ?? [];
  }

  async #decisiveStep(
    outcome: Outcome,
    { extent, history }: { readonly extent: Extent; readonly history: readonly ToldOperation[] },
  ): Promise<number> {
    if (outcome.kind === 'lost') {
      for (const step of cutSteps(extent.milestones, this.#options.strikeAt)) {
        const { judgement } = await this.#engine.request('judge', { branch: 'main', step });
        if (namesAsLost(judgement, outcome.values)) return step;
      }
      return extent.steps;
    }
    const step = lastEffectStep(history);
    return step === -1 ? extent.steps : step;
  }

  #look(
    moment: { readonly step: number } | { readonly time: Micros },
    parts: { history?: number } = {},
  ): Promise<Look> {
    return this.#engine.request('look', { branch: 'main', moment, parts });
  }

  #show(look: Look, time: Micros): void {
    this.stage = look.stage;
    this.#until = look.until;
    this.time = Math.min(time, look.until);
  }

  #play(): void {
    this.phase = 'playing';
    if (this.#options.stepwise) {
      const timer = setInterval(() => void this.#nextPicture(), STEPWISE_MILLIS);
      this.#halt = () => clearInterval(timer);
    } else {
      this.#halt = startFrames((elapsed) => this.#frame(elapsed));
    }
  }

  #frame(elapsedSeconds: number): void {
    const film = this.#film;
    if (film === null) return;
    this.#seconds += Math.min(FRAME_SECONDS_MAX, elapsedSeconds);
    if (this.#seconds >= secondsOf(film.pace)) return void this.#tell(film);
    const time = momentAt(film.pace, this.#seconds);
    this.#say(film, time);
    this.time = Math.min(time, this.#until);
    if (time >= this.#until && !this.#looking) void this.#follow(time);
  }

  /** Asks for one picture at a time; while it is on its way, messages wait at their places. */
  async #follow(time: Micros): Promise<void> {
    const wish = this.#wish;
    this.#looking = true;
    await this.#guarded(wish, async () => {
      const look = await this.#look({ time });
      if (wish === this.#wish && this.phase !== 'told') this.#show(look, time);
    });
    this.#looking = false;
  }

  async #nextPicture(): Promise<void> {
    const film = this.#film;
    if (film === null) return;
    const next = film.beats.find(({ at }) => at > this.time);
    if (next === undefined) return this.#tell(film);
    const wish = this.#wish;
    await this.#guarded(wish, async () => {
      const look = await this.#look({ time: next.at });
      if (wish !== this.#wish) return;
      this.#show(look, next.at);
      this.#say(film, next.at);
    });
  }

  #say({ beats }: Film, time: Micros): void {
    this.caption = beats.findLast(({ at }) => at <= time)?.text ?? '';
  }

  async #tell({ endStep }: Film): Promise<void> {
    const wish = this.#newWish();
    this.phase = 'told';
    await this.#guarded(wish, async () => {
      const look = await this.#look({ step: endStep });
      if (wish === this.#wish) this.#show(look, look.at);
    });
  }

  #newWish(): number {
    this.#stop();
    this.caption = '';
    this.#wish += 1;
    return this.#wish;
  }

  #stop(): void {
    this.#halt?.();
    this.#halt = null;
  }

  async #guarded(wish: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      if (wish === this.#wish) this.#fail();
    }
  }

  #fail(): void {
    this.#stop();
    this.phase = 'failed';
  }
}
