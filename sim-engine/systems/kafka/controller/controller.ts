/**
 * The controller: registration, heartbeats and fencing, elections, ISR changes, the metadata log.
 *
 * Models: one active controller with a durable log. Leaves out: the quorum itself (votes, epochs, its own fail-over).
 * Faults that reach it: crash and restart (sessions start afresh), pause, cut links, slow links.
 * Source: metadata/src/main/java/org/apache/kafka/controller/{QuorumController,ClusterControlManager,BrokerHeartbeatManager}.java, Kafka 4.3.
 */
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import type { SettingValue } from '../../../host/settings.ts';
import type { Turn } from '../../../host/turn.ts';
import type { Guards } from '../guards.ts';
import { replay, type BrokerRegistration, type MetadataImage, type MetadataRecord } from '../metadata.ts';
import type {
  AlterPartitionRequest,
  BrokerHeartbeatRequest,
  BrokerRegistrationRequest,
  KafkaMessage,
  MetadataFetchRequest,
} from '../protocol.ts';
import { validateAlterPartition } from '../rules/alterPartition.ts';
import { nextBrokerState } from '../rules/brokerHeartbeat.ts';
import { resolveSettings } from '../settings.ts';
import type { KafkaTopology } from '../topology.ts';
import { ControllerContext } from './context.ts';
import { buildChange, electForLeaderless, isAcceptable, withdraw } from './elections.ts';
import type { ControllerMemory, MetadataLog } from './memory.ts';
import { METADATA_LOG } from './memory.ts';

export interface ControllerOptions {
  readonly topology: KafkaTopology;
  readonly guards: Guards;
  readonly initialImage: MetadataImage;
}

/** Makes the controller's behaviour. */
export function controllerBehaviour(options: ControllerOptions): Behaviour {
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? startingMemory(options, turn) : (memory as ControllerMemory);
      const context = new ControllerContext({
        turn,
        topology: options.topology,
        guards: options.guards,
        baseOffset: options.initialImage.offset,
        memory: before,
      });
      react(context, input);
      return context.memory;
    },
  };
}

/** All unfenced brokers get a fresh session when a controller becomes active. */
function startingMemory(options: ControllerOptions, turn: Turn): ControllerMemory {
  const settings = resolveSettings('broker', turn.settings);
  const records = (turn.read(METADATA_LOG) as MetadataLog | undefined)?.toArray() ?? [];
  const image = replay(options.initialImage, records);
  const expiresAt = turn.now + settings.brokerSessionTimeoutMicros;
  const sessions = image.brokers.map((broker) => (broker.fenced ? null : { expiresAt }));
  return { settings, image, sessions, observers: [] };
}

function react(context: ControllerContext, input: Input): void {
  switch (input.kind) {
    case 'start':
      armTimers(context);
      return;
    case 'message':
      handleMessage(context, input.from, input.message as KafkaMessage);
      return;
    case 'timer':
      handleTimer(context, input.name);
      return;
    case 'disconnected':
      context.memory = {
        ...context.memory,
        observers: context.memory.observers.filter((observer) => observer.node !== input.peer),
      };
      return;
    case 'command':
      handleCommand(context, input.operation, input.arguments);
      return;
    case 'configured':
      context.memory = { ...context.memory, settings: resolveSettings('broker', input.settings) };
      return;
    case 'synced':
    case 'resumed':
      return;
  }
}

function armTimers(context: ControllerContext): void {
  const { settings } = context.memory;
  armSessionTimer(context);
  if (settings.autoLeaderRebalanceEnable) {
    context.turn.setTimer('preferred-election', 0, settings.leaderImbalanceCheckIntervalMicros);
  }
  context.turn.setTimer('unclean-election', 0, settings.uncleanLeaderElectionIntervalMicros);
}

/** The next session to expire; heartbeats move it. */
function armSessionTimer(context: ControllerContext): void {
  let earliest = -1;
  for (const session of context.memory.sessions) {
    if (session && (earliest === -1 || session.expiresAt < earliest)) earliest = session.expiresAt;
  }
  if (earliest === -1) context.turn.cancelTimer('session', 0);
  else context.turn.setTimer('session', 0, earliest - context.turn.now + 1);
}

function handleTimer(context: ControllerContext, name: string): void {
  switch (name) {
    case 'session':
      return fenceStale(context);
    case 'preferred-election':
      context.turn.setTimer('preferred-election', 0, context.memory.settings.leaderImbalanceCheckIntervalMicros);
      return electPreferredEverywhere(context);
    case 'unclean-election':
      context.turn.setTimer('unclean-election', 0, context.memory.settings.uncleanLeaderElectionIntervalMicros);
      return context.commit(electForLeaderless(context));
  }
}

/** Fences the broker whose session has been over for longest: one per pass. */
function fenceStale(context: ControllerContext): void {
  let stalest = -1;
  context.memory.sessions.forEach((session, broker) => {
    if (session === null || session.expiresAt >= context.turn.now) return;
    if (stalest === -1 || session.expiresAt < (context.memory.sessions[stalest]?.expiresAt ?? 0)) stalest = broker;
  });
  if (stalest !== -1) setSession(context, stalest, null);
  if (stalest !== -1 && context.memory.image.brokers[stalest]?.fenced === false) {
    context.turn.rule('kafka.fence');
    context.turn.milestone('fenced', 'kafka.controller.fenced', {
      broker: context.name(stalest),
      seconds: Math.floor(context.memory.settings.brokerSessionTimeoutMicros / 1_000_000),
    });
    fence(context, stalest);
  }
  armSessionTimer(context);
}

function setSession(context: ControllerContext, broker: number, session: ControllerMemory['sessions'][number]): void {
  const sessions = context.memory.sessions.slice();
  sessions[broker] = session;
  context.memory = { ...context.memory, sessions };
}

function brokerRecord(context: ControllerContext, broker: number, change: Partial<BrokerRegistration>): MetadataRecord {
  const registration = { ...(context.memory.image.brokers[broker] as BrokerRegistration), ...change };
  return { kind: 'broker', registration };
}

/** A fenced broker leaves every ISR and leadership in the same commit that fences it. */
function fence(context: ControllerContext, broker: number): void {
  const changes = withdraw(context, { broker, unclean: 'clean' });
  context.commit([...changes, brokerRecord(context, broker, { fenced: true })]);
}

function handleMessage(context: ControllerContext, from: number, message: KafkaMessage): void {
  switch (message.kind) {
    case 'BrokerRegistrationRequest':
      return handleRegistration(context, from, message);
    case 'BrokerHeartbeatRequest':
      return handleHeartbeat(context, from, message);
    case 'MetadataFetchRequest':
      return handleMetadataFetch(context, from, message);
    case 'AlterPartitionRequest':
      return handleAlterPartition(context, from, message);
    default:
      return;
  }
}

function handleRegistration(context: ControllerContext, broker: number, request: BrokerRegistrationRequest): void {
  const existing = context.memory.image.brokers[broker] as BrokerRegistration;
  if (existing.incarnation === request.incarnation) {
    // The same process asks again because it did not hear the answer: its registration stands.
    answerRegistration(context, broker, { request, brokerEpoch: existing.brokerEpoch });
    return;
  }
  const session = context.memory.sessions[broker];
  if (session && session.expiresAt >= context.turn.now && !existing.inControlledShutdown) {
    context.turn.note('kafka.controller.duplicate-registration', { broker: context.name(broker) });
    context.send(broker, {
      kind: 'BrokerRegistrationResponse',
      correlation: request.correlation,
      error: 'DUPLICATE_BROKER_REGISTRATION',
      brokerEpoch: -1,
    });
    return;
  }
  const unclean = request.previousBrokerEpoch === existing.brokerEpoch ? 'clean' : 'unclean';
  const brokerEpoch = context.memory.image.offset;
  context.turn.rule('kafka.register');
  context.turn.note('kafka.controller.registered', {
    broker: context.name(broker),
    epoch: brokerEpoch,
    shutdown: unclean,
  });
  const { incarnation } = request;
  const changes = withdraw(context, { broker, unclean });
  context.commit([
    ...changes,
    brokerRecord(context, broker, { brokerEpoch, incarnation, fenced: true, inControlledShutdown: false }),
  ]);
  answerRegistration(context, broker, { request, brokerEpoch });
}

function answerRegistration(
  context: ControllerContext,
  broker: number,
  answer: { readonly request: BrokerRegistrationRequest; readonly brokerEpoch: number },
): void {
  startSession(context, broker);
  context.send(broker, {
    kind: 'BrokerRegistrationResponse',
    correlation: answer.request.correlation,
    error: 'NONE',
    brokerEpoch: answer.brokerEpoch,
  });
}

function startSession(context: ControllerContext, broker: number): void {
  const expiresAt = context.turn.now + context.memory.settings.brokerSessionTimeoutMicros;
  setSession(context, broker, { expiresAt });
  armSessionTimer(context);
}

function handleHeartbeat(context: ControllerContext, broker: number, request: BrokerHeartbeatRequest): void {
  const registration = context.memory.image.brokers[broker] as BrokerRegistration;
  if (registration.brokerEpoch !== request.brokerEpoch) {
    context.send(broker, {
      kind: 'BrokerHeartbeatResponse',
      correlation: request.correlation,
      error: 'STALE_BROKER_EPOCH',
      isFenced: true,
      shouldShutDown: false,
    });
    return;
  }
  const next = nextBrokerState({
    current: registration.fenced ? 'FENCED' : registration.inControlledShutdown ? 'CONTROLLED_SHUTDOWN' : 'UNFENCED',
    wantFence: request.wantFence,
    wantShutDown: request.wantShutDown,
    caughtUpWithOwnRegistrationRecord: request.currentMetadataOffset > registration.brokerEpoch,
    leadsPartitions: context.memory.image.partitions.some((partition) => partition.leader === broker),
    controlledShutdownCaughtUp: true,
  });
  startSession(context, broker);
  applyState(context, broker, next);
  const after = context.memory.image.brokers[broker] as BrokerRegistration;
  context.send(broker, {
    kind: 'BrokerHeartbeatResponse',
    correlation: request.correlation,
    error: 'NONE',
    isFenced: after.fenced,
    shouldShutDown: next === 'SHUTDOWN_NOW',
  });
}

function applyState(
  context: ControllerContext,
  broker: number,
  next: 'FENCED' | 'UNFENCED' | 'CONTROLLED_SHUTDOWN' | 'SHUTDOWN_NOW',
): void {
  const registration = context.memory.image.brokers[broker] as BrokerRegistration;
  switch (next) {
    case 'UNFENCED':
      if (!registration.fenced) return;
      context.turn.rule('kafka.unfence');
      context.turn.note('kafka.controller.unfenced', { broker: context.name(broker) });
      context.commit([
        brokerRecord(context, broker, { fenced: false }),
        ...electForLeaderless(context, { assumed: { broker, acceptable: 'yes' } }),
      ]);
      return;
    case 'FENCED':
      if (!registration.fenced) fence(context, broker);
      return;
    case 'CONTROLLED_SHUTDOWN':
      if (registration.inControlledShutdown) return;
      context.commit([
        brokerRecord(context, broker, { inControlledShutdown: true }),
        ...withdraw(context, { broker, unclean: 'clean' }),
      ]);
      return;
    case 'SHUTDOWN_NOW':
      if (!registration.fenced) fence(context, broker);
      setSession(context, broker, null);
      armSessionTimer(context);
  }
}

function handleMetadataFetch(context: ControllerContext, node: number, request: MetadataFetchRequest): void {
  const observer = { node, correlation: request.correlation, offset: request.offset };
  if (request.offset < context.memory.image.offset) {
    context.answerObserver(observer);
    return;
  }
  const others = context.memory.observers.filter((other) => other.node !== node);
  context.memory = { ...context.memory, observers: [...others, observer] };
}

function handleAlterPartition(context: ControllerContext, from: number, request: AlterPartitionRequest): void {
  const { image } = context.memory;
  const sender = image.brokers[from];
  const error =
    sender?.brokerEpoch !== request.brokerEpoch
      ? 'STALE_BROKER_EPOCH'
      : validateAlterPartition({
          partition: image.partitions[request.partition] ?? null,
          sender: from,
          leaderEpoch: request.leaderEpoch,
          partitionEpoch: request.partitionEpoch,
          newIsr: request.newIsr,
          recoveryState: request.recoveryState,
          brokers: image.brokers,
        });
  if (error !== 'NONE') {
    context.turn.note('kafka.controller.alter-refused', {
      broker: context.name(from),
      partition: context.label(request.partition),
      error,
    });
  } else {
    context.turn.rule('kafka.alter-partition');
    const change = buildChange(context, {
      partition: request.partition,
      election: 'ONLINE',
      targetIsr: request.newIsr.map((member) => member.broker),
      recoveryState: request.recoveryState,
    });
    if (change !== null) context.commit([change]);
  }
  context.send(from, {
    kind: 'AlterPartitionResponse',
    correlation: request.correlation,
    partition: request.partition,
    error,
    registration: error === 'NONE' ? (context.memory.image.partitions[request.partition] ?? null) : null,
  });
}

function electPreferredEverywhere(context: ControllerContext): void {
  const records: MetadataRecord[] = [];
  context.memory.image.partitions.forEach((registration, partition) => {
    const preferred = registration.replicas[0];
    if (preferred === undefined || registration.leader === preferred || registration.leader === -1) return;
    if (!registration.isr.includes(preferred) || !isAcceptable(context, preferred)) return;
    const change = buildChange(context, { partition, election: 'PREFERRED' });
    if (change !== null) records.push(change);
  });
  context.commit(records);
}

function handleCommand(
  context: ControllerContext,
  operation: string,
  args: Readonly<Record<string, SettingValue>>,
): void {
  const partition = context.topology.partitions.find(
    (place) => place.topic === args['topic'] && place.index === Number(args['partition'] ?? 0),
  )?.number;
  if (partition === undefined) return;
  if (operation === 'electPreferred') {
    const change = buildChange(context, { partition, election: 'PREFERRED' });
    if (change !== null) context.commit([change]);
  } else if (operation === 'electLeader') {
    electByHand(context, partition, String(args['node']));
  }
}

/**
 * An administrator moves leadership to an in-sync replica: its place in the replica list is moved to the front (a
 * reassignment that changes the order only) and the preferred leader is elected.
 */
function electByHand(context: ControllerContext, partition: number, node: string): void {
  const broker = context.topology.names.indexOf(node);
  const before = context.memory.image.partitions[partition];
  if (before === undefined || !before.isr.includes(broker) || !isAcceptable(context, broker)) {
    context.turn.note('kafka.controller.election-refused', { partition: context.label(partition), broker: node });
    return;
  }
  const replicas = [broker, ...before.replicas.filter((replica) => replica !== broker)];
  const reordered = { ...before, replicas, partitionEpoch: before.partitionEpoch + 1 };
  const change = buildChange(context, { partition, before: reordered, election: 'PREFERRED' });
  const records: MetadataRecord[] = [{ kind: 'partition', partition, registration: reordered }];
  if (change !== null) records.push(change);
  context.commit(records);
}
