/**
 * Whether the controller accepts a leader's request to change its ISR.
 * Faults that reach it: delayed and repeated requests, restarts of brokers between request and arrival (KIP-903).
 * Source: metadata/src/main/java/org/apache/kafka/controller/ReplicationControlManager.java (validateAlterPartitionData), Kafka 4.3.
 */
import type { PartitionRegistration, RecoveryState } from './partitionChange.ts';

export type AlterPartitionError =
  | 'NONE'
  | 'UNKNOWN_TOPIC_OR_PARTITION'
  | 'NOT_CONTROLLER'
  | 'FENCED_LEADER_EPOCH'
  | 'INVALID_REQUEST'
  | 'INVALID_UPDATE_VERSION'
  | 'INELIGIBLE_REPLICA';

/** A broker as the controller knows it. */
export interface KnownBroker {
  /** -1: never registered. */
  readonly brokerEpoch: number;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
}

export interface AlterPartitionFacts {
  /** Null: the controller does not know it. */
  readonly partition: PartitionRegistration | null;
  /** Broker id of the sender. */
  readonly sender: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** `brokerEpoch` -1: not checked. */
  readonly newIsr: readonly { readonly broker: number; readonly brokerEpoch: number }[];
  readonly recoveryState: RecoveryState;
  /** By broker id. */
  readonly brokers: readonly (KnownBroker | null | undefined)[];
}

/**
 * Name: validate an AlterPartition request
 * Who: the active controller
 * Means: only the present leader may change the ISR, from the state that it knows, to replicas that are alive and in the life in which
 *   they caught up
 * Enabled when: the sender's broker epoch is the registered one (the caller checks it)
 * Changes: nothing; on 'NONE' the change is built
 */
export function validateAlterPartition(facts: AlterPartitionFacts): AlterPartitionError {
  const { partition } = facts;
  if (partition === null) return 'UNKNOWN_TOPIC_OR_PARTITION';
  const tooNew = facts.leaderEpoch > partition.leaderEpoch || facts.partitionEpoch > partition.partitionEpoch;
  if (tooNew) return 'NOT_CONTROLLER';
  if (facts.leaderEpoch < partition.leaderEpoch) return 'FENCED_LEADER_EPOCH';
  if (facts.sender !== partition.leader) return 'INVALID_REQUEST';
  if (facts.partitionEpoch < partition.partitionEpoch) return 'INVALID_UPDATE_VERSION';
  if (!isValidIsr(facts, partition) || !isValidRecovery(facts, partition)) return 'INVALID_REQUEST';
  return facts.newIsr.every((member) => isEligible(facts, member)) ? 'NONE' : 'INELIGIBLE_REPLICA';
}

function isValidIsr(facts: AlterPartitionFacts, partition: PartitionRegistration): boolean {
  const members = facts.newIsr.map((member) => member.broker);
  const distinct = new Set(members).size === members.length;
  const known = members.every((broker) => partition.replicas.includes(broker));
  return members.length > 0 && distinct && known && members.includes(partition.leader);
}

function isValidRecovery(facts: AlterPartitionFacts, partition: PartitionRegistration): boolean {
  if (facts.recoveryState === 'RECOVERED') return true;
  return facts.newIsr.length <= 1 && partition.recoveryState === 'RECOVERING';
}

function isEligible(
  facts: AlterPartitionFacts,
  member: { readonly broker: number; readonly brokerEpoch: number },
): boolean {
  const broker = facts.brokers[member.broker];
  if (!broker || broker.brokerEpoch === -1 || broker.fenced || broker.inControlledShutdown) return false;
  return member.brokerEpoch === -1 || member.brokerEpoch === broker.brokerEpoch;
}
