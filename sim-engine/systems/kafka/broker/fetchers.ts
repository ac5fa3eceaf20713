/**
 * The follower's side of replication: fetching from leaders, appending, truncating where the logs part (KIP-101, 279, 595).
 * Source: core/src/main/scala/kafka/server/AbstractFetcherThread.scala, ReplicaFetcherThread.scala, Kafka 4.3.
 */
import { nextState } from '../../../chart/nextState.ts';
import { replicaRole } from '../charts/index.ts';
import { fetchLimits } from '../fetchLimits.ts';
import { restartAt } from '../log.ts';
import type { ReplicaFetchResponse } from '../protocol.ts';
import { followerAppend } from '../rules/followerAppend.ts';
import { truncationFor } from '../rules/followerTruncation.ts';
import { assignEpoch, latestEpoch } from '../rules/leaderEpochCache.ts';
import type { BrokerContext } from './context.ts';
import type { Fetcher, Replica } from './memory.ts';
import { truncateReplica } from './roles.ts';

type Answer = ReplicaFetchResponse['partitions'][number];

/** replica.socket.timeout.ms (ReplicationConfigs, Kafka 4.3): a fetch without an answer for so long is given up. */
const SOCKET_TIMEOUT_MICROS = 30_000_000;

/** Sends a fetch to every leader that this broker follows and has no fetch in flight with. */
export function fetchAll(context: BrokerContext): void {
  for (const leader of context.topology.brokers) if (leader !== context.turn.self) fetchFrom(context, leader);
}

function isFetchable(context: BrokerContext, replica: Replica | null, leader: number): replica is Replica {
  return (
    replica !== null &&
    (replica.role === 'follower.fetching' || replica.role === 'follower.truncating') &&
    replica.leader === leader &&
    replica.fetchNotBefore <= context.turn.now
  );
}

/** Sends one fetch for all partitions that this leader leads, unless one is in flight. */
export function fetchFrom(context: BrokerContext, leader: number): void {
  const current = context.memory.fetchers[leader];
  if (current && current.correlation !== 0) return;
  const asked = [];
  for (const replica of context.memory.replicas) {
    if (!isFetchable(context, replica, leader)) continue;
    const log = context.log(replica.partition);
    asked.push({
      partition: replica.partition,
      currentLeaderEpoch: replica.leaderEpoch,
      fetchOffset: log.endOffset,
      lastFetchedEpoch: lastFetchedEpoch(context, replica),
      logStartOffset: log.startOffset,
    });
  }
  if (asked.length === 0) return;
  const correlation = context.nextCorrelation();
  setFetcher(context, { leader, correlation, sentAt: context.turn.now, asked });
  context.send(leader, {
    kind: 'ReplicaFetchRequest',
    correlation,
    brokerEpoch: context.guards.brokerEpochCheck ? context.memory.brokerEpoch : -1,
    ...fetchLimits({
      maxWaitMicros: context.memory.settings.replicaFetchWaitMaxMicros,
      minBytes: context.memory.settings.replicaFetchMinBytes,
    }),
    partitions: asked,
  });
}

/** Which epoch the follower names so that the leader can tell where their logs part; -1: it does not ask. */
function lastFetchedEpoch(context: BrokerContext, replica: Replica): number {
  if (!context.guards.truncateByEpoch) return -1;
  // Before KIP-595 the check was made once, on becoming a follower.
  const checksOnce = !context.guards.compareDivergingEpoch || !context.guards.fencedTruncation;
  if (checksOnce && replica.role === 'follower.fetching') return -1;
  return latestEpoch(context.epochs(replica.partition));
}

function setFetcher(context: BrokerContext, fetcher: Fetcher): void {
  const fetchers = context.memory.fetchers.slice();
  while (fetchers.length <= fetcher.leader) fetchers.push(null);
  fetchers[fetcher.leader] = fetcher;
  context.memory = { ...context.memory, fetchers };
}

/** A leader has answered. */
export function handleReplicaFetchResponse(
  context: BrokerContext,
  leader: number,
  response: ReplicaFetchResponse,
): void {
  const fetcher = context.memory.fetchers[leader];
  if (!fetcher || fetcher.correlation !== response.correlation) return;
  setFetcher(context, { ...fetcher, correlation: 0 });
  for (const answer of response.partitions) {
    const asked = fetcher.asked.find((entry) => entry.partition === answer.partition);
    const replica = context.replica(answer.partition);
    if (asked === undefined || !isFetchable(context, replica, leader)) continue;
    // An answer counts only if the follower still is where it was when it asked.
    if (context.log(answer.partition).endOffset !== asked.fetchOffset) continue;
    const moved = replica.leaderEpoch !== asked.currentLeaderEpoch;
    if (moved && (context.guards.fencedTruncation || answer.diverging === null)) continue;
    takeAnswer(context, replica, answer);
  }
  fetchFrom(context, leader);
}

function takeAnswer(context: BrokerContext, replica: Replica, answer: Answer): void {
  switch (answer.error) {
    case 'NONE':
      if (answer.diverging !== null) resolveDivergence(context, replica, answer, answer.diverging);
      else appendFetched(context, replica, answer);
      return;
    case 'OFFSET_OUT_OF_RANGE':
      resolveOutOfRange(context, replica, answer);
      return;
    case 'FENCED_LEADER_EPOCH':
      context.turn.note('kafka.broker.fetch-fenced', noteParams(context, replica));
      delay(context, replica);
      return;
    default:
      context.turn.note('kafka.broker.fetch-failed', { ...noteParams(context, replica), error: answer.error });
      delay(context, replica);
  }
}

function noteParams(context: BrokerContext, replica: Replica): Record<string, string | number> {
  return {
    broker: context.name(context.turn.self),
    partition: context.label(replica.partition),
    leader: replica.leader === -1 ? '' : context.name(replica.leader),
    epoch: replica.leaderEpoch,
  };
}

function delay(context: BrokerContext, replica: Replica): void {
  const backoff = context.memory.settings.replicaFetchBackoffMicros;
  context.setReplica({ ...replica, fetchNotBefore: context.turn.now + backoff });
  context.turn.setTimer('fetch-backoff', replica.partition, backoff);
}

/** KIP-101/279: cut back to where both logs are known to agree. May take several rounds. */
function resolveDivergence(
  context: BrokerContext,
  before: Replica,
  answer: Answer,
  diverging: { readonly epoch: number; readonly endOffset: number },
): void {
  const replica = { ...before, role: nextState(replicaRole, before.role, 'diverged') };
  context.setReplica(replica);
  const log = context.log(replica.partition);
  if (!context.guards.truncateBeforeHighWatermark) takeHighWatermark(context, replica, answer.highWatermark);
  const truncateTo = context.guards.compareDivergingEpoch
    ? truncationFor({
        cache: context.epochs(replica.partition),
        logEndOffset: log.endOffset,
        highWatermark: replica.highWatermark,
        diverging,
      }).truncateTo
    : Math.min(diverging.endOffset, log.endOffset);
  context.turn.note('kafka.broker.diverging', {
    ...noteParams(context, replica),
    divergingEpoch: diverging.epoch,
    endOffset: diverging.endOffset,
    to: truncateTo,
  });
  truncateReplica(context, replica.partition, truncateTo);
  markChecked(context, replica.partition);
}

function markChecked(context: BrokerContext, partition: number): void {
  const replica = context.replica(partition);
  if (replica === null) return;
  const role = nextState(replicaRole, replica.role, 'checked');
  if (role !== replica.role) context.setReplica({ ...replica, role });
}

function resolveOutOfRange(context: BrokerContext, replica: Replica, answer: Answer): void {
  const log = context.log(replica.partition);
  if (answer.endOffset < log.endOffset) truncateReplica(context, replica.partition, answer.endOffset);
  else if (log.endOffset < answer.logStartOffset) context.writeLog(replica.partition, restartAt(answer.logStartOffset));
  else delay(context, replica);
}

function appendFetched(context: BrokerContext, replica: Replica, answer: Answer): void {
  const log = context.log(replica.partition);
  const { log: appended, batches } = followerAppend(log, {
    batches: answer.batches,
    replicaLeaderEpoch: replica.leaderEpoch,
  });
  if (batches.length > 0) {
    context.turn.rule('kafka.follower-append');
    context.writeLog(replica.partition, appended);
    let epochs = context.epochs(replica.partition);
    for (const batch of batches)
      epochs = assignEpoch(epochs, { epoch: batch.leaderEpoch, startOffset: batch.baseOffset });
    context.writeEpochs(replica.partition, epochs);
    if (context.turn.explaining) {
      context.turn.note('kafka.broker.replicated', {
        ...noteParams(context, replica),
        values: batches.flatMap((batch) => batch.records.map((record) => record.value)).join(', '),
        endOffset: appended.endOffset,
      });
    }
  }
  const current = context.replica(replica.partition) ?? replica;
  takeHighWatermark(context, current, answer.highWatermark);
  markChecked(context, replica.partition);
}

/** A follower takes over the leader's high watermark, as far as its own log reaches. It may go down after a leader change. */
function takeHighWatermark(context: BrokerContext, replica: Replica, leaderHighWatermark: number): void {
  const highWatermark = Math.min(leaderHighWatermark, context.log(replica.partition).endOffset);
  if (highWatermark !== replica.highWatermark && highWatermark >= 0) context.setReplica({ ...replica, highWatermark });
}

/** The connection to a leader is gone: its fetch is lost, and all that is fetched from there is asked for again after a while. */
export function fetcherDisconnected(context: BrokerContext, leader: number): void {
  const fetcher = context.memory.fetchers[leader];
  if (!fetcher || fetcher.correlation === 0) return;
  setFetcher(context, { ...fetcher, correlation: 0 });
  // Not only what was asked for: a partition that came to this leader meanwhile waits for this answer too.
  for (const replica of context.memory.replicas) if (isFetchable(context, replica, leader)) delay(context, replica);
}

/** Gives up fetches that have had no answer for replica.socket.timeout.ms. */
export function checkFetchTimeouts(context: BrokerContext): void {
  for (const fetcher of context.memory.fetchers) {
    if (!fetcher || fetcher.correlation === 0) continue;
    if (context.turn.now - fetcher.sentAt < SOCKET_TIMEOUT_MICROS) continue;
    context.turn.disconnect(fetcher.leader);
    fetcherDisconnected(context, fetcher.leader);
  }
}
