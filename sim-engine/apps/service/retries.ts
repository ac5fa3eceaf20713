/** How long to wait before the next attempt of a call. */
import type { Turn } from '../../host/turn.ts';
import { fromMillis, type Micros } from '../../kernel/time.ts';
import type { Retries } from '../applications.ts';

/** Doubled at most so often: a wait of a thousand times the first one. */
const DOUBLINGS_MAX = 10;

/** Parts of a wait that jitter draws from. */
const PARTS = 16;

/** Refusals that another attempt would get again. */
const FINAL: ReadonlySet<string> = new Set(['CONFLICT', 'NO_ROW', 'SOLD_OUT']);

/** Is another attempt to be made? `attempt` counts those that were made. */
export function triesAgain({ attempts = 1 }: Retries, attempt: number, error: string): boolean {
  return attempt < attempts && !FINAL.has(error);
}

/** The wait after `attempt` attempts. With jitter, a random part of it and never nothing, so that those who failed together part. */
export function backoffMicros(turn: Turn, retries: Retries, attempt: number): Micros {
  const { backoffMillis = 0, backoff = 'fixed' } = retries;
  const first = fromMillis(backoffMillis);
  if (backoff === 'fixed') return first;
  const whole = first * (1 << Math.min(attempt - 1, DOUBLINGS_MAX));
  return backoff === 'exponential' ? whole : Math.floor((whole * (turn.choose(PARTS) + 1)) / PARTS);
}
