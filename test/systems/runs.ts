/** What tests of every system say to a run, and ask of it. */
import type { VerdictKind } from '../../sim-engine/check/verdict.ts';
import type { Action } from '../../sim-engine/host/action.ts';
import type { Playback } from '../../sim-engine/playback.ts';

/** Milliseconds to the engine's microseconds. */
export const ms = (millis: number): number => millis * 1_000;

/** One line of a fault script. */
export function at(millis: number, operation: string, args: Action['arguments'] = {}): Action {
  return { at: ms(millis), operation, arguments: args };
}

/** Kinds of anomalies that break a promise, and the values they name. */
export function violations(playback: Playback): Map<VerdictKind, readonly string[]> {
  const found = new Map<VerdictKind, readonly string[]>();
  for (const verdict of playback.judge(playback.steps).verdicts) {
    if (verdict.verdict !== 'violation') continue;
    found.set(verdict.kind, [...(found.get(verdict.kind) ?? []), ...verdict.subjects.values]);
  }
  return found;
}

/** Names of what mattered in a run, in order: the keys of its milestones' sentences. */
export function milestones(playback: Playback): readonly string[] {
  return playback.milestones.map(({ sentence }) => sentence.key);
}

/** How often the work on a value took effect. */
export function effectsOf(playback: Playback, value: string): number {
  const isIt = (operation: ReturnType<Playback['history']>[number]): boolean =>
    operation.f === 'apply' && operation.type === 'ok' && operation.record.value === value;
  return playback.history(playback.steps).filter(isIt).length;
}
