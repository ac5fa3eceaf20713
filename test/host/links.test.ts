/** Links are TCP connections: late, held or cut, but never out of order, and nothing is lost while the connection lives. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomDecider } from '../../sim-engine/kernel/decider.ts';
import { at, greet, numbersIn, ping, story } from './support.ts';

const JITTER_MAX_IN_256 = 887;

/** Sends at ascending times, numbered from 0. */
const sendTimes = fc
  .array(fc.nat(3_000), { minLength: 1, maxLength: 40 })
  .map((gaps) => gaps.reduce<number[]>((times, gap) => [...times, (times.at(-1) ?? 0) + gap], []));

const arrivals = (journal: readonly string[]): number[] =>
  journal.filter((line) => line.includes('Greeting')).map((line) => Number(line.split(' ')[0]));

describe('a link that works', () => {
  test('delivers after exactly its latency when there is no jitter', () => {
    const told = story([greet(100, 'ann', 'bob', 1)]);
    expect(told.since('bob')).toEqual(['1100 Greeting 1 from ann']);
    expect(told.since('cid')).toEqual([]);
  });

  test('adds the least jitter to the mildest run, and no message is faster than that', () => {
    const latency = { latencyMicros: 1_000, jitterMicros: 256 };
    const told = story([greet(0, 'ann', 'bob', 1)], { latency });
    expect(told.since('bob')).toEqual(['1008 Greeting 1 from ann']);
  });

  test('keeps the order of what is sent, loses nothing, duplicates nothing, under any jitter', () => {
    fc.assert(
      fc.property(sendTimes, fc.integer(), fc.nat(20_000), (times, seed, jitterMicros) => {
        const sends = times.map((time, index) => greet(time, 'ann', 'bob', index));
        const told = story(sends, { decider: randomDecider(seed), latency: { latencyMicros: 500, jitterMicros } });
        expect(numbersIn(told.since('bob'), 'Greeting')).toEqual(times.map((_, index) => index));
      }),
    );
  });

  test('is never faster than its latency nor slower than latency and the longest jitter', () => {
    fc.assert(
      fc.property(sendTimes, fc.integer(), fc.nat(20_000), (times, seed, jitterMicros) => {
        const sends = times.map((time, index) => greet(time, 'ann', 'bob', index));
        const told = story(sends, { decider: randomDecider(seed), latency: { latencyMicros: 500, jitterMicros } });
        const longest = 500 + ((jitterMicros * JITTER_MAX_IN_256) >> 8);
        arrivals(told.since('bob')).forEach((arrival, index) => {
          expect(arrival - times[index]!).toBeGreaterThanOrEqual(500);
          expect(arrival - times[index]!).toBeLessThanOrEqual(longest);
        });
      }),
    );
  });

  test('what is in flight arrives at ascending times, so that nothing overtakes on its way', () => {
    fc.assert(
      fc.property(sendTimes, fc.integer(), (times, seed) => {
        const sends = times.map((time, index) => greet(time, 'ann', 'bob', index));
        const latency = { latencyMicros: 500, jitterMicros: 20_000 };
        const told = story([at(0, 'hold', { from: 'ann', to: 'bob' }), ...sends], {
          decider: randomDecider(seed),
          latency,
        });
        const due = told.link('ann', 'bob').queue.map(({ arriveAt }) => arriveAt);
        expect(due).toHaveLength(times.length);
        expect(due).toEqual([...due].sort((left, right) => left - right));
      }),
    );
  });

  test('jitter differs between messages and between seeds', () => {
    const sends = Array.from({ length: 20 }, (_, index) => greet(index * 100_000, 'ann', 'bob', index));
    const delays = (seed: number): number[] => {
      const told = story(sends, { decider: randomDecider(seed), latency: { latencyMicros: 500, jitterMicros: 1_000 } });
      return arrivals(told.since('bob')).map((arrival, index) => arrival - index * 100_000);
    };
    expect(new Set(delays(1)).size).toBeGreaterThan(4);
    expect(delays(1)).not.toEqual(delays(2));
    expect(delays(1)).toEqual(delays(1));
  });

  test('what one link draws does not depend on the traffic of another', () => {
    const options = { decider: randomDecider(5), latency: { latencyMicros: 500, jitterMicros: 1_000 } };
    const sends = Array.from({ length: 10 }, (_, index) => greet(index * 100_000, 'ann', 'bob', index));
    const others = Array.from({ length: 10 }, (_, index) => greet(index * 70_000, 'cid', 'bob', 100 + index));
    const fromAnn = (lines: readonly string[]): string[] => lines.filter((line) => line.endsWith('ann'));
    expect(fromAnn(story([...sends, ...others], options).since('bob'))).toEqual(story(sends, options).since('bob'));
  });
});

describe('a link that is cut or held', () => {
  test('keeps what is in flight and what is sent meanwhile, and delivers it in order when it is healed', () => {
    const told = story([
      greet(0, 'ann', 'bob', 1),
      at(500, 'cut', { a: 'ann', b: 'bob' }),
      greet(600, 'ann', 'bob', 2),
      at(10_000, 'healLink', { a: 'ann', b: 'bob' }),
    ]);
    expect(told.since('bob')).toEqual(['10000 Greeting 1 from ann', '10000 Greeting 2 from ann']);
  });

  test('nobody is told of a cut: it looks like silence', () => {
    const told = story([ping(0, 'ann', 'bob', 1), at(500, 'cut', { a: 'ann', b: 'bob' })]);
    expect(told.since('ann')).toEqual([]);
    expect(told.since('bob')).toEqual([]);
  });

  test('cut one way, requests arrive and answers do not', () => {
    const told = story([
      at(0, 'cutOneWay', { from: 'bob', to: 'ann' }),
      ping(1, 'ann', 'bob', 1),
      at(50_000, 'healLink', { a: 'ann', b: 'bob' }),
    ]);
    expect(told.since('bob')).toEqual(['1001 PingRequest 1 from ann']);
    expect(told.since('ann', told.worldAt(49_999))).toEqual([]);
    expect(told.since('ann')).toEqual(['50000 PongResponse 1 from bob']);
  });

  test('held one way, the other way works; released, everything arrives in order', () => {
    const told = story([
      at(0, 'hold', { from: 'ann', to: 'bob' }),
      greet(1, 'ann', 'bob', 1),
      greet(2, 'ann', 'bob', 2),
      greet(3, 'bob', 'ann', 9),
      at(20_000, 'release', { from: 'ann', to: 'bob' }),
      greet(20_001, 'ann', 'bob', 3),
    ]);
    expect(told.since('ann')).toEqual(['1003 Greeting 9 from bob']);
    expect(told.since('bob')).toEqual([
      '20000 Greeting 1 from ann',
      '20000 Greeting 2 from ann',
      '21001 Greeting 3 from ann',
    ]);
  });

  test('healing before the message was due costs nothing', () => {
    const told = story([
      greet(0, 'ann', 'bob', 1),
      at(100, 'cut', { a: 'ann', b: 'bob' }),
      at(200, 'healLink', { a: 'ann', b: 'bob' }),
    ]);
    expect(told.since('bob')).toEqual(['1000 Greeting 1 from ann']);
  });

  test('an isolated machine is cut off both ways from everybody, the others still talk', () => {
    const told = story([
      at(0, 'isolate', { node: 'ann' }),
      greet(1, 'ann', 'bob', 1),
      greet(2, 'cid', 'ann', 2),
      greet(3, 'bob', 'cid', 3),
      at(9_000, 'healAll'),
    ]);
    const before = told.worldAt(8_999);
    expect([told.since('ann', before), told.since('bob', before)]).toEqual([[], []]);
    expect(told.since('cid', before)).toEqual(['1003 Greeting 3 from bob']);
    expect(told.since('ann')).toEqual(['9000 Greeting 2 from cid']);
    expect(told.since('bob')).toEqual(['9000 Greeting 1 from ann']);
  });

  test('releasing does not mend a link that is cut', () => {
    const told = story([
      at(0, 'hold', { from: 'ann', to: 'bob' }),
      at(1, 'cut', { a: 'ann', b: 'bob' }),
      greet(2, 'ann', 'bob', 1),
      at(5_000, 'release', { from: 'ann', to: 'bob' }),
    ]);
    expect(told.since('bob')).toEqual([]);
  });

  test('however links are broken and healed, in the end everything has arrived once and in order', () => {
    const breaks = fc.constantFrom(
      at(0, 'cut', { a: 'ann', b: 'bob' }),
      at(0, 'cutOneWay', { from: 'ann', to: 'bob' }),
      at(0, 'hold', { from: 'ann', to: 'bob' }),
      at(0, 'release', { from: 'ann', to: 'bob' }),
      at(0, 'healLink', { a: 'ann', b: 'bob' }),
      at(0, 'isolate', { node: 'bob' }),
      at(0, 'slowLink', { a: 'ann', b: 'bob', micros: 7_000 }),
      at(0, 'slowLink', { a: 'ann', b: 'bob', micros: 0 }),
      at(0, 'pause', { node: 'bob' }),
      at(0, 'resume', { node: 'bob' }),
      at(0, 'slowNode', { node: 'bob', micros: 3_000 }),
      at(0, 'healAll'),
    );
    fc.assert(
      fc.property(
        sendTimes,
        fc.array(fc.record({ action: breaks, micros: fc.nat(60_000) }), { maxLength: 12 }),
        fc.integer(),
        (times, faults, seed) => {
          const told = story(
            [
              ...times.map((time, index) => greet(time, 'ann', 'bob', index)),
              ...faults.map(({ action, micros }) => ({ ...action, at: micros })),
              at(1_000_000, 'healAll'),
            ],
            { decider: randomDecider(seed), latency: { latencyMicros: 500, jitterMicros: 800 } },
          );
          expect(numbersIn(told.since('bob'), 'Greeting')).toEqual(times.map((_, index) => index));
          expect(told.since('bob').filter((line) => line.includes('disconnected'))).toEqual([]);
        },
      ),
    );
  });
});

describe('a slow link', () => {
  test('adds its delay both ways', () => {
    const told = story([at(0, 'slowLink', { a: 'bob', b: 'ann', micros: 7_000 }), ping(0, 'ann', 'bob', 1)]);
    expect(told.since('bob')).toEqual(['8000 PingRequest 1 from ann']);
    expect(told.since('ann')).toEqual(['16000 PongResponse 1 from bob']);
  });

  test('leaves other links, and what is in flight, as they are', () => {
    const told = story([
      greet(0, 'ann', 'bob', 1),
      at(1, 'slowLink', { a: 'ann', b: 'bob', micros: 7_000 }),
      greet(2, 'ann', 'cid', 2),
    ]);
    expect(told.since('bob')).toEqual(['1000 Greeting 1 from ann']);
    expect(told.since('cid')).toEqual(['1002 Greeting 2 from ann']);
  });

  test('fast again, a later message still waits for the slow one before it', () => {
    const told = story([
      at(0, 'slowLink', { a: 'ann', b: 'bob', micros: 7_000 }),
      greet(1, 'ann', 'bob', 1),
      at(2, 'healLink', { a: 'ann', b: 'bob' }),
      greet(3, 'ann', 'bob', 2),
      greet(20_000, 'ann', 'bob', 3),
    ]);
    expect(told.since('bob')).toEqual([
      '8001 Greeting 1 from ann',
      '8001 Greeting 2 from ann',
      '21000 Greeting 3 from ann',
    ]);
  });
});

describe('a connection that a process closes', () => {
  test('what was sent before still arrives, then the peer is told', () => {
    const told = story([greet(0, 'ann', 'bob', 1), at(10, 'hangUp', { node: 'ann', to: 'bob' })]);
    expect(told.since('bob')).toEqual(['1000 Greeting 1 from ann', '1010 disconnected from ann']);
    expect(told.since('ann')).toEqual([]);
  });

  test('answers in flight to the one who closed are dropped', () => {
    const told = story([ping(0, 'ann', 'bob', 1), at(1_500, 'hangUp', { node: 'ann', to: 'bob' })]);
    expect(told.since('ann')).toEqual([]);
    expect(told.since('bob')).toEqual(['1000 PingRequest 1 from ann', '2500 disconnected from ann']);
  });
});
