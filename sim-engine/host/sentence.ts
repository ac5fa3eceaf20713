/**
 * Sentences as data: a key of the message catalogue with parameters. Handlers state them, every reader (caption,
 * transcript, live region, tests) renders the same ones in its language.
 */
import type { Micros } from '../kernel/time.ts';

export type SentenceParams = Readonly<Record<string, string | number>>;

/** One sentence: a key of the message catalogue and its parameters. */
export interface Sentence {
  readonly key: string;
  readonly params: SentenceParams;
}

/** A step that matters: marked on the scrubber, target of "jump to the next". */
export type MilestoneKind =
  | 'fault'
  | 'heal'
  | 'admin'
  | 'election'
  | 'isr'
  | 'truncation'
  | 'fenced'
  | 'rebalance'
  | 'redelivery'
  | 'retry'
  | 'timeout'
  | 'violation';

export interface Milestone {
  readonly step: number;
  readonly at: Micros;
  readonly kind: MilestoneKind;
  readonly sentence: Sentence;
}
