/**
 * Field tables of AMQP 0-9-1: headers of messages, arguments of queues, bindings and consumers.
 *
 * Integers are numbers; a double keeps its decimal text, because no state holds floats.
 * Leaves out: byte arrays and decimals.
 */

export interface DoubleValue {
  readonly kind: 'double';
  /** Decimal text, as `1.5`. */
  readonly text: string;
}

export interface TimestampValue {
  readonly kind: 'timestamp';
  readonly seconds: number;
}

export interface TableValue {
  readonly kind: 'table';
  readonly fields: FieldTable;
}

export type FieldValue =
  null | boolean | number | string | readonly FieldValue[] | DoubleValue | TimestampValue | TableValue;

export type FieldTable = Readonly<Record<string, FieldValue>>;

export const EMPTY_TABLE: FieldTable = {};

/** A field of a table, or undefined when there is none of that name. */
export function fieldOf(table: FieldTable, name: string): FieldValue | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Names in a table, in one order. */
export function fieldNames(table: FieldTable): readonly string[] {
  return Object.keys(table).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

/** A table without one field. */
export function withoutField(table: FieldTable, name: string): FieldTable {
  return Object.fromEntries(Object.entries(table).filter(([other]) => other !== name));
}

function isList(value: FieldValue): value is readonly FieldValue[] {
  return Array.isArray(value);
}

const BYTE_MAX = 127;
const SHORT_MAX = 32_767;
const INT_MAX = 2_147_483_647;

/** The narrowest AMQP type that holds an integer: what clients choose when nobody says otherwise. */
function integerType(value: number): string {
  if (value >= -BYTE_MAX - 1 && value <= BYTE_MAX) return 'byte';
  if (value >= -SHORT_MAX - 1 && value <= SHORT_MAX) return 'short';
  return value >= -INT_MAX - 1 && value <= INT_MAX ? 'signedint' : 'long';
}

/** The broker's name for a value's type, as it stands in errors. */
export function typeName(value: FieldValue): string {
  if (value === null) return 'void';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return integerType(value);
  if (typeof value === 'string') return 'longstr';
  return isList(value) ? 'array' : value.kind;
}

/** A value in the words of an error. */
export function valueText(value: FieldValue): string {
  if (typeof value === 'object' && value !== null && !isList(value)) {
    if (value.kind === 'double') return value.text;
    return value.kind === 'timestamp' ? String(value.seconds) : '[]';
  }
  return isList(value) ? '[]' : String(value);
}

/** The number that an integer or a double stands for, or null. It is compared, never kept. */
function numberOf(value: FieldValue): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && value !== null && !isList(value) && value.kind === 'double'
    ? Number(value.text)
    : null;
}

/**
 * Are two values the same?
 *
 * @param numbers - 'by-value': an integer equals the double of the same value; 'exact': it does not
 */
export function sameValue(left: FieldValue, right: FieldValue, numbers: 'by-value' | 'exact'): boolean {
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  if (leftNumber !== null || rightNumber !== null) {
    const sameKind = typeof left === typeof right;
    return leftNumber === rightNumber && (numbers === 'by-value' || sameKind);
  }
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return left === right;
  if (isList(left) || isList(right)) {
    if (!isList(left) || !isList(right) || left.length !== right.length) return false;
    return left.every((item, index) => sameValue(item, right[index] as FieldValue, numbers));
  }
  if (left.kind === 'timestamp' && right.kind === 'timestamp') return left.seconds === right.seconds;
  return left.kind === 'table' && right.kind === 'table' && sameTable(left.fields, right.fields, numbers);
}

export function sameTable(left: FieldTable, right: FieldTable, numbers: 'by-value' | 'exact'): boolean {
  const names = fieldNames(left);
  if (names.length !== fieldNames(right).length) return false;
  return names.every((name) => {
    const [one, other] = [fieldOf(left, name), fieldOf(right, name)];
    return one !== undefined && other !== undefined && sameValue(one, other, numbers);
  });
}
