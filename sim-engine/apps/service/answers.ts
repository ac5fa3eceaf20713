/** What the waits of a program end with: answers, timeouts, and connections that are gone. */
import type { CallResponse, CommitResponse, SubmitResponse } from '../messages.ts';
import type { Step } from '../applications.ts';
import type { ServiceContext } from './context.ts';
import type { Case } from './memory.ts';
import { advance, stepFailed, stepSucceeded, stop } from './programs.ts';
import { backoffMicros, triesAgain } from './retries.ts';
import { BACKOFF_TIMER, CALL_TIMER, DATABASE_TIMER } from './steps.ts';

type CallStep = Extract<Step, { readonly do: 'call' }>;

/** The case that asked under this number. */
function asker(context: ServiceContext, correlation: number): Case | undefined {
  return context.memory.cases.find(({ asking }) => asking === correlation);
}

/** Another service has answered. An answer that comes after the timeout is not read any more. */
export function hearCall(context: ServiceContext, { correlation, error }: CallResponse): void {
  const each = asker(context, correlation);
  if (each?.state !== 'calling') return context.turn.note('app.service.late-answer', { service: context.name });
  context.turn.cancelTimer(CALL_TIMER, each.correlation);
  if (error === null) {
    recordCall(context, each, { type: 'ok' });
    context.turn.note('app.service.hears', { service: context.name, order: each.order });
    return stepSucceeded(context, each);
  }
  callFailed(context, each, { type: 'fail', error });
}

/** No answer in time: it may have been carried out. */
export function callTimeout(context: ServiceContext, correlation: number): void {
  const each = context.caseOf(correlation);
  if (each?.state === 'calling') callFailed(context, each, { type: 'info', error: 'TIMEOUT' });
}

function callFailed(
  context: ServiceContext,
  each: Case,
  outcome: { readonly type: 'fail' | 'info'; readonly error: string },
): void {
  const step = context.stepOf(each) as CallStep;
  recordCall(context, each, outcome);
  const params = { service: context.name, callee: step.service, order: each.order, error: outcome.error };
  if (!triesAgain(step, each.attempt, outcome.error)) {
    context.turn.milestone(outcome.error === 'TIMEOUT' ? 'timeout' : 'retry', 'app.service.call-failed', params);
    return stepFailed(context, each, outcome.error);
  }
  const micros = backoffMicros(context.turn, step, each.attempt);
  context.turn.milestone('retry', 'app.service.call-again', { ...params, micros });
  context.setCase(each, { state: 'backing-off', peer: -1, asking: -1 });
  context.turn.setTimer(BACKOFF_TIMER, each.correlation, micros);
}

function recordCall(
  context: ServiceContext,
  each: Case,
  outcome: { readonly type: 'ok' | 'fail' | 'info'; readonly error?: string },
): void {
  const { service, endpoint } = context.stepOf(each) as CallStep;
  const { order, attempt } = each;
  context.turn.record({ f: 'call', service, endpoint, order, attempt, ...outcome });
}

/** The wait before another attempt is over. */
export function backoffOver(context: ServiceContext, correlation: number): void {
  const each = context.caseOf(correlation);
  if (each?.state === 'backing-off') advance(context, correlation);
}

/** A piece of work is done. */
export function workDone(context: ServiceContext, correlation: number): void {
  const each = context.caseOf(correlation);
  if (each?.state === 'working') stepSucceeded(context, each);
}

/** The database has committed or refused. */
export function hearDatabase(context: ServiceContext, { correlation, error }: CommitResponse): void {
  const each = asker(context, correlation);
  if (each?.state !== 'committing') return;
  context.turn.cancelTimer(DATABASE_TIMER, each.correlation);
  if (error === null) stepSucceeded(context, each);
  else if (error === 'SEEN') stop(context, each, error);
  else stepFailed(context, each, error);
}

/** The database is silent: the transaction may be there or not. */
export function databaseTimeout(context: ServiceContext, correlation: number): void {
  const each = context.caseOf(correlation);
  if (each?.state === 'committing') stepFailed(context, each, 'TIMEOUT');
}

/** The producer client says what became of a send. */
export function hearClient(context: ServiceContext, { correlation, outcome, error }: SubmitResponse): void {
  const each = asker(context, correlation);
  if (each?.state !== 'sending') return;
  if (outcome === 'ok') stepSucceeded(context, each);
  else stepFailed(context, each, error ?? 'UNKNOWN');
}

/** The connection to a peer is gone: whoever waits for it will not be answered. */
export function peerLost(context: ServiceContext, peer: number): void {
  for (const { correlation } of context.memory.cases) {
    const each = context.caseOf(correlation);
    if (each?.peer !== peer) continue;
    if (each.state === 'calling') {
      context.turn.cancelTimer(CALL_TIMER, correlation);
      callFailed(context, each, { type: 'info', error: 'CONNECTION_LOST' });
    } else if (each.state === 'committing') {
      context.turn.cancelTimer(DATABASE_TIMER, correlation);
      stepFailed(context, each, 'CONNECTION_LOST');
    }
  }
}
