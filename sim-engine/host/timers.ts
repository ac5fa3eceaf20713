/**
 * A machine's armed timers, sorted by (time, sequence). A timer is named by what it is for and a subject number, and
 * arming it again replaces it.
 */
import { RANK, type Rank } from '../kernel/eventQueue.ts';
import type { Micros } from '../kernel/time.ts';

export interface Timer {
  readonly name: string;
  readonly subject: number;
  readonly at: Micros;
  readonly sequence: number;
  readonly rank: Rank;
  /** For a disk operation: what becomes durable when it completes. */
  readonly content?: unknown;
}

/** The name that the host gives to a running fsync; its subject is the file. */
export const FSYNC = 'fsync';

export type Timers = readonly Timer[];

function isEarlier(left: Timer, right: Timer): boolean {
  if (left.at !== right.at) return left.at < right.at;
  if (left.rank !== right.rank) return left.rank < right.rank;
  return left.sequence < right.sequence;
}

/** Adds a timer in its place. */
export function withTimer(timers: Timers, timer: Timer): Timers {
  const copy = timers.slice();
  let place = copy.length;
  copy.push(timer);
  while (place > 0 && isEarlier(timer, copy[place - 1] as Timer)) {
    copy[place] = copy[place - 1] as Timer;
    place -= 1;
  }
  copy[place] = timer;
  return copy;
}

/** The timers without the named one; the same array when it was not armed. */
export function withoutTimer(timers: Timers, name: string, subject: number): Timers {
  const index = timers.findIndex(
    (timer) => timer.name === name && timer.subject === subject && timer.rank === RANK.timer,
  );
  if (index === -1) return timers;
  const copy = timers.slice();
  copy.splice(index, 1);
  return copy;
}
