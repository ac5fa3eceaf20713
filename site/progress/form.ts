/** Reads parts of a value of unknown origin. What is malformed is refused, with its place: `lessons.a.tasks`. */
export class Malformed extends Error {
  readonly place: string;

  constructor(place: string) {
    super(`malformed: ${place}`);
    this.place = place;
  }
}

/** Reads a value that stands at a place. @throws Malformed */
export type Read<T> = (value: unknown, place: string) => T;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function object(value: unknown, place: string): Record<string, unknown> {
  if (!isObject(value)) throw new Malformed(place);
  return value;
}

export const recordOf =
  <T>(read: Read<T>): Read<Record<string, T>> =>
  (value, place) =>
    Object.fromEntries(
      Object.entries(object(value, place)).map(([name, entry]) => [name, read(entry, `${place}.${name}`)]),
    );

/** A list of names; what stands there twice is read once. */
export function names(value: unknown, place: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) throw new Malformed(place);
  return [...new Set(value as string[])];
}

export function count(value: unknown, place: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Malformed(place);
  return value as number;
}

export function amount(value: unknown, place: string): number {
  if (!Number.isFinite(value) || (value as number) < 0) throw new Malformed(place);
  return value as number;
}

/** A moment, as `Date.prototype.toJSON` writes it. */
export function moment(value: unknown, place: string): string {
  const isMoment = typeof value === 'string' && !Number.isNaN(Date.parse(value)) && new Date(value).toJSON() === value;
  if (!isMoment) throw new Malformed(place);
  return value;
}

export function oneOf<T>(values: readonly T[]): Read<T> {
  return (value, place) => {
    if (!values.includes(value as T)) throw new Malformed(place);
    return value as T;
  };
}
