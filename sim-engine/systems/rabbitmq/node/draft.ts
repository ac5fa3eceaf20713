/** A step of a node while it is being made: the node so far, and what it has said. Nothing of it outlives the step. */
import { invariant } from '../../../kernel/invariant.ts';
import { homeNodeDown, notFound, resourceLocked } from '../rules/replies.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { ServerMethod } from './methods.ts';
import type { Story } from './story.ts';
import type { Channel, Connection, NodeOutput, NodeStep, QueueRecord, QuorumRequest, RabbitNode } from './value.ts';

/** Turns that one step may take: a guard against dead letters that never end. */
const TURNS_MAX = 100_000;

export class Draft {
  node: RabbitNode;
  readonly nowMicros: number;
  readonly story: Story;
  readonly #outputs: NodeOutput[] = [];
  #turns = 0;

  constructor(node: RabbitNode, nowMicros: number, story: Story) {
    this.node = node;
    this.nowMicros = nowMicros;
    this.story = story;
  }

  finish(): NodeStep {
    return { node: this.node, outputs: this.#outputs };
  }

  countTurn(): void {
    this.#turns += 1;
    invariant(this.#turns < TURNS_MAX, 'a step of a node comes to an end');
  }

  send(to: ChannelKey, method: ServerMethod): void {
    this.#outputs.push({ to: 'client', connection: to.connection, channel: to.channel, method });
  }

  replicate(request: QuorumRequest): void {
    this.#outputs.push({ to: 'replicas', request });
  }

  /** A name that no client chose. */
  madeUpName(prefix: string): string {
    const { nextName } = this.node;
    this.node = { ...this.node, nextName: nextName + 1 };
    return `${prefix}${nextName}`;
  }

  // --- connections and channels ---

  connection(name: string): Connection | undefined {
    return this.node.connections.find((connection) => connection.name === name);
  }

  setConnection(connection: Connection): void {
    const { connections } = this.node;
    const known = connections.some(({ name }) => name === connection.name);
    const next = known
      ? connections.map((other) => (other.name === connection.name ? connection : other))
      : [...connections, connection];
    this.node = { ...this.node, connections: next };
  }

  channel(key: ChannelKey): Channel | undefined {
    return this.connection(key.connection)?.channels.find(({ number }) => number === key.channel);
  }

  changeChannel(key: ChannelKey, change: (channel: Channel) => Channel): void {
    const connection = this.connection(key.connection);
    if (connection === undefined) return;
    const channels = connection.channels.map((channel) => (channel.number === key.channel ? change(channel) : channel));
    this.setConnection({ ...connection, channels });
  }

  // --- queues ---

  queue(name: string): QueueRecord | undefined {
    return this.node.queues.find((record) => record.name === name);
  }

  /**
   * A queue that a connection may use.
   *
   * @throws {ProtocolFault} 404, 405
   */
  usableQueue(name: string, connection: string): QueueRecord {
    const record = this.queue(name);
    if (record === undefined) throw notFound('queue', name);
    if (record.homeDown !== null) throw homeNodeDown(name, record.homeDown);
    if (record.exclusiveTo !== null && record.exclusiveTo !== connection) throw resourceLocked(name);
    return record;
  }

  changeQueue(name: string, change: (record: QueueRecord) => QueueRecord): void {
    const queues = this.node.queues.map((record) => (record.name === name ? change(record) : record));
    this.node = { ...this.node, queues };
  }
}
