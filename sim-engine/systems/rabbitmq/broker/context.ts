/** One turn of a node: its memory so far, and what the pure node says to others. */
import type { Turn } from '../../../host/turn.ts';
import type { NodeOutput, NodeStep, RabbitNode } from '../node/value.ts';
import type { Narrator } from '../narrator.ts';
import type { Places } from '../places.ts';
import { serverFrame } from '../wire.ts';
import type { BrokerMemory, Client } from './memory.ts';

/** Connection name of the node's own administration; its answers go nowhere. */
export const ADMIN = 'rabbitmqctl';

export class BrokerContext {
  readonly turn: Turn;
  readonly places: Places;
  memory: BrokerMemory;

  constructor(turn: Turn, places: Places, memory: BrokerMemory) {
    this.turn = turn;
    this.places = places;
    this.memory = memory;
  }

  /** Where it says what it does; the compiler knows the sentences and rules. */
  get story(): Narrator {
    return this.turn;
  }

  get name(): string {
    return this.memory.node.config.name;
  }

  get node(): RabbitNode {
    return this.memory.node;
  }

  change(change: Partial<BrokerMemory>): void {
    this.memory = { ...this.memory, ...change };
  }

  /** Takes over what a step of the pure node has made of it, and carries its words to whom they are for. */
  take({ node, outputs }: NodeStep): void {
    if (node !== this.memory.node) this.change({ node });
    for (const output of outputs) this.#send(output);
  }

  clientOf(connection: string): Client | undefined {
    return this.memory.clients.find((client) => client.connection === connection);
  }

  forget(connection: string): void {
    this.change({ clients: this.memory.clients.filter((client) => client.connection !== connection) });
  }

  #send(output: NodeOutput): void {
    if (output.to !== 'client') return;
    const { connection, channel, method } = output;
    const client = this.clientOf(connection);
    if (client === undefined) return;
    this.turn.send(client.machine, serverFrame(connection, channel, method));
    if (method.type === 'connection.close' || method.type === 'connection.close-ok') this.forget(connection);
  }
}
