/**
 * Scripts of the recordings: events in words, each of which is carried out on a node. A sentence of another form makes the
 * vector unsupported.
 */
import { UnsupportedVector } from '../../vectorArea.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { FieldTable } from '../rules/fieldTable.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { NodeConfig } from '../node/value.ts';
import type { ClientMethod, PublishedProperties } from '../node/methods.ts';
import { Bench, closedBy, faultIn, type SeenDelivery, type Told } from './bench.ts';
import { bodiesOf } from './reading.ts';

const MICROS_PER_MILLI = 1_000;

export const DEAD_LETTERS = 'dlq';
/** Arguments that send dead letters to the queue `dlq`. */
export const TO_DEAD_LETTERS: FieldTable = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': DEAD_LETTERS };

/** The consumer of a script that names none. */
export const CONSUMER = 'C';

/** How things stood after a sentence. */
export interface Moment {
  readonly sentence: string;
  /** Ready messages. */
  readonly depth: number;
  /** How much each consumer had got. */
  readonly seen: ReadonlyMap<string, readonly string[]>;
}

export interface ScriptOptions {
  readonly version: RabbitVersion;
  readonly arguments: FieldTable;
  readonly queue?: string;
  readonly durable?: boolean;
  readonly config?: Partial<NodeConfig>;
}

type Action = (script: Script, parts: Readonly<Record<string, string | undefined>>) => readonly Told[];

export class Script {
  readonly bench: Bench;
  readonly queue: string;
  /** Publishes with confirms, and looks into queues. */
  readonly main: ChannelKey;
  /** The channel on which the script's client works. */
  work: ChannelKey;
  readonly moments: Moment[] = [];
  readonly confirms: ('ack' | 'nack' | null)[] = [];
  /** What was fetched, in order. */
  readonly taken: SeenDelivery[] = [];
  readonly consumers = new Map<string, ChannelKey>();
  /** The first fault that a client was told. */
  error: string | null = null;
  /** What that fault has closed. */
  scope: string | null = null;
  readonly #startMicros: number;

  constructor(options: ScriptOptions) {
    this.bench = new Bench(options.version, options.config);
    this.main = this.bench.channel();
    this.bench.say(this.main, { type: 'confirm.select' });
    this.work = this.bench.channel();
    // The recordings gave queues running names of this form.
    this.queue = options.queue ?? 'c1';
    this.bench.declare(this.main, DEAD_LETTERS, { durable: true });
    this.#startMicros = this.bench.nowMicros;
    this.declare(this.queue, options);
  }

  declare(queue: string, options: { readonly durable?: boolean; readonly arguments: FieldTable }): void {
    const needsDurable = options.arguments['x-queue-type'] === 'quorum';
    const durable = options.durable ?? needsDurable;
    this.bench.declare(this.main, queue, { durable, arguments: options.arguments });
  }

  play(sentences: readonly string[]): this {
    for (const sentence of sentences) {
      this.#playOne(sentence);
      const names = [...this.consumers.keys()];
      const seen = new Map(names.map((name) => [name, this.seenBy(name)]));
      this.moments.push({ sentence, depth: this.bench.depth(this.queue), seen });
    }
    return this;
  }

  #playOne(sentence: string): void {
    const [, millis = '', rest = ''] = /^t=([0-9]+)(?: ms)? (.+)$/.exec(sentence) ?? [];
    if (millis !== '') {
      const at = this.#startMicros + Number(millis) * MICROS_PER_MILLI;
      this.bench.wait((at - this.bench.nowMicros) / MICROS_PER_MILLI);
    }
    const plain = millis === '' ? sentence : rest;
    for (const [form, action] of FORMS) {
      const match = form.exec(plain);
      if (match === null) continue;
      this.note(action(this, match.groups ?? {}));
      return;
    }
    throw new UnsupportedVector(`the sentence "${sentence}"`);
  }

  note(told: readonly Told[]): void {
    this.error ??= faultIn(told);
    this.scope ??= closedBy(told);
  }

  /** What a consumer has got, in order: bodies, "*" behind those that were redelivered, and its cancellation. */
  seenBy(name: string): readonly string[] {
    return this.bench.told.flatMap(({ method }) => {
      if (method.type === 'basic.deliver' && method.consumerTag === name) {
        return [`${method.message.body}${method.message.redelivered ? '*' : ''}`];
      }
      return method.type === 'basic.cancel' && method.consumerTag === name ? ['basic.cancel'] : [];
    });
  }

  publish(body: string, properties: PublishedProperties = {}, queue: string = this.queue): readonly Told[] {
    const told = this.bench.publish(this.main, queue, body, { properties });
    const types = told.flatMap(({ connection, method }) => (connection === this.main.connection ? [method.type] : []));
    this.confirms.push(types.includes('basic.nack') ? 'nack' : types.includes('basic.ack') ? 'ack' : null);
    return told;
  }

  get(): void {
    const delivery = this.bench.get(this.work, this.queue);
    if (delivery !== null) this.taken.push(delivery);
  }

  consume(name: string, key: ChannelKey, more: Parameters<Bench['consume']>[3] = {}): readonly Told[] {
    this.consumers.set(name, key);
    return this.bench.consume(key, this.queue, name, more);
  }

  /** The tag under which a body is in the hands of a channel; the latest delivery counts. */
  tagOf(body: string, name: string | null): number {
    const deliveries = name === null ? this.taken : this.bench.deliveries(name);
    const found = deliveries.findLast(({ message }) => message.body === body);
    if (found === undefined) throw new UnsupportedVector(`nobody holds ${body}`);
    return found.deliveryTag;
  }

  say(method: ClientMethod, key: ChannelKey = this.work): readonly Told[] {
    return this.bench.say(key, method);
  }

  /** Closes the channel of the work, and takes what is ready. */
  closeAndDrain(): readonly string[] {
    this.say({ type: 'channel.close' });
    return this.bodies();
  }

  bodies(queue: string = this.queue): readonly string[] {
    return this.bench.bodies(this.main, queue);
  }

  /** How things stood after the last sentence of a form. */
  after(form: RegExp): Moment {
    const moment = this.moments.findLast(({ sentence }) => form.test(sentence));
    if (moment === undefined) throw new UnsupportedVector(`no sentence of the form ${form.source}`);
    return moment;
  }

  has(form: RegExp): boolean {
    return this.moments.some(({ sentence }) => form.test(sentence));
  }

  /** The consumer that is alone on the channel of the work, or null when messages were fetched. */
  soleConsumer(): string | null {
    return [...this.consumers].find(([, key]) => key === this.work)?.[0] ?? null;
  }
}

// --- forms of sentences ----------------------------------------------------------------------------------------------

const LIST = '(?<bodies>[\\w.]+(?:,[\\w.]+)*)';
const PLAIN_REMARKS = ['one by one', 'with confirms', ', each confirmed before the next', 'to default exchange'];

/** Properties in the words behind a publish. */
function propertiesIn(words: string): PublishedProperties {
  const [, expiration] = /(?:expiration=|ttl )([0-9]+)/.exec(words) ?? [];
  const [, priority] = /prio ([0-9]+)/.exec(words) ?? [];
  const rest = words
    .replace(/^\((.*)\)$/, '$1')
    .replace(/(expiration=|ttl |prio )[0-9]+/g, '')
    .replace(/no ttl|with no consumer/g, '')
    .replaceAll(/[ ,]/g, '');
  if (rest !== '' && !PLAIN_REMARKS.includes(words)) throw new UnsupportedVector(`the words "${words}" of a publish`);
  return {
    ...(expiration === undefined ? {} : { expiration }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
  };
}

const publishBodies: Action = (script, parts) => {
  const properties = propertiesIn((parts['words'] ?? '').trim());
  return bodiesOf(parts['bodies'] ?? '').flatMap((body) => script.publish(body, properties));
};

const getMessages: Action = (script, parts) => {
  const named = parts['bodies'] === undefined ? 1 : bodiesOf(parts['bodies']).length;
  const count = parts['both'] === undefined ? named : 2;
  for (let done = 0; done < count; done += 1) script.get();
  return [];
};

const returnMessages: Action = (script, parts) => {
  const bodies = parts['bodies'] === undefined ? script.taken.map(({ message }) => message.body) : [];
  const named = [...bodies, ...(parts['bodies'] ?? '').split(/, then | and /).filter((body) => body !== '')];
  return named.flatMap((body) =>
    script.say({ type: 'basic.nack', deliveryTag: script.tagOf(body, script.soleConsumer()), requeue: true }),
  );
};

const settleLast: Action = (script, parts) => {
  const deliveryTag = script.taken.at(-1)?.deliveryTag ?? 0;
  const requeue = parts['requeue'] === 'true';
  if (parts['nack'] !== undefined) return script.say({ type: 'basic.nack', deliveryTag, requeue });
  return script.say({ type: 'basic.reject', deliveryTag, requeue });
};

const acknowledgeBodies: Action = (script, parts) => {
  const name = parts['name'] ?? script.soleConsumer();
  const key = parts['name'] === undefined ? script.work : script.consumers.get(parts['name']);
  if (key === undefined) throw new UnsupportedVector(`no consumer ${name ?? ''}`);
  const multiple = parts['multiple'] !== undefined;
  return bodiesOf(parts['bodies'] ?? '').flatMap((body) =>
    script.say({ type: 'basic.ack', deliveryTag: script.tagOf(body, name), multiple }, key),
  );
};

const acknowledgeTag: Action = (script, parts) =>
  script.say({ type: 'basic.ack', deliveryTag: Number(parts['tag']), multiple: parts['multiple'] !== undefined });

/** A consumer on a channel of its own. */
const consumeAlone: Action = (script, parts) => {
  const key = script.bench.channel();
  const told = parts['prefetch'] === undefined ? [] : script.say(qos(Number(parts['prefetch'])), key);
  const args = parts['priority'] === undefined ? {} : { 'x-priority': Number(parts['priority']) };
  return [...told, ...script.consume(parts['name'] ?? CONSUMER, key, { arguments: args })];
};

/** A consumer on the channel of the work. */
const consumeHere: Action = (script, parts) => {
  const told = parts['prefetch'] === undefined ? [] : script.say(qos(Number(parts['prefetch'])));
  const noAck = parts['noAck'] !== undefined;
  return [...told, ...script.consume(parts['name'] ?? CONSUMER, script.work, { noAck })];
};

const consumeBoth: Action = (script, parts) => [
  ...script.consume(parts['one'] ?? '', script.work),
  ...script.consume(parts['two'] ?? '', script.work),
];

function qos(prefetch: number): ClientMethod {
  return { type: 'basic.qos', prefetch };
}

const setQos: Action = (script, parts) =>
  script.say({ type: 'basic.qos', prefetch: Number(parts['prefetch']), global: parts['global'] === 'true' });

const cancel: Action = (script, parts) => {
  const name = parts['name'] ?? CONSUMER;
  return script.say({ type: 'basic.cancel', consumerTag: name }, script.consumers.get(name) ?? script.work);
};

const closeWork: Action = (script) => {
  const told = script.say({ type: 'channel.close' });
  script.work = script.bench.channel();
  return told;
};

const closeOther: Action = (script, parts) =>
  script.say({ type: 'channel.close' }, script.consumers.get(parts['name'] ?? '') ?? script.work);

const wait: Action = (script, parts) => script.bench.wait(Number(parts['time']) * (parts['unit'] === 's' ? 1_000 : 1));

const nothing: Action = () => [];

const acknowledgeHead: Action = (script) => {
  script.get();
  return script.say({ type: 'basic.ack', deliveryTag: script.taken.at(-1)?.deliveryTag ?? 0 });
};

const FORMS: readonly (readonly [RegExp, Action])[] = [
  [new RegExp(`^publish ${LIST}(?<words>.*)$`), publishBodies],
  [/^publish$/, (script) => script.publish('a')],
  [new RegExp(`^get ${LIST}(?: on channel X)?$`), getMessages],
  [/^get (?<both>both) \(unacked\)$/, getMessages],
  [/^(?:basic\.)?get(?: \(unacked\)| on the same channel)?$/, getMessages],
  [/^get\+ack head$/, acknowledgeHead],
  [/^requeue(?: (?<bodies>[\w]+(?:(?:, then | and )\w+)*))?$/, returnMessages],
  [/^basic\.(?<nack>nack) requeue=(?<requeue>true|false)$/, settleLast],
  [/^(?:basic\.)?reject(?: requeue=(?<requeue>true|false))?$/, settleLast],
  [/^ack tag (?<tag>[0-9]+)(?: (?<multiple>multiple=true))?(?: \(all\))?$/, acknowledgeTag],
  [new RegExp(`^ack ${LIST}(?: (?<multiple>multiple=true))?(?: on the same channel)?$`), acknowledgeBodies],
  [new RegExp(`^(?<name>[A-Z]) acks ${LIST}$`), acknowledgeBodies],
  [
    /^(?<name>[A-Z]) consumes(?: (?:x-)?priority (?<priority>[0-9]+))?(?: (?:with )?prefetch (?<prefetch>[0-9]+))?$/,
    consumeAlone,
  ],
  [/^consume (?<one>\w+), consume (?<two>\w+)(?: on the channel)?$/, consumeBoth],
  [/^consume(?: (?<name>[A-Z]))?(?: (?<noAck>no_ack=true))?(?: \(same channel, same queue\))?$/, consumeHere],
  [/^consume (?:\(manual ack\)|\(unacked\))$|^consume, never ack$|^attach consumer$/, consumeHere],
  [/^consume prefetch (?<prefetch>[0-9]+)$/, consumeHere],
  [/^(?:basic\.)?qos (?<prefetch>[0-9]+)(?: global=(?<global>true|false))?(?: \(after the consume\))?$/, setQos],
  [/^(?:(?<name>[A-Z]) )?basic\.cancel(?: \([\d,]+ unacked\))?$/, cancel],
  [/^close (?:channel|X)$/, closeWork],
  [/^channel of (?<name>[A-Z]) closes without ack$/, closeOther],
  [/^basic\.recover requeue=true$/, (script) => script.say({ type: 'basic.recover', requeue: true })],
  [/^wait (?<time>[0-9]+)(?: (?<unit>ms|s))?(?: without consumer)?$/, wait],
  [/^(?:inspect(?: DLQ)?|depth|drain)$/, nothing],
];
