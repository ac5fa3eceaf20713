/**
 * The clients of a script: its connections and channels on the broker, and what they were told. Everything that arrives is kept
 * until the player collects it at the end of a step.
 */
import { connect, type Channel, type ChannelModel, type Message } from 'amqplib';
import type { ClientEvent } from '../../../test/conformance/rabbitmq/recording.ts';

type Fields = Record<string, unknown>;

/** amqplib offers no tx and no confirm.select on an open channel; its remote procedure call does. */
type WithRpc = Channel & { rpc(method: number, fields: Fields, reply: number): Promise<unknown> };
type WithStream = ChannelModel & { connection: { stream: { destroy(): void } } };

/** Class and method numbers of AMQP 0-9-1. */
const methodId = (classNumber: number, method: number) => (classNumber << 16) + method;

/** A delivery that has no number yet: numbers are given when the step ends. */
export type Arrival = ClientEvent & { readonly consumer?: string; readonly tag?: number };

export interface OpenChannel {
  readonly id: string;
  readonly connection: OpenConnection;
  readonly channel: Channel;
  closed: boolean;
  /** Set by confirm.select. */
  confirms: boolean;
  published: number;
  /** Publish sequence number -> body. */
  readonly unconfirmed: Map<number, string>;
}

export interface OpenConnection {
  readonly id: string;
  readonly model: ChannelModel;
  closed: boolean;
  /** We are leaving ourselves: what it says on the way is no news. */
  leaving: boolean;
}

const closeText = (error: Error): string => /with message "(.*)"$/s.exec(error.message)?.[1] ?? 'the socket was closed';

/** Times are not recorded: every `time` of an x-death entry goes. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if ('!' in value) return (value as Fields)['!'] === 'timestamp' ? undefined : plain((value as Fields)['value']);
  if (Buffer.isBuffer(value)) return value.toString();
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, plain(inner)] as const)
      .filter(([, inner]) => inner !== undefined),
  );
};

export const describeMessage = ({ content, fields, properties }: Message) => {
  const headers = (plain(properties.headers ?? {}) ?? {}) as Record<string, never>;
  return {
    body: content.toString(),
    exchange: fields.exchange,
    routingKey: fields.routingKey,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(properties.priority === undefined ? {} : { priority: properties.priority as number }),
    ...(properties.expiration === undefined ? {} : { expiration: properties.expiration as string }),
    ...(properties.deliveryMode === undefined ? {} : { deliveryMode: properties.deliveryMode as number }),
  };
};

export class Clients {
  readonly connections = new Map<string, OpenConnection>();
  readonly channels = new Map<string, OpenChannel>();
  readonly #events = new Map<string, Arrival[]>();
  /** When something last arrived. */
  lastArrival = 0;

  #note(id: string, event: Arrival): void {
    this.lastArrival = Date.now();
    this.#events.set(id, [...(this.#events.get(id) ?? []), event]);
  }

  get hasEvents(): boolean {
    return this.#events.size > 0;
  }

  /** Everything that arrived since the last call, by channel or connection. */
  collect(): Map<string, Arrival[]> {
    const collected = new Map(this.#events);
    this.#events.clear();
    return collected;
  }

  async connect(id: string, port: number): Promise<void> {
    const model = await connect(`amqp://guest:guest@127.0.0.1:${port}/?heartbeat=0`, { timeout: 8_000 });
    const connection: OpenConnection = { id, model, closed: false, leaving: false };
    this.connections.set(id, connection);
    model.on('error', () => undefined);
    model.on('handler-error', () => undefined);
    model.on('blocked', (reason) => this.#note(id, { event: 'connection.blocked', reason }));
    model.on('unblocked', () => this.#note(id, { event: 'connection.unblocked' }));
    model.on('close', (error?: Error & { code?: unknown }) => {
      connection.closed = true;
      for (const channel of this.channels.values()) if (channel.connection === connection) channel.closed = true;
      if (connection.leaving) return;
      const code = typeof error?.code === 'number' ? { code: error.code } : {};
      this.#note(id, { event: 'connection.close', ...code, text: error ? closeText(error) : 'the socket was closed' });
    });
  }

  async openChannel(id: string, connectionId: string): Promise<void> {
    const connection = this.connection(connectionId);
    const channel = await connection.model.createChannel();
    const opened: OpenChannel = {
      id,
      connection,
      channel,
      closed: false,
      confirms: false,
      published: 0,
      unconfirmed: new Map(),
    };
    this.channels.set(id, opened);
    const confirmed = (event: 'ack' | 'nack') => (fields: { deliveryTag: number; multiple: boolean }) => {
      for (const [sequence, body] of opened.unconfirmed) {
        if (fields.multiple ? sequence > fields.deliveryTag : sequence !== fields.deliveryTag) continue;
        opened.unconfirmed.delete(sequence);
        this.#note(id, { event, publish: body });
      }
    };
    channel.on('ack', confirmed('ack'));
    channel.on('nack', confirmed('nack'));
    channel.on('handler-error', () => undefined);
    channel.on('error', (error: Error & { code?: number }) => {
      opened.closed = true;
      this.#note(id, { event: 'channel.close', code: error.code ?? 0, text: closeText(error) });
    });
    channel.on('close', () => (opened.closed = true));
    channel.on('return', (message) => {
      const { replyCode: code, replyText: text } = message.fields as unknown as {
        replyCode: number;
        replyText: string;
      };
      this.#note(id, { event: 'return', code, text, ...describeMessage(message) });
    });
    channel.on('cancel', ({ consumerTag }) => this.#note(id, { event: 'cancel', consumer: consumerTag }));
    channel.on('delivery', (message) => {
      const { consumerTag, deliveryTag, redelivered } = message.fields;
      const described = describeMessage(message);
      this.#note(id, {
        event: 'deliver',
        delivery: '',
        redelivered,
        ...described,
        consumer: consumerTag,
        tag: deliveryTag,
      });
    });
  }

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

  rpc(channel: Channel, classNumber: number, method: number, fields: Fields = {}): Promise<unknown> {
    const id = methodId(classNumber, method);
    return (channel as WithRpc).rpc(id, fields, id + 1);
  }

  drop(id: string): void {
    const connection = this.connection(id);
    connection.leaving = true;
    connection.closed = true;
    for (const channel of this.channels.values()) if (channel.connection === connection) channel.closed = true;
    (connection.model as WithStream).connection.stream.destroy();
  }

  /** Leaves in good order where that is possible, and without it where not. */
  async leave(id: string): Promise<void> {
    const connection = this.connection(id);
    if (connection.closed) return;
    connection.leaving = true;
    const patience = new Promise<'late'>((resolve) => setTimeout(resolve, 3_000, 'late').unref());
    const result = await Promise.race([connection.model.close().catch(() => undefined), patience]);
    if (result === 'late') this.drop(id);
  }

  async leaveAll(): Promise<void> {
    for (const id of this.connections.keys()) await this.leave(id);
  }
}
