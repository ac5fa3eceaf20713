/** One turn of a consumer: its memory under change, and the cluster's fixed layout. */
import type { CallRequest } from '../../../../apps/messages.ts';
import type { LogId } from '../../../../host/history.ts';
import type { Turn } from '../../../../host/turn.ts';
import type { KafkaConsumerSpec } from '../../scenario.ts';
import type { CommittedOffset } from '../../groupRecord.ts';
import type { Guards } from '../../guards.ts';
import type { KafkaMessage } from '../../protocol.ts';
import type { KafkaTopology } from '../../topology.ts';
import { wantUpdate, type ClientMetadata } from '../clientMetadata.ts';
import type {
  ApplicationState,
  ConsumerMemory,
  ConsumerRequest,
  CoordinatorPlace,
  Membership,
  Position,
  Purpose,
} from './memory.ts';

/** What does not change in a run. */
export interface ConsumerWorld {
  readonly spec: KafkaConsumerSpec;
  readonly topology: KafkaTopology;
  readonly guards: Guards;
}

const NO_OFFSETS: readonly CommittedOffset[] = [];

export class ConsumerContext {
  readonly turn: Turn;
  readonly world: ConsumerWorld;
  memory: ConsumerMemory;

  constructor(turn: Turn, world: ConsumerWorld, memory: ConsumerMemory) {
    this.turn = turn;
    this.world = world;
    this.memory = memory;
  }

  get name(): string {
    return this.world.spec.name;
  }

  get group(): string {
    return this.world.spec.group;
  }

  nameOf(node: number): string {
    return this.world.topology.names[node] ?? `node-${node}`;
  }

  /** A partition as people write it: `orders-0`. */
  label(partition: number): string {
    const place = this.world.topology.partitions[partition];
    return place === undefined ? '?' : `${place.topic}-${place.index}`;
  }

  labels(partitions: readonly number[]): string {
    return partitions.map((partition) => this.label(partition)).join(', ');
  }

  logId(partition: number): LogId {
    const place = this.world.topology.partitions[partition];
    return { topic: place?.topic ?? '?', partition: place?.index ?? -1 };
  }

  /** Does the client commit by itself, inside poll()? */
  get autoCommits(): boolean {
    return this.world.spec.processing.commit === 'auto' && this.memory.settings.enableAutoCommit;
  }

  setMetadata(metadata: ClientMetadata): void {
    if (metadata !== this.memory.metadata) this.memory = { ...this.memory, metadata };
  }

  wantMetadata(): void {
    this.setMetadata(wantUpdate(this.memory.metadata));
  }

  setMembership(change: Partial<Membership>): void {
    this.memory = { ...this.memory, membership: { ...this.memory.membership, ...change } };
  }

  setCoordinator(change: Partial<CoordinatorPlace>): void {
    this.memory = { ...this.memory, coordinator: { ...this.memory.coordinator, ...change } };
  }

  setApplication(change: Partial<ApplicationState>): void {
    this.memory = { ...this.memory, application: { ...this.memory.application, ...change } };
  }

  position(partition: number): Position | undefined {
    return this.memory.positions.find((position) => position.partition === partition);
  }

  setPosition(partition: number, change: Partial<Position>): void {
    const positions = this.memory.positions.map((position) =>
      position.partition === partition ? { ...position, ...change } : position,
    );
    this.memory = { ...this.memory, positions };
  }

  /** Sends a request and remembers it until its answer comes. */
  request(
    options: {
      readonly purpose: Purpose;
      readonly node: number;
      readonly offsets?: readonly CommittedOffset[];
      readonly timeoutMicros?: number;
    },
    message: (correlation: number) => KafkaMessage | CallRequest,
  ): void {
    const correlation = this.memory.correlation + 1;
    const request: ConsumerRequest = {
      purpose: options.purpose,
      correlation,
      node: options.node,
      deadline: this.turn.now + (options.timeoutMicros ?? this.memory.settings.requestTimeoutMicros),
      generation: this.memory.membership.generation,
      offsets: options.offsets ?? NO_OFFSETS,
    };
    this.memory = { ...this.memory, correlation, requests: [...this.memory.requests, request] };
    this.turn.send(options.node, message(correlation));
  }

  /** Takes the request that an answer belongs to; null when nobody waits for it any more. */
  takeRequest(correlation: number): ConsumerRequest | null {
    const request = this.memory.requests.find((pending) => pending.correlation === correlation);
    if (request === undefined) return null;
    this.memory = { ...this.memory, requests: this.memory.requests.filter((pending) => pending !== request) };
    return request;
  }

  isAwaiting(purpose: Purpose): boolean {
    return this.memory.requests.some((request) => request.purpose === purpose);
  }
}
