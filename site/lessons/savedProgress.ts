/**
 * The form in which progress is kept, and how it is read. A version that is too new, and anything malformed, is refused.
 *
 * Version 2 added `readings`; what version 1 saved is read as version 2 with nothing read yet.
 */
export const VERSION = 2;

export interface LockedPrediction {
  /** Name of a choice, or a number. */
  readonly answer: string | number;
  readonly confidence: 1 | 2 | 3;
}

export interface LessonProgress {
  readonly predictions: Readonly<Record<string, LockedPrediction>>;
  /** Tasks that were passed. */
  readonly tasks: readonly string[];
}

export interface Saved {
  readonly version: typeof VERSION;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** Ids of entries of the reading catalogue that were read. */
  readonly readings: readonly string[];
}

export const NOTHING: Saved = { version: VERSION, lessons: {}, readings: [] };
export const NO_PROGRESS: LessonProgress = { predictions: {}, tasks: [] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isPrediction(value: unknown): value is LockedPrediction {
  if (!isObject(value)) return false;
  const { answer, confidence } = value;
  return (typeof answer === 'string' || Number.isFinite(answer)) && [1, 2, 3].includes(confidence as number);
}

function isLesson(value: unknown): value is LessonProgress {
  if (!isObject(value) || !isObject(value['predictions']) || !Array.isArray(value['tasks'])) return false;
  return Object.values(value['predictions']).every(isPrediction) && isNames(value['tasks']);
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

/** What an earlier version saved, in today's form. */
const today = (value: Record<string, unknown>): Record<string, unknown> =>
  value['version'] === 1 ? { ...value, version: VERSION, readings: [] } : value;

export type ReadProgress =
  | { readonly ok: true; readonly saved: Saved }
  /** `newer`: written by a later version of the site; `damaged`: not ours at all. */
  | { readonly ok: false; readonly reason: 'newer' | 'damaged' };

/** Reads what was saved. */
export function readProgress(text: string | null): ReadProgress {
  if (text === null) return { ok: true, saved: NOTHING };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'damaged' };
  }
  if (!isObject(value)) return { ok: false, reason: 'damaged' };
  const { version } = value;
  if (typeof version === 'number' && version > VERSION) return { ok: false, reason: 'newer' };
  const saved = today(value);
  const { lessons, readings } = saved;
  const wellFormed =
    saved['version'] === VERSION && isObject(lessons) && Object.values(lessons).every(isLesson) && isNames(readings);
  return wellFormed ? { ok: true, saved: saved as unknown as Saved } : { ok: false, reason: 'damaged' };
}
