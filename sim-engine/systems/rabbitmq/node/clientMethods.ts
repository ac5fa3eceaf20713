/** What a client's method brings about: one function for each. A refusal ends the channel or the connection. */
import { EMPTY_TABLE } from '../rules/fieldTable.ts';
import { selectMode } from '../rules/channel/channel.ts';
import { ProtocolFault } from '../rules/replies.ts';
import type { Binding } from '../rules/routing/exchange.ts';
import { endByFault, endChannel, endConnection } from './closing.ts';
import { cancelConsumer, consume, get, setPrefetch } from './consume.ts';
import { declareQueue, deleteQueueOnRequest, purgeQueue } from './declare.ts';
import type { Draft } from './draft.ts';
import { addBinding, declareExchange, deleteExchange, removeBinding } from './exchanges.ts';
import type { MethodOf } from './methods.ts';
import { checkPublish, publish } from './publish.ts';
import { commitTransaction, recover, rollBackTransaction, settle } from './settle.ts';
import { newChannel, type ClientInput } from './value.ts';

/** Carries out a method; a fault is answered. */
export function carryOutInput(draft: Draft, input: ClientInput): void {
  try {
    if (input.channel === 0) connectionMethod(draft, input);
    else channelMethod(draft, input);
  } catch (error) {
    if (!(error instanceof ProtocolFault)) throw error;
    endByFault(draft, input, error);
  }
}

function connectionMethod(draft: Draft, input: ClientInput): void {
  if (input.method.type !== 'connection.close') throw new ProtocolFault('COMMAND_INVALID', 'unexpected method');
  endConnection(draft, input.connection);
  draft.send(input, { type: 'connection.close-ok' });
}

function openChannel(draft: Draft, input: ClientInput): void {
  const connection = draft.connection(input.connection);
  if (connection === undefined) return;
  if (draft.channel(input) !== undefined) {
    throw new ProtocolFault('CHANNEL_ERROR', "second 'channel.open' seen");
  }
  const channel = newChannel({
    number: input.channel,
    nextCheckMicros: draft.nowMicros + draft.node.config.channelTickMicros,
    nextCommand: connection.nextCommand,
  });
  draft.setConnection({ ...connection, channels: [...connection.channels, channel] });
  draft.send(input, { type: 'channel.open-ok' });
}

function channelMethod(draft: Draft, input: ClientInput): void {
  const { method } = input;
  if (method.type === 'channel.open') return openChannel(draft, input);
  const channel = draft.channel(input);
  if (channel === undefined) return;
  switch (method.type) {
    case 'channel.close':
      endChannel(draft, input);
      draft.send(input, { type: 'channel.close-ok' });
      return;
    case 'basic.publish':
      checkPublish(draft, method);
      if (channel.mode === 'tx') return buffer(draft, input, method);
      return publish(draft, input, method);
    case 'basic.ack':
    case 'basic.nack':
    case 'basic.reject':
      if (channel.mode === 'tx') return buffer(draft, input, method);
      return settle(draft, input, method);
    case 'basic.recover':
      return recover(draft, input, method);
    case 'basic.qos':
      return setPrefetch(draft, input, method);
    case 'basic.consume':
      return consume(draft, input, method);
    case 'basic.cancel':
      return cancelConsumer(draft, input, method);
    case 'basic.get':
      return get(draft, input, method);
    case 'confirm.select':
    case 'tx.select':
      return select(draft, input, method.type);
    case 'tx.commit':
      return commitTransaction(draft, input);
    case 'tx.rollback':
      return rollBackTransaction(draft, input);
    default:
      return definitionMethod(draft, input);
  }
}

function buffer(
  draft: Draft,
  input: ClientInput,
  method: MethodOf<'basic.publish'> | MethodOf<'basic.ack'> | MethodOf<'basic.nack'> | MethodOf<'basic.reject'>,
): void {
  draft.changeChannel(input, (channel) => ({ ...channel, buffered: [...channel.buffered, method] }));
}

function select(draft: Draft, input: ClientInput, type: 'confirm.select' | 'tx.select'): void {
  draft.changeChannel(input, (channel) => ({
    ...channel,
    mode: selectMode(channel.mode, type === 'tx.select' ? 'tx' : 'confirm'),
  }));
  draft.send(input, { type: `${type}-ok` });
}

/** Methods about what there is: exchanges, bindings, queues. */
function definitionMethod(draft: Draft, input: ClientInput): void {
  const { method } = input;
  switch (method.type) {
    case 'exchange.declare':
      declareExchange(draft, method);
      return draft.send(input, { type: 'exchange.declare-ok' });
    case 'exchange.delete':
      deleteExchange(draft, method);
      return draft.send(input, { type: 'exchange.delete-ok' });
    case 'exchange.bind':
    case 'exchange.unbind': {
      const binding = bindingOf(method.source, { kind: 'exchange', name: method.destination }, method);
      if (method.type === 'exchange.bind') addBinding(draft, binding);
      else removeBinding(draft, binding);
      return draft.send(input, { type: `${method.type}-ok` });
    }
    case 'queue.bind':
    case 'queue.unbind': {
      const binding = bindingOf(method.exchange, { kind: 'queue', name: method.queue }, method);
      draft.usableQueue(method.queue, input.connection);
      if (method.type === 'queue.bind') addBinding(draft, binding);
      else removeBinding(draft, binding);
      return draft.send(input, { type: `${method.type}-ok` });
    }
    case 'queue.declare':
      return declareQueue(draft, input, method);
    case 'queue.purge':
      return purgeQueue(draft, input, method);
    case 'queue.delete':
      return deleteQueueOnRequest(draft, input, method);
    default:
      throw new ProtocolFault('COMMAND_INVALID', 'unexpected method');
  }
}

function bindingOf(
  source: string,
  destination: Binding['destination'],
  method: { readonly routingKey: string; readonly arguments?: Binding['arguments'] },
): Binding {
  return { source, destination, routingKey: method.routingKey, arguments: method.arguments ?? EMPTY_TABLE };
}
