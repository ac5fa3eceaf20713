/** Backlog and latency over time, from the history alone and a question about the backlog. Integers; the page scales them. */
import type { RecordedOperation } from '../host/world.ts';
import { callSpans } from '../apps/measures/calls.ts';
import type { Micros } from '../kernel/time.ts';

export interface Series {
  /** Sample times, ascending, in microseconds. */
  readonly at: readonly Micros[];
  /** What is left to do for consumers at each sample: see the system's door. */
  readonly lag: readonly number[];
  /** Acknowledged sends: when they were acknowledged and how long that took, in microseconds. */
  readonly latency: readonly { readonly at: Micros; readonly micros: Micros; readonly value: string }[];
  /** Of runs with applications only. */
  readonly applications?: ApplicationSeries;
}

/** How long customers waited, and how many requests did. */
export interface ApplicationSeries {
  /** Calls of customers that were answered with ok: when, and how long that took. */
  readonly responses: readonly { readonly at: Micros; readonly micros: Micros; readonly value: string }[];
  /** Calls of customers that failed, or had no answer in time. */
  readonly unanswered: number;
  /** Requests that waited for a worker at each sample, in all services together. */
  readonly waiting: readonly number[];
}

/** Samples of the lag curve. */
const SAMPLES = 200;

/** Latency from `send()` to its acknowledgement, and lag at evenly spaced moments. */
export function latencySeries(
  history: readonly RecordedOperation[],
  lagAt: (time: Micros) => number,
  endAt: Micros,
): Series {
  const invoked = new Map<string, Micros>();
  const latency: { at: Micros; micros: Micros; value: string }[] = [];
  for (const operation of history) {
    if (operation.f !== 'send') continue;
    if (operation.type === 'invoke') invoked.set(operation.value, operation.at);
    const start = invoked.get(operation.value);
    if (operation.type === 'ok' && start !== undefined) {
      latency.push({ at: operation.at, micros: operation.at - start, value: operation.value });
    }
  }
  const at = Array.from({ length: SAMPLES + 1 }, (_, index) => Math.floor((endAt * index) / SAMPLES));
  return { at, lag: at.map(lagAt), latency };
}

/** Response times of customers and requests that wait, at the moments of the other series. */
export function applicationSeries(
  history: readonly RecordedOperation[],
  callers: readonly string[],
  { at, waitingAt }: { readonly at: readonly Micros[]; readonly waitingAt: (time: Micros) => number },
): ApplicationSeries {
  const spans = callers.flatMap((process) => callSpans(history, { process }));
  const answered = spans.flatMap(({ from, to, order, outcome }) =>
    to === null || outcome !== 'ok' ? [] : [{ at: to, micros: to - from, value: order }],
  );
  const unanswered = spans.filter(({ outcome }) => outcome === 'fail' || outcome === 'info').length;
  return { responses: answered.toSorted((one, other) => one.at - other.at), unanswered, waiting: at.map(waitingAt) };
}
