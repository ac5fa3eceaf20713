/**
 * A node as an immutable value: everything that one RabbitMQ node knows, for one virtual host. Its channels are those of its
 * clients; its queues may be served here or by other nodes of the cluster.
 *
 * Definitions (exchanges, bindings, queues) and what durable queues hold can stand on a machine's disk, the rest in memory.
 */
import type { AppendList } from '../../../kernel/appendList.ts';
import { noItems, type NumberedList } from '../../../kernel/numberedList.ts';
import type { Alarm } from '../rules/cluster/alarms.ts';
import type { ChannelMode, Unacknowledged, Unconfirmed } from '../rules/channel/channel.ts';
import type { DeathReason } from '../rules/message.ts';
import type { FieldTable } from '../rules/fieldTable.ts';
import type { QueuePolicy, QueueType } from '../rules/queue/arguments.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { DeadEntry, QueueState } from '../rules/queue/state.ts';
import type { PendingDeadLetter } from '../rules/quorum/deadLettering.ts';
import { BUILT_IN_EXCHANGES, type Binding, type Exchange } from '../rules/routing/exchange.ts';
import type { StreamState } from '../rules/stream/stream.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { ChannelEvent, MessageOrigin, QueueRequest, QuorumRequest } from './internode.ts';
import type { ClientMethod, MethodOf, ServerMethod } from './methods.ts';

export interface NodeConfig {
  readonly name: string;
  readonly version: RabbitVersion;
  readonly consumerTimeoutMicros: number;
  readonly channelTickMicros: number;
  readonly maxMessageBytes: number;
  /** At-least-once: a dead letter that is not confirmed for so long is sent again. */
  readonly deadLetterTimeoutMicros: number;
  /**
   * When a classic queue answers for a persistent message. 'at-once': when it is enqueued, as written as that is (since 4.0).
   * 'on-sync': when the host says that it is on disk ({@link synced}).
   */
  readonly persistence: 'at-once' | 'on-sync';
  /** 'local': commands of quorum queues commit at once. 'replicated': the host replicates them, then says so (`commit`). */
  readonly quorum: 'local' | 'replicated';
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

/** In {@link QueueRecord.servedBy}: this node. */
export const HERE = 'here';

/** What every node of the cluster knows of a queue. */
export interface QueueDefinition {
  readonly name: string;
  readonly type: QueueType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  /** Connection that it belongs to, or null. */
  readonly exclusiveTo: string | null;
  readonly arguments: FieldTable;
}

/** A mirror that the leader sees, and the number of the last update that it is known to have. */
export interface MirrorProgress {
  readonly node: string;
  readonly upTo: number;
}

/** The leader's side of a mirrored classic queue. */
export interface Mirroring {
  readonly mirrors: readonly MirrorProgress[];
  /** Number of the last update that was sent. */
  readonly number: number;
  /** Who is to hear when every mirror has an update. */
  readonly waiting: readonly { readonly number: number; readonly origin: MessageOrigin }[];
}

export interface QueueRecord extends QueueDefinition {
  readonly policy: QueuePolicy;
  /** {@link HERE}, another node by its name, or null: nobody at the moment. */
  readonly servedBy: string | null;
  /** The node that holds it, when that node is down: it cannot be used. */
  readonly homeDown: string | null;
  /** What is in it, where it is served or copied; null elsewhere. */
  readonly state: QueueState | StreamState | null;
  readonly hadConsumer: boolean;
  /** Last declaration, get, or end of a consumer: x-expires counts from here. */
  readonly usedAtMicros: number;
  /** Who is to hear when everything is on disk. */
  readonly awaitingSync: readonly MessageOrigin[];
  /** null: the queue has no mirrors. */
  readonly mirroring: Mirroring | null;
  readonly deadLetters: readonly DeadLetterOnItsWay[];
  /** Channels of this node that ended while nobody served the queue. */
  readonly unheardDowns: readonly ChannelKey[];
  /** For an observer only. */
  readonly dropped: AppendList<Dropped>;
}

/** A consumer as its channel knows it: enough to register it again. */
export interface ChannelConsumer {
  readonly tag: string;
  readonly queue: string;
  readonly noAck: boolean;
  readonly exclusive: boolean;
  readonly prefetch: number;
  readonly arguments: FieldTable;
  /** Number of the last delivery that has come. */
  readonly received: number;
}

export type Settlement = MethodOf<'basic.ack'> | MethodOf<'basic.nack'> | MethodOf<'basic.reject'>;

export interface Channel {
  readonly number: number;
  readonly nextDeliveryTag: number;
  readonly unacknowledged: NumberedList<Unacknowledged>;
  /** For consumers that register from now on; 0: no limit. */
  readonly consumerPrefetch: number;
  /** For all consumers together; 0: no limit. */
  readonly channelPrefetch: number;
  readonly mode: ChannelMode;
  readonly nextSequence: number;
  readonly unconfirmed: NumberedList<Unconfirmed>;
  readonly consumers: readonly ChannelConsumer[];
  /** tx: what waits for the commit. */
  readonly buffered: readonly (MethodOf<'basic.publish'> | Settlement)[];
  /** Quorum queues: number of the next command, and commands that may have to be sent again. */
  readonly nextCommand: number;
  /** By queue, the last command that would be sent again. */
  readonly lastCommands: readonly { readonly queue: string; readonly sequence: number }[];
  readonly pending: NumberedList<QueueRequest>;
  readonly nextCheckMicros: number;
}

export interface Connection {
  readonly name: string;
  readonly channels: readonly Channel[];
  /** Blocked by an alarm: what arrives waits. */
  readonly blocked: boolean;
  readonly stuck: readonly { readonly channel: number; readonly method: ClientMethod }[];
  /** Number of the first command of the next channel: one that has the number of an earlier channel is not taken for it. */
  readonly nextCommand: number;
}

export interface RabbitNode {
  readonly config: NodeConfig;
  readonly exchanges: readonly Exchange[];
  readonly bindings: readonly Binding[];
  readonly queues: readonly QueueRecord[];
  /** In the order in which they were opened. */
  readonly connections: NumberedList<Connection>;
  /** Of the whole cluster. */
  readonly alarms: readonly Alarm[];
  /** Number in the next name that the node makes up. */
  readonly nextName: number;
}

/** Something that all nodes of the cluster have to know. */
export type ClusterChange =
  | { readonly type: 'exchange-added'; readonly exchange: Exchange }
  | { readonly type: 'exchange-removed'; readonly exchange: string }
  | { readonly type: 'binding-added' | 'binding-removed'; readonly binding: Binding }
  | { readonly type: 'queue-added'; readonly queue: QueueDefinition; readonly servedBy: string }
  | { readonly type: 'queue-removed'; readonly queue: string };

export type NodeOutput =
  | { readonly to: 'client'; readonly connection: string; readonly channel: number; readonly method: ServerMethod }
  /** A command of a quorum queue that is led here: to be replicated, and then committed. */
  | { readonly to: 'replicas'; readonly request: QuorumRequest }
  /** A request for a queue that another node serves. */
  | { readonly to: 'node'; readonly node: string; readonly request: QueueRequest }
  /** An event for a channel of a connection that is not on this node; of one that is gone, if no node has it. */
  | { readonly to: 'channel'; readonly connection: string; readonly channel: number; readonly event: ChannelEvent }
  | { readonly to: 'cluster'; readonly change: ClusterChange }
  /** The queue as each of its mirrors is to have it. */
  | {
      readonly to: 'mirrors';
      readonly queue: string;
      readonly nodes: readonly string[];
      readonly number: number;
      readonly state: QueueState;
    };

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
    connections: noItems(),
    alarms: [],
    nextName: 1,
  };
}

export function newChannel(given: Pick<Channel, 'number' | 'nextCheckMicros' | 'nextCommand'>): Channel {
  return {
    ...given,
    nextDeliveryTag: 1,
    unacknowledged: noItems(),
    consumerPrefetch: 0,
    channelPrefetch: 0,
    mode: 'plain',
    nextSequence: 1,
    unconfirmed: noItems(),
    consumers: [],
    buffered: [],
    lastCommands: [],
    pending: noItems(),
  };
}
