/**
 * Applications: what runs around the broker, and makes loss, duplication and waiting mean something. Part of a scenario's
 * topology, the same for every system; a room adds the machines to its own (`applicationMachines`) and knows no more.
 *
 * A service is a program per endpoint: a list of steps that so many workers carry out. Programs are data, so a lesson can let
 * the learner order the steps, a link can carry them, and a search can change them.
 *
 * Walk one order through it (scenario `bubble-tea`): `customers` call `checkout/order` with the order `a3`. A worker of
 * checkout takes it, works 2 ms, commits the row `orders/a3 placed` in `shop-db`, hands `a3` to its producer client `checkout-out`
 * (a machine of the room, in the same process: they crash together) and waits until the client says `ok`; then it replies, and
 * `customers` records the call as ok. The broker does what it does. The room's consumer `payment-in` gets `a3` and, because it has
 * a `handler`, calls `payment/charge` instead of writing to the database itself; payment works, calls the external `bank/pay` with a
 * timeout, the bank makes the effect `charged a3`, replies, and payment replies; the consumer acknowledges. Crash any of them
 * between any two of these steps, and the history says who was told what.
 *
 * Leaves out: threads that share memory, transactions over several databases, request bodies (an order is its name).
 */
import type { Agreement } from '../host/history.ts';

/** How long a piece of work takes. `exponential`: drawn with this mean from a committed table; `fixed`: always as long. */
export interface WorkTime {
  readonly micros: number;
  readonly spread?: 'fixed' | 'exponential';
}

/**
 * One change inside a transaction. Key of a row: the order, or the message that brought it. A message is one send of a producer,
 * one press of a customer's button, or, in a periodic program, the row that it takes up.
 */
export type Write =
  /**
   * A new row. With `unique`, a row of the same key refuses the whole transaction (CONFLICT). With `effect`, the row is something
   * that customers feel, because what they feel is kept in this database: points booked, a prepaid card charged.
   */
  | {
      readonly op: 'insert';
      readonly table: string;
      readonly by: KeyKind;
      readonly state: string;
      readonly unique: boolean;
      readonly effect?: string;
    }
  /** Changes the state of the order's row. Refused (NO_ROW) when there is none in one of the states `from` (absent: any). */
  | {
      readonly op: 'update';
      readonly table: string;
      readonly by: KeyKind;
      readonly from?: readonly string[];
      readonly to: string;
    }
  | { readonly op: 'delete'; readonly table: string; readonly by: KeyKind }
  /** Takes from a counter row `item` (stock). Refused (SOLD_OUT) when it would fall below 0; a negative `amount` gives back. */
  | { readonly op: 'take'; readonly table: string; readonly item: string; readonly amount: number };

export type KeyKind = 'order' | 'message';

/** What happens when a step did not succeed. `fail`: the program ends, the caller is told; `stop`: it ends well here. */
export type OnFailure = 'fail' | 'stop' | 'continue';

export interface Retries {
  /** Attempts in all, at most 20 (a scenario with more is refused); default 1. */
  readonly attempts?: number;
  readonly backoffMillis?: number;
  /** `exponential`: doubles each time. `jitter`: exponential, and a random part of it. */
  readonly backoff?: 'fixed' | 'exponential' | 'jitter';
}

export type Step =
  | ({ readonly do: 'work' } & WorkTime)
  /** A request over the network, and the wait for its answer. After the timeout nobody knows whether it took effect. */
  | ({
      readonly do: 'call';
      readonly service: string;
      readonly endpoint: string;
      readonly timeoutMillis: number;
      readonly onFailure: OnFailure;
    } & Retries)
  /** All writes or none. */
  | {
      readonly do: 'transaction';
      readonly database: string;
      readonly writes: readonly Write[];
      readonly onFailure: OnFailure;
    }
  /**
   * Hands the order to a producer client of the same process. `confirmed`: waits until it says ok, fail or info.
   * `as`: `order` sends under the order's own name; `fresh` gives every send a new name of its own, as a message id does.
   */
  | {
      readonly do: 'send';
      readonly producer: string;
      readonly wait: 'confirmed' | 'no';
      readonly as: 'order' | 'fresh';
      readonly onFailure: OnFailure;
    }
  /** The caller is answered now; the steps after it go on without anybody waiting. */
  | { readonly do: 'reply' }
  /**
   * Idempotency store: ends the program well when this key was seen in the last `ttlMillis`; else remembers it. In `memory` it is
   * forgotten in a crash; in a database it is a transaction of its own, before the effect.
   */
  | { readonly do: 'once'; readonly by: KeyKind; readonly store: 'memory' | string; readonly ttlMillis: number }
  /**
   * What a programmer writes into a catch block: the steps after it are done only when a step before it has failed with `fail`;
   * the caller is told of that failure all the same. A program that comes here without one is over. A crash is no failure: the
   * process is gone, and its catch blocks with it.
   */
  | { readonly do: 'catch' }
  /** Something that customers feel and nobody can take back: charged, e-mailed, shipped. With a key, the provider repeats nothing. */
  | { readonly do: 'effect'; readonly name: string; readonly idempotencyKey?: KeyKind };

/** A program that starts by itself: a relay, a reconciliation. */
export interface PeriodicSpec {
  readonly everyMillis: number;
  /** For each of the first `limit` rows of a table in a state, oldest first, the steps are carried out; its key is the order. */
  readonly rows: {
    readonly database: string;
    readonly table: string;
    readonly state: string;
    readonly olderThanMillis: number;
    readonly limit: number;
  };
  readonly steps: readonly Step[];
}

export interface ServiceSpec {
  readonly name: string;
  /** Programs carried out at the same time; a worker waits while its step waits. */
  readonly concurrency: number;
  /** Requests that wait for a worker; more are refused (BUSY). */
  readonly backlog: number;
  readonly endpoints: Readonly<Record<string, readonly Step[]>>;
  readonly periodic?: readonly PeriodicSpec[];
  /** Producer and consumer clients that live in its process: they crash, pause and lose power together. */
  readonly clients?: readonly string[];
  /** Somebody else's system (a bank): drawn apart. */
  readonly external?: boolean;
}

export interface DatabaseSpec {
  readonly name: string;
  readonly tables: readonly string[];
  /** Counter rows at the beginning, by table: `{ stock: { tea: 100 } }`. */
  readonly counters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Transactions per second that it can carry out; absent: as many as come. */
  readonly commitsPerSecond?: number;
}

/** A phase of arrivals. */
export interface ArrivalPhase {
  readonly seconds: number;
  /** At most two decimals: 0.25 is one every four seconds. */
  readonly ratePerSecond: number;
}

/** Customers: they call an endpoint and wait for the answer. */
export interface CallerSpec {
  readonly name: string;
  readonly service: string;
  readonly endpoint: string;
  readonly phases: readonly ArrivalPhase[];
  /** `even`: at equal distances. `random`: exponential distances with that mean. */
  readonly arrivals: 'even' | 'random';
  readonly startMillis?: number;
  /** Keys used in turn: order names are key and number (`a1`, `b1`, …). */
  readonly keys: readonly string[];
  /** Gives up waiting after this; the call's outcome is then unknown to the customer. */
  readonly timeoutMillis: number;
  /** A customer who was not told ok presses the button again: so many times in all, at most 20; the order keeps its name. Default 1. */
  readonly attempts?: number;
  /** How long the customer waits before pressing the button again; default 0: at once. */
  readonly againAfterMillis?: number;
}

export interface Applications {
  readonly services: readonly ServiceSpec[];
  readonly databases: readonly DatabaseSpec[];
  readonly callers: readonly CallerSpec[];
  /** Effects that every accepted order must have; absent: all that programs name. A refund, for one, is nobody's due. */
  readonly expects?: readonly string[];
  /** Rows, messages and effects that must go together: what the promise `database-and-events-agree` is about. */
  readonly agreements?: readonly Agreement[];
}

/** On a consumer (`processing.handler`): who does the work of a message. Absent: the consumer and its database, as ever. */
export interface HandlerSpec {
  readonly service: string;
  readonly endpoint: string;
  /** How long the consumer waits for the service before it asks again. */
  readonly timeoutMillis: number;
  /** What a consumer does when the service says no: ask again after `backoffMillis`, or give the message up in the system's own way. */
  readonly onFailure: 'retry' | 'give-up';
  readonly backoffMillis: number;
}

/** All steps of a service's programs. */
export function stepsOfService({ endpoints, periodic = [] }: ServiceSpec): readonly Step[] {
  return [...Object.values(endpoints).flat(), ...periodic.flatMap(({ steps }) => steps)];
}

/** Names of the effects that programs make, in the order in which they are written, each once. */
export function effectNames({ services }: Applications): readonly string[] {
  return [...new Set(services.flatMap(stepsOfService).flatMap(effectsOf))];
}

function effectsOf(step: Step): readonly string[] {
  if (step.do === 'effect') return [step.name];
  if (step.do !== 'transaction') return [];
  return step.writes.flatMap((write) => (write.op === 'insert' && write.effect !== undefined ? [write.effect] : []));
}
