import { describe, expect, test } from 'vitest';
import type { KafkaConsumerSpec } from '../../../../sim-engine/systems/kafka/scenario.ts';
import { consumerBehaviour } from '../../../../sim-engine/systems/kafka/client/consumer.ts';
import { ALL_GUARDS, type Guards } from '../../../../sim-engine/systems/kafka/guards.ts';
import type { ErrorName, FetchResponse, PartitionMetadata } from '../../../../sim-engine/systems/kafka/protocol.ts';
import { layOut } from '../../../../sim-engine/systems/kafka/topology.ts';
import { billing, clusterOf, handProducer, ms } from '../support.ts';
import { Rig } from './rig.ts';

const SECOND = 1_000_000;
/** Machines: 1 to 3 brokers, 4 producer, 5 and 6 consumers, 7 database. */
const DATABASE = 7;
const LED_BY_ONE: readonly PartitionMetadata[] = [{ leader: 1, leaderEpoch: 0 }];

interface RigOptions {
  readonly processing?: Partial<KafkaConsumerSpec['processing']>;
  readonly settings?: KafkaConsumerSpec['settings'];
  readonly guards?: Partial<Guards>;
}

function rigOf(options: RigOptions = {}): Rig {
  const settings = { 'auto.offset.reset': 'earliest', ...options.settings };
  const spec = billing('billing-1', options.processing, settings);
  const topology = layOut(clusterOf({ producers: [handProducer('a')], consumers: [spec, billing('billing-2')] }));
  const guards = { ...ALL_GUARDS, ...options.guards };
  return new Rig({ behaviour: consumerBehaviour({ spec, topology, guards }), self: 5, settings });
}

function tellMetadata(rig: Rig, partitions = LED_BY_ONE): void {
  rig.answer('MetadataRequest', ({ correlation }) => ({ kind: 'MetadataResponse', correlation, partitions }));
}

function tellCoordinator(rig: Rig, coordinator = 3): void {
  rig.answer('FindCoordinatorRequest', ({ correlation }) => ({
    kind: 'FindCoordinatorResponse',
    correlation,
    error: 'NONE',
    coordinator,
  }));
}

function acceptJoin(rig: Rig, generation = 1, leader = 'm1'): void {
  const members = leader === 'm1' ? [{ memberId: 'm1', instanceId: null, topics: ['orders'] }] : [];
  rig.answer('JoinGroupRequest', ({ correlation }) => ({
    kind: 'JoinGroupResponse',
    correlation,
    error: 'NONE',
    memberId: 'm1',
    generation,
    leader,
    protocol: 'range',
    members,
    skipAssignment: false,
  }));
}

function refuseJoin(rig: Rig, error: ErrorName, memberId = ''): void {
  rig.answer('JoinGroupRequest', ({ correlation }) => ({
    kind: 'JoinGroupResponse',
    correlation,
    error,
    memberId,
    generation: -1,
    leader: '',
    protocol: '',
    members: [],
    skipAssignment: false,
  }));
}

function acceptSync(rig: Rig, partitions: readonly number[] = [0]): void {
  rig.answer('SyncGroupRequest', ({ correlation }) => ({
    kind: 'SyncGroupResponse',
    correlation,
    error: 'NONE',
    partitions,
  }));
}

function tellCommitted(rig: Rig, offset: number, leaderEpoch = -1): void {
  rig.answer('OffsetFetchRequest', ({ correlation, partitions }) => ({
    kind: 'OffsetFetchResponse',
    correlation,
    error: 'NONE',
    offsets: partitions.map((partition) => ({ partition, offset, leaderEpoch })),
  }));
}

/** A member that owns the partition and is about to fetch from `offset`. */
function reading(options: RigOptions & { readonly offset?: number } = {}): Rig {
  const rig = rigOf(options);
  rig.start();
  tellMetadata(rig);
  tellCoordinator(rig);
  refuseJoin(rig, 'MEMBER_ID_REQUIRED', 'm1');
  acceptJoin(rig);
  acceptSync(rig);
  tellCommitted(rig, options.offset ?? 0);
  return rig;
}

/** `count` records of one batch from the fetch offset on. */
function tellRecords(rig: Rig, count: number, leaderEpoch = 0): void {
  rig.answer('FetchRequest', (request) => {
    const baseOffset = request.partitions[0]?.fetchOffset ?? 0;
    const records = Array.from({ length: count }, (_, index) => ({ key: 'a', value: `a${baseOffset + index + 1}` }));
    const batch = { records, bytes: 100, producerId: -1, producerEpoch: -1, baseSequence: -1, baseOffset, leaderEpoch };
    return fetchResponse(request.correlation, { batches: [batch], highWatermark: baseOffset + count });
  });
}

function tellFetchError(rig: Rig, error: ErrorName, current: PartitionMetadata | null = null): void {
  rig.answer('FetchRequest', ({ correlation }) => fetchResponse(correlation, { error, current }));
}

function fetchResponse(correlation: number, fields: Partial<FetchResponse['partitions'][number]>): FetchResponse {
  const answer = {
    partition: 0,
    error: 'NONE' as const,
    highWatermark: 0,
    logStartOffset: 0,
    batches: [],
    current: null,
  };
  return { kind: 'FetchResponse', correlation, partitions: [{ ...answer, ...fields }] };
}

function applied(rig: Rig): readonly string[] {
  const request = rig.answer('ApplyRequest', ({ correlation }) => ({ kind: 'ApplyResponse', correlation }));
  return request.records.map((record) => record.value);
}

function answerCommit(rig: Rig, error: ErrorName = 'NONE'): number {
  const request = rig.answer('OffsetCommitRequest', ({ correlation }) => ({
    kind: 'OffsetCommitResponse',
    correlation,
    error,
  }));
  return request.offsets[0]?.offset ?? -1;
}

function answerHeartbeat(rig: Rig, error: ErrorName): void {
  rig.answer('HeartbeatRequest', ({ correlation }) => ({ kind: 'HeartbeatResponse', correlation, error }));
}

function polled(rig: Rig): readonly string[] {
  return rig.operations.flatMap((operation) =>
    operation.f === 'poll' ? operation.records.map((record) => record.value) : [],
  );
}

function changes(rig: Rig): readonly string[] {
  return rig.operations.flatMap((operation) => (operation.f === 'assign' ? [operation.change] : []));
}

/** `type offset` of every commit. */
function commits(rig: Rig): readonly string[] {
  return rig.operations.flatMap((operation) =>
    operation.f === 'commit' ? [`${operation.type} ${operation.offsets[0]?.offset}`] : [],
  );
}

describe('becoming a member', () => {
  test('with the id that the coordinator gave, and as leader it deals the partitions', () => {
    const rig = rigOf();
    rig.start();
    tellMetadata(rig);
    tellCoordinator(rig);
    refuseJoin(rig, 'MEMBER_ID_REQUIRED', 'm1');
    expect(rig.sent.map(({ message }) => message)).toMatchObject([{ kind: 'JoinGroupRequest', memberId: 'm1' }]);
    acceptJoin(rig);
    const { to, message } = rig.take('SyncGroupRequest');
    expect(to).toBe(3);
    expect(message.assignments).toEqual([{ memberId: 'm1', partitions: [0] }]);
  });

  test('a static leader that came back unchanged deals nothing (KIP-814)', () => {
    const rig = rigOf({ settings: { 'group.instance.id': 'i1' } });
    rig.start();
    tellMetadata(rig);
    tellCoordinator(rig);
    rig.answer('JoinGroupRequest', ({ correlation }) => ({
      kind: 'JoinGroupResponse',
      correlation,
      error: 'NONE',
      memberId: 'm1',
      generation: 1,
      leader: 'm1',
      protocol: 'range',
      members: [{ memberId: 'm1', instanceId: 'i1', topics: ['orders'] }],
      skipAssignment: true,
    }));
    expect(rig.take('SyncGroupRequest').message.assignments).toEqual([]);
  });

  test('a follower brings no assignment', () => {
    const rig = rigOf();
    rig.start();
    tellMetadata(rig);
    tellCoordinator(rig);
    acceptJoin(rig, 1, 'm2');
    expect(rig.take('SyncGroupRequest').message.assignments).toEqual([]);
  });

  test('it reads from the committed offset', () => {
    const rig = reading({ offset: 42 });
    expect(rig.take('FetchRequest')).toMatchObject({
      to: 1,
      message: { partitions: [{ partition: 0, fetchOffset: 42 }] },
    });
    expect(changes(rig)).toEqual(['assigned']);
  });

  test.each(['earliest', 'latest'] as const)('without one it asks the leader: %s', (policy) => {
    const rig = reading({ offset: -1, settings: { 'auto.offset.reset': policy } });
    const request = rig.answer('ListOffsetsRequest', ({ correlation }) => ({
      kind: 'ListOffsetsResponse',
      correlation,
      partition: 0,
      error: 'NONE',
      offset: 7,
      leaderEpoch: 0,
    }));
    expect(request.at).toBe(policy);
    expect(rig.take('FetchRequest').message.partitions[0]?.fetchOffset).toBe(7);
  });

  test('without one and with policy none the application fails', () => {
    expect(reading({ offset: -1, settings: { 'auto.offset.reset': 'none' } }).exited).toBe(true);
  });

  test('a coordinator that moved is looked for again', () => {
    const rig = rigOf();
    rig.start();
    tellMetadata(rig);
    tellCoordinator(rig, 3);
    refuseJoin(rig, 'NOT_COORDINATOR');
    rig.advance(SECOND);
    tellCoordinator(rig, 2);
    expect(rig.take('JoinGroupRequest').to).toBe(2);
  });
});

describe('processing on the polling thread', () => {
  test('record by record, each effect by itself, then the commit, then the next poll', () => {
    const rig = reading({ processing: { micros: 1_000 } });
    tellRecords(rig, 2);
    expect(polled(rig)).toEqual(['a1', 'a2']);
    expect(rig.has('ApplyRequest')).toBe(false);
    rig.advance(ms(1));
    expect(applied(rig)).toEqual(['a1']);
    rig.advance(ms(1));
    expect(applied(rig)).toEqual(['a2']);
    expect(commits(rig)).toEqual(['invoke 2']);
    expect(answerCommit(rig)).toBe(2);
    expect(commits(rig)).toEqual(['invoke 2', 'ok 2']);
  });

  test('the next records are fetched meanwhile, but returned only by the next poll', () => {
    const rig = reading({ processing: { micros: 1_000 } });
    tellRecords(rig, 1);
    tellRecords(rig, 1);
    expect(polled(rig)).toEqual(['a1']);
    rig.advance(ms(1));
    applied(rig);
    answerCommit(rig);
    expect(polled(rig)).toEqual(['a1', 'a2']);
  });

  test('poll() returns at most max.poll.records', () => {
    const rig = reading({ processing: { micros: 0 }, settings: { 'max.poll.records': 3 } });
    tellRecords(rig, 5);
    expect(polled(rig)).toEqual(['a1', 'a2', 'a3']);
    expect(applied(rig)).toEqual(['a1', 'a2', 'a3']);
    answerCommit(rig);
    expect(applied(rig)).toEqual(['a4', 'a5']);
  });

  test('without an answer from the database the effect is written again', () => {
    const rig = reading({ processing: { micros: 0 } });
    tellRecords(rig, 1);
    rig.take('ApplyRequest');
    rig.feed({ kind: 'disconnected', peer: DATABASE });
    rig.advance(SECOND);
    expect(applied(rig)).toEqual(['a1']);
    expect(answerCommit(rig)).toBe(1);
  });

  test('commit before processing: work begins when the commit is stored', () => {
    const rig = reading({ processing: { commit: 'before-processing', micros: 0 } });
    tellRecords(rig, 1);
    expect(rig.has('ApplyRequest')).toBe(false);
    answerCommit(rig);
    expect(applied(rig)).toEqual(['a1']);
  });

  test('commit before processing: without the commit the work is left to others', () => {
    const rig = reading({ processing: { commit: 'before-processing', micros: 0 } });
    tellRecords(rig, 1);
    answerCommit(rig, 'UNKNOWN_MEMBER_ID');
    expect(rig.has('ApplyRequest')).toBe(false);
    expect(changes(rig)).toEqual(['assigned', 'lost']);
  });
});

describe('commits', () => {
  test('commitSync is sent again when the coordinator moved', () => {
    const rig = reading({ processing: { micros: 0 } });
    tellRecords(rig, 1);
    applied(rig);
    answerCommit(rig, 'NOT_COORDINATOR');
    rig.advance(SECOND);
    tellCoordinator(rig, 2);
    expect(rig.sent.find(({ message }) => message.kind === 'OffsetCommitRequest')?.to).toBe(2);
    answerCommit(rig);
    expect(commits(rig)).toEqual(['invoke 1', 'ok 1']);
  });

  test('a commit that got no answer and is then refused may have been stored all the same', () => {
    const rig = reading({ processing: { micros: 0 } });
    tellRecords(rig, 1);
    applied(rig);
    rig.take('OffsetCommitRequest');
    rig.feed({ kind: 'disconnected', peer: 3 });
    rig.advance(SECOND);
    tellCoordinator(rig, 2);
    answerCommit(rig, 'UNKNOWN_MEMBER_ID');
    expect(commits(rig)).toEqual(['invoke 1', 'info 1']);
  });

  test('commitSync gives up after a minute: nobody knows whether it was stored', () => {
    const rig = reading({ processing: { micros: 0 }, settings: { 'request.timeout.ms': 120_000 } });
    tellRecords(rig, 1);
    applied(rig);
    while (rig.now < 61 * SECOND && commits(rig).length < 2) {
      if (rig.has('OffsetCommitRequest')) answerCommit(rig, 'COORDINATOR_NOT_AVAILABLE');
      if (rig.has('FindCoordinatorRequest')) tellCoordinator(rig);
      rig.advance(ms(100));
    }
    expect(commits(rig)).toEqual(['invoke 1', 'info 1']);
  });

  test('automatic: only inside poll, and only what earlier polls returned', () => {
    const rig = reading({
      processing: { commit: 'auto', micros: 400_000 },
      settings: { 'auto.commit.interval.ms': 1_000 },
    });
    tellRecords(rig, 3);
    // Busy for 1.2 s: the interval passes while the application is outside of poll().
    for (let record = 0; record < 3; record += 1) {
      rig.advance(400_000);
      expect(commits(rig)).toEqual([]);
      applied(rig);
    }
    expect(commits(rig)).toEqual(['invoke 3']);
  });

  test('automatic with a handed-over record: the commit runs ahead of the work', () => {
    const rig = reading({
      processing: { commit: 'auto', thread: 'handoff', micros: 10 * SECOND },
      settings: { 'auto.commit.interval.ms': 1_000 },
    });
    tellRecords(rig, 3);
    rig.advance(SECOND);
    expect(commits(rig)).toEqual(['invoke 3']);
    expect(rig.has('ApplyRequest')).toBe(false);
  });

  test('enable.auto.commit=false: nobody commits', () => {
    const rig = reading({ processing: { commit: 'auto', micros: 0 }, settings: { 'enable.auto.commit': false } });
    tellRecords(rig, 3);
    applied(rig);
    rig.advance(20 * SECOND);
    expect(commits(rig)).toEqual([]);
  });
});

describe('the heartbeat thread', () => {
  test('goes on while the application is busy, and its answers keep the session', () => {
    const rig = reading({ processing: { micros: 90 * SECOND } });
    tellRecords(rig, 1);
    for (let beat = 0; beat < 20; beat += 1) {
      rig.advance(3 * SECOND);
      answerHeartbeat(rig, 'NONE');
    }
    expect(rig.has('ApplyRequest')).toBe(false);
    expect(rig.has('FindCoordinatorRequest')).toBe(false);
  });

  test('without an answer for session.timeout.ms it looks for the coordinator anew', () => {
    const rig = reading({ settings: { 'session.timeout.ms': 10_000, 'request.timeout.ms': 60_000 } });
    rig.advance(12 * SECOND);
    expect(rig.milestones).toContain('kafka.consumer.session-expired');
    expect(rig.has('FindCoordinatorRequest')).toBe(true);
  });

  test('a coordinator whose connection breaks is looked for again', () => {
    const rig = reading();
    rig.feed({ kind: 'disconnected', peer: 3 });
    rig.advance(SECOND);
    expect(rig.has('FindCoordinatorRequest')).toBe(true);
  });

  test('an answer to a heartbeat of the generation before says nothing about this one', () => {
    const rig = reading({ processing: { micros: 0 } });
    rig.advance(3 * SECOND);
    tellRecords(rig, 1);
    applied(rig);
    answerCommit(rig, 'REBALANCE_IN_PROGRESS');
    acceptJoin(rig, 2);
    acceptSync(rig);
    answerHeartbeat(rig, 'ILLEGAL_GENERATION');
    expect(changes(rig)).toEqual(['assigned', 'revoked', 'assigned']);
  });

  test('leaves the group when poll() is not called in time; the work goes on, the next poll has lost its partitions', () => {
    const rig = reading({ processing: { micros: 6 * SECOND }, settings: { 'max.poll.interval.ms': 5_000 } });
    tellRecords(rig, 1);
    rig.advance(5 * SECOND);
    expect(rig.take('LeaveGroupRequest').message.memberId).toBe('m1');
    rig.advance(SECOND);
    expect(applied(rig)).toEqual(['a1']);
    expect(commits(rig)).toEqual(['invoke 1', 'fail 1']);
    expect(changes(rig)).toEqual(['assigned', 'lost']);
    expect(rig.take('JoinGroupRequest').message.memberId).toBe('');
  });

  test('inside poll() the application cannot be late', () => {
    const rig = reading({ settings: { 'max.poll.interval.ms': 5_000 } });
    rig.advance(5 * SECOND);
    expect(rig.has('LeaveGroupRequest')).toBe(false);
  });

  test('a process that stood still finishes its record before it knows that it was removed', () => {
    const rig = reading({ processing: { micros: 100_000 } });
    tellRecords(rig, 2);
    rig.pauseFor(60 * SECOND);
    rig.advance(0);
    expect(applied(rig)).toEqual(['a1']);
    expect(changes(rig)).toEqual(['assigned']);
  });
});

describe('rebalances', () => {
  test('what is owned is given up before joining again; automatic commits come first', () => {
    const rig = reading({ processing: { commit: 'auto', micros: 0 } });
    tellRecords(rig, 2);
    applied(rig);
    rig.advance(3 * SECOND);
    answerHeartbeat(rig, 'REBALANCE_IN_PROGRESS');
    expect(commits(rig)).toEqual(['invoke 2']);
    expect(rig.has('JoinGroupRequest')).toBe(false);
    answerCommit(rig);
    expect(changes(rig)).toEqual(['assigned', 'revoked']);
    expect(rig.take('JoinGroupRequest').message.memberId).toBe('m1');
  });

  test('a member that is busy joins only at its next poll', () => {
    const rig = reading({ processing: { micros: 5 * SECOND } });
    tellRecords(rig, 1);
    rig.advance(3 * SECOND);
    answerHeartbeat(rig, 'REBALANCE_IN_PROGRESS');
    expect(rig.has('JoinGroupRequest')).toBe(false);
    rig.advance(2 * SECOND);
    applied(rig);
    answerCommit(rig);
    expect(rig.has('JoinGroupRequest')).toBe(true);
  });

  test.each([
    ['UNKNOWN_MEMBER_ID', ''],
    ['ILLEGAL_GENERATION', 'm1'],
  ] as const)('%s: the partitions are lost without a commit, and it joins as %j', (error, memberId) => {
    const rig = reading({ processing: { commit: 'auto', micros: 0 } });
    tellRecords(rig, 2);
    applied(rig);
    rig.advance(3 * SECOND);
    answerHeartbeat(rig, error);
    expect(commits(rig)).toEqual([]);
    expect(changes(rig)).toEqual(['assigned', 'lost']);
    expect(rig.take('JoinGroupRequest').message.memberId).toBe(memberId);
  });

  test('a coordinator that is lost while JoinGroup waits gets no SyncGroup: it is looked for, and joined again', () => {
    const rig = reading({
      processing: { commit: 'auto', thread: 'handoff', micros: 0 },
      settings: { 'auto.commit.interval.ms': 1_000 },
    });
    tellRecords(rig, 2);
    rig.advance(1_500_000);
    const commit = rig.take('OffsetCommitRequest');
    rig.advance(1_500_000);
    answerHeartbeat(rig, 'REBALANCE_IN_PROGRESS');
    while (!rig.has('JoinGroupRequest')) answerCommit(rig);
    const { correlation } = commit.message;
    rig.receive(commit.to, { kind: 'OffsetCommitResponse', correlation, error: 'COORDINATOR_NOT_AVAILABLE' });
    acceptJoin(rig, 2);
    expect(rig.has('SyncGroupRequest')).toBe(false);
    rig.advance(SECOND);
    tellCoordinator(rig, 2);
    rig.advance(SECOND);
    expect(rig.take('JoinGroupRequest')).toMatchObject({ to: 2, message: { memberId: 'm1' } });
  });

  test('FENCED_INSTANCE_ID ends the application', () => {
    const rig = reading({ settings: { 'group.instance.id': 'i1' } });
    rig.advance(3 * SECOND);
    answerHeartbeat(rig, 'FENCED_INSTANCE_ID');
    expect(rig.exited).toBe(true);
  });

  /** Is removed from the group while a fetch is under way, and owns the partition again at `committed`. */
  function reassigned(rig: Rig, committed: number): void {
    rig.advance(3 * SECOND);
    answerHeartbeat(rig, 'UNKNOWN_MEMBER_ID');
    acceptJoin(rig, 3);
    acceptSync(rig);
    tellCommitted(rig, committed);
  }

  test('records fetched from another position than the present one are dropped', () => {
    const rig = reading({ processing: { commit: 'auto', micros: 0 } });
    tellRecords(rig, 8);
    applied(rig);
    reassigned(rig, 5);
    // The answer to the fetch from 8, which was under way all the time.
    tellRecords(rig, 2);
    expect(polled(rig)).toHaveLength(8);
    expect(rig.take('FetchRequest').message.partitions[0]?.fetchOffset).toBe(5);
  });

  test('beginning below what it has read already is a redelivery', () => {
    const rig = reading({ processing: { commit: 'auto', micros: 0 } });
    tellRecords(rig, 8);
    applied(rig);
    reassigned(rig, 5);
    expect(rig.milestones).toContain('kafka.consumer.starts-behind');
  });

  test('records fetched for a partition that is gone are dropped', () => {
    const rig = reading({ processing: { micros: 0 } });
    rig.advance(3 * SECOND);
    answerHeartbeat(rig, 'UNKNOWN_MEMBER_ID');
    tellRecords(rig, 2);
    expect(polled(rig)).toEqual([]);
  });
});

describe('fetching', () => {
  test('one request per broker at a time', () => {
    const rig = reading({ processing: { commit: 'auto', thread: 'handoff', micros: 0 } });
    rig.advance(SECOND);
    expect(rig.sent.filter(({ message }) => message.kind === 'FetchRequest')).toHaveLength(1);
  });

  test('a batch that begins before the position is read from the position on', () => {
    const rig = reading({ processing: { micros: 0 } });
    tellRecords(rig, 4);
    const request = rig.take('FetchRequest');
    const records = ['a3', 'a4', 'a5'].map((value) => ({ key: 'a', value }));
    const batch = {
      records,
      bytes: 100,
      producerId: -1,
      producerEpoch: -1,
      baseSequence: -1,
      baseOffset: 2,
      leaderEpoch: 0,
    };
    rig.receive(1, fetchResponse(request.message.correlation, { batches: [batch], highWatermark: 5 }));
    applied(rig);
    answerCommit(rig);
    expect(polled(rig)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });

  test('a batch that lies wholly before the position is nothing new: it asks again', () => {
    const rig = reading({ offset: 5 });
    const request = rig.take('FetchRequest');
    const records = [{ key: 'a', value: 'a1' }];
    const batch = {
      records,
      bytes: 100,
      producerId: -1,
      producerEpoch: -1,
      baseSequence: -1,
      baseOffset: 0,
      leaderEpoch: 0,
    };
    rig.receive(1, fetchResponse(request.message.correlation, { batches: [batch], highWatermark: 5 }));
    expect(rig.has('FetchRequest')).toBe(true);
  });

  test('NOT_LEADER_OR_FOLLOWER with a hint: the new leader is asked', () => {
    const rig = reading();
    tellFetchError(rig, 'NOT_LEADER_OR_FOLLOWER', { leader: 2, leaderEpoch: 1 });
    expect(rig.take('FetchRequest').to).toBe(2);
  });

  test('FENCED_LEADER_EPOCH: metadata first', () => {
    const rig = reading();
    tellFetchError(rig, 'FENCED_LEADER_EPOCH');
    rig.advance(SECOND);
    tellMetadata(rig, [{ leader: 2, leaderEpoch: 1 }]);
    expect(rig.sent.filter(({ message }) => message.kind === 'FetchRequest').at(-1)).toMatchObject({
      to: 2,
      message: { partitions: [{ currentLeaderEpoch: 1 }] },
    });
  });

  test('OFFSET_OUT_OF_RANGE: auto.offset.reset decides', () => {
    const rig = reading({ offset: 42 });
    tellFetchError(rig, 'OFFSET_OUT_OF_RANGE');
    expect(rig.take('ListOffsetsRequest').message.at).toBe('earliest');
  });
});

describe('truncation (KIP-320)', () => {
  /** Has read a1 to a10 of epoch 0, then hears of a leader of epoch 1. */
  function afterElection(options: RigOptions = {}): Rig {
    const rig = reading({ processing: { micros: 0 }, ...options });
    tellRecords(rig, 10);
    applied(rig);
    answerCommit(rig);
    tellFetchError(rig, 'NOT_LEADER_OR_FOLLOWER', { leader: 2, leaderEpoch: 1 });
    return rig;
  }

  function tellEpochEnd(rig: Rig, endOffset: number, leaderEpoch: number): void {
    const request = rig.answer('OffsetForLeaderEpochRequest', ({ correlation }) => ({
      kind: 'OffsetForLeaderEpochResponse',
      correlation,
      partition: 0,
      error: 'NONE',
      leaderEpoch,
      endOffset,
    }));
    expect(request).toMatchObject({ leaderEpoch: 0, currentLeaderEpoch: 1 });
  }

  test('a new leader is first asked where the epoch ends; if it holds the position, reading goes on', () => {
    const rig = afterElection();
    expect(rig.has('FetchRequest')).toBe(false);
    tellEpochEnd(rig, 10, 0);
    expect(rig.take('FetchRequest').message.partitions[0]?.fetchOffset).toBe(10);
  });

  test('if the epoch ends earlier there, the consumer goes back to that', () => {
    const rig = afterElection();
    tellEpochEnd(rig, 5, 0);
    expect(rig.take('FetchRequest').message.partitions[0]?.fetchOffset).toBe(5);
    expect(rig.milestones).toContain('kafka.consumer.truncated');
  });

  test('policy none: the application must decide', () => {
    const rig = afterElection({ settings: { 'auto.offset.reset': 'none' } });
    tellEpochEnd(rig, 5, 0);
    expect(rig.exited).toBe(true);
  });

  test('without the rule it reads on at its old position', () => {
    const rig = afterElection({ guards: { consumerTruncationDetection: false } });
    expect(rig.take('FetchRequest').message.partitions[0]?.fetchOffset).toBe(10);
  });
});

describe('timeouts', () => {
  test('a broker that does not answer a fetch in time is given up, and asked again', () => {
    const rig = reading({ settings: { 'request.timeout.ms': 2_000 } });
    rig.take('FetchRequest');
    rig.advance(2 * SECOND);
    expect(rig.closed).toEqual([1]);
    rig.advance(SECOND);
    expect(rig.has('FetchRequest')).toBe(true);
  });

  test('after a pause, an answer that came in time counts, though the clock says otherwise', () => {
    const rig = reading({ processing: { micros: 0 }, settings: { 'request.timeout.ms': 2_000 } });
    tellRecords(rig, 1);
    rig.pauseFor(10 * SECOND);
    expect(applied(rig)).toEqual(['a1']);
    rig.advance(0);
    expect(rig.closed).not.toContain(DATABASE);
    expect(rig.closed).toContain(1);
  });

  test('JoinGroup may take as long as a rebalance', () => {
    const rig = rigOf({ settings: { 'request.timeout.ms': 2_000, 'max.poll.interval.ms': 60_000 } });
    rig.start();
    tellMetadata(rig);
    tellCoordinator(rig);
    rig.take('JoinGroupRequest');
    rig.advanceTo(60 * SECOND);
    expect(rig.closed).toEqual([]);
    rig.advanceTo(66 * SECOND);
    expect(rig.closed).toEqual([3]);
  });
});
