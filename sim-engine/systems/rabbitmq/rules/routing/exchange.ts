/** Exchanges and bindings. */
import { EMPTY_TABLE, sameTable, type FieldTable } from '../fieldTable.ts';

export const EXCHANGE_TYPES = ['direct', 'fanout', 'topic', 'headers'] as const;

export type ExchangeType = (typeof EXCHANGE_TYPES)[number];

export interface Exchange {
  readonly name: string;
  readonly type: ExchangeType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly arguments: FieldTable;
}

export interface Destination {
  readonly kind: 'queue' | 'exchange';
  readonly name: string;
}

export interface Binding {
  /** Name of the exchange that is bound. */
  readonly source: string;
  readonly destination: Destination;
  readonly routingKey: string;
  readonly arguments: FieldTable;
}

function builtIn(name: string, type: ExchangeType): Exchange {
  return { name, type, durable: true, autoDelete: false, internal: false, arguments: EMPTY_TABLE };
}

/** The exchanges that every virtual host begins with; the nameless one is the default exchange. */
export const BUILT_IN_EXCHANGES: readonly Exchange[] = [
  builtIn('', 'direct'),
  builtIn('amq.direct', 'direct'),
  builtIn('amq.fanout', 'fanout'),
  builtIn('amq.topic', 'topic'),
  builtIn('amq.headers', 'headers'),
  builtIn('amq.match', 'headers'),
];

export function sameDestination(left: Destination, right: Destination): boolean {
  return left.kind === right.kind && left.name === right.name;
}

/** A binding is one thing, however often it is made: same ends, same key, same arguments. */
export function sameBinding(left: Binding, right: Binding): boolean {
  return (
    left.source === right.source &&
    left.routingKey === right.routingKey &&
    sameDestination(left.destination, right.destination) &&
    sameTable(left.arguments, right.arguments, 'exact')
  );
}
