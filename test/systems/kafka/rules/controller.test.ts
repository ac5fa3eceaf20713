/** Heartbeats and AlterPartition at the controller. */
import { describe, expect, it } from 'vitest';
import {
  validateAlterPartition,
  type AlterPartitionFacts,
} from '../../../../sim-engine/systems/kafka/rules/alterPartition.ts';
import {
  nextBrokerState,
  stalestExpiredBroker,
  type HeartbeatFacts,
} from '../../../../sim-engine/systems/kafka/rules/brokerHeartbeat.ts';

describe("a broker's next state", () => {
  const facts: HeartbeatFacts = {
    current: 'FENCED',
    wantFence: false,
    wantShutDown: false,
    caughtUpWithOwnRegistrationRecord: true,
    leadsPartitions: false,
    controlledShutdownCaughtUp: true,
  };

  it('serves once it knows its own registration', () => {
    expect(nextBrokerState(facts)).toBe('UNFENCED');
    expect(nextBrokerState({ ...facts, caughtUpWithOwnRegistrationRecord: false })).toBe('FENCED');
  });

  it('hands its leaderships over before it stops', () => {
    const stopping = { ...facts, current: 'UNFENCED', wantShutDown: true } as const;
    expect(nextBrokerState({ ...stopping, leadsPartitions: true })).toBe('CONTROLLED_SHUTDOWN');
    expect(nextBrokerState(stopping)).toBe('SHUTDOWN_NOW');
  });

  it('stops when it leads nothing and everybody knows', () => {
    const stopping = { ...facts, current: 'CONTROLLED_SHUTDOWN' } as const;
    expect(nextBrokerState({ ...stopping, leadsPartitions: true })).toBe('CONTROLLED_SHUTDOWN');
    expect(nextBrokerState({ ...stopping, controlledShutdownCaughtUp: false })).toBe('CONTROLLED_SHUTDOWN');
    expect(nextBrokerState(stopping)).toBe('SHUTDOWN_NOW');
  });
});

describe('a silent broker', () => {
  const expired = (nowMicros: number, lastContacts: readonly number[]): number | null =>
    stalestExpiredBroker({
      sessions: lastContacts.map((lastContactMicros, index) => ({ broker: index + 1, lastContactMicros })),
      nowMicros,
      sessionTimeoutMicros: 9_000_000,
    });

  it('is fenced when its session is over, not before', () => {
    expect(expired(8_999_999, [0, 5])).toBeNull();
    expect(expired(9_000_000, [0, 5])).toBe(1);
  });

  it('is fenced in the order of silence, one at a time', () => {
    expect(expired(20_000_000, [3, 1, 2])).toBe(2);
    expect(expired(20_000_000, [1, 1])).toBe(1);
  });
});

describe('an AlterPartition request', () => {
  const alive = { brokerEpoch: 10, fenced: false, inControlledShutdown: false };
  const facts: AlterPartitionFacts = {
    partition: {
      replicas: [1, 2, 3],
      isr: [1],
      elr: [],
      lastKnownElr: [],
      removing: [],
      adding: [],
      leader: 1,
      leaderEpoch: 5,
      partitionEpoch: 8,
      recoveryState: 'RECOVERED',
    },
    sender: 1,
    leaderEpoch: 5,
    partitionEpoch: 8,
    newIsr: [
      { broker: 1, brokerEpoch: 10 },
      { broker: 2, brokerEpoch: 10 },
    ],
    recoveryState: 'RECOVERED',
    brokers: [null, alive, alive, alive],
  };
  const member = (broker: number, brokerEpoch = 10): { broker: number; brokerEpoch: number } => ({
    broker,
    brokerEpoch,
  });

  it('from the leader that knows the present state is accepted', () => {
    expect(validateAlterPartition(facts)).toBe('NONE');
  });

  it.each<[string, Partial<AlterPartitionFacts>, string]>([
    ['about an unknown partition', { partition: null }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['from the future, by leader epoch', { leaderEpoch: 6, partitionEpoch: 0 }, 'NOT_CONTROLLER'],
    ['from the future, by partition epoch', { leaderEpoch: 4, partitionEpoch: 9 }, 'NOT_CONTROLLER'],
    ['from a former leader', { leaderEpoch: 4, sender: 2 }, 'FENCED_LEADER_EPOCH'],
    ['from somebody else', { sender: 2, partitionEpoch: 7 }, 'INVALID_REQUEST'],
    ['about an older state', { partitionEpoch: 7, newIsr: [] }, 'INVALID_UPDATE_VERSION'],
    ['for nobody', { newIsr: [] }, 'INVALID_REQUEST'],
    ['without the leader', { newIsr: [member(2)] }, 'INVALID_REQUEST'],
    ['with a stranger', { newIsr: [member(1), member(4)] }, 'INVALID_REQUEST'],
    ['with a member twice', { newIsr: [member(1), member(1)] }, 'INVALID_REQUEST'],
    ['back into recovery', { newIsr: [member(1)], recoveryState: 'RECOVERING' }, 'INVALID_REQUEST'],
    ['with a fenced member', { brokers: [null, alive, { ...alive, fenced: true }] }, 'INELIGIBLE_REPLICA'],
    [
      'with a leaving member',
      { brokers: [null, alive, { ...alive, inControlledShutdown: true }] },
      'INELIGIBLE_REPLICA',
    ],
    ['with a member that never registered', { brokers: [null, alive] }, 'INELIGIBLE_REPLICA'],
    ['with a member that restarted since (KIP-903)', { newIsr: [member(1), member(2, 9)] }, 'INELIGIBLE_REPLICA'],
  ])('%s is refused', (_, changed, error) => {
    expect(validateAlterPartition({ ...facts, ...changed })).toBe(error);
  });

  it('from a leader that recovers may name only itself', () => {
    const partition = {
      ...(facts.partition as NonNullable<AlterPartitionFacts['partition']>),
      recoveryState: 'RECOVERING',
    } as const;
    const recovering = { ...facts, partition, recoveryState: 'RECOVERING' } as const;
    expect(validateAlterPartition({ ...recovering, newIsr: [member(1)] })).toBe('NONE');
    expect(validateAlterPartition(recovering)).toBe('INVALID_REQUEST');
    expect(validateAlterPartition({ ...recovering, recoveryState: 'RECOVERED' })).toBe('NONE');
  });

  it('without a broker epoch is not checked for restarts', () => {
    expect(validateAlterPartition({ ...facts, newIsr: [member(1), member(2, -1)] })).toBe('NONE');
  });
});
