/** A change to a scenario that may make a failure impossible: a neighbouring setting, a rule switched on, another way to work. */
import type { Scenario } from '../scenario/types.ts';
import type { Bilingual } from './door.ts';

export interface Remedy {
  readonly id: string;
  /** Says the change: `min.insync.replicas = 2`. */
  readonly change: Bilingual;
  /** What it does, and what it may cost, in one sentence. */
  readonly reason: Bilingual;
  readonly scenario: Scenario;
}
