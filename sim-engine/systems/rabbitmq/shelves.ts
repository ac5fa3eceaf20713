/** Queues, streams and exchanges of a node, in the common alphabet of the scene. */
import type { World } from '../../host/world.ts';
import type {
  Fact,
  Lane,
  LogShelf,
  QueueCell,
  QueueShelf,
  SceneExchange,
  Shelf,
  UnackedCell,
} from '../../view/scene.ts';
import type { Highlights } from '../door.ts';
import { markOf } from '../marks.ts';
import { FILE, type NodeImage } from './broker/memory.ts';
import { copyState } from './chartStates.ts';
import { keyOf, messagesOf, nodeOf, queueOf } from './contents.ts';
import { copiesOf, epochOf, isInSync, isServing, isZombie } from './copies.ts';
import type { QueueRecord, RabbitNode } from './node/value.ts';
import type { Places } from './places.ts';
import type { Message } from './rules/message.ts';
import { allConsumers } from './rules/queue/consumers.ts';
import type { Entry } from './rules/queue/entry.ts';
import { inServingOrder } from './rules/queue/ready.ts';
import type { QueueState } from './rules/queue/state.ts';
import type { StreamState } from './rules/stream/stream.ts';
import type { QueueSpec, RabbitTopology } from './scenario.ts';

/** Messages of one part of a queue that are sent to the page. */
const CELLS_MAX = 24;

/** What a copy is and how it stands, beside what it holds. */
interface Copy {
  readonly places: Places;
  readonly world: World;
  readonly queue: QueueSpec;
  readonly machine: number;
  readonly highlights: Highlights;
  /** What an fsync has put on this machine's disk. */
  readonly durable: QueueRecord | undefined;
}

type CellFacts = Pick<QueueCell, 'mark' | 'committed' | 'durable' | 'acknowledged' | 'suspect'>;

function cellOf(
  { highlights }: Copy,
  message: Message,
  facts: { readonly durable: boolean; readonly redelivered: boolean },
): CellFacts {
  const mark = markOf({ key: keyOf(message), value: message.body });
  const died = message.history !== null;
  return {
    mark: { ...mark, ...(facts.redelivered ? { redelivered: true } : {}), ...(died ? { deadLettered: true } : {}) },
    committed: true,
    durable: facts.durable,
    acknowledged: highlights.acknowledged.has(message.body),
    suspect: highlights.suspect.has(message.body),
  };
}

/** Shelves of one node, in the order of the scenario's queues. */
export function shelvesOf(places: Places, world: World, machine: number, highlights: Highlights): readonly Shelf[] {
  const node = nodeOf(world, machine);
  const durable = world.machines[machine]?.disk[FILE.node]?.durable as NodeImage | undefined;
  return places.topology.queues.flatMap((queue) => {
    if (!copiesOf(places, world, queue).includes(machine)) return [];
    const record = queueOf(node, queue.name);
    if (record === undefined) return [];
    const copy = { places, world, queue, machine, highlights, durable: queueOf(durable?.node ?? null, queue.name) };
    const { state } = record;
    if (state === null) return [];
    return [state.type === 'stream' ? streamShelf(copy, record, state) : queueShelf(copy, record, state)];
  });
}

function roleOf({ world, queue, machine }: Copy): 'leader' | 'copy' | 'offline' {
  const process = world.machines[machine]?.process;
  if (process !== 'running' && process !== 'paused') return 'offline';
  return isServing(world, machine, queue) ? 'leader' : 'copy';
}

function queueShelf(copy: Copy, record: QueueRecord, state: QueueState): QueueShelf {
  const { places, world, queue, machine } = copy;
  const role = roleOf(copy);
  const onDisk = new Set((copy.durable === undefined ? [] : messagesOf(copy.durable)).map(({ number }) => number));
  const cell = (entry: Entry, handedOut: number): QueueCell => ({
    ...cellOf(copy, entry.message, {
      durable: record.durable && entry.message.persistent === true && onDisk.has(entry.id),
      redelivered: entry.redelivered,
    }),
    entry: entry.id,
    deliveries: Math.max(entry.acquiredCount, (entry.redelivered ? 1 : 0) + handedOut),
  });
  const consumers = allConsumers(state.consumers);
  const active = consumers.find(({ registered }) => registered === state.active);
  const { maxLength } = state.policy;
  return {
    kind: 'queue',
    id: `${queue.name}@${machine}`,
    name: queue.name,
    type: queue.type,
    role: role === 'leader' && copiesOf(places, world, queue).length === 1 ? 'only' : role,
    zombie: isZombie(places, world, queue, machine),
    inSync: isInSync(places, world, queue, machine),
    epoch: epochOf(world, machine, queue),
    chartState: copyState(world, { queue, machine, record }).state,
    ready: lane(inServingOrder(state.ready), (entry) => cell(entry, 0)),
    unacked: lane(state.held.items, ({ entry, by }): UnackedCell => ({
      ...cell(entry, 1),
      holder: clientOf(by.connection),
    })),
    delayed: lane(
      state.delayed.map(({ entry }) => entry),
      (entry) => cell(entry, 0),
    ),
    consumers: consumers.map(({ connection }) => clientOf(connection)),
    singleActive: state.policy.singleActiveConsumer
      ? { consumer: active === undefined ? null : clientOf(active.connection) }
      : null,
    limit: maxLength,
    full: maxLength !== null && state.ready.count >= maxLength,
    facts: factsOf(state),
  };
}

function lane<Item, Shown extends QueueCell>(items: readonly Item[], show: (item: Item) => Shown): Lane<Shown> {
  return { cells: items.slice(0, CELLS_MAX).map(show), total: items.length };
}

/** A connection is named after its client: `billing-1#1.2`. */
function clientOf(connection: string): string {
  const end = connection.indexOf('#');
  return end === -1 ? connection : connection.slice(0, end);
}

function factsOf({ policy }: QueueState): readonly Fact[] {
  const facts: Fact[] = [];
  if (policy.deadLetterExchange !== null) {
    const exchange = policy.deadLetterExchange === '' ? '(default)' : policy.deadLetterExchange;
    facts.push({ key: 'fact.queue-dead-letters', params: { exchange } });
  }
  if (policy.deliveryLimit !== null)
    facts.push({ key: 'fact.queue-delivery-limit', params: { limit: policy.deliveryLimit } });
  if (policy.messageTtlMicros !== null) {
    facts.push({ key: 'fact.queue-ttl', params: { millis: Math.floor(policy.messageTtlMicros / 1_000) } });
  }
  return facts;
}

/** A stream keeps what was read: it is drawn as a log. */
function streamShelf(copy: Copy, record: QueueRecord, state: StreamState): LogShelf {
  const { places, world, queue, machine } = copy;
  const messages = messagesOf({ state });
  const shown = messages.slice(-CELLS_MAX);
  const role = roleOf(copy);
  return {
    kind: 'log',
    id: `${queue.name}@${machine}`,
    topic: queue.name,
    partition: null,
    role: role === 'copy' ? 'follower' : role,
    zombie: isZombie(places, world, queue, machine),
    inSync: isInSync(places, world, queue, machine),
    epoch: epochOf(world, machine, queue),
    chartState: copyState(world, { queue, machine, record }).state,
    firstOffset: shown[0]?.number ?? state.log.nextOffset,
    cells: shown.map(({ number, message }) => ({
      ...cellOf(copy, message, { durable: true, redelivered: false }),
      offset: number,
      epoch: 0,
    })),
    marks: [
      { kind: 'log-end', offset: state.log.nextOffset, owner: null },
      ...state.readers.map(({ connection, position }) => ({
        kind: 'position' as const,
        offset: position,
        owner: clientOf(connection),
      })),
    ],
  };
}

/** The exchanges of the scenario with the bindings that a node knows now; the default one only where somebody uses it. */
export function exchangesOf(topology: RabbitTopology, node: RabbitNode): readonly SceneExchange[] {
  const named = topology.exchanges.map(({ name, type, alternate }): SceneExchange => ({
    name,
    type,
    ...(alternate === undefined ? {} : { alternate }),
    bindings: node.bindings
      .filter(({ source }) => source === name)
      .map(({ destination, routingKey, arguments: headers }) => ({
        to: destination.name,
        toKind: destination.kind,
        key: type === 'fanout' ? null : type === 'headers' ? headersInShort(headers) : routingKey,
      })),
  }));
  const usesDefault = topology.producers.some(({ exchange }) => exchange === '');
  return usesDefault ? [{ name: '', type: 'direct', bindings: [] }, ...named] : named;
}

function headersInShort(headers: Readonly<Record<string, unknown>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
