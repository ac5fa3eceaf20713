/** The form of a rule: one action of the specifications, which hands over every way in which it may be taken in a state. */
import type { Bilingual } from '../../../../systems/door.ts';
import type { RuleChoices } from '../choices.ts';
import type { Parameters } from '../parameters.ts';
import type { ReplicationState } from '../state.ts';

/** Who takes part in a step. */
export interface Parties {
  /** The replica that acts, or that the controller names. */
  readonly replica: number;
  /** The other one, where there is one. */
  readonly other?: number;
  /** The leader epoch of the request that is delivered, where one is. */
  readonly epoch?: number;
}

export interface Steps {
  take(next: ReplicationState, parties: Parties): void;
}

export interface RuleContext {
  readonly parameters: Parameters;
  readonly choices: RuleChoices;
}

export interface Rule {
  /** The action's name in the specifications. */
  readonly name: string;
  /** The step in words. */
  readonly say: (parties: Parties) => Bilingual;
  /** Takes every step of this action that the state allows. */
  readonly steps: (state: ReplicationState, steps: Steps, context: RuleContext) => void;
}

/** A replica's name in words: r1, r2, … */
export function replicaName(replica: number | undefined): string {
  return replica === undefined ? 'nobody' : `r${replica + 1}`;
}
