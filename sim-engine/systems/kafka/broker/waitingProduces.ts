/** Produce requests with acks=all that wait until their records are committed (DelayedProduce). */
import { completeDelayedProduce } from '../rules/acks.ts';
import type { ErrorName } from '../protocol.ts';
import type { BrokerContext } from './context.ts';
import { finishCoordinatorAppend } from './coordination.ts';
import { maximalIsr } from './highWatermark.ts';
import type { WaitingProduce } from './memory.ts';

type Waiting = WaitingProduce['waiting'][number];

/** Error with which a wait ends now, or null while it goes on. */
function outcome(context: BrokerContext, waiting: Waiting): ErrorName | null {
  const replica = context.replica(waiting.partition);
  return completeDelayedProduce({
    isLeader: replica?.role === 'leader',
    highWatermark: replica?.highWatermark ?? 0,
    requiredOffset: waiting.requiredOffset,
    maximalInSyncCount: replica === null ? 0 : maximalIsr(replica).length,
    minInSyncReplicasEffective: context.minInSyncReplicas(waiting.partition),
    timedOut: false,
  });
}

/** Ends the waits that the state of a partition decides. */
export function completeProduces(context: BrokerContext, partition: number): void {
  for (const { id } of context.memory.waitingProduces) {
    // Ending one wait may have ended others: a coordinator that gets its answer appends again.
    const produce = context.memory.waitingProduces.find((waiting) => waiting.id === id);
    if (!produce?.waiting.some((waiting) => waiting.partition === partition)) continue;
    const open: Waiting[] = [];
    const results = produce.results.slice();
    for (const waiting of produce.waiting) {
      const error = waiting.partition === partition ? outcome(context, waiting) : null;
      if (error === null) open.push(waiting);
      else
        results.push({ partition: waiting.partition, error, baseOffset: error === 'NONE' ? waiting.baseOffset : -1 });
    }
    if (open.length === produce.waiting.length) continue;
    if (open.length === 0) finish(context, { ...produce, waiting: open, results });
    else replace(context, { ...produce, waiting: open, results });
  }
}

/** The request's timeout has passed: what is still open ends with REQUEST_TIMED_OUT, though it may still commit later. */
export function timeOutProduce(context: BrokerContext, id: number): void {
  const produce = context.memory.waitingProduces.find((waiting) => waiting.id === id);
  if (produce === undefined) return;
  const late = produce.waiting.map((waiting) => ({
    partition: waiting.partition,
    error: 'REQUEST_TIMED_OUT' as const,
    baseOffset: -1,
  }));
  finish(context, { ...produce, waiting: [], results: [...produce.results, ...late] });
}

/** Starts to wait. */
export function awaitCommit(context: BrokerContext, produce: WaitingProduce, timeoutMicros: number): void {
  context.memory = { ...context.memory, waitingProduces: [...context.memory.waitingProduces, produce] };
  context.turn.setTimer('produce-timeout', produce.id, timeoutMicros);
  for (const waiting of produce.waiting) completeProduces(context, waiting.partition);
}

function replace(context: BrokerContext, changed: WaitingProduce): void {
  const waitingProduces = context.memory.waitingProduces.map((produce) =>
    produce.id === changed.id ? changed : produce,
  );
  context.memory = { ...context.memory, waitingProduces };
}

function finish(context: BrokerContext, produce: WaitingProduce): void {
  const waitingProduces = context.memory.waitingProduces.filter((other) => other.id !== produce.id);
  context.memory = { ...context.memory, waitingProduces };
  context.turn.cancelTimer('produce-timeout', produce.id);
  if (produce.token !== null) {
    finishCoordinatorAppend(context, produce.token, produce.results[0]?.error ?? 'NONE');
    return;
  }
  answerProduce(context, produce);
}

/** Sends the response of a produce request; an error of leadership tells who leads now (KIP-951). */
export function answerProduce(
  context: BrokerContext,
  produce: Pick<WaitingProduce, 'from' | 'correlation' | 'results'>,
): void {
  const results = produce.results.map((result) => ({
    ...result,
    current: result.error === 'NOT_LEADER_OR_FOLLOWER' ? currentLeader(context, result.partition) : null,
  }));
  context.send(produce.from, { kind: 'ProduceResponse', correlation: produce.correlation, results });
}

/** Who leads a partition, as this broker knows it; null when it knows of nobody. */
export function currentLeader(
  context: BrokerContext,
  partition: number,
): { readonly leader: number; readonly leaderEpoch: number } | null {
  const registration = context.memory.image.partitions[partition];
  if (registration === undefined || registration.leader === -1) return null;
  return { leader: registration.leader, leaderEpoch: registration.leaderEpoch };
}
