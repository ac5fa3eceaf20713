/**
 * Customers: each brings a new order, calls an endpoint, waits for the answer, and presses the button again when it is not ok.
 *
 * Models: arrivals at even or random distances in phases, whatever the service's state (an open system), a limit to patience after
 * which nobody knows, repeated attempts under the same order.
 * Leaves out: customers who leave a queue, or who come less often when it is slow.
 * Faults that reach it: crash (whoever waits is gone; who would come while it is down does not), pause, cut and slow links.
 */
import type { Behaviour } from '../host/cluster.ts';
import type { Disk } from '../host/disk.ts';
import type { Input } from '../host/input.ts';
import type { Turn } from '../host/turn.ts';
import { fromMillis, NEVER, type Micros } from '../kernel/time.ts';
import type { CallerSpec } from './applications.ts';
import { nextArrival } from './arrivals.ts';
import { firstNumber, type ApplicationMessage, type CallRequest } from './messages.ts';
import { MESSAGE_MARK, recordValue, type RecordLabels } from './recordNames.ts';

const ARRIVAL_TIMER = 'caller-arrival';
const PATIENCE_TIMER = 'caller-patience';
const AGAIN_TIMER = 'caller-again';

const PROGRESS_FILE = 0;

/** What must never be used twice: kept on disk. */
interface CallerProgress {
  readonly made: number;
  /** By label, the last number. */
  readonly numbers: Readonly<Record<string, number>>;
}

const NO_PROGRESS: CallerProgress = { made: 0, numbers: {} };

/** A customer who waits. */
export interface OpenCall {
  readonly correlation: number;
  readonly order: string;
  readonly attempt: number;
}

export interface CallerMemory {
  readonly correlation: number;
  readonly open: readonly OpenCall[];
  /** Customers who were not told ok and will press the button again; with the number of their last call. */
  readonly pausing: readonly OpenCall[];
  /** When the next customer comes; NEVER: nobody comes any more. */
  readonly arrivalAtMicros: Micros;
}

interface CallerWorld {
  readonly spec: CallerSpec;
  readonly service: number;
  readonly labels: RecordLabels;
}

/** Orders that were made so far. */
export function ordersMade(disk: Disk): number {
  return progressOn(disk).made;
}

function progressOn(disk: Disk): CallerProgress {
  return (disk[PROGRESS_FILE]?.written as CallerProgress | undefined) ?? NO_PROGRESS;
}

/** Makes the behaviour of a group of customers. */
export function callerBehaviour(world: CallerWorld): Behaviour {
  return {
    handle(memory, input, turn) {
      if (input.kind === 'start') return start(world, turn);
      return react(world, memory as CallerMemory, input, turn);
    },
  };
}

function start(world: CallerWorld, turn: Turn): CallerMemory {
  const after = turn.incarnation === 1 ? -1 : turn.now;
  const memory = { correlation: firstNumber(turn.incarnation), open: [], pausing: [], arrivalAtMicros: NEVER };
  return armArrival(world, memory, turn, after);
}

function armArrival(world: CallerWorld, memory: CallerMemory, turn: Turn, after: Micros): CallerMemory {
  const arrivalAtMicros = nextArrival(world.spec, after, turn);
  if (arrivalAtMicros !== NEVER) turn.setTimer(ARRIVAL_TIMER, 0, arrivalAtMicros - turn.now);
  return { ...memory, arrivalAtMicros };
}

function react(world: CallerWorld, memory: CallerMemory, input: Input, turn: Turn): CallerMemory {
  switch (input.kind) {
    case 'timer': {
      if (input.name === ARRIVAL_TIMER) return arrive(world, memory, turn);
      if (input.name === AGAIN_TIMER) return again(world, memory, input.subject, turn);
      const late = memory.open.find(({ correlation }) => correlation === input.subject);
      return late === undefined ? memory : disappointed(world, memory, turn, { call: late, ...NO_ANSWER });
    }
    case 'message':
      return hear(world, memory, input.message as ApplicationMessage, turn);
    case 'disconnected':
      return memory.open.reduce(
        (after, call) => disappointed(world, after, turn, { call, type: 'info', error: 'CONNECTION_LOST' }),
        memory,
      );
    default:
      return memory;
  }
}

const NO_ANSWER = { type: 'info', error: 'TIMEOUT' } as const;

/** A new customer with a new order. */
function arrive(world: CallerWorld, memory: CallerMemory, turn: Turn): CallerMemory {
  const { keys } = world.spec;
  const { made, numbers } = progressOn(turn.disk);
  const label = world.labels(keys[made % keys.length] as string);
  const number = (numbers[label] ?? 0) + 1;
  turn.writeDurably(PROGRESS_FILE, { made: made + 1, numbers: { ...numbers, [label]: number } });
  const after = call(world, memory, turn, { order: recordValue(label, number), attempt: 1 });
  return armArrival(world, after, turn, turn.now);
}

/**
 * Name: Press the button
 * Who: a customer
 * Means: the order is to be carried out once, however often the button is pressed: it keeps its name
 * Enabled when: a customer comes, or was not told ok and has attempts left
 * Changes: one more customer waits
 */
function call(
  { spec, service }: CallerWorld,
  memory: CallerMemory,
  turn: Turn,
  { order, attempt }: Omit<OpenCall, 'correlation'>,
): CallerMemory {
  const correlation = memory.correlation + 1;
  const { endpoint } = spec;
  turn.rule('app.caller.call');
  if (attempt === 1) turn.note('app.caller.calls', { caller: spec.name, service: spec.service, endpoint, order });
  else turn.milestone('retry', 'app.caller.calls-again', { caller: spec.name, service: spec.service, order, attempt });
  turn.record({ f: 'call', type: 'invoke', service: spec.service, endpoint, order, attempt });
  // Every press of the button is another message about the same order.
  const message = attempt === 1 ? order : `${order}${MESSAGE_MARK}call${attempt}`;
  const request: CallRequest = { kind: 'CallRequest', correlation, endpoint, order, message };
  turn.send(service, request);
  turn.setTimer(PATIENCE_TIMER, correlation, fromMillis(spec.timeoutMillis));
  return { ...memory, correlation, open: [...memory.open, { correlation, order, attempt }] };
}

function hear(world: CallerWorld, memory: CallerMemory, message: ApplicationMessage, turn: Turn): CallerMemory {
  if (message.kind !== 'CallResponse') return memory;
  const { spec } = world;
  const call = memory.open.find(({ correlation }) => correlation === message.correlation);
  if (call === undefined) {
    turn.note('app.caller.late-answer', { caller: spec.name });
    return memory;
  }
  if (message.error !== null) return disappointed(world, memory, turn, { call, type: 'fail', error: message.error });
  const { order, attempt } = call;
  turn.note('app.caller.told-ok', { caller: spec.name, order });
  turn.record({ f: 'call', type: 'ok', service: spec.service, endpoint: spec.endpoint, order, attempt });
  return without(memory, call, turn);
}

function without(memory: CallerMemory, call: OpenCall, turn: Turn): CallerMemory {
  turn.cancelTimer(PATIENCE_TIMER, call.correlation);
  return { ...memory, open: memory.open.filter((each) => each !== call) };
}

/** A customer was not told ok. */
function disappointed(
  world: CallerWorld,
  memory: CallerMemory,
  turn: Turn,
  outcome: { readonly call: OpenCall; readonly type: 'fail' | 'info'; readonly error: string },
): CallerMemory {
  const { spec } = world;
  const { type, error } = outcome;
  const { order, attempt } = outcome.call;
  const params = { caller: spec.name, order, error };
  turn.milestone(
    error === 'TIMEOUT' ? 'timeout' : 'retry',
    type === 'fail' ? 'app.caller.told-fail' : 'app.caller.told-info',
    params,
  );
  turn.record({ f: 'call', type, service: spec.service, endpoint: spec.endpoint, order, attempt, error });
  const after = without(memory, outcome.call, turn);
  if (attempt >= (spec.attempts ?? 1)) return after;
  const pausing = { ...after, pausing: [...after.pausing, outcome.call] };
  const { againAfterMillis = 0 } = spec;
  if (againAfterMillis === 0) return again(world, pausing, outcome.call.correlation, turn);
  turn.setTimer(AGAIN_TIMER, outcome.call.correlation, fromMillis(againAfterMillis));
  return pausing;
}

/** A customer presses the button again. */
function again(world: CallerWorld, memory: CallerMemory, correlation: number, turn: Turn): CallerMemory {
  const last = memory.pausing.find((each) => each.correlation === correlation);
  if (last === undefined) return memory;
  const pausing = memory.pausing.filter((each) => each !== last);
  return call(world, { ...memory, pausing }, turn, { order: last.order, attempt: last.attempt + 1 });
}
