/** Vectors of streams. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { fieldOf } from '../rules/fieldTable.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import { Bench, closedBy, faultIn } from './bench.ts';
import {
  bodiesOf,
  fieldValueOf,
  integerOf,
  mapTexts,
  objectOf,
  plainError,
  textOf,
  withoutRemarks,
  type JsonObject,
} from './reading.ts';
import { OBSERVED } from './routing.ts';

const STREAM = { durable: true, arguments: { 'x-queue-type': 'stream' } };
const DEFAULT_PREFETCH = 100;

/** A stream `c1` with messages, each published by itself. */
function streamBench(published: string): { readonly bench: Bench; readonly key: ChannelKey } {
  const bench = new Bench(OBSERVED);
  const key = bench.channel();
  bench.declare(key, 'c1', STREAM);
  for (const body of bodiesOf(published)) {
    bench.wait(1);
    bench.publish(key, 'c1', body);
  }
  return { bench, key };
}

/** Acknowledges whatever comes, for as long as something comes. */
function acknowledgeAll(bench: Bench, reader: ChannelKey): void {
  for (let done = 0; done < bench.deliveries('C').length; done += 1) {
    const { deliveryTag } = bench.deliveries('C')[done] ?? { deliveryTag: 0 };
    bench.say(reader, { type: 'basic.ack', deliveryTag });
  }
}

function consumeStream(input: JsonObject): Json {
  const { bench, key } = streamBench(textOf(input, 'published', '0..11'));
  const options = objectOf(input['consume']);
  const reader = bench.channel();
  bench.say(reader, { type: 'basic.qos', prefetch: integerOf(options, 'prefetch', DEFAULT_PREFETCH) });
  const offset = options['x-stream-offset'];
  const args = offset === undefined || offset === null ? {} : { 'x-stream-offset': fieldValueOf(offset) };
  const error = faultIn(bench.consume(reader, 'c1', 'C', { arguments: args }));
  if (error !== null) return { error };
  if (input['thenPublish'] !== undefined) bench.publish(key, 'c1', textOf(input, 'thenPublish'));
  if (options['ack'] === true) acknowledgeAll(bench, reader);
  if (input['events'] !== undefined) return refusedReturn(bench, reader, textOf(input, 'events'));
  const delivered = bench
    .deliveries('C')
    .map(({ message }) => [(fieldOf(message.headers ?? {}, 'x-stream-offset') ?? null) as Json, message.body]);
  return { delivered, n: delivered.length };
}

function refusedReturn(bench: Bench, reader: ChannelKey, event: string): Json {
  if (event !== 'first delivery is nacked with requeue=true') throw new UnsupportedVector(`the event "${event}"`);
  const delivered = bench.delivered('C');
  const told = bench.say(reader, { type: 'basic.nack', deliveryTag: 1, requeue: true });
  return { delivered, error: faultIn(told), scope: closedBy(told) };
}

function operate(op: string): Json {
  const [, argument = ''] = /^declare stream with (x-[a-z-]+)$/.exec(op) ?? [];
  if (argument !== '') {
    const bench = new Bench(OBSERVED);
    const value = argument === 'x-dead-letter-exchange' ? '' : 3;
    const given = { 'x-queue-type': 'stream', [argument]: value };
    const told = bench.say(bench.channel(), { type: 'queue.declare', queue: 'sbad', durable: true, arguments: given });
    return { error: faultIn(told) };
  }
  const { bench } = streamBench('0..11');
  const key = bench.channel();
  switch (op) {
    case 'consume without basic.qos':
      return { error: faultIn(bench.consume(key, 'c1', 'C')) };
    case 'consume with no_ack=true':
      bench.say(key, { type: 'basic.qos', prefetch: DEFAULT_PREFETCH });
      return { error: faultIn(bench.consume(key, 'c1', 'C', { noAck: true })) };
    case 'basic.get':
      return { error: faultIn(bench.say(key, { type: 'basic.get', queue: 'c1' })) };
    case 'queue.purge':
      return { error: faultIn(bench.say(key, { type: 'queue.purge', queue: 'c1' })) };
    default:
      throw new UnsupportedVector(`the operation "${op}"`);
  }
}

function answerStream(given: Json): Json {
  const input = objectOf(given);
  return input['op'] === undefined ? consumeStream(input) : operate(textOf(input, 'op'));
}

export const streamArea: VectorArea = {
  answer: answerStream,
  // A vector expects what was delivered, or only how many.
  matching: 'covers',
  normalize: (value) => withoutRemarks(mapTexts(value, plainError)),
};
