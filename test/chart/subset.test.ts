/** What a chart may use of XState, and how it is told off for anything else. */
import { describe, expect, it } from 'vitest';
import { and, assign, createMachine, not, raise, setup, type AnyStateMachine } from 'xstate';
import { actionNames, fact, type ChartEvent } from '../../sim-engine/chart/authoring.ts';
import { ChartError, readChart } from '../../sim-engine/chart/subset.ts';

// Charts outside the subset are exactly what TypeScript would keep us from writing, so the configs are untyped here.
type Loose = Parameters<typeof createMachine>[0];

function chart(config: object, implementations: object = {}): AnyStateMachine {
  return createMachine({ id: 'door', ...config } as Loose, implementations) as AnyStateMachine;
}

const guards = { guards: { locked: fact('locked') } };
const ajar = { initial: 'ajar', states: { ajar: {} } };

describe('accepted', () => {
  it('reads states, transitions, actions, guards and words into plain data', () => {
    const machine = chart(
      {
        initial: 'open',
        meta: { en: 'A door', 'zh-cn': '一扇门' },
        exit: 'forget',
        states: {
          open: {
            ...ajar,
            on: { SHUT: [{ guard: 'locked' }, { target: 'shut', actions: ['pull', { type: 'click' }] }] },
          },
          shut: { type: 'final', entry: 'rest' },
        },
      },
      guards,
    );
    const words = null;
    expect(readChart(machine)).toEqual({
      id: 'door',
      states: [
        {
          index: 0,
          path: '',
          key: 'door',
          parent: -1,
          initial: 1,
          children: [1, 3],
          final: false,
          entry: [],
          exit: ['forget'],
          words: { en: 'A door', 'zh-cn': '一扇门' },
        },
        {
          index: 1,
          path: 'open',
          key: 'open',
          parent: 0,
          initial: 2,
          children: [2],
          final: false,
          entry: [],
          exit: [],
          words,
        },
        {
          index: 2,
          path: 'open.ajar',
          key: 'ajar',
          parent: 1,
          initial: -1,
          children: [],
          final: false,
          entry: [],
          exit: [],
          words,
        },
        {
          index: 3,
          path: 'shut',
          key: 'shut',
          parent: 0,
          initial: -1,
          children: [],
          final: true,
          entry: ['rest'],
          exit: [],
          words,
        },
      ],
      transitions: [
        { index: 0, source: 1, event: 'SHUT', guard: 'locked', target: -1, reenter: false, actions: [], words },
        {
          index: 1,
          source: 1,
          event: 'SHUT',
          guard: null,
          target: 3,
          reenter: false,
          actions: ['pull', 'click'],
          words,
        },
      ],
      events: ['SHUT'],
      guards: ['locked'],
    });
  });

  it('reads a chart written with setup()', () => {
    const machine = setup({
      types: { events: {} as ChartEvent<'PUSH', 'locked'> },
      actions: actionNames('ring'),
      guards: { locked: fact('locked') },
    }).createMachine({
      id: 'door',
      initial: 'open',
      states: { open: { on: { PUSH: { guard: 'locked', actions: 'ring' } } } },
    });
    expect(readChart(machine).guards).toEqual(['locked']);
  });
});

/** In the state "open" of a chart that is fine otherwise. */
function inOpen(state: object, implementations: object = {}): AnyStateMachine {
  return chart({ initial: 'open', states: { open: state, shut: {} } }, implementations);
}

function refusalOf(machine: AnyStateMachine): ChartError {
  try {
    readChart(machine);
  } catch (error) {
    if (error instanceof ChartError) return error;
    throw error;
  }
  throw new Error('the chart was accepted');
}

const actions = { assigned: assign({}), raised: raise({ type: 'PUSH' }) };

describe.each<[what: string, machine: AnyStateMachine, found: string]>([
  ['parallel regions', inOpen({ type: 'parallel', states: { a: {}, b: {} } }), 'a parallel state'],
  ['invoke', inOpen({ invoke: { src: 'bell' } }), '"invoke"'],
  ['after', inOpen({ after: { 1000: 'shut' } }), '"after"'],
  ['always', inOpen({ always: 'shut' }), '"always"'],
  ['onDone', inOpen({ initial: 'ajar', states: { ajar: {} }, onDone: 'shut' }), '"onDone"'],
  ['output', inOpen({ output: 1 }), '"output"'],
  ['wildcards', inOpen({ on: { '*': 'shut' } }), 'the wildcard "*"'],
  ['partial wildcards', inOpen({ on: { 'PUSH.*': 'shut' } }), 'the wildcard "PUSH.*"'],
  ["XState's own events", inOpen({ on: { 'xstate.stop': 'shut' } }), 'the event "xstate.stop"'],
  ['several targets', inOpen({ on: { PUSH: { target: ['shut', 'open'] } } }), '2 targets on "PUSH"'],
  ['the root as target', inOpen({ on: { PUSH: '#door' } }), 'the root as target of "PUSH"'],
  ['unknown keys of a transition', inOpen({ on: { PUSH: { target: 'shut', cause: 1 } } }), '"cause" on "PUSH"'],
  ['inline actions', inOpen({ entry: () => undefined }), 'an inline or built-in action'],
  ['built-in actions', inOpen({ exit: assign({}) }), 'an inline or built-in action'],
  ['delayed events', inOpen({ entry: raise({ type: 'PUSH' }, { delay: 10 }) }), 'an inline or built-in action'],
  [
    'action parameters',
    inOpen({ entry: { type: 'ring', params: { times: 2 } } }),
    'the action {"type":"ring","params":{"times":2}}',
  ],
  ['named assign', inOpen({ entry: 'assigned' }, { actions }), 'the action "assigned", a built-in of XState'],
  [
    'named raise',
    inOpen({ on: { PUSH: { actions: 'raised' } } }, { actions }),
    'the action "raised", a built-in of XState',
  ],
  ['inline guards', inOpen({ on: { PUSH: { guard: () => true } } }), 'an inline or built-in guard'],
  ['combined guards', inOpen({ on: { PUSH: { guard: and(['locked']) } } }, guards), 'an inline or built-in guard'],
  [
    'guard parameters',
    inOpen({ on: { PUSH: { guard: { type: 'locked', params: 1 } } } }, guards),
    'the guard {"type":"locked","params":1}',
  ],
  [
    'named combinations',
    inOpen({ on: { PUSH: { guard: 'free' } } }, { guards: { free: not('locked') } }),
    'the guard "free", combined from others',
  ],
  ['guards that nobody wrote', inOpen({ on: { PUSH: { guard: 'locked' } } }), 'the unknown guard "locked"'],
  [
    'initial actions',
    inOpen({ initial: { target: 'ajar', actions: 'x' }, states: { ajar: {} } }),
    'no plain initial state',
  ],
  ['words in one language', inOpen({ meta: { en: 'Open' } }), 'meta {"en":"Open"}'],
])('refused: %s', (_what, machine, found) => {
  it('with an error that names chart, state, what was found and what was expected', () => {
    const error = refusalOf(machine);
    expect(error.chart).toBe('door');
    expect(error.state).toBe('open');
    expect(error.message).toContain(`chart "door", in state "open": found ${found}; expected `);
  });
});

describe('refused elsewhere', () => {
  it('a history state, named by its path', () => {
    const machine = inOpen({ initial: 'ajar', states: { ajar: {}, before: { type: 'history' } } });
    expect(refusalOf(machine).message).toContain('in state "open.before": found a history state');
  });

  it('a final state that is nested, because its done event would be a second step', () => {
    const machine = inOpen({ initial: 'ajar', states: { ajar: { type: 'final' } } });
    expect(refusalOf(machine).message).toContain('in state "open.ajar": found a nested final state');
  });

  it('context, because a table has none', () => {
    const machine = chart({ context: { count: 0 }, initial: 'open', states: { open: {} } });
    expect(refusalOf(machine).message).toContain('at its root: found "context"');
  });

  it('a final state that would react to events', () => {
    const machine = chart({ initial: 'open', states: { open: { type: 'final', on: { PUSH: 'open' } } } });
    expect(refusalOf(machine).message).toContain('found "on" in a final state');
  });

  it('a key with a dot, because paths are joined by dots', () => {
    expect(refusalOf(chart({ initial: 'a.b', states: { 'a.b': {} } })).message).toContain('found the key "a.b"');
  });

  it('a chart without states', () => {
    expect(refusalOf(chart({})).message).toContain('at its root: found no states');
  });
});
