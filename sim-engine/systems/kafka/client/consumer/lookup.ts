/** How a consumer finds its way: metadata from any broker, and the group's coordinator. */
import { NEVER, type Micros } from '../../../../kernel/time.ts';
import type { FindCoordinatorResponse, MetadataResponse } from '../../protocol.ts';
import { backoff } from '../backoff.ts';
import { acceptMetadata, metadataFailed, refreshDueAt } from '../clientMetadata.ts';
import { leastLoadedNode } from '../leastLoaded.ts';
import type { ConsumerContext } from './context.ts';

/** Asks for metadata when it is due. */
export function requestMetadata(context: ConsumerContext): void {
  const { metadata, settings, requests } = context.memory;
  if (refreshDueAt(metadata, settings.metadataMaxAgeMicros) > context.turn.now || context.isAwaiting('metadata'))
    return;
  const node = leastLoadedNode(context.world.topology.brokers, requests, metadata.rotation);
  context.turn.note('kafka.consumer.asks-metadata', { consumer: context.name, broker: context.nameOf(node) });
  context.request({ purpose: 'metadata', node }, (correlation) => ({ kind: 'MetadataRequest', correlation }));
}

export function handleMetadata(context: ConsumerContext, response: MetadataResponse): void {
  context.setMetadata(
    acceptMetadata(context.memory.metadata, response.partitions, {
      now: context.turn.now,
      backoffMicros: context.memory.settings.retryBackoffMicros,
    }),
  );
  context.turn.note('kafka.consumer.got-metadata', { consumer: context.name });
}

/** Nobody answered a metadata request: another broker is asked next. */
export function metadataLost(context: ConsumerContext): void {
  const { metadata, settings } = context.memory;
  const notBefore = context.turn.now + backoff(context.turn, settings, metadata.failures);
  context.setMetadata(metadataFailed(metadata, notBefore));
}

/**
 * Name: FindCoordinator
 * Who: consumer
 * Means: a group lives on one broker, the leader of its partition of __consumer_offsets; any broker knows which
 * Enabled when: the coordinator is not known, or answered that it is not the coordinator, or its connection broke
 * Changes: the consumer talks to this broker about membership and offsets
 */
export function requestCoordinator(context: ConsumerContext): void {
  const { coordinator, requests, metadata } = context.memory;
  if (coordinator.node !== -1 || coordinator.notBefore > context.turn.now || context.isAwaiting('findCoordinator'))
    return;
  const node = leastLoadedNode(context.world.topology.brokers, requests, metadata.rotation);
  context.turn.rule('kafka.consumer.find-coordinator');
  context.turn.note('kafka.consumer.asks-coordinator', {
    consumer: context.name,
    broker: context.nameOf(node),
    group: context.group,
  });
  context.request({ purpose: 'findCoordinator', node }, (correlation) => ({
    kind: 'FindCoordinatorRequest',
    correlation,
    group: context.group,
  }));
}

export function handleCoordinator(context: ConsumerContext, response: FindCoordinatorResponse): void {
  if (response.error !== 'NONE') {
    coordinatorNotFound(context);
    return;
  }
  context.setCoordinator({ node: response.coordinator, failures: 0, notBefore: 0 });
  context.setMembership({ heardAt: context.turn.now });
  context.turn.note('kafka.consumer.found-coordinator', {
    consumer: context.name,
    broker: context.nameOf(response.coordinator),
    group: context.group,
  });
}

/** The search failed: again after the backoff. */
export function coordinatorNotFound(context: ConsumerContext): void {
  const { failures } = context.memory.coordinator;
  const notBefore = context.turn.now + backoff(context.turn, context.memory.settings, failures);
  context.setCoordinator({ node: -1, notBefore, failures: failures + 1 });
}

/** The coordinator moved, died or cannot be reached. */
export function forgetCoordinator(context: ConsumerContext): void {
  if (context.memory.coordinator.node === -1) return;
  context.turn.note('kafka.consumer.lost-coordinator', {
    consumer: context.name,
    broker: context.nameOf(context.memory.coordinator.node),
    group: context.group,
  });
  context.setCoordinator({ node: -1, notBefore: context.turn.now + context.memory.settings.retryBackoffMicros });
}

/** When one of the searches is due. */
export function lookupDeadline(context: ConsumerContext): Micros {
  const { metadata, coordinator, settings } = context.memory;
  const metadataAt = context.isAwaiting('metadata') ? NEVER : refreshDueAt(metadata, settings.metadataMaxAgeMicros);
  const coordinatorAt =
    coordinator.node !== -1 || context.isAwaiting('findCoordinator') ? NEVER : coordinator.notBefore;
  return Math.min(metadataAt, coordinatorAt);
}
