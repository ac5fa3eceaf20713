/** The world is an immutable value: a step is a pure function of it, and shares what it did not touch. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../sim-engine/host/action.ts';
import { initialWorld, hashWorld, sourceKind, stepWorld } from '../../sim-engine/host/model.ts';
import type { World } from '../../sim-engine/host/world.ts';
import { mildestDecider, randomDecider } from '../../sim-engine/kernel/decider.ts';
import { hashText } from '../../sim-engine/kernel/hash.ts';
import { at, clusterOf, greet, NAMES, ping, story, type Story } from './support.ts';

const EVERYTHING: readonly Action[] = [
  ping(0, 'ann', 'bob', 1),
  ping(10, 'ann', 'cid', 2),
  at(20, 'write', { node: 'bob', text: 'A' }),
  at(30, 'fsync', { node: 'bob' }),
  at(40, 'arm', { node: 'cid', name: 'tick', subject: 1, after: 3_000 }),
  at(50, 'slowLink', { a: 'ann', b: 'cid', micros: 400 }),
  at(1_200, 'loseResponse', { from: 'bob', to: 'ann' }),
  ping(1_300, 'ann', 'bob', 3),
  at(2_500, 'pause', { node: 'cid' }),
  at(3_500, 'hold', { from: 'ann', to: 'bob' }),
  greet(3_600, 'ann', 'bob', 4),
  at(4_000, 'crash', { node: 'ann' }),
  at(5_000, 'powerLoss', { node: 'bob' }),
  at(5_100, 'diskLoss', { node: 'bob' }),
  at(5_200, 'configure', { node: 'cid', setting: 'colour', value: 'red' }),
  at(6_000, 'healAll'),
  ping(7_000, 'cid', 'bob', 5),
];

/** Freezes plain data all the way down. Lists keep their own promise: their versions never change. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

/** A world as plain data, lists spelt out. */
function plain(world: World): unknown {
  return { ...world, history: world.history.toArray(), milestones: world.milestones.toArray() };
}

/** Repeats one recorded step of a story on the world before it. */
function repeat(told: Story, step: number): World {
  const { trace } = told.run;
  const environment = { decider: told.decider, script: told.script };
  const world = told.run.worldAfter(step);
  return stepWorld(told.cluster, world, trace.sourceOf(step), trace.timeOf(step), environment, [], null);
}

/** The worlds on both sides of the last step; the one after is made from the very object before. */
function lastStep(told: Story): { readonly before: World; readonly after: World } {
  const step = told.run.steps - 1;
  const before = told.run.worldAfter(step);
  return { before, after: repeat(told, step) };
}

describe('a step', () => {
  test('gives the same world whenever it is taken, and leaves the world before as it was', () => {
    const told = story(EVERYTHING, { decider: randomDecider(3), latency: { latencyMicros: 900, jitterMicros: 300 } });
    expect(told.run.steps).toBeGreaterThan(25);
    for (let step = 0; step < told.run.steps; step += 1) {
      const before = told.run.worldAfter(step);
      const picture = structuredClone(plain(before));
      freeze(before);
      const once = plain(repeat(told, step));
      expect(plain(repeat(told, step))).toEqual(once);
      expect(plain(told.run.worldAfter(step + 1))).toEqual(once);
      expect(plain(before)).toEqual(picture);
    }
  });

  test('explaining it changes nothing but tells what happened', () => {
    const told = story(EVERYTHING);
    const { trace } = told.run;
    const environment = { decider: told.decider, script: told.script };
    let sentences = 0;
    for (let step = 0; step < told.run.steps; step += 1) {
      const explanation = { sentences: [], rules: [] };
      const world = told.run.worldAfter(step);
      const source = trace.sourceOf(step);
      const after = stepWorld(told.cluster, world, source, trace.timeOf(step), environment, [], explanation);
      expect(hashText(hashWorld(after))).toBe(hashText(hashWorld(told.run.worldAfter(step + 1))));
      sentences += explanation.sentences.length;
    }
    expect(sentences).toBeGreaterThan(9);
  });

  test('reports every source whose pending event it changed', () => {
    const told = story(EVERYTHING);
    const { trace } = told.run;
    const environment = { decider: told.decider, script: told.script };
    const count = NAMES.length;
    for (let step = 0; step < told.run.steps; step += 1) {
      const before = told.run.worldAfter(step);
      const touched: number[] = [];
      const source = trace.sourceOf(step);
      const after = stepWorld(told.cluster, before, source, trace.timeOf(step), environment, touched, null);
      after.machines.forEach((machine, id) => {
        if (machine !== before.machines[id]) expect(touched).toContain(id);
      });
      after.links.forEach((link, index) => {
        const receiver = link.to;
        const changed =
          link !== before.links[index] ||
          after.machines[receiver]?.process !== before.machines[receiver]?.process ||
          after.machines[receiver]?.busyUntil !== before.machines[receiver]?.busyUntil;
        if (changed) expect(touched).toContain(count + index);
      });
      if (after.scriptIndex !== before.scriptIndex) expect(touched).toContain(count + count * count);
    }
  });
});

describe('sharing', () => {
  test('a delivery touches the receiver and the link; every other part is the same object', () => {
    const told = story([greet(0, 'ann', 'bob', 1)]);
    const { before, after } = lastStep(told);
    expect(after.machines.map((machine, id) => machine === before.machines[id])).toEqual([true, false, true]);
    expect(after.links.filter((link, index) => link !== before.links[index])).toEqual([told.link('ann', 'bob', after)]);
    expect(after.history).toBe(before.history);
    expect(after.milestones).toBe(before.milestones);
    expect(after.faults).toBe(before.faults);
  });

  test('a refused fault touches no machine and no link', () => {
    const told = story([greet(0, 'ann', 'bob', 1), at(9_000, 'restart', { node: 'bob' })]);
    const { before, after } = lastStep(told);
    expect(after.machines).toBe(before.machines);
    expect(after.links).toBe(before.links);
  });
});

describe('a hash', () => {
  test('is the same for the same run and another one for another seed', () => {
    const hash = (seed: number): string => {
      const options = { decider: randomDecider(seed), latency: { latencyMicros: 900, jitterMicros: 300 } };
      return hashText(hashWorld(story(EVERYTHING, options).run.world));
    };
    expect(hash(1)).toBe(hash(1));
    expect(hash(1)).not.toBe(hash(2));
  });

  test('tells apart worlds that differ in a single fault', () => {
    fc.assert(
      fc.property(fc.nat(EVERYTHING.length - 1), (left) => {
        const without = story(EVERYTHING.filter((_, index) => index !== left));
        expect(hashText(hashWorld(without.run.world))).not.toBe(hashText(hashWorld(story(EVERYTHING).run.world)));
      }),
    );
  });
});

describe('the beginning', () => {
  test('every process has just started, in order, and nothing was broken yet', () => {
    const world = initialWorld(clusterOf(), mildestDecider);
    expect(world.machines.map(({ process, incarnation }) => [process, incarnation])).toEqual([
      ['running', 1],
      ['running', 1],
      ['running', 1],
    ]);
    expect(world.machines.map(({ memory }) => memory)).toEqual(NAMES.map(() => ['0 start after none']));
    expect([world.step, world.now, world.healedAt, world.faults]).toEqual([0, 0, -1, {}]);
  });

  test('sources are machines, then links, then the script', () => {
    expect(sourceKind(2, 3)).toEqual({ kind: 'machine', machine: 2 });
    expect(sourceKind(3, 3)).toEqual({ kind: 'link', link: 0 });
    expect(sourceKind(11, 3)).toEqual({ kind: 'link', link: 8 });
    expect(sourceKind(12, 3)).toEqual({ kind: 'script' });
  });
});
