/**
 * What travels between clients and nodes: AMQP 0-9-1 methods, each with the connection that it belongs to.
 *
 * Models: one message per method. Leaves out: frames, the steps of the handshake (one request, one answer), TLS. A method carries
 * its connection's name because two machines share one link here, and what belongs to a connection that is gone must not be
 * taken for part of the next one.
 */
import type { Message } from '../../host/message.ts';
import type { ClientMethod, ServerMethod } from './node/methods.ts';

/** A client connects. */
export interface ConnectionOpen extends Message {
  readonly kind: 'connection.open';
  readonly connection: string;
  /** What the client asks for, in microseconds; 0: no heartbeats. */
  readonly heartbeatMicros: number;
}

export interface ConnectionOpenOk extends Message {
  readonly kind: 'connection.open-ok';
  readonly connection: string;
}

/** A node that does not serve clients now refuses them. */
export interface ConnectionRefused extends Message {
  readonly kind: 'connection.refused';
  readonly connection: string;
}

export interface Heartbeat extends Message {
  readonly kind: 'heartbeat';
  readonly connection: string;
}

/** A method from a client. */
export interface ClientFrame extends Message {
  readonly kind: ClientMethod['type'];
  readonly connection: string;
  readonly channel: number;
  readonly method: ClientMethod;
}

/** A method from a node. */
export interface ServerFrame extends Message {
  readonly kind: ServerMethod['type'];
  readonly connection: string;
  readonly channel: number;
  readonly method: ServerMethod;
}

export type ToClient = ConnectionOpenOk | ConnectionRefused | Heartbeat | ServerFrame;

export type FromClient = ConnectionOpen | Heartbeat | ClientFrame;

/** Methods that a node sends by itself; all others answer something. */
const UNASKED: ReadonlySet<ServerMethod['type']> = new Set([
  'basic.deliver',
  'basic.cancel',
  'connection.blocked',
  'connection.unblocked',
  'channel.close',
  'connection.close',
]);

export function serverFrame(connection: string, channel: number, method: ServerMethod): ServerFrame {
  const frame = { kind: method.type, connection, channel, method };
  return UNASKED.has(method.type) ? frame : { ...frame, isAnswer: true };
}

export function clientFrame(connection: string, channel: number, method: ClientMethod): ClientFrame {
  return { kind: method.type, connection, channel, method };
}
