/** One turn of a node: its memory so far, what the pure node has said, and how other nodes are spoken to. */
import type { Turn } from '../../../host/turn.ts';
import type { NodeOutput, NodeStep, RabbitNode } from '../node/value.ts';
import type { Narrator } from '../narrator.ts';
import type { Places } from '../places.ts';
import type { QueueSpec } from '../scenario.ts';
import type { ClusterSettings } from '../settings.ts';
import type { NodeMessage, SessionMessage } from './cluster/messages.ts';
import type { BrokerMemory, Client, Group, Peer } from './memory.ts';

/** Connection name of the node's own administration; its answers go nowhere. */
export const ADMIN = 'rabbitmqctl';

/** What is the same for all nodes of a run. */
export interface BrokerWorld {
  readonly places: Places;
  readonly settings: ClusterSettings;
}

export class BrokerContext {
  readonly turn: Turn;
  readonly world: BrokerWorld;
  memory: BrokerMemory;
  /** What the pure node has said and nobody has carried out yet. */
  readonly outputs: NodeOutput[] = [];

  constructor(turn: Turn, world: BrokerWorld, memory: BrokerMemory) {
    this.turn = turn;
    this.world = world;
    this.memory = memory;
  }

  /** Where it says what it does; the compiler knows the sentences and rules. */
  get story(): Narrator {
    return this.turn;
  }

  get places(): Places {
    return this.world.places;
  }

  get name(): string {
    return this.memory.node.config.name;
  }

  get node(): RabbitNode {
    return this.memory.node;
  }

  /** Names this life of the broker: what belongs to an earlier one is gone. */
  get life(): string {
    return `${this.turn.incarnation}.${this.memory.starts}`;
  }

  get isServing(): boolean {
    return this.memory.mode === 'serving';
  }

  change(change: Partial<BrokerMemory>): void {
    this.memory = { ...this.memory, ...change };
  }

  /** Takes over what a step of the pure node has made of it; what it says is carried out before the turn ends. */
  take({ node, outputs }: NodeStep): void {
    if (node !== this.memory.node) this.change({ node });
    for (const output of outputs) this.outputs.push(output);
  }

  // --- clients ---

  clientOf(connection: string): Client | undefined {
    return this.memory.clients.find((client) => client.connection === connection);
  }

  forget(connection: string): void {
    this.change({ clients: this.memory.clients.filter((client) => client.connection !== connection) });
  }

  // --- other nodes ---

  peerAt(machine: number): Peer | undefined {
    return this.memory.peers.find((peer) => peer.machine === machine);
  }

  peerNamed(name: string): Peer | undefined {
    return this.memory.peers.find((peer) => peer.name === name);
  }

  changePeer(machine: number, change: Partial<Peer>): void {
    this.change({
      peers: this.memory.peers.map((peer) => (peer.machine === machine ? { ...peer, ...change } : peer)),
    });
  }

  /** This node and those that it sees, by name, in the order of their numbers. */
  get visible(): readonly string[] {
    const up = new Set(this.memory.peers.filter(({ isUp }) => isUp).map(({ name }) => name));
    return this.places.brokers
      .map((machine) => this.places.names[machine] ?? '')
      .filter((name) => name === this.name || up.has(name));
  }

  /** Says something to a node that is seen; to others nothing can be said. */
  tell(peer: Peer | undefined, message: SessionMessage): void {
    if (peer === undefined || !peer.isUp) return;
    const said = { ...message, session: peer.ownSession } as NodeMessage;
    this.turn.send(peer.machine, said);
  }

  tellAll(message: SessionMessage): void {
    for (const peer of this.memory.peers) this.tell(peer, message);
  }

  // --- quorum queues ---

  groupOf(queue: string): Group | undefined {
    return this.memory.groups.find((group) => group.queue === queue);
  }

  changeGroup(number: number, change: Partial<Group>): void {
    this.change({
      groups: this.memory.groups.map((group) => (group.number === number ? { ...group, ...change } : group)),
    });
  }

  specOf(queue: string): QueueSpec | undefined {
    return this.places.topology.queues.find(({ name }) => name === queue);
  }
}

/** A connection's name inside the cluster: it says on which node, and in which life of it, the connection is. */
export function connectionName(wireName: string, node: string, life: string): string {
  return `${wireName}@${node}/${life}`;
}

/** The node of a connection and the node's life. */
export function homeOf(connection: string): { readonly node: string; readonly life: string } {
  const [, rest = ''] = connection.split('@');
  const [node = '', life = ''] = rest.split('/');
  return { node, life };
}
