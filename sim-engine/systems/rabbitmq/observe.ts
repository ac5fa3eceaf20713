/** What an observer sees of RabbitMQ's queues: what each copy holds, who serves it, what was dropped for good. */
import { applicationsOf } from '../../apps/machines.ts';
import { observeApplications } from '../../apps/outlook.ts';
import type { LogView, ObservedLog, ObservedReplica } from '../../host/history.ts';
import type { World } from '../../host/world.ts';
import { keyOf, messagesOf, nodeOf, queueOf } from './contents.ts';
import { copiesOf, isInSync, isServing, serverOf } from './copies.ts';
import type { QueueRecord } from './node/value.ts';
import { onTheirWay } from './onTheirWay.ts';
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
  const state = record?.state ?? null;
  if (state === null) return 0;
  return state.type === 'stream' ? state.log.nextOffset : state.nextEntry;
}

function observeCopy(places: Places, world: World, queue: QueueSpec, machine: number): ObservedReplica {
  const process = world.machines[machine]?.process;
  const record = queueOf(nodeOf(world, machine), queue.name);
  const end = nextNumber(record);
  return {
    node: places.names[machine] ?? '',
    running: process === 'running' || process === 'paused',
    believesLeader: isServing(world, machine, queue),
    inSync: isInSync(places, world, queue, machine),
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
    const onTheWire = onTheirWay(places, world, queue.name);
    const record = server === null ? undefined : queueOf(nodeOf(world, server), queue.name);
    return {
      topic: queue.name,
      partition: queue.type === 'stream' ? 0 : -1,
      leader: server === null ? null : (places.names[server] ?? null),
      replicas: copiesOf(places, world, queue).map((machine) => observeCopy(places, world, queue, machine)),
      ...(onTheWire.length === 0 ? {} : { onTheWire }),
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
  const consumed = [...new Set(places.consumers.map(({ spec }) => spec.queue))];
  const groups = consumed.map((queue) => ({ group: queue, topic: queue, partition: -1, committed: -1, position: -1 }));
  const applications = { applications: applicationsOf(places.topology), names: places.names };
  return { at: world.now, logs, groups, ...observeApplications(applications, world) };
}
