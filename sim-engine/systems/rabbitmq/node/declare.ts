/** Queues of a node: declared, purged, deleted. */
import { emptyList } from '../../../kernel/appendList.ts';
import { EMPTY_TABLE, fieldOf, type FieldTable } from '../rules/fieldTable.ts';
import { checkArguments, COMPARED_ARGUMENTS, policyOf, queueTypeOf, type QueueType } from '../rules/queue/arguments.ts';
import { purge } from '../rules/queue/classic.ts';
import { allConsumers } from '../rules/queue/consumers.ts';
import { newQueue } from '../rules/queue/state.ts';
import { notFound, preconditionFailed, resourceName } from '../rules/replies.ts';
import { checkNameIsFree, checkSameArguments, checkSameProperty } from '../rules/routing/checks.ts';
import { newStream, refuse } from '../rules/stream/stream.ts';
import type { Draft } from './draft.ts';
import { removeBindings } from './exchanges.ts';
import type { MethodOf } from './methods.ts';
import { command, hear, tellCancelled } from './queues.ts';
import { consumerCount, readyCount } from './records.ts';
import type { ClientInput, QueueRecord } from './value.ts';

/**
 * Name: declare a queue
 * Who: a client
 * Means: it is there afterwards, as described; declaring it again the same way changes nothing
 * Enabled when: the name is free, or the description is the same, and no other connection owns it
 * Changes: queues
 */
export function declareQueue(draft: Draft, input: ClientInput, method: MethodOf<'queue.declare'>): void {
  const name = method.queue === '' ? draft.madeUpName('amq.gen-') : method.queue;
  const current = draft.queue(name);
  if (method.passive === true && current === undefined) throw notFound('queue', name);
  if (current === undefined) createQueue(draft, input, { ...method, queue: name });
  else {
    draft.usableQueue(name, input.connection);
    if (method.passive !== true) checkSameQueue(current, method);
    draft.changeQueue(name, (record) => ({ ...record, usedAtMicros: draft.nowMicros }));
  }
  const record = draft.queue(name);
  if (record === undefined) return;
  const counts = { messageCount: readyCount(record), consumerCount: consumerCount(record) };
  draft.send(input, { type: 'queue.declare-ok', queue: name, ...counts });
}

function createQueue(draft: Draft, input: ClientInput, method: MethodOf<'queue.declare'>): void {
  draft.story.rule('rabbitmq.declare-a-queue');
  const { queue: name } = method;
  const { version } = draft.node.config;
  const given: FieldTable = method.arguments ?? EMPTY_TABLE;
  if (!name.startsWith('amq.gen-')) checkNameIsFree('queue', name);
  const type = queueTypeOf(name, given);
  checkArguments({ queue: name, type, given, version });
  const durable = method.durable ?? false;
  checkProperties(name, type, method);
  const policy = policyOf(type, given, version);
  const record: QueueRecord = {
    name,
    durable,
    autoDelete: method.autoDelete ?? false,
    exclusiveTo: method.exclusive === true ? input.connection : null,
    arguments: given,
    state: type === 'stream' ? newStream(policy) : newQueue({ type, version, policy, durable }),
    hadConsumer: false,
    usedAtMicros: draft.nowMicros,
    homeDown: null,
    awaitingSync: [],
    deadLetters: [],
    dropped: emptyList(),
  };
  draft.node = { ...draft.node, queues: [...draft.node.queues, record] };
}

/**
 * Name: check the properties of a replicated queue
 * Who: the broker
 * Means: quorum queues and streams outlive connections and nodes, so they are neither transient, nor exclusive, nor deleted
 *   by themselves
 * Enabled when: queue.declare with such a type
 * Changes: nothing
 */
function checkProperties(name: string, type: QueueType, method: MethodOf<'queue.declare'>): void {
  if (type === 'classic') return;
  const refused =
    (method.autoDelete === true && 'auto-delete') ||
    (method.exclusive === true && 'exclusive-owner') ||
    (method.durable !== true && 'non-durable');
  if (refused !== false) throw preconditionFailed(`invalid property '${refused}' for ${resourceName('queue', name)}`);
}

function checkSameQueue(current: QueueRecord, method: MethodOf<'queue.declare'>): void {
  const kind = 'queue';
  const { name } = current;
  const property = (property: string, received: boolean, now: boolean): void =>
    checkSameProperty({ kind, name, property, received, current: now });
  property('durable', method.durable ?? false, current.durable);
  property('auto_delete', method.autoDelete ?? false, current.autoDelete);
  property('exclusive', method.exclusive ?? false, current.exclusiveTo !== null);
  const received = withType(method.arguments ?? EMPTY_TABLE);
  checkSameArguments({ kind, name, names: COMPARED_ARGUMENTS, received, current: withType(current.arguments) });
}

/** Saying "classic" is the same as saying nothing. */
function withType(given: FieldTable): FieldTable {
  return fieldOf(given, 'x-queue-type') === undefined ? { ...given, 'x-queue-type': 'classic' } : given;
}

/** Purges ready messages; what is in somebody's hands stays. */
export function purgeQueue(draft: Draft, input: ClientInput, method: MethodOf<'queue.purge'>): void {
  const { queue: name } = method;
  const { state } = draft.usableQueue(name, input.connection);
  if (state.type === 'stream') refuse('queue.purge', name);
  if (state.type === 'quorum') {
    command(draft, name, { type: 'purge' }, { kind: 'purge', connection: input.connection, channel: input.channel });
    return;
  }
  const { queue, purged } = purge(state);
  draft.changeQueue(name, (record) => ({ ...record, state: queue }));
  draft.send(input, { type: 'queue.purge-ok', messageCount: purged });
}

/** Deletes on request. A queue that is not there counts as deleted. */
export function deleteQueueOnRequest(draft: Draft, input: ClientInput, method: MethodOf<'queue.delete'>): void {
  const { queue: name } = method;
  const record = draft.queue(name);
  if (record !== undefined) {
    draft.usableQueue(name, input.connection);
    if (method.ifUnused === true && consumerCount(record) > 0) {
      throw preconditionFailed(`${resourceName('queue', name)} in use`);
    }
    if (method.ifEmpty === true && readyCount(record) > 0) {
      throw preconditionFailed(`${resourceName('queue', name)} not empty`);
    }
    deleteQueue(draft, name);
  }
  draft.send(input, { type: 'queue.delete-ok', messageCount: record === undefined ? 0 : readyCount(record) });
}

/**
 * Name: delete a queue
 * Who: the node: a client asked, nobody used it (x-expires), its last consumer is gone (auto-delete), or its connection
 *   (exclusive)
 * Means: its messages are gone, none of them as a dead letter; its consumers are cancelled, and channels stay open
 * Enabled when: see who
 * Changes: queues, bindings, consumers
 */
export function deleteQueue(draft: Draft, name: string): void {
  const record = draft.queue(name);
  if (record === undefined) return;
  draft.story.rule('rabbitmq.delete-a-queue');
  draft.story.note('rabbit.queue.deleted', { queue: name });
  const { state } = record;
  const consumers = state.type === 'stream' ? state.readers : allConsumers(state.consumers);
  draft.node = { ...draft.node, queues: draft.node.queues.filter((other) => other.name !== name) };
  removeBindings(draft, ({ destination }) => destination.kind === 'queue' && destination.name === name);
  for (const { connection, channel, tag } of consumers) tellCancelled(draft, { connection, channel }, tag);
  confirmWithout(draft, name);
}

/** Publishers do not wait for a queue that is gone. */
function confirmWithout(draft: Draft, queue: string): void {
  for (const { name, channels } of draft.node.connections) {
    for (const { number, unconfirmed } of channels) {
      for (const { sequence, waitsFor } of unconfirmed) {
        if (!waitsFor.includes(queue)) continue;
        hear(draft, { kind: 'publish', connection: name, channel: number, sequence }, queue, 'accepted');
      }
    }
  }
}
