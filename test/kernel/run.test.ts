/** Runs over a made-up world: three counters that tick at their own pace, and a script that adds to them. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { mildestDecider, randomDecider, SITE, type Decider } from '../../sim-engine/kernel/decider.ts';
import { RANK } from '../../sim-engine/kernel/eventQueue.ts';
import { hashOf, hashText, type Hash64 } from '../../sim-engine/kernel/hash.ts';
import type { Model, ScriptEntry, WorldBase } from '../../sim-engine/kernel/model.ts';
import { Run, SNAPSHOT_EVERY_STEPS, STEPS_MAX } from '../../sim-engine/kernel/run.ts';
import { NEVER } from '../../sim-engine/kernel/time.ts';
import { Trace } from '../../sim-engine/kernel/trace.ts';

interface Counters extends WorldBase {
  readonly counts: readonly number[];
  readonly due: readonly number[];
}

interface Addition extends ScriptEntry {
  readonly counter: number;
  readonly amount: number;
}

const PERIODS = [7, 11, 13] as const;
const SCRIPT_SOURCE = PERIODS.length;

/** How many worlds were made: what a seek costs. */
let stepsTaken = 0;

interface ToyOptions {
  readonly isAtRest?: (world: Counters) => boolean;
}

function toyModel(options: ToyOptions = {}): Model<Counters, Addition> {
  return {
    sourceCount: PERIODS.length + 1,
    initial: { now: 0, sequence: 0, scriptIndex: 0, counts: [0, 0, 0], due: PERIODS },
    schedule(world, source, script, queue) {
      const at = source === SCRIPT_SOURCE ? script[world.scriptIndex]?.at : world.due[source];
      queue.set(source, at ?? NEVER, source === SCRIPT_SOURCE ? RANK.action : RANK.timer, source);
    },
    step(world, source, at, { decider, script }, touched) {
      stepsTaken += 1;
      touched.push(source);
      const sequence = world.sequence + 1;
      if (source === SCRIPT_SOURCE) {
        const { counter, amount } = script[world.scriptIndex]!;
        const counts = world.counts.with(counter, world.counts[counter]! + amount);
        return { ...world, now: at, sequence, scriptIndex: world.scriptIndex + 1, counts };
      }
      const counts = world.counts.with(source, world.counts[source]! + 1);
      const late = decider.choose(SITE.node, source, world.counts[source]!, 3);
      return { ...world, now: at, sequence, counts, due: world.due.with(source, at + PERIODS[source]! + late) };
    },
    hash: (world) => hashOf(world),
    isAtRest: options.isAtRest ?? (() => false),
  };
}

interface RunOptions extends ToyOptions {
  readonly script?: readonly Addition[];
  readonly horizon?: number;
  readonly decider?: Decider;
  readonly steps?: number;
}

function toyRun(options: RunOptions = {}): Run<Counters, Addition> {
  const run = new Run({
    model: toyModel(options),
    decider: options.decider ?? randomDecider(1),
    script: options.script ?? [],
    horizon: options.horizon ?? 1_000_000,
  });
  run.advance({ stepsMax: options.steps ?? 0 });
  return run;
}

const add = (at: number, counter: number, amount: number): Addition => ({ at, counter, amount });

beforeEach(() => {
  stepsTaken = 0;
});

describe('advancing', () => {
  test('takes what is due first, as often as asked, and records when and who', () => {
    const run = toyRun({ decider: mildestDecider, steps: 5 });
    expect(run.steps).toBe(5);
    const rows = [0, 1, 2, 3, 4].map((step) => [run.trace.timeOf(step), run.trace.sourceOf(step)]);
    expect(rows).toEqual([
      [7, 0],
      [11, 1],
      [13, 2],
      [14, 0],
      [21, 0],
    ]);
    expect(run.world.counts).toEqual([3, 1, 1]);
  });

  test('stops before the time asked for, and goes on later as if it had never stopped', () => {
    const run = toyRun({ decider: mildestDecider });
    expect(run.advance({ stepsMax: 100, until: 13 })).toBe(3);
    expect(run.advance({ stepsMax: 100, until: 13 })).toBe(0);
    run.advance({ stepsMax: 997 });
    expect(run.hashAfter(1_000)).toBe(toyRun({ decider: mildestDecider, steps: 1_000 }).hashAfter(1_000));
  });

  test('records nothing beyond the horizon; what is due exactly there is part of the run', () => {
    const run = toyRun({ decider: mildestDecider, horizon: 14, steps: 100 });
    expect([run.steps, run.world.now, run.finished]).toEqual([4, 14, true]);
    expect(toyRun({ decider: mildestDecider, horizon: 13, steps: 100 }).steps).toBe(3);
    expect(toyRun({ decider: mildestDecider, horizon: 14, steps: 3 }).finished).toBe(false);
  });

  test('an event that is overdue happens now: time never goes back', () => {
    const early = { ...toyModel(), initial: { ...toyModel().initial, now: 100 } };
    const run = new Run({ model: early, decider: mildestDecider, script: [], horizon: 1_000 });
    run.advance({ stepsMax: 3 });
    expect([0, 1, 2].map((step) => run.trace.timeOf(step))).toEqual([100, 100, 100]);
  });

  test('ends when nothing is pending', () => {
    const silent: Model<Counters, Addition> = { ...toyModel(), initial: { ...toyModel().initial, due: [] } };
    const run = new Run({ model: silent, decider: mildestDecider, script: [add(5, 0, 1)], horizon: 1_000 });
    expect([run.advance({ stepsMax: 10 }), run.finished]).toEqual([1, true]);
  });

  test('asks whether the world is at rest at snapshots only, so that the end does not depend on the way there', () => {
    const isAtRest = (world: Counters): boolean => world.now > 50;
    const inOne = toyRun({ isAtRest, steps: 10_000 });
    const inBits = toyRun({ isAtRest });
    while (inBits.advance({ stepsMax: 3 }) > 0);
    expect([inOne.steps, inOne.finished]).toEqual([SNAPSHOT_EVERY_STEPS, true]);
    expect(inBits.steps).toBe(SNAPSHOT_EVERY_STEPS);
  });

  test('has a limit of steps', () => {
    const run = toyRun({ horizon: NEVER });
    const length = vi.spyOn(run.trace, 'length', 'get').mockReturnValue(STEPS_MAX);
    expect(run.finished).toBe(true);
    expect(run.advance({ stepsMax: 10 })).toBe(0);
    length.mockRestore();
    expect(run.finished).toBe(false);
    expect(run.advance({ stepsMax: 10 })).toBe(10);
  });
});

describe('seeking', () => {
  test('finds the same world wherever it comes from', () => {
    const run = toyRun({ steps: 1_500 });
    fc.assert(
      fc.property(fc.array(fc.nat(1_500), { minLength: 1, maxLength: 6 }), (places) => {
        for (const place of places) expect(run.worldAfter(place)).toEqual(toyRun({ steps: place }).world);
      }),
      { numRuns: 25 },
    );
  });

  test('replays at most from the snapshot before, and onwards only what lies between', () => {
    const run = toyRun({ steps: 2_000 });
    run.worldAfter(10);
    stepsTaken = 0;
    run.worldAfter(5 * SNAPSHOT_EVERY_STEPS + 200);
    expect(stepsTaken).toBe(200);
    run.worldAfter(5 * SNAPSHOT_EVERY_STEPS + 203);
    expect(stepsTaken).toBe(203);
    run.worldAfter(5 * SNAPSHOT_EVERY_STEPS);
    run.worldAfter(2_000);
    expect(stepsTaken).toBe(203);
  });

  test('outside the trace there is nothing to find', () => {
    const run = toyRun({ steps: 10 });
    expect(() => run.worldAfter(11)).toThrow('a seek stays inside the trace');
    expect(() => run.worldAfter(-1)).toThrow('a seek stays inside the trace');
  });

  test('does not disturb the run: it goes on from its end', () => {
    const run = toyRun({ steps: 700 });
    run.worldAfter(300);
    run.advance({ stepsMax: 300 });
    expect(run.hashAfter(1_000)).toBe(toyRun({ steps: 1_000 }).hashAfter(1_000));
  });
});

describe('the hash of a run', () => {
  test('of a prefix does not depend on what came after', () => {
    const short = toyRun({ steps: 1_300 });
    const long = toyRun({ steps: 3_000 });
    for (const steps of [0, 1, 255, 256, 257, 1_024, 1_025, 1_300]) {
      expect(long.hashAfter(steps)).toBe(short.hashAfter(steps));
    }
  });

  test('tells every prefix apart, and seeds, and scripts', () => {
    const run = toyRun({ steps: 600 });
    expect(new Set(Array.from({ length: 601 }, (_, steps) => run.hashAfter(steps))).size).toBe(601);
    expect(toyRun({ steps: 600, decider: randomDecider(2) }).hashAfter(600)).not.toBe(run.hashAfter(600));
    expect(toyRun({ steps: 600, script: [add(500, 0, 1)] }).hashAfter(600)).not.toBe(run.hashAfter(600));
    expect(run.hashAfter(600)).toMatch(/^[0-9a-f]{16}$/);
  });

  test('holds the whole world now and then, so that runs that differ in state alone part for good', () => {
    const one = toyRun({ decider: mildestDecider, steps: 1_100, script: [add(20, 0, 1)] });
    const two = toyRun({ decider: mildestDecider, steps: 1_100, script: [add(20, 0, 2)] });
    expect(one.trace.hashAfter(1_023)).toEqual(two.trace.hashAfter(1_023));
    expect(one.trace.hashAfter(1_024)).not.toEqual(two.trace.hashAfter(1_024));
    expect(one.trace.hashAfter(1_100)).not.toEqual(two.trace.hashAfter(1_100));
  });

  test('tells worlds apart that differ in state alone', () => {
    const one = toyRun({ decider: mildestDecider, steps: 50, script: [add(20, 0, 1)] });
    const two = toyRun({ decider: mildestDecider, steps: 50, script: [add(20, 0, 2)] });
    expect(one.trace.timeOf(49)).toBe(two.trace.timeOf(49));
    expect(one.hashAfter(50)).not.toBe(two.hashAfter(50));
  });
});

describe('rewriting', () => {
  test('what comes later is forgotten, and the new script takes effect as if it had always been there', () => {
    const added = add(2_000, 1, 40);
    for (const steps of [0, 100, 256, 300, 512]) {
      const run = toyRun({ steps: 900 });
      run.worldAfter(800);
      run.rewrite({ steps, script: [added] });
      expect(run.steps).toBe(steps);
      run.advance({ stepsMax: 1_500 - steps });
      const straight = toyRun({ steps: 1_500, script: [added] });
      expect(run.world.scriptIndex).toBe(1);
      expect(run.hashAfter(1_500)).toBe(straight.hashAfter(1_500));
      expect(run.worldAfter(800)).toEqual(straight.worldAfter(800));
      expect(run.worldAfter(800).scriptIndex).toBe(1);
      expect(run.script).toEqual([added]);
    }
  });

  test('a run that had come to its end goes on from the middle', () => {
    const run = toyRun({ isAtRest: (world) => world.counts[0]! >= 100, steps: 10_000 });
    expect(run.finished).toBe(true);
    run.rewrite({ steps: 10, script: [] });
    expect(run.finished).toBe(false);
  });

  test('begun anew it is not at its end, even if nothing is awaited at the beginning', () => {
    const run = toyRun({ isAtRest: () => true, steps: 10_000 });
    run.rewrite({ steps: 0, script: [] });
    expect(run.finished).toBe(false);
    run.advance({ stepsMax: 10_000 });
    expect(run.steps).toBe(SNAPSHOT_EVERY_STEPS);
  });

  test('cut at its end it stays at its end', () => {
    const run = toyRun({ isAtRest: (world) => world.now > 50, steps: 10_000 });
    run.rewrite({ steps: run.steps, script: [] });
    expect(run.finished).toBe(true);
  });

  test('what the script has done already cannot be changed', () => {
    const done = add(10, 0, 5);
    const run = toyRun({ steps: 100, script: [done] });
    expect(() => run.rewrite({ steps: 50, script: [add(10, 0, 6)] })).toThrow('what the script did already stays');
    expect(() => run.rewrite({ steps: 50, script: [] })).toThrow('what the script did already stays');
    run.rewrite({ steps: 50, script: [done, add(4_000, 0, 1)] });
    expect(run.world.counts[0]).toBeGreaterThanOrEqual(5);
    run.rewrite({ steps: 0, script: [] });
    expect(run.world.counts).toEqual([0, 0, 0]);
  });
});

describe('forking', () => {
  test('shares the past, the very same worlds at snapshots', () => {
    const run = toyRun({ steps: 900 });
    const fork = run.fork(600);
    expect(fork.steps).toBe(600);
    for (const steps of [0, 256, 512]) expect(fork.worldAfter(steps)).toBe(run.worldAfter(steps));
    expect(fork.hashAfter(600)).toBe(run.hashAfter(600));
  });

  test('has a future of its own, and leaves the other run as it was', () => {
    const run = toyRun({ steps: 900 });
    const hash = run.hashAfter(900);
    const snapshot = run.worldAfter(768);
    const fork = run.fork(600);
    fork.rewrite({ steps: 600, script: [add(fork.world.now + 1, 2, 1_000)] });
    fork.advance({ stepsMax: 300 });
    expect(fork.world.counts[2]).toBeGreaterThan(1_000);
    expect(fork.hashAfter(900)).not.toBe(hash);
    expect(fork.hashAfter(600)).toBe(run.hashAfter(600));
    expect([run.steps, run.hashAfter(900)]).toEqual([900, hash]);
    expect(run.worldAfter(768)).toBe(snapshot);
    expect(fork.worldAfter(768)).not.toEqual(snapshot);
  });

  test('untouched, it goes the same way', () => {
    const run = toyRun({ steps: 1_200 });
    for (const steps of [0, 1, 256, 700, 1_200]) {
      const fork = run.fork(steps);
      fork.advance({ stepsMax: 1_200 - steps });
      expect(fork.hashAfter(1_200)).toBe(run.hashAfter(1_200));
    }
  });

  test('takes the script as it stands, not as it began', () => {
    const run = toyRun({ steps: 300 });
    run.rewrite({ steps: 300, script: [add(run.world.now + 5, 0, 500)] });
    const fork = run.fork(300);
    fork.advance({ stepsMax: 10 });
    expect(fork.script).toBe(run.script);
    expect(fork.world.counts[0]).toBeGreaterThan(500);
  });

  test('at the end of a run that is at rest, it is at rest', () => {
    const run = toyRun({ isAtRest: (world) => world.now > 50, steps: 10_000 });
    expect(run.fork(run.steps).finished).toBe(true);
    expect(run.fork(10).finished).toBe(false);
  });
});

describe('a trace', () => {
  const START = hashOf('start');
  const WORLD = hashOf('world');
  /** The world after two steps is folded in. */
  const worldHash = (steps: number): Hash64 | null => (steps === 0 ? START : steps === 2 ? WORLD : null);
  const traceOf = (times: readonly number[]): Trace => {
    const trace = new Trace(worldHash);
    times.forEach((at, index) => trace.push({ at, source: index % 5, sequence: index }));
    return trace;
  };

  test('finds how many steps had happened at a time: those at that very time included', () => {
    const trace = traceOf([5, 5, 8, 20]);
    expect([0, 4, 5, 6, 8, 19, 20, NEVER].map((time) => trace.stepsUntil(time))).toEqual([0, 0, 2, 2, 3, 3, 4, 4]);
    expect(traceOf([]).stepsUntil(9)).toBe(0);
  });

  test('agrees with counting, for any times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), fc.nat(1_100), (unsorted, time) => {
        const times = [...unsorted].sort((left, right) => left - right);
        expect(traceOf(times).stepsUntil(time)).toBe(times.filter((at) => at <= time).length);
      }),
    );
  });

  test('keeps every row when it grows, times beyond 32 bits too', () => {
    const times = Array.from({ length: 5_000 }, (_, index) => index * 3_000_000_000);
    const trace = traceOf(times);
    expect(trace.length).toBe(5_000);
    for (const index of [0, 1_023, 1_024, 2_048, 4_999]) {
      expect([trace.timeOf(index), trace.sourceOf(index)]).toEqual([times[index], index % 5]);
    }
  });

  test('hashes tell apart when, who, and how much was scheduled', () => {
    const row = { at: 10, source: 1, sequence: 4 };
    const after = (changed: Partial<typeof row>): string => {
      const trace = new Trace(worldHash);
      trace.push({ ...row, ...changed });
      return hashText(trace.hashAfter(1));
    };
    const hashes = [{}, { at: 11 }, { at: 10 + 2 ** 32 }, { source: 2 }, { sequence: 5 }].map(after);
    expect(new Set(hashes).size).toBe(5);
    expect(hashText(new Trace(worldHash).hashAfter(0))).toBe(hashText(START));
  });

  test('a world is folded in where it is given, and nowhere else', () => {
    const folded = traceOf([1, 2, 3]);
    const plain = new Trace((steps) => (steps === 0 ? START : null));
    [1, 2, 3].forEach((at, index) => plain.push({ at, source: index, sequence: index }));
    const differs = [0, 1, 2, 3].map((steps) => hashText(folded.hashAfter(steps)) !== hashText(plain.hashAfter(steps)));
    expect(differs).toEqual([false, false, true, true]);
  });

  test('it hashes only what is asked for, each world once, and the same in any order of asking', () => {
    const asked: number[] = [];
    const times = Array.from({ length: 3_000 }, (_, index) => index);
    const trace = new Trace((steps) => {
      asked.push(steps);
      return worldHash(steps);
    });
    times.forEach((at, index) => trace.push({ at, source: index % 5, sequence: index }));
    expect(asked).toEqual([]);
    const [late, early] = [trace.hashAfter(3_000), trace.hashAfter(7)];
    expect(asked.filter((steps) => steps === 2)).toHaveLength(1);
    const other = traceOf(times);
    expect([other.hashAfter(7), other.hashAfter(3_000)]).toEqual([early, late]);
  });

  test('cut and pushed again it is what it would have been; a copy goes its own way', () => {
    const trace = traceOf([1, 2, 3, 4]);
    trace.hashAfter(4);
    const copy = trace.copy(2, worldHash);
    trace.truncate(2);
    trace.push({ at: 3, source: 2, sequence: 2 });
    expect(trace.hashAfter(3)).toEqual(traceOf([1, 2, 3]).hashAfter(3));
    copy.push({ at: 9, source: 2, sequence: 2 });
    expect(copy.hashAfter(3)).not.toEqual(trace.hashAfter(3));
    expect(trace.timeOf(2)).toBe(3);
  });

  test('outside of it there is nothing', () => {
    const trace = traceOf([1, 2]);
    expect(() => trace.timeOf(2)).toThrow('a step is inside the trace');
    expect(() => trace.sourceOf(-1)).toThrow('a step is inside the trace');
    expect(() => trace.hashAfter(3)).toThrow('a prefix is inside the trace');
    expect(() => trace.truncate(3)).toThrow('a trace is cut inside itself');
    expect(() => new Trace(() => null).hashAfter(0)).toThrow('the hash of a trace begins with that of its first world');
  });
});
