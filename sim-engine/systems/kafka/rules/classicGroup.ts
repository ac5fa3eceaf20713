/**
 * The classic group protocol at its coordinator: JoinGroup, SyncGroup, Heartbeat, LeaveGroup, checks of OffsetCommit, deadlines.
 *
 * Models: dynamic and static members (KIP-345, KIP-814), member ids given out first (KIP-394), the delay of the first rebalance,
 * protocol vote, generations, session, join and sync deadlines. Leaves out: protocol types other than `consumer`, conversion to the
 * consumer protocol, transactional commits, API versions before JoinGroup 4.
 * Faults that reach it: everything that silences a member (crash, pause, partition, slow processing), lost responses (a member
 * repeats its request), and the coordinator's own failure (the group is read back from its last record).
 *
 * The coordinator drives it: a request or a due deadline goes in; the next group, answers and at most one record to write come out.
 * `nextDeadline` tells when to call `onDeadline`. Nothing here is random: member ids come from the caller.
 * Source: group-coordinator/src/main/java/org/apache/kafka/coordinator/group/GroupMetadataManager.java, Kafka 4.3.
 */
import { NEVER, SECOND, type Micros } from '../../../kernel/time.ts';
import {
  completeJoin,
  completeJoinIfAllJoined,
  endInitialDelay,
  endSyncPhase,
  prepareRebalance,
  propagateAssignment,
  rebalanceOrCompleteJoin,
  removeMember,
} from './classicGroupRebalance.ts';
import {
  hasAllMembersJoined,
  inState,
  isPendingMember,
  isUnchanged,
  memberOf,
  newClassicGroup,
  persistentForm,
  selectProtocol,
  staticMemberId,
  supportsProtocols,
  withMember,
  withNewMember,
  withoutMember,
  type Assignment,
  type ClassicGroup,
  type GroupError,
  type GroupMember,
  type MemberDescription,
  type Requester,
} from './classicGroupState.ts';
import { GroupTurn, type GroupOutcome, type GroupSettings, type GroupWrite } from './classicGroupTurn.ts';

export { loadClassicGroup, newClassicGroup, persistentForm } from './classicGroupState.ts';
export type { Assignment, ClassicGroup, GroupError, GroupMember, GroupState, Requester } from './classicGroupState.ts';
export type {
  GroupOutcome,
  GroupResponse,
  GroupSettings,
  GroupWrite,
  HeartbeatResponse,
  JoinResponse,
  LeaveResponse,
  ListedMember,
  SyncResponse,
} from './classicGroupTurn.ts';

/** How long the JoinGroup of a new member may wait (CLASSIC_GROUP_NEW_MEMBER_JOIN_TIMEOUT_MS). */
const NEW_MEMBER_JOIN_TIMEOUT_MICROS = 300 * SECOND;

/** Everything that a rule needs beside the request. */
export interface GroupContext {
  readonly nowMicros: Micros;
  readonly settings: GroupSettings;
}

export interface JoinRequest extends MemberDescription {
  readonly requester: Requester;
  /** Empty on a first join. */
  readonly memberId: string;
  /** The id that the member gets if it needs one. */
  readonly newMemberId: string;
}

export interface MemberRequest {
  readonly requester: Requester;
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly generation: number;
}

export interface SyncRequest extends MemberRequest {
  /** From the leader: everybody's share. */
  readonly assignments: readonly { readonly memberId: string; readonly assignment: Assignment }[];
}

export interface LeaveRequest {
  readonly requester: Requester;
  /** Empty: the member is named by its instance id (an administrator's request). */
  readonly memberId: string;
  readonly instanceId: string | null;
}

function begin(group: ClassicGroup, context: GroupContext): GroupTurn {
  return new GroupTurn({ group, now: context.nowMicros, settings: context.settings });
}

/** Is a session timeout inside `group.min.session.timeout.ms` and `group.max.session.timeout.ms`? Asked before `joinGroup`. */
export function checkSessionTimeout(options: {
  readonly sessionTimeoutMicros: Micros;
  readonly minMicros: Micros;
  readonly maxMicros: Micros;
}): 'NONE' | 'INVALID_SESSION_TIMEOUT' {
  const { sessionTimeoutMicros } = options;
  const inside = sessionTimeoutMicros >= options.minMicros && sessionTimeoutMicros <= options.maxMicros;
  return inside ? 'NONE' : 'INVALID_SESSION_TIMEOUT';
}

/** Is a request from a member of the group, and from the one that holds its instance id now? */
function validateMember(group: ClassicGroup, memberId: string, instanceId: string | null): GroupError {
  if (instanceId !== null) {
    const holder = staticMemberId(group, instanceId);
    if (holder === undefined) return 'UNKNOWN_MEMBER_ID';
    if (holder !== memberId) return 'FENCED_INSTANCE_ID';
  }
  return memberOf(group, memberId) === undefined ? 'UNKNOWN_MEMBER_ID' : 'NONE';
}

// --- JoinGroup -------------------------------------------------------------------------------------------------------

/**
 * Name: join a group
 * Who: the group coordinator, on JoinGroup
 * Means: a member comes, comes back, or asks for the present generation once more
 * Enabled when: the group has room, the member's protocols fit the group's, and its ids are the ones the coordinator knows
 * Changes: a dynamic newcomer gets an id first and must repeat. Any change begins a rebalance, and the answer waits for its end; a
 *   follower that joins a stable group unchanged is answered at once
 */
export function joinGroup(group: ClassicGroup, request: JoinRequest, context: GroupContext): GroupOutcome {
  const turn = begin(group, context);
  if (!hasRoomFor(turn, request.memberId)) {
    turn.group = withoutMember(group, request.memberId);
    turn.refuseJoin(request.requester, { error: 'GROUP_MAX_SIZE_REACHED', memberId: '', protocol: '' });
  } else if (group.state === 'Dead') {
    turn.refuseJoin(request.requester, {
      error: 'COORDINATOR_NOT_AVAILABLE',
      memberId: request.memberId,
      protocol: '',
    });
  } else if (!supportsProtocols(group, request.protocols)) {
    const error = 'INCONSISTENT_GROUP_PROTOCOL';
    turn.refuseJoin(request.requester, { error, memberId: request.memberId, protocol: '' });
  } else if (request.memberId === '') {
    joinNewMember(turn, request);
  } else {
    joinExistingMember(turn, request);
  }
  return turn.outcome();
}

function hasRoomFor(turn: GroupTurn, memberId: string): boolean {
  const { group } = turn;
  const member = memberOf(group, memberId);
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true;
    case 'PreparingRebalance': {
      const waiting = group.members.filter((candidate) => candidate.awaitingJoin !== null).length;
      return (member !== undefined && member.awaitingJoin !== null) || waiting < turn.settings.sizeMax;
    }
    default:
      return member !== undefined || group.members.length < turn.settings.sizeMax;
  }
}

function joinNewMember(turn: GroupTurn, request: JoinRequest): void {
  const { newMemberId } = request;
  if (request.instanceId !== null) {
    const holder = staticMemberId(turn.group, request.instanceId);
    if (holder === undefined) addMember(turn, request, newMemberId);
    else replaceStaticMember(turn, request, holder);
    return;
  }
  const deadlineMicros = turn.now + request.sessionTimeoutMicros;
  const pendingMembers = [...turn.group.pendingMembers, { memberId: newMemberId, deadlineMicros }];
  turn.group = { ...turn.group, pendingMembers };
  turn.refuseJoin(request.requester, { error: 'MEMBER_ID_REQUIRED', memberId: newMemberId, protocol: '' });
}

function addMember(turn: GroupTurn, request: JoinRequest, memberId: string): void {
  const { group } = turn;
  const prolongs = group.state === 'PreparingRebalance' && group.previousState === 'Empty';
  const member: GroupMember = {
    memberId,
    ...describe(request),
    assignment: [],
    isNew: true,
    awaitingJoin: request.requester,
    awaitingSync: null,
    sessionDeadlineMicros: NEVER,
  };
  turn.group = withNewMember({ ...group, newMemberAdded: group.newMemberAdded || prolongs }, member);
  turn.restartSession(memberId, NEW_MEMBER_JOIN_TIMEOUT_MICROS);
  rebalanceOrCompleteJoin(turn);
}

function describe(request: JoinRequest): MemberDescription {
  return {
    instanceId: request.instanceId,
    sessionTimeoutMicros: request.sessionTimeoutMicros,
    rebalanceTimeoutMicros: request.rebalanceTimeoutMicros,
    protocols: request.protocols,
    topics: request.topics,
  };
}

function joinExistingMember(turn: GroupTurn, request: JoinRequest): void {
  const { group } = turn;
  const { memberId, requester } = request;
  if (isPendingMember(group, memberId)) {
    addMember(turn, request, memberId);
    return;
  }
  const error = validateMember(group, memberId, request.instanceId);
  if (error !== 'NONE') {
    turn.refuseJoin(requester, { error, memberId, protocol: null });
    return;
  }
  const member = memberOf(group, memberId) as GroupMember;
  const isStableLeader = group.state === 'Stable' && group.leader === memberId;
  const unchanged = group.state !== 'PreparingRebalance' && !isStableLeader && isUnchanged(member, request);
  if (unchanged) {
    turn.acceptJoin(requester, memberId, { skipAssignment: false });
    return;
  }
  turn.group = withMember(group, {
    ...member,
    ...describe(request),
    instanceId: member.instanceId,
    awaitingJoin: requester,
  });
  rebalanceOrCompleteJoin(turn);
}

/**
 * Name: replace a static member
 * Who: the group coordinator, when an instance id joins without a member id
 * Means: the instance restarted. It takes its old place under a new member id, and the old id is fenced
 * Enabled when: the instance id is a member's
 * Changes: in a stable group whose protocol stays, only the id, and nobody rebalances; a rebalance that is completing begins again
 */
function replaceStaticMember(turn: GroupTurn, request: JoinRequest, oldMemberId: string): void {
  const previous = memberOf(turn.group, oldMemberId) as GroupMember;
  fence(turn, previous);
  const memberId = request.newMemberId;
  turn.group = {
    ...turn.group,
    leader: turn.group.leader === oldMemberId ? memberId : turn.group.leader,
    members: turn.group.members.map((member) =>
      member.memberId === oldMemberId
        ? {
            ...member,
            ...describe(request),
            memberId,
            isNew: false,
            awaitingJoin: request.requester,
            awaitingSync: null,
          }
        : member,
    ),
  };
  // The session is first restarted with the length that the old member had.
  turn.restartSession(memberId, previous.sessionTimeoutMicros);
  if (turn.group.state === 'CompletingRebalance') {
    prepareRebalance(turn);
  } else if (turn.group.state !== 'Stable') {
    completeJoinIfAllJoined(turn);
  } else if (selectProtocol(turn.group) === turn.group.protocol) {
    turn.write = { kind: 'staticMember', record: persistentForm(turn.group), memberId, previous };
  } else {
    rebalanceOrCompleteJoin(turn);
  }
}

/** Answers what the old owner of an instance id may still wait for. */
function fence(turn: GroupTurn, member: GroupMember): void {
  if (member.awaitingJoin !== null) {
    const answer = { error: 'FENCED_INSTANCE_ID', memberId: member.memberId, protocol: null } as const;
    turn.refuseJoin(member.awaitingJoin, answer);
  }
  if (member.awaitingSync !== null)
    turn.answerSync(member.awaitingSync, { error: 'FENCED_INSTANCE_ID', assignment: [] });
}

// --- SyncGroup -------------------------------------------------------------------------------------------------------

/**
 * Name: sync a group
 * Who: the group coordinator, on SyncGroup
 * Means: the leader brings everybody's share, the others ask for theirs
 * Enabled when: the member and its generation are current and no rebalance is being prepared
 * Changes: in a stable group nothing, the share is answered again. Otherwise the answer waits for the leader's, which is written first
 */
export function syncGroup(group: ClassicGroup, request: SyncRequest, context: GroupContext): GroupOutcome {
  const turn = begin(group, context);
  const error = checkSync(group, request);
  if (error !== 'NONE') {
    turn.answerSync(request.requester, { error, assignment: [] });
    return turn.outcome();
  }
  const member = memberOf(group, request.memberId) as GroupMember;
  if (group.state === 'Stable') {
    noteSync(turn, request.memberId);
    turn.answerSync(request.requester, { error: 'NONE', assignment: member.assignment });
    return turn.outcome();
  }
  turn.group = withMember(group, { ...member, awaitingSync: request.requester });
  noteSync(turn, request.memberId);
  if (group.leader === request.memberId) {
    turn.write = { kind: 'assignment', record: persistentForm(withAssignments(turn.group, request)) };
  }
  return turn.outcome();
}

function checkSync(group: ClassicGroup, request: SyncRequest): GroupError {
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  if (group.members.length === 0) return 'UNKNOWN_MEMBER_ID';
  const error = validateMember(group, request.memberId, request.instanceId);
  if (error !== 'NONE') return error;
  if (request.generation !== group.generation) return 'ILLEGAL_GENERATION';
  return group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
}

/** A member has sent SyncGroup; when all have, the sync phase has no deadline any more. */
function noteSync(turn: GroupTurn, memberId: string): void {
  const pendingSync = turn.group.pendingSync.filter((pending) => pending !== memberId);
  turn.group = { ...turn.group, pendingSync, syncTimer: pendingSync.length === 0 ? null : turn.group.syncTimer };
}

function withAssignments(group: ClassicGroup, request: SyncRequest): ClassicGroup {
  const shareOf = (memberId: string): Assignment =>
    request.assignments.find((share) => share.memberId === memberId)?.assignment ?? [];
  return { ...group, members: group.members.map((member) => ({ ...member, assignment: shareOf(member.memberId) })) };
}

// --- records ---------------------------------------------------------------------------------------------------------

/**
 * Name: go on after a write
 * Who: the group coordinator, when a record of `write` is committed or has failed
 * Means: an assignment is given out, or a static member answered, only when a new coordinator would know it too
 * Enabled when: the group is still in the generation that was written
 * Changes: on success the group becomes Stable, or the member is answered; on failure the members are sent to join again
 *
 * @param error - 'NONE', or what the members are told instead
 */
export function completeWrite(
  group: ClassicGroup,
  write: GroupWrite,
  error: 'NONE' | 'COORDINATOR_NOT_AVAILABLE' | 'NOT_COORDINATOR',
  context: GroupContext,
): GroupOutcome {
  const turn = begin(group, context);
  if (write.kind === 'assignment') completeAssignment(turn, write.record, error);
  else if (write.kind === 'staticMember') completeReplacement(turn, write, error);
  return turn.outcome();
}

function completeAssignment(turn: GroupTurn, record: ClassicGroup, error: GroupError): void {
  const { group } = turn;
  if (group.state !== 'CompletingRebalance' || group.generation !== record.generation) return;
  if (error !== 'NONE') {
    propagateAssignment(turn, { error, assignmentOf: () => [] });
    rebalanceOrCompleteJoin(turn);
    return;
  }
  propagateAssignment(turn, {
    error: 'NONE',
    assignmentOf: (memberId) => memberOf(record, memberId)?.assignment ?? [],
  });
  turn.group = inState(turn.group, 'Stable');
}

function completeReplacement(
  turn: GroupTurn,
  write: Extract<GroupWrite, { readonly kind: 'staticMember' }>,
  error: GroupError,
): void {
  const member = memberOf(turn.group, write.memberId);
  if (member === undefined || member.awaitingJoin === null) return;
  const requester = member.awaitingJoin;
  if (error === 'NONE') {
    turn.group = withMember(turn.group, { ...member, awaitingJoin: null });
    turn.acceptJoin(requester, member.memberId, { skipAssignment: turn.group.leader === member.memberId });
    return;
  }
  const { previous } = write;
  const leader = turn.group.leader === write.memberId ? previous.memberId : turn.group.leader;
  const reverted: GroupMember = { ...previous, awaitingJoin: null, awaitingSync: null };
  const members = turn.group.members.map((candidate) => (candidate.memberId === write.memberId ? reverted : candidate));
  turn.group = { ...turn.group, leader, members };
  turn.restartSession(previous.memberId);
  turn.refuseJoin(requester, { error, memberId: '', protocol: '' });
}

/**
 * Name: unload a group
 * Who: a broker that stops being the group's coordinator
 * Means: its members must find the new one; what they wait for here will never come
 * Enabled when: `__consumer_offsets` has another leader
 * Changes: the group is dead here, and every waiting request is answered with NOT_COORDINATOR
 */
export function unloadGroup(group: ClassicGroup, context: GroupContext): GroupOutcome {
  const turn = begin(group, context);
  for (const member of group.members) {
    if (member.awaitingJoin !== null) {
      turn.refuseJoin(member.awaitingJoin, { error: 'NOT_COORDINATOR', memberId: member.memberId, protocol: '' });
    }
    if (member.awaitingSync !== null)
      turn.answerSync(member.awaitingSync, { error: 'NOT_COORDINATOR', assignment: [] });
  }
  turn.group = { ...newClassicGroup(), state: 'Dead', generation: group.generation };
  return turn.outcome();
}

// --- Heartbeat, LeaveGroup, OffsetCommit -----------------------------------------------------------------------------

/**
 * Name: heartbeat
 * Who: the group coordinator, on Heartbeat
 * Means: the member is alive, and learns whether it must join again
 * Enabled when: the member and its generation are current
 * Changes: the member's session begins again
 */
export function heartbeat(group: ClassicGroup, request: MemberRequest, context: GroupContext): GroupOutcome {
  const turn = begin(group, context);
  let error = checkHeartbeat(group, request);
  if (error === 'NONE') {
    turn.restartSession(request.memberId);
    if (group.state === 'PreparingRebalance') error = 'REBALANCE_IN_PROGRESS';
  }
  turn.responses.push({ kind: 'heartbeat', requester: request.requester, error });
  return turn.outcome();
}

function checkHeartbeat(group: ClassicGroup, request: MemberRequest): GroupError {
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  const error = validateMember(group, request.memberId, request.instanceId);
  if (error !== 'NONE') return error;
  return request.generation === group.generation ? 'NONE' : 'ILLEGAL_GENERATION';
}

/**
 * Name: leave a group
 * Who: the group coordinator, on LeaveGroup
 * Means: the member is gone at once, without waiting for its session to end
 * Enabled when: the member is known, or its instance id is
 * Changes: it is removed and the others rebalance
 */
export function leaveGroup(group: ClassicGroup, request: LeaveRequest, context: GroupContext): GroupOutcome {
  const turn = begin(group, context);
  const error = leave(turn, request);
  if (error === 'NONE') {
    if (turn.group.state === 'PreparingRebalance') completeJoinIfAllJoined(turn);
    else if (turn.group.state !== 'Empty') rebalanceOrCompleteJoin(turn);
  }
  turn.responses.push({ kind: 'leave', requester: request.requester, error });
  return turn.outcome();
}

function leave(turn: GroupTurn, request: LeaveRequest): GroupError {
  const { group } = turn;
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  if (isPendingMember(group, request.memberId)) {
    turn.group = withoutMember(group, request.memberId);
    return 'NONE';
  }
  const byInstance = request.memberId === '' && request.instanceId !== null;
  const memberId = byInstance ? (staticMemberId(group, request.instanceId as string) ?? '') : request.memberId;
  const error = validateMember(group, memberId, byInstance ? null : request.instanceId);
  if (error === 'NONE') removeMember(turn, memberId);
  return error;
}

/**
 * Name: check an offset commit
 * Who: the group coordinator, on OffsetCommit
 * Means: only a member of the current generation may commit; a consumer that manages its own partitions (generation below 0) may
 *   while the group is empty. During the join phase the last generation may still commit, during the sync phase nobody
 * Enabled when: always
 * Changes: the member's session begins again in a stable group or during the join phase
 */
export function checkOffsetCommit(
  group: ClassicGroup,
  request: Omit<MemberRequest, 'requester'>,
  context: GroupContext,
): { readonly group: ClassicGroup; readonly error: GroupError } {
  const error = commitError(group, request);
  if (error !== 'NONE') return { group, error };
  const turn = begin(group, context);
  if (group.state === 'Stable' || group.state === 'PreparingRebalance') turn.restartSession(request.memberId);
  return { group: turn.group, error };
}

function commitError(group: ClassicGroup, request: Omit<MemberRequest, 'requester'>): GroupError {
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  if (request.generation < 0 && group.state === 'Empty') return 'NONE';
  const error = validateMember(group, request.memberId, request.instanceId);
  if (error !== 'NONE') return error;
  if (request.generation !== group.generation) return 'ILLEGAL_GENERATION';
  return group.state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
}

// --- deadlines -------------------------------------------------------------------------------------------------------

type Due =
  | { readonly kind: 'join' | 'sync'; readonly deadlineMicros: Micros }
  | { readonly kind: 'session' | 'pending'; readonly deadlineMicros: Micros; readonly memberId: string };

/** The earliest deadline; of equal ones, join before sync before members in their order. */
function earliest(group: ClassicGroup): Due | null {
  let first: Due | null = null;
  const consider = (due: Due): void => {
    if (due.deadlineMicros < (first?.deadlineMicros ?? NEVER)) first = due;
  };
  if (group.joinTimer !== null) consider({ kind: 'join', deadlineMicros: group.joinTimer.deadlineMicros });
  if (group.syncTimer !== null) consider({ kind: 'sync', deadlineMicros: group.syncTimer.deadlineMicros });
  for (const { memberId, sessionDeadlineMicros } of group.members) {
    consider({ kind: 'session', deadlineMicros: sessionDeadlineMicros, memberId });
  }
  for (const { memberId, deadlineMicros } of group.pendingMembers)
    consider({ kind: 'pending', deadlineMicros, memberId });
  return first;
}

/** When `onDeadline` must be called next; NEVER when nothing is scheduled. */
export function nextDeadline(group: ClassicGroup): Micros {
  return earliest(group)?.deadlineMicros ?? NEVER;
}

/**
 * Lets the earliest deadline come due, if it is. Call it again while `nextDeadline` is not later than now: each call may have a
 * record to write.
 */
export function onDeadline(group: ClassicGroup, context: GroupContext): GroupOutcome {
  const turn = begin(group, context);
  const due = earliest(group);
  if (due === null || due.deadlineMicros > context.nowMicros) return turn.outcome();
  switch (due.kind) {
    case 'join':
      if (group.joinTimer?.kind === 'initial') endInitialDelay(turn);
      else completeJoin(turn);
      break;
    case 'sync':
      endSyncPhase(turn);
      break;
    case 'pending':
      turn.group = withoutMember(group, due.memberId);
      if (group.state === 'PreparingRebalance' && hasAllMembersJoined(turn.group)) completeJoin(turn);
      break;
    case 'session':
      endSession(turn, due.memberId);
      break;
  }
  return turn.outcome();
}

/**
 * Name: end a member's session
 * Who: the group coordinator's timer
 * Means: nothing was heard of the member for its session timeout: it is taken for dead
 * Enabled when: it is not waiting for an answer to JoinGroup or SyncGroup (a new member is not spared)
 * Changes: it is removed and the others rebalance
 */
function endSession(turn: GroupTurn, memberId: string): void {
  const member = memberOf(turn.group, memberId) as GroupMember;
  turn.group = withMember(turn.group, { ...member, sessionDeadlineMicros: NEVER });
  const waits = member.awaitingJoin !== null || member.awaitingSync !== null;
  if (!member.isNew && waits) return;
  removeMember(turn, memberId);
  const { state } = turn.group;
  if (state === 'Stable' || state === 'CompletingRebalance') rebalanceOrCompleteJoin(turn);
  else if (state === 'PreparingRebalance' && hasAllMembersJoined(turn.group)) completeJoin(turn);
}
