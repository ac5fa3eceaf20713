/** Plays one script on a broker and writes down what its clients saw. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from 'amqplib';
import { canonical, quickSteps, type Script, type Step } from '../../../test/conformance/rabbitmq/language.ts';
import type { ClientEvent, Contents, Outcome, RecordedStep } from '../../../test/conformance/rabbitmq/recording.ts';
import { until, type Broker } from './broker.ts';
import { Clients, describeMessage, type Arrival } from './clients.ts';
import type { Played } from './text.ts';

type Of<Name extends Step['do']> = Extract<Step, { do: Name }>;
type Result = Omit<Outcome, 'outcome'> & { outcome?: Outcome['outcome'] };

class Unanswered extends Error {}

const withPatience = async <T>(answer: Promise<T>, millis: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Unanswered()), millis)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

class Player {
  readonly #script: Script;
  readonly #broker: Broker;
  readonly #clients = new Clients();
  /** Name of a delivery -> channel and tag, for acknowledgements. */
  readonly #deliveries = new Map<string, number>();
  readonly #deliveryCounts = new Map<string, number>();
  readonly #quietMillis: number;

  constructor(script: Script, broker: Broker) {
    this.#script = script;
    this.#broker = broker;
    this.#quietMillis = script.nodes === 1 ? 150 : 700;
  }

  async play(): Promise<Played> {
    const steps: RecordedStep[] = [];
    try {
      for (const { connection, node, channels } of this.#script.open) {
        await this.#clients.connect(connection, this.#broker.node(node).port);
        for (const channel of channels) await this.#clients.openChannel(channel, connection);
      }
      for (const [index, step] of this.#script.steps.entries()) steps.push(await this.#record(step, index + 1));
      await this.#end();
      const queues = await this.#readQueues();
      return { steps, queues };
    } finally {
      await this.#clients.leaveAll();
    }
  }

  /**
   * Everybody leaves, one after another, and consumers first of all: if whole connections were closed at once, what one consumer
   * gives back might or might not reach the next before that is gone, too.
   */
  async #end(): Promise<void> {
    for (const step of this.#script.steps) {
      if (step.do !== 'basic.consume') continue;
      const opened = this.#clients.channel(step.channel);
      if (opened.closed) continue;
      await withPatience(opened.channel.cancel(step.consumer), 2_000).catch(() => undefined);
      await this.#settle(this.#quietMillis);
    }
    for (const { closed, channel } of this.#clients.channels.values()) {
      if (closed) continue;
      await withPatience(channel.close(), 2_000).catch(() => undefined);
      await this.#settle(50);
    }
    await this.#clients.leaveAll();
    await sleep(2 * this.#quietMillis);
    this.#clients.collect();
  }

  async #record(step: Step, number: number): Promise<RecordedStep> {
    const result = await this.#attempt(step);
    await this.#settle(quickSteps.has(step.do) ? 25 : this.#quietMillis);
    const arrivals = this.#clients.collect();
    if (step.do === 'expect.nothing' && arrivals.size > 0)
      throw new Error(`step ${number}: expected nothing, but ${canonical(Object.fromEntries(arrivals))}`);
    const events = [...arrivals]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, list]) => [id, this.#number(step.unordered ? sorted(list) : list)] as const);
    return {
      step: number,
      do: step.do,
      ...result,
      outcome: result.outcome ?? 'ok',
      ...(events.length > 0 ? { events: Object.fromEntries(events) } : {}),
      ...(step.unordered ? { order: 'any' as const } : {}),
    };
  }

  async #attempt(step: Step): Promise<Result> {
    try {
      return (await this.#carryOut(step)) ?? {};
    } catch (error) {
      if (error instanceof Unanswered) return { outcome: 'unanswered' };
      if ('channel' in step && this.#clients.channels.get(step.channel)?.closed) return { outcome: 'closed' };
      if ('connection' in step && this.#clients.connections.get(step.connection)?.closed) return { outcome: 'closed' };
      if (step.do === 'connection.open') return { outcome: 'refused' };
      if (step.do === 'channel.open') return { outcome: 'closed' };
      throw error;
    }
  }

  /** Until nothing has arrived for a while. */
  async #settle(quietMillis: number): Promise<void> {
    const start = Date.now();
    await until(() => Date.now() - Math.max(start, this.#clients.lastArrival) >= quietMillis, 10_000, 10);
  }

  /** Gives deliveries their names, and spells node names as recordings do. */
  #number(arrivals: readonly Arrival[]): ClientEvent[] {
    return arrivals.map((arrival) => {
      if (arrival.event === 'deliver') {
        const { consumer = '', tag = 0, ...event } = arrival;
        const count = (this.#deliveryCounts.get(consumer) ?? 0) + 1;
        this.#deliveryCounts.set(consumer, count);
        this.#deliveries.set(`${consumer}#${count}`, tag);
        return { ...event, delivery: `${consumer}#${count}` };
      }
      return 'text' in arrival ? { ...arrival, text: this.#broker.normalise(arrival.text) } : arrival;
    });
  }

  #tag({ delivery, tag }: { delivery?: string | undefined; tag?: number | undefined }): number {
    if (tag !== undefined) return tag;
    const found = this.#deliveries.get(delivery ?? '');
    if (found === undefined) throw new Error(`there was no delivery ${delivery}`);
    return found;
  }

  async #publish(step: Of<'basic.publish'>): Promise<Result> {
    const opened = this.#clients.channel(step.channel);
    const { exchange, routingKey, bodies, mandatory, properties } = step;
    const before = new Set(opened.unconfirmed.keys());
    const mine = () => [...opened.unconfirmed].filter(([sequence]) => !before.has(sequence)).map(([, body]) => body);
    const confirmed = () => until(() => opened.closed || mine().length === 0, step.patienceMillis, 10);
    for (const body of bodies) {
      if (opened.closed) return { outcome: 'closed' };
      opened.channel.publish(exchange, routingKey, Buffer.from(body), { ...properties, mandatory } as object);
      if (!opened.confirms) continue;
      opened.published += 1;
      opened.unconfirmed.set(opened.published, body);
      if (!step.pipelined && !(await confirmed())) break;
    }
    if (step.pipelined) await confirmed();
    const unconfirmed = mine();
    return unconfirmed.length > 0 ? { unconfirmed } : {};
  }

  async #get({ channel, queue, noAck, as, patienceMillis }: Of<'basic.get'>): Promise<Result> {
    const message = await withPatience(this.#clients.channel(channel).channel.get(queue, { noAck }), patienceMillis);
    if (message === false) return { got: null };
    const { deliveryTag, redelivered, messageCount } = message.fields;
    if (as !== undefined) this.#deliveries.set(as, deliveryTag);
    return { got: { redelivered, messageCount, ...describeMessage(message) } };
  }

  async #declareQueue(step: Of<'queue.declare'>): Promise<Result> {
    const { channel } = this.#clients.channel(step.channel);
    const { queue, passive, durable, exclusive, autoDelete, patienceMillis } = step;
    const answer = passive
      ? channel.checkQueue(queue)
      : channel.assertQueue(queue, { durable, exclusive, autoDelete, arguments: step.arguments });
    const { messageCount, consumerCount } = await withPatience(answer, patienceMillis);
    return { messageCount, consumerCount };
  }

  /** An operator's step is over when all nodes have had the same view for a while. */
  async #operate(action: () => Promise<void>, quietMillis: number): Promise<Result> {
    await action();
    return this.#script.nodes === 1 ? {} : { view: await this.#broker.rest(quietMillis) };
  }

  async #carryOut(step: Step): Promise<Result | void> {
    const clients = this.#clients;
    const broker = this.#broker;
    if ('channel' in step && step.do !== 'channel.open' && clients.channel(step.channel).closed)
      return { outcome: 'closed' };
    const on = (id: string) => clients.channel(id).channel;
    const patient = <T>(answer: Promise<T>) => withPatience(answer, 10_000);
    const none = async (answer: Promise<unknown>): Promise<void> => void (await patient(answer));
    switch (step.do) {
      case 'connection.open':
        return patient(clients.connect(step.connection, broker.node(step.node).port));
      case 'connection.close':
        return clients.leave(step.connection);
      case 'connection.drop':
        return clients.drop(step.connection);
      case 'channel.open':
        return patient(clients.openChannel(step.channel, step.connection));
      case 'channel.close':
        return none(on(step.channel).close());
      case 'exchange.declare': {
        const { exchange, type, durable, autoDelete, internal } = step;
        const options = { durable, autoDelete, internal, arguments: step.arguments };
        const channel = on(step.channel);
        return none(step.passive ? channel.checkExchange(exchange) : channel.assertExchange(exchange, type, options));
      }
      case 'exchange.delete':
        return none(on(step.channel).deleteExchange(step.exchange, { ifUnused: step.ifUnused }));
      case 'exchange.bind':
        return none(on(step.channel).bindExchange(step.destination, step.source, step.routingKey, step.arguments));
      case 'exchange.unbind':
        return none(on(step.channel).unbindExchange(step.destination, step.source, step.routingKey, step.arguments));
      case 'queue.declare':
        return this.#declareQueue(step);
      case 'queue.bind':
        return none(on(step.channel).bindQueue(step.queue, step.exchange, step.routingKey, step.arguments));
      case 'queue.unbind':
        return none(on(step.channel).unbindQueue(step.queue, step.exchange, step.routingKey, step.arguments));
      case 'queue.purge': {
        const { messageCount } = await patient(on(step.channel).purgeQueue(step.queue));
        return { messageCount };
      }
      case 'queue.delete': {
        const { ifUnused, ifEmpty } = step;
        const { messageCount } = await patient(on(step.channel).deleteQueue(step.queue, { ifUnused, ifEmpty }));
        return { messageCount };
      }
      case 'confirm.select':
        await patient(clients.rpc(on(step.channel), 85, 10, { nowait: false }));
        clients.channel(step.channel).confirms = true;
        return;
      case 'tx.select':
        return none(clients.rpc(on(step.channel), 90, 10));
      case 'tx.commit':
        return none(clients.rpc(on(step.channel), 90, 20));
      case 'tx.rollback':
        return none(clients.rpc(on(step.channel), 90, 30));
      case 'basic.qos':
        return none(on(step.channel).prefetch(step.prefetchCount, step.global));
      case 'basic.publish':
        return this.#publish(step);
      case 'basic.get':
        return this.#get(step);
      case 'basic.consume': {
        const { queue, consumer, noAck, exclusive, patienceMillis } = step;
        const options = { consumerTag: consumer, noAck, exclusive, arguments: step.arguments };
        await withPatience(
          on(step.channel).consume(queue, () => undefined, options),
          patienceMillis,
        );
        return;
      }
      case 'basic.cancel':
        return none(on(step.channel).cancel(step.consumer));
      case 'basic.ack':
        return on(step.channel).ack({ fields: { deliveryTag: this.#tag(step) } } as never, step.multiple);
      case 'basic.nack':
        return on(step.channel).nack(
          { fields: { deliveryTag: this.#tag(step) } } as never,
          step.multiple,
          step.requeue,
        );
      case 'basic.reject':
        return on(step.channel).reject({ fields: { deliveryTag: this.#tag(step) } } as never, step.requeue);
      case 'basic.recover':
        return none(clients.rpc(on(step.channel), 60, 110, { requeue: step.requeue }));
      case 'wait':
      case 'expect.nothing':
        await sleep(step.millis);
        return;
      case 'node.stop':
        return this.#operate(() => broker.stopNode(step.node), 4_000);
      case 'node.kill':
        return this.#operate(() => broker.killNode(step.node), 4_000);
      case 'node.start':
        return this.#operate(() => broker.startNode(step.node), 4_000);
      case 'node.restart':
        return this.#operate(async () => {
          await broker.stopNode(step.node);
          await broker.startNode(step.node);
        }, 4_000);
      case 'partition':
        return this.#operate(() => broker.partition(step.groups), 5_000);
      case 'heal':
        return this.#operate(() => broker.heal(), 12_000);
      case 'alarm.set':
        return this.#operate(() => broker.setMemoryAlarm(step.node), 1_500);
      case 'alarm.clear':
        return this.#operate(() => broker.clearMemoryAlarm(step.node), 1_500);
      case 'policy.set':
        return this.#operate(() => broker.setPolicy(step.name, step.pattern, step.definition), 2_500);
      case 'policy.clear':
        return this.#operate(() => broker.clearPolicy(step.name), 2_500);
    }
  }

  async #readQueues(): Promise<Record<string, Contents>> {
    const declared = new Map<string, Of<'queue.declare'>>();
    for (const step of this.#script.steps)
      if (step.do === 'queue.declare' && !declared.has(step.queue)) declared.set(step.queue, step);
    const contents: Record<string, Contents> = {};
    for (const declaration of declared.values()) contents[declaration.queue] = await this.#readQueue(declaration);
    return contents;
  }

  /** By basic.get; what a stream or a quorum queue with a single active consumer does not allow, by a consumer. */
  async #readQueue({ queue, arguments: queueArguments }: Of<'queue.declare'>): Promise<Contents> {
    const stream = queueArguments['x-queue-type'] === 'stream';
    const single = queueArguments['x-single-active-consumer'] === true && queueArguments['x-queue-type'] === 'quorum';
    const reader = new Clients();
    const messages: NonNullable<Contents['messages']> = [];
    const keep = (message: Message | null) => {
      if (message) messages.push({ redelivered: message.fields.redelivered ?? false, ...describeMessage(message) });
    };
    try {
      await reader.connect('reader', this.#broker.node(this.#script.readThrough).port);
      await reader.openChannel('reader', 'reader');
      const { channel } = reader.channel('reader');
      if (stream || single) {
        await withPatience(channel.prefetch(1000), 8_000);
        const options = stream ? { arguments: { 'x-stream-offset': 'first' } } : { noAck: true };
        await withPatience(channel.consume(queue, keep, options), 8_000);
        await sleep(4 * this.#quietMillis);
      } else
        for (;;) {
          const message = await withPatience(channel.get(queue, { noAck: true }), 8_000);
          if (message === false) break;
          keep(message);
        }
      return { messages };
    } catch (error) {
      if (error instanceof Unanswered) return { unanswered: true };
      await sleep(100);
      for (const events of reader.collect().values())
        for (const event of events)
          if (event.event === 'channel.close')
            return { error: { code: event.code, text: this.#broker.normalise(event.text) } };
      throw error;
    } finally {
      await reader.leaveAll();
    }
  }
}

const withoutTag = ({ tag: _tag, ...arrival }: Arrival) => canonical(arrival);

const sorted = (arrivals: readonly Arrival[]): Arrival[] =>
  arrivals
    .map((arrival) => ({ arrival, key: withoutTag(arrival) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ arrival }) => arrival);

/** Deletes what the script declared; false when something would not go. */
export const cleanUp = async (script: Script, broker: Broker): Promise<boolean> => {
  const exchanges = new Set<string>();
  const queues = new Set<string>();
  const policies = new Set<string>();
  for (const step of script.steps) {
    if (step.do === 'exchange.declare') exchanges.add(step.exchange);
    if (step.do === 'queue.declare') queues.add(step.queue);
    if (step.do === 'policy.set') policies.add(step.name);
  }
  const clients = new Clients();
  try {
    await clients.connect('cleaner', broker.node(1).port);
    const run = async (index: number, name: string, kind: 'queue' | 'exchange') => {
      const id = `${kind}-${index}`;
      await clients.openChannel(id, 'cleaner');
      const { channel } = clients.channel(id);
      const deletion = kind === 'queue' ? channel.deleteQueue(name) : channel.deleteExchange(name);
      // A refused declaration left nothing, and an exchange of the broker's own cannot go.
      await withPatience(deletion, 8_000).catch((error: unknown) => {
        if (error instanceof Unanswered) throw error;
      });
    };
    for (const [index, name] of [...queues].entries()) await run(index, name, 'queue');
    for (const [index, name] of [...exchanges].entries()) await run(index, name, 'exchange');
    for (const name of policies) await broker.clearPolicy(name);
    return await until(() => broker.isHealthy(), 5_000);
  } catch {
    return false;
  } finally {
    await clients.leaveAll();
  }
};

export const play = (script: Script, broker: Broker): Promise<Played> => new Player(script, broker).play();
