/** Reading a command's arguments and scenario files, with errors that say what was expected. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { VOCABULARIES } from '../systems/vocabularies.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/types.ts';
import type { CommandResult } from './result.ts';

/** Stops a command with exit code 2 and a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command's body and turns usage errors into results. */
export function answering(body: () => CommandResult): CommandResult {
  try {
    return body();
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, text: error.message };
    if (error instanceof TypeError && 'code' in error) return { exitCode: 2, text: error.message };
    throw error;
  }
}

/** Arguments of `run` and `check`. */
export function parseRunArguments(args: readonly string[]): {
  readonly file: string;
  readonly seed: string | undefined;
  readonly seeds: string | undefined;
  readonly json: boolean;
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seed: { type: 'string' }, seeds: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('expected one scenario file');
  return { file, seed: values.seed, seeds: values.seeds, json: values.json ?? false };
}

/** A whole number written in decimal. */
export function integerArgument(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name}: expected a whole number, found "${text}"`);
  return Number(text);
}

/** `1..200`, or a single number. */
export function seedRange(text: string): readonly number[] {
  const [first, last] = text.split('..');
  const from = integerArgument(first ?? '', 'seeds');
  const to = last === undefined ? from : integerArgument(last, 'seeds');
  if (to < from) throw new UsageError(`--seeds: expected a range that goes up, found "${text}"`);
  if (to - from >= 100_000) throw new UsageError('--seeds: at most 100,000 seeds at a time');
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Reads and parses a scenario file. */
export function readScenario(file: string): Scenario {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`cannot read ${file}`);
  }
  const result = parseScenario(text, VOCABULARIES);
  if (result.ok) return result.scenario;
  const lines = result.errors.map((error) => `  ${error.path || '(whole file)'}: ${error.message.en}`);
  throw new UsageError(`${file} is not a valid scenario:\n${lines.join('\n')}`);
}
