/** A finished run as a lesson's checks read it. */
import { Playback } from '../sim-engine/playback.ts';
import type { RunPlan, RunReader } from './lesson.ts';

/** Reads a run that has been recorded to its end. What costs something is worked out when it is asked for, and kept. */
export function readerOf(playback: Playback): RunReader {
  let hash: RunReader['hash'] | null = null;
  let milestones: RunReader['milestones'] | null = null;
  let operations: RunReader['operations'] | null = null;
  let verdicts: RunReader['verdicts'] | null = null;
  return {
    scenario: playback.scenario,
    actions: playback.actions,
    steps: playback.steps,
    get hash() {
      return (hash ??= playback.traceHash());
    },
    get milestones() {
      return (milestones ??= playback.milestones);
    },
    get operations() {
      // A recorded step is counted from 0; the world after it has the next number.
      return (operations ??= playback
        .history(playback.steps)
        .map((operation) => ({ ...operation, step: operation.step + 1 })));
    },
    timeOf: (step) => playback.timeOf(step),
    stepAt: (micros) => playback.stepAt(micros),
    lag: (step) => playback.system.lag(playback.worldAt(step)),
    observe: (step) => playback.system.observe(playback.worldAt(step)),
    get verdicts() {
      return (verdicts ??= playback.judge(playback.steps).verdicts);
    },
  };
}

/** Runs a plan to its end. */
export function runPlan(plan: RunPlan): { readonly playback: Playback; readonly run: RunReader } {
  const playback = Playback.open(plan.scenario, plan.actions ?? []);
  playback.complete();
  return { playback, run: readerOf(playback) };
}
