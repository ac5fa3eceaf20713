/** A leader's decisions: followers, high watermark, acks, ISR, epoch checks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admitProduce,
  canExpandIsr,
  completeDelayedProduce,
  shrinkCandidates,
} from '../../../../sim-engine/systems/kafka/rules/acks.ts';
import { checkLatestOffset, checkLeaderEpoch } from '../../../../sim-engine/systems/kafka/rules/fetchChecks.ts';
import {
  effectiveMinInSyncReplicas,
  nextHighWatermark,
} from '../../../../sim-engine/systems/kafka/rules/highWatermark.ts';
import {
  isCaughtUp,
  newRemoteReplica,
  resetReplicaState,
  updateFetchState,
  type RemoteReplica,
} from '../../../../sim-engine/systems/kafka/rules/replicaState.ts';

const LAG_MAX = 30_000_000;

function elected(nowMicros: number, isFollowerInSync: boolean): RemoteReplica {
  const replica = newRemoteReplica();
  return resetReplicaState({ replica, isNewLeader: true, isFollowerInSync, leaderEndOffset: 10, nowMicros });
}

describe('what a leader knows of a follower', () => {
  it('a member of the ISR has the whole lag time after an election, anybody else none', () => {
    const facts = { leaderEndOffset: 10, nowMicros: 100_000_000, lagMaxMicros: LAG_MAX };
    expect(isCaughtUp({ ...facts, replica: elected(100_000_000, true) })).toBe(true);
    expect(isCaughtUp({ ...facts, replica: elected(100_000_000, false) })).toBe(false);
  });

  it('a follower that reached what the leader had at its previous fetch was caught up then', () => {
    const fetch = { leaderEndOffset: 100, brokerEpoch: 1 };
    const first = updateFetchState({ ...fetch, replica: elected(0, true), fetchOffset: 50, nowMicros: 5 }).replica;
    const near = updateFetchState({ ...fetch, leaderEndOffset: 200, replica: first, fetchOffset: 99, nowMicros: 9 });
    const enough = updateFetchState({ ...fetch, leaderEndOffset: 200, replica: first, fetchOffset: 100, nowMicros: 9 });
    expect(near.replica.lastCaughtUpTimeMicros).toBe(0);
    expect(enough.replica.lastCaughtUpTimeMicros).toBe(5);
  });

  it('KIP-903: a fetch from an earlier life of the broker changes nothing', () => {
    const facts = { replica: elected(0, true), fetchOffset: 7, leaderEndOffset: 10, nowMicros: 5 };
    expect(updateFetchState({ ...facts, brokerEpoch: 3, registeredBrokerEpoch: 4 })).toEqual({
      replica: facts.replica,
      error: 'NOT_LEADER_OR_FOLLOWER',
    });
    expect(updateFetchState({ ...facts, brokerEpoch: 4, registeredBrokerEpoch: 4 }).error).toBe('NONE');
    expect(updateFetchState({ ...facts, brokerEpoch: -1, registeredBrokerEpoch: 4 }).error).toBe('NONE');
  });

  it('an idle follower at the end of the log is caught up for ever; one record more and it is late', () => {
    const replica = { ...elected(0, true), logEndOffset: 10 };
    const facts = { replica, nowMicros: LAG_MAX + 1, lagMaxMicros: LAG_MAX };
    expect(isCaughtUp({ ...facts, leaderEndOffset: 10 })).toBe(true);
    expect(isCaughtUp({ ...facts, leaderEndOffset: 11 })).toBe(false);
    expect(isCaughtUp({ ...facts, leaderEndOffset: 11, nowMicros: LAG_MAX })).toBe(true);
  });
});

const inSync = (logEndOffset: number): { logEndOffset: number; inSync: boolean; caughtUpAndEligible: boolean } => ({
  logEndOffset,
  inSync: true,
  caughtUpAndEligible: false,
});

describe('the high watermark', () => {
  const facts = {
    leaderEndOffset: 10,
    currentHighWatermark: 5,
    remotes: [inSync(10), inSync(8)],
    committedInSyncCount: 3,
    minInSyncReplicasEffective: 2,
  };

  it('is where the slowest that counts has come', () => {
    expect(nextHighWatermark(facts)).toBe(8);
  });

  it('does not wait for a replica outside the ISR, unless it is about to join', () => {
    const outside = { logEndOffset: 6, inSync: false };
    const wait = (caughtUpAndEligible: boolean): number =>
      nextHighWatermark({ ...facts, remotes: [inSync(10), { ...outside, caughtUpAndEligible }] });
    expect([wait(false), wait(true)]).toEqual([10, 6]);
  });

  it('KIP-966: stands still while the ISR is below min.insync.replicas; without the guard it moves', () => {
    const alone = { ...facts, remotes: [], committedInSyncCount: 1 };
    expect(nextHighWatermark(alone)).toBe(5);
    expect(nextHighWatermark({ ...alone, minInSyncReplicasEffective: 0 })).toBe(10);
  });

  it('min.insync.replicas asks for no more replicas than there are', () => {
    expect(effectiveMinInSyncReplicas({ minInSyncReplicas: 2, replicaCount: 1 })).toBe(1);
    expect(effectiveMinInSyncReplicas({ minInSyncReplicas: 2, replicaCount: 3 })).toBe(2);
  });

  it('never falls, and never passes the end of a replica that counts', () => {
    const remote = fc.record({
      logEndOffset: fc.integer({ min: -1, max: 50 }),
      inSync: fc.boolean(),
      caughtUpAndEligible: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(remote), fc.nat(50), fc.nat(50), (remotes, leaderEndOffset, currentHighWatermark) => {
        const next = nextHighWatermark({ ...facts, remotes, leaderEndOffset, currentHighWatermark });
        expect(next).toBeGreaterThanOrEqual(currentHighWatermark);
        if (next === currentHighWatermark) return;
        expect(next).toBeLessThanOrEqual(leaderEndOffset);
        for (const one of remotes.filter((counted) => counted.inSync))
          expect(next).toBeLessThanOrEqual(one.logEndOffset);
      }),
    );
  });
});

describe('acks', () => {
  const admission = { acks: -1, isLeader: true, inSyncCount: 1, minInSyncReplicasEffective: 2 };

  it('all: refused under min.insync.replicas; 0 and 1 do not ask', () => {
    expect(admitProduce(admission)).toBe('NOT_ENOUGH_REPLICAS');
    expect(admitProduce({ ...admission, inSyncCount: 2 })).toBe('NONE');
    expect([0, 1].map((acks) => admitProduce({ ...admission, acks }))).toEqual(['NONE', 'NONE']);
  });

  it('what is wrong with the request comes before who leads, and that before the ISR', () => {
    expect(admitProduce({ ...admission, acks: 2, isLeader: false })).toBe('INVALID_REQUIRED_ACKS');
    expect(admitProduce({ ...admission, isLeader: false })).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  const completion = {
    isLeader: true,
    highWatermark: 10,
    requiredOffset: 10,
    maximalInSyncCount: 2,
    minInSyncReplicasEffective: 2,
    timedOut: false,
  };

  it('all: answered when the high watermark has passed the batch, and not one record earlier', () => {
    expect(completeDelayedProduce(completion)).toBe('NONE');
    expect(completeDelayedProduce({ ...completion, highWatermark: 9 })).toBeNull();
  });

  it('all: committed on too few is told so', () => {
    const few = { ...completion, maximalInSyncCount: 1 };
    expect(completeDelayedProduce(few)).toBe('NOT_ENOUGH_REPLICAS_AFTER_APPEND');
  });

  it('all: a lost leadership ends the wait, even when the record is committed', () => {
    expect(completeDelayedProduce({ ...completion, isLeader: false })).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  it('all: the timeout only counts while nothing else is decided', () => {
    expect(completeDelayedProduce({ ...completion, timedOut: true })).toBe('NONE');
    expect(completeDelayedProduce({ ...completion, highWatermark: 9, timedOut: true })).toBe('REQUEST_TIMED_OUT');
  });
});

describe('the ISR', () => {
  const joining = {
    alterPartitionInFlight: false,
    alreadyInIsr: false,
    followerEndOffset: 12,
    highWatermark: 10,
    leaderEpochStartOffset: 12,
    fenced: false,
    shuttingDown: false,
    fetchBrokerEpoch: 4,
    registeredBrokerEpoch: 4,
  };

  it('takes in a follower that has all that is committed and all that its leader began with', () => {
    expect(canExpandIsr(joining)).toBe(true);
    expect(canExpandIsr({ ...joining, highWatermark: 12 })).toBe(true);
    expect(canExpandIsr({ ...joining, highWatermark: 13 })).toBe(false);
  });

  it('KAFKA-7128: at the high watermark but before the start of the epoch is not enough; without the guard it is', () => {
    expect(canExpandIsr({ ...joining, followerEndOffset: 11 })).toBe(false);
    expect(canExpandIsr({ ...joining, followerEndOffset: 11, leaderEpochStartOffset: 0 })).toBe(true);
  });

  it.each([
    ['a change is in flight', { alterPartitionInFlight: true }],
    ['it is a member', { alreadyInIsr: true }],
    ['it is fenced', { fenced: true }],
    ['it is shutting down', { shuttingDown: true }],
    ['it fetched in an earlier life', { fetchBrokerEpoch: 3 }],
  ])('takes nobody in when %s', (_, changed) => {
    expect(canExpandIsr({ ...joining, ...changed })).toBe(false);
  });

  it('does not check a broker epoch that the fetch does not carry', () => {
    expect(canExpandIsr({ ...joining, fetchBrokerEpoch: -1 })).toBe(true);
  });

  it('loses members that are late, never the leader', () => {
    expect(shrinkCandidates({ leader: 1, isr: [1, 2, 3], isCaughtUp: (broker) => broker === 2 })).toEqual([3]);
    expect(shrinkCandidates({ leader: 1, isr: [1], isCaughtUp: () => false })).toEqual([]);
  });
});

describe('what is checked before an answer', () => {
  it('KIP-320: leader epochs', () => {
    const check = (requestLeaderEpoch: number): string => checkLeaderEpoch({ requestLeaderEpoch, localLeaderEpoch: 5 });
    expect([4, 5, 6, -1].map(check)).toEqual(['FENCED_LEADER_EPOCH', 'NONE', 'UNKNOWN_LEADER_EPOCH', 'NONE']);
  });

  it('KIP-207: a new leader does not tell a latest offset below what an earlier one may have shown', () => {
    expect(checkLatestOffset({ highWatermark: 19, leaderEpochStartOffset: 20 })).toBe('OFFSET_NOT_AVAILABLE');
    expect(checkLatestOffset({ highWatermark: 20, leaderEpochStartOffset: 20 })).toBe('NONE');
  });
});
