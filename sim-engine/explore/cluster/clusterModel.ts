/**
 * A cluster of a real system as a model to be searched: the very code that the timed run takes its steps with. A search
 * decides only what is done from outside, and when: everything in between happens as in the timed run, so every path is an
 * ordinary run with an ordinary list of actions.
 *
 * Models: any fault of the budget after any step that concerns its target; messages that are late by any time (`hold`), healing at
 * any moment, healing at the end. Links deliver their first message only, and timers fire in the order of their deadlines:
 * the machines share one clock.
 * Leaves out: other latencies than the seed's draws, except through `hold`; faults in the middle of routine; moves of an administrator
 * at other times than right after a moment and, where nothing may be held up, half way between steps of routine while something travels.
 */
import type { VerdictKind } from '../../check/verdict.ts';
import type { Action } from '../../host/action.ts';
import type { Link } from '../../host/link.ts';
import { hostModel } from '../../host/model.ts';
import type { World } from '../../host/world.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { randomDecider, type Decider } from '../../kernel/decider.ts';
import { InvariantError } from '../../kernel/invariant.ts';
import type { Model } from '../../kernel/model.ts';
import { fromMillis, MILLISECOND, type Micros } from '../../kernel/time.ts';
import { scenarioScript } from '../../scenario/script.ts';
import type { PromiseName, Scenario } from '../../scenario/types.ts';
import type { SystemInstance } from '../../systems/door.ts';
import { systemNamed } from '../../systems/registry.ts';
import { vocabularyOf } from '../../systems/vocabularies.ts';
import type { Fingerprint, SearchModel, Successors } from '../searchModel.ts';
import type { FaultBudget } from '../budget.ts';
import { choicesOf, kindsOf, type Choice } from './choices.ts';
import { Essence } from './essence.ts';
import { Judge, type Aftermath } from './judge.ts';
import { Naming, type NamingMode } from './naming.ts';
import { nextSegment } from './segment.ts';
import type { ClusterState } from './state.ts';

export interface ClusterModelOptions {
  readonly scenario: Scenario;
  readonly promises: readonly PromiseName[];
  /** Anomalies to look for. Default: every one that breaks a promise. */
  readonly anomalies?: readonly VerdictKind[];
  readonly budget: FaultBudget;
  /** Faults that may be ended early in one run; at the end everything is healed. */
  readonly healsMax: number;
  /** Nothing is done before this time … */
  readonly from: Micros;
  /** … nor after this one. */
  readonly until: Micros;
  /** Names of the machines that faults may strike. Default: all. */
  readonly targets?: readonly string[];
  /** Default: by the order of events. */
  readonly naming?: NamingMode;
  /** `concerned`: a fault is tried only right after a step that concerns its target. `all` serves to test that. */
  readonly moments?: 'concerned' | 'all';
}

/** The step that lets the cluster go on to the next moment; the others are choices. */
const GO_ON = 0;

/** Places at which moves are tried on one way to the next moment: of 14 races that searches missed without any, 8 show with these. */
const RACES_MAX = 8;

/**
 * A fault commutes with the steps that do not concern its target, but not with time: what is cut off for long is missed. After
 * a span in which nothing of interest happened, everything is due again.
 */
const QUIET_MICROS = 100 * MILLISECOND;

export class ClusterModel implements SearchModel<ClusterState> {
  readonly initial: readonly ClusterState[];
  readonly system: SystemInstance;
  readonly #options: ClusterModelOptions;
  readonly #model: Model<World, Action>;
  readonly #decider: Decider;
  readonly #cursor: Cursor<World, Action>;
  readonly #limits: readonly number[];
  readonly #choices: readonly Choice[];
  readonly #everyMoment: boolean;
  readonly #races: boolean;
  readonly #essence: Essence;
  readonly #naming: Naming;
  readonly #judge: Judge;

  constructor(options: ClusterModelOptions) {
    const { scenario, budget } = options;
    this.#options = options;
    this.system = systemNamed(scenario.system).open(scenario);
    this.#decider = randomDecider(scenario.seed);
    this.#model = hostModel(this.system.cluster, this.#decider);
    this.#cursor = new Cursor(this.#model, this.#model.initial, []);
    const { searchable } = vocabularyOf(scenario);
    this.#limits = kindsOf({ searchable, budget }).map((operation) => budget[operation] ?? 0);
    const names = this.system.cluster.machines.map((machine) => machine.name);
    this.#choices = choicesOf({ system: this.system, searchable, budget, targets: new Set(options.targets ?? names) });
    this.#races = this.#choices.some(({ races }) => races);
    this.#everyMoment = options.moments === 'all';
    this.#essence = new Essence(this.system.search);
    this.#naming = new Naming(this.system.search, options.naming ?? 'order');
    this.#judge = new Judge({
      system: this.system,
      model: this.#model,
      environment: { decider: this.#decider },
      promises: options.promises,
      ...(options.anomalies === undefined ? {} : { anomalies: options.anomalies }),
      horizon: fromMillis(scenario.horizonMillis),
    });
    this.initial = [this.#start(scenarioScript(scenario))];
  }

  expand(state: ClusterState, successors: Successors<ClusterState>): void {
    if (state.over) return;
    withActions(state, () => this.#expand(state, successors));
  }

  #expand(state: ClusterState, successors: Successors<ClusterState>): void {
    const segment = nextSegment({
      cursor: this.#cursor.restart(state.world, state.script),
      environment: { decider: this.#decider, script: state.script },
      until: this.#options.until,
      essence: this.#essence,
    });
    const isQuiet = segment.world.now - state.world.now >= QUIET_MICROS;
    const after = { ...state, world: segment.world, concern: isQuiet ? null : segment, over: segment.over };
    successors.add(after, GO_ON, 0);
    const at = Math.max(state.world.now + 1, this.#options.from);
    if (at > this.#options.until) return;
    this.#choices.forEach((choice, index) => {
      const next = this.#carryOut(state, choice, at);
      if (next !== null) successors.add(next, index + 1, choice.budgetIndex === -1 ? 0 : 1);
    });
    if (this.#races) this.#race(state, segment.world.now, successors);
  }

  /**
   * A move takes effect by messages of its own, which race with those that are on their way: it is also tried between the steps of
   * routine that lead to the next moment, while something travels.
   */
  #race(state: ClusterState, nextMoment: Micros, successors: Successors<ClusterState>): void {
    const cursor = this.#cursor.restart(state.world, state.script);
    const environment = { decider: this.#decider, script: state.script };
    for (let tried = 0; tried < RACES_MAX;) {
      const { world } = cursor;
      const next = Math.min(cursor.nextTime(), nextMoment);
      const at = Math.floor((world.now + next) / 2);
      if (at > this.#options.until) return;
      if (at > world.now + 1 && at >= this.#options.from && isTravelling(world)) {
        tried += 1;
        this.#move({ ...state, world }, { at, place: tried }, successors);
        cursor.restart(world, state.script);
      }
      if (cursor.nextTime() >= nextMoment) return;
      cursor.step(environment);
    }
  }

  /** `place`: which of the places on the way it is; a step has a number of its own at each. */
  #move(
    between: ClusterState,
    { at, place }: { readonly at: Micros; readonly place: number },
    successors: Successors<ClusterState>,
  ): void {
    this.#choices.forEach((choice, index) => {
      if (!choice.races) return;
      const next = this.#carryOut(between, choice, at);
      if (next !== null) successors.add(next, this.#choices.length * place + index + 1, 1);
    });
  }

  fingerprint(state: ClusterState, into: Fingerprint): void {
    this.#naming.name(state, into);
  }

  broken(state: ClusterState): string | null {
    return withActions(state, () => this.#judge.broken(state));
  }

  /** What becomes of a state when everything is healed and nothing more goes wrong. */
  aftermath(state: ClusterState): Aftermath {
    return this.#judge.aftermath(state);
  }

  /** The choice behind a step; null: the cluster went on by itself. */
  choiceOf(step: number): Choice | null {
    return step === GO_ON ? null : (this.#choices[(step - 1) % this.#choices.length] ?? null);
  }

  #start(script: readonly Action[]): ClusterState {
    const cursor = this.#cursor.restart(this.#model.initial, script);
    const environment = { decider: this.#decider, script };
    while (cursor.nextTime() < this.#options.from) cursor.step(environment);
    return {
      world: cursor.world,
      script,
      actions: [],
      spent: this.#limits.map(() => 0),
      heals: 0,
      concern: null,
      over: false,
    };
  }

  /** The state after a choice; null when it is spent, not due, or changes nothing that matters. */
  #carryOut(state: ClusterState, choice: Choice, at: Micros): ClusterState | null {
    const { budgetIndex } = choice;
    const heals = state.heals + (budgetIndex === -1 ? 1 : 0);
    if (heals > this.#options.healsMax) return null;
    if (budgetIndex !== -1 && (state.spent[budgetIndex] ?? 0) >= (this.#limits[budgetIndex] ?? 0)) return null;
    if (state.concern !== null && !this.#everyMoment && !choice.isDue(state.concern)) return null;
    if (!choice.applies(state.world)) return null;
    const action: Action = { at, operation: choice.operation, arguments: choice.arguments };
    const { scriptIndex } = state.world;
    const script = [...state.script.slice(0, scriptIndex), action, ...state.script.slice(scriptIndex)];
    const cursor = this.#cursor.restart(state.world, script);
    // Whatever else happens in this microsecond comes after an action.
    if (cursor.nextTime() !== action.at) return null;
    cursor.step({ decider: this.#decider, script });
    if (!this.#hasEffect(state.world, cursor.world)) return null;
    const spent = state.spent.map((count, index) => count + (index === budgetIndex ? 1 : 0));
    return { ...state, world: cursor.world, script, actions: [...state.actions, action], spent, heals };
  }

  /** A fault that does not apply, or an election that is refused, leaves everything as it was. */
  #hasEffect(before: World, after: World): boolean {
    return (
      this.#essence.changedMachines(before, after).length > 0 ||
      after.links.some((link, index) => isOther(before.links[index], link))
    );
  }
}

/** A broken invariant is a fault of the simulator: whoever reports it needs the actions that led there. */
function withActions<Result>(state: ClusterState, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    throw new InvariantError(`${error.message}, after the actions ${JSON.stringify(state.actions)}`);
  }
}

/** Is anything on its way? */
function isTravelling({ links }: World): boolean {
  return links.some(({ queue }) => queue.length > 0);
}

function isOther(before: Link | undefined, after: Link): boolean {
  return before?.state !== after.state || before.losesNextResponse !== after.losesNextResponse;
}
