/** One turn of a producer: its memory under change, and the cluster's fixed layout. */
import type { Turn } from '../../../../host/turn.ts';
import type { KafkaProducerSpec } from '../../scenario.ts';
import type { KafkaMessage, ProduceRequest } from '../../protocol.ts';
import type { KafkaTopology } from '../../topology.ts';
import { hasLeader, leaderOf, wantUpdate, type ClientMetadata } from '../clientMetadata.ts';
import type { RecordLabels } from '../../../../apps/recordNames.ts';
import type { ApplicationProgress, ProducerBatch, ProducerMemory, ProducerRequest } from './memory.ts';
import { PROGRESS_FILE } from './memory.ts';

/** What does not change in a run. */
export interface ProducerWorld {
  readonly spec: KafkaProducerSpec;
  readonly topology: KafkaTopology;
  readonly labels: RecordLabels;
  /** What it calls the orders of services: see apps/submissions.ts. */
  readonly naming: { readonly suffix: string; readonly place: number; readonly places: number };
  /** Dense numbers of the topic's partitions, by index. */
  readonly partitions: readonly number[];
}

const NO_PROGRESS: ApplicationProgress = { sent: 0, numbers: {} };
const ACKS = { all: -1, '1': 1, '0': 0 } as const;
const NO_BATCHES: readonly ProducerBatch[] = [];

export class ProducerContext {
  readonly turn: Turn;
  readonly world: ProducerWorld;
  memory: ProducerMemory;

  constructor(turn: Turn, world: ProducerWorld, memory: ProducerMemory) {
    this.turn = turn;
    this.world = world;
    this.memory = memory;
  }

  get name(): string {
    return this.world.spec.name;
  }

  nameOf(node: number): string {
    return this.world.topology.names[node] ?? `node-${node}`;
  }

  /** A partition as people write it: `orders-0`. */
  label(partition: number): string {
    const place = this.world.topology.partitions[partition];
    return place === undefined ? '?' : `${place.topic}-${place.index}`;
  }

  /** Index of a partition in its topic. */
  indexOf(partition: number): number {
    return this.world.topology.partitions[partition]?.index ?? -1;
  }

  get progress(): ApplicationProgress {
    return (this.turn.read(PROGRESS_FILE) as ApplicationProgress | undefined) ?? NO_PROGRESS;
  }

  set metadata(metadata: ClientMetadata) {
    if (metadata !== this.memory.metadata) this.memory = { ...this.memory, metadata };
  }

  wantMetadata(): void {
    this.metadata = wantUpdate(this.memory.metadata);
  }

  /** Broker that leads a partition, as far as this producer knows; -1: nobody. */
  leader(partition: number): number {
    return leaderOf(this.memory.metadata, partition).leader;
  }

  /** Does the producer know a leader for at least one of the topic's partitions? */
  get knowsLeaders(): boolean {
    return hasLeader(this.memory.metadata, this.world.partitions);
  }

  get acks(): ProduceRequest['acks'] {
    return ACKS[this.memory.settings.acks];
  }

  setQueue(index: number, queue: readonly ProducerBatch[]): void {
    const queues = this.memory.queues.slice();
    queues[index] = queue;
    this.memory = { ...this.memory, queues };
  }

  /** Sends a request and remembers it until its answer comes. */
  request(
    purpose: ProducerRequest['purpose'],
    node: number,
    message: (correlation: number) => KafkaMessage,
    batches: readonly ProducerBatch[] = NO_BATCHES,
  ): void {
    const correlation = this.memory.correlation + 1;
    const request = { purpose, correlation, node, sentAt: this.turn.now, batches };
    this.memory = { ...this.memory, correlation, requests: [...this.memory.requests, request] };
    this.turn.send(node, message(correlation));
  }

  /** Takes the request that an answer belongs to; null when nobody waits for it any more. */
  takeRequest(correlation: number): ProducerRequest | null {
    const request = this.memory.requests.find((pending) => pending.correlation === correlation);
    if (request === undefined) return null;
    this.memory = { ...this.memory, requests: this.memory.requests.filter((pending) => pending !== request) };
    return request;
  }

  isAwaiting(purpose: ProducerRequest['purpose']): boolean {
    return this.memory.requests.some((request) => request.purpose === purpose);
  }
}
