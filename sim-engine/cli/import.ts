/** `import`: a file of another tool, as a topology for scenarios; and what could not be carried over, by name. */
import { parseArgs } from 'node:util';
import { ImportError, type ImportedFile, type ImportFormat } from '../systems/importFormat.ts';
import { IMPORT_FORMATS } from '../systems/imports.ts';
import { answering, readText, UsageError } from './arguments.ts';
import type { CommandResult } from './result.ts';

/** Prints the topology, the parts that are not known, and the new names. Exit code 0 even when parts are left behind. */
export function importCommand(args: readonly string[]): CommandResult {
  return answering(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string' }, part: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('expected one file to import');
    const format = formatNamed(values.format);
    const imported = readFile(path, format, values.part);
    return { exitCode: 0, text: values.json === true ? asJson(format, imported) : asText(imported) };
  });
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

function readFile(path: string, format: ImportFormat, part: string | undefined): ImportedFile {
  const json = parsed(path, readText(path));
  try {
    return format.read(json, part === undefined ? {} : { part });
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

function asText({ topology, unknown, renamed }: ImportedFile): string {
  return [
    JSON.stringify(topology, null, 2),
    '',
    unknown.length === 0 ? 'everything is carried over' : 'not carried over:',
    ...unknown.map(({ path, what }) => `  ${path}: ${what.en}`),
    ...(renamed.length === 0 ? [] : ['renamed:']),
    ...renamed.map(({ kind, from, to }) => `  ${kind} ${JSON.stringify(from)} is ${to}`),
  ].join('\n');
}
