/**
 * Changes of partitions: who leads, who is in sync, who is eligible (KIP-966). Every change is one record.
 * Source: metadata/src/main/java/org/apache/kafka/controller/ReplicationControlManager.java, PartitionChangeBuilder.java, Kafka 4.3.
 */
import type { MetadataRecord } from '../metadata.ts';
import { changePartition, type Election, type PartitionRegistration } from '../rules/partitionChange.ts';
import type { ControllerContext } from './context.ts';

/** May this broker be made leader? */
export function isAcceptable(context: ControllerContext, broker: number): boolean {
  const registration = context.memory.image.brokers[broker];
  return (
    registration !== undefined &&
    registration.brokerEpoch !== -1 &&
    !registration.fenced &&
    !registration.inControlledShutdown
  );
}

function topicSetting(
  context: ControllerContext,
  partition: number,
  name: string,
  fallback: number | boolean,
): number | boolean {
  const value = context.topology.partitions[partition]?.settings[name];
  return typeof value === 'string' || value === undefined ? fallback : value;
}

export interface ChangeOptions {
  readonly partition: number;
  /** The partition as it is to be changed; default as the image has it. */
  readonly before?: PartitionRegistration;
  readonly election: Election;
  readonly targetIsr?: readonly number[];
  readonly uncleanShutdownReplicas?: readonly number[];
  /** A broker whose own record is part of the same commit: may it lead after that? */
  readonly assumed?: { readonly broker: number; readonly acceptable: 'yes' | 'no' };
  readonly recoveryState?: 'RECOVERED' | 'RECOVERING';
}

/** Computes a change of one partition; null when nothing changes. */
export function buildChange(context: ControllerContext, options: ChangeOptions): MetadataRecord | null {
  const before = options.before ?? (context.memory.image.partitions[options.partition] as PartitionRegistration);
  const minIsr = Number(
    topicSetting(context, options.partition, 'min.insync.replicas', context.memory.settings.minInsyncReplicas),
  );
  const unclean = topicSetting(
    context,
    options.partition,
    'unclean.leader.election.enable',
    context.memory.settings.uncleanLeaderElectionEnable,
  );
  const result = changePartition(before, {
    isAcceptableLeader: (broker) =>
      broker === options.assumed?.broker ? options.assumed.acceptable === 'yes' : isAcceptable(context, broker),
    minInSyncReplicas: Math.min(minIsr, before.replicas.length),
    election: options.election === 'ONLINE' && unclean === true ? 'UNCLEAN' : options.election,
    elrEnabled: context.memory.settings.eligibleLeaderReplicasVersion === 1,
    targetIsr: options.targetIsr ?? before.isr,
    uncleanShutdownReplicas: options.uncleanShutdownReplicas ?? [],
    targetRecoveryState: options.recoveryState ?? before.recoveryState,
  });
  if (!result.changed) return null;
  announce(context, { before, after: result.after, options });
  return { kind: 'partition', partition: options.partition, registration: result.after };
}

function announce(
  context: ControllerContext,
  change: {
    readonly before: PartitionRegistration;
    readonly after: PartitionRegistration;
    readonly options: ChangeOptions;
  },
): void {
  const { before, after, options } = change;
  const partition = context.label(options.partition);
  const list = (brokers: readonly number[]): string => brokers.map((broker) => context.name(broker)).join(', ') || '–';
  if (after.leader !== before.leader) {
    context.turn.rule('kafka.elect');
    context.turn.milestone('election', electionKey(before, after), {
      partition,
      leader: after.leader === -1 ? '' : context.name(after.leader),
      before: before.leader === -1 ? '–' : context.name(before.leader),
      epoch: after.leaderEpoch,
      isr: list(after.isr),
      elr: list(after.elr),
    });
  }
  if (after.isr.length !== before.isr.length || after.isr.some((broker) => !before.isr.includes(broker))) {
    context.turn.milestone('isr', 'kafka.controller.isr', {
      partition,
      before: list(before.isr),
      after: list(after.isr),
      elr: list(after.elr),
    });
  }
}

/** Which kind of election it was: chooses the words. */
function electionKey(before: PartitionRegistration, after: PartitionRegistration): string {
  if (after.leader === -1) return 'kafka.controller.leaderless';
  if (before.isr.includes(after.leader)) return 'kafka.controller.elected';
  if (before.elr.includes(after.leader)) return 'kafka.controller.elected-eligible';
  return before.lastKnownElr.includes(after.leader) && before.isr.length === 0
    ? 'kafka.controller.elected-last-known'
    : 'kafka.controller.elected-unclean';
}

/** A broker may not lead any more (fenced, shutting down, restarted): it leaves every ISR, and others are elected. */
export function withdraw(
  context: ControllerContext,
  options: { readonly broker: number; readonly unclean: 'unclean' | 'clean' },
): MetadataRecord[] {
  const records: MetadataRecord[] = [];
  context.memory.image.partitions.forEach((registration, partition) => {
    const concerned =
      registration.isr.includes(options.broker) ||
      registration.leader === options.broker ||
      registration.elr.includes(options.broker);
    if (!concerned) return;
    const change = buildChange(context, {
      partition,
      election: 'ONLINE',
      targetIsr: registration.isr.filter((broker) => broker !== options.broker),
      uncleanShutdownReplicas: options.unclean === 'unclean' ? [options.broker] : [],
      assumed: { broker: options.broker, acceptable: 'no' },
    });
    if (change !== null) records.push(change);
  });
  return records;
}

/** A broker may lead again: partitions without a leader get one. */
export function electForLeaderless(
  context: ControllerContext,
  assumed: Pick<ChangeOptions, 'assumed'> = {},
): MetadataRecord[] {
  const records: MetadataRecord[] = [];
  context.memory.image.partitions.forEach((registration, partition) => {
    if (registration.leader !== -1) return;
    const change = buildChange(context, { partition, election: 'ONLINE', ...assumed });
    if (change !== null) records.push(change);
  });
  return records;
}
