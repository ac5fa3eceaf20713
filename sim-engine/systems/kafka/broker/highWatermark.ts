/** Moving the high watermark of a leader, and everything that waits for it. */
import { nextHighWatermark } from '../rules/highWatermark.ts';
import { isCaughtUp } from '../rules/replicaState.ts';
import type { BrokerContext } from './context.ts';
import type { Replica } from './memory.ts';
import { completeProduces } from './waitingProduces.ts';
import { wakeFetches } from './waitingFetches.ts';

/** ISR that must have a record before it counts as committed: a pending shrink still counts the old members. */
export function maximalIsr(replica: Replica): readonly number[] {
  return replica.isrState === 'pendingExpand' ? replica.proposedIsr : replica.isr;
}

/** Recomputes the leader's high watermark and, when it moves, completes what waited for it. Returns whether it moved. */
export function advanceHighWatermark(context: BrokerContext, partition: number): boolean {
  const replica = context.replica(partition);
  if (replica === null || replica.role !== 'leader') return false;
  const leaderEndOffset = context.log(partition).endOffset;
  const counted = maximalIsr(replica);
  const remotes = [];
  for (const broker of context.place(partition).replicas) {
    const remote = replica.remotes[broker];
    if (!remote) continue;
    remotes.push({
      logEndOffset: remote.logEndOffset,
      inSync: counted.includes(broker),
      caughtUpAndEligible:
        isEligible(context, broker) &&
        isCaughtUp({
          replica: remote,
          leaderEndOffset,
          nowMicros: context.clock,
          lagMaxMicros: context.memory.settings.replicaLagTimeMaxMicros,
        }),
    });
  }
  const highWatermark = nextHighWatermark({
    leaderEndOffset,
    currentHighWatermark: replica.highWatermark,
    remotes,
    committedInSyncCount: replica.isr.length,
    minInSyncReplicasEffective: context.guards.strictMinIsr ? context.minInSyncReplicas(partition) : 0,
  });
  if (highWatermark <= replica.highWatermark) return false;
  context.turn.rule('kafka.high-watermark');
  context.turn.note('kafka.broker.high-watermark', {
    broker: context.name(context.turn.self),
    partition: context.label(partition),
    from: replica.highWatermark,
    to: highWatermark,
  });
  context.setReplica({ ...replica, highWatermark });
  completeProduces(context, partition);
  wakeFetches(context, partition);
  return true;
}

/** May this broker be counted on and join an ISR, by what this broker knows of it? */
export function isEligible(context: BrokerContext, broker: number): boolean {
  const registration = context.memory.image.brokers[broker];
  return registration !== undefined && !registration.fenced && !registration.inControlledShutdown;
}
