/**
 * How a room describes the form of what it adds to a scenario. The builders come from whoever reads scenarios, so that a
 * room knows neither how a form is checked nor what a field is made of.
 */

/** Least and most: characters of a text, items of a list. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** What forms are built of. */
export interface FormBuilders<Field> {
  /** Limits that hold for every system. */
  readonly limits: { readonly brokers: number; readonly keys: number };
  /** A name: a-z, 0-9 and -. */
  name(): Field;
  /** A name, or an empty text that stands for what has none. */
  nameOrEmpty(): Field;
  /** A short printable text. */
  key(): Field;
  text(length: Extent): Field;
  integer(min: number, max: number): Field;
  choice(choices: readonly string[]): Field;
  flag(): Field;
  list(item: Field, length: Extent): Field;
  /** An object with these fields and no others. */
  fields(shape: Shape<Field>): Field;
  /** Settings of one scope of the room's catalogue. */
  settings(scope: string): Field;
  /** An object with at most so many fields of any name; each is a number, a short text, true or false. */
  table(max: number): Field;
  optional(field: Field): Field;
  withDefault(field: Field, value: unknown): Field;
}

export type Shape<Field> = Readonly<Record<string, Field>>;

/** What a room adds: to the topology, to each producer and consumer, and to how a consumer's application works. */
export interface SystemForm<Field> {
  readonly topology: Shape<Field>;
  readonly producer: Shape<Field>;
  readonly consumer: Shape<Field>;
  readonly processing: Shape<Field>;
}
