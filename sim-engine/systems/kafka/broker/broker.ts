/**
 * A Kafka broker: what it does with each input.
 *
 * Models: produce and fetch paths, replication, ISR, leader epochs and truncation, registration and fencing, the group
 * coordinator, checkpoints, controlled shutdown. Leaves out: see `limits.ts`.
 * Faults that reach it: all of the host's alphabet.
 */
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import { isResponse } from '../../../host/message.ts';
import type { Settings } from '../../../host/settings.ts';
import type { Turn } from '../../../host/turn.ts';
import { nextState } from '../../../chart/nextState.ts';
import { brokerLifecycle, isrState, replicaRole } from '../charts/index.ts';
import { correlationBefore } from '../correlations.ts';
import { newCoordinator } from '../coordinator/coordinator.ts';
import type { Guards } from '../guards.ts';
import { latestEpoch, truncateFromEnd } from '../rules/leaderEpochCache.ts';
import type { MetadataImage } from '../metadata.ts';
import type { KafkaMessage } from '../protocol.ts';
import { resolveSettings } from '../settings.ts';
import { CONTROLLER, FILE, type KafkaTopology } from '../topology.ts';
import {
  handleFindCoordinator,
  handleListOffsets,
  handleMetadata,
  handleOffsetForLeaderEpoch,
} from './consumerFetch.ts';
import { BrokerContext } from './context.ts';
import { coordinatorTimer, handleGroup, isGroupRequest } from './coordination.ts';
import {
  checkFetchTimeouts,
  fetchAll,
  fetcherDisconnected,
  fetchFrom,
  handleReplicaFetchResponse,
} from './fetchers.ts';
import { checkIsr, handleAlterPartitionResponse, retryAlterPartitions, sendAlterPartition } from './isr.ts';
import {
  checkpointHighWatermarks,
  controllerDisconnected,
  fetchMetadata,
  handleHeartbeat,
  handleMetadataFetch,
  handleRegistration,
  register,
  sendHeartbeat,
} from './lifecycle.ts';
import type { BrokerMemory, Replica } from './memory.ts';
import { handleProduce } from './produce.ts';
import { handleReplicaFetch } from './replicaFetch.ts';
import { adoptRegistration } from './roles.ts';
import { answerOrWait, expireFetch, forgetFetch } from './waitingFetches.ts';
import { timeOutProduce } from './waitingProduces.ts';

export interface BrokerOptions {
  readonly topology: KafkaTopology;
  readonly guards: Guards;
  /** The cluster as it was created: every broker registered, every partition led. */
  readonly initialImage: MetadataImage;
}

/** Makes the behaviour of the brokers of a cluster. */
export function brokerBehaviour(options: BrokerOptions): Behaviour {
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? emptyMemory(options, turn) : (memory as BrokerMemory);
      const context = new BrokerContext({ turn, topology: options.topology, guards: options.guards, memory: before });
      react(context, input, options);
      return context.memory;
    },
  };
}

function settingsOf(given: Settings): BrokerMemory['settings'] {
  return resolveSettings('broker', given);
}

function emptyMemory(options: BrokerOptions, turn: Turn): BrokerMemory {
  return {
    state: brokerLifecycle.initial,
    settings: settingsOf(turn.settings),
    brokerEpoch: -1,
    correlation: correlationBefore(turn.incarnation),
    controlCorrelation: 0,
    metadataCorrelation: 0,
    image: options.initialImage,
    fenced: true,
    replicas: options.topology.partitions.map((place): Replica | null =>
      place.replicas.includes(turn.self) ? offlineReplica(place.number) : null,
    ),
    fetchers: [],
    waitingFetches: [],
    waitingProduces: [],
    coordinator: newCoordinator(),
  };
}

function offlineReplica(partition: number): Replica {
  return {
    partition,
    role: replicaRole.initial,
    leader: -1,
    leaderEpoch: -1,
    partitionEpoch: -1,
    highWatermark: 0,
    isr: [],
    epochStartOffset: 0,
    isrState: isrState.initial,
    proposedIsr: [],
    remotes: [],
    fetchNotBefore: 0,
  };
}

function react(context: BrokerContext, input: Input, options: BrokerOptions): void {
  switch (input.kind) {
    case 'start':
      return start(context, input.previous, options);
    case 'message':
      return handleMessage(context, input.from, input.message as KafkaMessage);
    case 'timer':
      return handleTimer(context, input.name, input.subject);
    case 'disconnected':
      return handleDisconnect(context, input.peer);
    case 'configured':
      context.memory = { ...context.memory, settings: settingsOf(input.settings) };
      return;
    case 'command':
      if (input.operation === 'cleanShutdown') beginShutdown(context);
      return;
    case 'synced':
    case 'resumed':
      return;
  }
}

/** Reads back what the disk has, then registers. A cluster's very first start is skipped over: it is registered already. */
function start(
  context: BrokerContext,
  previous: 'none' | 'stopped' | 'crashed' | 'powered-off',
  options: BrokerOptions,
): void {
  const { settings } = context.memory;
  const state = nextState(brokerLifecycle, context.memory.state, 'start', { isRegistered: previous === 'none' });
  context.memory = { ...context.memory, state };
  context.turn.setTimer('isr-check', 0, Math.floor(settings.replicaLagTimeMaxMicros / 2));
  context.turn.setTimer('checkpoint', 0, settings.replicaHighWatermarkCheckpointIntervalMicros);
  if (previous === 'none') {
    const brokerEpoch = options.initialImage.brokers[context.turn.self]?.brokerEpoch ?? -1;
    context.memory = { ...context.memory, fenced: false, brokerEpoch };
    options.initialImage.partitions.forEach((registration, partition) =>
      adoptRegistration(context, partition, registration),
    );
    fetchAll(context);
    fetchMetadata(context);
    sendHeartbeat(context);
    return;
  }
  recoverLogs(context);
  register(context);
}

function recoverLogs(context: BrokerContext): void {
  const checkpoint = (context.turn.read(FILE.highWatermarks) as readonly number[] | undefined) ?? [];
  for (const replica of context.memory.replicas) {
    if (replica === null) continue;
    const { partition } = replica;
    const log = context.log(partition);
    const epochs = context.epochs(partition);
    if (latestEpoch(epochs) !== -1) context.writeEpochs(partition, truncateFromEnd(epochs, log.endOffset));
    const highWatermark = Math.min(Math.max(checkpoint[partition] ?? 0, log.startOffset), log.endOffset);
    context.setReplica({ ...replica, highWatermark });
    context.turn.note('kafka.broker.recovered', {
      broker: context.name(context.turn.self),
      partition: context.label(partition),
      endOffset: log.endOffset,
      highWatermark,
    });
  }
}

function beginShutdown(context: BrokerContext): void {
  const state = nextState(brokerLifecycle, context.memory.state, 'shutdownRequested');
  context.memory = { ...context.memory, state };
  sendHeartbeat(context);
}

/** A broker listens once it has registered and has seen so in the metadata: before that it knows of nobody's leadership. */
function isListening(context: BrokerContext): boolean {
  const { brokerEpoch, image } = context.memory;
  return brokerEpoch !== -1 && image.offset > brokerEpoch;
}

function handleMessage(context: BrokerContext, from: number, message: KafkaMessage): void {
  if (!isResponse(message) && !isListening(context)) {
    context.turn.note('network.connection-refused', {
      from: context.name(from),
      to: context.name(context.turn.self),
    });
    context.turn.disconnect(from);
    return;
  }
  if (isGroupRequest(message)) return handleGroup(context, from, message);
  switch (message.kind) {
    case 'ProduceRequest':
      return handleProduce(context, from, message);
    case 'ReplicaFetchRequest':
      return handleReplicaFetch(context, from, message);
    case 'ReplicaFetchResponse':
      return handleReplicaFetchResponse(context, from, message);
    case 'FetchRequest':
      return answerOrWait(context, from, message);
    case 'MetadataRequest':
      return handleMetadata(context, from, message);
    case 'ListOffsetsRequest':
      return handleListOffsets(context, from, message);
    case 'OffsetForLeaderEpochRequest':
      return handleOffsetForLeaderEpoch(context, from, message);
    case 'FindCoordinatorRequest':
      return handleFindCoordinator(context, from, message);
    case 'InitProducerIdRequest':
      // A producer id is unique by its origin: one request number of one broker.
      context.send(from, {
        kind: 'InitProducerIdResponse',
        correlation: message.correlation,
        error: 'NONE',
        producerId: context.nextCorrelation() * 100 + context.turn.self,
        producerEpoch: 0,
      });
      return;
    case 'BrokerRegistrationResponse':
      return handleRegistration(context, message);
    case 'BrokerHeartbeatResponse':
      return handleHeartbeat(context, message);
    case 'MetadataFetchResponse':
      return handleMetadataFetch(context, message);
    case 'AlterPartitionResponse':
      return handleAlterPartitionResponse(context, message);
    default:
      return;
  }
}

function handleTimer(context: BrokerContext, name: string, subject: number): void {
  switch (name) {
    case 'heartbeat':
      return sendHeartbeat(context);
    case 'register':
      return register(context);
    case 'metadata-retry':
      fetchMetadata(context);
      return sendHeartbeat(context);
    case 'isr-check':
      context.turn.setTimer('isr-check', 0, Math.floor(context.memory.settings.replicaLagTimeMaxMicros / 2));
      checkIsr(context);
      return checkFetchTimeouts(context);
    case 'checkpoint':
      context.turn.setTimer('checkpoint', 0, context.memory.settings.replicaHighWatermarkCheckpointIntervalMicros);
      return checkpointHighWatermarks(context);
    case 'fetch-wait':
      return expireFetch(context, subject);
    case 'fetch-backoff': {
      const leader = context.replica(subject)?.leader ?? -1;
      if (leader !== -1 && leader !== context.turn.self) fetchFrom(context, leader);
      return;
    }
    case 'produce-timeout':
      return timeOutProduce(context, subject);
    case 'alter-partition-retry':
      return sendAlterPartition(context, subject);
    case 'coordinator':
      return coordinatorTimer(context);
  }
}

function handleDisconnect(context: BrokerContext, peer: number): void {
  if (peer === CONTROLLER) {
    controllerDisconnected(context);
    retryAlterPartitions(context);
    return;
  }
  forgetFetch(context, peer);
  fetcherDisconnected(context, peer);
}
