/**
 * Random faults against careful settings: acks=all with idempotence, min.insync.replicas=2, flushed logs, commits after
 * processing, effects with a unique key. Whatever is crashed, paused, cut or slowed down, no promise of safety breaks.
 */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../../sim-engine/host/action.ts';
import { drawInteger } from '../../../../sim-engine/kernel/random.ts';
import type { KafkaProducerSpec } from '../../../../sim-engine/systems/kafka/scenario.ts';
import { at, billing, play, violations } from '../support.ts';

const NODES = [
  'broker-1',
  'broker-2',
  'broker-3',
  'controller',
  'a',
  'b',
  'billing-1',
  'billing-2',
  'database',
] as const;

/** Twelve faults from a seed; crashes, pauses and cuts end by themselves after up to 8 s. */
function randomFaults(seed: number): Action[] {
  let draws = 0;
  const draw = (count: number): number => drawInteger(seed, 0, 0, (draws += 1), count);
  const node = (): string => NODES[draw(NODES.length)] as string;
  const faults: Action[] = [];
  let millis = 3_000;
  for (let fault = 0; fault < 12; fault += 1) {
    millis += draw(2_500);
    const until = millis + 500 + draw(8_000);
    const [left, right] = [node(), node()];
    const kinds: Action[][] = [
      [at(millis, 'crash', { node: left }), at(until, 'restart', { node: left })],
      [at(millis, 'powerLoss', { node: left }), at(until, 'restart', { node: left })],
      [at(millis, 'pause', { node: left }), at(until, 'resume', { node: left })],
      [at(millis, 'cut', { a: left, b: right }), at(until, 'healLink', { a: left, b: right })],
      [at(millis, 'cutOneWay', { from: left, to: right }), at(until, 'healLink', { a: left, b: right })],
      [at(millis, 'loseResponse', { from: left, to: right })],
      [at(millis, 'slowLink', { a: left, b: right, micros: 1_000 * draw(900) })],
      [at(millis, 'slowNode', { node: left, micros: draw(3_000) })],
    ];
    faults.push(...(kinds[draw(kinds.length)] as Action[]));
  }
  return faults;
}

function producer(
  name: string,
  keys: readonly string[],
  settings: KafkaProducerSpec['settings'] = {},
): KafkaProducerSpec {
  const timeouts = { 'request.timeout.ms': 2_000, 'delivery.timeout.ms': 15_000 };
  return { name, topic: 'orders', ratePerSecond: 20, records: 400, keys, settings: { ...timeouts, ...settings } };
}

const CONSUMER = {
  'auto.offset.reset': 'earliest',
  'session.timeout.ms': 3_000,
  'heartbeat.interval.ms': 500,
  'request.timeout.ms': 2_000,
  'max.poll.interval.ms': 5_000,
} as const;

function run(seed: number, settings: KafkaProducerSpec['settings'] = {}): ReturnType<typeof violations> {
  return violations(
    play({
      seed,
      topic: { partitions: 3 },
      producers: [producer('a', ['a', 'b', 'c'], settings), producer('b', [], settings)],
      consumers: [
        billing('billing-1', { micros: 3_000, idempotent: true }, CONSUMER),
        billing('billing-2', { micros: 3_000, idempotent: true }, CONSUMER),
      ],
      settings: {
        'min.insync.replicas': 2,
        'flush.messages': 1,
        'replica.lag.time.max.ms': 3_000,
        'broker.heartbeat.interval.ms': 500,
        'broker.session.timeout.ms': 3_000,
        'group.initial.rebalance.delay.ms': 500,
        'group.min.session.timeout.ms': 1_000,
      },
      faults: randomFaults(seed),
      healAtMillis: 40_000,
      horizonMillis: 90_000,
    }),
  );
}

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

describe('random faults', () => {
  test.each(SEEDS)('careful settings lose nothing, double nothing, and keep the order (seed %i)', (seed) => {
    expect(run(seed)).toEqual(new Map());
  });

  test('careless settings do not, so the faults are worth the name', () => {
    const broken = new Set(SEEDS.flatMap((seed) => [...run(seed, { acks: '1' }).keys()]));
    expect(broken.size).toBeGreaterThan(0);
  });
});
