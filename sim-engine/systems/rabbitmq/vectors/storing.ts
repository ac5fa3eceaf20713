/** Vectors of what queues keep and give up: length limits, time to live, priorities, poison messages, transactions. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { fieldOf, type FieldTable } from '../rules/fieldTable.ts';
import type { SeenMessage } from '../node/methods.ts';
import {
  fieldTableOf,
  integerOf,
  listOf,
  objectOf,
  sentencesOf,
  textOf,
  withoutRemarks,
  type JsonObject,
} from './reading.ts';
import { OBSERVED } from './routing.ts';
import { DEAD_LETTERS, Script, TO_DEAD_LETTERS } from './script.ts';

/** The first entry of a message's x-death. */
export function firstDeath(message: SeenMessage | undefined): FieldTable {
  const deaths = fieldOf(message?.headers ?? {}, 'x-death');
  if (!Array.isArray(deaths)) return {};
  const [death] = deaths as readonly unknown[];
  return isTable(death) ? death.fields : {};
}

function isTable(value: unknown): value is { readonly fields: FieldTable } {
  return typeof value === 'object' && value !== null && 'fields' in value;
}

function textField(table: FieldTable, name: string): Json {
  const value = fieldOf(table, name);
  return typeof value === 'string' ? value : null;
}

function argumentsOf(input: JsonObject, more: FieldTable = {}): FieldTable {
  const type = input['queueType'] === undefined ? {} : { 'x-queue-type': textOf(input, 'queueType') };
  return { ...type, ...more, ...fieldTableOf(input['args']) };
}

function deadLetters(script: Script): readonly SeenMessage[] {
  return script.bench.drain(script.main, DEAD_LETTERS);
}

// --- overflow --------------------------------------------------------------------------------------------------------

/** A fanout exchange before a queue that rejects and one that does not. */
function twoTargets(input: JsonObject): Json {
  const topology = textOf(input, 'topology');
  const [, maximum = ''] = /^fanout -> q1\(max ([0-9]+), reject-publish\), q2$/.exec(topology) ?? [];
  const [, bodies = ''] = /^publish ([0-9,]+)$/.exec(textOf(input, 'events')) ?? [];
  if (maximum === '' || bodies === '') throw new UnsupportedVector(`the topology ${topology}`);
  const args = { 'x-max-length': Number(maximum), 'x-overflow': 'reject-publish' };
  const script = new Script({ version: OBSERVED, arguments: args, queue: 'q1' });
  script.declare('q2', { arguments: {} });
  script.say({ type: 'exchange.declare', exchange: 'fan', exchangeType: 'fanout' });
  for (const queue of ['q1', 'q2']) script.say({ type: 'queue.bind', queue, exchange: 'fan', routingKey: '' });
  const confirms = bodies.split(',').map((body) => script.bench.confirmed(script.main, '', body, { exchange: 'fan' }));
  return { confirms, q1: [...script.bodies('q1')], q2: [...script.bodies('q2')] };
}

/** "publish aaaa,bbbb then a 16-byte message" */
const THEN_BIG = /^(publish [\w,]+) then a ([0-9]+)-byte message$/;

function answerOverflow(given: Json): Json {
  const input = objectOf(given);
  if (input['topology'] !== undefined) return twoTargets(input);
  const sentences = sentencesOf(input).flatMap((sentence) => {
    const [, first = '', bytes = ''] = THEN_BIG.exec(sentence) ?? [];
    return first === '' ? [sentence] : [first, `publish ${'x'.repeat(Number(bytes))}`];
  });
  const script = new Script({ version: OBSERVED, arguments: argumentsOf(input) }).play(sentences);
  const dead = deadLetters(script);
  const requeued = sentences.findIndex((sentence) => sentence.startsWith('requeue'));
  const inQueue = [...script.bodies()];
  const last = script.confirms.at(-1) ?? null;
  return {
    confirms: script.confirms,
    confirm: last,
    confirmOfBig: last,
    deadLettered: dead.map(({ body }) => body),
    reason: textField(firstDeath(dead[0]), 'reason'),
    inQueue,
    inQueueAfter: inQueue,
    ...(requeued > 0 ? { readyBeforeRequeue: script.moments[requeued - 1]?.depth ?? 0 } : {}),
  };
}

export const overflowArea: VectorArea = { answer: answerOverflow, matching: 'covers', normalize: withoutRemarks };

// --- ttl -------------------------------------------------------------------------------------------------------------

/** A message with its own expiration, and nobody who takes it. */
const UNATTENDED_MILLIS = 300;

function answerTtl(given: Json): Json {
  const input = objectOf(given);
  const args = argumentsOf(input, TO_DEAD_LETTERS);
  const script = new Script({ version: OBSERVED, arguments: args });
  if (input['events'] === undefined) {
    script.play([`publish a expiration=${textOf(input, 'expiration')}`, `wait ${UNATTENDED_MILLIS} ms`]);
    const dead = deadLetters(script);
    const original = textField(firstDeath(dead[0]), 'original-expiration');
    return { deadAfter300ms: dead.length === 1, originalExpiration: original, expiration: dead[0]?.expiration ?? null };
  }
  const stages: Record<string, Json> = {};
  const isClassic = input['queueType'] === undefined;
  for (const sentence of sentencesOf(input)) {
    script.play([sentence]);
    const [, at = '', what = ''] = /^t=([0-9]+)(?: ms)? (inspect(?: DLQ)?|depth)$/.exec(sentence) ?? [];
    if (at === '') continue;
    const depth = script.bench.depth(script.queue);
    if (what === 'depth') stages[`depthAt${at}`] = depth;
    else {
      const dead = deadLetters(script).map(({ body }) => body);
      stages[`at${at}`] = isClassic ? { queueDepth: depth, deadLettered: dead } : dead;
      stages['deadLettered'] = dead;
    }
  }
  const rest = deadLetters(script).map(({ body }) => body);
  const expired = stages['deadLettered'] ?? rest;
  const second = script.taken.length > 1 ? (script.taken.at(-1)?.message.body ?? null) : null;
  return {
    ...stages,
    depth: script.bench.depth(script.queue),
    deadLettered: expired,
    secondGet: second,
    delivered: [...script.bench.delivered('C')],
  };
}

export const ttlArea: VectorArea = { answer: answerTtl, matching: 'covers', normalize: withoutRemarks };

// --- priority --------------------------------------------------------------------------------------------------------

const PRIORITIES = { 'x-max-priority': 5 };

function answerPriority(given: Json): Json {
  const input = objectOf(given);
  if (input['events'] !== undefined) {
    const args = { ...PRIORITIES, ...TO_DEAD_LETTERS };
    const script = new Script({ version: OBSERVED, arguments: args }).play(sentencesOf(input));
    return { depth: script.bench.depth(script.queue), deadLettered: deadLetters(script).map(({ body }) => body) };
  }
  const script = new Script({ version: OBSERVED, arguments: argumentsOf(input) });
  for (const item of listOf(input, 'publishes')) {
    const [body, priority] = Array.isArray(item) ? (item as readonly Json[]) : [];
    script.publish(String(body), typeof priority === 'number' ? { priority } : {});
  }
  return { order: [...script.bodies()] };
}

export const priorityArea: VectorArea = { answer: answerPriority, matching: 'exact' };

// --- quorum ----------------------------------------------------------------------------------------------------------

const LOOPS_MAX = 9;

function deliveryCount(message: SeenMessage | undefined): Json {
  const count = fieldOf(message?.headers ?? {}, 'x-delivery-count');
  return typeof count === 'number' ? count : null;
}

function poisonQueue(input: JsonObject): Script {
  const args = { 'x-queue-type': 'quorum', 'x-delivery-limit': integerOf(input, 'deliveryLimit'), ...TO_DEAD_LETTERS };
  return new Script({ version: OBSERVED, arguments: args });
}

function answerQuorum(given: Json): Json {
  const input = objectOf(given);
  const [publish = '', ...rest] = sentencesOf(input);
  const script = poisonQueue(input).play([publish]);
  if (rest.length === 2) return crashingConsumers(script, rest);
  if (rest[0] !== 'loop: basic.get, basic.nack requeue=true') throw new UnsupportedVector('another loop');
  const counts: Json[] = [];
  for (let loop = 0; loop < LOOPS_MAX; loop += 1) {
    const delivery = script.bench.get(script.work, script.queue);
    if (delivery === null) break;
    counts.push(deliveryCount(delivery.message));
    script.say({ type: 'basic.nack', deliveryTag: delivery.deliveryTag, requeue: true });
  }
  const dead = deadLetters(script);
  return {
    deliveries: counts.length,
    xDeliveryCountPerDelivery: counts,
    deadLettered: dead.length,
    reason: textField(firstDeath(dead[0]), 'reason'),
    xDeliveryCountAtDeadLetter: deliveryCount(dead[0]),
  };
}

/** Consumers that get everything, one after the other, and lose their channels. */
function crashingConsumers(script: Script, sentences: readonly string[]): Json {
  if (!sentences.every((sentence) => /receives.*its channel closes$/.test(sentence))) {
    throw new UnsupportedVector(`the sentences ${sentences.join('; ')}`);
  }
  const rounds = sentences.map((_, index) => {
    const key = script.bench.channel();
    script.say({ type: 'basic.qos', prefetch: 10 }, key);
    script.consume(`C${index}`, key);
    const seen = script.bench.deliveries(`C${index}`);
    script.say({ type: 'channel.close' }, key);
    return seen.map(({ message }) => `${message.body}:${String(deliveryCount(message) ?? '-')}`);
  });
  const deadLettered = deadLetters(script).map(({ body }) => body);
  return { rounds, deadLettered, left: script.bench.depth(script.queue) };
}

export const quorumArea: VectorArea = { answer: answerQuorum, matching: 'exact', normalize: withoutRemarks };

// --- tx --------------------------------------------------------------------------------------------------------------

function answerTransaction(given: Json): Json {
  const script = new Script({ version: OBSERVED, arguments: {} });
  const depths: Json[] = [];
  for (const sentence of sentencesOf(objectOf(given))) {
    const [, bodies = ''] = /^publish ([\w,]+)$/.exec(sentence) ?? [];
    if (bodies !== '') for (const body of bodies.split(',')) script.bench.publish(script.work, script.queue, body);
    else if (sentence === 'inspect') depths.push(script.bench.depth(script.queue));
    else if (sentence === 'tx.select' || sentence === 'tx.commit' || sentence === 'tx.rollback') {
      script.say({ type: sentence });
    } else throw new UnsupportedVector(`the sentence "${sentence}"`);
  }
  const [beforeCommit = null, afterCommit = null, afterRollback = null] = depths;
  return { beforeCommit, afterCommit, afterRollback };
}

export const transactionArea: VectorArea = { answer: answerTransaction, matching: 'exact' };
