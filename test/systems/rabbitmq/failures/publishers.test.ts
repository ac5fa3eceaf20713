/**
 * What a publisher may lose without knowing (R9), step by step. Sources: docs/confirms.md, docs/publishers.md (unroutable
 * messages, mandatory), docs/maxlength.md, docs/reliability.md.
 */
import { describe, expect, test } from 'vitest';
import type { Playback } from '../../../../sim-engine/playback.ts';
import { at, milestones, violations } from '../../runs.ts';
import { CAREFUL, handPublisher, play, publishEach, QUICK, worker, type RoomOptions } from '../rooms.ts';

type Settings = Readonly<Record<string, string | number | boolean>>;

const NO_CONFIRMS = { persistent: true } as const;

/** Values whose loss the checker sees, and what it says of it. */
function losses(playback: Playback): readonly (readonly [string, string])[] {
  return playback
    .judge(playback.steps)
    .verdicts.filter(({ kind }) => kind === 'lost-write')
    .map(({ verdict, subjects }) => [verdict, subjects.values.join(' ')]);
}

function held(playback: Playback): readonly string[] {
  const log = playback.system.observe(playback.worldAt(playback.steps)).logs[0];
  return log?.replicas[0]?.records.map(({ value }) => value) ?? [];
}

describe('a node that dies while a message is on its way', () => {
  const story = (settings: Settings): RoomOptions => ({
    producers: [handPublisher('a', { settings: { ...QUICK, ...settings } })],
    faults: [
      ...publishEach(500, 'a', 1),
      at(500.2, 'crash', { node: 'rabbit-1' }),
      at(2_000, 'restart', { node: 'rabbit-1' }),
    ],
    promises: ['no-lost-write'],
  });

  test('without confirms it is gone, and nobody had promised anything', () => {
    const playback = play(story(NO_CONFIRMS));
    expect(losses(playback)).toEqual([['allowed-here', 'a1']]);
    expect(held(playback)).toEqual([]);
  });

  test('with confirms the publisher knows that it does not know, and publishes again', () => {
    const playback = play(story(CAREFUL));
    expect(losses(playback)).toEqual([]);
    expect(held(playback)).toEqual(['a1']);
    expect(milestones(playback)).toContain('rabbit.publisher.timeout-again');
  });

  test('with confirms and no second try it is gone, and the publisher knows that it may be', () => {
    const playback = play(story({ ...CAREFUL, republish: 'never' }));
    expect(losses(playback)).toEqual([]);
    expect(held(playback)).toEqual([]);
    expect(milestones(playback)).toContain('rabbit.publisher.gave-up');
  });
});

describe('a message that no queue gets', () => {
  const story = (settings: Settings, alternate?: string): RoomOptions => ({
    exchanges: [
      { name: 'orders', type: 'direct', ...(alternate === undefined ? {} : { alternate }) },
      { name: 'unrouted', type: 'fanout' },
    ],
    queues: [{ name: 'rest', type: 'quorum' }],
    bindings: [
      { from: 'orders', to: 'jobs', key: 'new' },
      { from: 'unrouted', to: 'rest' },
    ],
    producers: [handPublisher('a', { exchange: 'orders', routingKeys: ['new'], settings: { ...QUICK, ...settings } })],
    faults: [...publishEach(500, 'a', 1), at(600, 'deleteBinding', { binding: 0 }), ...publishEach(700, 'a', 1)],
    promises: ['no-lost-write'],
  });

  test('is confirmed like any other, and gone', () => {
    expect(losses(play(story({ ...CAREFUL, mandatory: false })))).toEqual([['violation', 'a2']]);
  });

  test('without confirms, not even that', () => {
    expect(losses(play(story(NO_CONFIRMS)))).toEqual([['allowed-here', 'a2']]);
  });

  test('comes back when it is mandatory: the publisher knows', () => {
    const playback = play(story(CAREFUL));
    expect(losses(playback)).toEqual([]);
    expect(milestones(playback)).toContain('rabbit.publisher.returned');
  });

  test('is kept by an alternate exchange', () => {
    const playback = play(story({ ...CAREFUL, mandatory: false }, 'unrouted'));
    expect(losses(playback)).toEqual([]);
    const rest = playback.system.observe(playback.worldAt(playback.steps)).logs.find(({ topic }) => topic === 'rest');
    expect(rest?.replicas[0]?.records.map(({ value }) => value)).toEqual(['a2']);
  });
});

describe('a full queue', () => {
  const story = (queue: Settings, settings: Settings): RoomOptions => ({
    queue: { settings: { 'x-max-length': 2, ...queue } },
    producers: [handPublisher('a', { settings: { ...QUICK, ...settings } })],
    faults: publishEach(500, 'a', 4),
    promises: ['no-lost-write'],
  });

  test('drops its oldest messages, although they were confirmed', () => {
    const playback = play(story({}, CAREFUL));
    expect(losses(playback)).toEqual([
      ['violation', 'a1'],
      ['violation', 'a2'],
    ]);
    expect(held(playback)).toEqual(['a3', 'a4']);
  });

  test('or refuses new ones: without confirms nobody hears of it', () => {
    const playback = play(story({ 'x-overflow': 'reject-publish' }, NO_CONFIRMS));
    expect(losses(playback).every(([verdict]) => verdict === 'allowed-here')).toBe(true);
    expect(losses(playback).length).toBeGreaterThan(0);
  });

  test('with confirms the publisher does', () => {
    const playback = play(story({ 'x-overflow': 'reject-publish' }, { ...CAREFUL, republish: 'never' }));
    expect(losses(playback)).toEqual([]);
    expect(milestones(playback)).toContain('rabbit.publisher.nacked');
  });

  test('and when it publishes again until there is room, every message is processed', () => {
    const playback = play({
      ...story({ 'x-overflow': 'reject-publish' }, { ...CAREFUL, republish: 'nacked' }),
      consumers: [worker('worker-1', { ...QUICK, prefetch: 1 })],
    });
    expect(violations(playback)).toEqual(new Map());
    expect(held(playback)).toEqual([]);
  });

  test('and when it stands still after each refusal, it is refused less often, and every message is processed all the same', () => {
    const refusals = (pauseMillis: number): number => {
      const playback = play({
        ...story(
          { 'x-overflow': 'reject-publish' },
          { ...CAREFUL, republish: 'nacked', 'republish-pause-ms': pauseMillis },
        ),
        faults: publishEach(500, 'a', 8),
        consumers: [worker('worker-1', { ...QUICK, prefetch: 1 })],
      });
      expect(violations(playback)).toEqual(new Map());
      expect(held(playback)).toEqual([]);
      return milestones(playback).filter((key) => key === 'rabbit.publisher.nacked-again').length;
    };
    expect(refusals(50)).toBeGreaterThan(0);
    expect(refusals(50)).toBeLessThan(refusals(0) / 4);
  });
});

describe('a power cut', () => {
  const story = (queue: RoomOptions['queue'], settings: Settings): RoomOptions => ({
    ...(queue === undefined ? {} : { queue }),
    producers: [handPublisher('a', { settings: { ...QUICK, ...settings } })],
    faults: [
      ...publishEach(500, 'a', 1),
      at(2_000, 'powerLoss', { node: 'rabbit-1' }),
      at(3_000, 'restart', { node: 'rabbit-1' }),
    ],
    promises: ['no-lost-write'],
  });

  test('takes a transient message that was confirmed', () => {
    expect(losses(play(story({ type: 'classic' }, { ...CAREFUL, persistent: false })))).toEqual([['violation', 'a1']]);
  });

  // The source of each version says so: rabbit_queue_index.erl fsyncs its journal, rabbit_classic_queue_store_v2.erl does not.
  test.each(['3.10', '3.13'])('leaves a persistent one in a durable classic queue of %s', (version) => {
    const playback = play({ ...story({ type: 'classic' }, CAREFUL), settings: { version } });
    expect(losses(playback)).toEqual([]);
    expect(held(playback)).toEqual(['a1']);
  });

  test.each(['4.0', '4.3'])('takes it in %s, where no confirm of a classic queue waits for the disk', (version) => {
    const playback = play({ ...story({ type: 'classic' }, CAREFUL), settings: { version } });
    expect(losses(playback)).toEqual([['violation', 'a1']]);
    expect(held(playback)).toEqual([]);
  });

  test('which a process that is only killed leaves there', () => {
    const { faults, ...rest } = story({ type: 'classic' }, CAREFUL);
    const playback = play({
      ...rest,
      faults: (faults ?? []).map((fault) =>
        fault.operation === 'powerLoss' ? { ...fault, operation: 'crash' } : fault,
      ),
    });
    expect(losses(playback)).toEqual([]);
    expect(held(playback)).toEqual(['a1']);
  });

  test('and which the operating system has put on disk half a minute later', () => {
    const at4 = (millis: number): Playback =>
      play({
        queue: { type: 'classic' },
        producers: [handPublisher('a', { settings: { ...QUICK, ...CAREFUL } })],
        faults: [
          ...publishEach(500, 'a', 1),
          at(millis, 'powerLoss', { node: 'rabbit-1' }),
          at(millis + 1_000, 'restart', { node: 'rabbit-1' }),
        ],
        promises: ['no-lost-write'],
        horizonMillis: 40_000,
      });
    expect(losses(at4(29_000))).toEqual([['violation', 'a1']]);
    expect(losses(at4(31_000))).toEqual([]);
  });

  test('and everything in a quorum queue, persistent or not', () => {
    expect(held(play(story({ type: 'quorum' }, { ...CAREFUL, persistent: false })))).toEqual(['a1']);
  });
});
