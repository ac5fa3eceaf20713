/** `vectors`: test vectors of a file, run on the simulator's own rules. */
import { parseArgs } from 'node:util';
import { parseVectorFile, type VectorFile } from '../vectors/file.ts';
import { runVectors, type VectorReport } from '../vectors/run.ts';
import { answering, readText, UsageError } from './arguments.ts';
import type { CommandResult } from './result.ts';

/** Runs a file's vectors. Exit code 1 when one fails; what is not modelled only counts as unsupported. */
export function vectorsCommand(args: readonly string[]): CommandResult {
  return answering(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { area: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('expected one file of test vectors');
    const file = readVectors(path);
    checkArea(file, values.area);
    const report = runVectors(file, { area: values.area });
    const exitCode = report.failures.length > 0 ? 1 : 0;
    return { exitCode, text: values.json === true ? asJson(report) : asTable(report) };
  });
}

function readVectors(path: string): VectorFile {
  const parsed = parseVectorFile(readText(path));
  if (parsed.ok) return parsed.file;
  const lines = parsed.errors.map((error) => `  ${error.path || '(whole file)'}: ${error.message}`);
  throw new UsageError(`${path} is not a file of test vectors:\n${lines.join('\n')}`);
}

function checkArea(file: VectorFile, area: string | undefined): void {
  const known = [...new Set(file.vectors.map((vector) => vector.area))];
  if (area === undefined || known.includes(area)) return;
  throw new UsageError(`--area: expected one of ${known.join(', ')}, found "${area}"`);
}

function asJson(report: VectorReport): string {
  const { system, areas, failures } = report;
  return JSON.stringify({ system, areas, failures }, null, 2);
}

function asTable(report: VectorReport): string {
  const names = Object.keys(report.areas);
  const width = Math.max('area'.length, ...names.map((name) => name.length));
  const row = (name: string, cells: readonly (string | number)[]): string =>
    [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(13))].join('');
  const rows = names.map((name) => {
    const { passed, failed, unsupported } = report.areas[name] ?? { passed: 0, failed: 0, unsupported: 0 };
    return row(name, [passed, failed, unsupported]);
  });
  const failed = report.reasons
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, reason }) => `  ${id}: ${reason}`);
  return [
    `${report.system}: test vectors`,
    row('area', ['passed', 'failed', 'unsupported']),
    ...rows,
    ...(failed.length > 0 ? ['failures:', ...failed] : ['no failures']),
  ].join('\n');
}
