/** When customers come: phases of even or random arrivals. A phase is a span of time, so a pause or a crash moves nothing. */
import type { Turn } from '../host/turn.ts';
import { fromMillis, NEVER, SECOND, type Micros } from '../kernel/time.ts';
import type { ArrivalPhase, CallerSpec } from './applications.ts';
import { exponentialMicros } from './quantiles.ts';

interface Span {
  readonly from: Micros;
  /** Nobody comes at this time any more. */
  readonly to: Micros;
  readonly ratePerSecond: number;
}

function spansOf({ phases, startMillis = 0 }: CallerSpec): readonly Span[] {
  let from = fromMillis(startMillis);
  return phases.map(({ seconds, ratePerSecond }: ArrivalPhase) => {
    const to = from + seconds * SECOND;
    const span = { from, to, ratePerSecond };
    from = to;
    return span;
  });
}

/**
 * The first arrival after a time; NEVER when nobody comes any more. Random distances are drawn afresh where a phase begins, which
 * an exponential distribution does not notice.
 */
export function nextArrival(spec: CallerSpec, after: Micros, turn: Turn): Micros {
  for (const span of spansOf(spec)) {
    if (span.to <= after || span.ratePerSecond === 0) continue;
    const at = spec.arrivals === 'even' ? nextEven(span, after) : nextRandom(span, after, turn);
    if (at < span.to) return at;
  }
  return NEVER;
}

/** The n-th arrival is n intervals after the beginning, rounded down: errors do not add up. */
function nextEven({ from, ratePerSecond }: Span, after: Micros): Micros {
  if (after < from) return from;
  const passed = Math.floor(((after - from) * ratePerSecond) / SECOND);
  const at = (count: number): Micros => from + Math.floor((count * SECOND) / ratePerSecond);
  return at(passed) > after ? at(passed) : at(passed + 1) > after ? at(passed + 1) : at(passed + 2);
}

function nextRandom({ from, ratePerSecond }: Span, after: Micros, turn: Turn): Micros {
  return Math.max(after, from) + Math.max(1, exponentialMicros(turn, Math.floor(SECOND / ratePerSecond)));
}
