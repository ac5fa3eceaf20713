import { describe, expect, it } from 'vitest';
import {
  migrate,
  SCENARIO_MIGRATIONS,
  type Migration,
  type MigrationChain,
} from '../../sim-engine/scenario/migrate.ts';

/** A chain as it will look after two changes of the format. */
const chain: MigrationChain = {
  current: 2,
  from: new Map<number, Migration>([
    [0, ({ title, ...rest }) => ({ ...rest, version: 1, name: title })],
    [1, ({ seed, ...rest }) => ({ ...rest, version: 2, seeds: [seed] })],
  ]),
};

describe('an older scenario', () => {
  it('is brought up to date step by step', () => {
    expect(migrate({ version: 0, title: 'old', seed: 3 }, chain)).toEqual({
      ok: true,
      value: { version: 2, name: 'old', seeds: [3] },
    });
  });

  it('starts at its own version', () => {
    expect(migrate({ version: 1, name: 'newer', seed: 3 }, chain)).toEqual({
      ok: true,
      value: { version: 2, name: 'newer', seeds: [3] },
    });
  });

  it('is left as it was', () => {
    const old = Object.freeze({ version: 0, title: 'old' });
    migrate(old, chain);
    expect(old).toEqual({ version: 0, title: 'old' });
  });
});

describe('a scenario', () => {
  it('of the current version is not touched', () => {
    const value = { version: 2 };
    expect(migrate(value, chain)).toEqual({ ok: true, value });
  });

  it('of a newer version is called newer', () => {
    const result = migrate({ version: 3 }, chain);
    expect(result).toMatchObject({ ok: false, error: { code: 'newer-version', path: 'version', found: '3' } });
    expect(result.ok ? '' : result.error.message.en).toContain('made by a newer version');
    expect(result.ok ? '' : result.error.message['zh-cn']).toContain('更新版本');
  });

  it.each([undefined, '1', 1.5, -1, null])('of version %j never existed', (version) => {
    expect(migrate({ version }, chain)).toMatchObject({ ok: false, error: { code: 'shape', path: 'version' } });
  });

  it.each([[], null, 'text', 5])('that is %j is left to the schema', (input) => {
    expect(migrate(input, chain)).toEqual({ ok: true, value: input });
  });
});

describe('the published chain', () => {
  it('leads from every older version to the current one', () => {
    expect([...SCENARIO_MIGRATIONS.from.keys()].every((version) => version < SCENARIO_MIGRATIONS.current)).toBe(true);
    expect(migrate({ version: 1 }, SCENARIO_MIGRATIONS).ok).toBe(true);
  });
});
