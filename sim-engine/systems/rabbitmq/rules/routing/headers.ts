/**
 * Headers exchanges: bindings that look at headers instead of the routing key.
 * Source: deps/rabbit/src/rabbit_exchange_type_headers.erl; 3.10.8 observed (numbers compared by value, in 3.12 still so);
 * exact comparison is read on main, and taken to have come with the message containers of 3.13.
 */
import {
  fieldNames,
  fieldOf,
  sameValue,
  typeName,
  valueText,
  type FieldTable,
  type FieldValue,
} from '../fieldTable.ts';
import { preconditionFailed } from '../replies.ts';
import { isAtLeast, type RabbitVersion } from '../version.ts';

const MATCH_MODES = ['all', 'any', 'all-with-x', 'any-with-x'];

/**
 * Name: check a headers binding
 * Who: a headers exchange, when something is bound to it
 * Means: `x-match` is one of four texts
 * Enabled when: the binding has an `x-match`
 * Changes: nothing
 *
 * @throws {ProtocolFault} 406
 */
export function checkHeadersBinding(bindingArguments: FieldTable): void {
  const mode = fieldOf(bindingArguments, 'x-match');
  if (mode === undefined) return;
  if (typeof mode !== 'string') {
    const found = `${typeName(mode)} (value ${valueText(mode)})`;
    throw preconditionFailed(`Invalid x-match field type ${found}; expected longstr`);
  }
  if (!MATCH_MODES.includes(mode)) {
    const expected = 'expected all, any, all-with-x, or any-with-x';
    throw preconditionFailed(`Invalid x-match field value <<"${mode}">>; ${expected}`);
  }
}

/**
 * Name: match headers
 * Who: a headers exchange, for each of its bindings
 * Means: all arguments of the binding, or any of them, are headers of the message with the same value; null asks only that
 *   the header is there. Names that begin with `x-` do not count, unless the mode says "with-x"
 * Enabled when: a message is routed
 * Changes: nothing
 */
export function headersMatch(bindingArguments: FieldTable, headers: FieldTable, version: RabbitVersion): boolean {
  const mode = fieldOf(bindingArguments, 'x-match') ?? 'all';
  const withX = mode === 'all-with-x' || mode === 'any-with-x';
  const counted = fieldNames(bindingArguments).filter((name) => (withX ? name !== 'x-match' : !name.startsWith('x-')));
  const numbers = isAtLeast(version, '3.13') ? 'exact' : 'by-value';
  const holds = (name: string): boolean => {
    const wanted = fieldOf(bindingArguments, name) as FieldValue;
    const found = fieldOf(headers, name);
    if (found === undefined) return false;
    return wanted === null || sameValue(wanted, found, numbers);
  };
  return mode === 'any' || mode === 'any-with-x' ? counted.some(holds) : counted.every(holds);
}
