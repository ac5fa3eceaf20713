/**
 * What the broker refuses about exchanges and bindings.
 * Source: deps/rabbit/src/rabbit_channel.erl, deps/rabbit/src/rabbit_exchange.erl; texts observed on 3.10.8.
 */
import { fieldOf, typeName, valueText, type FieldTable } from '../fieldTable.ts';
import { accessRefused, inequivalent, ProtocolFault, type ResourceKind } from '../replies.ts';
import { EXCHANGE_TYPES, type Exchange, type ExchangeType } from './exchange.ts';

/** @throws {ProtocolFault} 403: the default exchange is neither declared, nor bound, nor deleted */
export function checkNotDefault(exchange: string): void {
  if (exchange === '') throw accessRefused('operation not permitted on the default exchange');
}

/** @throws {ProtocolFault} 403: names that begin with `amq.` belong to the broker */
export function checkNameIsFree(kind: ResourceKind, name: string): void {
  if (name.startsWith('amq.')) throw accessRefused(`${kind} name '${name}' contains reserved prefix 'amq.*'`);
}

/** @throws {ProtocolFault} 503 for a type that no exchange has */
export function checkType(type: string): ExchangeType {
  const found = EXCHANGE_TYPES.find((known) => known === type);
  if (found === undefined) throw new ProtocolFault('COMMAND_INVALID', `unknown exchange type '${type}'`);
  return found;
}

/** The text for one side of a comparison of arguments. */
function argumentText(table: FieldTable, name: string): string {
  const value = fieldOf(table, name);
  return value === undefined ? 'none' : `the value '${valueText(value)}' of type '${typeName(value)}'`;
}

/** @throws {ProtocolFault} 406 when one of the named arguments differs; integers of any width are alike */
export function checkSameArguments(options: {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly names: readonly string[];
  readonly received: FieldTable;
  readonly current: FieldTable;
}): void {
  const { kind, name, received, current } = options;
  for (const argument of options.names) {
    const [left, right] = [argumentText(received, argument), argumentText(current, argument)];
    if (left !== right) throw inequivalent({ argument, kind, name, received: left, current: right });
  }
}

/** @throws {ProtocolFault} 406 */
export function checkSameProperty(options: {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly property: string;
  readonly received: string | boolean;
  readonly current: string | boolean;
}): void {
  const { kind, name, property, received, current } = options;
  if (received === current) return;
  throw inequivalent({ argument: property, kind, name, received: `'${received}'`, current: `'${current}'` });
}

/**
 * Name: declare an exchange again
 * Who: the broker
 * Means: a declaration of what is already there changes nothing, and must say the same
 * Enabled when: an exchange of that name exists
 * Changes: nothing
 *
 * @throws {ProtocolFault} 406
 */
export function checkSameExchange(current: Exchange, received: Exchange): void {
  const kind = 'exchange';
  const { name } = current;
  const property = (property: 'type' | 'durable' | 'autoDelete' | 'internal', said: string): void =>
    checkSameProperty({ kind, name, property: said, received: received[property], current: current[property] });
  property('type', 'type');
  property('durable', 'durable');
  property('autoDelete', 'auto_delete');
  property('internal', 'internal');
  const names = ['alternate-exchange'];
  checkSameArguments({ kind, name, names, received: received.arguments, current: current.arguments });
}

/** @throws {ProtocolFault} 403: only exchanges publish to an internal exchange */
export function checkNotInternal(exchange: Exchange): void {
  if (!exchange.internal) return;
  throw accessRefused(`cannot publish to internal exchange '${exchange.name}' in vhost '/'`);
}
