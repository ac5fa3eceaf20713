/**
 * Three nodes and nothing between them but a list of what is on its way, carried out in order. Commits are instant where a
 * majority is up; who leads, the test says.
 */
import {
  applyMetadata,
  applySilently,
  channelEvent,
  commit,
  handle,
  joinCluster,
  mirrored,
  nodeGone,
  queueRequest,
  serveQueue,
} from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import { killNode } from '../../../../sim-engine/systems/rabbitmq/node/restart.ts';
import type { QuorumRequest } from '../../../../sim-engine/systems/rabbitmq/node/internode.ts';
import type { ClientMethod, ServerMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import {
  HERE,
  newNode,
  type NodeConfig,
  type NodeOutput,
  type NodeStep,
  type QueueRecord,
  type RabbitNode,
} from '../../../../sim-engine/systems/rabbitmq/node/value.ts';
import type { ChannelKey } from '../../../../sim-engine/systems/rabbitmq/rules/queue/entry.ts';
import { nodeDefaults } from '../../../../sim-engine/systems/rabbitmq/settings/node.ts';
import type { Told } from '../../../../sim-engine/systems/rabbitmq/vectors/bench.ts';

export const NAMES = ['n1', 'n2', 'n3'] as const;
export type Name = (typeof NAMES)[number];

export class MiniCluster {
  readonly nodes = new Map<string, RabbitNode>();
  readonly told: Told[] = [];
  /** What is lost on its way, when a test says so. */
  loses: (output: NodeOutput) => boolean = () => false;
  nowMicros = 1_000_000;
  readonly #down = new Set<string>();
  readonly #onItsWay: (() => void)[] = [];
  #connections = 0;
  readonly #homes = new Map<string, string>();

  constructor(config: Partial<NodeConfig> = {}) {
    for (const name of NAMES) {
      this.nodes.set(name, newNode({ ...nodeDefaults('3.13'), quorum: 'replicated', ...config, name }));
    }
  }

  node(name: string): RabbitNode {
    const found = this.nodes.get(name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  }

  record(name: string, queue: string): QueueRecord | undefined {
    return this.node(name).queues.find((record) => record.name === queue);
  }

  channel(name: Name, connection = this.#newConnection()): ChannelKey {
    this.#homes.set(connection, name);
    const key = { connection, channel: 1 };
    this.say(key, { type: 'channel.open' });
    return key;
  }

  #newConnection(): string {
    this.#connections += 1;
    return `connection-${this.#connections}`;
  }

  /** A client says something; what its channel is told because of it, and of what follows, comes back. */
  say(key: ChannelKey, method: ClientMethod): readonly ServerMethod[] {
    const home = this.#homes.get(key.connection) ?? '';
    return this.heardBy(key, () => this.step(home, (node) => handle(node, { ...key, method }, this.nowMicros)));
  }

  /** What a channel is told while something happens. */
  heardBy(key: ChannelKey, happens: () => void): readonly ServerMethod[] {
    const before = this.told.length;
    happens();
    const isIts = (told: Told): boolean => told.connection === key.connection && told.channel === key.channel;
    return this.told.slice(before).flatMap((told) => (isIts(told) ? [told.method] : []));
  }

  step(name: string, take: (node: RabbitNode) => NodeStep): void {
    this.#take(name, take);
    for (let next = this.#onItsWay.shift(); next !== undefined; next = this.#onItsWay.shift()) next();
  }

  #take(name: string, take: (node: RabbitNode) => NodeStep): void {
    if (this.#down.has(name)) return;
    const { node, outputs } = take(this.node(name));
    this.nodes.set(name, node);
    for (const output of outputs) if (!this.loses(output)) this.#carry(name, output);
  }

  #carry(from: string, output: NodeOutput): void {
    const { nowMicros } = this;
    const later = (to: string, take: (node: RabbitNode) => NodeStep): void => {
      this.#onItsWay.push(() => this.#take(to, take));
    };
    switch (output.to) {
      case 'client':
        this.told.push(output);
        return;
      case 'node':
        return later(output.node, (node) => queueRequest(node, output.request, nowMicros));
      case 'channel': {
        const home = this.#homes.get(output.connection) ?? '';
        return later(home, (node) => channelEvent(node, output, nowMicros));
      }
      case 'cluster':
        for (const name of this.#others(from)) later(name, (node) => applyMetadata(node, output.change, nowMicros));
        return;
      case 'replicas':
        this.#onItsWay.push(() => this.replicate(from, output.request));
        return;
      case 'mirrors':
        for (const name of output.nodes.filter((mirror) => !this.#down.has(mirror))) {
          later(name, (node) => serveQueue(node, output.queue, { by: from, state: output.state }, nowMicros));
          later(from, (node) => mirrored(node, output.queue, { node: name, upTo: output.number }, nowMicros));
        }
    }
  }

  /** A leader has a command: with a majority, everybody applies it. */
  replicate(leader: string, request: QuorumRequest): void {
    if (this.#down.has(leader) || this.#down.size > 1) return;
    for (const name of this.#others(leader)) {
      this.nodes.set(name, applySilently(this.node(name), request, this.nowMicros));
    }
    this.#take(leader, (node) => commit(node, request, this.nowMicros));
  }

  #others(name: string): readonly string[] {
    return NAMES.filter((other) => other !== name && !this.#down.has(other));
  }

  /** A node is gone without a word; the others learn of it, and that nobody serves its queues. Mirrored ones wait for a leader. */
  kill(victim: Name): void {
    this.#down.add(victim);
    for (const name of this.#others(victim)) {
      const isGone = (connection: string): boolean => this.#homes.get(connection) === victim;
      this.step(name, (node) => nodeGone(node, isGone, this.nowMicros));
      for (const { name: queue, servedBy, type, state } of this.node(name).queues) {
        const isMirror = type === 'classic' && state !== null;
        if (servedBy === victim && !isMirror)
          this.step(name, (node) => serveQueue(node, queue, { by: null }, this.nowMicros));
      }
    }
  }

  /** A killed node is back: it learns from another one, and the others learn which queues it has. */
  revive(victim: Name): void {
    const [member] = this.#others(victim);
    if (member === undefined) throw new Error('nobody to learn from');
    this.#down.delete(victim);
    const own = killNode(this.node(victim), this.nowMicros).node;
    this.nodes.set(victim, joinCluster(own, this.node(member), this.nowMicros));
    for (const { name: queue, servedBy } of this.node(victim).queues) {
      if (servedBy !== HERE) continue;
      for (const name of this.#others(victim)) {
        this.step(name, (node) => serveQueue(node, queue, { by: victim }, this.nowMicros));
      }
    }
  }

  /** A queue has a leader: it learns it first, then the others. */
  lead(leader: Name, queue: string): void {
    this.step(leader, (node) => serveQueue(node, queue, { by: HERE }, this.nowMicros));
    for (const name of this.#others(leader)) {
      this.step(name, (node) => serveQueue(node, queue, { by: leader }, this.nowMicros));
    }
  }
}
