/**
 * The sender thread: decides what leaves now, and for which node.
 * Source: clients/src/main/java/org/apache/kafka/clients/producer/internals/Sender.java, Kafka 4.3.
 */
import { NEVER, type Micros } from '../../../../kernel/time.ts';
import { isKnown, leaderOf, refreshDueAt } from '../clientMetadata.ts';
import { inFlightTo, leastLoadedNode } from '../leastLoaded.ts';
import { isDrainable, markDue, sendableAt } from './accumulator.ts';
import { blockedUntil, unblock } from './application.ts';
import type { ProducerContext } from './context.ts';
import type { ProducerBatch } from './memory.ts';
import { acknowledge, valuesOf } from './outcomes.ts';
import { numbered, resolveSequences } from './sequences.ts';
import { stateWhenSent } from './states.ts';
import { armTimeoutsTimer } from './timeouts.ts';

/** The timer for the sender's next deadline. */
export const SENDER_TIMER = 'sender';

/** One round of the sender: everything that is due now happens, and the timer is armed for what comes next. */
export function runSender(context: ProducerContext): void {
  unblock(context);
  requestMetadata(context);
  if (context.memory.settings.enableIdempotence) {
    resolveSequences(context);
    requestProducerId(context);
  }
  if (isKnown(context.memory.metadata)) drain(context);
  armTimeoutsTimer(context);
  armTimer(context);
}

function requestMetadata(context: ProducerContext): void {
  const { metadata, settings, requests } = context.memory;
  if (refreshDueAt(metadata, settings.metadataMaxAgeMicros) > context.turn.now || context.isAwaiting('metadata'))
    return;
  const node = leastLoadedNode(context.world.topology.brokers, requests, metadata.rotation);
  context.turn.note('kafka.producer.asks-metadata', { producer: context.name, broker: context.nameOf(node) });
  context.request('metadata', node, (correlation) => ({ kind: 'MetadataRequest', correlation }));
}

function requestProducerId(context: ProducerContext): void {
  const { producerId, producerIdNotBefore, metadata, requests } = context.memory;
  if (producerId !== -1 || producerIdNotBefore > context.turn.now || context.isAwaiting('initProducerId')) return;
  if (!isKnown(metadata)) return;
  const node = leastLoadedNode(context.world.topology.brokers, requests, metadata.rotation);
  context.turn.note('kafka.producer.asks-producer-id', { producer: context.name, broker: context.nameOf(node) });
  context.request('initProducerId', node, (correlation) => ({ kind: 'InitProducerIdRequest', correlation }));
}

/** Is anything in this queue due to leave? */
function isReady(context: ProducerContext, queue: readonly ProducerBatch[]): boolean {
  return queue.length > 0 && sendableAt(context, queue) <= context.turn.now && isDrainable(context, queue);
}

/** For every node that has a batch ready and room for a request: one request with the first batch of each partition it leads. */
function drain(context: ProducerContext): void {
  const { partitions } = context.world;
  for (let index = 0; index < partitions.length; index += 1) {
    while (isReady(context, context.memory.queues[index] as readonly ProducerBatch[])) {
      const node = context.leader(partitions[index] as number);
      if (node !== -1 && hasRoom(context, node)) {
        sendTo(context, node);
        continue;
      }
      markDue(context, index);
      if (node === -1) context.wantMetadata();
      requestMetadata(context);
      break;
    }
  }
}

function hasRoom(context: ProducerContext, node: number): boolean {
  return inFlightTo(context.memory.requests, node) < context.memory.settings.maxInFlightRequestsPerConnection;
}

/**
 * Name: Produce
 * Who: producer
 * Means: whatever is waiting for this node's partitions leaves together; a partition gives at most one batch
 * Enabled when: a batch is full, has waited for linger.ms, or is due for a retry, and fewer than max.in.flight requests are out
 * Changes: batches leave the accumulator and wait for their answer
 */
function sendTo(context: ProducerContext, node: number): void {
  context.turn.rule('kafka.producer.produce');
  const batches: ProducerBatch[] = [];
  context.world.partitions.forEach((partition, index) => {
    const queue = context.memory.queues[index] as readonly ProducerBatch[];
    if (context.leader(partition) !== node || !isDrainable(context, queue)) return;
    const batch = numbered(context, queue[0] as ProducerBatch);
    context.setQueue(index, queue.slice(1));
    const { leaderEpoch } = leaderOf(context.memory.metadata, partition);
    batches.push({ ...batch, state: stateWhenSent(context, batch), leaderEpoch, sentEpoch: batch.producerEpoch });
  });
  const { settings } = context.memory;
  const message = (correlation: number) =>
    ({
      kind: 'ProduceRequest',
      correlation,
      acks: context.acks,
      timeoutMicros: settings.requestTimeoutMicros,
      batches: batches.map((batch) => ({
        partition: batch.partition,
        batch: {
          records: batch.records,
          bytes: batch.bytes,
          producerId: batch.producerId,
          producerEpoch: batch.producerEpoch,
          baseSequence: batch.baseSequence,
        },
      })),
    }) as const;
  if (context.turn.explaining) noteProduce(context, node, batches);
  if (context.acks === 0) sendWithoutAnswer(context, node, batches, message);
  else context.request('produce', node, message, batches);
}

function sendWithoutAnswer(
  context: ProducerContext,
  node: number,
  batches: readonly ProducerBatch[],
  message: (correlation: number) => Parameters<ProducerContext['turn']['send']>[1],
): void {
  const correlation = context.memory.correlation + 1;
  context.memory = { ...context.memory, correlation };
  context.turn.rule('kafka.producer.acks-none');
  context.turn.send(node, message(correlation));
  for (const batch of batches) acknowledge(context, batch, -1);
}

function noteProduce(context: ProducerContext, node: number, batches: readonly ProducerBatch[]): void {
  for (const batch of batches) {
    context.turn.note(batch.attempts === 0 ? 'kafka.producer.sent' : 'kafka.producer.sent-again', {
      producer: context.name,
      broker: context.nameOf(node),
      values: valuesOf(batch),
      partition: context.label(batch.partition),
      attempt: batch.attempts + 1,
    });
  }
}

function armTimer(context: ProducerContext): void {
  const wakeAt = nextDeadline(context);
  if (wakeAt === context.memory.wakeAt) return;
  context.memory = { ...context.memory, wakeAt };
  if (wakeAt === NEVER) context.turn.cancelTimer(SENDER_TIMER, 0);
  else context.turn.setTimer(SENDER_TIMER, 0, wakeAt - context.turn.now);
}

/** When the sender must look again if nothing else happens. */
function nextDeadline(context: ProducerContext): Micros {
  const { memory, turn } = context;
  const { settings, metadata } = memory;
  let deadline = blockedUntil(context) ?? NEVER;
  if (!context.isAwaiting('metadata'))
    deadline = Math.min(deadline, refreshDueAt(metadata, settings.metadataMaxAgeMicros));
  for (const queue of memory.queues) deadline = Math.min(deadline, queueDeadline(context, queue));
  if (
    settings.enableIdempotence &&
    memory.producerId === -1 &&
    !context.isAwaiting('initProducerId') &&
    isKnown(metadata)
  ) {
    deadline = Math.min(deadline, memory.producerIdNotBefore);
  }
  return deadline === NEVER ? NEVER : Math.max(deadline, turn.now);
}

/** A queue waits for time to pass (linger, backoff). What is due already waits for something else. */
function queueDeadline(context: ProducerContext, queue: readonly ProducerBatch[]): Micros {
  const due = sendableAt(context, queue);
  return due > context.turn.now ? due : NEVER;
}
