/** What an observer sees of RabbitMQ's queues: what each copy holds, who serves it, what was dropped for good. */
import type { LogView, ObservedLog, ObservedReplica } from '../../host/history.ts';
import type { World } from '../../host/world.ts';
import { keyOf, messagesOf, nodeOf, queueOf } from './contents.ts';
import { copiesOf, serverOf } from './copies.ts';
import type { QueueRecord } from './node/value.ts';
import type { Places } from './places.ts';
import type { QueueSpec } from './scenario.ts';

function recordsOf(record: QueueRecord | undefined): ObservedReplica['records'] {
  if (record === undefined) return [];
  return messagesOf(record).map(({ number, message }) => ({
    offset: number,
    value: message.body,
    key: keyOf(message),
    epoch: 0,
  }));
}

function nextNumber(record: QueueRecord | undefined): number {
  if (record === undefined) return 0;
  return record.state.type === 'stream' ? record.state.log.nextOffset : record.state.nextEntry;
}

function observeCopy(places: Places, world: World, queue: QueueSpec, machine: number): ObservedReplica {
  const process = world.machines[machine]?.process;
  const record = queueOf(nodeOf(world, machine), queue.name);
  const end = nextNumber(record);
  return {
    node: places.names[machine] ?? '',
    running: process === 'running' || process === 'paused',
    believesLeader: record !== undefined && record.homeDown === null,
    inSync: true,
    logStartOffset: 0,
    endOffset: end,
    highWatermark: end,
    records: recordsOf(record),
  };
}

/** What an observer sees of the queues. */
export function observeRabbit(places: Places, world: World): LogView {
  const logs = places.topology.queues.map((queue): ObservedLog => {
    const server = serverOf(places, world, queue);
    const record = server === null ? undefined : queueOf(nodeOf(world, server), queue.name);
    return {
      topic: queue.name,
      partition: queue.type === 'stream' ? 0 : -1,
      leader: server === null ? null : (places.names[server] ?? null),
      replicas: copiesOf(places, queue).map((machine) => observeCopy(places, world, queue, machine)),
      ...(record === undefined
        ? {}
        : {
            dropped: record.dropped.toArray().map(({ value, reason }) => ({
              value,
              reason: reason === 'unroutable' || reason === 'cycle' ? 'unroutable-dead-letter' : reason,
              at: world.now,
            })),
          }),
    };
  });
  return { at: world.now, logs, groups: [] };
}
