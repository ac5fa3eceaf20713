/**
 * Fetching: one request per leader at a time, for the partitions of which nothing is buffered.
 * Source: clients/.../consumer/internals/{AbstractFetch,FetchCollector}.java, Kafka 4.3.
 */
import type { FetchResponse } from '../../protocol.ts';
import { fetchLimits } from '../../fetchLimits.ts';
import type { CommittedOffset } from '../../groupRecord.ts';
import { endOf, type Batch } from '../../log.ts';
import { learnLeader, leaderOf } from '../clientMetadata.ts';
import { hasStaleMetadata } from '../errors.ts';
import type { ConsumerContext } from './context.ts';
import type { ConsumerRequest, Position } from './memory.ts';
import { postpone, resetPosition } from './positions.ts';

/** Sends what can be sent. Called inside poll() only. */
export function sendFetches(context: ConsumerContext): void {
  const fetchable = context.memory.positions.filter((position) => isFetchable(context, position));
  if (fetchable.length === 0) return;
  for (const broker of context.world.topology.brokers) {
    if (isFetchingFrom(context, broker)) continue;
    const led = fetchable.filter((position) => leaderOf(context.memory.metadata, position.partition).leader === broker);
    if (led.length > 0) sendFetch(context, broker, led);
  }
}

function isFetchable(context: ConsumerContext, position: Position): boolean {
  if (position.state !== 'fetching' || position.buffered.length > 0 || position.notBefore > context.turn.now)
    return false;
  if (leaderOf(context.memory.metadata, position.partition).leader !== -1) return true;
  context.wantMetadata();
  return false;
}

function isFetchingFrom(context: ConsumerContext, broker: number): boolean {
  return context.memory.requests.some((request) => request.purpose === 'fetch' && request.node === broker);
}

function sendFetch(context: ConsumerContext, broker: number, positions: readonly Position[]): void {
  const offsets: CommittedOffset[] = positions.map(({ partition, offset }) => ({
    partition,
    offset,
    leaderEpoch: leaderOf(context.memory.metadata, partition).leaderEpoch,
  }));
  context.turn.rule('kafka.consumer.fetch');
  if (context.turn.explaining) {
    context.turn.note('kafka.consumer.fetches', {
      consumer: context.name,
      broker: context.nameOf(broker),
      offsets: offsets.map(({ partition, offset }) => `${context.label(partition)}: ${offset}`).join(', '),
    });
  }
  context.request({ purpose: 'fetch', node: broker, offsets }, (correlation) => ({
    kind: 'FetchRequest',
    correlation,
    ...fetchLimits({
      maxWaitMicros: context.memory.settings.fetchMaxWaitMicros,
      minBytes: context.memory.settings.fetchMinBytes,
    }),
    partitions: offsets.map(({ partition, offset, leaderEpoch }) => ({
      partition,
      currentLeaderEpoch: leaderEpoch,
      fetchOffset: offset,
    })),
  }));
}

export function handleFetch(context: ConsumerContext, request: ConsumerRequest, response: FetchResponse): void {
  for (const answer of response.partitions) {
    const position = context.position(answer.partition);
    const asked = request.offsets.find(({ partition }) => partition === answer.partition);
    // Revoked, reset or moved meanwhile: the answer is about a position that is no longer held.
    if (position === undefined || position.state !== 'fetching' || position.offset !== asked?.offset) continue;
    if (answer.error !== 'NONE') {
      context.setMetadata(learnLeader(context.memory.metadata, answer.partition, answer.current));
      fetchFailed(context, position, answer.error);
    } else if (answer.batches.length > 0) {
      buffer(context, position, answer.batches);
    } else if (position.failures > 0) {
      context.setPosition(position.partition, { failures: 0 });
    }
  }
}

function buffer(context: ConsumerContext, position: Position, batches: readonly Batch[]): void {
  const buffered = batches.filter((batch) => endOf(batch) > position.offset);
  context.setPosition(position.partition, { buffered, failures: 0 });
  if (!context.turn.explaining) return;
  context.turn.note('kafka.consumer.fetched', {
    consumer: context.name,
    partition: context.label(position.partition),
    count: buffered.reduce((sum, batch) => sum + endOf(batch) - Math.max(batch.baseOffset, position.offset), 0),
  });
}

function fetchFailed(
  context: ConsumerContext,
  position: Position,
  error: FetchResponse['partitions'][number]['error'],
): void {
  if (error === 'OFFSET_OUT_OF_RANGE') {
    resetPosition(context, position, 'offsetOutOfRange');
    return;
  }
  context.turn.note('kafka.consumer.fetch-failed', {
    consumer: context.name,
    partition: context.label(position.partition),
    error,
  });
  if (hasStaleMetadata(error) || error === 'OFFSET_NOT_AVAILABLE') context.wantMetadata();
  postpone(context, position.partition);
}
