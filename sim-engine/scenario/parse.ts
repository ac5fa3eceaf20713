/**
 * Text or data to a scenario that can be run, or to a list of everything that is wrong with it.
 *
 * Models: syntax (line and column), older versions (migrate.ts), form and limits (schema.ts), references and refused
 * combinations (references.ts). Nothing is dropped in silence, nothing is repaired by guessing.
 */
import type * as z from 'zod/mini';
import type { Action } from '../host/action.ts';
import type { SystemVocabulary } from '../systems/vocabulary.ts';
import { describe, errorAt, ERRORS_MAX, valueAt, type Path, type ScenarioError } from './errors.ts';
import { parseJson, type JsonFault } from './jsonText.ts';
import { knownFields } from './fields.ts';
import { migrate, SCENARIO_MIGRATIONS } from './migrate.ts';
import { actionReferences, scenarioReferences } from './references.ts';
import { actionsSchema, scenarioSchema } from './schema.ts';
import type { Scenario } from './types.ts';
import { oneOf, unpack } from './words.ts';

export type { ScenarioError } from './errors.ts';

export interface Rejected {
  readonly ok: false;
  readonly errors: readonly ScenarioError[];
}

export type ScenarioResult = { readonly ok: true; readonly scenario: Scenario } | Rejected;
export type ActionsResult = { readonly ok: true; readonly actions: readonly Action[] } | Rejected;

/** Longest text that is read, in UTF-16 units. */
export const TEXT_LENGTH_MAX = 2_000_000;

interface Schemas {
  readonly scenario: z.ZodMiniType;
  readonly actions: z.ZodMiniType;
}

const schemasOf = new WeakMap<SystemVocabulary, Schemas>();

function schemasFor(vocabulary: SystemVocabulary): Schemas {
  const known = schemasOf.get(vocabulary);
  if (known !== undefined) return known;
  const schemas = { scenario: scenarioSchema(vocabulary), actions: actionsSchema(vocabulary) };
  schemasOf.set(vocabulary, schemas);
  return schemas;
}

/**
 * Reads a scenario.
 *
 * @param input - JSON text, or data that was parsed already; `$schema` is for editors and is ignored
 * @param vocabularies - the systems that a scenario may name (`VOCABULARIES`)
 */
export function parseScenario(input: unknown, vocabularies: readonly SystemVocabulary[]): ScenarioResult {
  const read = typeof input === 'string' ? readText(input) : { ok: true as const, value: input };
  if (!read.ok) return read;
  const migrated = migrate(read.value, SCENARIO_MIGRATIONS);
  if (!migrated.ok) return { ok: false, errors: [migrated.error] };
  const value = withoutSchemaReference(migrated.value);
  const vocabulary = vocabularyOf(value, vocabularies);
  if (vocabulary === undefined) return { ok: false, errors: [systemError(value, vocabularies)] };
  const parsed = schemasFor(vocabulary).scenario.safeParse(value);
  if (!parsed.success) return { ok: false, errors: shapeErrors(parsed.error, value) };
  const scenario = parsed.data as Scenario;
  const errors = scenarioReferences(scenario, vocabulary);
  return errors.length === 0 ? { ok: true, scenario } : { ok: false, errors: errors.slice(0, ERRORS_MAX) };
}

/**
 * Reads a learner's actions for a scenario.
 *
 * @param scenario - one that `parseScenario` has accepted with the same vocabularies
 */
export function parseActions(
  input: unknown,
  scenario: Scenario,
  vocabularies: readonly SystemVocabulary[],
): ActionsResult {
  const vocabulary = vocabularyOf(scenario, vocabularies);
  if (vocabulary === undefined) return { ok: false, errors: [systemError(scenario, vocabularies)] };
  const parsed = schemasFor(vocabulary).actions.safeParse(input);
  if (!parsed.success) return { ok: false, errors: shapeErrors(parsed.error, input) };
  const actions = parsed.data as readonly Action[];
  const errors = actionReferences(actions, scenario, vocabulary);
  return errors.length === 0 ? { ok: true, actions } : { ok: false, errors: errors.slice(0, ERRORS_MAX) };
}

function readText(text: string): { readonly ok: true; readonly value: unknown } | Rejected {
  if (text.length > TEXT_LENGTH_MAX) return { ok: false, errors: [tooLarge(text.length)] };
  const read = parseJson(text);
  return read.ok ? read : { ok: false, errors: [syntaxError(read.fault)] };
}

function tooLarge(length: number): ScenarioError {
  return errorAt({
    code: 'too-large',
    path: [],
    expected: { en: `at most ${TEXT_LENGTH_MAX} characters`, 'zh-cn': `最多 ${TEXT_LENGTH_MAX} 个字符` },
    found: { en: String(length), 'zh-cn': String(length) },
  });
}

function syntaxError(fault: JsonFault): ScenarioError {
  const { line, column, expected, found } = fault;
  return {
    ...errorAt({ code: 'syntax', path: [], expected, found }),
    line,
    column,
    message: {
      en: `line ${line}, column ${column}: expected ${expected.en}, found ${found.en}`,
      'zh-cn': `第 ${line} 行第 ${column} 列：应为：${expected['zh-cn']}；实际：${found['zh-cn']}`,
    },
  };
}

function withoutSchemaReference(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || typeof valueAt(value, ['$schema']) !== 'string') return value;
  const { $schema: _forEditors, ...rest } = value as Record<string, unknown>;
  return rest;
}

function vocabularyOf(value: unknown, vocabularies: readonly SystemVocabulary[]): SystemVocabulary | undefined {
  const system = valueAt(value, ['system']);
  return vocabularies.find((vocabulary) => vocabulary.system === system);
}

function systemError(value: unknown, vocabularies: readonly SystemVocabulary[]): ScenarioError {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject) {
    const expected = { en: 'a scenario, that is an object', 'zh-cn': '一个场景，即一个对象' };
    return errorAt({ code: 'shape', path: [], expected, found: describe(value) });
  }
  const expected = oneOf(vocabularies.map((vocabulary) => vocabulary.system));
  return errorAt({ code: 'shape', path: ['system'], expected, found: describe(valueAt(value, ['system'])) });
}

function shapeErrors(error: z.core.$ZodError, input: unknown): readonly ScenarioError[] {
  return error.issues.slice(0, ERRORS_MAX).flatMap((issue) => {
    const path = issue.path as Path;
    if (issue.code !== 'unrecognized_keys') {
      const found = describe(valueAt(input, path));
      return [errorAt({ code: 'shape', path, expected: unpack(issue.message), found })];
    }
    return issue.keys.map((key) => {
      const expected = knownFields(issue.message, key);
      return errorAt({
        code: 'shape',
        path: [...path, key],
        expected,
        found: describe(valueAt(input, [...path, key])),
      });
    });
  });
}
