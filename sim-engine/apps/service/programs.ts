/**
 * How a service carries out its programs: workers take requests, a case goes from step to step, and its caller is answered at the
 * step `reply` or at the end.
 */
import type { OnFailure } from '../applications.ts';
import type { CallRequest, CallResponse } from '../messages.ts';
import type { ServiceContext } from './context.ts';
import { occupiesWorker, type Asked, type Case, type ProgramId, type WaitingRequest } from './memory.ts';
import { nextOfRound } from './rounds.ts';
import { beginStep } from './steps.ts';

/** How a program ended, or what its caller is told before it has. */
interface Outcome {
  /** Null: well. */
  readonly error: string | null;
  /** It ended well before its last step, and why. */
  readonly stopped: string | null;
}

const DONE: Outcome = { error: null, stopped: null };

/**
 * Name: Take a request
 * Who: a service
 * Means: a worker begins, or the request waits for one; a full backlog refuses (BUSY), and the caller knows that nothing was done
 * Enabled when: a request arrives
 * Changes: a worker, or the backlog
 */
export function takeRequest(context: ServiceContext, from: number, request: CallRequest): void {
  const { correlation, endpoint, order, message, handed = null } = request;
  const waiting: WaitingRequest = { asked: { from, correlation, handed }, endpoint, order, message };
  const params = { service: context.name, order, endpoint, caller: context.nameOf(from) };
  context.turn.rule('app.service.take');
  if (hasFreeWorker(context)) return beginRequest(context, waiting);
  if (context.memory.waiting.length >= context.spec.backlog) {
    context.turn.milestone('fenced', 'app.service.busy', params);
    return say(context, waiting.asked, 'BUSY');
  }
  context.turn.note('app.service.waits', params);
  context.change({ waiting: [...context.memory.waiting, waiting] });
}

function hasFreeWorker(context: ServiceContext): boolean {
  return context.memory.cases.filter(occupiesWorker).length < context.spec.concurrency;
}

function beginRequest(context: ServiceContext, { asked, endpoint, order, message }: WaitingRequest): void {
  context.turn.note('app.service.begins', { service: context.name, order, endpoint });
  context.turn.record({ f: 'serve', type: 'invoke', endpoint, order });
  beginCase(context, { program: { kind: 'endpoint', endpoint }, asked, order, message });
}

/** Begins a program for one order and carries it as far as it goes without waiting. */
export function beginCase(
  context: ServiceContext,
  options: {
    readonly program: ProgramId;
    readonly asked: Asked | null;
    readonly order: string;
    readonly message: string;
  },
): void {
  const begun: Case = {
    ...options,
    correlation: context.nextNumber(),
    step: 0,
    state: 'ready',
    attempt: 0,
    peer: -1,
    askedNumber: -1,
  };
  context.change({ cases: [...context.memory.cases, begun] });
  advance(context, begun.correlation);
}

/** Carries a case on, step by step, until it waits or ends. */
export function advance(context: ServiceContext, correlation: number): void {
  for (;;) {
    const each = context.caseOf(correlation);
    if (each === undefined) return;
    const step = context.stepOf(each);
    if (step === undefined) return finish(context, each, DONE);
    const begun = beginStep(context, each, step);
    if (begun === 'waits') return;
    if (begun === 'over') return finish(context, each, DONE);
    if (begun === 'seen') return stop(context, each, 'SEEN');
    if (begun === 'reply') answer(context, each, DONE);
    toNextStep(context, context.caseOf(correlation) ?? each);
  }
}

function toNextStep(context: ServiceContext, each: Case): void {
  context.setCase(each, { step: each.step + 1, state: 'ready', attempt: 0, peer: -1, askedNumber: -1 });
}

/** The step that a case waited for has succeeded. */
export function stepSucceeded(context: ServiceContext, each: Case): void {
  toNextStep(context, each);
  advance(context, each.correlation);
}

/** The step that a case waited for has failed, and its program says what that means. */
export function stepFailed(context: ServiceContext, each: Case, failure: string): void {
  const step = context.stepOf(each);
  const onFailure: OnFailure = step !== undefined && 'onFailure' in step ? step.onFailure : 'fail';
  const params = { service: context.name, order: each.order, error: failure };
  if (onFailure === 'stop') return stop(context, each, failure);
  if (onFailure === 'continue') {
    context.turn.note('app.service.continues', params);
    return stepSucceeded(context, each);
  }
  if (each.caught === undefined && catchesAt(context, each) !== -1) return catchFailure(context, each, failure);
  context.turn.milestone('retry', 'app.service.fails', params);
  finish(context, each, { error: failure, stopped: null });
}

/** Where the catch block of a case begins; -1: it has none. */
function catchesAt(context: ServiceContext, { program }: Case): number {
  return context.stepsOf(program).findIndex((step) => step.do === 'catch');
}

/**
 * Name: Catch a failure
 * Who: a service
 * Means: the program undoes what it can; it only knows what it was told, and a crash is told to nobody
 * Enabled when: a step before the catch block has failed
 * Changes: the case goes on in its catch block
 */
function catchFailure(context: ServiceContext, each: Case, failure: string): void {
  const { order, correlation } = each;
  context.turn.rule('app.service.catch');
  context.turn.milestone('retry', 'app.service.catches', { service: context.name, order, error: failure });
  context.setCase(each, { step: catchesAt(context, each), caught: failure });
  toNextStep(context, context.caseOf(correlation) ?? each);
  advance(context, correlation);
}

/** A program ends well before its last step. */
export function stop(context: ServiceContext, each: Case, reason: string): void {
  const key = reason === 'SEEN' ? 'app.service.seen' : 'app.service.stops';
  context.turn.milestone('redelivery', key, { service: context.name, order: each.order, error: reason });
  finish(context, each, { error: null, stopped: reason });
}

function finish(context: ServiceContext, each: Case, { error: failure, stopped }: Outcome): void {
  // Whatever a catch block has done, its program has failed.
  const outcome: Outcome = { error: each.caught ?? failure, stopped };
  answer(context, each, outcome);
  context.change({ cases: context.memory.cases.filter(({ correlation }) => correlation !== each.correlation) });
  const { program, order } = each;
  if (program.kind === 'periodic') return nextOfRound(context, program.place);
  const { error } = outcome;
  const { endpoint } = program;
  context.turn.note('app.service.ends', { service: context.name, order, endpoint });
  if (error === null) context.turn.record({ f: 'serve', type: 'ok', endpoint, order });
  else context.turn.record({ f: 'serve', type: 'fail', endpoint, order, error });
  const [next, ...waiting] = context.memory.waiting;
  if (next === undefined || !hasFreeWorker(context)) return;
  context.change({ waiting });
  beginRequest(context, next);
}

/** Whoever asked is told, once. */
function answer(context: ServiceContext, each: Case, outcome: Outcome): void {
  const { asked, order } = each;
  if (asked === null) return;
  context.setCase(each, { asked: null });
  if (asked.handed !== null && outcome.error === null) recordApplied(context, asked.handed, outcome.stopped);
  context.turn.note(outcome.error === null ? 'app.service.replies' : 'app.service.refuses', {
    service: context.name,
    order,
    caller: context.nameOf(asked.from),
    ...(outcome.error === null ? {} : { error: outcome.error }),
  });
  say(context, asked, outcome.error);
}

/** A consumer is told that the work of its record is done: only what is said here counts as processed. */
function recordApplied(
  context: ServiceContext,
  { group, record, consumer }: NonNullable<Asked['handed']>,
  stopped: string | null,
): void {
  if (stopped === null) context.turn.record({ f: 'apply', type: 'ok', group, record, consumer });
  else context.turn.record({ f: 'apply', type: 'fail', group, record, consumer, error: stopped });
}

function say(context: ServiceContext, { from, correlation }: Asked, error: string | null): void {
  const response: CallResponse = { kind: 'CallResponse', correlation, error };
  context.turn.send(from, response);
}
