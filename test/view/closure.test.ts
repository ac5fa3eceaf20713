/** The evidence of a verdict: only the steps that matter, and the messages behind them. */
import { sparse } from '../explore/sparse.ts';
import { describe, expect, test } from 'vitest';
import type { VerdictKind } from '../../sim-engine/check/verdict.ts';
import { Playback } from '../../sim-engine/playback.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { buildClosure, CLOSURE_MOMENTS_MAX, type Closure } from '../../sim-engine/view/closure.ts';
import { SPACE_TIME_STEPS_MAX } from '../../sim-engine/view/spaceTime.ts';
import { say } from '../../sim-engine/view/words.ts';
import { at, billing, clusterOf, sendBatch } from '../systems/kafka/support.ts';

function closureOf(playback: Playback, kind: VerdictKind): Closure {
  playback.complete();
  const verdict = playback
    .judge(playback.steps)
    .verdicts.find((each) => each.kind === kind && each.verdict !== 'unknown');
  return buildClosure(playback, verdict!);
}

/** acks=1, with a tenth of a second between two records: a crash alone loses none of them. */
const lossy = sparse(KAFKA_PRESETS['acks-one-small']);

/** The leader's followers are held up, then it dies. */
const lost = closureOf(
  Playback.open(lossy, [
    at(0, 'hold', { from: 'broker-1', to: 'broker-2' }),
    at(0, 'hold', { from: 'broker-1', to: 'broker-3' }),
    at(50, 'crash', { node: 'broker-1' }),
  ]),
  'lost-write',
);

describe('a lost write', () => {
  test('tells the faults, what followed, what the client was told, in order', () => {
    const kinds = lost.moments.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'fault').length).toBe(3);
    for (const kind of ['operation', 'fenced', 'election', 'isr']) expect(kinds).toContain(kind);
    expect(kinds).not.toContain('retry');
    const steps = lost.moments.map(({ step }) => step);
    expect(steps).toEqual([...steps].sort((left, right) => left - right));
  });

  test('every moment has words in both languages', () => {
    for (const { sentence } of lost.moments) {
      expect(say(sentence, 'en')).not.toMatch(/[<{]/);
      expect(say(sentence, 'zh-cn')).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('the messages behind it carry the record, or brought the answer', () => {
    const arrows = lost.diagram.arrows.filter(({ id }) => lost.carrying.includes(id));
    const wire = arrows.map(({ from, to, label }) => `${lost.diagram.lanes[from]} ${lost.diagram.lanes[to]} ${label}`);
    expect(lost.values).toEqual(['A1']);
    expect(wire).toContain('a broker-1 A1');
    expect(wire).toContain('broker-1 a ');
    // What is held never arrives.
    expect(arrows.filter(({ label, arrivedAt }) => label === 'A1' && arrivedAt !== null).length).toBe(1);
    expect(lost.carrying.length).toBeLessThan(lost.diagram.arrows.length / 4);
  });

  test('names the machines that it is about, and no others', () => {
    expect(lost.lanes.map((lane) => lost.diagram.lanes[lane])).toEqual(['broker-1', 'broker-2', 'broker-3', 'a']);
  });

  test('nothing of it comes after the decisive step', () => {
    expect(lost.moments.every(({ step }) => step <= lost.decisiveStep)).toBe(true);
    expect(lost.diagram.points.every(({ step }) => step <= lost.decisiveStep)).toBe(true);
  });
});

test('what happened to other logs explains nothing', () => {
  const topics = lossy.topology.topics.map((topic) => ({ ...topic, partitions: 3 }));
  // The leader of A's partition, as of every third.
  const actions = [
    at(0, 'hold', { from: 'broker-2', to: 'broker-1' }),
    at(0, 'hold', { from: 'broker-2', to: 'broker-3' }),
    at(50, 'crash', { node: 'broker-2' }),
  ];
  const topology = { ...lossy.topology, topics };
  const playback = Playback.open({ ...lossy, topology }, actions);
  const closure = closureOf(playback, 'lost-write');
  const partitions = (moments: readonly { readonly sentence: { readonly params: object } }[]) =>
    new Set(moments.flatMap(({ sentence }) => ('partition' in sentence.params ? [sentence.params.partition] : [])));
  expect(partitions(playback.milestones).size).toBe(3);
  expect(partitions(closure.moments).size).toBe(1);
});

test('a repeated effect tells of the rebalance and the deliveries, which a loss leaves out', () => {
  const member = {
    'auto.offset.reset': 'earliest',
    'session.timeout.ms': 3_000,
    'heartbeat.interval.ms': 500,
    'request.timeout.ms': 2_000,
  };
  const scenario = clusterOf({
    settings: { 'group.initial.rebalance.delay.ms': 500, 'group.min.session.timeout.ms': 1_000 },
    consumers: [billing('billing-1', { micros: 100_000 }, member), billing('billing-2', { micros: 100_000 }, member)],
    promises: ['no-duplicate'],
    horizonMillis: 40_000,
  });
  // billing-1 stands still in the middle of its work, longer than its session.
  const actions = [
    ...sendBatch(3_000, 'a', 10),
    at(3_450, 'pause', { node: 'billing-1' }),
    at(12_000, 'resume', { node: 'billing-1' }),
  ];
  const closure = closureOf(Playback.open(scenario, actions), 'redelivered');
  const kinds = closure.moments.map(({ kind }) => kind);
  expect(kinds).toContain('rebalance');
  expect(kinds.filter((kind) => kind === 'operation').length).toBeGreaterThan(1);
  expect(lost.moments.map(({ kind }) => kind)).not.toContain('rebalance');
});

test('a record that is sent by hand is told once', () => {
  const scenario = clusterOf({ promises: ['no-lost-write'] });
  const sent = [at(1_000, 'send', { producer: 'a', key: 'a' }), at(1_500, 'powerLoss', { node: 'broker-1' })];
  const powers = ['broker-2', 'broker-3'].map((node) => at(1_500, 'powerLoss', { node }));
  const restarts = ['broker-1', 'broker-2', 'broker-3'].map((node) => at(3_000, 'restart', { node }));
  const closure = closureOf(Playback.open(scenario, [...sent, ...powers, ...restarts]), 'lost-write');
  const atSend = closure.moments.filter(({ at: time }) => time === 1_000_000);
  expect(atSend.map(({ sentence }) => say(sentence, 'en'))).toEqual(['a sends a1.']);
});

test('a long run is cut to its last moments and steps', () => {
  const closure = closureOf(Playback.open(KAFKA_PRESETS['acks-one']), 'lost-write');
  expect(closure.moments.length).toBeLessThanOrEqual(CLOSURE_MOMENTS_MAX);
  const first = Math.min(...closure.diagram.points.map(({ step }) => step));
  expect(closure.decisiveStep - first).toBeLessThanOrEqual(SPACE_TIME_STEPS_MAX);
});
