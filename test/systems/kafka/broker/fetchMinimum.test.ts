/** `fetch.min.bytes` and `fetch.max.wait.ms`: a leader holds a fetch until there is enough, something is wrong, or the wait is over. */
import { describe, expect, it } from 'vitest';
import type { Playback } from '../../../../sim-engine/playback.ts';
import type { BrokerMemory } from '../../../../sim-engine/systems/kafka/broker/memory.ts';
import { FETCH_BATCHES_MAX, fetchLimits } from '../../../../sim-engine/systems/kafka/fetchLimits.ts';
import {
  at,
  billing,
  handProducer,
  ms,
  play,
  sendBatch,
  sendEach,
  violations,
  type ClusterOptions,
} from '../support.ts';

/** A batch of one record with the key `a`: 61 for the batch, 7 for the record, 1 for the key, 100 for the value. */
const BATCH_BYTES = 169;
const WAIT_MILLIS = 20_000;

/** One broker or more, and a consumer that reads from the beginning. */
function reading(settings: Readonly<Record<string, number>>, options: ClusterOptions = {}): Playback {
  const consumers = [billing('billing-1', {}, { 'auto.offset.reset': 'earliest', ...settings })];
  return play({ brokers: 1, consumers, horizonMillis: 60_000, ...options });
}

const machineOf = (playback: Playback, name: string): number =>
  playback.sceneAt(0).nodes.find((node) => node.name === name)?.id ?? -1;

/** Spans of time in which a broker held a fetch, in microseconds. */
function held(playback: Playback, reader: string, broker: string): readonly { from: number; to: number }[] {
  const [own, other] = [machineOf(playback, broker), machineOf(playback, reader)];
  const spans: { from: number; to: number }[] = [];
  let correlation = 0;
  for (let step = 1; step <= playback.steps; step += 1) {
    const { machines, now } = playback.worldAt(step);
    const memory = machines[own]?.memory as BrokerMemory | undefined;
    const waiting = memory?.waitingFetches.find(({ from }) => from === other)?.request.correlation ?? 0;
    if (waiting === correlation) continue;
    if (correlation !== 0) (spans[spans.length - 1] as { to: number }).to = now;
    if (waiting !== 0) spans.push({ from: now, to: Infinity });
    correlation = waiting;
  }
  return spans;
}

/** When which records came out of poll(), in milliseconds. */
const polled = (playback: Playback): readonly { readonly at: number; readonly values: readonly string[] }[] =>
  playback
    .history(playback.steps)
    .flatMap((each) =>
      each.f === 'poll' && each.records.length > 0
        ? [{ at: each.at / 1_000, values: each.records.map(({ value }) => value) }]
        : [],
    );

describe('with the defaults', () => {
  it('a request says nothing about a minimum, and any record is enough', () => {
    expect(fetchLimits({ minBytes: 1, maxWaitMicros: 5 })).toEqual({ maxWaitMicros: 5 });
    const playback = reading({}, { faults: sendBatch(10_000, 'a', 1) });
    const [first] = polled(playback);
    expect(first?.values).toEqual(['a1']);
    expect(first?.at).toBeLessThan(10_020);
  });

  it('an empty fetch is held for half a second', () => {
    const spans = held(reading({}), 'billing-1', 'broker-1');
    expect(spans.length).toBeGreaterThan(20);
    for (const { from, to } of spans.slice(0, -1)) expect(to - from).toBe(ms(500));
  });
});

describe('a minimum', () => {
  const two = [...sendBatch(10_000, 'a', 1), ...sendBatch(12_000, 'a', 1)];

  it('is met by the record that makes it up: both are read at once', () => {
    const playback = reading({ 'fetch.min.bytes': 2 * BATCH_BYTES, 'fetch.max.wait.ms': WAIT_MILLIS }, { faults: two });
    const [first] = polled(playback);
    expect(first?.values).toEqual(['a1', 'a2']);
    expect(first?.at).toBeGreaterThan(12_000);
    expect(first?.at).toBeLessThan(12_020);
  });

  it('that is a byte more is not met: they are read when the wait is over, and not a moment sooner', () => {
    const playback = reading(
      { 'fetch.min.bytes': 2 * BATCH_BYTES + 1, 'fetch.max.wait.ms': WAIT_MILLIS },
      { faults: two },
    );
    const [span] = held(playback, 'billing-1', 'broker-1');
    expect((span?.to ?? 0) - (span?.from ?? 0)).toBe(ms(WAIT_MILLIS));
    const [first] = polled(playback);
    expect(first?.values).toEqual(['a1', 'a2']);
    expect(first?.at).toBe(((span?.to ?? 0) + 500) / 1_000);
  });

  it('counts what all partitions of the request have together', () => {
    const producers = ['a', 'b', 'c', 'd'].map((name) => handProducer(name));
    const playback = reading(
      { 'fetch.min.bytes': 4 * BATCH_BYTES, 'fetch.max.wait.ms': 3_000 },
      {
        topic: { partitions: 2 },
        producers,
        faults: producers.flatMap(({ name }, index) => sendBatch(9_500 + 500 * index, name, 1)),
      },
    );
    const spans = held(playback, 'billing-1', 'broker-1');
    const span = spans.find(({ to }) => to > ms(11_000));
    expect(span?.from).toBeLessThan(ms(9_500));
    const [first] = polled(playback);
    expect(first?.values.toSorted()).toEqual(['a1', 'b1', 'c1', 'd1']);
    expect(first?.at).toBeLessThan(11_020);
  });

  it('of zero is always met: nothing is held', () => {
    const heldWith = (minBytes: number): number =>
      held(reading({ 'fetch.min.bytes': minBytes }, { horizonMillis: 8_000 }), 'billing-1', 'broker-1').length;
    expect(heldWith(1)).toBeGreaterThan(5);
    expect(heldWith(0)).toBe(0);
  });

  it('beyond the largest answer is met by a full one', () => {
    const early = sendEach(100, 'a', FETCH_BATCHES_MAX, 30);
    const settings = { 'fetch.min.bytes': 1_000_000, 'fetch.max.wait.ms': WAIT_MILLIS };
    const full = polled(reading(settings, { faults: early }));
    expect(full[0]?.values.length).toBe(FETCH_BATCHES_MAX);
    expect(full[0]?.at).toBeLessThan(5_000);
    const oneLess = polled(reading(settings, { faults: early.slice(1) }));
    expect(oneLess[0]?.values.length).toBe(FETCH_BATCHES_MAX - 1);
    expect(oneLess[0]?.at).toBeGreaterThan(WAIT_MILLIS);
  });
});

describe('a wait of zero', () => {
  it('holds nothing, whatever the minimum is', () => {
    const playback = reading(
      { 'fetch.min.bytes': 1_000_000, 'fetch.max.wait.ms': 0 },
      { faults: sendBatch(6_000, 'a', 1), horizonMillis: 8_000 },
    );
    expect(held(playback, 'billing-1', 'broker-1')).toEqual([]);
    expect(polled(playback)[0]?.at).toBeLessThan(6_020);
  });
});

describe('while a fetch is held', () => {
  const settings = { 'fetch.min.bytes': 10_000, 'fetch.max.wait.ms': WAIT_MILLIS };
  const record = sendBatch(10_000, 'a', 1);

  it('the leader changes: it is answered at once, and the new leader holds the next one', () => {
    const playback = reading(settings, {
      brokers: 3,
      faults: [...record, at(11_000, 'electLeader', { node: 'broker-2', topic: 'orders', partition: 0 })],
    });
    const [old] = held(playback, 'billing-1', 'broker-1');
    expect(old?.to).toBeGreaterThan(ms(11_000));
    expect(old?.to).toBeLessThan(ms(11_100));
    const [next] = held(playback, 'billing-1', 'broker-2');
    expect(next?.from).toBeLessThan(ms(11_500));
    expect((next?.to ?? 0) - (next?.from ?? 0)).toBe(ms(WAIT_MILLIS));
    expect(polled(playback)[0]).toEqual({ at: ((next?.to ?? 0) + 500) / 1_000, values: ['a1'] });
  });

  it('its leader crashes: the consumer asks the new one, and the record is read once', () => {
    const playback = reading(settings, {
      brokers: 3,
      settings: { 'min.insync.replicas': 2, 'broker.session.timeout.ms': 3_000, 'broker.heartbeat.interval.ms': 500 },
      faults: [...record, at(11_000, 'crash', { node: 'broker-1' }), at(30_000, 'restart', { node: 'broker-1' })],
      horizonMillis: 90_000,
    });
    expect(held(playback, 'billing-1', 'broker-1')[0]?.to).toBe(ms(11_000));
    expect(polled(playback).map(({ values }) => values)).toEqual([['a1']]);
    expect(violations(playback).size).toBe(0);
  });

  it('its consumer crashes: the broker forgets it, and its next life reads the record', () => {
    const playback = reading(settings, {
      faults: [...record, at(11_000, 'crash', { node: 'billing-1' }), at(12_000, 'restart', { node: 'billing-1' })],
      horizonMillis: 120_000,
    });
    const [first, second] = held(playback, 'billing-1', 'broker-1');
    expect(first?.to).toBeLessThan(ms(11_010));
    expect(second?.from).toBeGreaterThan(ms(12_000));
    expect(polled(playback).map(({ values }) => values)).toEqual([['a1']]);
    expect(violations(playback).size).toBe(0);
  });
});

describe('replica.fetch.min.bytes', () => {
  /** How long a record sent by hand waits for its acks=all, in milliseconds. */
  function acknowledgedAfter(minBytes: number): number {
    const playback = play({
      brokers: 2,
      settings: { 'replica.fetch.min.bytes': minBytes, 'replica.fetch.wait.max.ms': 4_000, 'min.insync.replicas': 2 },
      faults: sendBatch(10_000, 'a', 1),
      horizonMillis: 30_000,
    });
    const ok = playback.history(playback.steps).find((each) => each.f === 'send' && each.type === 'ok');
    return (ok?.at ?? Infinity) / 1_000 - 10_000;
  }

  it('holds a follower’s fetch in the same way: what is too little is committed only when the wait is over', () => {
    expect(acknowledgedAfter(BATCH_BYTES)).toBeLessThan(50);
    expect(acknowledgedAfter(BATCH_BYTES + 1)).toBeGreaterThan(500);
    expect(acknowledgedAfter(BATCH_BYTES + 1)).toBeLessThan(4_100);
  });
});
