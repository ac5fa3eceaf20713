/** What a Kafka scenario says beyond what every system's scenario says: topics, and how clients use them. */
import type { ConsumerSpec, ProducerSpec, Scenario, Settings, Topology } from '../../scenario/types.ts';

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Explicit replica lists per partition (broker names), preferred leader first; default round robin. */
  readonly replicas?: readonly (readonly string[])[];
  readonly settings?: Settings;
}

export interface KafkaProducerSpec extends ProducerSpec {
  readonly topic: string;
  /** Explicit partition for every record; default by key. */
  readonly partition?: number;
}

export interface KafkaConsumerSpec extends ConsumerSpec {
  readonly group: string;
  readonly topics: readonly string[];
  readonly processing: ConsumerSpec['processing'] & {
    /** When offsets are committed: before or after processing, or automatically. */
    readonly commit: 'auto' | 'after-processing' | 'before-processing';
    /** `poll`: on the polling thread; `handoff`: on another thread, poll goes on (see auto-commit). */
    readonly thread: 'poll' | 'handoff';
  };
}

/** A Kafka cluster as a scenario describes it; topology.ts lays it out. */
export interface KafkaTopologySpec extends Topology {
  /** 1: one reliable controller process. */
  readonly controllers?: number;
  readonly topics: readonly TopicSpec[];
  readonly producers: readonly KafkaProducerSpec[];
  readonly consumers: readonly KafkaConsumerSpec[];
}

export type KafkaScenario = Scenario<KafkaTopologySpec>;
