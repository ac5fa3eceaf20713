/** Where a room reports what is wrong with a scenario whose form is right: names that refer to nothing, numbers that do not fit. */
import type { Bilingual } from './door.ts';
import type { SettingConflict } from './settingsCatalogue.ts';

/** Steps into a scenario: `['topology', 'queues', 0, 'name']`. */
export type ScenarioPath = readonly (string | number)[];

export interface Findings {
  /** Reports that `value` at `path` does not refer to what it should. */
  add(path: ScenarioPath, expected: Bilingual, value: unknown): void;
  /** Reports a name that is none of those that exist. */
  expectOneOf(path: ScenarioPath, names: readonly string[], value: string): void;
  /** Reports names that occur twice. */
  expectDistinct(names: readonly string[], path: (index: number) => ScenarioPath): void;
  /** Reports what the real system refuses, at the setting or field to change below `path`. */
  refuse(path: ScenarioPath, conflict: SettingConflict): void;
}
