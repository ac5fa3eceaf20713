/** Ready-made scenarios as the play page offers them. */
import { describe, expect, it } from 'vitest';
import { PRESET_GROUPS } from '../../sim-engine/systems/presets.ts';
import { playerWords } from '../../site/i18n/player.ts';

describe.each(PRESET_GROUPS)('the scenarios of $title', ({ system, presets }) => {
  it('are of that system', () => {
    expect(presets.length).toBeGreaterThan(0);
    expect(presets.filter(({ scenario }) => scenario.system !== system)).toEqual([]);
  });

  it('have a name in both languages', () => {
    for (const locale of ['en', 'zh-cn'] as const) {
      const named = Object.keys(playerWords(locale).presets[system] ?? {});
      expect(presets.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
    }
  });

  it('can be told apart by the name in the scenario, by which the page knows which one is open', () => {
    const names = presets.map(({ scenario }) => scenario.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('leave out what is only measured', () => {
    expect(presets.map(({ name }) => name)).not.toContain('bench');
  });
});

it('starts with a healthy Kafka cluster', () => {
  expect(PRESET_GROUPS[0]?.system).toBe('kafka');
  expect(PRESET_GROUPS[0]?.presets[0]?.name).toBe('play');
});
