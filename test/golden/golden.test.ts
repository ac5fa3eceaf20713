import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Playback } from '../../sim-engine/playback.ts';
import { goldenRuns } from './runs.ts';

interface Golden {
  readonly steps: number;
  readonly traceHash: string;
}

const golden = (name: string): Golden =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Golden;

function complete(playback: Playback): Playback {
  playback.complete();
  return playback;
}

describe.each(goldenRuns)('golden run $name', ({ name, scenario, actions }) => {
  const run = complete(Playback.open(scenario, actions));

  test('gives its golden hash', () => {
    expect({ steps: run.steps, traceHash: run.traceHash() }).toEqual({
      steps: golden(name).steps,
      traceHash: golden(name).traceHash,
    });
  });

  test('a second run is the same at every thousandth step', () => {
    const again = complete(Playback.open(scenario, actions));
    for (let step = 0; step <= run.steps; step += 1_000) expect(again.hashAt(step)).toBe(run.hashAt(step));
  });

  test('going back and forth, explaining and drawing change nothing', () => {
    const before = run.traceHash();
    for (const share of [0.9, 0.1, 0.5, 0.5001, 0]) {
      const step = Math.floor(run.steps * share);
      run.sceneAt(step);
      run.accountOf(step);
    }
    expect(run.traceHash()).toBe(before);
  });

  test('a fork at the end is at its end', () => {
    const fork = complete(run.fork(run.steps));
    expect(fork.steps).toBe(run.steps);
    expect(fork.traceHash()).toBe(run.traceHash());
  });

  test('a fork that goes on by itself ends as the run did', () => {
    for (const share of [0.2, 0.7]) {
      const fork = run.fork(Math.floor(run.steps * share));
      // A fork forgets the learner's later actions; the scenario's own faults stay.
      const later = run.actions.filter((action) => !fork.actions.includes(action));
      if (later.length > 0) continue;
      expect(complete(fork).traceHash()).toBe(run.traceHash());
    }
  });

  test('recording in small portions gives the same run as in one go', () => {
    const portions = Playback.open(scenario, actions);
    while (!portions.finished && portions.steps < 3_000) portions.advance({ stepsMax: 37 });
    const step = Math.min(portions.steps, run.steps);
    expect(portions.hashAt(step)).toBe(run.hashAt(step));
  });
});

describe('a learner’s actions', () => {
  const scenario = goldenRuns[0]!.scenario;

  test('scenario and actions are the run: acting live and replaying the list give the same hash', () => {
    const live = Playback.open(scenario);
    live.advance({ stepsMax: 500 });
    live.act(live.steps, 'crash', { node: 'broker-1' });
    live.advance({ stepsMax: 700 });
    live.act(live.steps - 100, 'restart', { node: 'broker-1' });
    complete(live);
    const replayed = complete(Playback.open(scenario, live.actions));
    expect(replayed.traceHash()).toBe(live.traceHash());
    expect(live.actions.map((action) => action.operation)).toEqual(['crash', 'restart']);
  });

  test('acting in the past forgets what came after', () => {
    const live = Playback.open(scenario);
    live.advance({ stepsMax: 500 });
    live.act(400, 'pause', { node: 'broker-2' });
    live.act(200, 'crash', { node: 'broker-1' });
    expect(live.actions.map((action) => action.operation)).toEqual(['crash']);
  });

  test('a fork does not disturb the run that it came from', () => {
    const live = Playback.open(scenario);
    live.advance({ stepsMax: 1_000 });
    const before = live.hashAt(1_000);
    const fork = live.fork(500);
    fork.act(500, 'crash', { node: 'broker-1' });
    fork.advance({ stepsMax: 2_000 });
    expect(live.hashAt(1_000)).toBe(before);
    expect(fork.hashAt(500)).toBe(live.hashAt(500));
    expect(fork.hashAt(1_000)).not.toBe(before);
  });

  test('adding a fault does not reshuffle the latencies of what it does not touch', () => {
    const sentAndArrived = (playback: Playback): string[] => {
      playback.advance({ stepsMax: 600 });
      return playback
        .spaceTime({ fromStep: 200, toStep: 500 })
        .arrows.filter((arrow) => arrow.kind === 'BrokerHeartbeatRequest' && arrow.arrivedAt !== null)
        .map((arrow) => `${arrow.from} ${arrow.sentAt} ${arrow.arrivedAt}`);
    };
    const plain = sentAndArrived(Playback.open(scenario));
    const slowed = sentAndArrived(
      Playback.open(scenario, [{ at: 1, operation: 'slowLink', arguments: { a: 'a', b: 'broker-1', micros: 100 } }]),
    );
    expect(plain.length).toBeGreaterThan(0);
    expect(slowed.slice(0, plain.length - 3)).toEqual(plain.slice(0, plain.length - 3));
  });
});
