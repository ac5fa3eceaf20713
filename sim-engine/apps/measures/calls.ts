/** Calls, and the work of services, as spans of time. */
import type { Operation, OperationType } from '../../host/history.ts';
import type { Micros } from '../../kernel/time.ts';
import { timeWithin, type Span, type Window } from './spans.ts';

/** One attempt of a call. */
export interface CallSpan extends Span {
  readonly order: string;
  readonly attempt: number;
  /** `open`: no answer yet, or its caller has died. */
  readonly outcome: Exclude<OperationType, 'invoke'> | 'open';
}

/** Which calls: all that fit. */
export interface CallFilter {
  readonly process?: string;
  readonly service?: string;
  readonly endpoint?: string;
}

/** Calls as their callers saw them, in the order in which they were made. */
export function callSpans(history: readonly Operation[], filter: CallFilter = {}): readonly CallSpan[] {
  const spans: CallSpan[] = [];
  const open = new Map<string, number>();
  for (const operation of history) {
    if (operation.f !== 'call' || !fits(operation, filter)) continue;
    const { process, service, endpoint, order, attempt, type, at } = operation;
    const key = [process, service, endpoint, order, attempt].join(' ');
    if (type === 'invoke') {
      open.set(key, spans.length);
      spans.push({ order, attempt, from: at, to: null, outcome: 'open' });
      continue;
    }
    const place = open.get(key);
    if (place === undefined) continue;
    spans[place] = { ...(spans[place] as CallSpan), to: at, outcome: type };
    open.delete(key);
  }
  return spans;
}

function fits(call: Required<CallFilter>, { process, service, endpoint }: CallFilter): boolean {
  return (
    (process === undefined || call.process === process) &&
    (service === undefined || call.service === service) &&
    (endpoint === undefined || call.endpoint === endpoint)
  );
}

/** Programs that workers of a service carried out. A crash ends those that it had in hand. */
export function workSpans(history: readonly Operation[], service: string): readonly Span[] {
  const spans: { from: Micros; to: Micros | null }[] = [];
  let open: { readonly order: string; readonly endpoint: string; readonly place: number }[] = [];
  for (const operation of history) {
    if (operation.process !== service) continue;
    if (operation.f === 'crash') {
      for (const { place } of open) (spans[place] as (typeof spans)[number]).to = operation.at;
      open = [];
    }
    if (operation.f !== 'serve') continue;
    const { order, endpoint, type, at } = operation;
    if (type === 'invoke') {
      open.push({ order, endpoint, place: spans.length });
      spans.push({ from: at, to: null });
      continue;
    }
    const ended = open.find((each) => each.order === order && each.endpoint === endpoint);
    if (ended === undefined) continue;
    (spans[ended.place] as (typeof spans)[number]).to = at;
    open = open.filter((each) => each !== ended);
  }
  return spans;
}

/** How much of its workers' time a service was busy, in thousandths: ρ. */
export function utilisationPerMille(
  history: readonly Operation[],
  options: { readonly service: string; readonly concurrency: number; readonly window: Window },
): number {
  const { service, concurrency, window } = options;
  const all = Math.max(1, (window.to - window.from) * concurrency);
  return Math.floor((timeWithin(workSpans(history, service), window) * 1_000) / all);
}
