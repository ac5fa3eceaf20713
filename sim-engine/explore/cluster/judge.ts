/**
 * Is a promise broken in this state? Some anomalies show at once, and still do a moment later. Others, like a lost write, are
 * certain only when everything is healed and at rest; a state that is suspicious in that way is healed and left alone, to see
 * what becomes of it.
 */
import type { Action } from '../../host/action.ts';
import type { LogView } from '../../host/history.ts';
import type { World } from '../../host/world.ts';
import { judgeWorld, type Judgement } from '../../judgement.ts';
import { Cursor } from '../../kernel/cursor.ts';
import type { Environment, Model } from '../../kernel/model.ts';
import { MILLISECOND, type Micros } from '../../kernel/time.ts';
import type { PromiseName } from '../../scenario/types.ts';
import type { SystemInstance } from '../../systems/door.ts';
import type { VerdictKind } from '../../check/verdict.ts';
import type { ClusterState } from './state.ts';

/** Steps between two looks whether a cluster has come to rest. */
const REST_EVERY_STEPS = 16;

export interface JudgeOptions {
  readonly system: SystemInstance;
  readonly model: Model<World, Action>;
  readonly environment: Omit<Environment<Action>, 'script'>;
  readonly promises: readonly PromiseName[];
  /** Anomalies that count. Default: every one that breaks a promise. */
  readonly anomalies?: readonly VerdictKind[];
  readonly horizon: Micros;
}

/** What became of a cluster that was healed and left alone. */
export interface Aftermath {
  readonly broken: VerdictKind | null;
  /** What the search did to it, the healing included. */
  readonly actions: readonly Action[];
}

export class Judge {
  readonly #options: JudgeOptions;
  readonly #cursor: Cursor<World, Action>;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#cursor = new Cursor(options.model, options.model.initial, []);
  }

  /** The first anomaly of this state, or of what becomes of it when all is healed and nothing more goes wrong. */
  broken(state: ClusterState): VerdictKind | null {
    if (state.over) return this.aftermath(state).broken;
    const { system, promises } = this.#options;
    const view = system.observe(state.world);
    const judgement = judgeWorld(system, state.world, promises, view);
    if (this.#anomalyOf(judgement) !== null) return this.#soonAfter(state) ?? this.aftermath(state).broken;
    return isSuspicious(judgement, view) ? this.aftermath(state).broken : null;
  }

  /**
   * The anomaly at the end of this millisecond: runs end at whole ones. It may be gone by then: the only copy of a record may
   * have been on its way.
   */
  #soonAfter({ world, script }: ClusterState): VerdictKind | null {
    const { system, promises, horizon, environment } = this.#options;
    const end = Math.min(horizon, Math.ceil(world.now / MILLISECOND) * MILLISECOND);
    const cursor = this.#cursor.restart(world, script);
    const surroundings = { ...environment, script };
    while (cursor.nextTime() <= end) cursor.step(surroundings);
    return this.#anomalyOf(judgeWorld(system, cursor.world, promises));
  }

  /** Heals everything and lets the cluster come to rest. */
  aftermath(state: ClusterState): Aftermath {
    const { system, model, promises, horizon, environment } = this.#options;
    const healing: Action = { at: state.world.now + 1, operation: 'healAll', arguments: {} };
    const own = state.script.slice(state.world.scriptIndex);
    const heals = own.some((action) => action.operation === 'healAll');
    const script = heals
      ? state.script
      : [...state.script.slice(0, state.world.scriptIndex), healing, ...own.filter((each) => each.at >= healing.at)];
    const cursor = this.#cursor.restart(state.world, script);
    const surroundings = { ...environment, script };
    for (let count = 1; cursor.nextTime() <= horizon; count += 1) {
      cursor.step(surroundings);
      if (count % REST_EVERY_STEPS === 0 && model.isAtRest(cursor.world, script)) break;
    }
    return {
      broken: this.#anomalyOf(judgeWorld(system, cursor.world, promises)),
      actions: heals ? state.actions : [...state.actions, healing],
    };
  }

  #anomalyOf(judgement: Judgement): VerdictKind | null {
    const { anomalies } = this.#options;
    const found = judgement.verdicts.find(
      ({ verdict, kind }) => verdict === 'violation' && (anomalies === undefined || anomalies.includes(kind)),
    );
    return found?.kind ?? null;
  }
}

/** Is something not decided yet although a leader serves that lacks it? */
function isSuspicious(judgement: Judgement, view: LogView): boolean {
  return judgement.verdicts.some(
    (verdict) =>
      verdict.verdict === 'unknown' &&
      verdict.subjects.logs.some(({ topic, partition }) => {
        const log = view.logs.find((each) => each.topic === topic && each.partition === partition);
        const leader = log?.replicas.find((replica) => replica.node === log.leader);
        if (leader === undefined || !leader.running || !leader.believesLeader) return false;
        return verdict.subjects.values.some((value) => !leader.records.some((record) => record.value === value));
      }),
  );
}
