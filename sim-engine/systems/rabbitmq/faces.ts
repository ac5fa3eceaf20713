/** How RabbitMQ's clients and the database look: a few facts, and the messages that they hold. */
import { effectTable } from '../../apps/database.ts';
import type { Disk } from '../../host/disk.ts';
import type { Fact, MessageMark } from '../../view/scene.ts';
import type { NodeFace } from '../door.ts';
import { chartsOfConsumer, chartsOfPublisher } from './client/chartStates.ts';
import type { ConsumerMemory } from './client/consumerMemory.ts';
import {
  NO_PROGRESS,
  PROGRESS_FILE,
  type ApplicationProgress,
  type PublisherMemory,
} from './client/publisherMemory.ts';
import { markOf } from '../marks.ts';
import type { RabbitConsumerSpec, RabbitProducerSpec } from './scenario.ts';

/** Squares that a card shows; the rest is a number. */
const HELD_MAX = 8;

function bare(facts: readonly Fact[], held: readonly MessageMark[], charts: NodeFace['charts']): NodeFace {
  return { status: null, facts, shelves: [], held: held.slice(0, HELD_MAX), heldTotal: held.length, charts };
}

/** A publisher: its confirms, how far it is, what is outstanding. */
export function publisherFace(options: {
  readonly spec: RabbitProducerSpec;
  readonly memory: PublisherMemory | undefined;
  readonly disk: Disk;
}): NodeFace {
  const { spec, memory, disk } = options;
  const { sent } = (disk[PROGRESS_FILE]?.written as ApplicationProgress | undefined) ?? NO_PROGRESS;
  const facts: Fact[] = [
    { key: 'fact.publisher-confirms', params: { mode: memory?.settings.publisherConfirms ?? '–' } },
    { key: 'fact.publisher-sent', params: { sent, records: spec.records } },
  ];
  if (memory === undefined) return bare(facts, [], []);
  if (memory.session.blocked !== null) facts.push({ key: 'fact.publisher-blocked', params: {} });
  const open = [
    ...memory.outstanding.map(({ publication }) => publication),
    ...memory.again,
    ...(memory.waiting ?? []),
  ];
  return bare(facts, open.map(markOf), chartsOfPublisher(memory));
}

function holdingFact(held: number, prefetch: number): Fact {
  return prefetch === 0
    ? { key: 'fact.consumer-unlimited', params: { held } }
    : { key: 'fact.consumer-prefetch', params: { held, prefetch } };
}

/** A consumer: its queue, its prefetch, and what it has in hand. */
export function consumerFace(spec: RabbitConsumerSpec, memory: ConsumerMemory | undefined): NodeFace {
  const working = memory?.work === null || memory === undefined ? [] : [memory.work.delivered];
  const inHand = [...working, ...(memory?.inbox ?? [])];
  const facts: Fact[] = [{ key: 'fact.consumer-queue', params: { queue: spec.queue } }];
  // Of a process that is gone there is nothing to say: it holds nothing, and its channel has no prefetch.
  if (memory !== undefined) facts.push(holdingFact(inHand.length, memory.settings.prefetch));
  return bare(
    facts,
    inHand.map(({ record }) => markOf(record)),
    memory === undefined ? [] : chartsOfConsumer(memory),
  );
}

/** The consumers' database: its newest rows. */
export function databaseFace(disk: Disk): NodeFace {
  const rows = effectTable(disk);
  const count = rows.length;
  const newest = rows.slice(Math.max(0, count - HELD_MAX), count).map(markOf);
  return { ...bare([{ key: 'fact.database-rows', params: { count } }], newest, []), heldTotal: count };
}
