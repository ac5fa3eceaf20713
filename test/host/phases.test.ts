/** Chaos, quiet, drain, rest: which phase a run is in, and what leads from one to the next. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../sim-engine/host/action.ts';
import { hostModel } from '../../sim-engine/host/model.ts';
import { isBroken, PHASES, phaseOf, type Phase } from '../../sim-engine/host/phases.ts';
import { mildestDecider } from '../../sim-engine/kernel/decider.ts';
import { say } from '../../sim-engine/view/words.ts';
import { at, clusterOf, greet, story, type StoryOptions } from './support.ts';

const AWAITED = { key: 'pending.process', params: { node: 'bob', state: 'down' } };
const NOTHING_AWAITED: StoryOptions = { pending: () => null };
const STILL_SENDING: StoryOptions = { isWorkloadDone: () => false };
const LEFT_TO_DO: StoryOptions = { pending: () => AWAITED };

function phaseAt(micros: number, script: readonly Action[], options: StoryOptions): Phase {
  const told = story(script);
  return phaseOf(clusterOf(options), told.worldAt(micros), told.script);
}

describe('chaos', () => {
  test.each([
    ['a process that is down', at(10, 'crash', { node: 'bob' })],
    ['a machine without power', at(10, 'powerLoss', { node: 'bob' })],
    ['a process that stands still', at(10, 'pause', { node: 'bob' })],
    ['a slow machine', at(10, 'slowNode', { node: 'bob', micros: 1 })],
    ['a cut', at(10, 'cutOneWay', { from: 'ann', to: 'bob' })],
    ['a held link', at(10, 'hold', { from: 'ann', to: 'bob' })],
    ['a slow link', at(10, 'slowLink', { a: 'ann', b: 'bob', micros: 1 })],
  ])('%s', (_, fault) => {
    const script = [fault, at(20, 'healAll')];
    expect(isBroken(story([fault]).run.world)).toBe(true);
    expect(phaseAt(10, script, NOTHING_AWAITED)).toBe('chaos');
    expect(phaseAt(20, script, NOTHING_AWAITED)).toBe('rest');
  });

  test('a fault that is still to come, even while everything is whole', () => {
    const script = [at(10, 'healAll'), at(500, 'crash', { node: 'bob' }), at(600, 'restart', { node: 'bob' })];
    expect(phaseAt(10, script, NOTHING_AWAITED)).toBe('chaos');
    expect(phaseAt(600, script, NOTHING_AWAITED)).toBe('rest');
  });

  test('healing that is still to come is none', () => {
    const script = [at(500, 'healAll'), at(600, 'slowNode', { node: 'bob', micros: 0 })];
    expect(phaseAt(0, script, NOTHING_AWAITED)).toBe('rest');
  });
});

describe('quiet', () => {
  test('all is whole and clients still send', () => {
    expect(phaseAt(0, [], STILL_SENDING)).toBe('quiet');
  });

  test('an administrator is still to ask for something', () => {
    const script = [greet(100, 'ann', 'bob', 1)];
    expect(phaseAt(0, script, NOTHING_AWAITED)).toBe('quiet');
    expect(phaseAt(100, script, NOTHING_AWAITED)).toBe('rest');
  });
});

describe('drain and rest', () => {
  test('drain while something is awaited, rest when nothing is', () => {
    expect(phaseAt(0, [], LEFT_TO_DO)).toBe('drain');
    expect(phaseAt(0, [], NOTHING_AWAITED)).toBe('rest');
  });
});

describe('a run may end', () => {
  const mayEnd = (script: readonly Action[], options: StoryOptions): boolean =>
    hostModel(clusterOf(options), mildestDecider).isAtRest(story([at(10, 'healAll')]).run.world, script);

  test('when nothing is awaited and the script is over, not before', () => {
    const first = at(10, 'healAll');
    expect(mayEnd([first], NOTHING_AWAITED)).toBe(true);
    expect(mayEnd([first], LEFT_TO_DO)).toBe(false);
    expect(mayEnd([first, greet(99_000, 'ann', 'bob', 1)], NOTHING_AWAITED)).toBe(false);
  });
});

test('every phase has a name in both languages, none like another', () => {
  for (const language of ['en', 'zh-cn'] as const) {
    const names = PHASES.map((phase) => say({ key: `phase.${phase}`, params: {} }, language));
    expect(new Set(names).size).toBe(PHASES.length);
    expect(names.join()).not.toContain('<');
  }
});
