/**
 * The steps of a program, begun: each is done at once, or waits for something, or has failed. What a wait ends with is in
 * answers.ts.
 */
import { fromMillis, SECOND } from '../../kernel/time.ts';
import type { KeyKind, Step, Write } from '../applications.ts';
import type { CallRequest, KeyedWrite, OnceRequest, SubmitRequest, TransactionRequest } from '../messages.ts';
import { workMicros } from '../quantiles.ts';
import { hasSeen } from '../tables.ts';
import type { ServiceContext } from './context.ts';
import { makeEffect } from './effects.ts';
import type { Case } from './memory.ts';

export const WORK_TIMER = 'service-work';
export const CALL_TIMER = 'service-call';
export const BACKOFF_TIMER = 'service-backoff';
export const DATABASE_TIMER = 'service-database';

/** How long a service waits for its database before it calls the outcome unknown. A round figure for a driver's socket timeout. */
const DATABASE_TIMEOUT_MICROS = 5 * SECOND;

/** What became of the beginning of a step. `seen`: the idempotency store knew the key; `over`: nothing has failed before a catch. */
export type Begun = 'done' | 'waits' | 'seen' | 'reply' | 'over';

type StepOf<Name extends Step['do']> = Extract<Step, { readonly do: Name }>;

/** Begins the step at which a case stands. */
export function beginStep(context: ServiceContext, each: Case, step: Step): Begun {
  switch (step.do) {
    case 'work':
      return work(context, each, step);
    case 'call':
      return call(context, each, step);
    case 'transaction':
      return transact(context, each, step);
    case 'send':
      return submit(context, each, step);
    case 'once':
      return step.store === 'memory' ? rememberHere(context, each, step) : rememberThere(context, each, step);
    case 'effect':
      makeEffect(context, { ...step, order: each.order, key: keyOf(each, step.idempotencyKey ?? 'order') });
      return 'done';
    case 'reply':
      return 'reply';
    case 'catch':
      return 'over';
  }
}

function keyOf({ order, message }: Pick<Case, 'order' | 'message'>, by: KeyKind): string {
  return by === 'order' ? order : message;
}

function work(context: ServiceContext, each: Case, step: StepOf<'work'>): Begun {
  const micros = workMicros(context.turn, step);
  context.turn.note('app.service.works', { service: context.name, order: each.order, micros });
  if (micros === 0) return 'done';
  context.setCase(each, { state: 'working' });
  context.turn.setTimer(WORK_TIMER, each.correlation, micros);
  return 'waits';
}

/**
 * Name: Call a service
 * Who: a service
 * Means: the request may be carried out although the answer never comes; after the timeout nobody knows
 * Enabled when: the program has come to this step, or another attempt is due
 * Changes: the case waits for the answer
 */
function call(context: ServiceContext, each: Case, step: StepOf<'call'>): Begun {
  const { turn } = context;
  const { service, endpoint, timeoutMillis } = step;
  const { order, message, correlation } = each;
  const attempt = each.attempt + 1;
  const peer = context.machineNamed(service);
  turn.rule('app.service.call');
  turn.note('app.service.calls', { service: context.name, callee: service, endpoint, order, attempt });
  turn.record({ f: 'call', type: 'invoke', service, endpoint, order, attempt });
  const request: CallRequest = { kind: 'CallRequest', correlation: context.nextNumber(), endpoint, order, message };
  context.setCase(each, { state: 'calling', attempt, peer, askedNumber: request.correlation });
  turn.send(peer, request);
  turn.setTimer(CALL_TIMER, correlation, fromMillis(timeoutMillis));
  return 'waits';
}

function transact(context: ServiceContext, each: Case, step: StepOf<'transaction'>): Begun {
  const correlation = context.nextNumber();
  const writes = step.writes.map((write) => keyed(write, each));
  const request: TransactionRequest = { kind: 'TransactionRequest', correlation, order: each.order, writes };
  context.turn.note('app.service.commits', { service: context.name, database: step.database, order: each.order });
  askDatabase(context, each, step.database, request);
  return 'waits';
}

function keyed(write: Write, each: Case): KeyedWrite {
  switch (write.op) {
    case 'insert': {
      const { op, table, state, unique, effect } = write;
      return { op, table, key: keyOf(each, write.by), state, unique, ...(effect === undefined ? {} : { effect }) };
    }
    case 'update': {
      const { op, table, to, from } = write;
      return { op, table, key: keyOf(each, write.by), to, ...(from === undefined ? {} : { from }) };
    }
    case 'delete':
      return { op: 'delete', table: write.table, key: keyOf(each, write.by) };
    case 'take':
      return { op: 'take', table: write.table, key: write.item, amount: write.amount };
  }
}

function askDatabase(
  context: ServiceContext,
  each: Case,
  database: string,
  request: TransactionRequest | OnceRequest,
): void {
  const peer = context.machineNamed(database);
  context.setCase(each, { state: 'committing', peer, askedNumber: request.correlation });
  context.turn.send(peer, request);
  context.turn.setTimer(DATABASE_TIMER, each.correlation, DATABASE_TIMEOUT_MICROS);
}

/**
 * Name: Hand an order to the producer client
 * Who: a service
 * Means: the client in the same process sends it, and says later what became of it; who does not wait for that never knows
 * Enabled when: the program has come to this step
 * Changes: what the client has to send; with `confirmed`, the case waits
 */
function submit(context: ServiceContext, each: Case, step: StepOf<'send'>): Begun {
  const { turn } = context;
  const { order } = each;
  const peer = context.machineNamed(step.producer);
  const correlation = context.nextNumber();
  const request: SubmitRequest = { kind: 'SubmitRequest', correlation, order, as: step.as };
  turn.rule('app.service.submit');
  turn.note(step.wait === 'no' ? 'app.service.sends-unwaited' : 'app.service.sends', {
    service: context.name,
    producer: step.producer,
    order,
  });
  turn.send(peer, request);
  if (step.wait === 'no') return 'done';
  context.setCase(each, { state: 'sending', peer, askedNumber: correlation });
  return 'waits';
}

/** Programs of one service do not take each other's keys for their own. */
function storeKey(context: ServiceContext, each: Case, step: StepOf<'once'>): string {
  const { program } = each;
  const name = program.kind === 'endpoint' ? program.endpoint : String(program.place);
  return `${context.name}/${name}/${keyOf(each, step.by)}`;
}

function rememberHere(context: ServiceContext, each: Case, step: StepOf<'once'>): Begun {
  const key = storeKey(context, each, step);
  const { seenUntilMicros } = context.memory;
  if (hasSeen(seenUntilMicros, key, context.turn.now)) return 'seen';
  const until = context.turn.now + fromMillis(step.ttlMillis);
  context.change({ seenUntilMicros: { ...seenUntilMicros, [key]: until } });
  return 'done';
}

function rememberThere(context: ServiceContext, each: Case, step: StepOf<'once'>): Begun {
  const correlation = context.nextNumber();
  const key = storeKey(context, each, step);
  askDatabase(context, each, step.store, {
    kind: 'OnceRequest',
    correlation,
    key,
    ttlMicros: fromMillis(step.ttlMillis),
  });
  return 'waits';
}
