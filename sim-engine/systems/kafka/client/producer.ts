/**
 * A Kafka producer and the application that calls it.
 *
 * Models: `send()` with `max.block.ms`, batching (`linger.ms`, `batch.size`), partitioning (explicit, murmur2, sticky and
 * adaptive), acks 0/1/all, `max.in.flight`, retries with backoff, `request.timeout.ms`, `delivery.timeout.ms`, metadata with
 * leader epochs, idempotence. Leaves out: transactions, compression, splitting of batches that are too large, `flush()`.
 * Faults that reach it: crash, restart, powerLoss, pause, cut and slow links, lost responses.
 */
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import type { Turn } from '../../../host/turn.ts';
import { invariant } from '../../../kernel/invariant.ts';
import { NEVER } from '../../../kernel/time.ts';
import type { KafkaProducerSpec } from '../scenario.ts';
import { correlationBefore } from '../correlations.ts';
import type { KafkaMessage } from '../protocol.ts';
import { resolveSettings } from '../settings.ts';
import type { KafkaTopology } from '../topology.ts';
import { newClientMetadata } from './clientMetadata.ts';
import {
  APPLICATION_TIMER,
  sendOnCommand,
  sendScheduled,
  sendSubmitted,
  startApplication,
} from './producer/application.ts';
import { ProducerContext, type ProducerWorld } from './producer/context.ts';
import type { ProducerMemory } from './producer/memory.ts';
import { failNode, handleMetadata, handleProduceResponse, handleProducerId } from './producer/responses.ts';
import { runSender } from './producer/sender.ts';
import { freshSequences } from './producer/sequences.ts';
import { TIMEOUTS_TIMER, timeoutsTimer } from './producer/timeouts.ts';
import type { SubmitRequest } from '../../../apps/messages.ts';
import { recordLabels } from '../../../apps/recordNames.ts';
import { suffixOf } from '../../../apps/submissions.ts';

export type { ProducerMemory } from './producer/memory.ts';

/** Makes the behaviour of one producer of a cluster. */
export function producerBehaviour(options: {
  readonly spec: KafkaProducerSpec;
  readonly topology: KafkaTopology;
}): Behaviour {
  const { spec, topology } = options;
  const place = topology.producers.find((producer) => producer.spec.name === spec.name);
  const partitions = topology.partitionsOf.get(spec.topic);
  invariant(
    place !== undefined && partitions !== undefined,
    'a producer is part of the topology and writes to one of its topics',
  );
  const world: ProducerWorld = {
    spec,
    topology,
    partitions,
    labels: recordLabels(topology, place.node),
    naming: namingOf(spec, topology),
  };
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? newMemory(world, turn) : (memory as ProducerMemory);
      const context = new ProducerContext(turn, world, before);
      react(context, input);
      // A process that stood still first gets what waited for it: its timers are late, and fire in their order.
      if (input.kind !== 'resumed') runSender(context);
      return context.memory;
    },
  };
}

/** What this producer calls the orders that services hand to it. */
function namingOf({ name }: KafkaProducerSpec, { given }: KafkaTopology): ProducerWorld['naming'] {
  const { applications, producers } = given;
  const outlets = producers.map(({ name: producer, topic }) => ({ producer, destination: topic }));
  return {
    suffix: suffixOf(applications, outlets, name),
    place: producers.findIndex((each) => each.name === name),
    places: producers.length,
  };
}

function newMemory(world: ProducerWorld, turn: Turn): ProducerMemory {
  return {
    settings: resolveSettings('producer', turn.settings),
    correlation: correlationBefore(turn.incarnation),
    batchId: 0,
    metadata: newClientMetadata(),
    blocked: [],
    queues: world.partitions.map(() => []),
    requests: [],
    sticky: null,
    producerId: -1,
    producerEpoch: -1,
    producerIdNotBefore: 0,
    producerIdFailures: 0,
    sequences: world.partitions.map(() => freshSequences(-1, -1)),
    wakeAt: NEVER,
    timeoutAt: NEVER,
  };
}

function react(context: ProducerContext, input: Input): void {
  switch (input.kind) {
    case 'start':
      context.turn.note('kafka.producer.started', { producer: context.name });
      return startApplication(context);
    case 'message':
      if (input.message.kind === 'SubmitRequest') {
        return sendSubmitted(context, input.from, input.message as SubmitRequest);
      }
      return handleMessage(context, input.message as KafkaMessage);
    case 'timer':
      if (input.name === APPLICATION_TIMER) sendScheduled(context);
      else if (input.name === TIMEOUTS_TIMER) timeoutsTimer(context);
      else context.memory = { ...context.memory, wakeAt: NEVER };
      return;
    case 'disconnected':
      context.turn.note('kafka.producer.disconnected', { producer: context.name, broker: context.nameOf(input.peer) });
      return failNode(context, input.peer);
    case 'configured':
      context.memory = { ...context.memory, settings: resolveSettings('producer', input.settings) };
      return;
    case 'command':
      if (input.operation === 'send') sendOnCommand(context, input.arguments['key']);
      return;
    case 'synced':
    case 'resumed':
      return;
  }
}

function handleMessage(context: ProducerContext, message: KafkaMessage): void {
  const request = context.takeRequest(message.correlation);
  if (request === null) {
    context.turn.note('kafka.producer.late-answer', { producer: context.name, kind: message.kind });
    return;
  }
  if (message.kind === 'MetadataResponse') handleMetadata(context, message);
  else if (message.kind === 'InitProducerIdResponse') handleProducerId(context, message);
  else if (message.kind === 'ProduceResponse') handleProduceResponse(context, request, message);
}
