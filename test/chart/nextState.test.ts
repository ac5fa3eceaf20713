/** A machine of the simulation moves only along its chart. */
import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { fact, type ChartEvent } from '../../sim-engine/chart/authoring.ts';
import { compileChart } from '../../sim-engine/chart/compile.ts';
import { nextState } from '../../sim-engine/chart/nextState.ts';

const door = compileChart(
  setup({
    types: { events: {} as ChartEvent<'push' | 'knock' | 'lock', 'hasKey'> },
    guards: { hasKey: fact('hasKey') },
  }).createMachine({
    id: 'door',
    initial: 'closed',
    states: {
      closed: { on: { push: 'open', knock: {}, lock: { guard: 'hasKey', target: 'locked' } } },
      open: { on: { push: 'closed' } },
      locked: {},
    },
  }),
);

describe('nextState', () => {
  it('goes where the chart says', () => {
    expect(nextState(door, 'closed', 'push')).toBe('open');
    expect(nextState(door, 'closed', 'lock', { hasKey: true })).toBe('locked');
  });

  it('stays where the chart says to stay', () => {
    expect(nextState(door, 'closed', 'knock')).toBe('closed');
  });

  it('refuses an event that the chart does not know in this state', () => {
    expect(() => nextState(door, 'open', 'lock', { hasKey: true })).toThrow(
      'chart "door" does not know "lock" in state "open"',
    );
  });

  it('refuses an event whose only transition is not allowed now', () => {
    expect(() => nextState(door, 'closed', 'lock', { hasKey: false })).toThrow(
      'does not know "lock" in state "closed"',
    );
  });
});
