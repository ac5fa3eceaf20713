/** `versus`: one workload, one fault script, one seed, on two scenarios; a table of what came of it on each side. */
import { parseArgs } from 'node:util';
import { prepare, SIDES, type Contest, type Prepared } from '../contest/contest.ts';
import { machinesOf, readScript } from '../contest/script.ts';
import { ContestRun } from '../contest/run.ts';
import { tableOf, type Row } from '../contest/table.ts';
import type { Action } from '../host/action.ts';
import { parseJson } from '../scenario/jsonText.ts';
import type { Bilingual } from '../systems/door.ts';
import { answering, integerArgument, readScenario, readText, UsageError } from './arguments.ts';
import type { CommandResult } from './result.ts';

/** Runs both sides and tells. Exit code 1 when a promise is broken on either side. */
export function versusCommand(args: readonly string[]): CommandResult {
  return answering(() => {
    const { contest, json } = readArguments(args);
    const prepared = prepare(contest);
    if (!prepared.ok) throw new UsageError(inLines('these two cannot be set side by side', prepared.problems));
    const run = ContestRun.complete(prepared);
    const measures = run.measures();
    const rows = tableOf(measures);
    const broken = SIDES.some((side) => measures[side].promises.some(({ state }) => state === 'broken'));
    const exitCode = broken ? 1 : 0;
    const { horizonMillis, seed, script } = contest;
    if (json) {
      const { unmatched } = prepared;
      return { exitCode, text: JSON.stringify({ horizonMillis, seed, script, unmatched, ...measures }, null, 2) };
    }
    return { exitCode, text: [...headLines(contest, prepared), '', ...tableLines(contest, rows)].join('\n') };
  });
}

function readArguments(args: readonly string[]): { readonly contest: Contest; readonly json: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { faults: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [leftFile, rightFile, ...others] = positionals;
  if (leftFile === undefined || rightFile === undefined || others.length > 0) {
    throw new UsageError(`expected two scenario files, found ${positionals.length}`);
  }
  const [left, right] = [readScenario(leftFile), readScenario(rightFile)];
  const contest = {
    left,
    right,
    script: values.faults === undefined ? [] : scriptFile(values.faults),
    horizonMillis: Math.max(left.horizonMillis, right.horizonMillis),
    seed: values.seed === undefined ? left.seed : integerArgument(values.seed, 'seed'),
  };
  return { contest, json: values.json === true };
}

function scriptFile(file: string): readonly Action[] {
  const json = parseJson(readText(file));
  if (!json.ok) throw new UsageError(`${file} is not JSON: line ${json.fault.line}, column ${json.fault.column}`);
  const read = readScript(json.value);
  if (!read.ok) throw new UsageError(inLines(`${file} is not a fault script`, read.problems));
  return read.script;
}

function inLines(head: string, problems: readonly Bilingual[]): string {
  return [`${head}:`, ...problems.map(({ en }) => `  ${en}`)].join('\n');
}

function headLines({ left, right, script, horizonMillis, seed }: Contest, { unmatched }: Prepared): readonly string[] {
  const strikes = script.map((action) => {
    const machines = machinesOf(action).join(action.arguments['from'] === undefined ? ' and ' : ' to ');
    return `  ${(action.at / 1_000_000).toFixed(3)} s: ${action.operation}${machines === '' ? '' : ` ${machines}`}`;
  });
  const missing = SIDES.flatMap((side) =>
    unmatched[side].map(({ action, machine }) => `  ${side}: no ${machine}, so no ${action.operation} there`),
  );
  return [
    `${left.name} (${left.system}) versus ${right.name} (${right.system}), seed ${seed}, ${horizonMillis / 1_000} s at most`,
    ...(strikes.length === 0 ? ['no faults'] : ['faults, on both sides at once:', ...strikes]),
    ...(missing.length === 0 ? [] : ['what one side does not have:', ...missing]),
  ];
}

function tableLines({ left, right }: Contest, rows: readonly Row[]): readonly string[] {
  const cells = [
    ['', left.name, right.name, ''],
    ...rows.map((row) => [row.label.en, row.left.en, row.right.en, row.difference?.en ?? '=']),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => (line[column] as string).length)));
  return cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
