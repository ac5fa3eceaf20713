/**
 * What a RabbitMQ scenario says beyond what every system's scenario says: exchanges, queues, bindings, and how clients use
 * them. Everything named here exists on every node when the run begins; clients declare nothing.
 */
import type { ConsumerSpec, ProducerSpec, Scenario, Settings, SettingValue, Topology } from '../../scenario/types.ts';
import type { QueueType } from './rules/queue/arguments.ts';

export interface ExchangeSpec {
  readonly name: string;
  readonly type: 'direct' | 'fanout' | 'topic' | 'headers';
  /** Default: durable. */
  readonly durable?: boolean;
  readonly autoDelete?: boolean;
  /** Takes messages of other exchanges only. */
  readonly internal?: boolean;
  /** Exchange that gets what this one cannot route. */
  readonly alternate?: string;
}

export interface QueueSpec {
  readonly name: string;
  readonly type: QueueType;
  /** Default: durable. */
  readonly durable?: boolean;
  readonly autoDelete?: boolean;
  /** The node that holds a classic queue, or leads a quorum queue at the beginning. Default: the first one. */
  readonly node?: string;
  /** Arguments (`x-…`) and, before 4.0, the keys of a mirroring policy (`ha-…`). */
  readonly settings?: Settings;
}

export interface BindingSpec {
  /** Name of an exchange. */
  readonly from: string;
  readonly to: string;
  /** Default: a queue. */
  readonly toKind?: 'queue' | 'exchange';
  /** Default: the empty key. */
  readonly key?: string;
  /** Arguments for a headers exchange, `x-match` among them. */
  readonly headers?: Readonly<Record<string, SettingValue>>;
}

/** A publisher: one connection with one channel. */
export interface RabbitProducerSpec extends ProducerSpec {
  /** Empty: the default exchange, where a routing key is the name of a queue. */
  readonly exchange: string;
  /** Used in turn. */
  readonly routingKeys: readonly string[];
  readonly headers?: Readonly<Record<string, SettingValue>>;
  /** Node that it connects to first; then the next ones in turn. Default: the first one. */
  readonly node?: string;
  /** Every so many messages one is poison: consumers fail on it. Absent: none. */
  readonly poisonEvery?: number;
}

/** A consumer: one connection, one channel, one subscription; it works on one message at a time. */
export interface RabbitConsumerSpec extends ConsumerSpec {
  readonly queue: string;
  /** Node that it connects to first; then the next ones in turn. Default: the first one. */
  readonly node?: string;
}

export interface RabbitTopology extends Topology {
  readonly exchanges: readonly ExchangeSpec[];
  readonly queues: readonly QueueSpec[];
  readonly bindings: readonly BindingSpec[];
  readonly producers: readonly RabbitProducerSpec[];
  readonly consumers: readonly RabbitConsumerSpec[];
}

export type RabbitScenario = Scenario<RabbitTopology>;
