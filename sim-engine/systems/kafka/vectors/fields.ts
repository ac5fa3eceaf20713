/** Reading the fields of a vector's input: each read says what it expects, and what is not so makes the vector unsupported. */
import { UnsupportedVector, type Json } from '../../vectorArea.ts';

type JsonObject = { readonly [name: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** An object of a vector, with the path to it. */
export class Fields {
  readonly #value: JsonObject;
  readonly #path: string;

  private constructor(value: JsonObject, path: string) {
    this.#value = value;
    this.#path = path;
  }

  /** @throws {UnsupportedVector} when the value is no object */
  static of(value: Json | undefined, path = 'input'): Fields {
    if (!isObject(value)) throw new UnsupportedVector(`${path}: expected an object`);
    return new Fields(value, path);
  }

  names(): readonly string[] {
    return Object.keys(this.#value);
  }

  has(name: string): boolean {
    return this.#value[name] !== undefined;
  }

  raw(name: string): Json | undefined {
    return this.#value[name];
  }

  integer(name: string, fallback?: number): number {
    const value = this.#value[name] ?? fallback;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw this.#unexpected(name, 'an integer');
    return value;
  }

  text(name: string, fallback?: string): string {
    const value = this.#value[name] ?? fallback;
    if (typeof value !== 'string') throw this.#unexpected(name, 'a text');
    return value;
  }

  optionalText(name: string): string | null {
    const value = this.#value[name] ?? null;
    if (value !== null && typeof value !== 'string') throw this.#unexpected(name, 'a text or null');
    return value;
  }

  /** A text that must be one of a few. */
  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback?: Choice): Choice {
    const value = this.text(name, fallback);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw this.#unexpected(name, `one of ${choices.join(', ')}`);
    return found;
  }

  flag(name: string, fallback?: boolean): boolean {
    const value = this.#value[name] ?? fallback;
    if (typeof value !== 'boolean') throw this.#unexpected(name, 'true or false');
    return value;
  }

  object(name: string): Fields {
    return Fields.of(this.#value[name], `${this.#path}.${name}`);
  }

  /** Empty when the field is absent. */
  optionalObject(name: string): Fields {
    return Fields.of(this.#value[name] ?? {}, `${this.#path}.${name}`);
  }

  list(name: string): readonly Json[] {
    const value = this.#value[name];
    if (!isList(value)) throw this.#unexpected(name, 'a list');
    return value;
  }

  integers(name: string, fallback?: readonly number[]): readonly number[] {
    const value = this.#value[name] ?? fallback;
    if (!isList(value) || !value.every((item) => Number.isSafeInteger(item))) {
      throw this.#unexpected(name, 'a list of integers');
    }
    return value as readonly number[];
  }

  texts(name: string, fallback?: readonly string[]): readonly string[] {
    const value = this.#value[name] ?? fallback;
    if (!isList(value) || !value.every((item) => typeof item === 'string')) {
      throw this.#unexpected(name, 'a list of texts');
    }
    return value as readonly string[];
  }

  objects(name: string): readonly Fields[] {
    return this.list(name).map((item, index) => Fields.of(item, `${this.#path}.${name}[${index}]`));
  }

  /** Pairs of integers, as `[[epoch, startOffset], …]`. */
  pairs(name: string): readonly (readonly [number, number])[] {
    return this.list(name).map((item) => {
      if (!isList(item) || item.length !== 2 || !item.every((part) => Number.isSafeInteger(part))) {
        throw this.#unexpected(name, 'a list of pairs of integers');
      }
      return item as unknown as readonly [number, number];
    });
  }

  #unexpected(name: string, expected: string): UnsupportedVector {
    return new UnsupportedVector(`${this.#path}.${name}: expected ${expected}`);
  }
}

/** Plays the steps of an input one after the other; step i gives element i of the answer. */
export function playSteps<State>(
  input: Fields,
  start: State,
  play: (state: State, step: Fields) => readonly [State, Json],
): Json {
  let state = start;
  const perStep: Json[] = [];
  for (const step of input.objects('steps')) {
    const [next, answer] = play(state, step);
    state = next;
    perStep.push(answer);
  }
  return { perStep };
}
