/** Vectors of consumers: acknowledgements, prefetch, whose turn it is, returns, single active consumers. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { fieldOf, type FieldTable } from '../rules/fieldTable.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { SeenMessage } from '../node/methods.ts';
import { faultIn } from './bench.ts';
import {
  bodiesOf,
  integerOf,
  mapTexts,
  objectOf,
  plainError,
  sentencesOf,
  textOf,
  withoutRemarks,
  type JsonObject,
} from './reading.ts';
import { OBSERVED } from './routing.ts';
import { CONSUMER, Script } from './script.ts';

const MICROS_PER_MILLI = 1_000;

function queueArguments(input: JsonObject): FieldTable {
  return { 'x-queue-type': textOf(input, 'queueType', 'classic') };
}

/** Texts of digits and numbers are the same in recordings of one thing. */
function normalize(value: Json): Json {
  return withoutRemarks(mapTexts(value, (text) => (/^[0-9]+$/.test(text) ? Number(text) : plainError(text))));
}

// --- ack -------------------------------------------------------------------------------------------------------------

function answerAck(given: Json): Json {
  const sentences = sentencesOf(objectOf(given));
  const script = new Script({ version: OBSERVED, arguments: {} }).play(sentences);
  const left = script.closeAndDrain();
  const cancelled = sentences.indexOf('basic.cancel');
  if (cancelled < 0) return { left };
  // What came after the cancel is still ready when the next settlement begins.
  const readyAfterCancel = script.moments[cancelled + 1]?.depth ?? 0;
  return { readyAfterCancel, left };
}

export const ackArea: VectorArea = { answer: answerAck, matching: 'exact', normalize };

function answerAckTimeout(given: Json): Json {
  const input = objectOf(given);
  const config = {
    consumerTimeoutMicros: integerOf(input, 'consumer_timeout') * MICROS_PER_MILLI,
    channelTickMicros: integerOf(input, 'channel_tick_interval') * MICROS_PER_MILLI,
  };
  const script = new Script({ version: OBSERVED, arguments: {}, config }).play(sentencesOf(input));
  return { channelError: script.error, queueAfter: script.bodies() };
}

export const ackTimeoutArea: VectorArea = { answer: answerAckTimeout, matching: 'exact', normalize };

// --- prefetch --------------------------------------------------------------------------------------------------------

/** Two queues, each with a consumer on one channel, and messages to both in turn. */
function twoQueues(sentences: readonly string[]): Json {
  const script = new Script({ version: OBSERVED, arguments: {}, queue: 'q1' });
  script.declare('q2', { arguments: {} });
  for (const sentence of sentences) {
    const [, range = ''] = /^publish ([0-9.]+) to each, alternating$/.exec(sentence) ?? [];
    if (range !== '') {
      for (const body of bodiesOf(range)) for (const queue of ['q1', 'q2']) script.publish(body, {}, queue);
    } else if (sentence === 'consume q1, consume q2') {
      for (const queue of ['q1', 'q2']) script.bench.consume(script.work, queue, queue);
    } else script.play([sentence]);
  }
  const [fromQ1, fromQ2] = [script.bench.deliveries('q1').length, script.bench.deliveries('q2').length];
  return { fromQ1, fromQ2, total: fromQ1 + fromQ2 };
}

function answerPrefetch(given: Json): Json {
  const input = objectOf(given);
  const sentences = sentencesOf(input);
  if (sentences.includes('consume q1, consume q2')) return twoQueues(sentences);
  const script = new Script({ version: OBSERVED, arguments: queueArguments(input) });
  if (input['prefetch'] !== undefined) script.play([`basic.qos ${integerOf(input, 'prefetch')}`]);
  script.play(sentences);
  const of = (name: string): Json => [...script.seenBy(name)];
  const answer: Record<string, Json> = {
    error: script.error,
    scope: script.scope,
    left: script.bench.depth(script.queue),
  };
  for (const name of script.consumers.keys()) answer[name === CONSUMER ? 'delivered' : name] = of(name);
  const got = script.taken.at(-1);
  if (got !== undefined) answer['get'] = got.message.body;
  return { ...answer, ...stagesOf(script) };
}

/** What the sole consumer had after the publishes, after each acknowledgement, and after a later qos. */
function stagesOf(script: Script): Record<string, Json> {
  const seen = (form: RegExp): Json => [...(script.after(form).seen.get(CONSUMER) ?? [])];
  const published = seen(/^publish /);
  const stages: Record<string, Json> = { initial: published, before: published };
  for (const { sentence } of script.moments) {
    const [, body = '', multiple] = /^ack ([0-9]+)( multiple=true)?$/.exec(sentence) ?? [];
    if (body !== '') stages[`afterAck${body}${multiple === undefined ? '' : 'multiple'}`] = seen(literal(sentence));
  }
  if (script.moments.at(-1)?.sentence.startsWith('qos ') === true) stages['after'] = seen(/^qos /);
  return stages;
}

function literal(sentence: string): RegExp {
  return new RegExp(`^${sentence.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`);
}

export const prefetchArea: VectorArea = { answer: answerPrefetch, matching: 'covers', normalize };

// --- dispatch --------------------------------------------------------------------------------------------------------

function answerDispatch(given: Json): Json {
  const input = objectOf(given);
  if (input['consumers'] !== undefined) return takingTurns(input);
  const sentences = sentencesOf(input);
  const [sentence = ''] = sentences;
  if (sentence.startsWith('(continuing)')) return afterLoss(input, sentence);
  const script = new Script({ version: OBSERVED, arguments: queueArguments(input) }).play(sentences);
  const seen = (form: RegExp): Json => Object.fromEntries(script.after(form).seen) as Json;
  if (script.has(/ acks /)) return { afterFive: seen(/^publish 1\.\.5$/), final: seen(/^publish [0-9,]+$/) };
  return closingInTurn(script);
}

/** The recordings end with closing the channels, one after the other; the lists hold what came until then. */
function closingInTurn(script: Script): Json {
  for (const key of script.consumers.values()) script.say({ type: 'channel.close' }, key);
  return Object.fromEntries([...script.consumers.keys()].map((name) => [name, bodiesSeen(script, name)]));
}

function bodiesSeen(script: Script, name: string): Json {
  return [...script.bench.delivered(name)];
}

function takingTurns(input: JsonObject): Json {
  if (textOf(input, 'queueType', 'classic') === 'quorum') {
    throw new UnsupportedVector('which deliveries of a quorum queue a client sees while it closes channels is a race');
  }
  const count = integerOf(input, 'consumers');
  const prefetch = integerOf(input, 'prefetch');
  const script = new Script({ version: OBSERVED, arguments: queueArguments(input) });
  for (let index = 1; index <= count; index += 1) {
    const key = script.bench.channel();
    script.say({ type: 'basic.qos', prefetch }, key);
    script.consume(`C${index}`, key);
  }
  return closingInTurn(script.play(sentencesOf(input)));
}

/** The channel of A closes with so many unacknowledged, while B holds some. */
function afterLoss(input: JsonObject, sentence: string): Json {
  const form =
    /^\(continuing\) channel of A closes with ([0-9]+) unacked, B has ([0-9]+) unacked of prefetch ([0-9]+)$/;
  const [, ofA = '', ofB = '', prefetch = ''] = form.exec(sentence) ?? [];
  if (ofA === '') throw new UnsupportedVector(`the sentence "${sentence}"`);
  const script = new Script({ version: OBSERVED, arguments: queueArguments(input) });
  script.play([
    `publish 1..${Number(ofA) + Number(ofB)}`,
    `A consumes with prefetch ${ofA}`,
    `B consumes with prefetch ${prefetch}`,
    'channel of A closes without ack',
  ]);
  return { Bafter: bodiesSeen(script, 'B'), left: script.bench.depth(script.queue) };
}

export const dispatchArea: VectorArea = { answer: answerDispatch, matching: 'exact', normalize };

// --- requeue ---------------------------------------------------------------------------------------------------------

function deliveryCountOf(message: SeenMessage): Json {
  const count = fieldOf(message.headers ?? {}, 'x-delivery-count');
  return typeof count === 'number' ? count : null;
}

function answerRequeue(given: Json): Json {
  const input = objectOf(given);
  const limit = input['deliveryLimit'];
  const args = { ...queueArguments(input), ...(typeof limit === 'number' ? { 'x-delivery-limit': limit } : {}) };
  const script = new Script({ version: OBSERVED, arguments: args }).play(sentencesOf(input));
  if (script.consumers.size > 0) {
    const deliveries = script.bench.deliveries(CONSUMER);
    return { deliveries: deliveries.map(({ message }) => [message.body, message.redelivered]) };
  }
  const messages = script.bench.drain(script.main, script.queue);
  return {
    order: messages.map(({ body }) => body),
    redelivered: messages.map(({ redelivered }) => redelivered),
    xDeliveryCount: messages.map(deliveryCountOf),
  };
}

export const requeueArea: VectorArea = { answer: answerRequeue, matching: 'covers', normalize };

// --- sac -------------------------------------------------------------------------------------------------------------

function versionOf(input: JsonObject): RabbitVersion {
  const version = textOf(input, 'version', '3.10.8');
  if (version === '3.10.8') return '3.10';
  if (version === 'documented / main') return '4.3';
  throw new UnsupportedVector(`the version ${version}`);
}

function answerSingleActive(given: Json): Json {
  const input = objectOf(given);
  const args = { ...queueArguments(input), 'x-single-active-consumer': true };
  const script = new Script({ version: versionOf(input), arguments: args, durable: true });
  if (input['op'] !== undefined) {
    if (input['op'] !== 'exclusive consumer on a single-active-consumer queue') {
      throw new UnsupportedVector(`the operation "${String(input['op'])}"`);
    }
    return { error: faultIn(script.bench.consume(script.work, script.queue, 'A', { exclusive: true })) };
  }
  script.play(sentencesOf(input));
  const stages: readonly (readonly [string, RegExp])[] = [
    ['beforeClose', /^publish 1\.\.5$/],
    ['afterClose', /^channel of A closes/],
    ['afterCancel', /^A basic\.cancel/],
    ['afterAcks', /^A acks/],
    ['afterPublish5', /^publish 5$/],
  ];
  return Object.fromEntries(
    stages.flatMap(([name, form]) =>
      script.has(form) ? [[name, Object.fromEntries(script.after(form).seen) as Json]] : [],
    ),
  );
}

export const singleActiveArea: VectorArea = { answer: answerSingleActive, matching: 'covers', normalize };
