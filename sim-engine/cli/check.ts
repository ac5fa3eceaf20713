/** `check`: one scenario under many seeds: how often is each promise broken, and by which anomaly? */
import { Playback } from '../playback.ts';
import { answering, parseScenarioArguments, readScenario, seedRange, UsageError } from './arguments.ts';
import type { CommandResult } from './result.ts';

interface Tally {
  broken: number;
  unknown: number;
  firstSeed: number | null;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Judges a scenario under every seed of a range. Exit code 1 when any run breaks a promise. */
export function checkCommand(args: readonly string[]): CommandResult {
  return answering(() => {
    const { file, value: seeds, json } = parseScenarioArguments(args, 'seeds');
    if (seeds === undefined) throw new UsageError('expected --seeds FROM..TO, for example --seeds 1..200');
    const scenario = readScenario(file);
    const range = seedRange(seeds);
    const promises = new Map<string, Tally>(
      scenario.promises.map((promise) => [promise, { broken: 0, unknown: 0, firstSeed: null }]),
    );
    const kinds = new Map<string, number>();
    let failed = 0;
    for (const seed of range) {
      const playback = Playback.open({ ...scenario, seed });
      playback.complete();
      const judgement = playback.judge(playback.steps);
      if (judgement.promises.some((promise) => promise.state === 'broken')) failed += 1;
      for (const { promise, state } of judgement.promises) {
        const tally = promises.get(promise) as Tally;
        if (state === 'unknown') tally.unknown += 1;
        if (state !== 'broken') continue;
        tally.broken += 1;
        tally.firstSeed ??= seed;
      }
      const seen = new Set(
        judgement.verdicts.filter((verdict) => verdict.verdict === 'violation').map((verdict) => verdict.kind),
      );
      for (const kind of seen) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    const exitCode = failed > 0 ? 1 : 0;
    const summary = {
      scenario: scenario.name,
      seeds: range.length,
      failed,
      promises: Object.fromEntries(promises),
      violations: Object.fromEntries(kinds),
    };
    if (json) return { exitCode, text: JSON.stringify(summary, null, 2) };
    const lines = [
      `${scenario.name}: ${counted(range.length, 'seed')}, ${failed} with a broken promise`,
      ...[...promises].map(
        ([promise, tally]) =>
          `  ${promise}: broken ${tally.broken}, unknown ${tally.unknown}` +
          (tally.firstSeed === null ? '' : ` (first with --seed ${tally.firstSeed})`),
      ),
      ...[...kinds].map(([kind, count]) => `  ${kind}: in ${counted(count, 'run')}`),
    ];
    return { exitCode, text: lines.join('\n') };
  });
}
