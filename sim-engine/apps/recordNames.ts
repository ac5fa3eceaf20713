/**
 * Values that name each record uniquely in a run: `a3` is the third record with key a. Where services send, an order has such a
 * name, and a message that is not the order itself carries it before a `~`: `a3~2` is about the order a3.
 */

/** What names depend on: who the producers are, and what keys they use. */
export interface Producers {
  /** Names of all machines, by number. */
  readonly names: readonly string[];
  readonly producers: readonly {
    readonly node: number;
    readonly spec: { readonly name: string; readonly keys: readonly string[] };
  }[];
}

/** How a producer labels the records of each key. */
export type RecordLabels = (key: string | null) => string;

/**
 * Makes the labels of one producer. A key that only this producer uses is its own label; any other is prefixed with the
 * producer's name, so that two producers never give two records one value.
 */
export function recordLabels(topology: Producers, node: number): RecordLabels {
  const name = topology.names[node] as string;
  const own = new Set<string>();
  for (const producer of topology.producers)
    if (producer.node === node) producer.spec.keys.forEach((key) => own.add(key));
  for (const producer of topology.producers) {
    if (producer.node === node) continue;
    producer.spec.keys.forEach((key) => own.delete(key));
    own.delete(producer.spec.name);
  }
  return (key) => {
    if (key === null) return separated(name);
    return separated(own.has(key) && !key.includes(':') ? key : `${name}:${key}`);
  };
}

/** A label that a number can follow without becoming part of it. */
function separated(label: string): string {
  return /[0-9-]$/.test(label) ? `${label}-` : label;
}

/** The value of a label's n-th record. */
export function recordValue(label: string, number: number): string {
  return label + String(number);
}

/** Splits a value into its label and number. */
export function parseValue(value: string): { readonly label: string; readonly number: number } {
  let start = value.length;
  while (start > 0 && isDigit(value.charCodeAt(start - 1))) start -= 1;
  return { label: value.slice(0, start), number: start === value.length ? 0 : Number(value.slice(start)) };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Stands between an order's name and what tells its messages apart; the keys of customers do not hold it. */
export const MESSAGE_MARK = '~';

/** Which order a message, a call or a row is about: `a3` for `a3`, `a3~2` and `a3~paid`. */
export function orderOf(value: string): string {
  const mark = value.lastIndexOf(MESSAGE_MARK);
  return mark <= 0 ? value : value.slice(0, mark);
}

/** The key of an order: `a` of `a3`; the inverse of {@link recordLabels}. */
export function keyOfOrder(order: string): string {
  const { label } = parseValue(order);
  const bare = label.endsWith('-') ? label.slice(0, -1) : label;
  const prefix = bare.indexOf(':');
  return prefix === -1 ? bare : bare.slice(prefix + 1);
}
