/** One turn of the group coordinator: the group under change, and what the turn answers and writes. */
import type { Micros } from '../../../kernel/time.ts';
import {
  persistentForm,
  withMember,
  type Assignment,
  type ClassicGroup,
  type GroupError,
  type GroupMember,
  type Requester,
} from './classicGroupState.ts';

export interface GroupSettings {
  /** group.initial.rebalance.delay.ms */
  readonly initialRebalanceDelayMicros: Micros;
  /** group.max.size */
  readonly sizeMax: number;
}

/** A member as the leader of the group sees it. */
export interface ListedMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly topics: readonly string[];
}

export interface JoinResponse {
  readonly kind: 'join';
  readonly requester: Requester;
  readonly error: GroupError;
  readonly memberId: string;
  /** -1 with an error. */
  readonly generation: number;
  /** Empty with an error. */
  readonly leader: string;
  /** Null or empty when there is none; clients treat both alike. */
  readonly protocol: string | null;
  /** All members, for the leader only. */
  readonly members: readonly ListedMember[];
  /** The leader need not compute an assignment (KIP-814). */
  readonly skipAssignment: boolean;
}

export interface SyncResponse {
  readonly kind: 'sync';
  readonly requester: Requester;
  readonly error: GroupError;
  readonly assignment: Assignment;
}

export interface HeartbeatResponse {
  readonly kind: 'heartbeat';
  readonly requester: Requester;
  readonly error: GroupError;
}

export interface LeaveResponse {
  readonly kind: 'leave';
  readonly requester: Requester;
  readonly error: GroupError;
}

export type GroupResponse = JoinResponse | SyncResponse | HeartbeatResponse | LeaveResponse;

/** A record that must be committed before the group goes on; then call `completeWrite`. */
export type GroupWrite =
  /** The leader's assignment. */
  | { readonly kind: 'assignment'; readonly record: ClassicGroup }
  /** A static member that came back under another member id, without a rebalance. */
  | {
      readonly kind: 'staticMember';
      readonly record: ClassicGroup;
      readonly memberId: string;
      readonly previous: GroupMember;
    }
  /** Nobody is left. Nothing waits for it. */
  | { readonly kind: 'empty'; readonly record: ClassicGroup };

/** What a request or a deadline does to a group. */
export interface GroupOutcome {
  readonly group: ClassicGroup;
  readonly responses: readonly GroupResponse[];
  readonly write: GroupWrite | null;
}

/** The group under change. Rules pass it along; only its owner, the function that began the turn, lets it out as an outcome. */
export class GroupTurn {
  group: ClassicGroup;
  readonly now: Micros;
  readonly settings: GroupSettings;
  readonly responses: GroupResponse[] = [];
  write: GroupWrite | null = null;

  constructor(options: { readonly group: ClassicGroup; readonly now: Micros; readonly settings: GroupSettings }) {
    this.group = options.group;
    this.now = options.now;
    this.settings = options.settings;
  }

  outcome(): GroupOutcome {
    return { group: this.group, responses: this.responses, write: this.write };
  }

  /** Answers a JoinGroup with an error. */
  refuseJoin(
    requester: Requester,
    answer: { readonly error: GroupError; readonly memberId: string; readonly protocol: '' | null },
  ): void {
    this.responses.push({
      kind: 'join',
      requester,
      error: answer.error,
      memberId: answer.memberId,
      generation: -1,
      leader: '',
      protocol: answer.protocol,
      members: [],
      skipAssignment: false,
    });
  }

  /** Answers a JoinGroup with the present generation. */
  acceptJoin(requester: Requester, memberId: string, options: { readonly skipAssignment: boolean }): void {
    const { group } = this;
    const isLeader = group.leader === memberId;
    this.responses.push({
      kind: 'join',
      requester,
      error: 'NONE',
      memberId,
      generation: group.generation,
      leader: group.leader ?? '',
      protocol: group.protocol,
      members: isLeader ? group.members.map(listed) : [],
      skipAssignment: options.skipAssignment,
    });
  }

  answerSync(requester: Requester, answer: { readonly error: GroupError; readonly assignment: Assignment }): void {
    this.responses.push({ kind: 'sync', requester, error: answer.error, assignment: answer.assignment });
  }

  /** Starts a member's session again. */
  restartSession(memberId: string, timeoutMicros?: Micros): void {
    const member = this.group.members.find((candidate) => candidate.memberId === memberId);
    if (member === undefined) return;
    const length = timeoutMicros ?? member.sessionTimeoutMicros;
    this.group = withMember(this.group, { ...member, sessionDeadlineMicros: this.now + length });
  }

  writeEmpty(): void {
    this.write = { kind: 'empty', record: persistentForm(this.group) };
  }
}

function listed(member: GroupMember): ListedMember {
  return { memberId: member.memberId, instanceId: member.instanceId, topics: member.topics };
}
