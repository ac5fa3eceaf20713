/**
 * One RabbitMQ node of a cluster: methods in, methods out, and what it says to the other nodes.
 *
 * Models: one virtual host, connections, channels, exchanges, classic and quorum queues, streams; queues that other nodes
 * serve. Pure: a step gives a new node and what is sent. Leaves out: users and permissions, policies, heartbeats, frames and
 * flow control by credit.
 * Faults that reach it: loss of connections ({@link closeConnection}), of nodes ({@link nodeGone}, {@link serveQueue}),
 * alarms, time; the host decides about disks, elections, replicas and mirrors.
 */
import { EMPTY_TABLE } from '../rules/fieldTable.ts';
import { selectMode } from '../rules/channel/channel.ts';
import type { Alarm } from '../rules/cluster/alarms.ts';
import { ProtocolFault } from '../rules/replies.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { Binding } from '../rules/routing/exchange.ts';
import { changeAlarms, isHeldBack } from './alarms.ts';
import { endByFault, endChannel, endConnection } from './closing.ts';
import { cancelConsumer, consume, get, setPrefetch } from './consume.ts';
import { declareQueue, deleteQueueOnRequest, purgeQueue } from './declare.ts';
import { Draft } from './draft.ts';
import { addBinding, declareExchange, deleteExchange, removeBinding } from './exchanges.ts';
import type { ChannelEvent, QueueRequest, QuorumRequest } from './internode.ts';
import { adoptAll, adoptChange } from './metadata.ts';
import type { MethodOf } from './methods.ts';
import { changeMirrors, confirmWhenMirrored, noteMirrored } from './mirroring.ts';
import { checkPublish, publish } from './publish.ts';
import { begin } from './queues.ts';
import { applyRequest, applyToCopy } from './quorumQueue.ts';
import { changeServer, releaseChannels, type Served } from './serving.ts';
import { commitTransaction, recover, rollBackTransaction, settle } from './settle.ts';
import { SILENT, type Story } from './story.ts';
import { advance } from './timers.ts';
import { hearEvent } from './toChannel.ts';
import { HERE, newChannel, type ClientInput, type ClusterChange, type NodeStep, type RabbitNode } from './value.ts';

/**
 * A client's method. The first one of a connection opens it; methods on a channel that is not open are lost, as those are
 * that were on their way when the channel was closed.
 *
 * @param nowMicros - time of the node's clock
 */
export function handle(node: RabbitNode, input: ClientInput, nowMicros: number, story: Story = SILENT): NodeStep {
  const draft = begin(node, nowMicros, story);
  if (draft.connection(input.connection) === undefined) {
    draft.setConnection({ name: input.connection, channels: [], blocked: false, stuck: [] });
    story.note('rabbit.connection.opened', { connection: input.connection });
  }
  if (!isHeldBack(draft, input)) carryOutInput(draft, input);
  return draft.finish();
}

/** Time has passed: see {@link nextTimer} for when this is due. */
export function tick(node: RabbitNode, nowMicros: number, story: Story = SILENT): NodeStep {
  const draft = begin(node, nowMicros, story);
  advance(draft);
  return draft.finish();
}

/** A connection is gone without a word. */
export function closeConnection(
  node: RabbitNode,
  connection: string,
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  endConnection(draft, connection);
  return draft.finish();
}

/** The cluster's alarms have changed. */
export function setAlarms(
  node: RabbitNode,
  alarms: readonly Alarm[],
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  changeAlarms(draft, alarms, (input) => carryOutInput(draft, input));
  return draft.finish();
}

/** A majority has a command of a quorum queue that is led here: it is carried out, and whoever waits hears of it. */
export function commit(node: RabbitNode, request: QuorumRequest, nowMicros: number, story: Story = SILENT): NodeStep {
  const draft = begin(node, nowMicros, story);
  applyRequest(draft, request);
  return draft.finish();
}

/** A command of a quorum queue is committed, and this node has a copy of the queue: nobody hears of it. */
export function applySilently(node: RabbitNode, request: QuorumRequest, nowMicros: number): RabbitNode {
  const draft = new Draft({ node, nowMicros, story: SILENT, serve: () => undefined });
  applyToCopy(draft, request);
  return draft.node;
}

/** A request has come from another node. One for a queue that has moved on meanwhile is lost: channels send it again. */
export function queueRequest(
  node: RabbitNode,
  request: QueueRequest,
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  if (draft.queue(request.queue)?.servedBy !== HERE) return draft.finish();
  try {
    draft.ask(request);
  } catch (error) {
    if (!(error instanceof ProtocolFault)) throw error;
    const { reply, explanation } = error;
    const { origin } = request;
    if (origin !== null && origin.kind !== 'dead-letter') {
      draft.tellElsewhere(origin, { type: 'refused', reply, explanation });
    }
  }
  return draft.finish();
}

/** A queue of another node has something for a channel of this one. */
export function channelEvent(
  node: RabbitNode,
  told: ChannelKey & { readonly event: ChannelEvent },
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  try {
    hearEvent(draft, told, told.event);
  } catch (error) {
    if (!(error instanceof ProtocolFault)) throw error;
    endByFault(draft, told, error);
  }
  return draft.finish();
}

/** Another node has changed what all nodes know. */
export function applyMetadata(
  node: RabbitNode,
  change: ClusterChange,
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  adoptChange(draft, change);
  return draft.finish();
}

/** The node has been away, and learns from a member of the cluster what there is. */
export function joinCluster(node: RabbitNode, member: RabbitNode, nowMicros: number): RabbitNode {
  const draft = begin(node, nowMicros, SILENT);
  adoptAll(draft, member);
  return draft.node;
}

/**
 * Who serves a queue, as this node learns it: local channels do about it what channels do. With a state, what the node has of
 * the queue from now on: the copy that a mirror has been sent, or that a member has caught up to.
 */
export function serveQueue(
  node: RabbitNode,
  queue: string,
  served: Served,
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  changeServer(draft, queue, served);
  return draft.finish();
}

/** Another node is gone, and its connections with it: what their channels hold of queues that are served here comes back. */
export function nodeGone(
  node: RabbitNode,
  isGone: (connection: string) => boolean,
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  releaseChannels(draft, isGone);
  return draft.finish();
}

/** The mirrors of a classic queue that its leader, this node, sees now. */
export function setMirrors(
  node: RabbitNode,
  queue: string,
  mirrors: readonly string[],
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  changeMirrors(draft, queue, mirrors);
  return draft.finish();
}

/** A mirror has the update with this number, and all before it. */
export function mirrored(
  node: RabbitNode,
  queue: string,
  has: { readonly node: string; readonly upTo: number },
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  noteMirrored(draft, queue, has);
  return draft.finish();
}

/**
 * What a queue had written when the fsync began is on disk: so many publishes, those that wait longest, are confirmed. What came
 * while it went on waits for the next one.
 */
export function synced(
  node: RabbitNode,
  { queue, count }: { readonly queue: string; readonly count: number },
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  const waiting = draft.queue(queue)?.awaitingSync ?? [];
  draft.changeQueue(queue, (record) => ({ ...record, awaitingSync: waiting.slice(count) }));
  for (const origin of waiting.slice(0, count)) confirmWhenMirrored(draft, queue, origin);
  return draft.finish();
}

/** The node that holds a classic queue has gone (its name), or is back (null). */
export function setHomeNode(node: RabbitNode, queue: string, down: string | null): RabbitNode {
  const draft = begin(node, 0, SILENT);
  draft.changeQueue(queue, (record) => ({ ...record, homeDown: down }));
  return draft.finish().node;
}

function carryOutInput(draft: Draft, input: ClientInput): void {
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
  const channel = newChannel(input.channel, draft.nowMicros + draft.node.config.channelTickMicros);
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
