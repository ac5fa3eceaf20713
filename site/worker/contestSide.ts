/** One side of a contest in a worker of its own: both workers are given the whole contest and lay it out alike. */
import { prepare, type Contest, type Prepared, type Side } from '../../sim-engine/contest/contest.ts';
import { neutralMachines } from '../../sim-engine/contest/machines.ts';
import { NEUTRAL_OPERATIONS, readScript } from '../../sim-engine/contest/script.ts';
import type { Micros } from '../../sim-engine/kernel/time.ts';
import type { Playback } from '../../sim-engine/playback.ts';
import type { Bilingual } from '../../sim-engine/systems/door.ts';
import type { Locale } from '../i18n/index.ts';
import { InputError } from './inputError.ts';
import type { SideFacts } from './protocol.ts';

function inWords(problems: readonly Bilingual[], locale: Locale): InputError {
  return new InputError(problems.map((problem) => problem[locale]));
}

/** @throws {InputError} when the two cannot be set side by side */
export function prepareContest(contest: Contest, locale: Locale): Prepared {
  const read = readScript(contest.script);
  if (!read.ok) throw inWords(read.problems, locale);
  const prepared = prepare({ ...contest, script: read.script });
  if (!prepared.ok) throw inWords(prepared.problems, locale);
  return prepared;
}

/** What a page must know of a side besides its run. */
export function sideFacts({ scenarios, unmatched }: Prepared, side: Side): SideFacts {
  return {
    machines: neutralMachines(scenarios[side]),
    operations: NEUTRAL_OPERATIONS.map(({ name }) => name),
    unmatched: unmatched[side].map(({ action, machine }) => ({ at: action.at, operation: action.operation, machine })),
  };
}

/** Moments at which something happens, ascending, the beginning among them, each once. */
export function momentsOf(playback: Playback): readonly Micros[] {
  const moments: Micros[] = [0];
  for (let step = 1; step <= playback.steps; step += 1) {
    const at = playback.timeOf(step);
    if (at > (moments.at(-1) as Micros)) moments.push(at);
  }
  return moments;
}
