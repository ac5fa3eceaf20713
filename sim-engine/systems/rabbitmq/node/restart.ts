/**
 * A node that goes down, and what it still has when it is up again.
 * Source: deps/rabbit/src/rabbit_amqqueue.erl (recover), docs/confirms.md, docs/queues.md; 3.10.8 observed.
 */
import { noItems } from '../../../kernel/numberedList.ts';
import { restart } from '../rules/queue/classic.ts';
import { allConsumers } from '../rules/queue/consumers.ts';
import type { DeadEntry, QueueState } from '../rules/queue/state.ts';
import { applyCommand } from '../rules/quorum/machine.ts';
import { ProtocolFault } from '../rules/replies.ts';
import type { Binding } from '../rules/routing/exchange.ts';
import { endByFault } from './closing.ts';
import { bury, restartDeadLetters } from './deadLetters.ts';
import type { Draft } from './draft.ts';
import { begin } from './queues.ts';
import { SILENT, type Story } from './story.ts';
import { HERE, type NodeStep, type QueueRecord, type RabbitNode } from './value.ts';

/**
 * Name: stop a node
 * Who: an operator
 * Means: all connections are told and closed; what is then left is what the node has when it is up again
 * Enabled when: the node is up
 * Changes: connections, and everything that does not outlive the node
 */
export function stopNode(node: RabbitNode, nowMicros: number, story: Story = SILENT): NodeStep {
  story.rule('rabbitmq.node.stop');
  const draft = begin(node, nowMicros, story);
  for (const { name } of node.connections.items) {
    const why = "broker forced connection closure with reason 'shutdown'";
    endByFault(draft, { connection: name, channel: 0 }, new ProtocolFault('CONNECTION_FORCED', why));
  }
  outlive(draft, 'stop');
  return draft.finish();
}

/**
 * Name: kill a node
 * Who: the world
 * Means: nobody is told anything; what is then left is what the node has when it is up again
 * Enabled when: the node is up
 * Changes: connections, and everything that does not outlive the node
 */
export function killNode(node: RabbitNode, nowMicros: number, story: Story = SILENT): NodeStep {
  story.rule('rabbitmq.node.kill');
  const draft = begin({ ...node, connections: noItems() }, nowMicros, story);
  outlive(draft, 'crash');
  return draft.finish();
}

type Ending = 'stop' | 'crash';

/**
 * Name: outlive the node
 * Who: what is durable
 * Means: durable exchanges and queues are there again, and bindings between them; exclusive queues went with their connections.
 *   What has come back more often than its queue allows is a dead letter like any other
 * Enabled when: the node is up again
 * Changes: everything else is forgotten
 */
function outlive(draft: Draft, ending: Ending): void {
  const { node, nowMicros } = draft;
  const exchanges = node.exchanges.filter(({ durable }) => durable);
  const queues = node.queues
    .filter(({ durable, exclusiveTo, servedBy }) => servedBy !== HERE || (durable && exclusiveTo === null))
    .map((record) => restartQueue(record, ending, { nowMicros, isReplicated: node.config.quorum === 'replicated' }));
  const records = queues.map(({ record }) => record);
  const isThere = ({ source, destination }: Binding): boolean => {
    const ends: readonly { readonly name: string }[] = destination.kind === 'queue' ? records : exchanges;
    return exchanges.some(({ name }) => name === source) && ends.some(({ name }) => name === destination.name);
  };
  draft.node = { ...node, exchanges, queues: records, bindings: node.bindings.filter(isThere), connections: noItems() };
  for (const { record, dead } of queues) {
    if (record.servedBy === HERE) restartDeadLetters(draft, record);
    for (const entry of dead) bury(draft, record.name, entry);
  }
}

interface Restarted {
  readonly record: QueueRecord;
  /** What has died of it. */
  readonly dead: readonly DeadEntry[];
}

function restartQueue(record: QueueRecord, ending: Ending, node: NodeClock): Restarted {
  const { nowMicros } = node;
  const fresh = { awaitingSync: [], mirroring: null, unheardDowns: [], usedAtMicros: nowMicros };
  const { dead, ...rest } = restartState(record, ending, node);
  return { record: { ...record, ...fresh, ...rest }, dead };
}

/** What a node has of a queue. Who leads a replicated queue, it does not know; a copy of a mirrored one is thrown away. */
function restartState(
  { type, state, servedBy }: QueueRecord,
  ending: Ending,
  { nowMicros, isReplicated }: NodeClock,
): Pick<QueueRecord, 'state' | 'servedBy'> & Pick<Restarted, 'dead'> {
  const dead: readonly DeadEntry[] = [];
  if (state === null) return { state, servedBy: type === 'quorum' ? null : servedBy, dead };
  if (state.type === 'stream') return { servedBy, state: { ...state, readers: [] }, dead };
  if (state.type === 'quorum') {
    return isReplicated ? { servedBy: null, state, dead } : { servedBy, ...withoutClients(state, nowMicros) };
  }
  return { servedBy, state: servedBy === HERE ? restart(state, ending) : null, dead };
}

interface NodeClock {
  readonly nowMicros: number;
  /** Are quorum queues replicated? */
  readonly isReplicated: boolean;
}

/** A quorum queue has everything, and counts what was in somebody's hands as a failed delivery. */
function withoutClients(
  before: QueueState,
  nowMicros: number,
): { readonly state: QueueState; readonly dead: readonly DeadEntry[] } {
  const clients = [...allConsumers(before.consumers), ...before.held.items.map(({ by }) => by)];
  const dead: DeadEntry[] = [];
  let state = before;
  for (const { connection, channel } of clients) {
    const by = { connection, channel };
    const { turn } = applyCommand(state, { type: 'down', by, kind: 'channel-gone' }, nowMicros);
    dead.push(...turn.dead);
    state = turn.queue;
  }
  return { state, dead };
}
