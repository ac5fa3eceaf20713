/** Vectors of dead letters: reasons, x-death, cycles, routing keys. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { fieldOf, type FieldTable } from '../rules/fieldTable.ts';
import type { SeenMessage } from '../node/methods.ts';
import type { Bench } from './bench.ts';
import {
  fieldTableOf,
  jsonOf,
  jsonTableOf,
  objectOf,
  sentencesOf,
  textOf,
  withoutRemarks,
  type JsonObject,
} from './reading.ts';
import { OBSERVED } from './routing.ts';
import { DEAD_LETTERS, Script } from './script.ts';
import { firstDeath } from './storing.ts';

function headerOf(message: SeenMessage | undefined, name: string): Json {
  const value = fieldOf(message?.headers ?? {}, name);
  return value === undefined ? null : jsonOf(value);
}

/** One queue, with dead letters to `dlq`, or back to itself, or to nowhere. */
function oneQueue(input: JsonObject): Json {
  const queue = textOf(input, 'queue', textOf(input, 'queueName', 'q1'));
  const script = new Script({ version: OBSERVED, arguments: fieldTableOf(input['args']), queue });
  for (const sentence of sentencesOf(input)) {
    // "reject" takes the message first: nobody could reject it otherwise.
    script.play(/^reject/.test(sentence) ? ['basic.get', sentence] : [sentence]);
  }
  const dead = script.bench.drain(script.main, DEAD_LETTERS);
  const [first] = dead;
  const depth = script.bench.depth(queue);
  const left = script.bench.drain(script.main, queue);
  const wantsBodies = sentencesOf(input).filter((sentence) => sentence.startsWith('publish')).length > 1;
  return {
    messageCount: depth,
    deadLettered: wantsBodies ? dead.map(({ body }) => body) : dead.length,
    reason: (fieldOf(firstDeath(first), 'reason') ?? null) as Json,
    inQueue: wantsBodies
      ? left.map(({ body }) => body)
      : input['args'] !== undefined && 'x-dead-letter-routing-key' in objectOf(input['args'])
        ? left.map(({ body, redelivered }) => ({ body, redelivered }))
        : left.length,
    ...(first === undefined ? {} : letterOf(first)),
  };
}

function letterOf(letter: SeenMessage): JsonObject {
  return {
    headers: letter.headers === null ? null : jsonTableOf(letter.headers),
    exchange: letter.exchange,
    routingKey: letter.routingKey,
    redelivered: letter.redelivered,
    expirationProperty: letter.expiration,
  };
}

// --- topologies ------------------------------------------------------------------------------------------------------

/** A queue whose dead letters go to another one. */
function pointing(to: string, ttlMillis: string | undefined): FieldTable {
  const ttl = ttlMillis === undefined ? {} : { 'x-message-ttl': Number(ttlMillis) };
  return { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': to, ...ttl };
}

/** Takes the head of a queue and rejects it; the message, or undefined when there is none. */
function reject(script: Script, queue: string): SeenMessage | undefined {
  const delivery = script.bench.get(script.work, queue);
  if (delivery === null) return undefined;
  script.say({ type: 'basic.reject', deliveryTag: delivery.deliveryTag, requeue: false });
  return delivery.message;
}

/** `A=q8 -> loopB -> A via reject` */
function rejectLoop(input: JsonObject, one: string, other: string): Json {
  const script = new Script({ version: OBSERVED, arguments: pointing(other, undefined), queue: one });
  script.declare(other, { arguments: pointing(one, undefined) });
  script.publish('m');
  const [, times = ''] = /^\(reject A, reject loopB\) x([0-9]+)$/.exec(sentencesOf(input)[1] ?? '') ?? [];
  if (times === '') throw new UnsupportedVector('another loop');
  for (let round = 0; round < Number(times); round += 1) for (const queue of [one, other]) reject(script, queue);
  const [message] = script.bench.drain(script.main, one);
  const place = (which: 'first' | 'last'): Json =>
    ['exchange', 'queue', 'reason'].map((part) => headerOf(message, `x-${which}-death-${part}`));
  return { xdeath: headerOf(message, 'x-death'), first: place('first'), last: place('last') };
}

/** `A(ttl40)->cyc2(ttl40)->A, all expiries` */
function expiryLoop(input: JsonObject, ttls: readonly [string, string], other: string): Json {
  const script = new Script({ version: OBSERVED, arguments: pointing(other, ttls[0]), queue: 'A' });
  script.declare(other, { arguments: pointing('A', ttls[1]) });
  script.play(sentencesOf(input));
  return { inA: script.bench.depth('A'), inB: script.bench.depth(other) };
}

const POLL_MILLIS = 20;
const POLLS_MAX = 20;

/** `work1 --reject--> wait1(ttl 60) --expired--> work1` */
function retryLoop(input: JsonObject, work: string, waiting: string, ttlMillis: string): Json {
  const script = new Script({ version: OBSERVED, arguments: pointing(waiting, undefined), queue: work });
  script.declare(waiting, { arguments: pointing(work, ttlMillis) });
  script.publish('m');
  const [, times = ''] = /^([0-9]+) x \(get, reject\)$/.exec(sentencesOf(input)[1] ?? '') ?? [];
  const seen = Array.from({ length: Number(times) }, () => {
    for (let poll = 0; poll < POLLS_MAX && script.bench.depth(work) === 0; poll += 1) script.bench.wait(POLL_MILLIS);
    return deathsOf(headerOf(reject(script, work), 'x-death'));
  });
  return { xdeathSeenAtEachDelivery: seen };
}

function deathsOf(header: Json): Json {
  if (!Array.isArray(header)) return [];
  return (header as readonly Json[]).map((death) => {
    const { queue = null, reason = null, count = null } = objectOf(death);
    return [queue, reason, count];
  });
}

function topology(input: JsonObject): Json {
  const text = textOf(input, 'topology');
  const rejects = /^A=(\w+) -> (\w+) -> A via reject$/.exec(text);
  if (rejects !== null) return rejectLoop(input, rejects[1] ?? '', rejects[2] ?? '');
  const expiries = /^A\(ttl([0-9]+)\)->(\w+)\(ttl([0-9]+)\)->A, all expiries$/.exec(text);
  if (expiries !== null) return expiryLoop(input, [expiries[1] ?? '', expiries[3] ?? ''], expiries[2] ?? '');
  const retries = /^(\w+) --reject--> (\w+)\(ttl ([0-9]+)\) --expired--> \1$/.exec(text);
  if (retries !== null) return retryLoop(input, retries[1] ?? '', retries[2] ?? '', retries[3] ?? '');
  throw new UnsupportedVector(`the topology ${text}`);
}

// --- routing keys ----------------------------------------------------------------------------------------------------

/** A queue behind a fanout exchange, whose dead letters go to the direct exchange `dx`, to which `D` is bound. */
function keysOfLetters(input: JsonObject): Json {
  const [publish = ''] = sentencesOf(input);
  const [, body = '', key = '', copies] =
    /^publish (\w+) (?:to fanout px with )?routing key (\w+)(?: with CC=\[(\w+)\])?$/.exec(publish) ?? [];
  if (body === '') throw new UnsupportedVector(`the sentence "${publish}"`);
  const own = input['deadLetterRoutingKey'];
  const args = {
    'x-dead-letter-exchange': 'dx',
    ...(typeof own === 'string' ? { 'x-dead-letter-routing-key': own } : {}),
  };
  // The recording calls its queue so.
  const script = new Script({ version: OBSERVED, arguments: args, queue: 'q13' });
  const { bench, main } = script;
  declareWithBinding(bench, script, {
    exchange: 'dx',
    exchangeType: 'direct',
    queue: 'D',
    routingKey: boundKey(input),
  });
  declareWithBinding(bench, script, { exchange: 'px', exchangeType: 'fanout', queue: 'q13', routingKey: '' });
  const headers: FieldTable = copies === undefined ? {} : { CC: [copies] };
  bench.publish(main, key, body, { exchange: 'px', properties: { headers } });
  reject(script, 'q13');
  const letters = bench.drain(main, 'D');
  const kept = headerOf(letters[0], 'CC');
  return {
    inD: letters.length,
    routingKey: letters[0]?.routingKey ?? null,
    xdeath: headerOf(letters[0], 'x-death'),
    CCkept: kept,
    headersCC: kept,
    xdeathRoutingKeys: jsonOf(fieldOf(firstDeath(letters[0]), 'routing-keys') ?? null),
  };
}

function boundKey(input: JsonObject): string {
  const [, key] = /^dx --(\w+)--> D$/.exec(textOf(input, 'bindings', 'dx --orig--> D')) ?? [];
  if (key === undefined) throw new UnsupportedVector('other bindings');
  return key;
}

function declareWithBinding(
  bench: Bench,
  script: Script,
  options: {
    readonly exchange: string;
    readonly exchangeType: string;
    readonly queue: string;
    readonly routingKey: string;
  },
): void {
  const { exchange, exchangeType, queue, routingKey } = options;
  bench.say(script.main, { type: 'exchange.declare', exchange, exchangeType });
  if (!bench.exists(queue)) script.declare(queue, { arguments: {} });
  bench.say(script.main, { type: 'queue.bind', queue, exchange, routingKey });
}

function answerDeadLetters(given: Json): Json {
  const input = objectOf(given);
  if (input['topology'] !== undefined) return topology(input);
  const [first = ''] = sentencesOf(input);
  return first.includes('routing key') ? keysOfLetters(input) : oneQueue(input);
}

export const deadLetterArea: VectorArea = {
  answer: answerDeadLetters,
  matching: 'covers',
  normalize: withoutRemarks,
};
