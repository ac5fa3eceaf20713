/**
 * How this room's machines speak. A turn of the host takes any text as a key; seen as a narrator it takes only sentences and
 * rules that exist, with the parameters that the sentence names.
 */
import type { MilestoneKind } from '../../host/sentence.ts';
import type { RuleId } from './rulebook/index.ts';
import type { ParamsOf, SentenceKey } from './sentences/index.ts';

export interface Narrator {
  /** Is anybody reading? Ask before working out costly parameters. */
  readonly explaining: boolean;
  /** Says what has happened in this step. */
  note<Key extends SentenceKey>(key: Key, params: ParamsOf<Key>): void;
  /** Says it, and marks the step as one that matters. */
  milestone<Key extends SentenceKey>(kind: MilestoneKind, key: Key, params: ParamsOf<Key>): void;
  /** Names the rule that was carried out. */
  rule(id: RuleId): void;
}

/** A turn as one who speaks this room's sentences. */
export function narrator(turn: Narrator): Narrator {
  return turn;
}
