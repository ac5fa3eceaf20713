/**
 * Keys that the sender adds with the headers CC and BCC.
 * Source: deps/rabbit/src/mc_amqpl.erl, docs/sender-selected.md.
 */
import { fieldOf, typeName, withoutField, type FieldTable } from '../fieldTable.ts';
import { preconditionFailed } from '../replies.ts';

function keysOf(headers: FieldTable, name: 'CC' | 'BCC'): readonly string[] {
  const value = fieldOf(headers, name);
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    throw preconditionFailed(`invalid message: {unacceptable_type_in_header,"${name}",${typeName(value)}}`);
  }
  return value.filter((key): key is string => typeof key === 'string');
}

/**
 * Name: sender-selected distribution
 * Who: a channel, when it receives a message
 * Means: keys in CC and BCC are routed like the message's own; BCC is taken off before anybody sees the message
 * Enabled when: the message has one of the two headers
 * Changes: the message's routing keys and its headers
 *
 * @throws {ProtocolFault} 406 when one of them is no list
 */
export function senderSelected(options: { readonly routingKey: string; readonly headers: FieldTable | null }): {
  readonly routingKeys: readonly string[];
  readonly blindKeys: readonly string[];
  readonly headers: FieldTable | null;
} {
  const { routingKey, headers } = options;
  if (headers === null) return { routingKeys: [routingKey], blindKeys: [], headers };
  const copies = keysOf(headers, 'CC');
  const blindKeys = keysOf(headers, 'BCC');
  return { routingKeys: [routingKey, ...copies, ...blindKeys], blindKeys, headers: withoutField(headers, 'BCC') };
}
