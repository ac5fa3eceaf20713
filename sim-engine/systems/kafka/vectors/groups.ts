/** Vectors of consumer groups: the classic protocol at its coordinator, and assignors at the group's leader. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { assignPartitions, type AssignorName } from '../rules/assignors.ts';
import {
  checkOffsetCommit,
  completeWrite,
  heartbeat,
  joinGroup,
  leaveGroup,
  newClassicGroup,
  nextDeadline,
  onDeadline,
  syncGroup,
  type Assignment,
  type ClassicGroup,
  type GroupContext,
  type GroupOutcome,
  type GroupResponse,
  type GroupSettings,
  type Requester,
} from '../rules/classicGroup.ts';
import { Fields, playSteps } from './fields.ts';

const MICROS_PER_MILLI = 1_000;

// --- classic-group ---------------------------------------------------------------------------------------------------

interface Play {
  readonly group: ClassicGroup;
  readonly nowMicros: number;
  /** By request number: the member that sent it. */
  readonly senders: readonly string[];
}

/** Assignments are opaque to the coordinator; a text is carried through it as its code units. */
function assignmentFrom(text: string): Assignment {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function assignmentText(assignment: Assignment): string {
  return String.fromCharCode(...assignment);
}

/** One step of a vector: a request or the passing of time, everything that it sets in motion, and the answers. */
class GroupStep {
  group: ClassicGroup;
  readonly context: GroupContext;
  readonly responses: GroupResponse[] = [];

  constructor(play: Play, settings: GroupSettings, nowMicros: number) {
    this.group = play.group;
    this.context = { nowMicros, settings };
  }

  /** Takes over an outcome; a record that it writes is committed at once. */
  take(outcome: GroupOutcome): void {
    this.group = outcome.group;
    this.responses.push(...outcome.responses);
    if (outcome.write !== null) this.take(completeWrite(this.group, outcome.write, 'NONE', this.context));
  }

  passDeadlines(): void {
    while (nextDeadline(this.group) <= this.context.nowMicros) this.take(onDeadline(this.group, this.context));
  }
}

function joinRequestOf(step: Fields, requester: Requester): Parameters<typeof joinGroup>[1] {
  const member = step.text('member');
  return {
    requester,
    memberId: step.flag('memberIdKnown', true) ? member : '',
    newMemberId: member,
    instanceId: step.optionalText('groupInstanceId'),
    sessionTimeoutMicros: step.integer('sessionTimeoutMs', 10_000) * MICROS_PER_MILLI,
    rebalanceTimeoutMicros: step.integer('rebalanceTimeoutMs', 60_000) * MICROS_PER_MILLI,
    protocols: step.texts('protocols'),
    topics: step.texts('topics', step.has('metadata') ? [step.text('metadata')] : []),
  };
}

function memberRequestOf(step: Fields, requester: Requester): Parameters<typeof heartbeat>[1] {
  return {
    requester,
    memberId: step.text('member', ''),
    instanceId: step.optionalText('groupInstanceId'),
    generation: step.integer('generation', -1),
  };
}

function syncRequestOf(step: Fields, requester: Requester): Parameters<typeof syncGroup>[1] {
  const shares = step.optionalObject('assignments');
  const assignments = shares
    .names()
    .map((memberId) => ({ memberId, assignment: assignmentFrom(shares.text(memberId)) }));
  return { ...memberRequestOf(step, requester), assignments };
}

function errorOf(responses: readonly GroupResponse[], requester: Requester): string {
  return responses.find((response) => response.requester.correlation === requester.correlation)?.error ?? 'NONE';
}

function playGroup(settings: GroupSettings, play: Play, step: Fields): readonly [Play, Json] {
  const op = step.text('op');
  const requester: Requester = { node: 0, correlation: play.senders.length };
  const nowMicros = play.nowMicros + (op === 'advanceClock' ? step.integer('ms') * MICROS_PER_MILLI : 0);
  const turn = new GroupStep(play, settings, nowMicros);
  const told: Record<string, Json> = {};
  switch (op) {
    case 'advanceClock':
      turn.passDeadlines();
      break;
    case 'JoinGroup':
      turn.take(joinGroup(play.group, joinRequestOf(step, requester), turn.context));
      break;
    case 'SyncGroup':
      turn.take(syncGroup(play.group, syncRequestOf(step, requester), turn.context));
      break;
    case 'Heartbeat':
      turn.take(heartbeat(play.group, memberRequestOf(step, requester), turn.context));
      told['error'] = errorOf(turn.responses, requester);
      break;
    case 'LeaveGroup': {
      const { memberId, instanceId } = memberRequestOf(step, requester);
      const known = step.flag('memberIdKnown', true);
      turn.take(leaveGroup(play.group, { requester, memberId: known ? memberId : '', instanceId }, turn.context));
      told['memberError'] = errorOf(turn.responses, requester);
      break;
    }
    case 'OffsetCommit': {
      const checked = checkOffsetCommit(play.group, memberRequestOf(step, requester), turn.context);
      turn.group = checked.group;
      told['error'] = checked.error;
      break;
    }
    default:
      throw new UnsupportedVector(`the operation ${op} on a classic group`);
  }
  const senders = [...play.senders, op === 'advanceClock' ? '' : step.text('member', '')];
  const { group } = turn;
  const answer = {
    ...told,
    responses: answersOf(turn.responses, senders),
    groupState: group.state,
    generation: group.generation,
    leader: group.leader,
    members: group.members.map((member) => member.memberId),
  };
  return [{ group, nowMicros, senders }, answer];
}

/** Answers to JoinGroup and SyncGroup; those of the other requests are told as the step's error. */
function answersOf(responses: readonly GroupResponse[], senders: readonly string[]): Json {
  const answers: Json[] = [];
  for (const response of responses) {
    const member = senders[response.requester.correlation] ?? '';
    if (response.kind === 'sync') {
      const assignment = assignmentText(response.assignment);
      answers.push({ member, response: 'SyncGroup', error: response.error, assignment });
    } else if (response.kind === 'join') {
      answers.push({
        member,
        response: 'JoinGroup',
        error: response.error,
        generation: response.generation,
        leader: response.leader,
        memberId: response.memberId,
        membersListed: response.members.map((listed) => listed.memberId),
        skipAssignment: response.skipAssignment,
        protocol: response.protocol,
      });
    }
  }
  return answers;
}

function answerClassicGroup(given: Json): Json {
  const input = Fields.of(given);
  const config = input.optionalObject('config');
  const settings: GroupSettings = {
    initialRebalanceDelayMicros: config.integer('group.initial.rebalance.delay.ms', 3_000) * MICROS_PER_MILLI,
    sizeMax: config.integer('group.max.size', Number.MAX_SAFE_INTEGER),
  };
  const start: Play = { group: newClassicGroup(), nowMicros: 0, senders: [] };
  return playSteps(input, start, (play, step) => playGroup(settings, play, step));
}

/** Members and the answers of one step come from hash maps: their order means nothing. */
function inAnyOrder(value: Json, name = ''): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => inAnyOrder(item));
    return name === 'members' || name === 'membersListed' || name === 'responses' ? sorted(items) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, inAnyOrder(item, field)]));
}

function sorted(items: readonly Json[]): Json {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ item }) => item);
}

/** What an unordered list is sorted by: the member of an answer, otherwise the item as text. */
function keyOf(item: Json): string {
  if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
    const fields = item as { readonly [name: string]: Json };
    return JSON.stringify([fields['member'] ?? null, fields['response'] ?? null, fields['error'] ?? null]);
  }
  return JSON.stringify(item);
}

// --- client-assignor -------------------------------------------------------------------------------------------------

const ASSIGNORS: Readonly<Record<string, AssignorName>> = {
  RangeAssignor: 'range',
  range: 'range',
  RoundRobinAssignor: 'roundrobin',
  roundrobin: 'roundrobin',
};

const REPLICA_RACKS = 'replicaRacks(topic->partition->racks)';

function racksOf(input: Fields, topic: string): readonly (readonly string[])[] {
  const topics = input.optionalObject(REPLICA_RACKS);
  if (!topics.has(topic)) return [];
  return topics.list(topic).map((racks) => {
    if (!Array.isArray(racks)) throw new UnsupportedVector(`${REPLICA_RACKS}.${topic}: expected lists of racks`);
    return racks.filter((rack): rack is string => typeof rack === 'string');
  });
}

function answerAssignor(given: Json): Json {
  const input = Fields.of(given);
  const name = ASSIGNORS[input.text('assignor')];
  if (name === undefined) throw new UnsupportedVector(`the assignor ${input.text('assignor')}`);
  const topics = input.object('topics');
  const members = input.object('members');
  const assignments = assignPartitions(name, {
    topics: topics.names().map((topic) => ({
      topic,
      partitionCount: topics.integer(topic),
      racks: racksOf(input, topic),
    })),
    members: members.names().map((memberId) => {
      const member = members.object(memberId);
      return {
        memberId,
        instanceId: member.optionalText('instanceId'),
        topics: member.texts('topics'),
        rack: member.optionalText('rack'),
      };
    }),
  });
  const assignment = assignments.map(({ memberId, partitions }) => [
    memberId,
    partitions.map(({ topic, partition }) => [topic, partition]),
  ]);
  return { assignment: Object.fromEntries(assignment) as Json };
}

/** A member's partitions are a set. */
function partitionsAsSets(value: Json): Json {
  const assignment = Fields.of(value, 'assignment').object('assignment');
  const sets = assignment.names().map((memberId) => [memberId, sorted(assignment.list(memberId))]);
  return { assignment: Object.fromEntries(sets) as Json };
}

export const classicGroupArea: VectorArea = {
  answer: answerClassicGroup,
  matching: 'exact',
  normalize: (value) => inAnyOrder(value),
};
export const clientAssignorArea: VectorArea = {
  answer: answerAssignor,
  matching: 'exact',
  normalize: partitionsAsSets,
};
