/**
 * Whom a step of a node tells what it does: which rules it carries out, and what a reader wants to know. The host's turn is
 * one; {@link SILENT} is nobody. Nothing that a node decides depends on it.
 */
import type { Narrator } from '../narrator.ts';

export type Story = Narrator;

function nothing(): void {
  // Nobody listens.
}

export const SILENT: Story = { explaining: false, rule: nothing, note: nothing, milestone: nothing };
