/**
 * A broker and the controller: registration, heartbeats, following the metadata log, controlled shutdown.
 * Source: server/src/main/java/org/apache/kafka/server/BrokerLifecycleManager.java (4.3), metadata publishing in BrokerMetadataPublisher.
 */
import { nextState } from '../../../chart/nextState.ts';
import { brokerLifecycle } from '../charts/index.ts';
import { replay } from '../metadata.ts';
import type { BrokerHeartbeatResponse, BrokerRegistrationResponse, MetadataFetchResponse } from '../protocol.ts';
import { CONTROLLER, FILE } from '../topology.ts';
import type { BrokerContext } from './context.ts';
import { fetchAll } from './fetchers.ts';
import { adoptRegistration } from './roles.ts';

/** Registration and metadata requests are tried again after so long (BrokerLifecycleManager's resend backoff starts at 50 ms). */
const RETRY_MICROS = 100_000;

/** Asks to be registered: each start of the process gets a new broker epoch. */
export function register(context: BrokerContext): void {
  const correlation = context.nextCorrelation();
  context.memory = { ...context.memory, controlCorrelation: correlation };
  context.send(CONTROLLER, {
    kind: 'BrokerRegistrationRequest',
    correlation,
    incarnation: context.turn.incarnation,
    previousBrokerEpoch: (context.turn.read(FILE.cleanShutdown) as number | undefined) ?? -1,
  });
}

/** The controller's answer to a registration. */
export function handleRegistration(context: BrokerContext, response: BrokerRegistrationResponse): void {
  if (response.correlation !== context.memory.controlCorrelation) return;
  context.memory = { ...context.memory, controlCorrelation: 0 };
  if (response.error !== 'NONE') {
    context.turn.note('kafka.broker.registration-refused', {
      broker: context.name(context.turn.self),
      error: response.error,
    });
    context.turn.setTimer('register', 0, RETRY_MICROS);
    return;
  }
  // The mark of a clean shutdown is used up: from here on only a crash or another clean shutdown can follow.
  context.turn.writeDurably(FILE.cleanShutdown, undefined);
  const state = nextState(brokerLifecycle, context.memory.state, 'registered');
  context.memory = { ...context.memory, state, brokerEpoch: response.brokerEpoch };
  context.turn.note('kafka.broker.registered', {
    broker: context.name(context.turn.self),
    epoch: response.brokerEpoch,
  });
  fetchMetadata(context);
  sendHeartbeat(context);
}

/** Says that the broker is alive and how far it has followed the metadata log. */
export function sendHeartbeat(context: BrokerContext): void {
  context.turn.setTimer('heartbeat', 0, context.memory.settings.brokerHeartbeatIntervalMicros);
  if (context.memory.controlCorrelation !== 0) return;
  const correlation = context.nextCorrelation();
  context.memory = { ...context.memory, controlCorrelation: correlation };
  context.send(CONTROLLER, {
    kind: 'BrokerHeartbeatRequest',
    correlation,
    brokerEpoch: context.memory.brokerEpoch,
    currentMetadataOffset: context.memory.image.offset,
    wantFence: false,
    wantShutDown: context.memory.state === 'pendingControlledShutdown',
  });
}

/** The controller's answer to a heartbeat: am I fenced, may I stop? */
export function handleHeartbeat(context: BrokerContext, response: BrokerHeartbeatResponse): void {
  if (response.correlation !== context.memory.controlCorrelation) return;
  context.memory = { ...context.memory, controlCorrelation: 0 };
  if (response.error === 'STALE_BROKER_EPOCH' || response.error === 'BROKER_ID_NOT_REGISTERED') {
    register(context);
    return;
  }
  if (response.shouldShutDown) {
    shutDown(context);
    return;
  }
  const wasFenced = context.memory.fenced;
  const { state } = context.memory;
  context.memory = {
    ...context.memory,
    fenced: response.isFenced,
    state: response.isFenced ? state : nextState(brokerLifecycle, state, 'unfenced'),
  };
  if (wasFenced && response.isFenced) context.turn.setTimer('heartbeat', 0, RETRY_MICROS);
}

/** Flushes everything, leaves the mark of a clean shutdown, and ends the process. */
function shutDown(context: BrokerContext): void {
  const state = nextState(brokerLifecycle, context.memory.state, 'shutdownAllowed');
  context.memory = { ...context.memory, state };
  for (const replica of context.memory.replicas) {
    if (replica === null) continue;
    context.turn.writeDurably(FILE.log(replica.partition), context.log(replica.partition));
  }
  checkpointHighWatermarks(context);
  context.turn.writeDurably(FILE.cleanShutdown, context.memory.brokerEpoch);
  context.turn.note('kafka.broker.shut-down', { broker: context.name(context.turn.self) });
  context.turn.exit();
}

/** Writes `replication-offset-checkpoint`. */
export function checkpointHighWatermarks(context: BrokerContext): void {
  const highWatermarks = context.memory.replicas.map((replica) => replica?.highWatermark ?? 0);
  context.turn.writeDurably(FILE.highWatermarks, highWatermarks);
}

/** Asks the controller for the metadata records that come after what this broker has. */
export function fetchMetadata(context: BrokerContext): void {
  const correlation = context.nextCorrelation();
  context.memory = { ...context.memory, metadataCorrelation: correlation };
  context.send(CONTROLLER, { kind: 'MetadataFetchRequest', correlation, offset: context.memory.image.offset });
}

/** New metadata: replay it, let the replicas follow, and ask for more. */
export function handleMetadataFetch(context: BrokerContext, response: MetadataFetchResponse): void {
  if (response.correlation !== context.memory.metadataCorrelation) return;
  const before = context.memory.image;
  if (response.offset === before.offset) applyRecords(context, response);
  fetchMetadata(context);
}

function applyRecords(context: BrokerContext, response: MetadataFetchResponse): void {
  const before = context.memory.image;
  context.turn.rule('kafka.metadata-replay');
  context.memory = { ...context.memory, image: replay(before, response.records) };
  const { self } = context.turn;
  const changed = context.memory.image.partitions
    .map((registration, partition) => ({ registration, partition }))
    .filter(({ registration, partition }) => registration !== before.partitions[partition]);
  // As a broker applies a batch of metadata: first the partitions it is to lead, then those it is to follow.
  for (const leads of [true, false]) {
    for (const { registration, partition } of changed) {
      if ((registration.leader === self) === leads) adoptRegistration(context, partition, registration);
    }
  }
  if (context.memory.image.brokers[self] !== before.brokers[self]) {
    context.memory = { ...context.memory, fenced: context.memory.image.brokers[self]?.fenced ?? true };
  }
  fetchAll(context);
}

/** The controller cannot be reached: what was asked is asked again. */
export function controllerDisconnected(context: BrokerContext): void {
  const registering = context.memory.state === 'starting';
  context.memory = { ...context.memory, controlCorrelation: 0, metadataCorrelation: 0 };
  context.turn.setTimer(registering ? 'register' : 'metadata-retry', 0, RETRY_MICROS);
}
