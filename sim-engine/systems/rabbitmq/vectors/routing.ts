/** Vectors of routing: topics, headers, exchanges, returns and confirms. */
import { fieldOf, type FieldTable } from '../rules/fieldTable.ts';
import { headersMatch } from '../rules/routing/headers.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { Bench, faultIn, isFor, type Told } from './bench.ts';
import {
  bodiesOf,
  fieldTableOf,
  isObject,
  jsonTableOf,
  mapTexts,
  objectOf,
  plainError,
  sentencesOf,
  textOf,
  textsOf,
  type JsonObject,
} from './reading.ts';

/** What was observed was observed on this version. */
export const OBSERVED: RabbitVersion = '3.10';

/** A confirming channel. */
export function confirmingChannel(bench: Bench): ChannelKey {
  const key = bench.channel();
  bench.say(key, { type: 'confirm.select' });
  return key;
}

function declareExchange(
  bench: Bench,
  key: ChannelKey,
  exchange: string,
  exchangeType: string,
  args?: FieldTable,
): void {
  bench.say(key, { type: 'exchange.declare', exchange, exchangeType, arguments: args ?? {} });
}

function bindQueue(bench: Bench, key: ChannelKey, queue: string, exchange: string, routingKey: string): void {
  bench.say(key, { type: 'queue.bind', queue, exchange, routingKey });
}

// --- topic -----------------------------------------------------------------------------------------------------------

/** A topic exchange with one queue that has the given bindings. */
function topicBench(patterns: readonly string[]): { readonly bench: Bench; readonly key: ChannelKey } {
  const bench = new Bench(OBSERVED);
  const key = confirmingChannel(bench);
  declareExchange(bench, key, 't', 'topic');
  bench.declare(key, 'q');
  for (const pattern of patterns) bindQueue(bench, key, 'q', 't', pattern);
  return { bench, key };
}

function answerTopic(given: Json): Json {
  const input = objectOf(given);
  if (input['bindings'] !== undefined) {
    const { bench, key } = topicBench(textsOf(input, 'bindings'));
    bench.publish(key, textOf(input, 'routingKey'), 'x', { exchange: 't' });
    return { copies: bench.drain(key, 'q').length };
  }
  const { bench, key } = topicBench([textOf(input, 'pattern')]);
  const routingKeys = textsOf(input, 'routingKeys');
  for (const routingKey of routingKeys) bench.publish(key, routingKey, routingKey, { exchange: 't' });
  return { matches: bench.bodies(key, 'q') };
}

export const topicArea: VectorArea = { answer: answerTopic, matching: 'exact' };

// --- headers ---------------------------------------------------------------------------------------------------------

function answerHeaders(given: Json): Json {
  const input = objectOf(given);
  const bench = new Bench(OBSERVED);
  const key = bench.channel();
  declareExchange(bench, key, 'h', 'headers');
  bench.declare(key, 'q');
  const args = fieldTableOf(input['bindingArgs']);
  const bound = bench.say(key, { type: 'queue.bind', queue: 'q', exchange: 'h', routingKey: '', arguments: args });
  const error = faultIn(bound);
  if (error !== null) return { ok: false, error };
  const headers = fieldTableOf(input['messageHeaders']);
  bench.publish(key, '', 'm', { exchange: 'h', properties: { headers } });
  return { ok: true, routed: bench.depth('q') > 0 };
}

export const headersArea: VectorArea = {
  answer: answerHeaders,
  matching: 'exact',
  normalize: (value) => mapTexts(value, plainError),
};

/** "int 1", "double 1.0" */
function typedNumbersOf(table: Json | undefined): FieldTable {
  const entries = Object.entries(objectOf(table)).map(([name, value]) => {
    const [, type = '', number = ''] = /^(int|double) ([0-9]+)(\.0)?$/.exec(String(value)) ?? [];
    if (type === 'double') return [name, { kind: 'double', text: number }] as const;
    return [name, type === 'int' ? Number(number) : String(value)] as const;
  });
  return Object.fromEntries(entries);
}

/** The versions as the vectors call them. */
const HEADER_VERSIONS: Readonly<Record<string, RabbitVersion>> = { '3.10.8': '3.10', 'main 2026': '4.3' };

function answerHeadersVersion(given: Json): Json {
  const input = objectOf(given);
  const [args, headers] = [typedNumbersOf(input['bindingArgs']), typedNumbersOf(input['messageHeaders'])];
  if (fieldOf(args, 'x-match') === undefined) throw new UnsupportedVector('a binding without x-match');
  return Object.fromEntries(
    Object.entries(HEADER_VERSIONS).map(([name, version]) => [name, headersMatch(args, headers, version)]),
  );
}

export const headersVersionArea: VectorArea = {
  answer: answerHeadersVersion,
  matching: 'exact',
  normalize: (value) =>
    mapTexts(value, (text) => (/^matches\b/.test(text) ? true : /^does not match\b/.test(text) ? false : text)),
};

// --- exchange --------------------------------------------------------------------------------------------------------

/** The exchanges of the recordings, with the queue `q` (and `a` behind the alternate exchange). */
function exchangeBench(): { readonly bench: Bench; readonly key: ChannelKey } {
  const bench = new Bench(OBSERVED);
  const key = confirmingChannel(bench);
  bench.declare(key, 'rp.q1');
  declareExchange(bench, key, 'd1', 'direct');
  for (const routingKey of ['k', 'k2']) bindQueue(bench, key, 'rp.q1', 'd1', routingKey);
  return { bench, key };
}

interface Route {
  readonly exchange: string;
  readonly routingKey: string;
  readonly headers: FieldTable;
}

function copies(bench: Bench, key: ChannelKey, { exchange, routingKey, headers }: Route): Json {
  bench.publish(key, routingKey, 'm', { exchange, properties: { headers } });
  return { copies: bench.drain(key, 'rp.q1').length };
}

function typedExchange(input: JsonObject): Json {
  const { bench, key } = exchangeBench();
  declareExchange(bench, key, 'x', textOf(input, 'type'));
  for (const routingKey of textsOf(input, 'bindings')) bindQueue(bench, key, 'rp.q1', 'x', routingKey);
  return copies(bench, key, { exchange: 'x', routingKey: textOf(input, 'routingKey'), headers: {} });
}

/** Chains of exchanges, as `e1(fanout)->d1(direct,k)->q` or `e1->d1->e1 and d1->q`. */
function chainedExchanges(input: JsonObject): Json {
  const { bench, key } = exchangeBench();
  const cyclic = input['e2eCycle'] !== undefined;
  const chain = textOf(input, cyclic ? 'e2eCycle' : 'e2e');
  if (!/^e1(\(fanout\))?->d1/.test(chain)) throw new UnsupportedVector(`the chain ${chain}`);
  declareExchange(bench, key, 'e1', 'fanout');
  bench.say(key, { type: 'exchange.bind', source: 'e1', destination: 'd1', routingKey: '' });
  if (cyclic) bench.say(key, { type: 'exchange.bind', source: 'd1', destination: 'e1', routingKey: 'k' });
  return copies(bench, key, {
    exchange: textOf(input, 'publishTo'),
    routingKey: textOf(input, 'routingKey'),
    headers: {},
  });
}

function senderSelected(input: JsonObject): Json {
  const { bench, key } = exchangeBench();
  const headers = fieldTableOf(input['headers']);
  const route = { exchange: textOf(input, 'exchange'), routingKey: textOf(input, 'routingKey'), headers };
  if (input['sender_selected'] !== undefined) return copies(bench, key, route);
  bench.publish(key, route.routingKey, 'm', { exchange: route.exchange, properties: { headers } });
  const [message] = bench.drain(key, 'rp.q1');
  if (message === undefined) return { routed: false };
  const deliveredHeaders = message.headers === null ? null : jsonTableOf(message.headers);
  return { routed: true, deliveredRoutingKey: message.routingKey, deliveredHeaders };
}

/** Alternate exchanges, as `d2 (alternate-exchange=ae -> rp.ae)` or `d4<->d5 alternate exchanges of each other`. */
function alternateExchange(input: JsonObject): Json {
  const { bench, key } = exchangeBench();
  const exchange = textOf(input, 'exchange');
  const [, name = '', alternate = '', queue = ''] =
    /^(\w+) \(alternate-exchange=([\w-]+)(?: -> ([\w.]+)|, not declared)\)$/.exec(exchange) ?? [];
  const [, one = '', other = ''] = /^(\w+)<->(\w+) alternate exchanges of each other$/.exec(exchange) ?? [];
  const [published, next] = name === '' ? [one, other] : [name, alternate];
  if (published === '') throw new UnsupportedVector(`the exchange ${exchange}`);
  declareExchange(bench, key, published, 'direct', { 'alternate-exchange': next });
  if (one !== '') declareExchange(bench, key, other, 'direct', { 'alternate-exchange': one });
  if (queue !== '') {
    declareExchange(bench, key, alternate, 'fanout');
    bench.declare(key, queue);
    bindQueue(bench, key, queue, alternate, '');
  }
  const told = bench.publish(key, 'nowhere', 'm', { exchange: published, mandatory: input['mandatory'] === true });
  const returns = told.flatMap(({ method }) =>
    method.type === 'basic.return' ? [[method.replyCode, method.replyText]] : [],
  );
  return queue === '' ? { returns } : { inAlternateQueue: bench.drain(key, queue).length, returns };
}

function answerExchange(given: Json): Json {
  const input = objectOf(given);
  if (input['type'] !== undefined) return typedExchange(input);
  if (input['e2e'] !== undefined || input['e2eCycle'] !== undefined) return chainedExchanges(input);
  if (input['headers'] !== undefined) return senderSelected(input);
  if (input['mandatory'] !== undefined) return alternateExchange(input);
  const { bench, key } = exchangeBench();
  if (textOf(input, 'exchange') !== '(default)') throw new UnsupportedVector('an exchange without a type');
  return copies(bench, key, { exchange: '', routingKey: textOf(input, 'routingKey'), headers: {} });
}

export const exchangeArea: VectorArea = { answer: answerExchange, matching: 'exact' };

// --- confirm ---------------------------------------------------------------------------------------------------------

function confirmText({ method }: Told): readonly string[] {
  if (method.type === 'basic.return') return [`return ${method.replyCode} ${method.replyText}`];
  if (method.type === 'basic.ack' || method.type === 'basic.nack') {
    return [`${method.type === 'basic.ack' ? 'ack' : 'nack'} ${method.deliveryTag}`];
  }
  return [];
}

function answerConfirm(given: Json): Json {
  const input = objectOf(given);
  const bench = new Bench(OBSERVED);
  const key = confirmingChannel(bench);
  if (isObject(input) && input['publishes'] !== undefined) {
    for (const sentence of textsOf(input, 'publishes')) {
      const [, body = '', options = ''] = /^([0-9]+): (mandatory|not mandatory), unroutable$/.exec(sentence) ?? [];
      if (body === '') throw new UnsupportedVector(`the sentence "${sentence}"`);
      bench.publish(key, 'nowhere', body, { mandatory: options === 'mandatory' });
    }
    return { events: bench.told.filter((told) => isFor(told, key)).flatMap(confirmText) };
  }
  const [sentence = ''] = sentencesOf(input);
  const [, range = ''] = /^publish ([0-9.]+) persistent, one channel$/.exec(sentence) ?? [];
  if (range === '') throw new UnsupportedVector(`the sentence "${sentence}"`);
  bench.declare(key, 'q', { durable: true });
  for (const body of bodiesOf(range)) bench.publish(key, 'q', body, { properties: { persistent: true } });
  const confirmed = bench.told.flatMap(({ method }) => (method.type === 'basic.ack' ? [method.deliveryTag] : []));
  return { confirmedInOrderSeenByClient: confirmed };
}

export const confirmArea: VectorArea = { answer: answerConfirm, matching: 'exact' };
