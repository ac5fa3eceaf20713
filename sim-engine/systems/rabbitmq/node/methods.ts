/** Methods of AMQP 0-9-1, as plain data: what clients say to a node, and what a node says to clients. */
import type { FieldTable } from '../rules/fieldTable.ts';

/** What a publisher says about a message. */
export interface PublishedProperties {
  readonly headers?: FieldTable;
  readonly expiration?: string;
  readonly priority?: number;
  readonly persistent?: boolean;
}

export type ClientMethod =
  | { readonly type: 'channel.open' }
  | { readonly type: 'channel.close' }
  | { readonly type: 'connection.close' }
  | {
      readonly type: 'exchange.declare';
      readonly exchange: string;
      readonly exchangeType: string;
      readonly passive?: boolean;
      readonly durable?: boolean;
      readonly autoDelete?: boolean;
      readonly internal?: boolean;
      readonly arguments?: FieldTable;
    }
  | { readonly type: 'exchange.delete'; readonly exchange: string; readonly ifUnused?: boolean }
  | {
      readonly type: 'exchange.bind' | 'exchange.unbind';
      readonly source: string;
      readonly destination: string;
      readonly routingKey: string;
      readonly arguments?: FieldTable;
    }
  | {
      readonly type: 'queue.declare';
      readonly queue: string;
      readonly passive?: boolean;
      readonly durable?: boolean;
      readonly exclusive?: boolean;
      readonly autoDelete?: boolean;
      readonly arguments?: FieldTable;
    }
  | {
      readonly type: 'queue.bind' | 'queue.unbind';
      readonly queue: string;
      readonly exchange: string;
      readonly routingKey: string;
      readonly arguments?: FieldTable;
    }
  | { readonly type: 'queue.purge'; readonly queue: string }
  | {
      readonly type: 'queue.delete';
      readonly queue: string;
      readonly ifUnused?: boolean;
      readonly ifEmpty?: boolean;
    }
  | { readonly type: 'basic.qos'; readonly prefetch: number; readonly global?: boolean }
  | {
      readonly type: 'basic.publish';
      readonly exchange: string;
      readonly routingKey: string;
      readonly mandatory?: boolean;
      readonly properties?: PublishedProperties;
      readonly body: string;
    }
  | { readonly type: 'basic.get'; readonly queue: string; readonly noAck?: boolean }
  | {
      readonly type: 'basic.consume';
      readonly queue: string;
      /** Empty: the node chooses one. */
      readonly consumerTag?: string;
      readonly noAck?: boolean;
      readonly exclusive?: boolean;
      readonly arguments?: FieldTable;
    }
  | { readonly type: 'basic.cancel'; readonly consumerTag: string }
  | { readonly type: 'basic.ack'; readonly deliveryTag: number; readonly multiple?: boolean }
  | {
      readonly type: 'basic.nack';
      readonly deliveryTag: number;
      readonly multiple?: boolean;
      readonly requeue?: boolean;
    }
  | { readonly type: 'basic.reject'; readonly deliveryTag: number; readonly requeue?: boolean }
  | { readonly type: 'basic.recover'; readonly requeue: boolean }
  | { readonly type: 'confirm.select' }
  | { readonly type: 'tx.select' }
  | { readonly type: 'tx.commit' }
  | { readonly type: 'tx.rollback' };

/** One kind of method. */
export type MethodOf<Type extends ClientMethod['type']> = Extract<ClientMethod, { readonly type: Type }>;

/** A message as a client sees it. */
export interface SeenMessage {
  readonly exchange: string;
  readonly routingKey: string;
  readonly redelivered: boolean;
  /** null: it has none. */
  readonly headers: FieldTable | null;
  readonly expiration: string | null;
  readonly priority: number | null;
  /** null: the publisher did not say. */
  readonly persistent: boolean | null;
  readonly body: string;
}

/** Which message this is, for an observer of the simulation. Not on the real wire: no client may look at it. */
export interface Observed {
  readonly queue: string;
  /** Number of the entry in its queue; of a stream, the offset. */
  readonly entry: number;
}

export type ServerMethod =
  | { readonly type: 'channel.open-ok' | 'channel.close-ok' | 'connection.close-ok' }
  | { readonly type: 'exchange.declare-ok' | 'exchange.delete-ok' | 'exchange.bind-ok' | 'exchange.unbind-ok' }
  | {
      readonly type: 'queue.declare-ok';
      readonly queue: string;
      readonly messageCount: number;
      readonly consumerCount: number;
    }
  | { readonly type: 'queue.bind-ok' | 'queue.unbind-ok' | 'basic.qos-ok' | 'basic.recover-ok' }
  | { readonly type: 'queue.purge-ok' | 'queue.delete-ok'; readonly messageCount: number }
  | { readonly type: 'confirm.select-ok' | 'tx.select-ok' | 'tx.commit-ok' | 'tx.rollback-ok' }
  | { readonly type: 'basic.consume-ok' | 'basic.cancel-ok'; readonly consumerTag: string }
  | {
      readonly type: 'basic.deliver';
      readonly consumerTag: string;
      readonly deliveryTag: number;
      readonly message: SeenMessage;
      readonly observed: Observed;
    }
  | {
      readonly type: 'basic.get-ok';
      readonly deliveryTag: number;
      readonly message: SeenMessage;
      readonly observed: Observed;
      /** Ready messages that are left. */
      readonly messageCount: number;
    }
  | { readonly type: 'basic.get-empty' }
  | {
      readonly type: 'basic.return';
      readonly replyCode: number;
      readonly replyText: string;
      readonly message: SeenMessage;
    }
  /** A confirm. */
  | { readonly type: 'basic.ack' | 'basic.nack'; readonly deliveryTag: number; readonly multiple: boolean }
  /** The broker has cancelled a consumer. */
  | { readonly type: 'basic.cancel'; readonly consumerTag: string }
  | {
      readonly type: 'channel.close' | 'connection.close';
      readonly replyCode: number;
      readonly replyName: string;
      readonly replyText: string;
    }
  | { readonly type: 'connection.blocked'; readonly reason: string }
  | { readonly type: 'connection.unblocked' };

/** One kind of method of a node. */
export type MethodOfServer<Type extends ServerMethod['type']> = Extract<ServerMethod, { readonly type: Type }>;
