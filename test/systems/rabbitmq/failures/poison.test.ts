/**
 * A poison message (R7), step by step: no consumer can process it. Source: docs/quorum-queues.md (poison message handling);
 * docs/dlx.md. A limit of n allows n returns, so n + 1 deliveries; there is none before 4.0 and 20 since.
 */
import { describe, expect, test } from 'vitest';
import type { Playback } from '../../../../sim-engine/playback.ts';
import { effectsOf, violations } from '../../runs.ts';
import { CAREFUL, handPublisher, play, publishEach, QUICK, worker, type RoomOptions } from '../rooms.ts';

type Settings = Readonly<Record<string, string | number>>;

const TO_DEAD_LETTERS = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' } as const;

/** Of every two messages the second is poison, of three published: a2. */
function story(queue: Settings, more: { readonly consumer?: Settings; readonly version?: string } = {}): RoomOptions {
  return {
    producers: [handPublisher('a', { settings: CAREFUL, poisonEvery: 2 })],
    queue: { settings: queue },
    queues: [{ name: 'dead', type: 'quorum' }],
    consumers: [worker('worker-1', { ...QUICK, prefetch: 1, ...more.consumer }, { micros: 50_000 })],
    settings: more.version === undefined ? {} : { version: more.version },
    faults: publishEach(500, 'a', 3),
    // Nothing goes wrong from outside: the quiet time begins at once.
    healAtMillis: 1,
    horizonMillis: 62_000,
    promises: ['no-lost-write', 'comes-to-rest'],
  };
}

function deliveriesOf(playback: Playback, value: string): number {
  return playback
    .history(playback.steps)
    .filter((operation) => operation.f === 'poll' && operation.records.some((record) => record.value === value)).length;
}

/** What a queue holds at the end. */
function held(playback: Playback, queue: string): readonly string[] {
  const log = playback.system.observe(playback.worldAt(playback.steps)).logs.find(({ topic }) => topic === queue);
  return log?.replicas[0]?.records.map(({ value }) => value) ?? [];
}

describe('without a limit', () => {
  test.each([
    ['since 4.3, when it is switched off', { 'x-delivery-limit': -1 }, {}, 0],
    ['in 4.0, when it is switched off', { 'x-delivery-limit': -1 }, { version: '4.0' }, 1],
    ['before 4.0, by default', {}, { version: '3.13' }, 1],
  ])('it comes back for ever, and the queue never rests (%s)', (_name, queue, more, behind) => {
    const playback = play(story(queue, more));
    expect([...violations(playback).keys()]).toEqual(['stuck']);
    expect(deliveriesOf(playback, 'a2')).toBeGreaterThan(1_000);
    expect(held(playback, 'jobs')).toEqual(behind === 1 ? ['a2'] : ['a2', 'a3']);
    // Before 4.3 a returned message goes to the end, and what stands behind it gets its turn; since then to the front.
    expect(effectsOf(playback, 'a3')).toBe(behind);
  });
});

describe('with a limit', () => {
  test.each([
    [0, 1],
    [1, 2],
    [20, 21],
  ])('of %i it is delivered %i times', (limit, deliveries) => {
    expect(deliveriesOf(play(story({ 'x-delivery-limit': limit })), 'a2')).toBe(deliveries);
  });

  test('which is 20 when nobody says otherwise; and then it is gone, by a rule of the queue', () => {
    const playback = play(story({}));
    expect(deliveriesOf(playback, 'a2')).toBe(21);
    expect(violations(playback)).toEqual(new Map([['lost-write', ['a2']]]));
  });

  test('and a dead letter exchange, it is kept where somebody can look at it', () => {
    const playback = play(story({ 'x-delivery-limit': 2, ...TO_DEAD_LETTERS }));
    expect(violations(playback)).toEqual(new Map());
    expect(held(playback, 'dead')).toEqual(['a2']);
  });
});

describe('a dead letter between two queues', () => {
  /** What an observer sees of the queue for dead letters at the moment when a2 has left its own. */
  function betweenQueues(more: Partial<RoomOptions>) {
    const playback = play({ ...story({ 'x-delivery-limit': 2, ...TO_DEAD_LETTERS }), ...more });
    const left = playback.milestones.find(({ sentence }) => sentence.key === 'rabbit.queue.dead-lettered');
    const step = left?.step ?? 0;
    const [jobs, dead] = playback.system.observe(playback.worldAt(step)).logs;
    const lost = playback.judge(step).verdicts.filter(({ kind }) => kind === 'lost-write');
    return { jobs, dead, lost };
  }

  test.each([
    ['in the log of the other queue', {}],
    [
      'on the link to the node of the other queue',
      { brokers: 2, queues: [{ name: 'dead', type: 'classic', node: 'rabbit-2' } as const] },
    ],
  ])('is in neither, and not lost: it is %s', (_name, more) => {
    const { jobs, dead, lost } = betweenQueues(more);
    const served = [jobs, dead].flatMap((log) => log?.replicas.find(({ node }) => node === log.leader)?.records ?? []);
    expect(served.map(({ value }) => value)).toEqual(['a3']);
    expect(dead?.onTheWire).toEqual(['a2']);
    expect(lost).toEqual([]);
  });
});

describe('a consumer that crashes on it', () => {
  const crashing = (prefetch: number): Playback =>
    play(story({ 'x-delivery-limit': 2, ...TO_DEAD_LETTERS }, { consumer: { prefetch, 'on-poison': 'crash' } }));

  test('takes along what it had prefetched: the innocent one reaches the limit too', () => {
    const playback = crashing(3);
    expect(held(playback, 'dead')).toEqual(['a2', 'a3']);
    expect([effectsOf(playback, 'a1'), effectsOf(playback, 'a3')]).toEqual([1, 0]);
  });

  test('with a prefetch of 1 it takes nothing but the poison', () => {
    const playback = crashing(1);
    expect(held(playback, 'dead')).toEqual(['a2']);
    expect([effectsOf(playback, 'a1'), effectsOf(playback, 'a3')]).toEqual([1, 1]);
  });
});
