/**
 * The clients of a script: connections, channels, and what they were told. They keep what arrives until the player collects it at
 * the end of a step. What serves them, one node or three, says a subclass.
 */
import type { ClientMethod, ServerMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import type { Step } from '../language.ts';
import type { ClientEvent, Outcome } from '../recording.ts';
import { describeMessage } from './fields.ts';

const MICROS_PER_MILLI = 1_000;
/** How long a client waits for a channel. */
const PATIENCE_MILLIS = 10_000;

/** A delivery that has no number yet: numbers are given when the step ends. */
export type Arrival = ClientEvent & { readonly consumer?: string; readonly tag?: number };

export interface OpenConnection {
  readonly id: string;
  closed: boolean;
}

export interface OpenChannel {
  readonly id: string;
  readonly connection: OpenConnection;
  readonly number: number;
  closed: boolean;
  /** Set by confirm.select. */
  confirms: boolean;
  published: number;
  /** Publish sequence number -> body. */
  readonly unconfirmed: Map<number, string>;
  /** Answers that nobody has taken yet. */
  answers: ServerMethod[];
}

export abstract class Clients {
  readonly connections = new Map<string, OpenConnection>();
  readonly channels = new Map<string, OpenChannel>();
  /** Silence after a step that may bring news. */
  abstract readonly quietMillis: number;
  #lastArrivalMicros = 0;
  readonly #events = new Map<string, Arrival[]>();

  abstract get nowMicros(): number;

  /** The next thing happens, if it is due by then; otherwise it is then, and nothing has happened. */
  protected abstract next(endMicros: number): 'happened' | 'nothing due';

  /** False when nobody listens. */
  abstract connect(id: string, node: number): boolean;

  /** Sends a method on its way. */
  protected abstract send(connection: OpenConnection, channel: number, method: ClientMethod): void;

  /** The socket is cut. */
  protected abstract cut(connection: OpenConnection): void;

  /** What an operator does. */
  abstract operate(step: Step): Pick<Outcome, 'view'>;

  // --- time ---

  /** Lets time pass until something holds, or the patience is over; everything that is due happens in its moment. */
  until(holds: () => boolean, millis: number): boolean {
    const end = this.nowMicros + millis * MICROS_PER_MILLI;
    while (!holds()) if (this.next(end) === 'nothing due') return holds();
    return true;
  }

  wait(millis: number): void {
    this.until(() => false, millis);
  }

  /** Until nothing has arrived for a while. */
  settle(quietMillis: number): void {
    const quiet = quietMillis * MICROS_PER_MILLI;
    const start = this.nowMicros;
    const end = () => Math.max(start, this.#lastArrivalMicros) + quiet;
    while (this.nowMicros < end()) this.wait((end() - this.nowMicros) / MICROS_PER_MILLI);
  }

  /** Everything that arrived since the last call, by channel or connection. */
  collect(): Map<string, Arrival[]> {
    const collected = new Map(this.#events);
    this.#events.clear();
    return collected;
  }

  // --- clients ---

  connection(id: string): OpenConnection {
    const found = this.connections.get(id);
    if (!found) throw new Error(`connection ${id} was never opened`);
    return found;
  }

  channel(id: string): OpenChannel {
    const found = this.channels.get(id);
    if (!found) throw new Error(`channel ${id} was never opened`);
    return found;
  }

  /** Client libraries take the lowest number that is free. */
  openChannel(id: string, connectionId: string): void {
    const connection = this.connection(connectionId);
    const open = [...this.channels.values()].filter((other) => other.connection === connection && !other.closed);
    let number = 1;
    while (open.some((other) => other.number === number)) number += 1;
    this.channels.set(id, {
      id,
      connection,
      number,
      closed: false,
      confirms: false,
      published: 0,
      unconfirmed: new Map(),
      answers: [],
    });
    this.say(id, { type: 'channel.open' });
    this.until(() => this.channel(id).answers.length > 0, PATIENCE_MILLIS);
    this.channel(id).answers = [];
  }

  say(channelId: string, method: ClientMethod): void {
    const { connection, number } = this.channel(channelId);
    this.send(connection, number, method);
  }

  leave(id: string): void {
    const connection = this.connection(id);
    if (connection.closed) return;
    this.end(connection);
    this.send(connection, 0, { type: 'connection.close' });
  }

  drop(id: string): void {
    this.end(this.connection(id));
    this.cut(this.connection(id));
  }

  leaveAll(): void {
    for (const id of this.connections.keys()) this.leave(id);
  }

  protected end(connection: OpenConnection): void {
    connection.closed = true;
    for (const channel of this.channels.values()) if (channel.connection === connection) channel.closed = true;
  }

  // --- what arrives ---

  /** A connection is gone without a word. */
  protected socketClosed(id: string): void {
    const connection = this.connections.get(id);
    if (connection === undefined || connection.closed) return;
    this.end(connection);
    this.#note(id, { event: 'connection.close', text: 'the socket was closed' });
  }

  #note(id: string, event: Arrival): void {
    this.#lastArrivalMicros = this.nowMicros;
    this.#events.set(id, [...(this.#events.get(id) ?? []), event]);
  }

  protected hear(told: { readonly connection: string; readonly channel: number; readonly method: ServerMethod }): void {
    const connection = this.connections.get(told.connection);
    if (connection === undefined || connection.closed) return;
    if (told.channel === 0) return this.#hearOnConnection(connection, told.method);
    for (const channel of this.channels.values()) {
      const isIt = channel.connection === connection && channel.number === told.channel;
      if (isIt && !channel.closed) return this.#hearOnChannel(channel, told.method);
    }
  }

  #hearOnConnection(connection: OpenConnection, method: ServerMethod): void {
    const { id } = connection;
    if (method.type === 'connection.blocked') this.#note(id, { event: 'connection.blocked', reason: method.reason });
    if (method.type === 'connection.unblocked') this.#note(id, { event: 'connection.unblocked' });
    if (method.type !== 'connection.close') return;
    this.end(connection);
    this.#note(id, { event: 'connection.close', code: method.replyCode, text: method.replyText });
  }

  #hearOnChannel(channel: OpenChannel, method: ServerMethod): void {
    const { id, unconfirmed } = channel;
    switch (method.type) {
      case 'basic.deliver': {
        const { message, consumerTag: consumer, deliveryTag: tag } = method;
        const { redelivered } = message;
        this.#note(id, {
          event: 'deliver',
          delivery: '',
          redelivered,
          ...describeMessage(message),
          consumer,
          tag,
        });
        return;
      }
      case 'basic.return': {
        const { replyCode: code, replyText: text, message } = method;
        this.#note(id, { event: 'return', code, text, ...describeMessage(message) });
        return;
      }
      case 'basic.ack':
      case 'basic.nack': {
        const event = method.type === 'basic.ack' ? 'ack' : 'nack';
        for (const [sequence, body] of unconfirmed) {
          if (method.multiple ? sequence > method.deliveryTag : sequence !== method.deliveryTag) continue;
          unconfirmed.delete(sequence);
          this.#note(id, { event, publish: body });
        }
        return;
      }
      case 'basic.cancel':
        return this.#note(id, { event: 'cancel', consumer: method.consumerTag });
      case 'channel.close':
        channel.closed = true;
        return this.#note(id, { event: 'channel.close', code: method.replyCode, text: method.replyText });
      default:
        channel.answers.push(method);
    }
  }
}
