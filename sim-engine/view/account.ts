/**
 * The account of a step: why it happened and what it changed, as sentence keys with parameters. The picture's caption,
 * the transcript, the live region, the facilitator's notes and the tests all read this same account.
 */
import type { Micros } from '../kernel/time.ts';
import type { Milestone, MilestoneKind, Sentence, SentenceParams } from '../host/sentence.ts';

export type { Milestone, MilestoneKind, Sentence, SentenceParams };

/** What happened in one step. */
export interface Account {
  readonly step: number;
  readonly at: Micros;
  /** What kind of event it was. */
  readonly event: 'start' | 'deliver' | 'disconnect' | 'timer' | 'disk' | 'action';
  /** The node that acted; null for an action on a link or the whole cluster. */
  readonly node: string | null;
  /** The first sentence says what happened; the following ones say why and what changed. */
  readonly sentences: readonly Sentence[];
  /** The protocol rules that ran, by id; the rule's five fields are in the system's rule book. */
  readonly rules: readonly string[];
  /** Fields that changed, for the inspector. */
  readonly changes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}
