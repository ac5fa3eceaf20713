/** A node on a test bench: clients that say methods, and time that passes. Everything goes through the node's own door. */
import type { Alarm } from '../rules/cluster/alarms.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { FieldTable } from '../rules/fieldTable.ts';
import { handle, setAlarms, tick } from '../node/node.ts';
import { readyCount } from '../node/records.ts';
import { nextTimer } from '../node/timers.ts';
import { newNode, type NodeConfig, type NodeStep, type RabbitNode } from '../node/value.ts';
import type { ClientMethod, MethodOf, PublishedProperties, SeenMessage, ServerMethod } from '../node/methods.ts';
import { nodeDefaults } from '../settings/node.ts';

const MICROS_PER_MILLI = 1_000;
const WAKE_UPS_MAX = 100_000;

/** A method with whom it was sent to. */
export interface Told {
  readonly connection: string;
  readonly channel: number;
  readonly method: ServerMethod;
}

export interface SeenDelivery {
  readonly deliveryTag: number;
  readonly message: SeenMessage;
}

export class Bench {
  node: RabbitNode;
  nowMicros = 1_000_000;
  readonly told: Told[] = [];
  #connections = 0;
  readonly #channels = new Map<string, number>();

  constructor(version: RabbitVersion, config: Partial<NodeConfig> = {}) {
    this.node = newNode({ ...nodeDefaults(version), ...config });
  }

  /** A new connection. */
  connect(): string {
    this.#connections += 1;
    return `connection-${this.#connections}`;
  }

  /** A new channel, on a new connection unless one is given. */
  channel(connection: string = this.connect()): ChannelKey {
    const channel = (this.#channels.get(connection) ?? 0) + 1;
    this.#channels.set(connection, channel);
    const key = { connection, channel };
    this.say(key, { type: 'channel.open' });
    return key;
  }

  /** A client says something; what everybody is told because of it comes back. */
  say(key: ChannelKey, method: ClientMethod): readonly Told[] {
    return this.#take(handle(this.node, { ...key, method }, this.nowMicros));
  }

  /** Lets time pass: everything that becomes due happens in its moment. */
  wait(millis: number): readonly Told[] {
    const end = this.nowMicros + millis * MICROS_PER_MILLI;
    const told: Told[] = [];
    for (let count = 0; count < WAKE_UPS_MAX; count += 1) {
      const due = nextTimer(this.node);
      if (due === null || due > end) break;
      this.nowMicros = Math.max(this.nowMicros, due);
      told.push(...this.#take(tick(this.node, this.nowMicros)));
    }
    this.nowMicros = end;
    return told;
  }

  alarms(alarms: readonly Alarm[]): void {
    this.#take(setAlarms(this.node, alarms, this.nowMicros));
  }

  #take(step: NodeStep): readonly Told[] {
    this.node = step.node;
    const told = step.outputs.flatMap((output) => (output.to === 'client' ? [output] : []));
    this.told.push(...told);
    return told;
  }

  // --- shorthands ---

  declare(key: ChannelKey, queue: string, more: Omit<MethodOf<'queue.declare'>, 'type' | 'queue'> = {}): void {
    this.say(key, { type: 'queue.declare', queue, ...more });
  }

  publish(
    key: ChannelKey,
    routingKey: string,
    body: string,
    more: { readonly exchange?: string; readonly mandatory?: boolean; readonly properties?: PublishedProperties } = {},
  ): readonly Told[] {
    return this.say(key, { type: 'basic.publish', exchange: '', routingKey, body, ...more });
  }

  /** A publish on a confirming channel, and how it was confirmed; null: not yet. */
  confirmed(...args: Parameters<Bench['publish']>): 'ack' | 'nack' | null {
    const [key] = args;
    const types = this.publish(...args).flatMap((told) => (isFor(told, key) ? [told.method.type] : []));
    if (types.includes('basic.nack')) return 'nack';
    return types.includes('basic.ack') ? 'ack' : null;
  }

  get(key: ChannelKey, queue: string, noAck = false): SeenDelivery | null {
    for (const { method } of this.say(key, { type: 'basic.get', queue, noAck })) {
      if (method.type === 'basic.get-ok') return method;
    }
    return null;
  }

  /** Everything that is ready, taken out one by one. */
  drain(key: ChannelKey, queue: string): readonly SeenMessage[] {
    const messages: SeenMessage[] = [];
    for (let next = this.get(key, queue, true); next !== null; next = this.get(key, queue, true)) {
      messages.push(next.message);
    }
    return messages;
  }

  bodies(key: ChannelKey, queue: string): readonly string[] {
    return this.drain(key, queue).map(({ body }) => body);
  }

  consume(key: ChannelKey, queue: string, consumerTag: string, more: ConsumeOptions = {}): readonly Told[] {
    return this.say(key, { type: 'basic.consume', queue, consumerTag, ...more });
  }

  /** What a consumer has got so far. */
  deliveries(consumerTag: string): readonly SeenDelivery[] {
    return this.told.flatMap(({ method }) =>
      method.type === 'basic.deliver' && method.consumerTag === consumerTag ? [method] : [],
    );
  }

  delivered(consumerTag: string): readonly string[] {
    return this.deliveries(consumerTag).map(({ message }) => message.body);
  }

  depth(queue: string): number {
    const record = this.node.queues.find(({ name }) => name === queue);
    return record === undefined ? 0 : readyCount(record);
  }

  exists(queue: string): boolean {
    return this.node.queues.some(({ name }) => name === queue);
  }
}

export interface ConsumeOptions {
  readonly noAck?: boolean;
  readonly exclusive?: boolean;
  readonly arguments?: FieldTable;
}

export function isFor(told: Told, key: ChannelKey): boolean {
  return told.connection === key.connection && told.channel === key.channel;
}

/** The fault that ended a channel or connection, in the words of the client library that made the recordings; or null. */
export function faultIn(told: readonly Told[]): string | null {
  for (const { method } of told) {
    if (method.type !== 'channel.close' && method.type !== 'connection.close') continue;
    const { replyCode, replyName, replyText } = method;
    return `${replyCode} (${replyName.replaceAll('_', '-')}) with message '${replyText}'`;
  }
  return null;
}

/** What the first fault has closed. */
export function closedBy(told: readonly Told[]): string | null {
  const types = told.map(({ method }) => method.type);
  const first = types.find((type) => type === 'channel.close' || type === 'connection.close');
  return first === undefined ? null : `${first.replace('.close', '')} closed`;
}
