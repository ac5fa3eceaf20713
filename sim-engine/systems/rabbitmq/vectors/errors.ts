/** Vectors of what the broker refuses, and of the lives of queues. */
import type { FieldTable } from '../rules/fieldTable.ts';
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { Bench, faultIn } from './bench.ts';
import type { ClientMethod } from '../node/methods.ts';
import { mapTexts, objectOf, plainError, textOf } from './reading.ts';
import { OBSERVED } from './routing.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';

/** Errors in the recordings of this area are cut after so many characters. */
const RECORDED_CHARACTERS = 160;

type Operation = (bench: Bench, key: ChannelKey) => ClientMethod;

/** A queue that was declared before the operation. */
function withQueue(name: string, next: (bench: Bench, key: ChannelKey) => ClientMethod): Operation {
  return (bench, key) => {
    bench.declare(key, name);
    return next(bench, key);
  };
}

function publishTo(exchange: string, routingKey: string, expiration?: string): ClientMethod {
  const properties = expiration === undefined ? {} : { expiration };
  return { type: 'basic.publish', exchange, routingKey, body: '1', properties };
}

function declaring(queue: string, args: FieldTable, durable = true, exclusive = false): Operation {
  return () => ({ type: 'queue.declare', queue, durable, exclusive, arguments: args });
}

/** The operations by name, each as it was recorded: what was there before, and the method that is judged. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'publish to missing exchange (no confirm)': () => publishTo('nope', 'k'),
  'bind queue to default exchange': withQueue('rp.q1', () => ({
    type: 'queue.bind',
    queue: 'rp.q1',
    exchange: '',
    routingKey: 'k',
  })),
  'publish to internal exchange': (bench, key) => {
    bench.say(key, { type: 'exchange.declare', exchange: 'int1', exchangeType: 'fanout', internal: true });
    return publishTo('int1', '');
  },
  'declare exchange amq.foo': () => ({ type: 'exchange.declare', exchange: 'amq.foo', exchangeType: 'direct' }),
  'redeclare queue with other durable flag': withQueue('rp.q1', () => ({
    type: 'queue.declare',
    queue: 'rp.q1',
    durable: true,
  })),
  'redeclare queue with other x-max-length': withQueue('rp.q1', () => ({
    type: 'queue.declare',
    queue: 'rp.q1',
    arguments: { 'x-max-length': 3 },
  })),
  'passive declare missing queue': () => ({ type: 'queue.declare', queue: 'missing.q', passive: true }),
  'consume missing queue': () => ({ type: 'basic.consume', queue: 'missing.q' }),
  'ack unknown delivery tag': () => ({ type: 'basic.ack', deliveryTag: 99 }),
  'ack same delivery twice': withQueue('rp.q2', (bench, key) => {
    bench.publish(key, 'rp.q2', 'a');
    const deliveryTag = bench.get(key, 'rp.q2')?.deliveryTag ?? 0;
    bench.say(key, { type: 'basic.ack', deliveryTag });
    return { type: 'basic.ack', deliveryTag };
  }),
  'consume exclusively while another consumer exists': withQueue('rp.q2', (bench, key) => {
    bench.consume(key, 'rp.q2', 'first');
    return { type: 'basic.consume', queue: 'rp.q2', exclusive: true };
  }),
  'consume while an exclusive consumer exists': withQueue('rp.q3', (bench, key) => {
    bench.consume(key, 'rp.q3', 'first', { exclusive: true });
    return { type: 'basic.consume', queue: 'rp.q3' };
  }),
  'use exclusive queue from other connection': (bench) => {
    bench.declare(bench.channel(), 'rp.excl', { exclusive: true });
    return { type: 'queue.declare', queue: 'rp.excl', passive: true };
  },
  'publish with expiration "abc"': withQueue('rp.q1', () => publishTo('', 'rp.q1', 'abc')),
  'publish with expiration "-1"': withQueue('rp.q1', () => publishTo('', 'rp.q1', '-1')),
  'x-expires 0': declaring('bad1', { 'x-expires': 0 }),
  'x-message-ttl -1': declaring('bad2', { 'x-message-ttl': -1 }),
  'x-dead-letter-routing-key without x-dead-letter-exchange': declaring('bad3', { 'x-dead-letter-routing-key': 'x' }),
  'x-overflow bogus': declaring('bad4', { 'x-overflow': 'bogus' }),
  'x-max-priority 256': declaring('bad5', { 'x-max-priority': 256 }),
  'quorum queue non durable': declaring('bad6', { 'x-queue-type': 'quorum' }, false),
  'quorum queue exclusive': declaring('bad7', { 'x-queue-type': 'quorum' }, true, true),
  'quorum queue with x-max-priority': declaring('bad8', { 'x-queue-type': 'quorum', 'x-max-priority': 5 }),
  'quorum queue overflow reject-publish-dlx': declaring('bad9', {
    'x-queue-type': 'quorum',
    'x-overflow': 'reject-publish-dlx',
  }),
  'confirm.select on tx channel': (bench, key) => {
    bench.say(key, { type: 'tx.select' });
    return { type: 'confirm.select' };
  },
};

function answerError(given: Json): Json {
  const op = textOf(objectOf(given), 'op');
  const operation = Object.hasOwn(OPERATIONS, op) ? OPERATIONS[op] : undefined;
  if (operation === undefined) throw new UnsupportedVector(`the operation "${op}"`);
  const bench = new Bench(OBSERVED);
  const key = bench.channel();
  const error = faultIn(bench.say(key, operation(bench, key)));
  return error === null ? { ok: true } : { ok: false, error };
}

export const errorArea: VectorArea = {
  answer: answerError,
  matching: 'exact',
  normalize: (value) => mapTexts(value, (text) => plainError(text).slice(0, RECORDED_CHARACTERS)),
};

// --- lifecycle -------------------------------------------------------------------------------------------------------

const LIVES: Readonly<Record<string, (bench: Bench, key: ChannelKey) => Json>> = {
  'auto-delete queue: consume then cancel': (bench, key) => {
    bench.declare(key, 'rp.ad', { autoDelete: true });
    const existsBeforeFirstConsumer = bench.exists('rp.ad');
    bench.consume(key, 'rp.ad', 'C');
    bench.say(key, { type: 'basic.cancel', consumerTag: 'C' });
    return { existsBeforeFirstConsumer, existsAfterLastCancel: bench.exists('rp.ad') };
  },
  'queue deleted while consumed': (bench, key) => {
    bench.declare(key, 'rp.del');
    bench.consume(key, 'rp.del', 'C');
    const told = bench.say(bench.channel(), { type: 'queue.delete', queue: 'rp.del' });
    const cancelled = told.filter(({ method }) => method.type === 'basic.cancel' && method.consumerTag === 'C');
    return { events: cancelled.map(() => 'basic.cancel from server'), channelStillOpen: faultIn(told) === null };
  },
  'x-expires 200 with no use': (bench, key) => {
    bench.declare(key, 'rp.exp', { arguments: { 'x-expires': 200 } });
    bench.publish(key, 'rp.exp', 'm');
    const at0 = bench.exists('rp.exp');
    bench.wait(500);
    return { at0, at500: bench.exists('rp.exp') };
  },
};

function answerLifecycle(given: Json): Json {
  const op = textOf(objectOf(given), 'op');
  const life = Object.hasOwn(LIVES, op) ? LIVES[op] : undefined;
  if (life === undefined) throw new UnsupportedVector(`the operation "${op}"`);
  const bench = new Bench(OBSERVED);
  return life(bench, bench.channel());
}

export const lifecycleArea: VectorArea = { answer: answerLifecycle, matching: 'exact' };
