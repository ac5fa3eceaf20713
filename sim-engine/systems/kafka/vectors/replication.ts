/** Vectors of a leader's decisions: what it knows of followers, the high watermark, acks, the ISR, checks of requests. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { admitProduce, canExpandIsr, completeDelayedProduce } from '../rules/acks.ts';
import { checkLatestOffset, checkLeaderEpoch } from '../rules/fetchChecks.ts';
import { effectiveMinInSyncReplicas, nextHighWatermark } from '../rules/highWatermark.ts';
import {
  isCaughtUp,
  newRemoteReplica,
  resetReplicaState,
  updateFetchState,
  type RemoteReplica,
} from '../rules/replicaState.ts';
import { Fields, playSteps } from './fields.ts';

const MICROS_PER_MILLI = 1_000;

// --- isr-replica-state -----------------------------------------------------------------------------------------------

interface FollowerView {
  readonly replica: RemoteReplica;
  /** Newest broker epoch that was seen: the one that the leader's metadata has. */
  readonly registeredBrokerEpoch: number;
}

function playReplicaState(lagMaxMicros: number, view: FollowerView, step: Fields): readonly [FollowerView, Json] {
  const nowMicros = step.integer('atMs') * MICROS_PER_MILLI;
  const leaderEndOffset = step.integer('leaderEndOffset');
  const op = step.text('op');
  const told = (next: FollowerView, error?: string): readonly [FollowerView, Json] => {
    const { replica } = next;
    const answer = {
      logEndOffset: replica.logEndOffset,
      lastFetchLeaderLogEndOffset: replica.lastFetchLeaderLogEndOffset,
      lastFetchTimeMs: replica.lastFetchTimeMicros / MICROS_PER_MILLI,
      lastCaughtUpTimeMs: replica.lastCaughtUpTimeMicros / MICROS_PER_MILLI,
      'caughtUp(inSyncByLag)': isCaughtUp({ replica, leaderEndOffset, nowMicros, lagMaxMicros }),
    };
    return [next, error === undefined ? answer : { ...answer, error }];
  };
  switch (op) {
    case 'leaderElected': {
      const isNewLeader = step.flag('isNewLeader', true);
      const isFollowerInSync = step.flag('followerInIsr');
      const replica = resetReplicaState({
        replica: view.replica,
        isNewLeader,
        isFollowerInSync,
        leaderEndOffset,
        nowMicros,
      });
      return told({ ...view, replica });
    }
    case 'followerFetch': {
      const brokerEpoch = step.integer('brokerEpoch', -1);
      const registeredBrokerEpoch = Math.max(view.registeredBrokerEpoch, brokerEpoch);
      const fetchOffset = step.integer('fetchOffset');
      const { replica } = view;
      const update = updateFetchState({
        replica,
        fetchOffset,
        leaderEndOffset,
        nowMicros,
        brokerEpoch,
        registeredBrokerEpoch,
      });
      return told({ replica: update.replica, registeredBrokerEpoch }, update.error);
    }
    case 'isrCheck':
      return told(view);
    default:
      throw new UnsupportedVector(`the operation ${op} on a leader's view of a follower`);
  }
}

function answerReplicaState(given: Json): Json {
  const input = Fields.of(given);
  const lagMaxMicros = input.integer('replica.lag.time.max.ms') * MICROS_PER_MILLI;
  const start: FollowerView = { replica: newRemoteReplica(), registeredBrokerEpoch: -1 };
  return playSteps(input, start, (view, step) => playReplicaState(lagMaxMicros, view, step));
}

// --- hw-acks ---------------------------------------------------------------------------------------------------------

/** A vector of this area asks one of six questions; the fields tell which. */
function answerHighWatermarkAndAcks(given: Json): Json {
  const input = Fields.of(given);
  if (input.has('oldHW')) return answerHighWatermark(input);
  if (input.has('followerLEO')) return answerIsrExpansion(input);
  if (input.has('acks')) return answerAdmission(input);
  if (input.has('requiredOffset')) return answerCompletion(input);
  if (input.has('localLeaderEpoch')) return answerLeaderEpoch(input);
  if (input.has('request')) return answerLatestOffset(input);
  throw new UnsupportedVector(`a question with the fields ${input.names().join(', ')}`);
}

function effectiveMinOf(input: Fields): number {
  const minInSyncReplicas = input.integer('min.insync.replicas', 1);
  return effectiveMinInSyncReplicas({ minInSyncReplicas, replicaCount: input.integer('rf', minInSyncReplicas) });
}

type Membership = 'member' | 'joining' | 'leaving' | 'outside';

function membershipOf(follower: Fields): Membership {
  const isr = follower.raw('isr');
  if (typeof isr === 'boolean') return isr ? 'member' : 'outside';
  const text = follower.text('isr');
  if (text.includes('expand')) return 'joining';
  if (text.includes('shrink')) return 'leaving';
  throw new UnsupportedVector(`a membership in the ISR called ${text}`);
}

function answerHighWatermark(input: Fields): Json {
  const followers = input.optionalObject('followers');
  const memberships: Membership[] = [];
  const remotes = followers.names().map((broker) => {
    const follower = followers.object(broker);
    const membership = membershipOf(follower);
    memberships.push(membership);
    const caughtUpAndEligible = follower.flag('caughtUpWithinLag', false) && follower.flag('eligible', true);
    return { logEndOffset: follower.integer('leo'), inSync: membership !== 'outside', caughtUpAndEligible };
  });
  const committed = memberships.filter((membership) => membership === 'member' || membership === 'leaving');
  const newHW = nextHighWatermark({
    leaderEndOffset: input.integer('leaderLEO'),
    currentHighWatermark: input.integer('oldHW'),
    remotes,
    committedInSyncCount: 1 + committed.length,
    minInSyncReplicasEffective: effectiveMinOf(input),
  });
  return { newHW };
}

function answerIsrExpansion(input: Fields): Json {
  const brokerEpochMatches = input.flag('brokerEpochMatches', true);
  const joins = canExpandIsr({
    alterPartitionInFlight: input.flag('alterPartitionInFlight', input.flag('inFlight', false)),
    alreadyInIsr: input.flag('alreadyInIsr', input.flag('inIsr', false)),
    followerEndOffset: input.integer('followerLEO'),
    highWatermark: input.integer('hw'),
    leaderEpochStartOffset: input.integer('leaderEpochStartOffset'),
    fenced: input.flag('fenced', false),
    shuttingDown: input.flag('shuttingDown', false),
    fetchBrokerEpoch: input.integer('fetchBrokerEpoch', 1),
    registeredBrokerEpoch: input.integer('registeredBrokerEpoch', brokerEpochMatches ? 1 : 2),
  });
  return { joins };
}

function answerAdmission(input: Fields): Json {
  const error = admitProduce({
    acks: input.integer('acks'),
    isLeader: input.flag('isLeader', true),
    inSyncCount: input.integer('isrSize', 1),
    minInSyncReplicasEffective: effectiveMinOf(input),
  });
  return { error, appended: error === 'NONE' };
}

function answerCompletion(input: Fields): Json {
  const facts = {
    isLeader: input.flag('isLeader', true),
    highWatermark: input.integer('hw', 0),
    requiredOffset: input.integer('requiredOffset'),
    maximalInSyncCount: input.integer('maximalIsrSize', 1),
    minInSyncReplicasEffective: effectiveMinOf(input),
  };
  const error = completeDelayedProduce({ ...facts, timedOut: input.flag('timedOut', false) });
  const onTimeout = completeDelayedProduce({ ...facts, timedOut: true });
  // Completion only answers: whatever it says, the log is as it was.
  return { complete: error !== null, error: error ?? 'NONE', onTimeout, recordStillInLog: true };
}

function answerLeaderEpoch(input: Fields): Json {
  const requestLeaderEpoch = input.raw('requestLeaderEpoch') === null ? -1 : input.integer('requestLeaderEpoch', -1);
  return { error: checkLeaderEpoch({ requestLeaderEpoch, localLeaderEpoch: input.integer('localLeaderEpoch') }) };
}

function answerLatestOffset(input: Fields): Json {
  const request = input.text('request');
  if (!request.startsWith('LATEST') || !request.endsWith('client')) {
    throw new UnsupportedVector(`a request for offsets called ${request}`);
  }
  const error = checkLatestOffset({
    highWatermark: input.integer('hw'),
    leaderEpochStartOffset: input.integer('leaderEpochStartOffset'),
  });
  return { error };
}

export const replicaStateArea: VectorArea = { answer: answerReplicaState, matching: 'exact' };
export const highWatermarkAndAcksArea: VectorArea = { answer: answerHighWatermarkAndAcks, matching: 'covers' };
