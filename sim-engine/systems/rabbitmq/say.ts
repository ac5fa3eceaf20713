/** What machines of this room say, checked by the compiler: sentences with their parameters, rules by their ids. */
import type { MilestoneKind } from '../../host/sentence.ts';
import type { Turn } from '../../host/turn.ts';
import type { RuleId } from './rulebook/index.ts';
import type { ParamsOf, SentenceKey } from './sentences/index.ts';

/** Says what happened or why, when somebody reads. */
export function note<Key extends SentenceKey>(turn: Turn, key: Key, params: ParamsOf<Key>): void {
  turn.note(key, params);
}

/** Marks the step as one that matters, and says so. */
export function mark<Key extends SentenceKey>(turn: Turn, kind: MilestoneKind, key: Key, params: ParamsOf<Key>): void {
  turn.milestone(kind, key, params);
}

/** Names the rule that is carried out. */
export function rule(turn: Turn, id: RuleId): void {
  turn.rule(id);
}
