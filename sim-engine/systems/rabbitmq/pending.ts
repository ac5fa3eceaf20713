/** What a RabbitMQ cluster still has to do before it is at rest: said in words, so that "stuck" can be explained. */
import { applicationsOf } from '../../apps/machines.ts';
import { applicationsPending, callersPending, type ApplicationPlaces } from '../../apps/outlook.ts';
import type { Sentence } from '../../host/sentence.ts';
import type { World } from '../../host/world.ts';
import type { ConsumerMemory } from './client/consumerMemory.ts';
import {
  NO_PROGRESS,
  PROGRESS_FILE,
  type ApplicationProgress,
  type PublisherMemory,
} from './client/publisherMemory.ts';
import { backlogOf, nodeOf, queueOf } from './contents.ts';
import { copiesOf, isInSync, serverOf, isOutside } from './copies.ts';
import type { BrokerMemory } from './broker/memory.ts';
import type { Alarm } from './rules/cluster/alarms.ts';
import { expiryHeads } from './rules/queue/dispatch.ts';
import { nextExpiry } from './rules/queue/expiry.ts';
import { clusterSettings } from './settings.ts';
import { loggedAt } from './onTheirWay.ts';
import type { Places } from './places.ts';
import type { QueueSpec } from './scenario.ts';

/** The first thing that is still awaited; null at rest. */
export function pendingRabbit(places: Places, world: World): Sentence | null {
  return (
    processPending(places, world) ??
    queuesPending(places, world) ??
    deadLettersPending(places, world) ??
    publishersPending(places, world) ??
    publishesPending(places, world) ??
    consumersPending(places, world) ??
    applicationsPending(applicationPlaces(places), world) ??
    nodesPending(places, world) ??
    copiesPending(places, world)
  );
}

/** Have all publishers published all their messages, and heard what became of each? Has every customer come, and been told? */
export function arePublishersDone(places: Places, world: World): boolean {
  return publishersPending(places, world) === null && callersPending(applicationPlaces(places), world) === null;
}

function applicationPlaces({ topology, names }: Places): ApplicationPlaces {
  return { applications: applicationsOf(topology), names };
}

/** Is nothing left in any queue that has consumers, and has no consumer anything in hand? */
export function isDrained(places: Places, world: World): boolean {
  return queuesPending(places, world) === null && consumersPending(places, world) === null;
}

/** Messages in queues, ready or in somebody's hands. */
export function backlog(places: Places, world: World): number {
  return places.topology.queues.reduce((sum, queue) => sum + backlogIn(places, world, queue), 0);
}

function backlogIn(places: Places, world: World, queue: QueueSpec): number {
  const server = serverOf(places, world, queue);
  const record = server === null ? undefined : queueOf(nodeOf(world, server), queue.name);
  return record === undefined ? 0 : backlogOf(record);
}

function processPending(places: Places, world: World): Sentence | null {
  for (const [node, machine] of world.machines.entries()) {
    if (machine.process !== 'running') {
      return { key: 'pending.process', params: { node: places.names[node] ?? '', state: machine.process } };
    }
  }
  return null;
}

function queuesPending(places: Places, world: World): Sentence | null {
  const consumed = new Set(places.consumers.map(({ spec }) => spec.queue));
  for (const queue of places.topology.queues) {
    if (!consumed.has(queue.name) && !willLetGo(places, world, queue)) continue;
    const server = serverOf(places, world, queue);
    if (server === null) return { key: 'pending.queue-leader', params: { queue: queue.name } };
    // A new leader has nothing in its queue until it has applied its log.
    const toApply = loggedAt(places, world, { queue: queue.name, node: server }).length;
    const count = backlogIn(places, world, queue) + toApply;
    if (count > 0) return { key: 'pending.queue', params: { queue: queue.name, count } };
  }
  return null;
}

/** Will time take messages out of this queue and send them elsewhere, although nobody consumes from it? */
function willLetGo(places: Places, world: World, queue: QueueSpec): boolean {
  const server = serverOf(places, world, queue);
  const record = server === null ? undefined : queueOf(nodeOf(world, server), queue.name);
  if (record === undefined || record.state === null || record.state.type === 'stream') return false;
  const { state, policy } = record;
  return policy.deadLetterExchange !== null && nextExpiry(state.ready, expiryHeads(state)) !== null;
}

/** Dead letters that their queue keeps until they are confirmed (at-least-once). */
function deadLettersPending(places: Places, world: World): Sentence | null {
  for (const queue of places.topology.queues) {
    const server = serverOf(places, world, queue);
    const record = server === null ? undefined : queueOf(nodeOf(world, server), queue.name);
    const count = record?.deadLetters.length ?? 0;
    if (count > 0) return { key: 'pending.dead-letter', params: { queue: queue.name, count } };
  }
  return null;
}

function publishersPending(places: Places, world: World): Sentence | null {
  for (const { node, spec } of places.producers) {
    const machine = world.machines[node];
    const memory = machine?.memory as PublisherMemory | undefined;
    if (machine === undefined || memory === undefined) continue;
    const { sent } = (machine.disk[PROGRESS_FILE]?.written as ApplicationProgress | undefined) ?? NO_PROGRESS;
    const open = memory.outstanding.length + memory.again.length + (memory.waiting?.length ?? 0);
    const toCome = spec.ratePerSecond > 0 ? Math.max(0, spec.records - sent) : 0;
    const alarm = memory.session.blocked === null ? undefined : alarmOf(places, world);
    if (open + toCome > 0 && alarm !== undefined) return { key: 'pending.alarm', params: { ...alarm } };
    if (open + toCome > 0) return { key: 'pending.publisher', params: { publisher: spec.name, count: open + toCome } };
  }
  return null;
}

/** Messages for which nobody waits, because the publisher asked for no confirms, and that are still on their way to a broker. */
function publishesPending(places: Places, world: World): Sentence | null {
  for (const { node, spec } of places.producers) {
    const links = world.links.filter(({ from }) => from === node);
    const count = links.flatMap(({ queue }) => queue.filter(({ message }) => message?.kind === 'basic.publish')).length;
    if (count > 0) return { key: 'pending.publisher', params: { publisher: spec.name, count } };
  }
  return null;
}

function alarmOf(places: Places, world: World): Alarm | undefined {
  return memoriesOf(places, world).flatMap(({ node }) => node.alarms)[0];
}

function memoriesOf({ brokers }: Places, world: World): readonly BrokerMemory[] {
  return brokers.flatMap((machine) => (world.machines[machine]?.memory as BrokerMemory | undefined) ?? []);
}

/**
 * Nodes that serve nobody, do not see each other, or wait to be healed. A split that an operator has to end is not awaited, and no
 * node that an operator has to join again.
 */
function nodesPending(places: Places, world: World): Sentence | null {
  const memories = memoriesOf(places, world);
  const outside = memories.filter(({ mode }) => mode === 'blank').map(({ node }) => node.config.name);
  for (const { node, mode, isFresh, peers, partitionedFrom } of memories) {
    const { name } = node.config;
    if (mode === 'blank') continue;
    if (mode === 'paused') return { key: 'pending.paused', params: { node: name } };
    if (mode === 'restarting' || isFresh) return { key: 'pending.process', params: { node: name, state: 'starting' } };
    const gone = peers.filter((peer) => !peer.isUp && !outside.includes(peer.name)).map((peer) => peer.name);
    const isHealed = clusterSettings(world.machines[0]?.settings ?? {}).clusterPartitionHandling !== 'autoheal';
    const apart = [...gone, ...(isHealed ? [] : partitionedFrom)];
    if (apart.length > 0) return { key: 'pending.partition', params: { nodes: [name, ...new Set(apart)].join(', ') } };
  }
  return null;
}

/** Members that lag, and mirrors of consumed queues that lack messages. */
function copiesPending(places: Places, world: World): Sentence | null {
  const consumed = new Set(places.consumers.map(({ spec }) => spec.queue));
  for (const queue of places.topology.queues) {
    if (queue.type !== 'quorum' && !consumed.has(queue.name)) continue;
    for (const machine of copiesOf(places, world, queue)) {
      if (isOutside(world, machine)) continue;
      const node = places.names[machine] ?? '';
      const key = queue.type === 'quorum' ? 'pending.member' : 'pending.mirror';
      if (lags(places, world, queue, machine)) return { key, params: { queue: queue.name, node } };
    }
  }
  return null;
}

function lags(places: Places, world: World, queue: QueueSpec, machine: number): boolean {
  if (queue.type !== 'quorum') return !isInSync(places, world, queue, machine);
  const server = serverOf(places, world, queue);
  return server !== null && appliedAt(world, machine, queue) < appliedAt(world, server, queue);
}

function appliedAt(world: World, machine: number, { name }: QueueSpec): number {
  const memory = world.machines[machine]?.memory as BrokerMemory | undefined;
  return memory?.groups.find(({ queue }) => queue === name)?.applied ?? 0;
}

function consumersPending(places: Places, world: World): Sentence | null {
  for (const { node, spec } of places.consumers) {
    const memory = world.machines[node]?.memory as ConsumerMemory | undefined;
    if (memory === undefined) continue;
    const count = memory.inbox.length + memory.unsettled.length + (memory.work === null ? 0 : 1);
    if (count > 0) return { key: 'pending.consumer-work', params: { consumer: spec.name, count } };
  }
  return null;
}
