/** Queues of a node: declared, purged, deleted; the channel's side. */
import { emptyList } from '../../../kernel/appendList.ts';
import { EMPTY_TABLE, fieldOf, type FieldTable } from '../rules/fieldTable.ts';
import {
  checkArguments,
  COMPARED_ARGUMENTS,
  policyOf,
  queueTypeOf,
  type QueuePolicy,
  type QueueType,
} from '../rules/queue/arguments.ts';
import { newQueue, type QueueState } from '../rules/queue/state.ts';
import { notFound, notPermitted, preconditionFailed, resourceName } from '../rules/replies.ts';
import { checkNameIsFree, checkSameArguments, checkSameProperty } from '../rules/routing/checks.ts';
import { newStream, refuse, type StreamState } from '../rules/stream/stream.ts';
import { isAtLeast, type RabbitVersion } from '../rules/version.ts';
import type { Draft } from './draft.ts';
import type { MethodOf } from './methods.ts';
import { answerStat } from './queues.ts';
import { ask } from './toQueue.ts';
import { HERE, type ClientInput, type QueueDefinition, type QueueRecord } from './value.ts';

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
  }
  const record = draft.queue(name);
  if (record === undefined) return;
  const origin = { kind: 'declare', connection: input.connection, channel: input.channel } as const;
  // A queue that nobody serves answers all the same, with nothing in it.
  if (record.servedBy === null) answerStat(draft, record, origin);
  else ask(draft, input, { queue: name, command: { type: 'stat' }, origin });
}

function createQueue(draft: Draft, input: ClientInput, method: MethodOf<'queue.declare'>): void {
  draft.story.rule('rabbitmq.queue.declare');
  const { queue: name } = method;
  const { version } = draft.node.config;
  const given: FieldTable = method.arguments ?? EMPTY_TABLE;
  if (!name.startsWith('amq.gen-')) checkNameIsFree('queue', name);
  const type = queueTypeOf(name, given);
  checkArguments({ queue: name, type, given, version });
  const durable = method.durable ?? false;
  checkProperties(name, type, method);
  if (!durable && method.exclusive !== true && isAtLeast(version, '4.3'))
    throw notPermitted('transient_nonexcl_queues');
  const definition: QueueDefinition = {
    name,
    type,
    durable,
    autoDelete: method.autoDelete ?? false,
    exclusiveTo: method.exclusive === true ? input.connection : null,
    arguments: given,
  };
  const record = newRecord(definition, { version, servedBy: HERE, nowMicros: draft.nowMicros });
  draft.node = { ...draft.node, queues: [...draft.node.queues, record] };
  draft.tellCluster({ type: 'queue-added', queue: definition, servedBy: draft.node.config.name });
}

/** A queue as a node begins to know it: empty, or without a state where it is neither served nor copied. */
export function newRecord(
  definition: QueueDefinition,
  options: { readonly version: RabbitVersion; readonly servedBy: string | null; readonly nowMicros: number },
): QueueRecord {
  const { type, durable } = definition;
  const { version, servedBy, nowMicros } = options;
  const policy = policyOf(type, definition.arguments, version);
  // A quorum queue has a copy on every node that is told of it; which of them follow its leader, whoever replicates decides.
  const hasState = servedBy === HERE || type === 'quorum';
  return {
    ...definition,
    policy,
    servedBy,
    homeDown: null,
    state: hasState ? emptyState({ type, policy, version, durable }) : null,
    hadConsumer: false,
    usedAtMicros: nowMicros,
    awaitingSync: [],
    mirroring: null,
    deadLetters: [],
    unheardDowns: [],
    dropped: emptyList(),
  };
}

export function emptyState(options: {
  readonly type: QueueType;
  readonly policy: QueuePolicy;
  readonly version: RabbitVersion;
  readonly durable: boolean;
}): QueueState | StreamState {
  const { type, policy, version, durable } = options;
  return type === 'stream' ? newStream(policy) : newQueue({ type, version, policy, durable });
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
  const { queue } = method;
  const { type } = draft.usableQueue(queue, input.connection);
  if (type === 'stream') refuse('queue.purge', queue);
  const { connection, channel } = input;
  ask(draft, input, { queue, command: { type: 'purge' }, origin: { kind: 'purge', connection, channel } });
}

/** Deletes on request. A queue that is not there counts as deleted. */
export function deleteQueueOnRequest(draft: Draft, input: ClientInput, method: MethodOf<'queue.delete'>): void {
  const { queue, ifUnused = false, ifEmpty = false } = method;
  if (draft.queue(queue) === undefined) {
    draft.send(input, { type: 'queue.delete-ok', messageCount: 0 });
    return;
  }
  draft.usableQueue(queue, input.connection);
  const { connection, channel } = input;
  const command = { type: 'delete', ifUnused, ifEmpty } as const;
  ask(draft, input, { queue, command, origin: { kind: 'delete', connection, channel } });
}
