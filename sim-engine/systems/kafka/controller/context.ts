/** One turn of the controller: its image under change, and the log where every change is written. */
import { emptyList } from '../../../kernel/appendList.ts';
import type { Turn } from '../../../host/turn.ts';
import type { Guards } from '../guards.ts';
import { replay, type MetadataRecord } from '../metadata.ts';
import type { KafkaMessage } from '../protocol.ts';
import type { KafkaTopology } from '../topology.ts';
import { METADATA_LOG, type ControllerMemory, type MetadataLog } from './memory.ts';

export class ControllerContext {
  readonly turn: Turn;
  readonly topology: KafkaTopology;
  readonly guards: Guards;
  /** Offset of the first record in the log: the created cluster comes before it. */
  readonly baseOffset: number;
  memory: ControllerMemory;

  constructor(options: {
    readonly turn: Turn;
    readonly topology: KafkaTopology;
    readonly guards: Guards;
    readonly baseOffset: number;
    readonly memory: ControllerMemory;
  }) {
    this.turn = options.turn;
    this.topology = options.topology;
    this.guards = options.guards;
    this.baseOffset = options.baseOffset;
    this.memory = options.memory;
  }

  send(to: number, message: KafkaMessage): void {
    this.turn.send(to, message);
  }

  name(node: number): string {
    return this.topology.names[node] ?? `node-${node}`;
  }

  label(partition: number): string {
    const place = this.topology.partitions[partition];
    return place === undefined ? String(partition) : `${place.topic}-${place.index}`;
  }

  log(): MetadataLog {
    return (this.turn.read(METADATA_LOG) as MetadataLog | undefined) ?? emptyList();
  }

  /** Commits records to the metadata log and lets observers have them. */
  commit(records: readonly MetadataRecord[]): void {
    if (records.length === 0) return;
    this.turn.rule('kafka.metadata-commit');
    this.turn.writeDurably(METADATA_LOG, this.log().appendAll(records));
    this.memory = { ...this.memory, image: replay(this.memory.image, records) };
    const waiting = this.memory.observers;
    this.memory = { ...this.memory, observers: [] };
    for (const observer of waiting) this.answerObserver(observer);
  }

  /** Sends an observer what comes after its offset. */
  answerObserver(observer: ControllerMemory['observers'][number]): void {
    const log = this.log();
    const records = log.slice(Math.max(0, observer.offset - this.baseOffset), log.length);
    this.send(observer.node, {
      kind: 'MetadataFetchResponse',
      correlation: observer.correlation,
      offset: observer.offset,
      records,
    });
  }
}
