/**
 * A contest in an address: which one, what the reader did to both sides, and a check. What it says is data from outside; the
 * engine judges it like any other script.
 */
import { fromBase64Url, toBase64Url } from '../../sim-engine/scenario/base64url.ts';
import type { Action, Measures, Side } from '../worker/protocol.ts';

const PREFIX = '#contest=';

export interface ContestLink {
  readonly name: string;
  readonly strikes: readonly Action[];
  /** Hashes of both runs, the left one first. */
  readonly check: string;
}

/** Names the two runs together. */
export function checkOf({ left, right }: Readonly<Record<Side, Measures>>): string {
  return left.traceHash + right.traceHash;
}

/** The part of an address that carries a contest. */
export function writeContestLink({ name, strikes, check }: ContestLink): string {
  return `${PREFIX}${name}.${check}.${toBase64Url(new TextEncoder().encode(JSON.stringify(strikes)))}`;
}

/** The contest in an address; null when there is none, or when it is damaged. */
export function readContestLink(hash: string): ContestLink | 'damaged' | null {
  if (!hash.startsWith(PREFIX)) return null;
  const match = /^([a-z0-9-]+)\.([0-9a-f]{32})\.([\w-]+)$/.exec(hash.slice(PREFIX.length));
  const [, name, check, text] = match ?? [];
  if (name === undefined || check === undefined || text === undefined) return 'damaged';
  const strikes = readStrikes(text);
  return strikes === null ? 'damaged' : { name, check, strikes };
}

function readStrikes(text: string): readonly Action[] | null {
  const bytes = fromBase64Url(text);
  if (bytes === null) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
