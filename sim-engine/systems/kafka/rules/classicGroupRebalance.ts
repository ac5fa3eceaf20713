/**
 * Rebalances of a classic group: begin, wait for joins, complete, wait for syncs.
 * Source: group-coordinator/src/main/java/org/apache/kafka/coordinator/group/GroupMetadataManager.java, Kafka 4.3.
 */
import {
  canRebalance,
  hasAllMembersJoined,
  inState,
  memberOf,
  rebalanceTimeoutOf,
  selectProtocol,
  withMember,
  withoutMember,
  type Assignment,
  type ClassicGroup,
  type GroupError,
} from './classicGroupState.ts';
import type { GroupTurn } from './classicGroupTurn.ts';

/** Begins a rebalance if none is being prepared; otherwise the one that is may now be complete. */
export function rebalanceOrCompleteJoin(turn: GroupTurn): void {
  if (canRebalance(turn.group)) prepareRebalance(turn);
  else completeJoinIfAllJoined(turn);
}

/**
 * Name: prepare a rebalance
 * Who: the group coordinator
 * Means: all members must send JoinGroup again. The first rebalance of a group waits a while for more members
 * Enabled when: a member comes, goes or changes, or the leader joins again
 * Changes: the state to PreparingRebalance; members that wait for their assignment are sent back; the join phase has a deadline
 */
export function prepareRebalance(turn: GroupTurn): void {
  if (turn.group.state === 'CompletingRebalance') {
    propagateAssignment(turn, { error: 'REBALANCE_IN_PROGRESS', assignmentOf: () => [] });
  }
  const isInitial = turn.group.state === 'Empty';
  turn.group = inState({ ...turn.group, pendingSync: [], syncTimer: null }, 'PreparingRebalance');
  if (isInitial) {
    const delayMicros = turn.settings.initialRebalanceDelayMicros;
    const remainingMicros = Math.max(rebalanceTimeoutOf(turn.group) - delayMicros, 0);
    const deadlineMicros = turn.now + delayMicros;
    turn.group = { ...turn.group, joinTimer: { kind: 'initial', deadlineMicros, delayMicros, remainingMicros } };
    return;
  }
  if (hasAllMembersJoined(turn.group)) completeJoin(turn);
  else waitForJoins(turn);
}

function waitForJoins(turn: GroupTurn): void {
  const deadlineMicros = turn.now + rebalanceTimeoutOf(turn.group);
  turn.group = { ...turn.group, joinTimer: { kind: 'rebalance', deadlineMicros } };
}

/** The join phase ends early when nobody is missing; never the first one, which waits for its delay. */
export function completeJoinIfAllJoined(turn: GroupTurn): void {
  const { group } = turn;
  if (group.state !== 'PreparingRebalance' || group.previousState === 'Empty') return;
  if (hasAllMembersJoined(group)) completeJoin(turn);
}

/**
 * Name: end the delay of the first rebalance
 * Who: the group coordinator's timer
 * Means: as long as new members come, the delay is added again, at most up to the rebalance timeout
 * Enabled when: the delay has passed
 * Changes: a new delay, or the join phase completes
 */
export function endInitialDelay(turn: GroupTurn): void {
  const timer = turn.group.joinTimer;
  if (timer === null || timer.kind !== 'initial') return;
  if (!turn.group.newMemberAdded || timer.remainingMicros === 0) {
    completeJoin(turn);
    return;
  }
  const delayMicros = Math.min(turn.settings.initialRebalanceDelayMicros, timer.remainingMicros);
  const remainingMicros = Math.max(timer.remainingMicros - timer.delayMicros, 0);
  turn.group = {
    ...turn.group,
    newMemberAdded: false,
    joinTimer: { kind: 'initial', deadlineMicros: turn.now + delayMicros, delayMicros, remainingMicros },
  };
}

/**
 * Name: complete the join phase
 * Who: the group coordinator
 * Means: whoever has joined makes the next generation; dynamic members that have not are removed, static ones stay
 * Enabled when: all members have joined, or the join phase is over
 * Changes: generation +1, the protocol by vote, a leader that has joined; every JoinGroup is answered and the sync phase begins.
 *   A group without members becomes Empty. If no member has joined at all, the phase is prolonged
 */
export function completeJoin(turn: GroupTurn): void {
  let group: ClassicGroup = { ...turn.group, joinTimer: null };
  for (const member of turn.group.members) {
    if (member.awaitingJoin === null && member.instanceId === null) group = withoutMember(group, member.memberId);
  }
  const leader = joinedLeader(group);
  turn.group = { ...group, leader: leader ?? group.leader };
  if (leader === null && group.members.length > 0) {
    waitForJoins(turn);
    return;
  }
  beginGeneration(turn);
}

/** The leader if it has joined, else the first member that has; null when nobody has. */
function joinedLeader(group: ClassicGroup): string | null {
  if (group.leader === null) return null;
  if (memberOf(group, group.leader)?.awaitingJoin) return group.leader;
  return group.members.find((member) => member.awaitingJoin !== null)?.memberId ?? null;
}

function beginGeneration(turn: GroupTurn): void {
  const group = { ...turn.group, generation: turn.group.generation + 1, pendingSync: [] };
  if (group.members.length === 0) {
    turn.group = inState({ ...group, protocol: null }, 'Empty');
    turn.writeEmpty();
    return;
  }
  turn.group = inState({ ...group, protocol: selectProtocol(group) }, 'CompletingRebalance');
  for (const member of group.members) {
    if (member.awaitingJoin !== null) turn.acceptJoin(member.awaitingJoin, member.memberId, { skipAssignment: false });
  }
  turn.group = {
    ...turn.group,
    members: group.members.map((member) => ({
      ...member,
      awaitingJoin: null,
      isNew: false,
      sessionDeadlineMicros: turn.now + member.sessionTimeoutMicros,
    })),
    pendingSync: group.members.map((member) => member.memberId),
    syncTimer: { deadlineMicros: turn.now + rebalanceTimeoutOf(group), generation: group.generation },
  };
}

/** Gives every member its assignment, answers those that wait for it, and restarts their sessions. */
export function propagateAssignment(
  turn: GroupTurn,
  options: { readonly error: GroupError; readonly assignmentOf: (memberId: string) => Assignment },
): void {
  for (const member of turn.group.members) {
    const assignment = options.assignmentOf(member.memberId);
    turn.group = withMember(turn.group, { ...member, assignment, awaitingSync: null });
    if (member.awaitingSync === null) continue;
    turn.answerSync(member.awaitingSync, { error: options.error, assignment });
    turn.restartSession(member.memberId);
  }
}

/**
 * Name: end the sync phase
 * Who: the group coordinator's timer
 * Means: members that have not sent SyncGroup within the rebalance timeout are gone
 * Enabled when: the sync phase of this generation is over and somebody is missing
 * Changes: they are removed and the others rebalance
 */
export function endSyncPhase(turn: GroupTurn): void {
  const timer = turn.group.syncTimer;
  if (timer === null) return;
  turn.group = { ...turn.group, syncTimer: null };
  const { group } = turn;
  const waiting = group.state === 'CompletingRebalance' || group.state === 'Stable';
  if (timer.generation !== group.generation || !waiting || group.pendingSync.length === 0) return;
  for (const memberId of group.pendingSync) turn.group = withoutMember(turn.group, memberId);
  prepareRebalance(turn);
}

/** Removes a member that failed or left; a JoinGroup of its that waits is answered, so that a live client joins again. */
export function removeMember(turn: GroupTurn, memberId: string): void {
  const member = memberOf(turn.group, memberId);
  if (member?.awaitingJoin) {
    turn.refuseJoin(member.awaitingJoin, { error: 'UNKNOWN_MEMBER_ID', memberId: '', protocol: '' });
  }
  turn.group = withoutMember(turn.group, memberId);
}
