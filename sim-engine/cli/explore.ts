/** `explore`: a search over every schedule, of a scenario or of a small published model. */
import { answering } from './arguments.ts';
import { exploreModel } from './exploreModel.ts';
import { exploreScenario } from './exploreScenario.ts';
import type { CommandResult } from './result.ts';

/** Searches. Exit code 1 when a counter-example was found. */
export function exploreCommand(args: readonly string[]): CommandResult {
  const isModel = args.some((argument) => argument === '--model' || argument.startsWith('--model='));
  return answering(() => (isModel ? exploreModel(args) : exploreScenario(args)));
}
