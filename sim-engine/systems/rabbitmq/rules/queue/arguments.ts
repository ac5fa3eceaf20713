/**
 * Arguments of queues: what is accepted, and what they mean.
 * Source: deps/rabbit/src/rabbit_amqqueue.erl (check_declare_arguments), rabbit_classic_queue.erl, rabbit_quorum_queue.erl
 * and rabbit_stream_queue.erl (capabilities); texts observed on 3.10.8.
 * Leaves out: arguments about nodes and memory (leader locator, group size, max-in-memory, queue version); lazy mode is
 * checked, and changes nothing that clients see.
 */
import { fieldNames, fieldOf, typeName, valueText, type FieldTable, type FieldValue } from '../fieldTable.ts';
import { internalError, invalidArgument } from '../replies.ts';
import { isAtLeast, type RabbitVersion } from '../version.ts';

export const QUEUE_TYPES = ['classic', 'quorum', 'stream'] as const;

export type QueueType = (typeof QUEUE_TYPES)[number];

export type Overflow = 'drop-head' | 'reject-publish' | 'reject-publish-dlx';

/** Which returns wait before they are delivered again (quorum queues since 4.3). */
export type DelayedRetryType = 'disabled' | 'all' | 'failed' | 'returned';

export interface DelayedRetry {
  readonly type: DelayedRetryType;
  readonly minMicros: number;
  readonly maxMicros: number;
}

export interface QueuePolicy {
  readonly messageTtlMicros: number | null;
  readonly expiresMicros: number | null;
  readonly maxLength: number | null;
  readonly maxLengthBytes: number | null;
  readonly overflow: Overflow;
  /** Dead letter exchange; null: dead messages are gone. */
  readonly deadLetterExchange: string | null;
  readonly deadLetterRoutingKey: string | null;
  readonly deadLetterStrategy: 'at-most-once' | 'at-least-once';
  /** null: the queue has no priorities. */
  readonly maxPriority: number | null;
  readonly singleActiveConsumer: boolean;
  /** Returns that a message survives; null: any number. */
  readonly deliveryLimit: number | null;
  readonly delayedRetry: DelayedRetry;
  /** Streams. */
  readonly maxAgeMicros: number | null;
  readonly maxSegmentBytes: number | null;
}

const MICROS_PER_MILLI = 1_000;

/** Longest time that the broker's timers take, in milliseconds. */
const EXPIRY_MAX = 4_294_967_295;

const PRIORITY_MAX = 255;

type Check = (value: FieldValue, all: FieldTable, version: RabbitVersion) => string | null;

function unacceptableType(value: FieldValue): string {
  return `{unacceptable_type,${typeName(value)}}`;
}

const nonNegative: Check = (value) => {
  if (typeof value !== 'number') return unacceptableType(value);
  return value < 0 ? `{value_negative,${value}}` : null;
};

const anyInteger: Check = (value) => (typeof value === 'number' ? null : unacceptableType(value));

const expiry: Check = (value) => {
  if (typeof value !== 'number') return unacceptableType(value);
  if (value < 0) return `{value_negative,${value}}`;
  return value > EXPIRY_MAX ? `{value_too_big,${value}}` : null;
};

const positiveExpiry: Check = (value, all, version) => (value === 0 ? '{value_zero,0}' : expiry(value, all, version));

const priorities: Check = (value, all, version) => {
  const fault = nonNegative(value, all, version);
  if (fault !== null) return fault;
  return (value as number) > PRIORITY_MAX ? `{max_value_exceeded,${valueText(value)}}` : null;
};

const flag: Check = (value) => (typeof value === 'boolean' ? null : unacceptableType(value));

function oneOf(choices: readonly string[], fault: string): Check {
  return (value) => {
    if (typeof value !== 'string') return unacceptableType(value);
    return choices.includes(value) ? null : fault;
  };
}

const queueMode: Check = (value) => {
  if (typeof value !== 'string') return unacceptableType(value);
  return value === 'default' || value === 'lazy' ? null : `"unsupported queue mode '${value}'"`;
};

const text: Check = (value) => (typeof value === 'string' ? null : unacceptableType(value));

const deadLetterKey: Check = (value, all) => {
  if (typeof value !== 'string') return unacceptableType(value);
  return fieldOf(all, 'x-dead-letter-exchange') === undefined ? 'routing_key_but_no_dlx_defined' : null;
};

/** Before 4.3 the broker falls over an age without a digit in front (observed on 3.10.8; the check of 4.3.5 refuses it). */
const maxAge: Check = (value, _all, version) => {
  if (typeof value !== 'string') return unacceptableType(value);
  if (!/^[0-9]/.test(value) && !isAtLeast(version, '4.3')) throw internalError();
  return maxAgeMicrosOf(value) === null ? 'invalid_max_age' : null;
};

const CHECKS: Readonly<Record<string, Check>> = {
  'x-expires': positiveExpiry,
  'x-message-ttl': expiry,
  'x-dead-letter-exchange': text,
  'x-dead-letter-routing-key': deadLetterKey,
  'x-dead-letter-strategy': oneOf(['at-most-once', 'at-least-once'], 'invalid_dlx_strategy'),
  'x-max-length': nonNegative,
  'x-max-length-bytes': nonNegative,
  'x-max-priority': priorities,
  'x-overflow': oneOf(['drop-head', 'reject-publish', 'reject-publish-dlx'], 'invalid_overflow'),
  'x-queue-mode': queueMode,
  'x-single-active-consumer': flag,
  'x-delivery-limit': anyInteger,
  'x-max-age': maxAge,
  'x-stream-max-segment-size-bytes': nonNegative,
  'x-delayed-retry-type': oneOf(['disabled', 'all', 'failed', 'returned'], 'invalid_delayed_retry_type'),
  'x-delayed-retry-min': nonNegative,
  'x-delayed-retry-max': nonNegative,
};

/** Does any type of queue take this argument? */
export function isKnownArgument(argument: string): boolean {
  return Object.hasOwn(CHECKS, argument);
}

const CLASSIC_ONLY = ['x-max-priority', 'x-queue-mode'];
const QUORUM_ONLY = ['x-delivery-limit', 'x-dead-letter-strategy'];
const QUORUM_SINCE_4_3 = ['x-delayed-retry-type', 'x-delayed-retry-min', 'x-delayed-retry-max'];
const STREAM_ONLY = ['x-max-age', 'x-stream-max-segment-size-bytes'];
const STREAM = [...STREAM_ONLY, 'x-max-length-bytes'];

/** Does a type of queue take an argument that the broker knows? */
function isTaken(type: QueueType, argument: string, version: RabbitVersion): boolean {
  if (QUORUM_SINCE_4_3.includes(argument)) return type === 'quorum' && isAtLeast(version, '4.3');
  switch (type) {
    case 'classic':
      return !QUORUM_ONLY.includes(argument) && !STREAM_ONLY.includes(argument);
    case 'quorum':
      return !CLASSIC_ONLY.includes(argument) && !STREAM_ONLY.includes(argument);
    case 'stream':
      return STREAM.includes(argument);
  }
}

/** Erlang module of each type, as errors name it. */
function moduleOf(type: QueueType): string {
  return `rabbit_${type}_queue`;
}

/** @throws {ProtocolFault} 406 for a type that is none */
export function queueTypeOf(queue: string, given: FieldTable): QueueType {
  const value = fieldOf(given, 'x-queue-type') ?? 'classic';
  const found = QUEUE_TYPES.find((type) => type === value);
  if (found === undefined) throw invalidArgument('x-queue-type', queue, `: ${notAType(value)}`);
  return found;
}

function notAType(value: FieldValue): string {
  return typeof value === 'string' ? `"unsupported queue type '${value}'"` : unacceptableType(value);
}

/**
 * Name: check the arguments of a queue
 * Who: the broker, when a queue is declared
 * Means: every argument that the broker knows has a fitting value and belongs to the type of the queue; others mean nothing
 * Enabled when: queue.declare
 * Changes: nothing
 *
 * @throws {ProtocolFault} 406, 541
 */
export function checkArguments(options: {
  readonly queue: string;
  readonly type: QueueType;
  readonly given: FieldTable;
  readonly version: RabbitVersion;
}): void {
  for (const argument of fieldNames(options.given)) checkArgument({ ...options, argument });
}

/**
 * One argument of a declaration.
 *
 * @throws {ProtocolFault} 406, 541
 */
export function checkArgument(options: {
  readonly queue: string;
  readonly type: QueueType;
  readonly given: FieldTable;
  readonly version: RabbitVersion;
  readonly argument: string;
}): void {
  const { queue, type, given, version, argument } = options;
  const check = Object.hasOwn(CHECKS, argument) ? CHECKS[argument] : undefined;
  if (check === undefined) return;
  if (!isTaken(type, argument, version)) {
    throw invalidArgument(argument, queue, ` of queue type ${moduleOf(type)}`);
  }
  const fault = check(fieldOf(given, argument) as FieldValue, given, version);
  if (fault !== null) throw invalidArgument(argument, queue, `: ${fault}`);
}

/** Arguments that a second declaration must repeat. */
export const COMPARED_ARGUMENTS: readonly string[] = [
  'x-expires',
  'x-message-ttl',
  'x-dead-letter-exchange',
  'x-dead-letter-routing-key',
  'x-dead-letter-strategy',
  'x-max-length',
  'x-max-length-bytes',
  'x-max-priority',
  'x-overflow',
  'x-single-active-consumer',
  'x-queue-type',
  'x-max-age',
  'x-stream-max-segment-size-bytes',
];

function integerOf(given: FieldTable, name: string): number | null {
  const value = fieldOf(given, name);
  return typeof value === 'number' ? value : null;
}

function textOf(given: FieldTable, name: string): string | null {
  const value = fieldOf(given, name);
  return typeof value === 'string' ? value : null;
}

function millisOf(given: FieldTable, name: string): number | null {
  const millis = integerOf(given, name);
  return millis === null ? null : millis * MICROS_PER_MILLI;
}

const MICROS_PER_S = 1_000_000;
const MICROS_PER_AGE_UNIT: Readonly<Record<string, number>> = {
  s: MICROS_PER_S,
  m: 60 * MICROS_PER_S,
  h: 3_600 * MICROS_PER_S,
  D: 86_400 * MICROS_PER_S,
  M: 30 * 86_400 * MICROS_PER_S,
  Y: 365 * 86_400 * MICROS_PER_S,
};

/** An age as `7D`, or null. */
export function maxAgeMicrosOf(age: string): number | null {
  const [, digits = '', unit = ''] = /^([0-9]+)([YMDhms])$/.exec(age) ?? [];
  const micros = Object.hasOwn(MICROS_PER_AGE_UNIT, unit) ? MICROS_PER_AGE_UNIT[unit] : undefined;
  if (micros === undefined || Number(digits) === 0) return null;
  return Number(digits) * micros;
}

/** Delivery limit of quorum queues that set none: none before 4.0, twenty since. */
export function defaultDeliveryLimit(version: RabbitVersion): number | null {
  return isAtLeast(version, '4.0') ? 20 : null;
}

function deliveryLimitOf(given: FieldTable, version: RabbitVersion): number | null {
  const limit = integerOf(given, 'x-delivery-limit');
  if (limit === null) return defaultDeliveryLimit(version);
  return limit < 0 ? null : limit;
}

/**
 * The meaning of a queue's arguments.
 *
 * Quorum queues: `reject-publish-dlx` behaves as `drop-head` (observed on 3.10.8); `at-least-once` is only in force
 * together with `reject-publish`.
 */
export function policyOf(type: QueueType, given: FieldTable, version: RabbitVersion): QueuePolicy {
  const overflow = overflowOf(type, given);
  const atLeastOnce =
    textOf(given, 'x-dead-letter-strategy') === 'at-least-once' &&
    overflow === 'reject-publish' &&
    textOf(given, 'x-dead-letter-exchange') !== null;
  const age = textOf(given, 'x-max-age');
  return {
    messageTtlMicros: millisOf(given, 'x-message-ttl'),
    expiresMicros: millisOf(given, 'x-expires'),
    maxLength: integerOf(given, 'x-max-length'),
    maxLengthBytes: integerOf(given, 'x-max-length-bytes'),
    overflow,
    deadLetterExchange: textOf(given, 'x-dead-letter-exchange'),
    deadLetterRoutingKey: textOf(given, 'x-dead-letter-routing-key'),
    deadLetterStrategy: atLeastOnce ? 'at-least-once' : 'at-most-once',
    maxPriority: type === 'classic' ? integerOf(given, 'x-max-priority') : null,
    singleActiveConsumer: fieldOf(given, 'x-single-active-consumer') === true,
    deliveryLimit: type === 'quorum' ? deliveryLimitOf(given, version) : null,
    delayedRetry: delayedRetryOf(given),
    maxAgeMicros: age === null ? null : maxAgeMicrosOf(age),
    maxSegmentBytes: integerOf(given, 'x-stream-max-segment-size-bytes'),
  };
}

function overflowOf(type: QueueType, given: FieldTable): Overflow {
  const overflow = textOf(given, 'x-overflow');
  if (overflow === 'reject-publish') return overflow;
  return overflow === 'reject-publish-dlx' && type === 'classic' ? overflow : 'drop-head';
}

/** Without a shortest delay there is none; without a longest one, or with 0, it is the shortest. */
function delayedRetryOf(given: FieldTable): DelayedRetry {
  const type = textOf(given, 'x-delayed-retry-type');
  const minMicros = millisOf(given, 'x-delayed-retry-min') ?? 0;
  const known: readonly DelayedRetryType[] = ['all', 'failed', 'returned'];
  const found = known.find((candidate) => candidate === type);
  if (found === undefined || minMicros <= 0) return { type: 'disabled', minMicros: 0, maxMicros: 0 };
  const maxMicros = millisOf(given, 'x-delayed-retry-max') ?? 0;
  return { type: found, minMicros, maxMicros: maxMicros > 0 ? maxMicros : minMicros };
}
