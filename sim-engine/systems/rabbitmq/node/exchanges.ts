/** Exchanges and bindings of a node. */
import { EMPTY_TABLE, fieldOf } from '../rules/fieldTable.ts';
import { notFound, preconditionFailed, resourceName } from '../rules/replies.ts';
import { checkNameIsFree, checkNotDefault, checkSameExchange, checkType } from '../rules/routing/checks.ts';
import {
  sameBinding,
  sameDestination,
  type Binding,
  type Destination,
  type Exchange,
} from '../rules/routing/exchange.ts';
import { checkHeadersBinding } from '../rules/routing/headers.ts';
import type { Draft } from './draft.ts';
import type { MethodOf } from './methods.ts';

/** @throws {ProtocolFault} 404 */
export function exchangeOf(draft: Draft, name: string): Exchange {
  const found = draft.node.exchanges.find((exchange) => exchange.name === name);
  if (found === undefined) throw notFound('exchange', name);
  return found;
}

/**
 * Name: declare an exchange
 * Who: a client
 * Means: it is there afterwards, as described; declaring it again the same way changes nothing
 * Enabled when: the name is free, or the description is the same
 * Changes: exchanges
 */
export function declareExchange(draft: Draft, method: MethodOf<'exchange.declare'>): void {
  const { exchange: name } = method;
  if (method.passive === true) {
    exchangeOf(draft, name);
    return;
  }
  checkNotDefault(name);
  const wanted: Exchange = {
    name,
    type: checkType(method.exchangeType),
    durable: method.durable ?? false,
    autoDelete: method.autoDelete ?? false,
    internal: method.internal ?? false,
    arguments: method.arguments ?? EMPTY_TABLE,
  };
  const current = draft.node.exchanges.find((exchange) => exchange.name === name);
  if (current !== undefined) {
    checkSameExchange(current, wanted);
    return;
  }
  checkNameIsFree('exchange', name);
  const alternate = fieldOf(wanted.arguments, 'alternate-exchange');
  if (alternate !== undefined && typeof alternate !== 'string') {
    throw preconditionFailed(`invalid arg 'alternate-exchange' for ${resourceName('exchange', name)}`);
  }
  draft.node = { ...draft.node, exchanges: [...draft.node.exchanges, wanted] };
  draft.tellCluster({ type: 'exchange-added', exchange: wanted });
}

/** @throws {ProtocolFault} 403, 406 when it has bindings and must not */
export function deleteExchange(draft: Draft, method: MethodOf<'exchange.delete'>): void {
  const { exchange: name } = method;
  checkNotDefault(name);
  checkNameIsFree('exchange', name);
  if (method.ifUnused === true && draft.node.bindings.some(({ source }) => source === name)) {
    throw preconditionFailed(`${resourceName('exchange', name)} in use`);
  }
  removeExchange(draft, name);
}

function removeExchange(draft: Draft, name: string): void {
  draft.node = { ...draft.node, exchanges: draft.node.exchanges.filter((exchange) => exchange.name !== name) };
  draft.tellCluster({ type: 'exchange-removed', exchange: name });
  const gone: Destination = { kind: 'exchange', name };
  removeBindings(draft, ({ source, destination }) => source === name || sameDestination(destination, gone));
}

/**
 * Name: bind
 * Who: a client
 * Means: what reaches an exchange with a fitting key goes on to a queue or to another exchange; the same binding twice is one
 * Enabled when: both ends exist
 * Changes: bindings
 */
export function addBinding(draft: Draft, binding: Binding): void {
  checkNotDefault(binding.source);
  if (binding.destination.kind === 'exchange') {
    checkNotDefault(binding.destination.name);
    exchangeOf(draft, binding.destination.name);
  }
  const source = exchangeOf(draft, binding.source);
  if (source.type === 'headers') checkHeadersBinding(binding.arguments);
  if (draft.node.bindings.some((other) => sameBinding(other, binding))) return;
  draft.node = { ...draft.node, bindings: [...draft.node.bindings, binding] };
  draft.tellCluster({ type: 'binding-added', binding });
}

/** Unbinding what is not bound is fine. */
export function removeBinding(draft: Draft, binding: Binding): void {
  checkNotDefault(binding.source);
  removeBindings(draft, (other) => sameBinding(other, binding));
}

/**
 * Name: delete an exchange automatically
 * Who: the node, when bindings are gone
 * Means: an auto-delete exchange goes with the last thing that was bound to it
 * Enabled when: it had a binding, and has none left
 * Changes: exchanges, and bindings to them
 */
export function removeBindings(draft: Draft, isGone: (binding: Binding) => boolean): void {
  const gone = draft.node.bindings.filter(isGone);
  if (gone.length === 0) return;
  const bindings = draft.node.bindings.filter((binding) => !isGone(binding));
  draft.node = { ...draft.node, bindings };
  for (const binding of gone) draft.tellCluster({ type: 'binding-removed', binding });
  for (const { source } of gone) {
    const exchange = draft.node.exchanges.find(({ name }) => name === source);
    const isUsed = draft.node.bindings.some((binding) => binding.source === source);
    if (exchange?.autoDelete === true && !isUsed) removeExchange(draft, source);
  }
}
