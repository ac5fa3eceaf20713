/** Something done to the cluster from outside, at a time: by the scenario's fault script or by the learner. */
import type { SettingValue } from './settings.ts';

export interface Action {
  /** Microseconds of the run. */
  readonly at: number;
  /** One of the operations of the catalogue (`crash`, `cut`, `electPreferred` …). */
  readonly operation: string;
  readonly arguments: Readonly<Record<string, SettingValue>>;
}
