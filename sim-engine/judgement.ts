/** Judges a world: what checkers say about its history and its logs, and what that means for the promises that were made. */
import { check } from './check/check.ts';
import { judgePromises, type PromiseState } from './check/promises.ts';
import type { Verdict } from './check/verdict.ts';
import type { LogView, RunEnd } from './host/history.ts';
import { isBroken } from './host/phases.ts';
import type { World } from './host/world.ts';
import type { PromiseName } from './scenario/types.ts';
import type { SystemInstance } from './systems/door.ts';

/** Verdicts and what they mean for the promises. */
export interface Judgement {
  readonly verdicts: readonly Verdict[];
  readonly promises: readonly PromiseState[];
}

/** How a run that ends with this world ended. */
function endOf(system: SystemInstance, world: World): RunEnd {
  return {
    at: world.now,
    // 0 when nothing is broken and nothing ever needed `healAll`; null while something is broken.
    healedAt: isBroken(world) ? null : Math.max(0, world.healedAt),
    pending: system.cluster.pending(world),
    drained: system.isDrained(world),
  };
}

/** What checkers say about a run that ends with this world. */
export function judgeWorld(
  system: SystemInstance,
  world: World,
  promises: readonly PromiseName[],
  view: LogView = system.observe(world),
): Judgement {
  const end = endOf(system, world);
  const verdicts = check(world.history.toArray(), view, end, promises);
  return { verdicts, promises: judgePromises(verdicts, end, promises) };
}
