/** A quorum queue whose leader changes again and again, and what was on its way each time is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import type { NodeOutput } from '../../../../sim-engine/systems/rabbitmq/node/value.ts';
import { allEntries } from '../../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import type { ChannelKey } from '../../../../sim-engine/systems/rabbitmq/rules/queue/entry.ts';
import { QUORUM } from '../support.ts';
import { MiniCluster, NAMES, type Name } from './miniCluster.ts';

/** What is lost between the moment in which a leader fails and the one in which the next leads. */
const LOST: readonly NodeOutput['to'][] = ['node', 'channel', 'replicas'];

type Operation =
  | { readonly kind: 'publish' | 'ack' | 'nack'; readonly via: Name }
  | { readonly lost: readonly NodeOutput['to'][] }
  | { readonly leader: Name };

const operation = fc.oneof<fc.Arbitrary<Operation>[]>(
  fc.record({
    kind: fc.constantFrom<('publish' | 'ack' | 'nack')[]>('publish', 'ack', 'nack'),
    via: fc.constantFrom<Name[]>('n2', 'n3'),
  }),
  fc.record({ lost: fc.subarray([...LOST], { minLength: 1 }) }),
  fc.record({ leader: fc.constantFrom<Name[]>(...NAMES) }),
);

interface Client {
  readonly key: ChannelKey;
  /** Bodies by sequence number. */
  readonly published: string[];
  readonly confirmed: string[];
  /** Deliveries that are not settled. */
  readonly held: { readonly tag: number; readonly body: string; readonly redelivered: boolean }[];
}

class Run {
  readonly cluster = new MiniCluster();
  readonly clients: Client[];
  readonly acknowledged: string[] = [];
  readonly fresh: string[] = [];
  #heard = 0;
  #leader: Name = 'n1';
  #published = 0;

  constructor() {
    const { cluster } = this;
    cluster.say(cluster.channel('n1'), { type: 'queue.declare', queue: 'q', ...QUORUM });
    this.clients = (['n2', 'n3'] as const).map((name) => {
      const key = cluster.channel(name);
      cluster.say(key, { type: 'confirm.select' });
      cluster.say(key, { type: 'basic.qos', prefetch: 2 });
      cluster.say(key, { type: 'basic.consume', queue: 'q', consumerTag: 'C' });
      return { key, published: [], confirmed: [], held: [] };
    });
  }

  carryOut(what: Operation): void {
    if ('lost' in what) this.#lose(what.lost);
    else if ('leader' in what) this.lead(what.leader);
    else this.say(what.kind, this.clients[what.via === 'n2' ? 0 : 1] as Client);
    this.#listen();
  }

  /** Until another node leads, more and more is lost: a log has no holes. */
  #lose(kinds: readonly NodeOutput['to'][]): void {
    const { loses } = this.cluster;
    this.cluster.loses = (output) => loses(output) || kinds.includes(output.to);
  }

  /** Another node leads; the same one again does not count as a change. */
  lead(leader: Name): void {
    if (leader === this.#leader) return;
    this.cluster.loses = () => false;
    this.#leader = leader;
    this.cluster.lead(leader, 'q');
    this.#listen();
  }

  get leader(): Name {
    return this.#leader;
  }

  say(kind: string, client: Client): void {
    const { cluster } = this;
    if (kind === 'publish') {
      const body = `m${(this.#published += 1)}`;
      client.published.push(body);
      cluster.say(client.key, { type: 'basic.publish', exchange: '', routingKey: 'q', body });
      return;
    }
    const delivery = client.held.shift();
    if (delivery === undefined) return;
    const deliveryTag = delivery.tag;
    if (kind === 'nack') cluster.say(client.key, { type: 'basic.nack', deliveryTag });
    else {
      this.acknowledged.push(delivery.body);
      cluster.say(client.key, { type: 'basic.ack', deliveryTag });
    }
  }

  #listen(): void {
    const { told } = this.cluster;
    for (; this.#heard < told.length; this.#heard += 1) {
      const { connection, method } = told[this.#heard]!;
      const client = this.clients.find(({ key }) => key.connection === connection);
      if (client !== undefined) this.#hear(client, method);
    }
  }

  #hear(client: Client, method: ServerMethod): void {
    if (method.type === 'basic.ack') client.confirmed.push(client.published[method.deliveryTag - 1] ?? '');
    if (method.type !== 'basic.deliver') return;
    const { body, redelivered } = method.message;
    if (!redelivered) this.fresh.push(body);
    client.held.push({ tag: method.deliveryTag, body, redelivered });
  }

  /** What the leader believes to be in the hands of a client. */
  heldBy(key: ChannelKey): readonly string[] {
    const state = this.cluster.record(this.leader, 'q')!.state!;
    const all = state.type === 'quorum' ? state.held.items : [];
    return all
      .filter(({ by }) => by.connection === key.connection)
      .map(({ entry }) => entry.message.body)
      .sort();
  }

  /** What the leader has in the end. */
  left(): readonly string[] {
    const state = this.cluster.record(this.leader, 'q')!.state!;
    return state.type === 'quorum' ? allEntries(state).map(({ message }) => message.body) : [];
  }
}

describe('a quorum queue with ever new leaders', () => {
  it('loses nothing, doubles nothing, and confirms everything in the end', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const run = new Run();
        for (const what of operations) run.carryOut(what);
        for (const leader of NAMES) run.lead(leader);
        const published = run.clients.flatMap((client) => client.published).sort();
        expect(run.clients.flatMap(({ confirmed }) => confirmed).sort()).toEqual(published);
        expect([...run.acknowledged, ...run.left()].sort()).toEqual(published);
        for (const { key, held } of run.clients) {
          expect(held.map(({ body }) => body).sort()).toEqual(run.heldBy(key));
        }
        // A first delivery is one: whoever sees a message twice is told so.
        expect(run.fresh.length).toBe(new Set(run.fresh).size);
      }),
      { numRuns: 400 },
    );
  });
});
