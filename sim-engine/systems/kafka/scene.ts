/** How Kafka's machines and messages look in the common alphabet of the scene. */
import { isApplicationMessage } from '../../apps/messages.ts';
import type { Message } from '../../host/message.ts';
import type { World } from '../../host/world.ts';
import type { Cell, Fact, LogShelf, ShelfMark } from '../../view/scene.ts';
import { applicationMessageFace, applicationNodeFace } from '../applicationFaces.ts';
import type { Highlights, MessageFace, NodeFace } from '../door.ts';
import type { BrokerMemory, Replica } from './broker/memory.ts';
import type { ConsumerMemory } from './client/consumer/memory.ts';
import type { ProducerMemory } from './client/producer/memory.ts';
import type { ControllerMemory } from './controller/memory.ts';
import { consumerFace, databaseFace, producerFace } from './faces.ts';
import { newLog, recordAt, type ReplicaLog } from './log.ts';
import { markOf } from '../marks.ts';
import { applicationPlaces } from './pending.ts';
import { groupPositions, leaderOf } from './positions.ts';
import type { KafkaMessage } from './protocol.ts';
import { CONTROLLER, FILE, OFFSETS_TOPIC, type KafkaTopology, type PartitionPlace } from './topology.ts';
import { chartsOfBroker, chartsOfController } from './chartStates.ts';

/** Cells of a shelf that are sent to the page: the newest ones. */
const CELLS_MAX = 24;

/** The part that a copy plays, without the details of following. */
function roleOf(replica: Replica | null): LogShelf['role'] {
  if (replica === null || replica.role === 'offline') return 'offline';
  return replica.role === 'leader' ? 'leader' : 'follower';
}

function shelfOf(
  topology: KafkaTopology,
  world: World,
  place: PartitionPlace,
  broker: number,
  highlights: Highlights,
): LogShelf {
  const machine = world.machines[broker];
  const memory = machine?.memory as BrokerMemory | undefined;
  const controller = world.machines[CONTROLLER]?.memory as ControllerMemory | undefined;
  const replica = memory?.replicas[place.number] ?? null;
  const file = machine?.disk[FILE.log(place.number)];
  const log = (file?.written as ReplicaLog | undefined) ?? newLog();
  const durableEnd = (file?.durable as ReplicaLog | undefined)?.endOffset ?? 0;
  const leader = leaderOf(world, place.number);
  const role = roleOf(replica);
  return {
    kind: 'log',
    id: `${place.topic}-${place.index}@${broker}`,
    topic: place.topic,
    partition: place.index,
    role,
    zombie: role === 'leader' && leader !== broker,
    inSync: controller?.image.partitions[place.number]?.isr.includes(broker) ?? false,
    epoch: replica?.leaderEpoch ?? -1,
    chartState: replica?.role ?? 'offline',
    firstOffset: Math.max(log.startOffset, log.endOffset - CELLS_MAX),
    cells: cellsOf(log, { highWatermark: replica?.highWatermark ?? 0, durableEnd, highlights }),
    marks: marksOf(topology, world, place, { role, replica, log }),
  };
}

function cellsOf(
  log: ReplicaLog,
  facts: { readonly highWatermark: number; readonly durableEnd: number; readonly highlights: Highlights },
): Cell[] {
  const cells: Cell[] = [];
  for (let offset = Math.max(log.startOffset, log.endOffset - CELLS_MAX); offset < log.endOffset; offset += 1) {
    const found = recordAt(log, offset);
    if (found === undefined) continue;
    cells.push({
      offset,
      epoch: found.batch.leaderEpoch,
      mark: markOf(found.record),
      committed: offset < facts.highWatermark,
      durable: offset < facts.durableEnd,
      acknowledged: facts.highlights.acknowledged.has(found.record.value),
      suspect: facts.highlights.suspect.has(found.record.value),
    });
  }
  return cells;
}

function marksOf(
  topology: KafkaTopology,
  world: World,
  place: PartitionPlace,
  shelf: { readonly role: LogShelf['role']; readonly replica: Replica | null; readonly log: ReplicaLog },
): ShelfMark[] {
  const marks: ShelfMark[] = [{ kind: 'log-end', offset: shelf.log.endOffset, owner: null }];
  if (shelf.replica !== null) marks.push({ kind: 'high-watermark', offset: shelf.replica.highWatermark, owner: null });
  if (shelf.role !== 'leader') return marks;
  for (const position of groupPositions(topology, world)) {
    if (position.number !== place.number) continue;
    if (position.committed !== -1) marks.push({ kind: 'committed', offset: position.committed, owner: position.group });
    if (position.position !== -1) marks.push({ kind: 'position', offset: position.position, owner: position.owner });
  }
  return marks;
}

function brokerFace(topology: KafkaTopology, world: World, broker: number, highlights: Highlights): NodeFace {
  const memory = world.machines[broker]?.memory as BrokerMemory | undefined;
  const controller = world.machines[CONTROLLER]?.memory as ControllerMemory | undefined;
  const places = topology.partitions.filter(
    (place) => place.topic !== OFFSETS_TOPIC && place.replicas.includes(broker),
  );
  const leads = places.filter((place) => leaderOf(world, place.number) === broker).length;
  const facts: Fact[] = [];
  if (memory !== undefined) facts.push({ key: 'fact.broker-leads', params: { count: leads } });
  // Until the controller has fenced it, the metadata still names a dead broker as leader.
  else if (leads > 0) facts.push({ key: 'fact.broker-listed', params: { count: leads } });
  if (leaderOf(world, topology.offsetsPartition) === broker) facts.push({ key: 'fact.coordinator', params: {} });
  const fenced = controller?.image.brokers[broker]?.fenced ?? false;
  return {
    status: fenced ? 'fenced' : memory !== undefined && memory.state !== 'running' ? 'starting' : null,
    facts,
    shelves: places.map((place) => shelfOf(topology, world, place, broker, highlights)),
    held: [],
    heldTotal: 0,
    charts: chartsOfBroker(topology, memory),
  };
}

function controllerFace(topology: KafkaTopology, world: World): NodeFace {
  const memory = world.machines[CONTROLLER]?.memory as ControllerMemory | undefined;
  const facts: Fact[] = [];
  memory?.image.partitions.forEach((registration, number) => {
    const place = topology.partitions[number];
    if (place === undefined || place.topic === OFFSETS_TOPIC) return;
    facts.push({
      key: registration.leader === -1 ? 'fact.partition-leaderless' : 'fact.partition',
      params: {
        partition: `${place.topic}-${place.index}`,
        leader: topology.names[registration.leader] ?? '',
        epoch: registration.leaderEpoch,
        isr: registration.isr.join(', '),
        elr: registration.elr.join(', '),
      },
    });
  });
  const charts = chartsOfController(topology, memory?.image);
  return { status: null, facts, shelves: [], held: [], heldTotal: 0, charts };
}

/** What Kafka adds to a machine's picture. */
export function kafkaNodeFace(topology: KafkaTopology, world: World, node: number, highlights: Highlights): NodeFace {
  if (node === CONTROLLER) return controllerFace(topology, world);
  if (topology.brokers.includes(node)) return brokerFace(topology, world, node, highlights);
  const machine = world.machines[node];
  const producer = topology.producers.find((entry) => entry.node === node);
  if (producer) {
    const { spec } = producer;
    const memory = machine?.memory as ProducerMemory | undefined;
    return producerFace(topology, { spec, memory, disk: machine?.disk ?? [] });
  }
  const consumer = topology.consumers.find((entry) => entry.node === node);
  if (consumer) return consumerFace(topology, consumer.spec, machine?.memory as ConsumerMemory | undefined);
  if (node === topology.database) return databaseFace(machine?.disk ?? []);
  return applicationNodeFace(applicationPlaces(topology), world, node);
}

const ROUTINE: ReadonlySet<string> = new Set([
  'BrokerHeartbeatRequest',
  'BrokerHeartbeatResponse',
  'MetadataFetchRequest',
  'HeartbeatRequest',
  'HeartbeatResponse',
  'MetadataRequest',
  'MetadataResponse',
  'FindCoordinatorRequest',
  'FindCoordinatorResponse',
  'FetchRequest',
  'ReplicaFetchRequest',
]);

function firstError(results: readonly { readonly error: string }[]): string | null {
  return results.find((result) => result.error !== 'NONE')?.error ?? null;
}

/** How a Kafka message is drawn: the records it carries, an error, an answer or not, routine or not. */
export function kafkaMessageFace(message: Message, receiver?: unknown): MessageFace {
  if (isApplicationMessage(message)) return applicationMessageFace(message, receiver);
  return { ...contentFace(message as KafkaMessage), answer: message.kind.endsWith('Response') };
}

function contentFace(kafka: KafkaMessage): Omit<MessageFace, 'answer'> {
  switch (kafka.kind) {
    case 'ProduceRequest':
      return { marks: kafka.batches.flatMap((entry) => entry.batch.records.map(markOf)), error: null, routine: false };
    case 'ProduceResponse':
      return { marks: [], error: firstError(kafka.results), routine: false };
    case 'ReplicaFetchResponse':
    case 'FetchResponse': {
      const marks = kafka.partitions.flatMap((answer) =>
        answer.batches.flatMap((batch) => batch.records.filter((record) => !record.group).map(markOf)),
      );
      const error = firstError(kafka.partitions);
      return { marks, error, routine: marks.length === 0 && error === null };
    }
    case 'ApplyRequest':
      return { marks: kafka.records.map(markOf), error: null, routine: false };
    case 'MetadataFetchResponse':
      return { marks: [], error: null, routine: kafka.records.length === 0 };
    default:
      return {
        marks: [],
        error: 'error' in kafka && kafka.error !== 'NONE' ? kafka.error : null,
        routine: ROUTINE.has(kafka.kind),
      };
  }
}
