/** What a compiled chart does, and what it says to wrong names. */
import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent } from '../../sim-engine/chart/authoring.ts';
import { advance, compileChart } from '../../sim-engine/chart/compile.ts';

const machine = setup({
  types: { events: {} as ChartEvent<'push' | 'pull' | 'lock' | 'burn' | 'hold', 'keyFits'> },
  actions: actionNames('open', 'close', 'swing', 'bolt', 'unbolt', 'creak', 'sweep'),
  guards: { keyFits: fact('keyFits') },
}).createMachine({
  id: 'door',
  initial: 'shut',
  on: { burn: '.gone', hold: { actions: 'creak' } },
  exit: 'sweep',
  states: {
    open: {
      initial: 'ajar',
      entry: 'open',
      exit: 'close',
      on: {
        pull: 'shut',
        lock: { target: '.wide', reenter: true },
        push: '.wide',
      },
      states: {
        ajar: { on: { hold: undefined } },
        wide: { entry: 'swing', exit: 'creak' },
      },
    },
    shut: {
      entry: 'bolt',
      exit: 'unbolt',
      on: { push: [{ guard: 'keyFits', target: 'open', actions: 'swing' }, { actions: 'creak' }] },
    },
    gone: { type: 'final' },
  },
});

const door = compileChart(machine);

describe('a step', () => {
  it('begins in the initial state, with the actions of entering it', () => {
    expect([door.initial, door.initialActions]).toEqual(['shut', ['bolt']]);
  });

  it('leaves from the innermost state out, then acts, then enters from the outermost state in', () => {
    expect(advance(door, 'open.wide', 'pull')).toMatchObject({ state: 'shut', actions: ['creak', 'close', 'bolt'] });
    expect(advance(door, 'shut', 'push', { keyFits: true })).toMatchObject({
      state: 'open.ajar',
      actions: ['unbolt', 'swing', 'open'],
    });
  });

  it('takes the first transition whose guard holds', () => {
    expect(advance(door, 'shut', 'push', { keyFits: false })).toMatchObject({ state: 'shut', actions: ['creak'] });
  });

  it('stays within its source when the target lies below it', () => {
    expect(advance(door, 'open.ajar', 'push')).toMatchObject({ state: 'open.wide', actions: ['swing'] });
  });

  it('leaves and enters its source when it says so', () => {
    expect(advance(door, 'open.ajar', 'lock')).toMatchObject({
      state: 'open.wide',
      actions: ['close', 'open', 'swing'],
    });
  });

  it('asks the states around when the innermost one does not react', () => {
    expect(advance(door, 'open.wide', 'hold')).toMatchObject({ state: 'open.wide', actions: ['creak'] });
  });

  it('does not ask them when the innermost one forbids the event', () => {
    expect(advance(door, 'open.ajar', 'hold')).toMatchObject({ state: 'open.ajar', actions: [] });
  });

  it('changes nothing when no state reacts, and says so', () => {
    expect(advance(door, 'shut', 'pull')).toEqual({ state: 'shut', actions: [], transition: -1 });
  });

  it('leaves everything when the chart ends, and nothing happens after that', () => {
    expect(advance(door, 'open.wide', 'burn')).toMatchObject({ state: 'gone', actions: ['creak', 'close', 'sweep'] });
    expect(advance(door, 'gone', 'hold')).toEqual({ state: 'gone', actions: [], transition: -1 });
    expect([...door.finalStates]).toEqual(['gone']);
  });

  it('is one shared object, not a new one each time', () => {
    expect(advance(door, 'open.wide', 'pull')).toBe(advance(door, 'open.wide', 'pull'));
  });

  it('names the transition that was taken', () => {
    const { transition } = advance(door, 'open.wide', 'pull');
    expect(door.definition.transitions[transition]).toMatchObject({ event: 'pull', guard: null });
  });
});

describe('wrong names', () => {
  it('TypeScript knows the states, events and facts of a chart', () => {
    // @ts-expect-error no such event
    expect(() => advance(door, 'shut', 'kick')).toThrow('chart "door" has no event "kick"; its events are burn, hold');
    // @ts-expect-error `open` is not a leaf
    expect(() => advance(door, 'open', 'push')).toThrow('chart "door" has no state "open"');
    // @ts-expect-error no such fact
    expect(() => advance(door, 'shut', 'push', { keyFit: true })).toThrow();
  });

  it('a fact that a guard asks for must be stated', () => {
    expect(() => advance(door, 'shut', 'push')).toThrow('chart "door" needs the fact "keyFits" to decide on "push"');
  });

  it('a fact that no guard is reached to ask for need not be', () => {
    expect(advance(door, 'open.ajar', 'push').state).toBe('open.wide');
  });
});
