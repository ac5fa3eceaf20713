/**
 * A run as its readers want it: open a scenario, record steps, look at any moment, act, fork, compare, share. The worker of
 * the site, the command line and the tests all use this.
 */
import type { Action } from './host/action.ts';
import { hostModel } from './host/model.ts';
import { phaseOf, type Phase } from './host/phases.ts';
import type { Milestone, Sentence } from './host/sentence.ts';
import type { RecordedOperation, World } from './host/world.ts';
import { randomDecider, type Decider } from './kernel/decider.ts';
import { invariant } from './kernel/invariant.ts';
import { Run } from './kernel/run.ts';
import { fromMillis, type Micros } from './kernel/time.ts';
import { judgeWorld, type Judgement } from './judgement.ts';
import { mergeScripts, scenarioScript } from './scenario/script.ts';
import type { Scenario } from './scenario/types.ts';
import type { Highlights, SystemInstance } from './systems/door.ts';
import { systemNamed } from './systems/registry.ts';
import type { Account } from './view/account.ts';
import { buildScene } from './view/buildScene.ts';
import { explainStart, explainStep } from './view/explain.ts';
import type { Scene } from './view/scene.ts';
import { applicationSeries, latencySeries, type Series } from './view/series.ts';
import { buildSpaceTime, type SpaceTime } from './view/spaceTime.ts';

/** Before any client has done anything, nothing stands out. */
const NO_HIGHLIGHTS: Highlights = { acknowledged: new Set(), suspect: new Set() };

export class Playback {
  readonly scenario: Scenario;
  readonly system: SystemInstance;
  readonly #decider: Decider;
  /** The scenario's own script: the same objects for the life of the run, so that what was done can be recognised. */
  readonly #ownScript: readonly Action[];
  #actions: readonly Action[];
  #judged: { readonly step: number; readonly judgement: Judgement } | null = null;
  #run: Run<World, Action>;

  private constructor(options: {
    readonly scenario: Scenario;
    readonly actions: readonly Action[];
    readonly system: SystemInstance;
    readonly decider: Decider;
    readonly ownScript: readonly Action[];
    readonly run: Run<World, Action>;
  }) {
    this.scenario = options.scenario;
    this.system = options.system;
    this.#decider = options.decider;
    this.#ownScript = options.ownScript;
    this.#actions = options.actions;
    this.#run = options.run;
  }

  /** Opens a run at its beginning; nothing is recorded yet. */
  static open(scenario: Scenario, actions: readonly Action[] = []): Playback {
    const system = systemNamed(scenario.system).open(scenario);
    const decider = randomDecider(scenario.seed);
    const ownScript = scenarioScript(scenario);
    const run = new Run({
      model: hostModel(system.cluster, decider),
      decider,
      script: mergeScripts(ownScript, actions),
      horizon: fromMillis(scenario.horizonMillis),
    });
    return new Playback({ scenario, actions, system, decider, ownScript, run });
  }

  /** The learner's actions so far, by time. */
  get actions(): readonly Action[] {
    return this.#actions;
  }

  /** Number of recorded steps. */
  get steps(): number {
    return this.#run.steps;
  }

  /** At rest, or at the horizon. */
  get finished(): boolean {
    return this.#run.finished;
  }

  /** Time of the last recorded step. */
  get endAt(): Micros {
    return this.#run.world.now;
  }

  /** Records further steps: at most `stepsMax`, none later than `untilMicros`. Returns how many. */
  advance(options: { readonly stepsMax: number; readonly untilMicros?: Micros }): number {
    return this.#run.advance(
      options.untilMicros === undefined
        ? { stepsMax: options.stepsMax }
        : { stepsMax: options.stepsMax, until: options.untilMicros },
    );
  }

  /** Records the whole run. */
  complete(): void {
    while (!this.finished) this.advance({ stepsMax: 100_000 });
  }

  /** When the world after `step` steps came to be. */
  timeOf(step: number): Micros {
    return step === 0 ? 0 : this.#run.trace.timeOf(step - 1);
  }

  /** Number of steps whose world is valid at `time`. */
  stepAt(time: Micros): number {
    return this.#run.trace.stepsUntil(time);
  }

  worldAt(step: number): World {
    return this.#run.worldAfter(step);
  }

  /** What to draw after `step` steps. */
  sceneAt(step: number): Scene {
    return buildScene(this.system, this.worldAt(step), step, this.#highlights(step));
  }

  /** What happened in the step that led here, and why. */
  accountOf(step: number): Account {
    if (step === 0) return explainStart(this.system);
    return explainStep(this.system, {
      world: this.worldAt(step - 1),
      step,
      source: this.#run.trace.sourceOf(step - 1),
      at: this.#run.trace.timeOf(step - 1),
      environment: { decider: this.#decider, script: this.#run.script },
    });
  }

  /** Steps that matter, so far recorded. Their step numbers are those of `accountOf`. */
  get milestones(): readonly Milestone[] {
    return this.#run.world.milestones.toArray().map((milestone) => ({ ...milestone, step: milestone.step + 1 }));
  }

  /** The history up to `step`. */
  history(step: number): readonly RecordedOperation[] {
    return this.worldAt(step).history.toArray();
  }

  /** Which phase the run is in after `step` steps: chaos, quiet, drain or rest. */
  phaseAt(step: number): Phase {
    return phaseOf(this.system.cluster, this.worldAt(step), this.#run.script);
  }

  /** What is still awaited after `step` steps, the first thing of it; null when nothing is. */
  pendingAt(step: number): Sentence | null {
    return this.system.cluster.pending(this.worldAt(step));
  }

  /** What checkers say about the run up to `step`; the last answer is kept, because a picture asks for it too. */
  judge(step: number): Judgement {
    if (this.#judged?.step !== step) {
      this.#judged = { step, judgement: judgeWorld(this.system, this.worldAt(step), this.scenario.promises) };
    }
    return this.#judged.judgement;
  }

  /** Lag and latency over the recorded run. */
  series(): Series {
    const history = this.history(this.steps);
    const worldAt = (time: Micros): World => this.worldAt(this.stepAt(time));
    const series = latencySeries(history, (time) => this.system.lag(worldAt(time)), this.endAt);
    const { applications } = this.scenario.topology;
    if (applications === undefined) return series;
    const waitingAt = (time: Micros): number =>
      (this.system.observe(worldAt(time)).services ?? []).reduce((sum, { waiting }) => sum + waiting, 0);
    const callers = applications.callers.map(({ name }) => name);
    return { ...series, applications: applicationSeries(history, callers, { at: series.at, waitingAt }) };
  }

  /** Messages as arrows between lanes, for the steps from `fromStep` to `toStep`. */
  spaceTime(options: { readonly fromStep: number; readonly toStep: number }): SpaceTime {
    return buildSpaceTime(this, options);
  }

  /**
   * The learner does something after `step` steps: later steps and later actions are forgotten, the action takes effect one
   * microsecond on. Returns the number of the step in which it did.
   */
  act(step: number, operation: string, args: Action['arguments']): number {
    const world = this.worldAt(step);
    const at = world.now + 1;
    invariant(at <= fromMillis(this.scenario.horizonMillis), 'an action comes before the end of the run');
    const kept = this.#actions.filter((action) => action.at <= world.now);
    this.#actions = [...kept, { at, operation, arguments: args }];
    this.#run.rewrite({ steps: step, script: mergeScripts(this.#ownScript, this.#actions) });
    this.#judged = null;
    const before = world.scriptIndex;
    while (!this.finished && this.#run.world.scriptIndex === before) this.advance({ stepsMax: 1 });
    invariant(this.#run.world.scriptIndex > before, 'an action within the horizon takes effect');
    return this.steps;
  }

  /** Another run with the same past. */
  fork(step: number): Playback {
    const { now } = this.worldAt(step);
    const actions = this.#actions.filter((action) => action.at <= now);
    const run = this.#run.fork(step);
    run.rewrite({ steps: step, script: mergeScripts(this.#ownScript, actions) });
    return new Playback({
      scenario: this.scenario,
      actions,
      system: this.system,
      decider: this.#decider,
      ownScript: this.#ownScript,
      run,
    });
  }

  /** Names the recorded run: sixteen hexadecimal digits. */
  traceHash(): string {
    return this.#run.hashAfter(this.steps);
  }

  /** Rolling hash after `step` steps, for finding where two runs part. */
  hashAt(step: number): string {
    return this.#run.hashAfter(step);
  }

  #highlights(step: number): Highlights {
    const world = this.worldAt(step);
    if (world.history.length === 0) return NO_HIGHLIGHTS;
    const acknowledged = new Set<string>();
    for (const operation of world.history.toArray()) {
      if (operation.f === 'send' && operation.type === 'ok' && operation.acks !== 'none')
        acknowledged.add(operation.value);
    }
    const suspect = new Set(
      this.judge(step)
        .verdicts.filter((verdict) => verdict.verdict === 'violation')
        .flatMap((verdict) => verdict.subjects.values),
    );
    return { acknowledged, suspect };
  }
}
