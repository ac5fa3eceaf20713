/**
 * Keys of policies: which types of queue take them, and what comes of a key and the queue's own argument.
 * Source: deps/rabbit/src/rabbit_queue_type.erl (is_policy_applicable), rabbit_amqqueue_process.erl, rabbit_quorum_queue.erl
 * and rabbit_stream_queue.erl (capabilities, args_policy_lookup), of 3.10.8 and 4.x. When between the two x-expires of quorum
 * queues began to go by the lower number is not checked; here: 4.0.
 */
import { isAtLeast, type RabbitVersion } from '../rules/version.ts';
import type { QueueType } from '../rules/queue/arguments.ts';
import type { SpecValue } from '../definitions.ts';

/** What a policy says, by key. */
export type Definition = Readonly<Record<string, SpecValue>>;

/** Arguments of a queue, by name. */
export type Settings = Readonly<Record<string, SpecValue>>;

/** Where a policy and an argument both speak: who is right? */
type Resolution = 'lower' | 'argument' | 'policy' | 'delivery-limit';

const MIRRORS = ['ha-mode', 'ha-params', 'ha-sync-mode', 'ha-promote-on-failure', 'ha-promote-on-shutdown'];

export const ALTERNATE = 'alternate-exchange';

const RESOLUTIONS: Readonly<Record<QueueType, Readonly<Record<string, Resolution>>>> = {
  classic: {
    expires: 'lower',
    'message-ttl': 'lower',
    'max-length': 'lower',
    'max-length-bytes': 'lower',
    'dead-letter-exchange': 'argument',
    'dead-letter-routing-key': 'argument',
    overflow: 'argument',
    'queue-mode': 'argument',
  },
  quorum: {
    expires: 'lower',
    'message-ttl': 'lower',
    'max-length': 'lower',
    'max-length-bytes': 'lower',
    'delivery-limit': 'delivery-limit',
    'dead-letter-exchange': 'argument',
    'dead-letter-routing-key': 'argument',
    'dead-letter-strategy': 'argument',
    overflow: 'policy',
    'delayed-retry-type': 'policy',
    'delayed-retry-min': 'lower',
    'delayed-retry-max': 'lower',
  },
  stream: {
    'max-length-bytes': 'policy',
    'max-age': 'policy',
    'stream-max-segment-size-bytes': 'policy',
  },
};

const STREAM_KEYS = ['max-age', 'stream-max-segment-size-bytes', 'initial-cluster-size'];

/** A policy with one of these keys is not in force for a queue of the type, whatever else it says. */
const UNSUPPORTED: Readonly<Record<QueueType, readonly string[]>> = {
  classic: [...STREAM_KEYS, 'delivery-limit', 'dead-letter-strategy'],
  quorum: [...STREAM_KEYS, ...MIRRORS, 'max-priority', 'queue-mode', 'queue-master-locator'],
  stream: [
    ...MIRRORS,
    ...['expires', 'message-ttl', 'dead-letter-exchange', 'dead-letter-routing-key', 'dead-letter-strategy'],
    ...['max-length', 'max-in-memory-length', 'max-in-memory-bytes', 'max-priority', 'overflow', 'queue-mode'],
    ...['delivery-limit', 'queue-master-locator'],
  ],
};

export function isKnownKey(key: string): boolean {
  return (
    key === ALTERNATE || MIRRORS.includes(key) || Object.values(RESOLUTIONS).some((known) => Object.hasOwn(known, key))
  );
}

/** Keys of mirrored queues, which are gone since 4.0. */
export function isMirrorKey(key: string): boolean {
  return MIRRORS.includes(key);
}

/** Keys with which a policy is not in force for queues of a type. */
export function unsupportedBy(type: QueueType, version: RabbitVersion): readonly string[] {
  const early = isAtLeast(version, '4.0') ? [] : { classic: ['queue-leader-locator'], quorum: [], stream: [] }[type];
  const singleActive = isAtLeast(version, '4.0') || type === 'classic' ? [] : ['single-active-consumer'];
  return [...UNSUPPORTED[type], ...early, ...singleActive];
}

function lower(left: SpecValue, right: SpecValue): SpecValue {
  return typeof left === 'number' && typeof right === 'number' ? Math.min(left, right) : left;
}

/** A negative delivery limit means none, and since 4.0 it counts as more than any other. */
function deliveryLimit(policy: SpecValue, argument: SpecValue, version: RabbitVersion): SpecValue {
  if (typeof policy !== 'number' || typeof argument !== 'number') return policy;
  const isUnlimited = (policy < 0 || argument < 0) && isAtLeast(version, '4.0');
  return isUnlimited ? Math.max(policy, argument) : Math.min(policy, argument);
}

/**
 * Name: combine a policy with an argument
 * Who: a queue
 * Means: of two limits the lower one holds; otherwise it depends on the key and the type of the queue whether the
 *   argument or the policy is right
 * Enabled when: both say something
 * Changes: what holds for the queue
 */
function combined(options: {
  readonly type: QueueType;
  readonly key: string;
  readonly policy: SpecValue;
  readonly argument: SpecValue;
  readonly version: RabbitVersion;
}): SpecValue {
  const { type, key, policy, argument, version } = options;
  if (type === 'quorum' && key === 'expires' && !isAtLeast(version, '4.0')) return policy;
  switch (RESOLUTIONS[type][key]) {
    case 'lower':
      return lower(policy, argument);
    case 'delivery-limit':
      return deliveryLimit(policy, argument, version);
    case 'policy':
      return policy;
    default:
      return argument;
  }
}

/** What holds for a queue: its arguments and its policy. */
export function settingsUnder(
  definition: Definition,
  queue: { readonly type: QueueType; readonly arguments: Settings },
  version: RabbitVersion,
): Settings {
  const settings = new Map(Object.entries(queue.arguments));
  for (const [key, value] of Object.entries(definition)) {
    if (MIRRORS.includes(key)) settings.set(key, value);
    if (!Object.hasOwn(RESOLUTIONS[queue.type], key)) continue;
    const argument = settings.get(`x-${key}`);
    const holds =
      argument === undefined ? value : combined({ type: queue.type, key, policy: value, argument, version });
    settings.set(`x-${key}`, holds);
  }
  return Object.fromEntries(settings);
}
