/**
 * What is wrong with a scenario or a list of actions, in words: where, what was expected, what was found. All errors are
 * reported together, so that a file is repaired in one go.
 */
import type { Bilingual } from '../systems/door.ts';

export interface ScenarioError {
  /**
   * `syntax`: not JSON. `shape`: a field is missing, unknown or of the wrong kind. `reference`: it names what does not
   * exist. `conflict`: the real system refuses the combination. `newer-version`: made by a newer version of this project.
   */
  readonly code: 'too-large' | 'syntax' | 'shape' | 'reference' | 'conflict' | 'newer-version';
  /** E.g. `topology.topics[0].partitions`; empty for the whole. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly message: Bilingual;
  /** Where a syntax error is, counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** At most so many errors are worth reading. */
export const ERRORS_MAX = 50;

/** Steps into a value. */
export type Path = readonly (string | number)[];

/** A path as JavaScript would write it: `settings["min.insync.replicas"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[A-Za-z$_][\w$]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string | number, unknown>)[step];
  }, root);
}

const SHOWN_MAX = 60;

/** A value in a few words. */
export function describe(value: unknown): Bilingual {
  if (value === undefined) return { en: 'nothing', 'zh-cn': '空缺' };
  if (Array.isArray(value)) return { en: `a list of ${value.length}`, 'zh-cn': `含 ${value.length} 项的列表` };
  if (typeof value === 'object' && value !== null) return { en: 'an object', 'zh-cn': '一个对象' };
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
  return { en: shown, 'zh-cn': shown };
}

/** Makes an error out of where, what was expected and what was found. */
export function errorAt(options: {
  readonly code: ScenarioError['code'];
  readonly path: Path;
  readonly expected: Bilingual;
  readonly found: Bilingual;
}): ScenarioError {
  const { code, expected, found } = options;
  const path = pathText(options.path);
  return {
    code,
    path,
    expected: expected.en,
    found: found.en,
    message: {
      en: `${path === '' ? '' : `${path}: `}expected ${expected.en}, found ${found.en}`,
      'zh-cn': `${path === '' ? '' : `${path}：`}应为：${expected['zh-cn']}；实际：${found['zh-cn']}`,
    },
  };
}
