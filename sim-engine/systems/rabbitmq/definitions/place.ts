/** Reading parsed JSON with its places, so that every mistake can say where it is. */
import type { Bilingual } from '../../door.ts';
import { ImportError } from '../../importFormat.ts';

/** A value and where it stands. */
export interface Place {
  readonly path: string;
  readonly value: unknown;
}

/** Says that something is not carried over. */
export type Report = (path: string, what: Bilingual) => void;

const KINDS = {
  object: { en: 'an object', 'zh-cn': '对象' },
  list: { en: 'a list', 'zh-cn': '列表' },
  text: { en: 'a text', 'zh-cn': '文本' },
  flag: { en: 'true or false', 'zh-cn': ' true 或 false' },
  integer: { en: 'a whole number', 'zh-cn': '整数' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const FOUND_MAX = 60;

function foundText(value: unknown): Bilingual {
  if (value === undefined) return { en: 'nothing', 'zh-cn': '空' };
  const text = JSON.stringify(value);
  const short = text.length > FOUND_MAX ? `${text.slice(0, FOUND_MAX)}…` : text;
  return { en: short, 'zh-cn': ` ${short}` };
}

/** An error that names a place. */
export function wrong(place: Place, expected: Bilingual): ImportError {
  return new ImportError(place.path, expected, foundText(place.value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stepInto(path: string, name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

/**
 * The fields of an object, in the order of the file. The broker writes an empty table as `[]` at times.
 *
 * @throws {ImportError}
 */
export function fieldsOf(place: Place): readonly (Place & { readonly name: string })[] {
  const { path, value } = place;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (!isObject(value)) throw wrong(place, KINDS.object);
  return Object.keys(value).map((name) => ({ name, path: stepInto(path, name), value: value[name] }));
}

/** @throws {ImportError} when the place is no object */
export function fieldOf(place: Place, name: string): Place {
  const { path, value } = place;
  if (!isObject(value)) throw wrong(place, KINDS.object);
  return { path: stepInto(path, name), value: Object.hasOwn(value, name) ? value[name] : undefined };
}

/** @throws {ImportError} */
export function itemsOf(place: Place): readonly Place[] {
  const { path, value } = place;
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong(place, KINDS.list);
  return value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item }));
}

/** @throws {ImportError} */
export function textOf(place: Place): string {
  if (typeof place.value !== 'string') throw wrong(place, KINDS.text);
  return place.value;
}

/** A text, or null where nothing stands. @throws {ImportError} */
export function textOrNull(place: Place): string | null {
  return place.value === undefined ? null : textOf(place);
}

/** @throws {ImportError} */
export function flagOf(place: Place, usual: 'true' | 'false'): boolean {
  if (place.value === undefined) return usual === 'true';
  if (typeof place.value !== 'boolean') throw wrong(place, KINDS.flag);
  return place.value;
}

/** @throws {ImportError} */
export function integerOf(place: Place, usual: number): number {
  if (place.value === undefined) return usual;
  if (!isWhole(place.value)) throw wrong(place, KINDS.integer);
  return place.value;
}

export function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/** A value that a setting or a header can have. */
export function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || isWhole(value);
}
