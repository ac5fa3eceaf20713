/**
 * Plays a script on the simulated node, or on three of them, and writes down what its clients saw in the form of a recording. It follows
 * the recorder of real brokers step by step (`scripts/conformance/rabbitmq/play.ts`), with simulated time.
 */
import type { ClientMethod, ServerMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import { nodeDefaults } from '../../../../sim-engine/systems/rabbitmq/settings/node.ts';
import type { Played } from '../../../../scripts/conformance/rabbitmq/text.ts';
import { canonical, quickSteps, type Script, type Step } from '../language.ts';
import type { ClientEvent, Contents, Outcome, RecordedStep } from '../recording.ts';
import type { Arrival, Clients } from './clients.ts';
import { SimulatedCluster } from './cluster.ts';
import { describeMessage, fieldTable } from './fields.ts';
import { OneNode } from './oneNode.ts';
import { requestOf, settlementOf } from './requests.ts';

type Of<Name extends Step['do']> = Extract<Step, { do: Name }>;
type Result = Omit<Outcome, 'outcome'> & { outcome?: Outcome['outcome'] };

const PATIENCE_MILLIS = 10_000;
/** How long the reader of a queue waits for an answer. */
const READ_MILLIS = 8_000;

function clientsOf(script: Script): Clients {
  if (script.nodes === 3) return new SimulatedCluster(script);
  const { consumerTimeoutMillis, channelTickIntervalMillis } = script.settings;
  return new OneNode({
    ...nodeDefaults('3.10'),
    name: 'node-1',
    consumerTimeoutMicros: consumerTimeoutMillis * 1_000,
    channelTickMicros: channelTickIntervalMillis * 1_000,
  });
}

class Player {
  readonly #script: Script;
  readonly #clients: Clients;
  /** Name of a delivery -> its tag. */
  readonly #deliveries = new Map<string, number>();
  readonly #deliveryCounts = new Map<string, number>();

  constructor(script: Script) {
    this.#script = script;
    this.#clients = clientsOf(script);
  }

  play(): Played {
    for (const { connection, node, channels } of this.#script.open) {
      this.#clients.connect(connection, node);
      for (const channel of channels) this.#clients.openChannel(channel, connection);
    }
    const steps = this.#script.steps.map((step, index) => this.#record(step, index + 1));
    this.#end();
    return { steps, queues: this.#readQueues() };
  }

  /** Everybody leaves, one after another, consumers first. */
  #end(): void {
    const clients = this.#clients;
    for (const step of this.#script.steps) {
      if (step.do !== 'basic.consume' || clients.channel(step.channel).closed) continue;
      clients.say(step.channel, { type: 'basic.cancel', consumerTag: step.consumer });
      clients.settle(clients.quietMillis);
    }
    for (const channel of clients.channels.values()) {
      if (channel.closed) continue;
      clients.say(channel.id, { type: 'channel.close' });
      channel.closed = true;
      clients.settle(50);
    }
    clients.leaveAll();
    clients.wait(2 * clients.quietMillis);
    clients.collect();
  }

  #record(step: Step, number: number): RecordedStep {
    const result = this.#carryOut(step);
    this.#clients.settle(quickSteps.has(step.do) ? 25 : this.#clients.quietMillis);
    const events = [...this.#clients.collect()].map(
      ([id, list]) => [id, this.#number(step.unordered ? sorted(list) : list)] as const,
    );
    return {
      step: number,
      do: step.do,
      ...result,
      outcome: result.outcome ?? 'ok',
      ...(events.length > 0 ? { events: Object.fromEntries(events) } : {}),
      ...(step.unordered ? { order: 'any' as const } : {}),
    };
  }

  /** Gives deliveries their names. */
  #number(arrivals: readonly Arrival[]): ClientEvent[] {
    return arrivals.map((arrival) => {
      if (arrival.event !== 'deliver') return arrival;
      const { consumer = '', tag = 0, ...event } = arrival;
      const count = (this.#deliveryCounts.get(consumer) ?? 0) + 1;
      this.#deliveryCounts.set(consumer, count);
      this.#deliveries.set(`${consumer}#${count}`, tag);
      return { ...event, delivery: `${consumer}#${count}` };
    });
  }

  #tag({ delivery, tag }: { delivery?: string | undefined; tag?: number | undefined }): number {
    const found = tag ?? this.#deliveries.get(delivery ?? '');
    // A delivery that the recording has and the simulation has not: a tag that is unknown, so that the step differs, too.
    return found ?? Number.MAX_SAFE_INTEGER;
  }

  #carryOut(step: Step): Result {
    const clients = this.#clients;
    if ('channel' in step && step.do !== 'channel.open' && clients.channel(step.channel).closed)
      return { outcome: 'closed' };
    const request = requestOf(step);
    if (request !== undefined && 'channel' in step) return this.#request(step, request);
    switch (step.do) {
      case 'connection.open':
        return clients.connect(step.connection, step.node) ? {} : { outcome: 'refused' };
      case 'connection.close':
        clients.leave(step.connection);
        return {};
      case 'connection.drop':
        clients.drop(step.connection);
        return {};
      case 'channel.open':
        if (clients.connection(step.connection).closed) return { outcome: 'closed' };
        clients.openChannel(step.channel, step.connection);
        return {};
      case 'basic.publish':
        return this.#publish(step);
      case 'basic.ack':
      case 'basic.nack':
      case 'basic.reject':
        clients.say(step.channel, settlementOf(step, this.#tag(step)));
        return {};
      case 'wait':
      case 'expect.nothing':
        clients.wait(step.millis);
        return {};
      default:
        return clients.operate(step);
    }
  }

  #request(step: Step & { channel: string }, request: ClientMethod): Result {
    const clients = this.#clients;
    const opened = clients.channel(step.channel);
    const patience = 'patienceMillis' in step ? step.patienceMillis : PATIENCE_MILLIS;
    opened.answers = [];
    clients.say(step.channel, request);
    clients.until(() => opened.closed || opened.answers.length > 0, patience);
    const [answer] = opened.answers;
    if (answer === undefined) return { outcome: opened.closed ? 'closed' : 'unanswered' };
    return this.#answered(step, answer);
  }

  #answered(step: Step & { channel: string }, answer: ServerMethod): Result {
    const opened = this.#clients.channel(step.channel);
    switch (answer.type) {
      case 'channel.close-ok':
        opened.closed = true;
        return {};
      case 'confirm.select-ok':
        opened.confirms = true;
        return {};
      case 'queue.declare-ok':
        return { messageCount: answer.messageCount, consumerCount: answer.consumerCount };
      case 'queue.purge-ok':
      case 'queue.delete-ok':
        return { messageCount: answer.messageCount };
      case 'basic.get-empty':
        return { got: null };
      case 'basic.get-ok': {
        const { message, messageCount, deliveryTag } = answer;
        if (step.do === 'basic.get' && step.as !== undefined) this.#deliveries.set(step.as, deliveryTag);
        return { got: { redelivered: message.redelivered, messageCount, ...describeMessage(message) } };
      }
      default:
        return {};
    }
  }

  #publish(step: Of<'basic.publish'>): Result {
    const clients = this.#clients;
    const opened = clients.channel(step.channel);
    const { exchange, routingKey, bodies, mandatory } = step;
    const { headers, deliveryMode, priority, expiration } = step.properties;
    const properties = {
      ...(headers === undefined ? {} : { headers: fieldTable(headers) }),
      ...(deliveryMode === undefined ? {} : { persistent: deliveryMode === 2 }),
      ...(priority === undefined ? {} : { priority }),
      ...(expiration === undefined ? {} : { expiration }),
    };
    const before = new Set(opened.unconfirmed.keys());
    const mine = () => [...opened.unconfirmed].filter(([sequence]) => !before.has(sequence)).map(([, body]) => body);
    const confirmed = () => clients.until(() => opened.closed || mine().length === 0, step.patienceMillis);
    for (const body of bodies) {
      // A client that does not wait learns only later that its channel was closed.
      if (opened.closed && opened.confirms && !step.pipelined) return { outcome: 'closed' };
      if (opened.confirms) {
        opened.published += 1;
        opened.unconfirmed.set(opened.published, body);
      }
      clients.say(step.channel, { type: 'basic.publish', exchange, routingKey, mandatory, properties, body });
      if (opened.confirms && !step.pipelined && !confirmed()) break;
    }
    if (step.pipelined) confirmed();
    const unconfirmed = mine();
    return unconfirmed.length > 0 ? { unconfirmed } : {};
  }

  // --- what is left ---

  #readQueues(): Record<string, Contents> {
    const declared = new Map<string, Of<'queue.declare'>>();
    for (const step of this.#script.steps)
      if (step.do === 'queue.declare' && !declared.has(step.queue)) declared.set(step.queue, step);
    return Object.fromEntries([...declared].map(([name, step], index) => [name, this.#readQueue(step, index)]));
  }

  #readQueue({ queue, arguments: given }: Of<'queue.declare'>, index: number): Contents {
    const clients = this.#clients;
    const reader = `reader-${index}`;
    clients.connect(reader, this.#script.readThrough);
    clients.openChannel(reader, reader);
    const isStream = given['x-queue-type'] === 'stream';
    const isSingle = given['x-single-active-consumer'] === true && given['x-queue-type'] === 'quorum';
    const messages: NonNullable<Contents['messages']> = [];
    if (isStream || isSingle) this.#startReading(reader, queue, isStream);
    else if (!this.#readByGet(reader, queue, messages)) return { unanswered: true };
    for (const arrival of clients.collect().get(reader) ?? []) {
      if (arrival.event === 'channel.close') return { error: { code: arrival.code, text: arrival.text } };
      if (arrival.event !== 'deliver') continue;
      const { event: _event, delivery: _delivery, consumer: _consumer, tag: _tag, ...message } = arrival;
      messages.push(message);
    }
    clients.leave(reader);
    return { messages };
  }

  /** False when the queue does not answer. */
  #readByGet(reader: string, queue: string, messages: NonNullable<Contents['messages']>): boolean {
    const opened = this.#clients.channel(reader);
    for (;;) {
      opened.answers = [];
      this.#clients.say(reader, { type: 'basic.get', queue, noAck: true });
      this.#clients.until(() => opened.closed || opened.answers.length > 0, READ_MILLIS);
      const [answer] = opened.answers;
      if (answer?.type !== 'basic.get-ok') return answer !== undefined || opened.closed;
      messages.push({ redelivered: answer.message.redelivered, ...describeMessage(answer.message) });
    }
  }

  #startReading(reader: string, queue: string, isStream: boolean): void {
    const clients = this.#clients;
    clients.say(reader, { type: 'basic.qos', prefetch: 1_000 });
    const how = isStream ? { arguments: { 'x-stream-offset': 'first' } } : { noAck: true };
    clients.say(reader, { type: 'basic.consume', queue, consumerTag: 'reader', ...how });
    clients.wait(4 * clients.quietMillis);
  }
}

const withoutTag = ({ tag: _tag, ...arrival }: Arrival) => canonical(arrival);

const sorted = (arrivals: readonly Arrival[]): Arrival[] =>
  arrivals
    .map((arrival) => ({ arrival, key: withoutTag(arrival) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ arrival }) => arrival);

export const play = (script: Script): Played => new Player(script).play();
