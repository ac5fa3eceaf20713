/**
 * Whom a step of a node tells what it does: which rules it carries out, and what a reader wants to know. The host's turn is
 * one; {@link SILENT} is nobody. Nothing that a node decides depends on it.
 */
import type { MilestoneKind, SentenceParams } from '../../../host/sentence.ts';

export interface Story {
  /** Does anybody read? Ask before building costly parameters. */
  readonly explaining: boolean;
  /** The rule that is being carried out. */
  rule(id: string): void;
  /** What happened, or why. */
  note(key: string, params: SentenceParams): void;
  /** A step that matters, in words. */
  milestone(kind: MilestoneKind, key: string, params: SentenceParams): void;
}

function nothing(): void {
  // Nobody listens.
}

export const SILENT: Story = { explaining: false, rule: nothing, note: nothing, milestone: nothing };
