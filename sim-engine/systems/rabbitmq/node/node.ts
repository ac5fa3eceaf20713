/**
 * One RabbitMQ node of a cluster: methods in, methods out, and what it says to the other nodes.
 *
 * Models: one virtual host, connections, channels, exchanges, classic and quorum queues, streams; queues that other nodes
 * serve. Pure: a step gives a new node and what is sent. Leaves out: users and permissions, policies, heartbeats, frames and
 * flow control by credit.
 * Faults that reach it: loss of connections ({@link closeConnection}), of nodes ({@link nodeGone}, {@link serveQueue}),
 * alarms, time; the host decides about disks, elections, replicas and mirrors.
 */
import type { Alarm } from '../rules/cluster/alarms.ts';
import { ProtocolFault } from '../rules/replies.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import { changeAlarms, isHeldBack } from './alarms.ts';
import { carryOutInput } from './clientMethods.ts';
import { endByFault, endConnection } from './closing.ts';
import { Draft } from './draft.ts';
import type { ChannelEvent, QueueRequest, QuorumRequest } from './internode.ts';
import { adoptAll, adoptChange } from './metadata.ts';
import { changeMirrors, confirmWhenMirrored, noteMirrored } from './mirroring.ts';
import { begin } from './queues.ts';
import { applyRequest, applyToCopy } from './quorumQueue.ts';
import { changeServer, releaseChannels, tellAbsent, type Served } from './serving.ts';
import { SILENT, type Story } from './story.ts';
import { advance } from './timers.ts';
import { hearEvent } from './toChannel.ts';
import { HERE, type ClientInput, type ClusterChange, type NodeStep, type RabbitNode } from './value.ts';

/**
 * A client's method. The first one of a connection opens it; methods on a channel that is not open are lost, as those are
 * that were on their way when the channel was closed.
 *
 * @param nowMicros - time of the node's clock
 */
export function handle(node: RabbitNode, input: ClientInput, nowMicros: number, story: Story = SILENT): NodeStep {
  const draft = begin(node, nowMicros, story);
  if (draft.connection(input.connection) === undefined) {
    draft.setConnection({ name: input.connection, channels: [], blocked: false, stuck: [], nextCommand: 1 });
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

/**
 * A majority has a command of a quorum queue that is led here: it is carried out, and whoever waits hears of it.
 *
 * @param nowMicros - when the leader took the command in: the same on all members, so that their copies stay the same
 */
export function commit(node: RabbitNode, request: QuorumRequest, nowMicros: number, story: Story = SILENT): NodeStep {
  const draft = begin(node, nowMicros, story);
  applyRequest(draft, request);
  return draft.finish();
}

/**
 * A command of a quorum queue is committed, and this node has a copy of the queue: nobody hears of it.
 *
 * @param nowMicros - as for {@link commit}
 */
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

/** The leader of a queue asks after channels of this node: it is told which of them are gone. */
export function tellGone(
  node: RabbitNode,
  queue: string,
  channels: readonly ChannelKey[],
  nowMicros: number,
  story: Story = SILENT,
): NodeStep {
  const draft = begin(node, nowMicros, story);
  tellAbsent(draft, queue, channels);
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
