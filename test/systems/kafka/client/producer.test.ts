import { describe, expect, test } from 'vitest';
import { layOut } from '../../../../sim-engine/systems/kafka/topology.ts';
import { producerBehaviour } from '../../../../sim-engine/systems/kafka/client/producer.ts';
import type { ErrorName, PartitionMetadata, ProduceRequest } from '../../../../sim-engine/systems/kafka/protocol.ts';
import type { KafkaProducerSpec } from '../../../../sim-engine/systems/kafka/scenario.ts';
import { clusterOf, handProducer, ms } from '../support.ts';
import { Rig } from './rig.ts';

const PLAIN = { 'enable.idempotence': false } as const;
const SECOND = 1_000_000;

function rigOf(
  settings: KafkaProducerSpec['settings'],
  options: { readonly partitions?: number; readonly spec?: Partial<KafkaProducerSpec> } = {},
): Rig {
  const spec = { ...handProducer('a', settings), ...options.spec };
  const topology = layOut(clusterOf({ producers: [spec], topic: { partitions: options.partitions ?? 1 } }));
  return new Rig({ behaviour: producerBehaviour({ spec, topology }), self: 4, settings: settings ?? {} });
}

/** Everything led by broker 1 in epoch 0, unless said otherwise. */
function tellMetadata(rig: Rig, partitions: readonly PartitionMetadata[] = [{ leader: 1, leaderEpoch: 0 }]): void {
  rig.answer('MetadataRequest', ({ correlation }) => ({ kind: 'MetadataResponse', correlation, partitions }));
}

function ready(settings: KafkaProducerSpec['settings'] = PLAIN, options: Parameters<typeof rigOf>[1] = {}): Rig {
  const rig = rigOf(settings, options);
  rig.start();
  tellMetadata(
    rig,
    Array.from({ length: options.partitions ?? 1 }, () => ({ leader: 1, leaderEpoch: 0 })),
  );
  return rig;
}

function send(rig: Rig, key = 'a'): void {
  rig.feed({ kind: 'command', operation: 'send', arguments: { producer: 'a', key } });
}

/** Sends one record and lets linger.ms pass. */
function sendOut(rig: Rig, key = 'a'): void {
  send(rig, key);
  rig.advance(ms(5));
}

function answerProduce(
  rig: Rig,
  error: ErrorName,
  more: { readonly baseOffset?: number; readonly current?: PartitionMetadata } = {},
): ProduceRequest {
  return rig.answer('ProduceRequest', (request) => ({
    kind: 'ProduceResponse',
    correlation: request.correlation,
    results: request.batches.map(({ partition }) => ({
      partition,
      error,
      baseOffset: more.baseOffset ?? (error === 'NONE' ? 0 : -1),
      current: more.current ?? null,
    })),
  }));
}

function valuesIn(request: ProduceRequest): readonly string[] {
  return request.batches.flatMap(({ batch }) => batch.records.map((record) => record.value));
}

/** `type value` of every finished send. */
function outcomes(rig: Rig): readonly string[] {
  return rig.operations.flatMap((operation) =>
    operation.f === 'send' && operation.type !== 'invoke'
      ? [`${operation.type} ${operation.value} ${operation.offset}`]
      : [],
  );
}

describe('send()', () => {
  test('blocks until there is metadata, and then sends what it was given', () => {
    const rig = rigOf(PLAIN);
    rig.start();
    send(rig);
    expect(rig.has('ProduceRequest')).toBe(false);
    tellMetadata(rig);
    rig.advance(ms(5));
    expect(valuesIn(rig.take('ProduceRequest').message)).toEqual(['a1']);
  });

  test('fails when nobody tells who leads within max.block.ms: nothing was written', () => {
    const rig = rigOf({ ...PLAIN, 'max.block.ms': 10_000 });
    rig.start();
    send(rig);
    rig.advance(9_999_999);
    expect(outcomes(rig)).toEqual([]);
    rig.advance(1);
    expect(outcomes(rig)).toEqual(['fail a1 -1']);
  });

  test('a bootstrap broker that is gone: the next one is asked', () => {
    const rig = rigOf(PLAIN);
    rig.start();
    const first = rig.take('MetadataRequest').to;
    rig.feed({ kind: 'disconnected', peer: first });
    rig.advance(SECOND);
    expect(rig.take('MetadataRequest').to).not.toBe(first);
  });

  test('keeps its schedule: one record per interval until all are sent', () => {
    const rig = ready(PLAIN, { spec: { ratePerSecond: 10, records: 3, keys: ['a', 'b'], startMillis: 100 } });
    rig.advanceTo(ms(99));
    expect(rig.operations).toEqual([]);
    rig.advanceTo(2 * SECOND);
    const invoked = rig.operations.filter((operation) => operation.f === 'send' && operation.type === 'invoke');
    expect(invoked.map((operation) => operation.f === 'send' && operation.value)).toEqual(['a1', 'b1', 'a2']);
  });

  test('after a crash it goes on with the next number, and does not send what was in memory', () => {
    const rig = ready();
    sendOut(rig);
    rig.sent = [];
    rig.start();
    tellMetadata(rig);
    sendOut(rig);
    expect(valuesIn(rig.take('ProduceRequest').message)).toEqual(['a2']);
  });
});

test('the application’s progress survives a loss of power', () => {
  const rig = ready();
  sendOut(rig);
  rig.losePower();
  rig.sent = [];
  send(rig);
  const names = rig.operations.flatMap((operation) =>
    operation.f === 'send' && operation.type === 'invoke' ? [operation.value] : [],
  );
  expect(names).toEqual(['a1', 'a2']);
});

describe('batching', () => {
  test('records that come within linger.ms leave together', () => {
    const rig = ready();
    send(rig);
    rig.advance(ms(3));
    send(rig);
    rig.advance(ms(1));
    expect(rig.has('ProduceRequest')).toBe(false);
    rig.advance(ms(1));
    expect(valuesIn(rig.take('ProduceRequest').message)).toEqual(['a1', 'a2']);
  });

  test('a full batch leaves at once', () => {
    const rig = ready({ ...PLAIN, 'batch.size': 400 });
    for (let count = 0; count < 4; count += 1) send(rig);
    expect(valuesIn(rig.take('ProduceRequest').message)).toEqual(['a1', 'a2', 'a3']);
    expect(rig.has('ProduceRequest')).toBe(false);
  });

  test('one request takes a batch of every partition that its node leads, at most one of each', () => {
    const rig = ready({ ...PLAIN, 'batch.size': 200 }, { partitions: 2 });
    // murmur2 puts a and d on different partitions of two.
    for (const key of ['a', 'd', 'a', 'd']) send(rig, key);
    rig.advance(ms(5));
    // The second a closes the first batch of its partition; it leaves, and takes along what waits for the other partition.
    expect(rig.sent.map(({ message }) => valuesIn(message as ProduceRequest))).toEqual([
      ['a1', 'a:d1'],
      ['a2', 'a:d2'],
    ]);
  });

  test('no more than max.in.flight requests wait at a node', () => {
    const rig = ready({ ...PLAIN, 'max.in.flight.requests.per.connection': 2 });
    for (let count = 0; count < 4; count += 1) sendOut(rig);
    expect(rig.sent).toHaveLength(2);
    answerProduce(rig, 'NONE');
    // What had to wait is one batch by now.
    expect(rig.sent.map(({ message }) => valuesIn(message as ProduceRequest))).toEqual([['a2'], ['a3', 'a4']]);
  });
});

describe('answers', () => {
  test('an acknowledged batch gives each record its offset', () => {
    const rig = ready();
    send(rig);
    sendOut(rig);
    answerProduce(rig, 'NONE', { baseOffset: 7 });
    expect(outcomes(rig)).toEqual(['ok a1 7', 'ok a2 8']);
  });

  test('acks=0: done when handed to the network, and nothing is awaited', () => {
    const rig = ready({ acks: '0' });
    sendOut(rig);
    expect(outcomes(rig)).toEqual(['ok a1 -1']);
    rig.advance(60 * SECOND);
    expect(rig.closed).toEqual([]);
  });

  test('a leader that moved: the batch goes to the one that the error names, at once', () => {
    const rig = ready();
    sendOut(rig);
    answerProduce(rig, 'NOT_LEADER_OR_FOLLOWER', { current: { leader: 2, leaderEpoch: 1 } });
    const again = rig.take('ProduceRequest');
    expect([again.to, valuesIn(again.message)]).toEqual([2, ['a1']]);
  });

  test('a leader of an older epoch is not believed', () => {
    const rig = ready(PLAIN);
    sendOut(rig);
    answerProduce(rig, 'NOT_LEADER_OR_FOLLOWER', { current: { leader: 2, leaderEpoch: 1 } });
    rig.advance(SECOND);
    tellMetadata(rig, [{ leader: 3, leaderEpoch: 0 }]);
    answerProduce(rig, 'NONE');
    sendOut(rig);
    expect(rig.take('ProduceRequest').to).toBe(2);
  });

  test('an error that names a leader of an older epoch teaches nothing', () => {
    const rig = rigOf(PLAIN);
    rig.start();
    tellMetadata(rig, [{ leader: 1, leaderEpoch: 5 }]);
    sendOut(rig);
    answerProduce(rig, 'NOT_LEADER_OR_FOLLOWER', { current: { leader: 2, leaderEpoch: 4 } });
    rig.advance(SECOND);
    expect(rig.take('ProduceRequest').to).toBe(1);
  });

  test('with one request in flight, a partition that moved waits until the old leader has answered', () => {
    const rig = ready({ ...PLAIN, 'max.in.flight.requests.per.connection': 1, 'metadata.max.age.ms': 1_000 });
    sendOut(rig);
    rig.advance(SECOND);
    tellMetadata(rig, [{ leader: 2, leaderEpoch: 1 }]);
    sendOut(rig);
    const underWay = rig.sent.filter(({ message }) => message.kind === 'ProduceRequest');
    expect(underWay.map(({ to }) => to)).toEqual([1]);
    answerProduce(rig, 'NONE');
    expect(rig.take('ProduceRequest').to).toBe(2);
  });

  test('a refused write is tried again after a backoff that doubles', () => {
    const rig = ready();
    sendOut(rig);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      answerProduce(rig, 'NOT_ENOUGH_REPLICAS');
      const from = rig.now;
      while (!rig.has('ProduceRequest')) rig.advance(ms(1));
      waits.push((rig.now - from) / 1_000);
    }
    // 100 ms doubling to 1000 ms, 20 % below at the mildest.
    expect(waits).toEqual([80, 160, 320, 640, 800]);
  });

  test('an error that will not pass fails the records: definitely not written', () => {
    const rig = ready();
    sendOut(rig);
    answerProduce(rig, 'INVALID_REQUEST');
    expect(outcomes(rig)).toEqual(['fail a1 -1']);
  });
});

describe('timeouts', () => {
  test('request.timeout.ms closes the connection, and everything on it is sent again', () => {
    const rig = ready({ ...PLAIN, 'request.timeout.ms': 2_000 });
    sendOut(rig);
    sendOut(rig);
    rig.sent = [];
    rig.advance(2 * SECOND);
    expect(rig.closed).toEqual([1]);
    tellMetadata(rig);
    rig.advance(SECOND);
    expect(rig.sent.map(({ message }) => valuesIn(message as ProduceRequest))).toEqual([['a1'], ['a2']]);
  });

  test('after a pause, an acknowledgement that came in time counts, though the clock says otherwise', () => {
    const rig = ready({ ...PLAIN, 'request.timeout.ms': 2_000, 'delivery.timeout.ms': 5_000 });
    sendOut(rig);
    rig.pauseFor(10 * SECOND);
    answerProduce(rig, 'NONE');
    rig.advance(0);
    expect(outcomes(rig)).toEqual(['ok a1 0']);
    expect(rig.closed).toEqual([]);
  });

  test('a look at the clock that finds nothing late changes nothing', () => {
    const rig = ready({ ...PLAIN, 'request.timeout.ms': 2_000 });
    sendOut(rig);
    answerProduce(rig, 'NONE');
    rig.advance(SECOND);
    sendOut(rig);
    rig.advance(SECOND);
    expect(rig.closed).toEqual([]);
    rig.advance(SECOND);
    expect(rig.closed).toEqual([1]);
  });

  test('delivery.timeout.ms after an unanswered request: nobody knows (info)', () => {
    const rig = ready({ ...PLAIN, 'request.timeout.ms': 2_000, 'delivery.timeout.ms': 5_000 });
    sendOut(rig);
    rig.advance(6 * SECOND);
    expect(outcomes(rig)).toEqual(['info a1 -1']);
  });

  test('delivery.timeout.ms when it never left: not written (fail)', () => {
    const rig = rigOf({ ...PLAIN, 'request.timeout.ms': 2_000, 'delivery.timeout.ms': 5_000 });
    rig.start();
    tellMetadata(rig, [{ leader: -1, leaderEpoch: 0 }]);
    send(rig);
    rig.advance(6 * SECOND);
    expect(outcomes(rig)).toEqual(['fail a1 -1']);
  });

  test('delivery.timeout.ms when it was only ever refused: not written (fail)', () => {
    const rig = ready({ ...PLAIN, 'delivery.timeout.ms': 5_000, 'request.timeout.ms': 1_000 });
    sendOut(rig);
    while (rig.now < 5 * SECOND) {
      if (rig.has('ProduceRequest')) answerProduce(rig, 'NOT_ENOUGH_REPLICAS');
      rig.advance(ms(100));
    }
    expect(outcomes(rig)).toEqual(['fail a1 -1']);
  });

  /** One answer per attempt, the last one for ever, until the record is given up. */
  function outcomeOf(settings: KafkaProducerSpec['settings'], answers: readonly ErrorName[]): readonly string[] {
    const rig = ready({ ...PLAIN, 'delivery.timeout.ms': 5_000, 'request.timeout.ms': 1_000, ...settings });
    sendOut(rig);
    let attempt = 0;
    while (rig.now < 6 * SECOND) {
      const error = answers[Math.min(attempt, answers.length - 1)] as ErrorName;
      if (rig.has('MetadataRequest')) tellMetadata(rig);
      if (rig.has('ProduceRequest')) {
        attempt += 1;
        if (error !== 'NETWORK_EXCEPTION') answerProduce(rig, error);
        else rig.feed({ kind: 'disconnected', peer: rig.take('ProduceRequest').to });
      }
      rig.advance(ms(100));
    }
    return outcomes(rig);
  }

  test('one attempt without an answer is enough for "nobody knows", however often it is refused later', () => {
    expect(outcomeOf({}, ['NETWORK_EXCEPTION', 'NOT_ENOUGH_REPLICAS'])).toEqual(['info a1 -1']);
  });

  test('a leader that resigns may have appended what waited for acks=all, but nothing with acks=1', () => {
    expect(outcomeOf({ acks: 'all' }, ['NOT_LEADER_OR_FOLLOWER'])).toEqual(['info a1 -1']);
    expect(outcomeOf({ acks: '1' }, ['NOT_LEADER_OR_FOLLOWER'])).toEqual(['fail a1 -1']);
  });

  test('an answer that comes after the record was given up changes nothing', () => {
    const rig = ready({ ...PLAIN, 'request.timeout.ms': 4_000, 'delivery.timeout.ms': 5_000 });
    sendOut(rig);
    rig.advance(5 * SECOND);
    rig.sent = rig.sent.filter(({ message }) => message.kind === 'ProduceRequest');
    answerProduce(rig, 'NONE');
    expect(outcomes(rig)).toEqual(['info a1 -1']);
  });
});

describe('idempotence', () => {
  function idempotent(settings: KafkaProducerSpec['settings'] = {}, partitions = 1): Rig {
    const rig = ready(settings, { partitions });
    rig.answer('InitProducerIdRequest', ({ correlation }) => ({
      kind: 'InitProducerIdResponse',
      correlation,
      error: 'NONE',
      producerId: 77,
      producerEpoch: 0,
    }));
    return rig;
  }

  /** epoch/sequence: values of each batch under way. */
  function underWay(rig: Rig): readonly string[] {
    return rig.sent.flatMap(({ message }) =>
      message.kind === 'ProduceRequest'
        ? message.batches.map(
            ({ batch }) =>
              `${batch.producerEpoch}/${batch.baseSequence}: ${batch.records.map((record) => record.value).join(' ')}`,
          )
        : [],
    );
  }

  test('nothing leaves before there is a producer id', () => {
    const rig = ready({});
    sendOut(rig);
    expect(rig.has('ProduceRequest')).toBe(false);
  });

  test('batches of a partition are numbered by records', () => {
    const rig = idempotent();
    send(rig);
    sendOut(rig);
    sendOut(rig);
    expect(underWay(rig)).toEqual(['0/0: a1 a2', '0/2: a3']);
  });

  test('after a failure the batches come again one by one, oldest first, with their numbers', () => {
    const rig = idempotent();
    for (let count = 0; count < 3; count += 1) sendOut(rig);
    answerProduce(rig, 'NOT_ENOUGH_REPLICAS');
    answerProduce(rig, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
    answerProduce(rig, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
    rig.advance(SECOND);
    expect(underWay(rig)).toEqual(['0/0: a1']);
    answerProduce(rig, 'NONE');
    expect(underWay(rig)).toEqual(['0/1: a2']);
  });

  test('a gap where none should be: a new epoch, numbered again from 0', () => {
    const rig = idempotent();
    sendOut(rig);
    answerProduce(rig, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
    rig.advance(SECOND);
    expect(underWay(rig)).toEqual(['1/0: a1']);
    expect(rig.milestones).toContain('kafka.producer.bumped-epoch');
  });

  test('another partition moves to the new epoch only when nothing of the old one is outstanding', () => {
    // murmur2 puts a and d on different partitions of two.
    const rig = idempotent({}, 2);
    sendOut(rig, 'd');
    const outstanding = rig.take('ProduceRequest');
    sendOut(rig, 'a');
    answerProduce(rig, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
    rig.advance(SECOND);
    expect(underWay(rig)).toEqual(['1/0: a1']);
    sendOut(rig, 'd');
    expect(underWay(rig)).toEqual(['1/0: a1']);
    rig.receive(outstanding.to, {
      kind: 'ProduceResponse',
      correlation: outstanding.message.correlation,
      results: [
        { partition: outstanding.message.batches[0]?.partition ?? -1, error: 'NONE', baseOffset: 0, current: null },
      ],
    });
    expect(underWay(rig)).toEqual(['1/0: a1', '1/0: a:d2']);
  });

  test('a batch given up with unknown fate holds back new ones; the refused next one shows the gap', () => {
    const rig = idempotent({ 'request.timeout.ms': 4_000, 'delivery.timeout.ms': 5_000 });
    sendOut(rig);
    rig.advance(3_900_000);
    sendOut(rig);
    rig.advance(50_000);
    expect(underWay(rig)).toEqual(['0/0: a1', '0/1: a2']);
    rig.sent = [];
    // The connection is closed; a1 is sent again and expires, a2 waits behind it.
    rig.advanceTo(5_010_000);
    expect(outcomes(rig)).toEqual(['info a1 -1']);
    sendOut(rig);
    expect(underWay(rig).filter((batch) => batch.includes('a3'))).toEqual([]);
    // The leader does not know a1.
    rig.sent = rig.sent.filter(({ message }) => message.kind === 'ProduceRequest');
    while (!underWay(rig).includes('0/1: a2')) rig.advance(ms(10));
    rig.sent = rig.sent.filter(({ message }) => message.kind === 'ProduceRequest' && valuesIn(message).includes('a2'));
    answerProduce(rig, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
    rig.advance(SECOND);
    expect(underWay(rig)).toContain('1/0: a2');
    answerProduce(rig, 'NONE');
    expect(outcomes(rig)).toEqual(['info a1 -1', 'ok a2 0']);
  });

  test('when nothing else is outstanding the epoch moves at once, and new batches begin at 0', () => {
    const rig = idempotent({ 'request.timeout.ms': 1_000, 'delivery.timeout.ms': 2_000 });
    sendOut(rig);
    rig.advance(3 * SECOND);
    expect(outcomes(rig)).toEqual(['info a1 -1']);
    rig.sent = [];
    sendOut(rig);
    expect(underWay(rig)).toEqual(['1/0: a2']);
  });
});

describe('names of records', () => {
  test('two producers never give two records one value', () => {
    const specs = [
      { ...handProducer('p1'), keys: ['a', 'b'] },
      { ...handProducer('p'), keys: ['b', 'c1', 'c'] },
    ];
    const topology = layOut(clusterOf({ producers: specs }));
    const values = specs.flatMap((spec, index) => {
      const rig = new Rig({ behaviour: producerBehaviour({ spec, topology }), self: 4 + index, settings: PLAIN });
      rig.start();
      tellMetadata(rig);
      for (const key of ['a', 'b', 'c', 'c1', 'x', '']) for (let count = 0; count < 12; count += 1) send(rig, key);
      return rig.operations.flatMap((operation) =>
        operation.f === 'send' && operation.type === 'invoke' ? [operation.value] : [],
      );
    });
    expect(values).toHaveLength(144);
    expect(new Set(values).size).toBe(144);
    expect(values).toContain('c1');
  });
});
