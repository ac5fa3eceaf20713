/**
 * The group coordinator: it runs inside the broker that leads `__consumer_offsets-0`.
 *
 * Models: groups of the classic protocol (rules/classicGroup.ts), committed offsets, reload by the next coordinator. Nothing is
 * answered before the record that it rests on is committed. Leaves out: expiry of offsets (`offsets.retention.minutes`),
 * deletion of groups, transactional commits, COORDINATOR_LOAD_IN_PROGRESS (loading takes no time).
 * Faults that reach it: all of its broker's; loss of leadership of its partition.
 * Source: group-coordinator/.../GroupCoordinatorService.java, OffsetMetadataManager.java, Kafka 4.3.
 */
import type { Turn } from '../../../host/turn.ts';
import { NEVER, type Micros } from '../../../kernel/time.ts';
import type { CommittedOffset, GroupRecord } from '../groupRecord.ts';
import type { BrokerSettings } from '../settings.ts';
import type {
  ErrorName,
  HeartbeatRequest,
  JoinGroupRequest,
  KafkaMessage,
  LeaveGroupRequest,
  OffsetCommitRequest,
  OffsetFetchRequest,
  SyncGroupRequest,
} from '../protocol.ts';
import {
  checkOffsetCommit,
  checkSessionTimeout,
  completeWrite,
  heartbeat,
  joinGroup,
  leaveGroup,
  loadClassicGroup,
  newClassicGroup,
  nextDeadline,
  onDeadline,
  syncGroup,
  unloadGroup,
  type ClassicGroup,
} from '../rules/classicGroup.ts';
import { newCoordinator, type CoordinatedGroup, type CoordinatorMemory } from './memory.ts';
import type { AppendToken, CoordinatorOutcome } from './outcome.ts';
import { CoordinatorTurn, memberName } from './turn.ts';

export { newCoordinator } from './memory.ts';
export type { CoordinatorMemory } from './memory.ts';
export type { AppendToken, CoordinatorOutcome, Reply } from './outcome.ts';

type GroupRequest =
  JoinGroupRequest | SyncGroupRequest | HeartbeatRequest | LeaveGroupRequest | OffsetCommitRequest | OffsetFetchRequest;

/** `group.max.size` (GroupCoordinatorConfig, Kafka 4.3): no limit by default. */
const GROUP_SIZE_MAX = 2_147_483_647;

/** A group processes so many deadlines in one turn at most: each removes or promotes something, so there are few. */
const DEADLINES_MAX = 1_000;

/**
 * Name: Coordinator loading
 * Who: broker that has become leader of __consumer_offsets-0
 * Means: groups and offsets live in a log like any other; the new coordinator replays it
 * Enabled when: it becomes the partition's leader
 * Changes: groups, generations, assignments and offsets are as they were; every member gets a fresh session
 */
export function loadCoordinator(
  records: readonly GroupRecord[],
  settings: BrokerSettings,
  now: Micros,
): CoordinatorOutcome {
  const groups: CoordinatedGroup[] = [];
  for (const record of records) {
    let place = groups.findIndex(({ name }) => name === record.group);
    if (place === -1) place = groups.push({ name: record.group, group: newClassicGroup(), offsets: [] }) - 1;
    const known = groups[place] as CoordinatedGroup;
    groups[place] =
      record.kind === 'offsets'
        ? { ...known, offsets: withOffsets(known.offsets, record.offsets) }
        : { ...known, group: loadClassicGroup(record.state, now) };
  }
  const memory: CoordinatorMemory = {
    settings: {
      initialRebalanceDelayMicros: settings.groupInitialRebalanceDelayMicros,
      sizeMax: GROUP_SIZE_MAX,
      minSessionTimeoutMicros: settings.groupMinSessionTimeoutMicros,
      maxSessionTimeoutMicros: settings.groupMaxSessionTimeoutMicros,
    },
    groups,
    tokenId: now,
    pending: [],
  };
  return { memory, replies: [], appends: [] };
}

function withOffsets(
  known: readonly CommittedOffset[],
  changed: readonly CommittedOffset[],
): readonly CommittedOffset[] {
  const kept = known.filter(({ partition }) => !changed.some((offset) => offset.partition === partition));
  return [...kept, ...changed];
}

/**
 * Name: Coordinator unloading
 * Who: broker that stops leading __consumer_offsets-0
 * Means: it has no say any more; whoever waits must find the new coordinator
 * Enabled when: it loses the partition's leadership
 * Changes: everything that waits is answered NOT_COORDINATOR, and the groups are forgotten
 */
export function unloadCoordinator(memory: CoordinatorMemory): CoordinatorOutcome {
  if (memory.settings === null) return { memory, replies: [], appends: [] };
  const turn = new CoordinatorTurn(memory, null, 0);
  for (const token of memory.pending) {
    if (token.kind !== 'offsets') continue;
    turn.reply(token.to, { kind: 'OffsetCommitResponse', correlation: token.correlation, error: 'NOT_COORDINATOR' });
  }
  for (const { name, group } of memory.groups) turn.adopt(name, unloadGroup(group, turn.groupContext));
  turn.memory = newCoordinator();
  return turn.outcome();
}

/** A client's request. */
export function handleGroupRequest(
  memory: CoordinatorMemory,
  from: number,
  request: KafkaMessage,
  turn: Turn,
): CoordinatorOutcome {
  const coordinator = new CoordinatorTurn(memory, turn, turn.now);
  if (memory.settings === null) refuse(coordinator, from, request as GroupRequest);
  else answer(coordinator, from, request as GroupRequest);
  return coordinator.outcome();
}

function refuse(coordinator: CoordinatorTurn, to: number, request: GroupRequest): void {
  const { correlation } = request;
  const error = 'NOT_COORDINATOR';
  coordinator.turn?.note('kafka.group.not-coordinator', { group: request.group });
  switch (request.kind) {
    case 'JoinGroupRequest':
      return coordinator.reply(to, {
        kind: 'JoinGroupResponse',
        correlation,
        error,
        memberId: request.memberId,
        generation: -1,
        leader: '',
        protocol: '',
        members: [],
        skipAssignment: false,
      });
    case 'SyncGroupRequest':
      return coordinator.reply(to, { kind: 'SyncGroupResponse', correlation, error, partitions: [] });
    case 'HeartbeatRequest':
      return coordinator.reply(to, { kind: 'HeartbeatResponse', correlation, error });
    case 'LeaveGroupRequest':
      return coordinator.reply(to, { kind: 'LeaveGroupResponse', correlation, error });
    case 'OffsetCommitRequest':
      return coordinator.reply(to, { kind: 'OffsetCommitResponse', correlation, error });
    case 'OffsetFetchRequest':
      return coordinator.reply(to, { kind: 'OffsetFetchResponse', correlation, error, offsets: [] });
  }
}

function answer(coordinator: CoordinatorTurn, from: number, request: GroupRequest): void {
  const { group } = coordinator.group(request.group);
  const requester = { node: from, correlation: request.correlation };
  const context = coordinator.groupContext;
  switch (request.kind) {
    case 'JoinGroupRequest':
      return join(coordinator, from, request);
    case 'SyncGroupRequest': {
      coordinator.turn?.rule('kafka.group.sync');
      const assignments = request.assignments.map(({ memberId, partitions }) => ({ memberId, assignment: partitions }));
      const { memberId, instanceId, generation } = request;
      return coordinator.adopt(
        request.group,
        syncGroup(group, { requester, memberId, instanceId, generation, assignments }, context),
      );
    }
    case 'HeartbeatRequest': {
      coordinator.turn?.rule('kafka.group.heartbeat');
      const { memberId, instanceId, generation } = request;
      return coordinator.adopt(
        request.group,
        heartbeat(group, { requester, memberId, instanceId, generation }, context),
      );
    }
    case 'LeaveGroupRequest': {
      coordinator.turn?.rule('kafka.group.leave');
      const { memberId } = request;
      coordinator.turn?.note('kafka.group.leaves', { group: request.group, member: memberName(memberId) });
      return coordinator.adopt(request.group, leaveGroup(group, { requester, memberId, instanceId: null }, context));
    }
    case 'OffsetCommitRequest':
      return commitOffsets(coordinator, from, request);
    case 'OffsetFetchRequest':
      return fetchOffsets(coordinator, from, request);
  }
}

function join(coordinator: CoordinatorTurn, from: number, request: JoinGroupRequest): void {
  coordinator.turn?.rule('kafka.group.join');
  coordinator.turn?.note('kafka.group.joins', { group: request.group, member: request.clientId });
  const requester = { node: from, correlation: request.correlation };
  const { minSessionTimeoutMicros: minMicros, maxSessionTimeoutMicros: maxMicros } = coordinator.settings;
  const { memberId, instanceId, sessionTimeoutMicros, rebalanceTimeoutMicros, protocols, topics } = request;
  const error = checkSessionTimeout({ sessionTimeoutMicros, minMicros, maxMicros });
  if (error !== 'NONE') {
    coordinator.reply(from, {
      kind: 'JoinGroupResponse',
      correlation: request.correlation,
      error,
      memberId,
      generation: -1,
      leader: '',
      protocol: '',
      members: [],
      skipAssignment: false,
    });
    return;
  }
  const { group } = coordinator.group(request.group);
  coordinator.adopt(
    request.group,
    joinGroup(
      group,
      {
        requester,
        memberId,
        // Kafka appends a random UUID; the time is as unique in a run, and readable.
        newMemberId: `${request.clientId}-${coordinator.now}`,
        instanceId,
        sessionTimeoutMicros,
        rebalanceTimeoutMicros,
        protocols,
        topics,
      },
      coordinator.groupContext,
    ),
  );
}

/**
 * Name: OffsetCommit
 * Who: group coordinator
 * Means: only a member of the current generation may say how far the group has come; a zombie's commit is refused
 * Enabled when: member id and generation are current, or the group is empty and the committer is no member
 * Changes: a record in __consumer_offsets; the offsets count, and the member is answered, when it is committed
 */
function commitOffsets(coordinator: CoordinatorTurn, from: number, request: OffsetCommitRequest): void {
  coordinator.turn?.rule('kafka.group.offset-commit');
  const known = coordinator.group(request.group);
  const { correlation } = request;
  const { group, error } = checkOffsetCommit(known.group, request, coordinator.groupContext);
  if (group !== known.group) coordinator.setGroup({ ...known, group });
  if (error === 'NONE') {
    coordinator.appendOffsets(request.group, request.offsets, { to: from, correlation });
    return;
  }
  coordinator.turn?.milestone('fenced', 'kafka.group.commit-refused', {
    group: request.group,
    member: memberName(request.memberId),
    generation: request.generation,
    current: known.group.generation,
    error,
  });
  coordinator.reply(from, { kind: 'OffsetCommitResponse', correlation, error });
}

function fetchOffsets(coordinator: CoordinatorTurn, from: number, request: OffsetFetchRequest): void {
  coordinator.turn?.rule('kafka.group.offset-fetch');
  coordinator.turn?.note('kafka.group.offsets-told', { group: request.group });
  const { offsets } = coordinator.group(request.group);
  coordinator.reply(from, {
    kind: 'OffsetFetchResponse',
    correlation: request.correlation,
    error: 'NONE',
    offsets: request.partitions.map(
      (partition) =>
        offsets.find((known) => known.partition === partition) ?? { partition, offset: -1, leaderEpoch: -1 },
    ),
  });
}

/** Lets everything that is due happen: sessions, join and sync phases, unused member ids. */
export function onCoordinatorTimer(memory: CoordinatorMemory, turn: Turn): CoordinatorOutcome {
  const coordinator = new CoordinatorTurn(memory, turn, turn.now);
  if (memory.settings === null) return coordinator.outcome();
  for (const { name } of memory.groups) {
    for (let round = 0; round < DEADLINES_MAX; round += 1) {
      const { group } = coordinator.group(name);
      if (nextDeadline(group) > turn.now) break;
      turn.rule('kafka.group.deadline');
      const outcome = onDeadline(group, coordinator.groupContext);
      sayExpired(coordinator, name, { before: group, after: outcome.group });
      coordinator.adopt(name, outcome);
    }
  }
  return coordinator.outcome();
}

function sayExpired(
  coordinator: CoordinatorTurn,
  name: string,
  change: { readonly before: ClassicGroup; readonly after: ClassicGroup },
): void {
  for (const { memberId } of change.before.members) {
    if (change.after.members.some((member) => member.memberId === memberId)) continue;
    coordinator.turn?.milestone('timeout', 'kafka.group.member-expired', { group: name, member: memberName(memberId) });
  }
}

/** An append is committed (`NONE`) or has failed. */
export function onAppendCompleted(
  memory: CoordinatorMemory,
  token: AppendToken,
  error: ErrorName,
  turn: Turn,
): CoordinatorOutcome {
  const coordinator = new CoordinatorTurn(memory, turn, turn.now);
  if (memory.settings === null || !coordinator.takePending(token)) return coordinator.outcome();
  const told = inGroupWords(error);
  const known = coordinator.group(token.group);
  if (token.kind === 'group') {
    coordinator.adopt(token.group, completeWrite(known.group, token.write, told, coordinator.groupContext));
    return coordinator.outcome();
  }
  if (told === 'NONE') {
    coordinator.setGroup({ ...known, offsets: withOffsets(known.offsets, token.offsets) });
    turn.note('kafka.group.offsets-stored', { group: token.group });
  } else {
    turn.note('kafka.group.offsets-not-stored', { group: token.group, error });
  }
  coordinator.reply(token.to, { kind: 'OffsetCommitResponse', correlation: token.correlation, error: told });
  return coordinator.outcome();
}

/** What a failed append means to a group's member (GroupCoordinatorService, handleOperationException). */
function inGroupWords(error: ErrorName): 'NONE' | 'NOT_COORDINATOR' | 'COORDINATOR_NOT_AVAILABLE' {
  if (error === 'NONE') return 'NONE';
  if (error === 'NOT_LEADER_OR_FOLLOWER' || error === 'KAFKA_STORAGE_ERROR') return 'NOT_COORDINATOR';
  return 'COORDINATOR_NOT_AVAILABLE';
}

/** When `onCoordinatorTimer` must be called; NEVER when nothing is due. */
export function coordinatorDeadline(memory: CoordinatorMemory): Micros {
  let deadline = NEVER;
  for (const { group } of memory.groups) deadline = Math.min(deadline, nextDeadline(group));
  return deadline;
}

/** Offset that a group has committed for a partition; -1: none. */
export function committedOffset(memory: CoordinatorMemory, group: string, partition: number): number {
  const known = memory.groups.find(({ name }) => name === group);
  return known?.offsets.find((offset) => offset.partition === partition)?.offset ?? -1;
}
