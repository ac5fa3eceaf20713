/** Field tables and messages, between the scripts' JSON and the simulator's values. */
import type { FieldTable, FieldValue } from '../../../../sim-engine/systems/rabbitmq/rules/fieldTable.ts';
import type { SeenMessage } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A value as a script writes it: `{ '!': 'double', value: 1 }` says its type. */
const fieldValue = (value: Json): FieldValue => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? value : { kind: 'double', text: String(value) };
  if (Array.isArray(value)) return value.map(fieldValue);
  const table = value as Readonly<Record<string, Json>>;
  if (!('!' in table)) return { kind: 'table', fields: fieldTable(table) };
  const inner = table['value'] ?? null;
  return table['!'] === 'double' ? { kind: 'double', text: String(inner) } : fieldValue(inner);
};

export const fieldTable = (fields: Readonly<Record<string, unknown>>): FieldTable =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldValue(value as Json)]));

/** A value as a recording writes it; times are left out. */
const plain = (value: FieldValue): Json | undefined => {
  if (value === null || typeof value !== 'object') return value;
  if (!('kind' in value)) return value.map((item) => plain(item) ?? null);
  if (value.kind === 'timestamp') return undefined;
  return value.kind === 'double' ? Number(value.text) : plainTable(value.fields);
};

const plainTable = (fields: FieldTable): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const shown = plain(value);
      return shown === undefined ? [] : [[name, shown] as const];
    }),
  );

/** A message as a recording writes it, without `redelivered`. */
export const describeMessage = (message: SeenMessage) => {
  const { body, exchange, routingKey, priority, expiration, persistent } = message;
  const headers = plainTable(message.headers ?? {}) as Record<string, never>;
  return {
    body,
    exchange,
    routingKey,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(priority === null ? {} : { priority }),
    ...(expiration === null ? {} : { expiration }),
    ...(persistent === null ? {} : { deliveryMode: persistent ? 2 : 1 }),
  };
};
