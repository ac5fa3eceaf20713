import { describe, expect, test } from 'vitest';
import type { Machine } from '../../../../sim-engine/host/machine.ts';
import { streamOfNumber } from '../../../../sim-engine/host/stream.ts';
import { Turn } from '../../../../sim-engine/host/turn.ts';
import { mildestDecider } from '../../../../sim-engine/kernel/decider.ts';
import { NEVER } from '../../../../sim-engine/kernel/time.ts';
import {
  committedOffset,
  coordinatorDeadline,
  handleGroupRequest,
  loadCoordinator,
  newCoordinator,
  onAppendCompleted,
  onCoordinatorTimer,
  unloadCoordinator,
  type CoordinatorMemory,
  type CoordinatorOutcome,
} from '../../../../sim-engine/systems/kafka/coordinator/coordinator.ts';
import type { GroupRecord } from '../../../../sim-engine/systems/kafka/groupRecord.ts';
import type { ErrorName, JoinGroupResponse, KafkaMessage } from '../../../../sim-engine/systems/kafka/protocol.ts';
import { resolveSettings } from '../../../../sim-engine/systems/kafka/settings.ts';

const SECOND = 1_000_000;
const GROUP = 'billing';
const settings = resolveSettings('broker', { 'group.initial.rebalance.delay.ms': 0 });

const IDLE: Machine = {
  process: 'running',
  incarnation: 1,
  memory: undefined,
  disk: [],
  timers: [],
  settings: {},
  busyUntil: 0,
  slowMicros: 0,
  draws: 0,
};

/** A coordinator on a bench. Node 10 is consumer c1, node 11 consumer c2. */
class Bench {
  memory: CoordinatorMemory;
  now = 0;
  /** Kind and error of every answer, by node. */
  answers: { readonly to: number; readonly message: KafkaMessage }[] = [];
  appends: CoordinatorOutcome['appends'][number][] = [];
  #correlation = 0;

  constructor(memory: CoordinatorMemory) {
    this.memory = memory;
  }

  turn(): Turn {
    return new Turn({
      now: this.now,
      self: 1,
      stream: streamOfNumber(1),
      machine: IDLE,
      sequence: 0,
      decider: mildestDecider,
      fsyncMicros: 500,
      explanation: null,
    });
  }

  adopt(outcome: CoordinatorOutcome): void {
    this.memory = outcome.memory;
    this.answers.push(...outcome.replies);
    this.appends.push(...outcome.appends);
  }

  ask(from: number, request: Record<string, unknown> & { readonly kind: KafkaMessage['kind'] }): void {
    this.#correlation += 1;
    const message = {
      correlation: this.#correlation,
      group: GROUP,
      instanceId: null,
      ...request,
    } as unknown as KafkaMessage;
    this.adopt(handleGroupRequest(this.memory, from, message, this.turn()));
  }

  /** The oldest append is committed, or fails. */
  complete(error: ErrorName = 'NONE'): GroupRecord {
    const append = this.appends.shift();
    if (append === undefined) throw new Error('nothing was appended');
    this.adopt(onAppendCompleted(this.memory, append.token, error, this.turn()));
    return append.record;
  }

  /** The latest answer to a node. */
  last(to: number): KafkaMessage & { readonly error?: ErrorName } {
    const found = this.answers.findLast((answer) => answer.to === to);
    if (found === undefined) throw new Error(`no answer to ${to}`);
    return found.message;
  }

  /** Time passes and deadlines fire. */
  advanceTo(time: number): void {
    for (let round = 0; round < 100 && coordinatorDeadline(this.memory) <= time; round += 1) {
      this.now = coordinatorDeadline(this.memory);
      this.adopt(onCoordinatorTimer(this.memory, this.turn()));
    }
    this.now = time;
  }

  join(from: number, memberId: string): void {
    this.ask(from, {
      kind: 'JoinGroupRequest',
      clientId: `c${from - 9}`,
      memberId,
      sessionTimeoutMicros: 10 * SECOND,
      rebalanceTimeoutMicros: 60 * SECOND,
      protocols: ['range'],
      topics: ['orders'],
    });
  }

  /** Joins with the member id that the first answer gives. */
  enter(from: number): string {
    this.join(from, '');
    const { memberId } = this.last(from) as JoinGroupResponse;
    this.join(from, memberId);
    this.advanceTo(this.now);
    return memberId;
  }

  sync(from: number, memberId: string, generation: number, partitions: readonly number[] | null): void {
    const assignments = partitions === null ? [] : [{ memberId, partitions }];
    this.ask(from, { kind: 'SyncGroupRequest', memberId, generation, assignments });
  }

  heartbeat(from: number, memberId: string, generation: number): ErrorName | undefined {
    this.ask(from, { kind: 'HeartbeatRequest', memberId, generation });
    return this.last(from).error;
  }

  commit(from: number, memberId: string, generation: number, offset: number): void {
    const offsets = [{ partition: 0, offset, leaderEpoch: 0 }];
    this.ask(from, { kind: 'OffsetCommitRequest', memberId, generation, offsets });
  }
}

function loaded(records: readonly GroupRecord[] = [], now = 0): Bench {
  const bench = new Bench(loadCoordinator(records, settings, now).memory);
  bench.now = now;
  return bench;
}

/** A coordinator with one member in generation 1 that owns partition 0. */
function stable(): { readonly bench: Bench; readonly memberId: string } {
  const bench = loaded();
  const memberId = bench.enter(10);
  bench.sync(10, memberId, 1, [0]);
  bench.complete();
  return { bench, memberId };
}

describe('a broker that is not the coordinator', () => {
  test.each([
    ['JoinGroupRequest', { clientId: 'c1', memberId: '' }],
    ['SyncGroupRequest', { memberId: 'm', generation: 1, assignments: [] }],
    ['HeartbeatRequest', { memberId: 'm', generation: 1 }],
    ['LeaveGroupRequest', { memberId: 'm' }],
    ['OffsetCommitRequest', { memberId: 'm', generation: 1, offsets: [] }],
    ['OffsetFetchRequest', { partitions: [0] }],
  ] as const)('sends %s elsewhere', (kind, fields) => {
    const bench = new Bench(newCoordinator());
    bench.ask(10, { kind, ...fields });
    expect(bench.last(10).error).toBe('NOT_COORDINATOR');
    expect(coordinatorDeadline(bench.memory)).toBe(NEVER);
  });
});

describe('joining', () => {
  test('a newcomer gets an id that names it, and joins with it', () => {
    const bench = loaded();
    bench.join(10, '');
    expect(bench.last(10)).toMatchObject({ error: 'MEMBER_ID_REQUIRED', memberId: 'c1-0' });
    bench.join(10, 'c1-0');
    bench.advanceTo(0);
    expect(bench.last(10)).toMatchObject({ error: 'NONE', generation: 1, leader: 'c1-0', memberId: 'c1-0' });
  });

  test('a session timeout outside of the bounds is refused', () => {
    const bench = loaded();
    bench.ask(10, {
      kind: 'JoinGroupRequest',
      clientId: 'c1',
      memberId: '',
      sessionTimeoutMicros: 1 * SECOND,
      rebalanceTimeoutMicros: 60 * SECOND,
      protocols: ['range'],
      topics: ['orders'],
    });
    expect(bench.last(10).error).toBe('INVALID_SESSION_TIMEOUT');
  });

  test('nobody gets partitions before the assignment is committed', () => {
    const bench = loaded();
    const memberId = bench.enter(10);
    bench.sync(10, memberId, 1, [0]);
    expect(bench.last(10).kind).toBe('JoinGroupResponse');
    const record = bench.complete();
    expect(record).toMatchObject({ kind: 'group', group: GROUP });
    expect(bench.last(10)).toMatchObject({ kind: 'SyncGroupResponse', error: 'NONE', partitions: [0] });
  });

  test('an assignment that could not be stored sends the members back', () => {
    const bench = loaded();
    const memberId = bench.enter(10);
    bench.sync(10, memberId, 1, [0]);
    bench.complete('NOT_ENOUGH_REPLICAS');
    expect(bench.last(10)).toMatchObject({ kind: 'SyncGroupResponse', error: 'COORDINATOR_NOT_AVAILABLE' });
  });

  test('a second member makes the first one rebalance', () => {
    const { bench, memberId } = stable();
    bench.now = SECOND;
    expect(bench.heartbeat(10, memberId, 1)).toBe('NONE');
    const second = bench.enter(11);
    expect(bench.heartbeat(10, memberId, 1)).toBe('REBALANCE_IN_PROGRESS');
    bench.join(10, memberId);
    expect(bench.last(11)).toMatchObject({ error: 'NONE', generation: 2, memberId: second });
  });
});

describe('members that go', () => {
  test('without a heartbeat for session.timeout.ms a member is removed', () => {
    const { bench, memberId } = stable();
    bench.advanceTo(10 * SECOND - 1);
    expect(bench.heartbeat(10, memberId, 1)).toBe('NONE');
    bench.advanceTo(20 * SECOND);
    expect(bench.heartbeat(10, memberId, 1)).toBe('UNKNOWN_MEMBER_ID');
  });

  test('who leaves is gone at once', () => {
    const { bench, memberId } = stable();
    bench.ask(10, { kind: 'LeaveGroupRequest', memberId });
    expect(bench.last(10).error).toBe('NONE');
    expect(bench.heartbeat(10, memberId, 1)).toBe('UNKNOWN_MEMBER_ID');
  });
});

describe('commits', () => {
  test('count, and are answered, when they are committed in the log', () => {
    const { bench, memberId } = stable();
    bench.commit(10, memberId, 1, 42);
    expect(bench.last(10).kind).toBe('SyncGroupResponse');
    expect(committedOffset(bench.memory, GROUP, 0)).toBe(-1);
    bench.complete();
    expect(bench.last(10)).toMatchObject({ kind: 'OffsetCommitResponse', error: 'NONE' });
    expect(committedOffset(bench.memory, GROUP, 0)).toBe(42);
  });

  test.each([
    ['NOT_LEADER_OR_FOLLOWER', 'NOT_COORDINATOR'],
    ['REQUEST_TIMED_OUT', 'COORDINATOR_NOT_AVAILABLE'],
  ] as const)('that could not be stored (%s) are answered %s and do not count', (error, told) => {
    const { bench, memberId } = stable();
    bench.commit(10, memberId, 1, 42);
    bench.complete(error);
    expect(bench.last(10).error).toBe(told);
    expect(committedOffset(bench.memory, GROUP, 0)).toBe(-1);
  });

  test('keep the member’s session, like heartbeats', () => {
    const { bench, memberId } = stable();
    bench.advanceTo(9 * SECOND);
    bench.commit(10, memberId, 1, 42);
    bench.complete();
    bench.advanceTo(15 * SECOND);
    expect(bench.heartbeat(10, memberId, 1)).toBe('NONE');
  });

  test('for one partition leave the others as they are', () => {
    const { bench, memberId } = stable();
    bench.commit(10, memberId, 1, 42);
    bench.complete();
    const offsets = [{ partition: 1, offset: 7, leaderEpoch: 0 }];
    bench.ask(10, { kind: 'OffsetCommitRequest', memberId, generation: 1, offsets });
    bench.complete();
    expect([0, 1].map((partition) => committedOffset(bench.memory, GROUP, partition))).toEqual([42, 7]);
  });

  test('of an old generation are refused, and nothing is appended', () => {
    const { bench, memberId } = stable();
    bench.commit(10, memberId, 0, 42);
    expect(bench.last(10).error).toBe('ILLEGAL_GENERATION');
    expect(bench.appends).toEqual([]);
  });

  test('of a stranger are refused while the group has members', () => {
    const { bench } = stable();
    bench.commit(11, 'c2-7', 1, 42);
    expect(bench.last(11).error).toBe('UNKNOWN_MEMBER_ID');
  });

  test('are told to whoever asks; -1 where there is none', () => {
    const { bench, memberId } = stable();
    bench.commit(10, memberId, 1, 42);
    bench.complete();
    bench.ask(11, { kind: 'OffsetFetchRequest', partitions: [0, 1] });
    expect(bench.last(11)).toMatchObject({
      offsets: [
        { partition: 0, offset: 42 },
        { partition: 1, offset: -1 },
      ],
    });
  });
});

describe('a new coordinator', () => {
  function history(): readonly GroupRecord[] {
    const { bench, memberId } = stable();
    const records: GroupRecord[] = [];
    bench.commit(10, memberId, 1, 42);
    records.push(bench.complete());
    const assigned = loaded();
    assigned.enter(10);
    assigned.sync(10, memberId, 1, [0]);
    return [assigned.complete(), ...records];
  }

  test('knows members, generation, assignment and offsets from the log', () => {
    const bench = loaded(history(), 100 * SECOND);
    expect(committedOffset(bench.memory, GROUP, 0)).toBe(42);
    expect(bench.heartbeat(10, 'c1-0', 1)).toBe('NONE');
    bench.sync(10, 'c1-0', 1, null);
    expect(bench.last(10)).toMatchObject({ kind: 'SyncGroupResponse', partitions: [0] });
  });

  test('gives every member a full session from now on', () => {
    const bench = loaded(history(), 100 * SECOND);
    expect(coordinatorDeadline(bench.memory)).toBe(110 * SECOND);
  });

  test('takes the last record of a partition or group', () => {
    const older: GroupRecord = {
      kind: 'offsets',
      group: GROUP,
      offsets: [{ partition: 0, offset: 1, leaderEpoch: 0 }],
    };
    expect(committedOffset(loaded([older, ...history()]).memory, GROUP, 0)).toBe(42);
    expect(committedOffset(loaded([...history(), older]).memory, GROUP, 0)).toBe(1);
  });
});

describe('a coordinator that resigns', () => {
  test('answers everybody who waits, once', () => {
    const { bench, memberId } = stable();
    bench.commit(10, memberId, 1, 42);
    bench.answers = [];
    bench.adopt(unloadCoordinator(bench.memory));
    expect(bench.answers.map(({ message }) => message)).toMatchObject([
      { kind: 'OffsetCommitResponse', error: 'NOT_COORDINATOR' },
    ]);
    bench.complete('NOT_LEADER_OR_FOLLOWER');
    expect(bench.answers).toHaveLength(1);
    expect(bench.heartbeat(10, memberId, 1)).toBe('NOT_COORDINATOR');
  });

  test('answers members that wait for a rebalance', () => {
    const bench = loaded();
    bench.join(10, '');
    bench.join(10, 'c1-0');
    bench.answers = [];
    bench.adopt(unloadCoordinator(bench.memory));
    expect(bench.answers).toMatchObject([{ to: 10, message: { kind: 'JoinGroupResponse', error: 'NOT_COORDINATOR' } }]);
  });

  test('an append from before does not count for the coordinator after', () => {
    const { bench, memberId } = stable();
    bench.commit(10, memberId, 1, 42);
    const [append] = bench.appends;
    bench.adopt(unloadCoordinator(bench.memory));
    bench.memory = loadCoordinator([], settings, 5 * SECOND).memory;
    if (append) bench.adopt(onAppendCompleted(bench.memory, append.token, 'NONE', bench.turn()));
    expect(committedOffset(bench.memory, GROUP, 0)).toBe(-1);
  });
});
