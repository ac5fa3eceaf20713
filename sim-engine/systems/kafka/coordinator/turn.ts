/** One turn of the group coordinator: its memory under change, its answers and appends. */
import type { Turn } from '../../../host/turn.ts';
import type { CommittedOffset } from '../groupRecord.ts';
import type { KafkaMessage } from '../protocol.ts';
import {
  newClassicGroup,
  type ClassicGroup,
  type GroupContext,
  type GroupOutcome,
  type GroupResponse,
} from '../rules/classicGroup.ts';
import { invariant } from '../../../kernel/invariant.ts';
import { MILLISECOND } from '../../../kernel/time.ts';
import type { CoordinatedGroup, CoordinatorMemory, CoordinatorSettings } from './memory.ts';
import type { AppendToken, CoordinatorAppend, CoordinatorOutcome, Reply } from './outcome.ts';

const NO_REPLIES: Reply[] = [];
const NO_APPENDS: CoordinatorAppend[] = [];

/** Name of the consumer behind a member id: ids are made as `name-time`. */
export function memberName(memberId: string): string {
  const end = memberId.lastIndexOf('-');
  return end === -1 ? memberId : memberId.slice(0, end);
}

export class CoordinatorTurn {
  /** Null when nobody reads along: while loading and unloading. */
  readonly turn: Turn | null;
  readonly now: number;
  memory: CoordinatorMemory;
  #replies: Reply[] = NO_REPLIES;
  #appends: CoordinatorAppend[] = NO_APPENDS;

  constructor(memory: CoordinatorMemory, turn: Turn | null, now: number) {
    this.memory = memory;
    this.turn = turn;
    this.now = now;
  }

  get settings(): CoordinatorSettings {
    invariant(this.memory.settings !== null, 'only a coordinator works on groups');
    return this.memory.settings;
  }

  get groupContext(): GroupContext {
    return { nowMicros: this.now, settings: this.settings };
  }

  reply(to: number, message: KafkaMessage): void {
    if (this.#replies === NO_REPLIES) this.#replies = [{ to, message }];
    else this.#replies.push({ to, message });
  }

  group(name: string): CoordinatedGroup {
    return this.memory.groups.find((known) => known.name === name) ?? { name, group: newClassicGroup(), offsets: [] };
  }

  setGroup(changed: CoordinatedGroup): void {
    const known = this.memory.groups.some((group) => group.name === changed.name);
    const groups = known
      ? this.memory.groups.map((group) => (group.name === changed.name ? changed : group))
      : [...this.memory.groups, changed];
    this.memory = { ...this.memory, groups };
  }

  /** Takes over what a rule made of a group: the group itself, answers, and a record to write. */
  adopt(name: string, outcome: GroupOutcome): void {
    const before = this.group(name);
    if (outcome.group !== before.group) this.setGroup({ ...before, group: outcome.group });
    for (const response of outcome.responses) this.#answer(response);
    this.#say(name, before.group, outcome.group);
    const { write } = outcome;
    if (write === null) return;
    const token: AppendToken = { kind: 'group', id: this.#nextToken(), group: name, write };
    this.#append({ record: { kind: 'group', group: name, state: write.record }, token });
  }

  /** Appends offsets; the request is answered when they are committed. */
  appendOffsets(
    name: string,
    offsets: readonly CommittedOffset[],
    request: { readonly to: number; readonly correlation: number },
  ): void {
    const { to, correlation } = request;
    const token: AppendToken = { kind: 'offsets', id: this.#nextToken(), group: name, offsets, to, correlation };
    this.#append({ record: { kind: 'offsets', group: name, offsets }, token });
  }

  /** Takes an append out of those that are awaited; false when it is none of them. */
  takePending(token: AppendToken): boolean {
    const pending = this.memory.pending.filter(({ id }) => id !== token.id);
    if (pending.length === this.memory.pending.length) return false;
    this.memory = { ...this.memory, pending };
    return true;
  }

  outcome(): CoordinatorOutcome {
    return { memory: this.memory, replies: this.#replies, appends: this.#appends };
  }

  #nextToken(): number {
    const tokenId = this.memory.tokenId + 1;
    this.memory = { ...this.memory, tokenId };
    return tokenId;
  }

  #append(append: CoordinatorAppend): void {
    this.memory = { ...this.memory, pending: [...this.memory.pending, append.token] };
    if (this.#appends === NO_APPENDS) this.#appends = [append];
    else this.#appends.push(append);
  }

  #answer(response: GroupResponse): void {
    const { node: to, correlation } = response.requester;
    const { error } = response;
    switch (response.kind) {
      case 'join':
        return this.reply(to, {
          kind: 'JoinGroupResponse',
          correlation,
          error,
          memberId: response.memberId,
          generation: response.generation,
          leader: response.leader,
          protocol: response.protocol ?? '',
          members: response.members,
          skipAssignment: response.skipAssignment,
        });
      case 'sync':
        return this.reply(to, { kind: 'SyncGroupResponse', correlation, error, partitions: response.assignment });
      case 'heartbeat':
        return this.reply(to, { kind: 'HeartbeatResponse', correlation, error });
      case 'leave':
        return this.reply(to, { kind: 'LeaveGroupResponse', correlation, error });
    }
  }

  /** Says what became of a group. */
  #say(name: string, before: ClassicGroup, after: ClassicGroup): void {
    if (this.turn === null || before === after) return;
    if (before.state === after.state) return;
    const params = { group: name, generation: after.generation, count: after.members.length };
    switch (after.state) {
      case 'PreparingRebalance':
        return this.turn.milestone(
          'rebalance',
          before.state === 'Empty' ? 'kafka.group.first-rebalance' : 'kafka.group.prepares-rebalance',
          {
            ...params,
            millis: Math.floor(this.settings.initialRebalanceDelayMicros / MILLISECOND),
          },
        );
      case 'CompletingRebalance':
        return this.turn.note('kafka.group.new-generation', params);
      case 'Stable':
        return this.turn.milestone('rebalance', 'kafka.group.stable', params);
      case 'Empty':
        return this.turn.milestone('rebalance', 'kafka.group.empty', params);
      case 'Dead':
        return;
    }
  }
}
