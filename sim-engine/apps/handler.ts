/**
 * A consumer whose work a service does: what it asks, and what an answer means for the record. Rooms call this from their own
 * consumers, which decide what asking again and giving up are in their system.
 */
import type { SeenRecord } from '../host/history.ts';
import type { Turn } from '../host/turn.ts';
import { fromMillis, type Micros } from '../kernel/time.ts';
import type { HandlerSpec } from './applications.ts';
import type { CallRequest, CallResponse } from './messages.ts';
import { orderOf } from './recordNames.ts';

/** The wait for a service's answer. */
export const HANDLER_TIMER = 'handler';

/** The request for the work of one record. */
export function handOver(options: {
  readonly handler: HandlerSpec;
  readonly correlation: number;
  readonly record: SeenRecord;
  readonly group: string;
  readonly consumer: string;
}): CallRequest {
  const { handler, correlation, record, group, consumer } = options;
  return {
    kind: 'CallRequest',
    correlation,
    endpoint: handler.endpoint,
    order: orderOf(record.value),
    message: record.value,
    handed: { group, consumer, record },
  };
}

/** What a consumer does after an answer. A service that is busy has not begun: it is asked again, whatever else is to be done. */
export function afterAnswer(handler: HandlerSpec, { error }: CallResponse): 'done' | 'retry' | 'give-up' {
  if (error === null) return 'done';
  return error === 'BUSY' ? 'retry' : handler.onFailure;
}

/** How long a consumer waits before it asks again. */
export function askAgainMicros({ backoffMillis }: HandlerSpec): Micros {
  return fromMillis(backoffMillis);
}

/** Says in the history that a consumer goes on without the work of a record. */
export function recordGivenUp(
  turn: Turn,
  given: { readonly group: string; readonly consumer: string; readonly record: SeenRecord },
): void {
  turn.record({ f: 'apply', type: 'fail', ...given, error: 'GIVEN_UP' });
}
