/** One turn of a broker: its memory under change, its disk, and the cluster's fixed layout. */
import type { Turn } from '../../../host/turn.ts';
import { invariant } from '../../../kernel/invariant.ts';
import type { Guards } from '../guards.ts';
import { newLog, type ReplicaLog } from '../log.ts';
import type { KafkaMessage } from '../protocol.ts';
import type { EpochCache } from '../rules/leaderEpochCache.ts';
import { FILE, type KafkaTopology, type PartitionPlace } from '../topology.ts';
import type { BrokerMemory, Replica } from './memory.ts';

/**
 * Kafka's clock does not start at zero: a follower that never was caught up has the time 0, and that must be long ago.
 * Eleven days before the run.
 */
const CLOCK_START_MICROS = 1_000_000_000_000;

const NO_EPOCHS: EpochCache = [];
const EMPTY_LOG: ReplicaLog = newLog();

export class BrokerContext {
  readonly turn: Turn;
  readonly topology: KafkaTopology;
  readonly guards: Guards;
  memory: BrokerMemory;

  constructor(options: {
    readonly turn: Turn;
    readonly topology: KafkaTopology;
    readonly guards: Guards;
    readonly memory: BrokerMemory;
  }) {
    this.turn = options.turn;
    this.topology = options.topology;
    this.guards = options.guards;
    this.memory = options.memory;
  }

  /** Time for replication bookkeeping; see CLOCK_START_MICROS. */
  get clock(): number {
    return this.turn.now + CLOCK_START_MICROS;
  }

  send(to: number, message: KafkaMessage): void {
    this.turn.send(to, message);
  }

  /** A fresh request number. */
  nextCorrelation(): number {
    const correlation = this.memory.correlation + 1;
    this.memory = { ...this.memory, correlation };
    return correlation;
  }

  place(partition: number): PartitionPlace {
    const place = this.topology.partitions[partition];
    invariant(place !== undefined, 'a partition number is one of the topology');
    return place;
  }

  /** A partition as people write it: `orders-0`. */
  label(partition: number): string {
    const place = this.place(partition);
    return `${place.topic}-${place.index}`;
  }

  name(node: number): string {
    return this.topology.names[node] ?? `node-${node}`;
  }

  replica(partition: number): Replica | null {
    return this.memory.replicas[partition] ?? null;
  }

  setReplica(replica: Replica): void {
    const replicas = this.memory.replicas.slice();
    replicas[replica.partition] = replica;
    this.memory = { ...this.memory, replicas };
  }

  log(partition: number): ReplicaLog {
    return (this.turn.read(FILE.log(partition)) as ReplicaLog | undefined) ?? EMPTY_LOG;
  }

  /** Writes a log into the page cache, or to the platter when `flush.messages` asks for it. */
  writeLog(partition: number, log: ReplicaLog): void {
    const file = FILE.log(partition);
    const durable = (this.turn.disk[file]?.durable as ReplicaLog | undefined)?.endOffset ?? 0;
    if (log.endOffset - durable >= this.#topicNumber(partition, 'flush.messages', this.memory.settings.flushMessages))
      this.turn.writeDurably(file, log);
    else this.turn.write(file, log);
  }

  /** Shortens a log. What was flushed of it is shorter too, as the end of a file is. */
  shortenLog(partition: number, log: ReplicaLog): void {
    const file = FILE.log(partition);
    const durable = (this.turn.disk[file]?.durable as ReplicaLog | undefined)?.endOffset ?? 0;
    if (durable > log.endOffset) this.turn.writeDurably(file, log);
    else this.turn.write(file, log);
  }

  epochs(partition: number): EpochCache {
    return (this.turn.read(FILE.epochs(partition)) as EpochCache | undefined) ?? NO_EPOCHS;
  }

  /** `leader-epoch-checkpoint` is written and fsynced at each change. */
  writeEpochs(partition: number, epochs: EpochCache): void {
    if (epochs !== this.epochs(partition)) this.turn.writeDurably(FILE.epochs(partition), epochs);
  }

  /** min.insync.replicas that is in force: never more than there are replicas. */
  minInSyncReplicas(partition: number): number {
    const wanted = this.#topicNumber(partition, 'min.insync.replicas', this.memory.settings.minInsyncReplicas);
    return Math.min(wanted, this.place(partition).replicas.length);
  }

  /** A topic's own value wins over the cluster's. */
  #topicNumber(partition: number, name: string, clusterValue: number): number {
    const given = this.place(partition).settings[name];
    return typeof given === 'number' ? given : clusterValue;
  }
}
