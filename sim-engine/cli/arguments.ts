/** Reading a command's arguments and scenario files, with errors that say what was expected. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { VOCABULARIES } from '../systems/vocabularies.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/types.ts';
import type { CommandResult } from './result.ts';

const SEEDS_MAX = 100_000;

/** What the operating system's codes mean. */
const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

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

/** Arguments of a command on one scenario file, with one option of its own. */
export function parseScenarioArguments(
  args: readonly string[],
  option: 'seed' | 'seeds',
): { readonly file: string; readonly value: string | undefined; readonly json: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { [option]: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new UsageError('expected a scenario file, found nothing');
  if (positionals.length > 1) throw new UsageError(`expected one scenario file, found ${positionals.join(' ')}`);
  const value = values[option];
  return { file, value: typeof value === 'string' ? value : undefined, json: values['json'] === true };
}

/** A whole number written in decimal. */
export function integerArgument(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name}: expected a whole number, found "${text}"`);
  return Number(text);
}

/** `1..200`, or a single number. */
export function seedRange(text: string): readonly number[] {
  const match = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text);
  if (match === null) throw new UsageError(`--seeds: expected FROM..TO, for example 1..200, found "${text}"`);
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  if (to < from) throw new UsageError(`--seeds: expected a range that goes up, found "${text}"`);
  if (to - from >= SEEDS_MAX) throw new UsageError('--seeds: at most 100,000 seeds at a time');
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** A file's text, or a usage error that says why it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`cannot read ${file}: ${READ_ERRORS[code] ?? (code || String(error))}`);
  }
}

/** Reads and parses a scenario file. */
export function readScenario(file: string): Scenario {
  const result = parseScenario(readText(file), VOCABULARIES);
  if (result.ok) return result.scenario;
  const lines = result.errors.map((error) => `  ${error.message.en}`);
  throw new UsageError(`${file} is not a valid scenario:\n${lines.join('\n')}`);
}
