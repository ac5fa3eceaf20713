/**
 * A fault script in neutral words, and what it means for one system.
 *
 * Models: everything of the host's alphabet, at the same microsecond on both sides.
 * Leaves out: what an operator does in a system's own words (an election, a setting); the two sides would not do the same.
 */
import type { Action } from '../host/action.ts';
import { HOST_OPERATIONS } from '../scenario/operations.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Bilingual } from '../systems/door.ts';
import type { OperationDefinition } from '../systems/vocabulary.ts';
import { machineNamed } from './machines.ts';

/** What a script may do. */
export const NEUTRAL_OPERATIONS: readonly OperationDefinition[] = HOST_OPERATIONS.filter(
  (operation) => operation.kind !== 'admin',
);

/** An action that one side cannot carry out, because it has no such machine. */
export interface Unmatched {
  /** In neutral words. */
  readonly action: Action;
  readonly machine: string;
}

export interface Translation {
  readonly actions: readonly Action[];
  readonly unmatched: readonly Unmatched[];
}

function operationNamed(name: string): OperationDefinition | undefined {
  return NEUTRAL_OPERATIONS.find((operation) => operation.name === name);
}

/** Machines that an action names, in neutral words. */
export function machinesOf({ operation, arguments: given }: Action): readonly string[] {
  const definition = operationNamed(operation);
  return Object.entries(definition?.arguments ?? {})
    .filter(([name, type]) => type.kind === 'node' && given[name] !== undefined)
    .map(([name]) => String(given[name]));
}

/** The script in a system's own words. What names a machine that it lacks is told apart, never dropped in silence. */
export function translate(script: readonly Action[], scenario: Scenario): Translation {
  const actions: Action[] = [];
  const unmatched: Unmatched[] = [];
  for (const action of script) {
    const missing = machinesOf(action).find((machine) => machineNamed(scenario, machine) === null);
    if (missing === undefined) actions.push(inOwnWords(action, scenario));
    else unmatched.push({ action, machine: missing });
  }
  return { actions, unmatched };
}

function inOwnWords(action: Action, scenario: Scenario): Action {
  const machines = operationNamed(action.operation)?.arguments ?? {};
  const entries = Object.entries(action.arguments).map(([name, value]): [string, Action['arguments'][string]] => [
    name,
    machines[name]?.kind === 'node' ? (machineNamed(scenario, String(value)) ?? value) : value,
  ]);
  return { ...action, arguments: Object.fromEntries(entries) };
}

export type ScriptResult =
  | { readonly ok: true; readonly script: readonly Action[] }
  | { readonly ok: false; readonly problems: readonly Bilingual[] };

/** Reads a script from data. Ranges and missing arguments are checked with the scenarios that it is laid over. */
export function readScript(input: unknown): ScriptResult {
  if (!Array.isArray(input)) {
    return {
      ok: false,
      problems: [{ en: 'a fault script is a list of actions', 'zh-cn': '故障脚本应当是一个操作列表' }],
    };
  }
  const problems = input.flatMap((entry, index) => problemOf(entry, index));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, script: input.map(withArguments) };
}

function withArguments(entry: Action): Action {
  return { ...entry, arguments: (entry as Partial<Action>).arguments ?? {} };
}

function problemOf(entry: unknown, index: number): readonly Bilingual[] {
  const { at, operation, arguments: given = {} } = (entry ?? {}) as Partial<Record<keyof Action, unknown>>;
  if (!Number.isInteger(at)) {
    return [
      {
        en: `action ${index + 1}: \`at\` is a time in whole microseconds`,
        'zh-cn': `第 ${index + 1} 个操作：\`at\` 应当是整数微秒`,
      },
    ];
  }
  if (typeof operation !== 'string' || operationNamed(operation) === undefined) {
    const names = NEUTRAL_OPERATIONS.map(({ name }) => name);
    return [
      {
        en: `action ${index + 1}: ${JSON.stringify(operation)} is nothing that can be done to every system; known are ${names.join(', ')}`,
        'zh-cn': `第 ${index + 1} 个操作：${JSON.stringify(operation)} 不是对任何系统都能做的操作；可用的有 ${names.join('、')}`,
      },
    ];
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return [
      {
        en: `action ${index + 1}: \`arguments\` is an object`,
        'zh-cn': `第 ${index + 1} 个操作：\`arguments\` 应当是一个对象`,
      },
    ];
  }
  return [];
}
