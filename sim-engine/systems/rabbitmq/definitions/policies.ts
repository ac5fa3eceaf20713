/**
 * Policies: which one is in force for a queue or an exchange.
 * Source: deps/rabbit/src/rabbit_policy.erl; 3.10.8 observed.
 * Leaves out: operator policies; patterns that JavaScript reads otherwise than the broker.
 */
import { isAtLeast, type RabbitVersion } from '../rules/version.ts';
import type { QueueType } from '../rules/queue/arguments.ts';
import type { SpecValue } from '../definitions.ts';
import type { GivenPolicy } from './file.ts';
import { fieldsOf, isPlain, type Place, type Report } from './place.ts';
import {
  ALTERNATE,
  isKnownKey,
  isMirrorKey,
  settingsUnder,
  unsupportedBy,
  type Definition,
  type Settings,
} from './policyKeys.ts';
import { samePriority, WHAT } from './words.ts';

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

/** What is to be known of a queue or an exchange. */
export type Subject = { readonly name: string } & (
  { readonly kind: 'queue'; readonly type: QueueType } | { readonly kind: 'exchange' }
);

export interface PolicyBook {
  /** Arguments of a queue together with its policy. */
  settingsOf(queue: { readonly name: string; readonly type: QueueType; readonly arguments: Settings }): Settings;
  /** Alternate exchange that a policy gives an exchange; its own argument comes first. */
  alternateOf(exchange: string): Place | null;
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

/** Keys whose values can be carried over; the others are named. */
function definitionOf(
  fields: readonly (Place & { name: string })[],
  version: RabbitVersion,
  report: Report,
): Definition {
  const kept: (readonly [string, SpecValue])[] = [];
  for (const { name, path, value } of fields) {
    if (!isKnownKey(name)) report(path, WHAT.policyKey);
    else if (isMirrorKey(name) && isAtLeast(version, '4.0')) report(path, WHAT.mirrors);
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
      return policy === null ? queue.arguments : settingsUnder(policy.definition, queue, version);
    },
    alternateOf(name) {
      const policy = inForce({ kind: 'exchange', name });
      const value = policy?.definition[ALTERNATE];
      return policy === null || typeof value !== 'string' ? null : { path: `${policy.path}.definition`, value };
    },
    reportIdle() {
      for (const { name, path } of policies) {
        if (!applied.some(({ policy }) => policy === name)) report(path, WHAT.policyIdle);
      }
    },
  };
}
