/** Comparing what was expected with what the rules answered. */
import type { Json } from '../systems/vectorArea.ts';

type JsonObject = { readonly [name: string]: Json };

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Remarks for readers, at the top of an expectation: no rule produces them. */
const REMARK = 'note';

/** An expectation without its remark. */
export function withoutRemark(expected: Json): Json {
  if (!isObject(expected) || typeof expected[REMARK] !== 'string') return expected;
  return Object.fromEntries(Object.entries(expected).filter(([name]) => name !== REMARK));
}

/**
 * The first place where an answer differs from what was expected.
 *
 * @param matching - 'covers': objects of the answer may have more fields
 * @returns a sentence, or null when they agree
 */
export function firstDifference(expected: Json, answer: Json, matching: 'exact' | 'covers', path = ''): string | null {
  if (isList(expected) && isList(answer)) return listDifference(expected, answer, matching, path);
  if (isObject(expected) && isObject(answer)) return objectDifference(expected, answer, matching, path);
  return expected === answer ? null : difference(expected, answer, path);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function difference(expected: Json | undefined, answer: Json | undefined, path: string): string {
  const text = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${path === '' ? 'answer' : path}: expected ${text(expected)}, got ${text(answer)}`;
}

function listDifference(
  expected: readonly Json[],
  answer: readonly Json[],
  matching: 'exact' | 'covers',
  path: string,
): string | null {
  if (expected.length !== answer.length) return difference(expected, answer, path);
  for (const [index, item] of expected.entries()) {
    const found = firstDifference(item, answer[index] as Json, matching, `${path}[${index}]`);
    if (found !== null) return found;
  }
  return null;
}

function objectDifference(
  expected: JsonObject,
  answer: JsonObject,
  matching: 'exact' | 'covers',
  path: string,
): string | null {
  const names =
    matching === 'covers' ? Object.keys(expected) : [...new Set([...Object.keys(expected), ...Object.keys(answer)])];
  for (const name of names) {
    const inner = path === '' ? name : `${path}.${name}`;
    const [wanted, got] = [expected[name], answer[name]];
    if (wanted === undefined || got === undefined) return difference(wanted, got, inner);
    const found = firstDifference(wanted, got, matching, inner);
    if (found !== null) return found;
  }
  return null;
}
