/**
 * How the controller changes one partition: target ISR, eligible leader replicas, election, epochs, end of a reassignment.
 *
 * Models: ONLINE, PREFERRED and UNCLEAN elections, KIP-966's ELR and last known leader, leader and partition epochs.
 * Leaves out: log directories, except that a change of them alone is still a change.
 * Faults that reach it: everything that fences, restarts or isolates a broker.
 * Source: metadata/src/main/java/org/apache/kafka/controller/PartitionChangeBuilder.java, PartitionReassignmentReplicas.java,
 * metadata/src/main/java/org/apache/kafka/metadata/PartitionRegistration.java (merge), Kafka 4.3.
 */
import { invariant } from '../../../kernel/invariant.ts';

/** No leader. */
export const NO_LEADER = -1;

export type RecoveryState = 'RECOVERED' | 'RECOVERING';

export type Election = 'ONLINE' | 'PREFERRED' | 'UNCLEAN';

/** A partition as the metadata log has it. Replicas are broker ids, the preferred leader first. */
export interface PartitionRegistration {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Eligible leader replicas: they hold all committed records although they left the ISR. */
  readonly elr: readonly number[];
  /** The last leader of a leaderless partition (or, in the other mode, former ELR members). */
  readonly lastKnownElr: readonly number[];
  readonly removing: readonly number[];
  readonly adding: readonly number[];
  /** Broker id; -1: none. */
  readonly leader: number;
  /** +1 with every record that names a leader. */
  readonly leaderEpoch: number;
  /** +1 with every record. */
  readonly partitionEpoch: number;
  readonly recoveryState: RecoveryState;
}

/** What a change record says; a field that is absent does not change. */
export interface PartitionChangeRecord {
  readonly leader?: number;
  readonly isr?: readonly number[];
  readonly elr?: readonly number[];
  readonly lastKnownElr?: readonly number[];
  readonly replicas?: readonly number[];
  readonly removing?: readonly number[];
  readonly adding?: readonly number[];
  readonly recoveryState?: RecoveryState;
}

export interface PartitionChangeOptions {
  /** Registered, unfenced, not shutting down. */
  readonly isAcceptableLeader: (broker: number) => boolean;
  /** min.insync.replicas that is in force. */
  readonly minInSyncReplicas: number;
  /** Default ONLINE. */
  readonly election?: Election;
  /** eligible.leader.replicas.version is 1. */
  readonly elrEnabled: boolean;
  /** May the last known leader be elected when ISR and ELR are empty? Default true. */
  readonly useLastKnownLeader?: boolean;
  readonly targetIsr?: readonly number[];
  readonly targetReplicas?: readonly number[];
  readonly targetRemoving?: readonly number[];
  readonly targetAdding?: readonly number[];
  readonly targetRecoveryState?: RecoveryState;
  /** Replicas that came back without a clean shutdown: they may have lost records. */
  readonly uncleanShutdownReplicas?: readonly number[];
  /** Metadata versions before 3.6 bump the leader epoch on every ISR shrink (KAFKA-15021). Default false. */
  readonly bumpLeaderEpochOnIsrShrink?: boolean;
  /** The replicas' log directories change as well. Default false. */
  readonly directoriesChanged?: boolean;
}

export interface PartitionChange {
  readonly changed: boolean;
  /** Null when nothing changes. */
  readonly record: PartitionChangeRecord | null;
  readonly after: PartitionRegistration;
}

/** Work in progress: targets that the steps below refine in Kafka's order. */
interface Plan {
  readonly before: PartitionRegistration;
  readonly options: PartitionChangeOptions;
  readonly useLastKnownLeader: boolean;
  isr: readonly number[];
  elr: readonly number[];
  lastKnownElr: readonly number[];
  replicas: readonly number[];
  removing: readonly number[];
  adding: readonly number[];
  readonly record: { -readonly [Field in keyof PartitionChangeRecord]: PartitionChangeRecord[Field] };
}

/**
 * Name: change a partition
 * Who: the active controller
 * Means: one record that brings a partition to a target ISR or assignment, and elects a leader if the present one may not stay
 * Enabled when: the record would say anything
 * Changes: ISR, ELR, leader, assignment, recovery state; partition epoch +1, and leader epoch +1 if a leader is named
 */
export function changePartition(before: PartitionRegistration, options: PartitionChangeOptions): PartitionChange {
  const plan: Plan = {
    before,
    options,
    useLastKnownLeader: options.useLastKnownLeader ?? true,
    isr: options.targetIsr ?? before.isr,
    elr: before.elr,
    lastKnownElr: before.lastKnownElr,
    replicas: options.targetReplicas ?? before.replicas,
    removing: options.targetRemoving ?? before.removing,
    adding: options.targetAdding ?? before.adding,
    record: {},
  };
  completeReassignment(plan);
  populateElr(plan);
  elect(plan);
  bumpEpochForRemovedReplicas(plan);
  recordElr(plan);
  recordIsr(plan);
  recordLastKnownLeader(plan);
  recordAssignment(plan);
  const { record } = plan;
  if (Object.keys(record).length === 0 && !(options.directoriesChanged ?? false)) {
    return { changed: false, record: null, after: before };
  }
  return { changed: true, record, after: mergeChange(before, record) };
}

/** Applies a change record to a registration. */
export function mergeChange(before: PartitionRegistration, record: PartitionChangeRecord): PartitionRegistration {
  return {
    replicas: record.replicas ?? before.replicas,
    isr: record.isr ?? before.isr,
    elr: record.elr ?? before.elr,
    lastKnownElr: record.lastKnownElr ?? before.lastKnownElr,
    removing: record.removing ?? before.removing,
    adding: record.adding ?? before.adding,
    leader: record.leader ?? before.leader,
    leaderEpoch: before.leaderEpoch + (record.leader === undefined ? 0 : 1),
    partitionEpoch: before.partitionEpoch + 1,
    recoveryState: record.recoveryState ?? before.recoveryState,
  };
}

function same(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((broker, index) => broker === right[index]);
}

function containsAll(whole: readonly number[], part: readonly number[]): boolean {
  return part.every((broker) => whole.includes(broker));
}

function without(brokers: readonly number[], removed: readonly number[]): readonly number[] {
  return brokers.filter((broker) => !removed.includes(broker));
}

/** A reassignment ends when all added replicas are in sync; one that shrinks the replica set waits for all that remain. */
function completeReassignment(plan: Plan): void {
  if (plan.removing.length === 0 && plan.adding.length === 0) return;
  const isr = without(plan.isr, plan.removing);
  const replicas = without(plan.replicas, plan.removing);
  if (plan.removing.length > 0 && (isr.length === 0 || replicas.length === 0)) return;
  if (!containsAll(isr, plan.adding)) return;
  if (plan.adding.length < plan.removing.length && !containsAll(isr, replicas)) return;
  plan.isr = isr;
  plan.replicas = replicas;
  plan.removing = [];
  plan.adding = [];
}

/** Under min ISR, whoever leaves the ISR keeps the right to lead, unless it came back unclean. */
function populateElr(plan: Plan): void {
  if (!plan.options.elrEnabled) return;
  if (plan.isr.length >= plan.options.minInSyncReplicas) {
    plan.elr = [];
    plan.lastKnownElr = [];
    return;
  }
  const unclean = plan.options.uncleanShutdownReplicas ?? [];
  const candidates = sortedUnion(plan.elr, plan.before.isr);
  plan.elr = without(without(candidates, plan.isr), unclean);
  plan.lastKnownElr = without(without(sortedUnion(candidates, plan.lastKnownElr), plan.isr), plan.elr);
}

/** Ascending, as Java's hash set gives small broker ids back. */
function sortedUnion(left: readonly number[], right: readonly number[]): readonly number[] {
  return [...new Set([...left, ...right])].sort((first, second) => first - second);
}

function isValidLeader(plan: Plan, broker: number): boolean {
  const member = plan.isr.includes(broker) || (plan.isr.length === 0 && plan.elr.includes(broker));
  return member && plan.options.isAcceptableLeader(broker);
}

interface Elected {
  readonly leader: number;
  readonly unclean: boolean;
}

function chooseLeader(plan: Plan): Elected {
  const election = plan.options.election ?? 'ONLINE';
  const preferred = plan.replicas[0];
  if (election === 'PREFERRED' && preferred !== undefined && isValidLeader(plan, preferred)) {
    return { leader: preferred, unclean: false };
  }
  if (isValidLeader(plan, plan.before.leader)) return { leader: plan.before.leader, unclean: false };
  const online = plan.replicas.find((broker) => isValidLeader(plan, broker));
  if (online !== undefined) return { leader: online, unclean: false };
  if (canElectLastKnownLeader(plan)) return { leader: plan.before.lastKnownElr[0] as number, unclean: true };
  if (election === 'UNCLEAN') {
    const unclean = plan.replicas.find((broker) => plan.options.isAcceptableLeader(broker));
    if (unclean !== undefined) return { leader: unclean, unclean: true };
  }
  return { leader: NO_LEADER, unclean: false };
}

function canElectLastKnownLeader(plan: Plan): boolean {
  if (!plan.options.elrEnabled || !plan.useLastKnownLeader) return false;
  if (plan.elr.length > 0 || plan.isr.length > 0) return false;
  const { lastKnownElr } = plan.before;
  return lastKnownElr.length === 1 && plan.options.isAcceptableLeader(lastKnownElr[0] as number);
}

/** A leader from the ELR becomes the whole ISR; so does an unclean one, who must also recover. */
function elect(plan: Plan): void {
  const { leader, unclean } = chooseLeader(plan);
  if (leader === plan.before.leader) return;
  if (plan.elr.includes(leader)) {
    plan.isr = [leader];
    plan.elr = without(plan.elr, [leader]);
  }
  plan.record.leader = leader;
  if (!unclean) return;
  plan.record.isr = [leader];
  if (plan.before.recoveryState !== 'RECOVERING') plan.record.recoveryState = 'RECOVERING';
}

function bumpEpochForRemovedReplicas(plan: Plan): void {
  if (plan.record.leader !== undefined || containsAll(plan.replicas, plan.before.replicas)) return;
  plan.record.leader = plan.before.leader;
}

function recordElr(plan: Plan): void {
  const wasUnclean = plan.record.isr !== undefined;
  if (wasUnclean || !plan.options.elrEnabled) {
    plan.elr = [];
    plan.lastKnownElr = [];
  }
  if (!same(plan.elr, plan.before.elr)) plan.record.elr = plan.elr;
  if (plan.useLastKnownLeader) return;
  if (!same(plan.lastKnownElr, plan.before.lastKnownElr)) plan.record.lastKnownElr = plan.lastKnownElr;
}

function recordIsr(plan: Plan): void {
  const { before, record } = plan;
  const mayBeEmpty = plan.isr.length > 0 || plan.options.elrEnabled;
  if (record.isr === undefined && mayBeEmpty && !same(plan.isr, before.isr)) record.isr = plan.isr;
  if (!(plan.options.bumpLeaderEpochOnIsrShrink ?? false)) return;
  if (record.leader !== undefined || record.isr === undefined || containsAll(record.isr, before.isr)) return;
  record.leader = before.leader;
}

/** With the last known leader in use, `lastKnownElr` holds only it: set when the partition loses its leader, cleared when it gets one. */
function recordLastKnownLeader(plan: Plan): void {
  if (!plan.useLastKnownLeader || !plan.options.elrEnabled) return;
  const { leader } = plan.record;
  const { lastKnownElr } = plan.before;
  if (leader === NO_LEADER && lastKnownElr.length === 0) plan.record.lastKnownElr = [plan.before.leader];
  else if (leader !== undefined && leader >= 0 && lastKnownElr.length > 0) plan.record.lastKnownElr = [];
}

function recordAssignment(plan: Plan): void {
  const { before, record } = plan;
  invariant(plan.replicas.length > 0, 'a partition has at least one replica');
  if (!same(plan.replicas, before.replicas)) record.replicas = plan.replicas;
  if (!same(plan.removing, before.removing)) record.removing = plan.removing;
  if (!same(plan.adding, before.adding)) record.adding = plan.adding;
  const target = plan.options.targetRecoveryState ?? before.recoveryState;
  if (target !== before.recoveryState) record.recoveryState = target;
}
