/**
 * A classic consumer group as a value: its members, generation, and everything that it waits for.
 * Source: group-coordinator/src/main/java/org/apache/kafka/coordinator/group/classic/ClassicGroup.java, ClassicGroupMember.java, Kafka 4.3.
 */
import { invariant } from '../../../kernel/invariant.ts';
import { NEVER, type Micros } from '../../../kernel/time.ts';
import { inJavaHashOrder } from './javaHash.ts';

export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export type GroupError =
  | 'NONE'
  | 'COORDINATOR_NOT_AVAILABLE'
  | 'NOT_COORDINATOR'
  | 'UNKNOWN_MEMBER_ID'
  | 'MEMBER_ID_REQUIRED'
  | 'ILLEGAL_GENERATION'
  | 'REBALANCE_IN_PROGRESS'
  | 'INCONSISTENT_GROUP_PROTOCOL'
  | 'FENCED_INSTANCE_ID'
  | 'GROUP_MAX_SIZE_REACHED'
  | 'INVALID_SESSION_TIMEOUT';

/** Whom to answer. The rules only carry it along. */
export interface Requester {
  readonly node: number;
  readonly correlation: number;
}

/** Partitions that a member was given, as dense numbers. The coordinator does not look into it. */
export type Assignment = readonly number[];

/** What a member said about itself when it joined. */
export interface MemberDescription {
  readonly instanceId: string | null;
  readonly sessionTimeoutMicros: Micros;
  readonly rebalanceTimeoutMicros: Micros;
  /** Assignors that it supports, in order of preference. */
  readonly protocols: readonly string[];
  /** Its subscription: the metadata of every protocol. */
  readonly topics: readonly string[];
}

export interface GroupMember extends MemberDescription {
  readonly memberId: string;
  readonly assignment: Assignment;
  /** It has not completed a join yet, and cannot send heartbeats. */
  readonly isNew: boolean;
  /** Its JoinGroup that is not answered yet. */
  readonly awaitingJoin: Requester | null;
  /** Its SyncGroup that is not answered yet. */
  readonly awaitingSync: Requester | null;
  /** When its session ends; NEVER when nothing is scheduled. */
  readonly sessionDeadlineMicros: Micros;
}

/** A member id that was given out and not used yet (KIP-394). */
export interface PendingMember {
  readonly memberId: string;
  readonly deadlineMicros: Micros;
}

/** End of the join phase: of the first rebalance, which new members prolong, or of a later one. */
export type JoinTimer =
  | {
      readonly kind: 'initial';
      readonly deadlineMicros: Micros;
      readonly delayMicros: Micros;
      readonly remainingMicros: Micros;
    }
  | { readonly kind: 'rebalance'; readonly deadlineMicros: Micros };

/** End of the sync phase of a generation. */
export interface SyncTimer {
  readonly deadlineMicros: Micros;
  readonly generation: number;
}

export interface ClassicGroup {
  readonly state: GroupState;
  readonly previousState: GroupState;
  readonly generation: number;
  /** Assignor of this generation; null when there is none. */
  readonly protocol: string | null;
  /** Member id; null when there is none. */
  readonly leader: string | null;
  /** In the order in which they came. */
  readonly members: readonly GroupMember[];
  readonly pendingMembers: readonly PendingMember[];
  /** Members that have not sent SyncGroup in this generation. */
  readonly pendingSync: readonly string[];
  /** Somebody came during the first rebalance: it is prolonged. */
  readonly newMemberAdded: boolean;
  readonly joinTimer: JoinTimer | null;
  readonly syncTimer: SyncTimer | null;
}

const EMPTY_GROUP: ClassicGroup = {
  state: 'Empty',
  previousState: 'Dead',
  generation: 0,
  protocol: null,
  leader: null,
  members: [],
  pendingMembers: [],
  pendingSync: [],
  newMemberAdded: false,
  joinTimer: null,
  syncTimer: null,
};

/** A group that nobody has joined. */
export function newClassicGroup(): ClassicGroup {
  return EMPTY_GROUP;
}

const PREVIOUS_STATES: Readonly<Record<GroupState, readonly GroupState[]>> = {
  Empty: ['PreparingRebalance'],
  PreparingRebalance: ['Stable', 'CompletingRebalance', 'Empty'],
  CompletingRebalance: ['PreparingRebalance'],
  Stable: ['CompletingRebalance'],
  Dead: ['Stable', 'PreparingRebalance', 'CompletingRebalance', 'Empty', 'Dead'],
};

/** May a rebalance begin now? Not while one is being prepared. */
export function canRebalance(group: ClassicGroup): boolean {
  return PREVIOUS_STATES.PreparingRebalance.includes(group.state);
}

/** The group in its next state. */
export function inState(group: ClassicGroup, state: GroupState): ClassicGroup {
  invariant(PREVIOUS_STATES[state].includes(group.state), 'a group moves between states only along the protocol');
  return { ...group, previousState: group.state, state };
}

export function memberOf(group: ClassicGroup, memberId: string): GroupMember | undefined {
  return group.members.find((member) => member.memberId === memberId);
}

/** Member id that holds an instance id (KIP-345). */
export function staticMemberId(group: ClassicGroup, instanceId: string): string | undefined {
  return group.members.find((member) => member.instanceId === instanceId)?.memberId;
}

export function isPendingMember(group: ClassicGroup, memberId: string): boolean {
  return group.pendingMembers.some((pending) => pending.memberId === memberId);
}

/** The group with one member changed. */
export function withMember(group: ClassicGroup, changed: GroupMember): ClassicGroup {
  return {
    ...group,
    members: group.members.map((member) => (member.memberId === changed.memberId ? changed : member)),
  };
}

/** The group with a new member at its end; the first one leads. */
export function withNewMember(group: ClassicGroup, member: GroupMember): ClassicGroup {
  const taken = member.instanceId !== null && staticMemberId(group, member.instanceId) !== undefined;
  invariant(!taken, 'an instance id belongs to one member');
  return {
    ...group,
    leader: group.leader ?? member.memberId,
    members: [...group.members, member],
    pendingMembers: group.pendingMembers.filter((pending) => pending.memberId !== member.memberId),
  };
}

/** The group without a member or a pending member id. If it led, the member that came first leads now. */
export function withoutMember(group: ClassicGroup, memberId: string): ClassicGroup {
  const members = group.members.filter((member) => member.memberId !== memberId);
  return {
    ...group,
    members,
    leader: group.leader === memberId ? (members[0]?.memberId ?? null) : group.leader,
    pendingMembers: group.pendingMembers.filter((pending) => pending.memberId !== memberId),
    pendingSync: group.pendingSync.filter((pending) => pending !== memberId),
  };
}

/** Has everybody who belongs to the group, or was promised a place, sent JoinGroup? */
export function hasAllMembersJoined(group: ClassicGroup): boolean {
  return group.pendingMembers.length === 0 && group.members.every((member) => member.awaitingJoin !== null);
}

/** Length of a join or sync phase: the longest that a member asks for. */
export function rebalanceTimeoutOf(group: ClassicGroup): Micros {
  return group.members.reduce((longest, member) => Math.max(longest, member.rebalanceTimeoutMicros), 0);
}

/** Is there a protocol that the newcomer and all members support? Any will do for an empty group. */
export function supportsProtocols(group: ClassicGroup, protocols: readonly string[]): boolean {
  if (group.state === 'Empty') return protocols.length > 0;
  return protocols.some((name) => group.members.every((member) => member.protocols.includes(name)));
}

/** The protocol of the next generation: each member votes for its first that all support; a tie goes as Java's hash map does. */
export function selectProtocol(group: ClassicGroup): string {
  const votes = new Map<string, number>();
  for (const member of group.members) {
    const choice = member.protocols.find((name) => group.members.every((other) => other.protocols.includes(name)));
    invariant(choice !== undefined, 'all members of a group share a protocol');
    votes.set(choice, (votes.get(choice) ?? 0) + 1);
  }
  let best = '';
  for (const name of inJavaHashOrder([...votes.keys()])) {
    if (best === '' || (votes.get(name) as number) > (votes.get(best) as number)) best = name;
  }
  return best;
}

/** Does a member's new description leave its protocols and subscription as they were? */
export function isUnchanged(member: GroupMember, description: MemberDescription): boolean {
  return sameList(member.protocols, description.protocols) && sameList(member.topics, description.topics);
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

/** What the coordinator writes of a group: members, generation and assignments, nothing that only this process waits for. */
export function persistentForm(group: ClassicGroup): ClassicGroup {
  return {
    ...EMPTY_GROUP,
    state: group.members.length === 0 ? 'Empty' : 'Stable',
    generation: group.generation,
    protocol: group.protocol,
    leader: group.leader,
    members: group.members.map((member) => ({
      ...member,
      protocols: group.protocol === null ? member.protocols : [group.protocol],
      isNew: false,
      awaitingJoin: null,
      awaitingSync: null,
      sessionDeadlineMicros: NEVER,
    })),
  };
}

/** A group read back by a new coordinator: every member gets a full session from now on. */
export function loadClassicGroup(record: ClassicGroup, nowMicros: Micros): ClassicGroup {
  return {
    ...record,
    members: record.members.map((member) => ({
      ...member,
      sessionDeadlineMicros: nowMicros + member.sessionTimeoutMicros,
    })),
  };
}
