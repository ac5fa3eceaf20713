/** The form of applications (apps/applications.ts) and of a consumer's handler: strict, with a limit on everything. */
import * as z from 'zod/mini';
import { anyText, choice, fields, flag, hundredths, integer, key, LIMITS, list, name, type Shape } from './fields.ts';
import { oneOf, pack } from './words.ts';

/** Enough for every lesson, small enough for a browser. */
export const APPLICATION_LIMITS = {
  services: 12,
  databases: 6,
  callers: 6,
  endpoints: 8,
  steps: 24,
  writes: 8,
  tables: 12,
  items: 16,
  periodic: 4,
  phases: 16,
  concurrency: 256,
  backlog: 10_000,
  attempts: 20,
  agreements: 8,
  rowLimit: 1_000,
  stateLength: 32,
  ratePerSecond: 10_000,
  commitsPerSecond: 100_000,
  amount: 1_000_000,
  /** Orders of all customers of a scenario. */
  orders: 20_000,
  millis: LIMITS.horizonMillis,
} as const;

const millis = (min: number) => integer(min, APPLICATION_LIMITS.millis);
const state = () => anyText({ min: 1, max: APPLICATION_LIMITS.stateLength });
const keyKind = () => choice(['order', 'message']);
const onFailure = () => choice(['fail', 'stop', 'continue']);

/** One of several forms, told apart by a field. */
function oneForm(field: string, shapes: Readonly<Record<string, Shape>>): z.ZodMiniType {
  const formOf = ([each, shape]: [string, Shape]): z.ZodMiniObject => fields({ [field]: z.literal(each), ...shape });
  const [first, ...others] = Object.entries(shapes).map(formOf) as [z.ZodMiniObject, ...z.ZodMiniObject[]];
  return z.discriminatedUnion(field, [first, ...others], { error: pack(oneOf(Object.keys(shapes))) });
}

/** An object whose field names are names. */
function byName(value: z.ZodMiniType, max: number): z.ZodMiniType {
  const object = pack({ en: 'an object', 'zh-cn': '一个对象' });
  const few = pack({ en: `an object with at most ${max} fields`, 'zh-cn': `最多 ${max} 个字段的对象` });
  return z
    .record(name(), value, { error: object })
    .check(z.refine((given) => Object.keys(given).length <= max, { error: few }));
}

function workTime(): Shape {
  return {
    micros: integer(0, LIMITS.processingMicros),
    spread: z.optional(choice(['fixed', 'exponential'])),
  };
}

function write(): z.ZodMiniType {
  const table = name();
  return oneForm('op', {
    insert: { table, by: keyKind(), state: state(), unique: flag(), effect: z.optional(name()) },
    update: {
      table,
      by: keyKind(),
      from: z.optional(list(state(), 1, APPLICATION_LIMITS.writes)),
      to: state(),
    },
    delete: { table, by: keyKind() },
    take: { table, item: name(), amount: integer(-APPLICATION_LIMITS.amount, APPLICATION_LIMITS.amount) },
  });
}

function step(): z.ZodMiniType {
  return oneForm('do', {
    work: workTime(),
    call: {
      service: name(),
      endpoint: name(),
      timeoutMillis: millis(1),
      onFailure: onFailure(),
      attempts: z.optional(integer(1, APPLICATION_LIMITS.attempts)),
      backoffMillis: z.optional(millis(0)),
      backoff: z.optional(choice(['fixed', 'exponential', 'jitter'])),
    },
    transaction: {
      database: name(),
      writes: list(write(), 1, APPLICATION_LIMITS.writes),
      onFailure: onFailure(),
    },
    send: {
      producer: name(),
      wait: choice(['confirmed', 'no']),
      as: choice(['order', 'fresh']),
      onFailure: onFailure(),
    },
    reply: {},
    catch: {},
    once: { by: keyKind(), store: name(), ttlMillis: millis(1) },
    effect: { name: name(), idempotencyKey: z.optional(keyKind()) },
  });
}

function service(): z.ZodMiniType {
  const steps = list(step(), 0, APPLICATION_LIMITS.steps);
  const rows = fields({
    database: name(),
    table: name(),
    state: state(),
    olderThanMillis: millis(0),
    limit: integer(1, APPLICATION_LIMITS.rowLimit),
  });
  return fields({
    name: name(),
    concurrency: integer(1, APPLICATION_LIMITS.concurrency),
    backlog: integer(0, APPLICATION_LIMITS.backlog),
    endpoints: byName(steps, APPLICATION_LIMITS.endpoints),
    periodic: z.optional(list(fields({ everyMillis: millis(1), rows, steps }), 0, APPLICATION_LIMITS.periodic)),
    clients: z.optional(list(name(), 0, LIMITS.producers + LIMITS.consumers)),
    external: z.optional(flag()),
  });
}

function database(): z.ZodMiniType {
  const counter = integer(0, APPLICATION_LIMITS.amount);
  return fields({
    name: name(),
    tables: list(name(), 0, APPLICATION_LIMITS.tables),
    counters: z.optional(byName(byName(counter, APPLICATION_LIMITS.items), APPLICATION_LIMITS.tables)),
    commitsPerSecond: z.optional(integer(1, APPLICATION_LIMITS.commitsPerSecond)),
  });
}

function caller(): z.ZodMiniType {
  const phase = fields({
    seconds: integer(1, LIMITS.horizonMillis / 1_000),
    ratePerSecond: hundredths(0, APPLICATION_LIMITS.ratePerSecond),
  });
  return fields({
    name: name(),
    service: name(),
    endpoint: name(),
    phases: list(phase, 1, APPLICATION_LIMITS.phases),
    arrivals: choice(['even', 'random']),
    startMillis: z.optional(millis(0)),
    keys: list(key(), 1, LIMITS.keys),
    timeoutMillis: millis(1),
    attempts: z.optional(integer(1, APPLICATION_LIMITS.attempts)),
    againAfterMillis: z.optional(millis(0)),
  });
}

const trace = (): z.ZodMiniType =>
  oneForm('is', {
    row: { database: name(), table: name(), states: z.optional(list(state(), 1, APPLICATION_LIMITS.steps)) },
    message: { topic: name() },
    effect: { name: name() },
  });

const agreement = (): z.ZodMiniType => fields({ of: trace(), needs: list(trace(), 0, APPLICATION_LIMITS.agreements) });

/** The form of what runs around the broker. */
export function applicationsForm(): z.ZodMiniType {
  return fields({
    services: list(service(), 0, APPLICATION_LIMITS.services),
    databases: list(database(), 0, APPLICATION_LIMITS.databases),
    callers: list(caller(), 0, APPLICATION_LIMITS.callers),
    expects: z.optional(list(name(), 0, APPLICATION_LIMITS.steps)),
    agreements: z.optional(list(agreement(), 0, APPLICATION_LIMITS.agreements)),
  });
}

/** The form of a consumer's handler. */
export function handlerForm(): z.ZodMiniType {
  return fields({
    service: name(),
    endpoint: name(),
    timeoutMillis: millis(1),
    onFailure: choice(['retry', 'give-up']),
    backoffMillis: millis(0),
  });
}
