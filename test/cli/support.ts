/** Runs the command line as a user does: as a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export interface Answer {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

/** Node keeps what it has compiled here: a new process is ready three times as soon. A changed file is compiled again. */
const environment = { ...process.env, NODE_COMPILE_CACHE: join('node_modules', '.cache', 'node-compile') };

/** Runs `alo` with arguments and waits for its end. */
export function alo(...args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['sim-engine/cli.ts', ...args], { env: environment }, (failure, out, error) => {
      resolve({ exitCode: failure === null ? 0 : Number(failure.code), out, error });
    });
  });
}

/** Runs `alo` with arguments and reads what it prints as JSON. */
export async function aloJson(...args: readonly string[]): Promise<{ exitCode: number; value: Fields }> {
  const { exitCode, out, error } = await alo(...args, '--json');
  if (error !== '') throw new Error(error);
  return { exitCode, value: JSON.parse(out) as Fields };
}

/** Data whose fields a test asks for by name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Fields = any;

/** A folder of its own for the files of a test file; it is gone afterwards. */
export function scratchFolder(): { readonly write: (name: string, content: unknown) => string; readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'alo-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  const write = (name: string, content: unknown): string => {
    const file = join(path, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  return { path, write };
}

/** A broken promise in half a second: acknowledged by the leader alone, lost with it. */
export const ACKS_ONE = 'scenarios/acks-one.json';

/** The same scenario as data, for changing. */
export function acksOne(): Fields {
  return JSON.parse(readFileSync(ACKS_ONE, 'utf8')) as Fields;
}

/** The same cluster with acks=all and no fault: every promise holds. */
export function calm(): Fields {
  const scenario = acksOne();
  scenario.name = 'calm';
  scenario.faults = [];
  scenario.topology.producers[0].settings.acks = 'all';
  scenario.topology.producers[0].records = 10;
  return scenario;
}
