/**
 * Policies: which one is in force for a queue or an exchange, and what comes of it and the queue's own arguments.
 * Source: deps/rabbit/src/rabbit_policy.erl, rabbit_queue_type.erl (is_policy_applicable), rabbit_amqqueue_process.erl,
 * rabbit_quorum_queue.erl and rabbit_stream_queue.erl (args_policy_lookup); 3.10.8 observed. When between 3.10.8 and 4.x
 * x-expires of quorum queues began to go by the lower number is not checked; here: 4.0.
 * Leaves out: operator policies; patterns that JavaScript reads otherwise than the broker.
 */
import { isAtLeast, type RabbitVersion } from '../rules/version.ts';
import type { QueueType } from '../rules/queue/arguments.ts';
import type { SpecValue } from '../definitions.ts';
import type { GivenPolicy } from './file.ts';
import { fieldsOf, isPlain, type Place, type Report } from './place.ts';
import { samePriority, WHAT } from './words.ts';

/** Where a policy and an argument both speak: who is right? */
type Resolution = 'lower' | 'argument' | 'policy' | 'delivery-limit';

const MIRRORS = ['ha-mode', 'ha-params', 'ha-sync-mode', 'ha-promote-on-failure', 'ha-promote-on-shutdown'];

const ALTERNATE = 'alternate-exchange';

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

const APPLY_TO: Readonly<Record<QueueType, string>> = {
  classic: 'classic_queues',
  quorum: 'quorum_queues',
  stream: 'streams',
};

export interface AppliedPolicy {
  readonly policy: string;
  readonly kind: 'queue' | 'exchange';
  readonly name: string;
}

type Definition = Readonly<Record<string, SpecValue>>;

/** Arguments of a queue, by name. */
export type Settings = Readonly<Record<string, SpecValue>>;

/** What is to be known of a queue or an exchange. */
export type Subject = { readonly name: string } & (
  { readonly kind: 'queue'; readonly type: QueueType } | { readonly kind: 'exchange' }
);

export interface PolicyBook {
  /** Arguments of a queue together with its policy. */
  settingsOf(queue: { readonly name: string; readonly type: QueueType; readonly arguments: Settings }): Settings;
  /** Alternate exchange that a policy gives an exchange; its own argument comes first. */
  alternateOf(exchange: string): string | null;
  readonly applied: readonly AppliedPolicy[];
  /** Names the policies that are in force nowhere. */
  reportIdle(): void;
}

interface Policy extends Omit<GivenPolicy, 'definition' | 'pattern'> {
  readonly keys: readonly string[];
  readonly definition: Definition;
  readonly pattern: RegExp;
}

/**
 * The pattern as JavaScript's, or null when it cannot be one. A backslash before a sign that needs none becomes the sign's
 * number; what only the broker's library knows (inline options, POSIX classes, \A) is refused rather than misread.
 */
function patternOf(text: string): RegExp | null {
  if (text.includes('[[:')) return null;
  const plain = text.replace(/\\(.)/gsu, (escape, sign: string) =>
    /[\w^$\\.*+?()[\]{}|/]/.test(sign) ? escape : `\\u{${(sign.codePointAt(0) as number).toString(16)}}`,
  );
  try {
    return new RegExp(plain, 'u');
  } catch {
    return null;
  }
}

function isKnown(key: string): boolean {
  return (
    key === ALTERNATE || MIRRORS.includes(key) || Object.values(RESOLUTIONS).some((known) => Object.hasOwn(known, key))
  );
}

/** Keys whose values can be carried over; the others are named. */
function definitionOf(
  fields: readonly (Place & { name: string })[],
  version: RabbitVersion,
  report: Report,
): Definition {
  const kept: (readonly [string, SpecValue])[] = [];
  for (const { name, path, value } of fields) {
    if (!isKnown(name)) report(path, WHAT.policyKey);
    else if (MIRRORS.includes(name) && isAtLeast(version, '4.0')) report(path, WHAT.mirrors);
    else if (!isPlain(value)) report(path, WHAT.argumentValue);
    else kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

function readPolicy(given: GivenPolicy, version: RabbitVersion, report: Report): Policy | null {
  const pattern = patternOf(given.pattern);
  if (pattern === null) {
    report(`${given.path}.pattern`, WHAT.policyPattern);
    return null;
  }
  const fields = fieldsOf(given.definition);
  const keys = fields.map(({ name }) => name);
  return { ...given, pattern, keys, definition: definitionOf(fields, version, report) };
}

function unsupportedBy(type: QueueType, version: RabbitVersion): readonly string[] {
  const early = isAtLeast(version, '4.0') ? [] : { classic: ['queue-leader-locator'], quorum: [], stream: [] }[type];
  const singleActive = isAtLeast(version, '4.0') || type === 'classic' ? [] : ['single-active-consumer'];
  return [...UNSUPPORTED[type], ...early, ...singleActive];
}

/**
 * Name: match a policy
 * Who: the broker
 * Means: of the policies whose pattern fits, that are for this kind of thing, and whose keys the type of the queue takes
 *   all, the one of the highest priority is in force, alone
 * Enabled when: a queue or an exchange is declared, or a policy changes
 * Changes: what holds for the queue or the exchange
 */
function matches(policy: Policy, subject: Subject, version: RabbitVersion): boolean {
  if (!policy.pattern.test(subject.name)) return false;
  if (subject.kind === 'exchange') return ['all', 'exchanges'].includes(policy.applyTo);
  const unsupported = unsupportedBy(subject.type, version);
  return (
    ['all', 'queues', APPLY_TO[subject.type]].includes(policy.applyTo) &&
    !policy.keys.some((key) => unsupported.includes(key))
  );
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

function settingsUnder(
  policy: Policy,
  queue: { readonly type: QueueType; readonly arguments: Settings },
  version: RabbitVersion,
): Settings {
  const settings = new Map(Object.entries(queue.arguments));
  for (const [key, value] of Object.entries(policy.definition)) {
    if (MIRRORS.includes(key)) settings.set(key, value);
    if (!Object.hasOwn(RESOLUTIONS[queue.type], key)) continue;
    const argument = settings.get(`x-${key}`);
    const holds =
      argument === undefined ? value : combined({ type: queue.type, key, policy: value, argument, version });
    settings.set(`x-${key}`, holds);
  }
  return Object.fromEntries(settings);
}

/** The policies of one virtual host. */
export function policyBook(options: {
  readonly policies: readonly GivenPolicy[];
  readonly version: RabbitVersion;
  readonly report: Report;
}): PolicyBook {
  const { version, report } = options;
  const policies = options.policies
    .map((given) => readPolicy(given, version, report))
    .filter((policy) => policy !== null)
    .sort((left, right) => right.priority - left.priority);
  const applied: AppliedPolicy[] = [];
  const inForce = (subject: Subject): Policy | null => {
    const [first, second] = policies.filter((policy) => matches(policy, subject, version));
    if (first === undefined) return null;
    if (second?.priority === first.priority) {
      report(second.path, samePriority(first.name, subject.kind, subject.name));
    }
    applied.push({ policy: first.name, kind: subject.kind, name: subject.name });
    return first;
  };
  return {
    applied,
    settingsOf(queue) {
      const policy = inForce({ kind: 'queue', name: queue.name, type: queue.type });
      return policy === null ? queue.arguments : settingsUnder(policy, queue, version);
    },
    alternateOf(name) {
      const alternate = inForce({ kind: 'exchange', name })?.definition[ALTERNATE];
      return typeof alternate === 'string' ? alternate : null;
    },
    reportIdle() {
      for (const { name, path } of policies) {
        if (!applied.some(({ policy }) => policy === name)) report(path, WHAT.policyIdle);
      }
    },
  };
}
