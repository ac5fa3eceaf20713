/** A finished run as a lesson's checks read it. */
import { Playback } from '../sim-engine/playback.ts';
import type { RunPlan, RunReader, SentMessage } from './lesson.ts';

/** Reads a run that has been recorded to its end. What costs something is worked out when it is asked for, and kept. */
export function readerOf(playback: Playback): RunReader {
  let hash: RunReader['hash'] | null = null;
  let milestones: RunReader['milestones'] | null = null;
  let operations: RunReader['operations'] | null = null;
  let verdicts: RunReader['verdicts'] | null = null;
  let sent: RunReader['sent'] | null = null;
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
    get sent() {
      sent ??= sentMessages(playback);
      return sent;
    },
    get verdicts() {
      return (verdicts ??= playback.judge(playback.steps).verdicts);
    },
  };
}

/** Messages are numbered in the order of sending: one with a higher number than all before was sent in this step. */
function sentMessages(playback: Playback): readonly SentMessage[] {
  const { machines } = playback.system.cluster;
  const found: (SentMessage & { readonly number: number })[] = [];
  let { links, sequence } = playback.worldAt(0);
  for (let step = 1; step <= playback.steps; step += 1) {
    const world = playback.worldAt(step);
    for (const [index, { from, to, queue }] of world.links.entries()) {
      if (world.links[index] === links[index]) continue;
      for (const { sequence: number, message } of queue) {
        if (number <= sequence || message === null) continue;
        const values = playback.system.messageFace(message).marks.map(({ value }) => value);
        const names = { from: machines[from]?.name ?? '', to: machines[to]?.name ?? '' };
        found.push({ ...names, kind: message.kind, values, step, number });
      }
    }
    ({ links, sequence } = world);
  }
  return found.toSorted((one, other) => one.number - other.number);
}

/** Runs a plan to its end. */
export function runPlan(plan: RunPlan): { readonly playback: Playback; readonly run: RunReader } {
  const playback = Playback.open(plan.scenario, plan.actions ?? []);
  playback.complete();
  return { playback, run: readerOf(playback) };
}
