/**
 * Becoming leader or follower, and adopting changes of the ISR: what committed metadata makes of this broker's replicas.
 * Source: core/src/main/scala/kafka/cluster/Partition.scala (makeLeader, makeFollower), Kafka 4.3.
 */
import { advance } from '../../../chart/compile.ts';
import { nextState } from '../../../chart/nextState.ts';
import { isrState, replicaRole, type IsrEvent } from '../charts/index.ts';
import { truncateTo } from '../log.ts';
import { assignEpoch, latestEpoch, truncateFromEnd } from '../rules/leaderEpochCache.ts';
import type { PartitionRegistration } from '../rules/partitionChange.ts';
import { newRemoteReplica, resetReplicaState, type RemoteReplica } from '../rules/replicaState.ts';
import type { BrokerContext } from './context.ts';
import { coordinatorElected, coordinatorResigned } from './coordination.ts';
import { advanceHighWatermark } from './highWatermark.ts';
import type { Replica } from './memory.ts';
import { completeProduces } from './waitingProduces.ts';
import { wakeFetches } from './waitingFetches.ts';

/** How a leader learns of a new ISR: by the answer to its own request, or from the metadata log. */
type Source = Extract<IsrEvent, 'accepted' | 'metadataApplied'>;

/** Applies a partition's registration to this broker's copy. Older ones are ignored. */
export function adoptRegistration(
  context: BrokerContext,
  partition: number,
  registration: PartitionRegistration,
  source: Source = 'metadataApplied',
): void {
  const replica = context.replica(partition);
  if (replica === null) return;
  if (registration.leaderEpoch > replica.leaderEpoch || replica.role === 'offline') {
    if (registration.leader === context.turn.self) becomeLeader(context, replica, registration);
    else becomeFollower(context, replica, registration);
    return;
  }
  if (registration.partitionEpoch <= replica.partitionEpoch) return;
  context.setReplica({
    ...replica,
    partitionEpoch: registration.partitionEpoch,
    isr: registration.isr,
    isrState: nextState(isrState, replica.isrState, source),
    proposedIsr: [],
  });
  if (replica.role !== 'leader') return;
  advanceHighWatermark(context, partition);
  completeProduces(context, partition);
  wakeFetches(context, partition);
}

function becomeLeader(context: BrokerContext, replica: Replica, registration: PartitionRegistration): void {
  const { partition } = replica;
  const { endOffset } = context.log(partition);
  const wasCoordinator = partition === context.topology.offsetsPartition && replica.role === 'leader';
  context.turn.rule('kafka.become-leader');
  context.turn.note('kafka.broker.became-leader', {
    broker: context.name(context.turn.self),
    partition: context.label(partition),
    epoch: registration.leaderEpoch,
    offset: endOffset,
    highWatermark: replica.highWatermark,
  });
  context.writeEpochs(
    partition,
    assignEpoch(context.epochs(partition), { epoch: registration.leaderEpoch, startOffset: endOffset }),
  );
  const remotes: (RemoteReplica | null)[] = [];
  for (const broker of context.place(partition).replicas) {
    if (broker === context.turn.self) continue;
    while (remotes.length <= broker) remotes.push(null);
    remotes[broker] = resetReplicaState({
      replica: replica.remotes[broker] ?? newRemoteReplica(),
      isNewLeader: replica.leaderEpoch !== registration.leaderEpoch,
      isFollowerInSync: registration.isr.includes(broker),
      leaderEndOffset: endOffset,
      nowMicros: context.clock,
    });
  }
  context.setReplica({
    ...replica,
    role: nextState(replicaRole, replica.role, 'becomeLeader'),
    leader: context.turn.self,
    leaderEpoch: registration.leaderEpoch,
    partitionEpoch: registration.partitionEpoch,
    isr: registration.isr,
    epochStartOffset: endOffset,
    isrState: advance(isrState, replica.isrState, 'resigned').state,
    proposedIsr: [],
    remotes,
    fetchNotBefore: 0,
  });
  if (wasCoordinator) coordinatorResigned(context);
  advanceHighWatermark(context, partition);
  completeProduces(context, partition);
  wakeFetches(context, partition);
  if (partition === context.topology.offsetsPartition) coordinatorElected(context);
}

function becomeFollower(context: BrokerContext, replica: Replica, registration: PartitionRegistration): void {
  const { partition } = replica;
  const wasLeader = replica.role === 'leader';
  context.turn.rule('kafka.become-follower');
  const follows = context.guards.truncateByEpoch
    ? 'kafka.broker.became-follower'
    : 'kafka.broker.became-follower-by-mark';
  context.turn.note(registration.leader === -1 ? 'kafka.broker.leaderless' : follows, {
    broker: context.name(context.turn.self),
    partition: context.label(partition),
    epoch: registration.leaderEpoch,
    leader: registration.leader === -1 ? '' : context.name(registration.leader),
  });
  context.setReplica({
    ...replica,
    role: nextState(replicaRole, replica.role, registration.leader === -1 ? 'leaderLost' : 'becomeFollower'),
    leader: registration.leader,
    leaderEpoch: registration.leaderEpoch,
    partitionEpoch: registration.partitionEpoch,
    isr: registration.isr,
    isrState: advance(isrState, replica.isrState, 'resigned').state,
    proposedIsr: [],
    remotes: [],
    fetchNotBefore: 0,
  });
  if (wasLeader) {
    completeProduces(context, partition);
    wakeFetches(context, partition);
    if (partition === context.topology.offsetsPartition) coordinatorResigned(context);
  }
  if (registration.leader === -1) return;
  // A follower with no epochs at all has nothing to compare, and starts from its own high watermark, as before KIP-101.
  if (!context.guards.truncateByEpoch || latestEpoch(context.epochs(partition)) === -1) {
    truncateReplica(context, partition, replica.highWatermark, 'kafka.broker.truncated-to-mark');
  }
}

/** Cuts a replica's log, its epochs, and its high watermark. @param reason - key of the sentence that says why */
export function truncateReplica(
  context: BrokerContext,
  partition: number,
  offset: number,
  reason = 'kafka.broker.truncated',
): void {
  const log = context.log(partition);
  if (offset >= log.endOffset) {
    // A leader that was deposed before it appended anything knows an epoch, at its log's end, that nobody else knows.
    context.writeEpochs(partition, truncateFromEnd(context.epochs(partition), log.endOffset));
    return;
  }
  const replica = context.replica(partition);
  const truncated = truncateTo(log, offset);
  context.turn.rule('kafka.truncate');
  context.turn.milestone('truncation', reason, {
    broker: context.name(context.turn.self),
    partition: context.label(partition),
    from: log.endOffset,
    to: truncated.endOffset,
    count: log.endOffset - truncated.endOffset,
  });
  context.shortenLog(partition, truncated);
  context.writeEpochs(partition, truncateFromEnd(context.epochs(partition), truncated.endOffset));
  if (replica !== null && replica.highWatermark > truncated.endOffset) {
    context.setReplica({ ...replica, highWatermark: truncated.endOffset });
  }
}
