/**
 * Published failures of RabbitMQ's consumers, step by step: each appears with one way of working, and is gone (or does no harm)
 * with another. Sources: "Call me maybe: RabbitMQ" (aphyr 2014) for the lock; docs/confirms.md, docs/consumers.md and
 * docs/reliability.md for redelivery, prefetch and automatic acknowledgement.
 */
import { describe, expect, test } from 'vitest';
import { at, effectsOf, milestones, violations } from '../../runs.ts';
import { play, publishEach, QUICK, worker, type RoomOptions } from '../rooms.ts';

describe('a message as a lock (R5)', () => {
  // One message, two consumers with a prefetch of 1, and four seconds of work. worker-1 holds it, and is silent for longer than
  // two heartbeats of one second.
  const story = (
    disturbance: RoomOptions['faults'],
    holder: { readonly settings?: object; readonly idempotent?: boolean } = {},
  ): RoomOptions => ({
    consumers: ['worker-1', 'worker-2'].map((name) =>
      worker(
        name,
        { ...QUICK, prefetch: 1, ...holder.settings },
        { micros: 4_000_000, idempotent: holder.idempotent ?? false },
      ),
    ),
    faults: [...publishEach(500, 'a', 1), ...(disturbance ?? [])],
  });
  const paused = [at(1_000, 'pause', { node: 'worker-1' }), at(8_000, 'resume', { node: 'worker-1' })];
  const cutOff = [at(1_000, 'cut', { a: 'worker-1', b: 'rabbit-1' }), at(8_000, 'healAll')];
  const brief = [at(1_000, 'cut', { a: 'worker-1', b: 'rabbit-1' }), at(1_900, 'healAll')];

  const taken = ['rabbit.connection.lost', 'rabbit.queue.redelivered'];
  const again = 'rabbit.consumer.received-again';

  test.each([
    ['paused', paused, ['action.pause', ...taken, again, 'action.resume']],
    // Its own end of the connection is silent too, and it learns of that while the message is on its way to the next one.
    ['cut off', cutOff, ['action.cut', ...taken, 'rabbit.connection.lost', again]],
  ])('a holder that is %s does not know that somebody else holds it too', (_name, faults, expected) => {
    const playback = play(story(faults));
    expect(milestones(playback).slice(0, 6)).toEqual(['action.publish', ...expected]);
    expect(violations(playback).get('mutual-exclusion')).toEqual(['a1']);
    expect(effectsOf(playback, 'a1')).toBe(2);
  });

  test('a silence that is shorter than two heartbeats takes nothing away', () => {
    const playback = play(story(brief));
    expect(violations(playback)).toEqual(new Map());
    expect(effectsOf(playback, 'a1')).toBe(1);
  });

  test('an application that drops its work when it notices still held it at the same time', () => {
    const playback = play(story(cutOff, { settings: { 'work-after-loss': 'abandon' } }));
    expect([...violations(playback).keys()]).toEqual(['mutual-exclusion']);
    expect(effectsOf(playback, 'a1')).toBe(1);
  });

  test('what helps is a database that takes an effect once: two hold the lock, and nothing is done twice', () => {
    const playback = play(story(paused, { idempotent: true }));
    expect([...violations(playback).keys()]).toEqual(['mutual-exclusion']);
    expect(effectsOf(playback, 'a1')).toBe(1);
    expect(milestones(playback)).toContain('database.refused-again');
  });
});

describe('a consumer dies between delivery and acknowledgement (R8)', () => {
  const story = (
    settings: Readonly<Record<string, string | number>>,
    more: { readonly idempotent?: boolean; readonly crashMillis?: number } = {},
  ): RoomOptions => ({
    consumers: [worker('worker-1', { ...QUICK, ...settings }, { idempotent: more.idempotent ?? false })],
    // Five messages 10 ms apart; the effect of the first is in the database when the process dies, and it is not acknowledged.
    faults: [
      ...publishEach(500, 'a', 5, 10),
      at(more.crashMillis ?? 601.7, 'crash', { node: 'worker-1' }),
      at(1_000, 'restart', { node: 'worker-1' }),
    ],
    promises: ['no-lost-write', 'no-duplicate', 'every-record-read'],
  });
  const redelivered = (options: RoomOptions): readonly string[] =>
    play(options).milestones.flatMap(({ sentence: { key, params } }) =>
      key === 'rabbit.consumer.received-again' ? [String(params['value'])] : [],
    );

  test.each([
    [1, ['a1']],
    [3, ['a1', 'a2', 'a3']],
    [0, ['a1', 'a2', 'a3', 'a4', 'a5']],
  ])('with a prefetch of %i (0: no limit) so many come again', (prefetch, values) => {
    expect(redelivered(story({ prefetch }))).toEqual(values);
  });

  test('the work on the first was done: now it is done twice, and nothing is lost', () => {
    const playback = play(story({ prefetch: 3 }));
    expect(violations(playback)).toEqual(new Map([['redelivered', ['a1']]]));
    expect(['a1', 'a2', 'a3', 'a4', 'a5'].map((value) => effectsOf(playback, value))).toEqual([2, 1, 1, 1, 1]);
  });

  test('a database that takes an effect once makes that harmless', () => {
    const playback = play(story({ prefetch: 3 }, { idempotent: true }));
    expect(violations(playback)).toEqual(new Map());
    expect(effectsOf(playback, 'a1')).toBe(1);
  });

  test('automatic acknowledgement: whatever was delivered and not done is gone', () => {
    const playback = play(story({ prefetch: 3, acknowledge: 'automatic' }));
    expect(violations(playback)).toEqual(new Map([['committed-too-far', ['a2', 'a3', 'a4', 'a5']]]));
  });

  test('acknowledged before the work: the one in hand is gone, the others come again', () => {
    const options = story({ prefetch: 1, acknowledge: 'before-processing' }, { crashMillis: 650 });
    const playback = play(options);
    expect(violations(playback).get('committed-too-far')).toEqual(['a2']);
    expect(redelivered(options)).toEqual(['a3']);
  });
});

describe('two consumers share a queue, and one dies (R8)', () => {
  const story = (settings: Readonly<Record<string, boolean>>): RoomOptions => ({
    queue: { settings },
    consumers: ['worker-1', 'worker-2'].map((name) => worker(name, { ...QUICK, prefetch: 1 })),
    faults: [...publishEach(500, 'a', 3), at(550, 'crash', { node: 'worker-1' })],
    promises: ['order-per-key'],
  });

  test('what the dead one held comes after what the other has done', () => {
    expect(violations(play(story({}))).get('nonmonotonic-poll')).toEqual(['a2', 'a1']);
  });

  test('with a single active consumer the other takes over where it stopped', () => {
    const playback = play(story({ 'x-single-active-consumer': true }));
    expect(violations(playback)).toEqual(new Map());
    expect(['a1', 'a2', 'a3'].map((value) => effectsOf(playback, value))).toEqual([1, 1, 1]);
  });
});
