/**
 * The in-sync replica set at the leader: shrinking, expanding, and asking the controller (KIP-497, KIP-903).
 * Source: core/src/main/scala/kafka/cluster/Partition.scala, server/.../AlterPartitionManager, Kafka 4.3.
 */
import { nextState } from '../../../chart/nextState.ts';
import { isrState, type IsrEvent } from '../charts/index.ts';
import { CONTROLLER } from '../topology.ts';
import type { AlterPartitionResponse } from '../protocol.ts';
import { canExpandIsr, shrinkCandidates } from '../rules/acks.ts';
import { isCaughtUp } from '../rules/replicaState.ts';
import type { BrokerContext } from './context.ts';
import { advanceHighWatermark, isEligible } from './highWatermark.ts';
import type { Replica } from './memory.ts';
import { adoptRegistration } from './roles.ts';

/** Kafka retries an AlterPartition after 50 ms (DefaultAlterPartitionManager). */
const ALTER_PARTITION_RETRY_MICROS = 50_000;

/** A follower has fetched: may it join? */
export function maybeExpandIsr(
  context: BrokerContext,
  follower: {
    readonly partition: number;
    readonly broker: number;
    readonly brokerEpoch: number;
    readonly fetchOffset: number;
  },
): void {
  const replica = context.replica(follower.partition);
  if (replica === null || replica.role !== 'leader' || replica.isr.includes(follower.broker)) return;
  const registration = context.memory.image.brokers[follower.broker];
  const may = canExpandIsr({
    alterPartitionInFlight: replica.isrState !== 'committed',
    alreadyInIsr: false,
    followerEndOffset: follower.fetchOffset,
    highWatermark: replica.highWatermark,
    leaderEpochStartOffset: context.guards.isrExpansionWait ? replica.epochStartOffset : 0,
    fenced: !isEligible(context, follower.broker),
    shuttingDown: registration?.inControlledShutdown ?? false,
    fetchBrokerEpoch: context.guards.brokerEpochCheck ? follower.brokerEpoch : -1,
    registeredBrokerEpoch: context.guards.brokerEpochCheck ? (registration?.brokerEpoch ?? -1) : -1,
  });
  if (!may) return;
  context.turn.rule('kafka.isr-expand');
  context.turn.note('kafka.broker.isr-expand', {
    broker: context.name(context.turn.self),
    partition: context.label(follower.partition),
    follower: context.name(follower.broker),
    offset: follower.fetchOffset,
    highWatermark: replica.highWatermark,
  });
  propose(context, replica, { event: 'expand', isr: [...replica.isr, follower.broker] });
}

/** Every half replica.lag.time.max.ms: who has fallen behind for too long? */
export function checkIsr(context: BrokerContext): void {
  for (const replica of context.memory.replicas) {
    if (replica === null || replica.role !== 'leader' || replica.isrState !== 'committed') continue;
    const leaderEndOffset = context.log(replica.partition).endOffset;
    const lagging = shrinkCandidates({
      leader: context.turn.self,
      isr: replica.isr,
      isCaughtUp: (broker) => {
        const remote = replica.remotes[broker];
        const lagMaxMicros = context.memory.settings.replicaLagTimeMaxMicros;
        return !!remote && isCaughtUp({ replica: remote, leaderEndOffset, nowMicros: context.clock, lagMaxMicros });
      },
    });
    if (lagging.length === 0) continue;
    context.turn.rule('kafka.isr-shrink');
    context.turn.note('kafka.broker.isr-shrink', {
      broker: context.name(context.turn.self),
      partition: context.label(replica.partition),
      followers: lagging.map((broker) => context.name(broker)).join(', '),
    });
    propose(context, replica, { event: 'shrink', isr: replica.isr.filter((broker) => !lagging.includes(broker)) });
  }
}

function propose(
  context: BrokerContext,
  replica: Replica,
  change: { readonly event: Extract<IsrEvent, 'expand' | 'shrink'>; readonly isr: readonly number[] },
): void {
  context.setReplica({
    ...replica,
    isrState: nextState(isrState, replica.isrState, change.event),
    proposedIsr: change.isr,
  });
  sendAlterPartition(context, replica.partition);
}

/** Sends (again) what a partition wants of the controller. */
export function sendAlterPartition(context: BrokerContext, partition: number): void {
  const replica = context.replica(partition);
  if (replica === null || replica.role !== 'leader' || replica.isrState === 'committed') return;
  const brokerEpochOf = (broker: number): number => {
    if (!context.guards.brokerEpochCheck) return -1;
    if (broker === context.turn.self) return context.memory.brokerEpoch;
    const fetched = replica.remotes[broker]?.brokerEpoch ?? -1;
    return fetched >= 0 ? fetched : (context.memory.image.brokers[broker]?.brokerEpoch ?? -1);
  };
  context.send(CONTROLLER, {
    kind: 'AlterPartitionRequest',
    correlation: context.nextCorrelation(),
    brokerEpoch: context.memory.brokerEpoch,
    partition,
    leaderEpoch: replica.leaderEpoch,
    partitionEpoch: replica.partitionEpoch,
    newIsr: replica.proposedIsr.map((broker) => ({ broker, brokerEpoch: brokerEpochOf(broker) })),
    recoveryState: 'RECOVERED',
  });
}

/** The controller's answer: adopt, roll back, wait for metadata, or try again. */
export function handleAlterPartitionResponse(context: BrokerContext, response: AlterPartitionResponse): void {
  const replica = context.replica(response.partition);
  if (replica === null || replica.role !== 'leader' || replica.isrState === 'committed') return;
  switch (response.error) {
    case 'NONE':
      if (response.registration !== null) {
        adoptRegistration(context, response.partition, response.registration, 'accepted');
      }
      return;
    case 'INELIGIBLE_REPLICA':
      context.turn.note('kafka.broker.isr-refused', {
        partition: context.label(response.partition),
        error: response.error,
      });
      context.setReplica({
        ...replica,
        isrState: nextState(isrState, replica.isrState, 'ineligible'),
        proposedIsr: [],
      });
      advanceHighWatermark(context, response.partition);
      return;
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'FENCED_LEADER_EPOCH':
    case 'INVALID_UPDATE_VERSION':
    case 'INVALID_REQUEST':
    case 'NEW_LEADER_ELECTED':
      // The metadata log will show the state that made the request stale.
      return;
    default:
      context.turn.setTimer('alter-partition-retry', response.partition, ALTER_PARTITION_RETRY_MICROS);
  }
}

/** The connection to the controller broke: requests without an answer are sent again. */
export function retryAlterPartitions(context: BrokerContext): void {
  for (const replica of context.memory.replicas) {
    if (replica !== null && replica.isrState !== 'committed') {
      context.turn.setTimer('alter-partition-retry', replica.partition, ALTER_PARTITION_RETRY_MICROS);
    }
  }
}
