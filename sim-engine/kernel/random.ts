/**
 * Random numbers without state: a draw is a hash of (seed, site, entity, counter). Streams are named, so that adding one
 * fault does not reshuffle unrelated latencies, and the world holds only the counters.
 */
import { finish, mix } from './hash.ts';
import { invariant } from './invariant.ts';

/** What is drawn: seed of the run, decision site, entity (node, link or name), and how many draws that entity made before. */
export interface DrawName {
  readonly seed: number;
  readonly site: number;
  readonly entity: number;
  readonly counter: number;
}

function word(seed: number, site: number, entity: number, counter: number, attempt: number): number {
  let lane = mix(0x9e3779b9 | 0, seed | 0);
  lane = mix(lane, site);
  lane = mix(lane, entity);
  lane = mix(lane, counter);
  return finish(mix(lane, attempt));
}

/** Redraws before giving up on an unbiased draw; the chance to need them all is below 2^-64. */
const ATTEMPTS_MAX = 64;

/**
 * An unbiased integer from 0 to count - 1 by mask and rejection.
 *
 * @param count - 1 to 2^31
 */
export function drawInteger(seed: number, site: number, entity: number, counter: number, count: number): number {
  invariant(count >= 1, 'a draw is among at least one possibility');
  if (count === 1) return 0;
  const mask = 0xffffffff >>> Math.clz32(count - 1);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const candidate = word(seed, site, entity, counter, attempt) & mask;
    if (candidate >= 0 && candidate < count) return candidate;
  }
  return 0;
}
