/** `run`: one scenario, one seed: what happened that matters, the promises, the hash of the run. */
import { renderVerdict } from '../check/sentences.ts';
import type { Phase } from '../host/phases.ts';
import type { Sentence } from '../host/sentence.ts';
import { Playback } from '../playback.ts';
import { say } from '../view/words.ts';
import { answering, integerArgument, parseScenarioArguments, readScenario } from './arguments.ts';
import type { CommandResult } from './result.ts';

const LAMP = { holds: '✓', broken: '✗', unknown: '?' } as const;

function clock(micros: number): string {
  return `${(micros / 1_000_000).toFixed(3).padStart(9)} s`;
}

function endLine(phase: Phase, pending: Sentence | null): string {
  const ended = `ended in phase ${say({ key: `phase.${phase}`, params: {} }, 'en')}`;
  return pending === null ? ended : `${ended}; still awaited: ${say(pending, 'en')}`;
}

/** Runs a scenario and reports. Exit code 1 when a promise is broken. */
export function runCommand(args: readonly string[]): CommandResult {
  return answering(() => {
    const { file, value: seed, json } = parseScenarioArguments(args, 'seed');
    const given = readScenario(file);
    const scenario = seed === undefined ? given : { ...given, seed: integerArgument(seed, 'seed') };
    const playback = Playback.open(scenario);
    playback.complete();
    const { verdicts, promises } = playback.judge(playback.steps);
    const exitCode = promises.some((promise) => promise.state === 'broken') ? 1 : 0;
    const summary = {
      scenario: scenario.name,
      seed: scenario.seed,
      steps: playback.steps,
      endMicros: playback.endAt,
      phase: playback.phaseAt(playback.steps),
      pending: playback.pendingAt(playback.steps),
      traceHash: playback.traceHash(),
      promises: promises.map(({ promise, state }) => ({ promise, state })),
      verdicts,
      milestones: playback.milestones,
    };
    if (json) return { exitCode, text: JSON.stringify(summary, null, 2) };
    const lines = [
      `${scenario.name}, seed ${scenario.seed}: ${playback.steps} steps, ${clock(playback.endAt).trim()}, run ${summary.traceHash}`,
      '',
      ...playback.milestones.map((milestone) => `${clock(milestone.at)}  ${say(milestone.sentence, 'en')}`),
      '',
      endLine(summary.phase, summary.pending),
      ...promises.map(({ promise, state }) => `${LAMP[state]} ${promise}: ${state}`),
      ...verdicts.map((verdict) => `  ${verdict.kind} (${verdict.verdict}): ${renderVerdict(verdict.sentence, 'en')}`),
    ];
    return { exitCode, text: lines.join('\n') };
  });
}
