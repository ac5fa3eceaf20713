/**
 * A node as an immutable value: everything that one RabbitMQ node knows, for one virtual host.
 *
 * Definitions (exchanges, bindings, queues) and what durable queues hold can stand on a machine's disk, the rest in memory.
 */
import type { AppendList } from '../../../kernel/appendList.ts';
import type { Alarm } from '../rules/cluster/alarms.ts';
import type { ChannelMode, Unacknowledged, Unconfirmed } from '../rules/channel/channel.ts';
import type { DeathReason } from '../rules/message.ts';
import type { FieldTable } from '../rules/fieldTable.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { DeadEntry, QueueState } from '../rules/queue/state.ts';
import type { PendingDeadLetter } from '../rules/quorum/deadLettering.ts';
import type { QuorumCommand } from '../rules/quorum/machine.ts';
import { BUILT_IN_EXCHANGES, type Binding, type Exchange } from '../rules/routing/exchange.ts';
import type { StreamState } from '../rules/stream/stream.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { ClientMethod, MethodOf, ServerMethod } from './methods.ts';

export interface NodeConfig {
  readonly name: string;
  readonly version: RabbitVersion;
  readonly consumerTimeoutMicros: number;
  readonly channelTickMicros: number;
  readonly maxMessageBytes: number;
  /** At-least-once: a dead letter that is not confirmed for so long is sent again. */
  readonly deadLetterTimeoutMicros: number;
  /** 'at-once': a persistent message is on disk when it is enqueued. 'on-sync': when the host says so ({@link synced}). */
  readonly persistence: 'at-once' | 'on-sync';
  /** 'local': commands of quorum queues commit at once. 'replicated': the host replicates them, then calls {@link commit}. */
  readonly quorum: 'local' | 'replicated';
}

/** A publish whose confirm depends on a queue. */
export interface PublishOrigin extends ChannelKey {
  readonly kind: 'publish';
  /** 0: the channel does not confirm. */
  readonly sequence: number;
}

/** A dead letter that its queue keeps until it is confirmed. */
export interface DeadLetterOrigin {
  readonly kind: 'dead-letter';
  readonly source: string;
  readonly entry: number;
}

/** Who waits to hear whether a queue has accepted a message; null: nobody. */
export type MessageOrigin = PublishOrigin | DeadLetterOrigin | null;

/** What a command of a quorum queue is answered with, once it is applied. */
export type CommandOrigin =
  | MessageOrigin
  | (ChannelKey & { readonly kind: 'get'; readonly noAck: boolean })
  | (ChannelKey & { readonly kind: 'purge' });

export interface QuorumRequest {
  readonly queue: string;
  readonly command: QuorumCommand;
  readonly origin: CommandOrigin;
}

/** A dead letter of an at-least-once queue that is not confirmed by all its targets. */
export interface DeadLetterOnItsWay extends PendingDeadLetter {
  readonly dead: DeadEntry;
}

/** A message that is gone for good: nobody has it, and no other queue took it. */
export interface Dropped {
  /** Its body. */
  readonly value: string;
  readonly reason: DeathReason | 'unroutable' | 'cycle';
}

export interface QueueRecord {
  readonly name: string;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  /** Connection that it belongs to, or null. */
  readonly exclusiveTo: string | null;
  readonly arguments: FieldTable;
  readonly state: QueueState | StreamState;
  readonly hadConsumer: boolean;
  /** Last declaration, get, or end of a consumer: x-expires counts from here. */
  readonly usedAtMicros: number;
  /** The node that holds it, when that node is down: it cannot be used. */
  readonly homeDown: string | null;
  /** Who is to hear when everything is on disk. */
  readonly awaitingSync: readonly MessageOrigin[];
  readonly deadLetters: readonly DeadLetterOnItsWay[];
  /** For an observer only. */
  readonly dropped: AppendList<Dropped>;
}

/** A consumer as its channel knows it. */
export interface ChannelConsumer {
  readonly tag: string;
  readonly queue: string;
  readonly exclusive: boolean;
}

export type Settlement = MethodOf<'basic.ack'> | MethodOf<'basic.nack'> | MethodOf<'basic.reject'>;

export interface Channel {
  readonly number: number;
  readonly nextDeliveryTag: number;
  readonly unacknowledged: readonly Unacknowledged[];
  /** For consumers that register from now on; 0: no limit. */
  readonly consumerPrefetch: number;
  /** For all consumers together; 0: no limit. */
  readonly channelPrefetch: number;
  readonly mode: ChannelMode;
  readonly nextSequence: number;
  readonly unconfirmed: readonly Unconfirmed[];
  readonly consumers: readonly ChannelConsumer[];
  /** tx: what waits for the commit. */
  readonly buffered: readonly (MethodOf<'basic.publish'> | Settlement)[];
  readonly nextCheckMicros: number;
}

export interface Connection {
  readonly name: string;
  readonly channels: readonly Channel[];
  /** Blocked by an alarm: what arrives waits. */
  readonly blocked: boolean;
  readonly stuck: readonly { readonly channel: number; readonly method: ClientMethod }[];
}

export interface RabbitNode {
  readonly config: NodeConfig;
  readonly exchanges: readonly Exchange[];
  readonly bindings: readonly Binding[];
  readonly queues: readonly QueueRecord[];
  readonly connections: readonly Connection[];
  /** Of the whole cluster. */
  readonly alarms: readonly Alarm[];
  /** Number in the next name that the node makes up. */
  readonly nextName: number;
}

export type NodeOutput =
  | { readonly to: 'client'; readonly connection: string; readonly channel: number; readonly method: ServerMethod }
  | { readonly to: 'replicas'; readonly request: QuorumRequest };

/** What a client sends. Channel 0 is the connection itself. */
export interface ClientInput extends ChannelKey {
  readonly method: ClientMethod;
}

export interface NodeStep {
  readonly node: RabbitNode;
  readonly outputs: readonly NodeOutput[];
}

export function newNode(config: NodeConfig): RabbitNode {
  return {
    config,
    exchanges: BUILT_IN_EXCHANGES,
    bindings: [],
    queues: [],
    connections: [],
    alarms: [],
    nextName: 1,
  };
}

export function newChannel(number: number, nextCheckMicros: number): Channel {
  return {
    number,
    nextDeliveryTag: 1,
    unacknowledged: [],
    consumerPrefetch: 0,
    channelPrefetch: 0,
    mode: 'plain',
    nextSequence: 1,
    unconfirmed: [],
    consumers: [],
    buffered: [],
    nextCheckMicros,
  };
}
