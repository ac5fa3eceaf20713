/** A step of a node while it is being made: the node so far, and what it has said. Nothing of it outlives the step. */
import { invariant } from '../../../kernel/invariant.ts';
import { homeNodeDown, notFound, resourceLocked } from '../rules/replies.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { ChannelEvent, QueueRequest, QuorumRequest } from './internode.ts';
import type { ServerMethod } from './methods.ts';
import type { Story } from './story.ts';
import {
  HERE,
  type Channel,
  type ClusterChange,
  type Connection,
  type NodeOutput,
  type NodeStep,
  type QueueRecord,
  type RabbitNode,
} from './value.ts';

/** Turns that one step may take: a guard against dead letters that never end. */
const TURNS_MAX = 100_000;

/** Carries out a request for a queue that is served on this node. */
export type Serve = (draft: Draft, record: QueueRecord, request: QueueRequest) => void;

export class Draft {
  node: RabbitNode;
  readonly nowMicros: number;
  readonly story: Story;
  readonly #serve: Serve;
  readonly #before: readonly QueueRecord[];
  readonly #outputs: NodeOutput[] = [];
  #turns = 0;
  /** What waits until a message has reached all its queues; null: none is on its way. */
  #consequences: (() => void)[] | null = null;

  constructor(options: {
    readonly node: RabbitNode;
    readonly nowMicros: number;
    readonly story: Story;
    readonly serve: Serve;
  }) {
    this.node = options.node;
    this.nowMicros = options.nowMicros;
    this.story = options.story;
    this.#serve = options.serve;
    this.#before = options.node.queues;
  }

  finish(): NodeStep {
    if (this.node.queues !== this.#before) this.#updateMirrors();
    return { node: this.node, outputs: this.#outputs };
  }

  countTurn(): void {
    this.#turns += 1;
    invariant(this.#turns < TURNS_MAX, 'a step of a node comes to an end');
  }

  // --- what is said ---

  send(to: ChannelKey, method: ServerMethod): void {
    this.#outputs.push({ to: 'client', connection: to.connection, channel: to.channel, method });
  }

  /**
   * A message goes to all its queues before anything follows from it in one of them: its dead letter does not overtake it.
   *
   * @param deliver - hands the message to each of them
   */
  reachAll(deliver: () => void): void {
    const outer = this.#consequences;
    const consequences: (() => void)[] = [];
    this.#consequences = consequences;
    deliver();
    this.#consequences = outer;
    for (const follow of consequences) follow();
  }

  /** Does something now, or when the message that is on its way has reached all its queues. */
  afterAll(follow: () => void): void {
    if (this.#consequences === null) follow();
    else this.#consequences.push(follow);
  }

  replicate(request: QuorumRequest): void {
    this.#outputs.push({ to: 'replicas', request });
  }

  tellElsewhere(to: ChannelKey, event: ChannelEvent): void {
    this.#outputs.push({ to: 'channel', connection: to.connection, channel: to.channel, event });
  }

  tellCluster(change: ClusterChange): void {
    this.#outputs.push({ to: 'cluster', change });
  }

  /** Asks a queue for something: at once where it is served here; when nobody serves it, nothing happens. */
  ask(request: QueueRequest): void {
    const record = this.queue(request.queue);
    if (record === undefined || record.servedBy === null) return;
    if (record.servedBy === HERE) this.#serve(this, record, request);
    else this.#outputs.push({ to: 'node', node: record.servedBy, request });
  }

  /** Sends each mirrored queue that has changed, or for which somebody waits, to its mirrors. */
  #updateMirrors(): void {
    for (const record of this.node.queues) {
      const { name, mirroring, state, servedBy } = record;
      if (mirroring === null || mirroring.mirrors.length === 0 || servedBy !== HERE || state?.type !== 'classic')
        continue;
      const before = this.#before.find((other) => other.name === name);
      const isAwaited = mirroring.waiting.some(({ number }) => number > mirroring.number);
      if (before?.state === state && before.mirroring?.mirrors.length === mirroring.mirrors.length && !isAwaited)
        continue;
      const number = mirroring.number + 1;
      const nodes = mirroring.mirrors.map(({ node }) => node);
      this.changeQueue(name, (now) => ({ ...now, mirroring: { ...mirroring, number } }));
      this.#outputs.push({ to: 'mirrors', queue: name, nodes, number, state });
    }
  }

  /** A name that no client chose. */
  madeUpName(prefix: string): string {
    const { nextName } = this.node;
    this.node = { ...this.node, nextName: nextName + 1 };
    return `${prefix}${nextName}`;
  }

  // --- connections and channels ---

  connection(name: string): Connection | undefined {
    return this.node.connections.items.find((connection) => connection.name === name);
  }

  setConnection(connection: Connection): void {
    const { connections } = this.node;
    const known = this.connection(connection.name);
    const next = known === undefined ? connections.append([connection]) : connections.replace(known, connection);
    this.node = { ...this.node, connections: next };
  }

  channel(key: ChannelKey): Channel | undefined {
    return this.connection(key.connection)?.channels.find(({ number }) => number === key.channel);
  }

  /** A channel as it is now; one that is closed stays closed. */
  setChannel(connectionName: string, channel: Channel): void {
    const connection = this.connection(connectionName);
    if (connection === undefined) return;
    const at = connection.channels.findIndex(({ number }) => number === channel.number);
    if (at >= 0) this.setConnection({ ...connection, channels: connection.channels.with(at, channel) });
  }

  changeChannel(key: ChannelKey, change: (channel: Channel) => Channel): void {
    const channel = this.channel(key);
    if (channel !== undefined) this.setChannel(key.connection, change(channel));
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
    const { queues } = this.node;
    const at = queues.findIndex((record) => record.name === name);
    const record = queues[at];
    if (record !== undefined) this.node = { ...this.node, queues: queues.with(at, change(record)) };
  }

  /** Do deliveries of a queue have numbers that count? Those of queues whose leader may change do. */
  isNumbered(name: string): boolean {
    const type = this.queue(name)?.type;
    return type === 'stream' || (type === 'quorum' && this.node.config.quorum === 'replicated');
  }
}
