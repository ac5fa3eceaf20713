/**
 * A contest: one workload, one fault script and one seed, on two scenarios.
 *
 * Models: both sides do the same work over the same wires, suffer the same faults at the same microsecond, and are judged
 * by the same promises.
 * Leaves out: faults, fault budgets and healing times of the scenarios themselves; here only the script strikes. Equal chance:
 * two systems ask for it in their own order, so one seed gives two different rows of numbers.
 */
import type { Action } from '../host/action.ts';
import { PROMISES } from '../check/promises.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { PromiseName, Scenario } from '../scenario/types.ts';
import type { Bilingual } from '../systems/door.ts';
import { VOCABULARIES } from '../systems/vocabularies.ts';
import { machinesOf, translate, type Unmatched } from './script.ts';
import { layWorkload, misfits, workloadOf, type Workload } from './workload.ts';

export type Side = 'left' | 'right';

export const SIDES: readonly Side[] = ['left', 'right'];

export interface Contest {
  readonly left: Scenario;
  readonly right: Scenario;
  /** Default: what the left scenario asks of its system. */
  readonly workload?: Workload;
  /** What both are asked to keep. Default: every promise that either scenario makes. */
  readonly promises?: readonly PromiseName[];
  /** In neutral words (machines.ts). */
  readonly script: readonly Action[];
  readonly horizonMillis: number;
  readonly seed: number;
}

/** A contest that can be run: each side a scenario of its own. */
export interface Prepared {
  readonly ok: true;
  readonly scenarios: Readonly<Record<Side, Scenario>>;
  /** What one side cannot carry out, because it has no such machine; the other side does. */
  readonly unmatched: Readonly<Record<Side, readonly Unmatched[]>>;
}

export type Preparation = Prepared | { readonly ok: false; readonly problems: readonly Bilingual[] };

/** Lays the workload and the script over both sides, or says in sentences why that cannot be. */
export function prepare(contest: Contest): Preparation {
  const workload = contest.workload ?? workloadOf(contest.left);
  const problems = SIDES.flatMap((side) => misfits(workload, contest[side]));
  if (problems.length > 0) return { ok: false, problems };

  const promises = contest.promises ?? bothPromises(contest);
  const sides = SIDES.map((side) => {
    const { healAtMillis: _healing, faultBudget: _budget, ...laid } = layWorkload(workload, contest[side]);
    const { actions, unmatched } = translate(contest.script, laid);
    const { horizonMillis, seed } = contest;
    return { side, unmatched, scenario: { ...laid, faults: actions, promises, horizonMillis, seed } };
  });
  const [left, right] = sides as [(typeof sides)[number], (typeof sides)[number]];

  const strangers = nobodys(left.unmatched, right.unmatched);
  if (strangers.length > 0) return { ok: false, problems: strangers };
  const refused = sides.flatMap(({ side, scenario }) => refusals(side, scenario));
  if (refused.length > 0) return { ok: false, problems: refused };
  return {
    ok: true,
    scenarios: { left: left.scenario, right: right.scenario },
    unmatched: { left: left.unmatched, right: right.unmatched },
  };
}

/** Every promise that either side makes, in the order of lamps. */
function bothPromises({ left, right }: Contest): readonly PromiseName[] {
  const made = new Set([...left.promises, ...right.promises]);
  return (Object.keys(PROMISES) as PromiseName[]).filter((promise) => made.has(promise));
}

/** Actions that name a machine which neither side has. */
function nobodys(left: readonly Unmatched[], right: readonly Unmatched[]): readonly Bilingual[] {
  return left
    .filter(({ action }) => right.some((other) => other.action === action))
    .map(({ action, machine }) => ({
      en: `${action.operation} (${machinesOf(action).join(', ')}): neither side can do that; one has no ${machine}`,
      'zh-cn': `${action.operation}（${machinesOf(action).join('、')}）：两边都做不到，没有名为 ${machine} 的机器`,
    }));
}

const SIDE_NAMES: Readonly<Record<Side, Bilingual>> = {
  left: { en: 'left', 'zh-cn': '左边' },
  right: { en: 'right', 'zh-cn': '右边' },
};

/** What the system itself refuses in a scenario that was laid out. */
function refusals(side: Side, scenario: Scenario): readonly Bilingual[] {
  const parsed = parseScenario(scenario, VOCABULARIES);
  if (parsed.ok) return [];
  return parsed.errors.map(({ message }) => ({
    en: `${SIDE_NAMES[side].en}: ${message.en}`,
    'zh-cn': `${SIDE_NAMES[side]['zh-cn']}：${message['zh-cn']}`,
  }));
}
