/** `import`: a file of another tool, as a topology for scenarios; and what could not be carried over, by name. */
import { parseArgs } from 'node:util';
import { ImportError, type ImportedFile, type ImportFormat } from '../systems/importFormat.ts';
import { IMPORT_FORMATS } from '../systems/imports.ts';
import { answering, readText, UsageError } from './arguments.ts';
import type { CommandResult } from './result.ts';

/**
 * Prints the topology, the parts that are not known, and the new names; or, for `--scenario`, a scenario that `alo run` takes,
 * and the lists to the error output. Exit code 0 even when parts are left behind.
 */
export function importCommand(args: readonly string[]): CommandResult {
  return answering(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        part: { type: 'string' },
        json: { type: 'boolean' },
        scenario: { type: 'boolean' },
        brokers: { type: 'string' },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('expected one file to import');
    const format = formatNamed(values.format);
    const { part } = values;
    if (values.scenario !== true) {
      if (values.brokers !== undefined) throw new UsageError('--brokers: a topology has no size; it needs --scenario');
      const imported = readFile(path, (json) => format.read(json, { part }));
      return { exitCode: 0, text: values.json === true ? asJson(format, imported) : asText(imported) };
    }
    const brokers = brokersArgument(values.brokers, format);
    const imported = readFile(path, (json) => format.readScenario(json, { part, brokers }));
    return { exitCode: 0, text: JSON.stringify(imported.scenario, null, 2), aside: listsOf(imported).join('\n') };
  });
}

function brokersArgument(text: string | undefined, format: ImportFormat): number | undefined {
  if (text === undefined) return undefined;
  const found = format.brokers.find((brokers) => String(brokers) === text);
  if (found === undefined) {
    throw new UsageError(`--brokers: expected ${format.brokers.join(' or ')}, found ${JSON.stringify(text)}`);
  }
  return found;
}

/** The format of that name; without a name the only one there is. */
function formatNamed(name: string | undefined): ImportFormat {
  const [only, ...others] = IMPORT_FORMATS;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  const found = IMPORT_FORMATS.find(({ format }) => format === name);
  if (found !== undefined) return found;
  const known = IMPORT_FORMATS.map(({ format, description }) => `  ${format}: ${description.en}`);
  throw new UsageError(`--format: expected one of\n${known.join('\n')}\nfound ${name ?? 'nothing'}`);
}

function readFile<Result>(path: string, read: (json: unknown) => Result): Result {
  const json = parsed(path, readText(path));
  try {
    return read(json);
  } catch (error) {
    if (error instanceof ImportError) throw new UsageError(`cannot import ${path}: ${error.message}`);
    throw error;
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`cannot import ${path}: it is not JSON (${error.message})`);
    throw error;
  }
}

function asJson(format: ImportFormat, { topology, unknown, renamed }: ImportedFile): string {
  const parts = unknown.map(({ path, what }) => ({ path, what: what.en }));
  return JSON.stringify({ system: format.system, topology, unknown: parts, renamed }, null, 2);
}

function asText(imported: ImportedFile): string {
  return [JSON.stringify(imported.topology, null, 2), '', ...listsOf(imported)].join('\n');
}

/** What is left behind, and the new names. */
function listsOf({ unknown, renamed }: Pick<ImportedFile, 'unknown' | 'renamed'>): readonly string[] {
  return [
    unknown.length === 0 ? 'everything is carried over' : 'not carried over:',
    ...unknown.map(({ path, what }) => `  ${path}: ${what.en}`),
    ...(renamed.length === 0 ? [] : ['renamed:']),
    ...renamed.map(({ kind, from, to }) => `  ${kind} ${JSON.stringify(from)} is ${to}`),
  ];
}
