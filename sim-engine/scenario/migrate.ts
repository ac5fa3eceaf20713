/**
 * Scenarios of older versions, brought up to date one version at a time. Files and links outlive the engine that wrote
 * them; nothing else in the project reads an old version.
 */
import type { Bilingual } from '../systems/door.ts';
import { describe, errorAt, type ScenarioError } from './errors.ts';

/** Turns a scenario of one version into the next one's. Gets what was parsed from text, not yet validated. */
export type Migration = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

export interface MigrationChain {
  /** The version that this engine reads. */
  readonly current: number;
  /** By the version that a migration starts from. */
  readonly from: ReadonlyMap<number, Migration>;
}

/** The version of `Scenario` in types.ts. No older one was ever published. */
export const SCENARIO_MIGRATIONS: MigrationChain = { current: 1, from: new Map() };

export type Migrated =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ScenarioError };

/** Brings a scenario to the current version; what is no object at all is passed on, for the schema to refuse. */
export function migrate(input: unknown, chain: MigrationChain): Migrated {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { ok: true, value: input };
  let value = input as Readonly<Record<string, unknown>>;
  while (value['version'] !== chain.current) {
    const version = value['version'];
    const step = typeof version === 'number' ? chain.from.get(version) : undefined;
    if (step === undefined) return { ok: false, error: versionError(version, chain.current) };
    value = step(value);
  }
  return { ok: true, value };
}

function versionError(version: unknown, current: number): ScenarioError {
  const isNewer = Number.isSafeInteger(version) && (version as number) > current;
  const expected: Bilingual = isNewer
    ? {
        en: `version ${current} or older; this scenario was made by a newer version of At Least Once`,
        'zh-cn': `版本 ${current} 或更早；这个场景由更新版本的“至少一次”制作`,
      }
    : { en: `the version number ${current}`, 'zh-cn': `版本号 ${current}` };
  const code = isNewer ? 'newer-version' : 'shape';
  return errorAt({ code, path: ['version'], expected, found: describe(version) });
}
