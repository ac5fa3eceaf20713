/** A run as its readers want it: which phase it is in at any step, and what is still awaited. */
import { describe, expect, test } from 'vitest';
import type { Phase } from '../sim-engine/host/phases.ts';
import { Playback } from '../sim-engine/playback.ts';
import { KAFKA_PRESETS } from '../sim-engine/systems/kafka/presets/index.ts';
import { say } from '../sim-engine/view/words.ts';
import { at, billing, ms, play, type ClusterOptions } from './systems/kafka/support.ts';

const CRASH = at(1_000, 'crash', { node: 'broker-2' });
const PAUSE = at(1_000, 'pause', { node: 'billing-1' });
const RESUME = at(2_000, 'resume', { node: 'billing-1' });

const cluster: ClusterOptions = {
  producers: [{ name: 'a', topic: 'orders', ratePerSecond: 10, records: 40, keys: ['A'] }],
  consumers: [billing('billing-1')],
  faults: [PAUSE, RESUME],
};

/** Every phase of a run with the time when it began, in milliseconds. */
function phasesOf(playback: Playback): { readonly phase: Phase; readonly fromMillis: number }[] {
  const phases: { phase: Phase; fromMillis: number }[] = [];
  for (let step = 0; step <= playback.steps; step += 1) {
    const phase = playback.phaseAt(step);
    if (phases.at(-1)?.phase !== phase) phases.push({ phase, fromMillis: playback.timeOf(step) / ms(1) });
  }
  return phases;
}

describe('the phases of a Kafka run', () => {
  test('chaos until the consumer continues, quiet while the producer sends, drain until all is read, then rest', () => {
    const phases = phasesOf(play(cluster));
    expect(phases.map(({ phase }) => phase)).toEqual(['chaos', 'quiet', 'drain', 'rest']);
    const [, quiet, drain] = phases.map(({ fromMillis }) => fromMillis);
    expect(quiet).toBe(2_000);
    // The last of 40 records leaves after 3.9 seconds; its answer comes a few milliseconds later.
    expect(drain).toBeGreaterThan(3_900);
    expect(drain).toBeLessThan(4_000);
  });

  test('what is awaited is said in words at every step before the rest, and nothing is awaited there', () => {
    const playback = play(cluster);
    for (let step = 0; step <= playback.steps; step += 1) {
      const pending = playback.pendingAt(step);
      if (playback.phaseAt(step) === 'rest') expect(pending).toBeNull();
      if (playback.phaseAt(step) === 'drain') {
        for (const language of ['en', 'zh-cn'] as const) expect(say(pending!, language)).not.toMatch(/[<>{}]/);
      }
    }
    expect(playback.pendingAt(playback.steps)).toBeNull();
  });

  test('a broker that nobody restarts leaves the run in chaos, and it is what is awaited', () => {
    const playback = play({ ...cluster, faults: [CRASH], horizonMillis: 8_000 });
    expect(phasesOf(playback)).toEqual([{ phase: 'chaos', fromMillis: 0 }]);
    expect(say(playback.pendingAt(playback.steps)!, 'en')).toBe('broker-2 is not running (down).');
  });

  test('without consumers there is nothing to drain', () => {
    const phases = phasesOf(play({ ...cluster, consumers: [], faults: [] }));
    expect(phases.map(({ phase }) => phase)).toEqual(['quiet', 'rest']);
  });

  test('a broker that starts again is awaited until it is back in service, though its old registration looks whole', () => {
    const playback = play({
      ...cluster,
      faults: [
        at(5_000, 'crash', { node: 'broker-2' }),
        at(5_001, 'diskLoss', { node: 'broker-2' }),
        at(5_002, 'restart', { node: 'broker-2' }),
      ],
      horizonMillis: 60_000,
    });
    const phases = phasesOf(playback).map(({ phase }) => phase);
    expect(phases).toEqual(['chaos', 'drain', 'rest']);
    const during = playback.pendingAt(playback.stepAt(ms(5_002)));
    expect(say(during!, 'en')).toBe('broker-2 has started but is not back in service yet (starting).');
  });

  test('records that are sent by hand later keep the run from draining', () => {
    const send = at(9_000, 'send', { producer: 'a', key: 'A' });
    const phases = phasesOf(play({ ...cluster, faults: [send] }));
    expect(phases.map(({ phase }) => phase)).toEqual(['quiet', 'drain', 'rest']);
    expect(phases[1]!.fromMillis).toBeGreaterThan(9_000);
  });
});

describe('a promise that every record is read', () => {
  test('is not called broken while a log has no leader, or the high watermark has yet to pass an acknowledged record', () => {
    const preset = { ...KAFKA_PRESETS.play, horizonMillis: 9_000 };
    const healthy = Playback.open(preset);
    healthy.complete();
    const step = healthy.stepAt(ms(4_517));
    const playback = healthy.fork(step);
    playback.act(step, 'crash', { node: 'broker-1' });
    playback.complete();
    const broken: string[] = [];
    for (let seen = step - 60; seen < step + 60; seen += 1) {
      const { verdicts } = playback.judge(seen);
      broken.push(...verdicts.filter(({ verdict }) => verdict === 'violation').map(({ kind }) => `${seen} ${kind}`));
    }
    expect(broken).toEqual([]);
  });
});
