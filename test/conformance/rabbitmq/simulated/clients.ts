/**
 * The clients of a script on a simulated node: connections, channels, and what they were told. They keep what arrives until the
 * player collects it at the end of a step, and they pass the time of which the node knows.
 */
import type { ClientMethod, ServerMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import { closeConnection, handle, setAlarms, tick } from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import { killNode, stopNode } from '../../../../sim-engine/systems/rabbitmq/node/restart.ts';
import { nextTimer } from '../../../../sim-engine/systems/rabbitmq/node/timers.ts';
import {
  newNode,
  type NodeConfig,
  type NodeStep,
  type RabbitNode,
} from '../../../../sim-engine/systems/rabbitmq/node/value.ts';
import type { ClientEvent } from '../recording.ts';
import { describeMessage } from './fields.ts';

const MICROS_PER_MILLI = 1_000;
const START_MICROS = 1_000_000;

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

export class Clients {
  readonly connections = new Map<string, OpenConnection>();
  readonly channels = new Map<string, OpenChannel>();
  nowMicros = START_MICROS;
  /** Is the node running? */
  up = true;
  #node: RabbitNode;
  #lastArrivalMicros = 0;
  readonly #events = new Map<string, Arrival[]>();

  constructor(config: NodeConfig) {
    this.#node = newNode(config);
  }

  // --- time ---

  /** Lets time pass until something holds, or the patience is over; everything that is due happens in its moment. */
  until(holds: () => boolean, millis: number): boolean {
    const end = this.nowMicros + millis * MICROS_PER_MILLI;
    while (!holds()) {
      const due = this.up ? nextTimer(this.#node) : null;
      if (due === null || due > end) {
        this.nowMicros = end;
        return holds();
      }
      this.nowMicros = Math.max(this.nowMicros, due);
      this.#take(tick(this.#node, this.nowMicros));
    }
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

  /** False when nobody listens. */
  connect(id: string): boolean {
    if (this.up) this.connections.set(id, { id, closed: false });
    return this.up;
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
    this.channel(id).answers = [];
  }

  say(channelId: string, method: ClientMethod): void {
    const { connection, number } = this.channel(channelId);
    this.#take(handle(this.#node, { connection: connection.id, channel: number, method }, this.nowMicros));
  }

  leave(id: string): void {
    const connection = this.connection(id);
    if (connection.closed) return;
    this.#end(connection);
    const method = { type: 'connection.close' } as const;
    this.#take(handle(this.#node, { connection: id, channel: 0, method }, this.nowMicros));
  }

  drop(id: string): void {
    this.#end(this.connection(id));
    this.#take(closeConnection(this.#node, id, this.nowMicros));
  }

  leaveAll(): void {
    for (const id of this.connections.keys()) this.leave(id);
  }

  #end(connection: OpenConnection): void {
    connection.closed = true;
    for (const channel of this.channels.values()) if (channel.connection === connection) channel.closed = true;
  }

  // --- the operator ---

  setMemoryAlarm(isOn: boolean): void {
    const alarms = isOn ? [{ node: this.#node.config.name, resource: 'memory' as const }] : [];
    this.#take(setAlarms(this.#node, alarms, this.nowMicros));
  }

  /** An orderly stop. */
  stop(): void {
    this.#take(stopNode(this.#node, this.nowMicros));
    this.up = false;
  }

  kill(): void {
    this.#take(killNode(this.#node, this.nowMicros));
    this.up = false;
    for (const connection of this.connections.values()) {
      if (connection.closed) continue;
      this.#end(connection);
      this.#note(connection.id, { event: 'connection.close', text: 'the socket was closed' });
    }
  }

  // --- what arrives ---

  #take({ node, outputs }: NodeStep): void {
    this.#node = node;
    for (const output of outputs) if (output.to === 'client') this.#hear(output);
  }

  #note(id: string, event: Arrival): void {
    this.#lastArrivalMicros = this.nowMicros;
    this.#events.set(id, [...(this.#events.get(id) ?? []), event]);
  }

  #hear(told: { readonly connection: string; readonly channel: number; readonly method: ServerMethod }): void {
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
    this.#end(connection);
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
