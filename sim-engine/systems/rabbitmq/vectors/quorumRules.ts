/** Vectors of quorum queues that ask for a rule by version. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { policyOf } from '../rules/queue/arguments.ts';
import { failuresOf, type ReturnKind } from '../rules/quorum/deliveryCounts.ts';
import { retryDelayMicros } from '../rules/quorum/delayedRetry.ts';
import { majorityOf, toleratedFailures } from '../rules/quorum/majority.ts';
import { isAtLeast, RABBIT_VERSIONS, type RabbitVersion } from '../rules/version.ts';
import { Bench, faultIn } from './bench.ts';
import { integerOf, mapTexts, objectOf, textOf, type JsonObject } from './reading.ts';

const MICROS_PER_MILLI = 1_000;
const QUORUM = { 'x-queue-type': 'quorum' };

/** Versions that a text covers: "3.8 - 3.13", "3.13 and older", "4.3+". */
function versionsIn(text: string): readonly RabbitVersion[] {
  const order = (version: string): number => {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return major * 1_000 + minor;
  };
  const between = (low: number, high: number): readonly RabbitVersion[] =>
    RABBIT_VERSIONS.filter((version) => order(version) >= low && order(version) <= high);
  const range = /^([0-9]+\.[0-9]+) - ([0-9]+\.[0-9]+)$/.exec(text);
  if (range !== null) return between(order(range[1] ?? ''), order(range[2] ?? ''));
  const older = /^([0-9]+\.[0-9]+) and older$/.exec(text);
  if (older !== null) return between(0, order(older[1] ?? ''));
  const since = /\b([0-9]+\.[0-9]+)\+/.exec(text);
  if (since !== null) return between(order(since[1] ?? ''), Number.MAX_SAFE_INTEGER);
  throw new UnsupportedVector(`the version ${text}`);
}

/** One answer for all versions that a text covers. */
function sameForAll(text: string, answer: (version: RabbitVersion) => Json): Json {
  const versions = versionsIn(text);
  const answers = versions.map(answer);
  const [first = null] = answers;
  const differs = answers.some((other) => JSON.stringify(other) !== JSON.stringify(first));
  return differs ? { differs: [...answers] } : first;
}

// --- quorum-limit ----------------------------------------------------------------------------------------------------

/** How a message came back, in the words of the documentation's table. */
const TRIGGERS: Readonly<Record<string, ReturnKind>> = {
  'AMQP 0-9-1 basic.nack requeue=true': 'released',
  'AMQP 0-9-1 basic.reject requeue=true': 'failed',
  'connection or channel loss': 'channel-gone',
  'consumer node suspected down': 'node-suspected',
  'AMQP 1.0 released': 'released',
  'AMQP 1.0 modified delivery-failed=true': 'failed',
  'AMQP 1.0 modified delivery-failed=false': 'released',
};

function answerLimit(given: Json): Json {
  const input = objectOf(given);
  const version = textOf(input, 'version');
  if (input['trigger'] === undefined) {
    const given: Record<string, number | string> = /argument -1/.test(version)
      ? { ...QUORUM, 'x-delivery-limit': -1 }
      : QUORUM;
    return { defaultDeliveryLimit: sameForAll(version, (known) => policyOf('quorum', given, known).deliveryLimit) };
  }
  const trigger = textOf(input, 'trigger');
  const kind = Object.hasOwn(TRIGGERS, trigger) ? TRIGGERS[trigger] : undefined;
  if (kind === undefined) throw new UnsupportedVector(`the trigger "${trigger}"`);
  return {
    acquiredCount: acquiredByDelivery(version),
    deliveryCount: sameForAll(version, (known) => failuresOf(kind, known)),
  };
}

/** What a delivery that comes back has added to the count of deliveries. */
function acquiredByDelivery(text: string): Json {
  return sameForAll(text, (version) => {
    const bench = new Bench(version);
    const key = bench.channel();
    bench.declare(key, 'q', { durable: true, arguments: QUORUM });
    bench.publish(key, 'q', 'm');
    const delivery = bench.get(key, 'q');
    bench.say(key, { type: 'basic.nack', deliveryTag: delivery?.deliveryTag ?? 0, requeue: true });
    const state = bench.node.queues.find(({ name }) => name === 'q')?.state;
    return state?.type === 'quorum' ? (state.ready.returns[0]?.acquiredCount ?? 0) : 0;
  });
}

export const quorumLimitArea: VectorArea = {
  answer: answerLimit,
  matching: 'exact',
  normalize: (value) =>
    mapTexts(value, (text) => {
      if (/^none( \(unlimited\))?$/.test(text)) return null;
      return /^\+?[0-9]+$/.test(text) ? Number(text) : text;
    }),
};

// --- delayed-retry ---------------------------------------------------------------------------------------------------

function answerDelayedRetry(given: Json): Json {
  const input = objectOf(given);
  if (versionsIn(textOf(input, 'version')).some((version) => !isAtLeast(version, '4.3'))) {
    throw new UnsupportedVector('delayed retry came with 4.3');
  }
  const delay = retryDelayMicros({
    minMicros: integerOf(input, 'min') * MICROS_PER_MILLI,
    maxMicros: integerOf(input, 'max') * MICROS_PER_MILLI,
    deliveryCount: integerOf(input, 'deliveryCount'),
  });
  return { delayMs: delay / MICROS_PER_MILLI };
}

export const delayedRetryArea: VectorArea = { answer: answerDelayedRetry, matching: 'exact' };

// --- quorum-majority -------------------------------------------------------------------------------------------------

function answerMajority(given: Json): Json {
  const members = integerOf(objectOf(given), 'members');
  return { toleratedFailures: toleratedFailures(members), confirmNeeds: majorityOf(members) };
}

export const quorumMajorityArea: VectorArea = { answer: answerMajority, matching: 'exact' };

// --- quorum-priority -------------------------------------------------------------------------------------------------

const PRIORITY_MAX = 40;

/** Priorities in the order in which a quorum queue serves one message of each; -1 stands for none. */
function servingOrder(version: RabbitVersion, priorities: readonly number[]): readonly number[] {
  const bench = new Bench(version);
  const key = bench.channel();
  bench.declare(key, 'q', { durable: true, arguments: QUORUM });
  for (const priority of priorities) {
    bench.publish(key, 'q', String(priority), { properties: priority < 0 ? {} : { priority } });
  }
  return bench.bodies(key, 'q').map(Number);
}

/** What a version does, found out by publishing. */
function observedPriorities(version: RabbitVersion): Json {
  const bench = new Bench(version);
  const args = { ...QUORUM, 'x-max-priority': 5 };
  const told = bench.say(bench.channel(), { type: 'queue.declare', queue: 'q', durable: true, arguments: args });
  const refusesArgument = faultIn(told) !== null;
  const isServedFirst = (one: number, other: number): boolean => servingOrder(version, [other, one])[0] === one;
  const levels =
    1 + Array.from({ length: PRIORITY_MAX }, (_, low) => isServedFirst(low + 1, low)).filter(Boolean).length;
  if (levels === 1) return { levels, refuses: refusesArgument ? 'x-max-priority' : null };
  if (levels === 2) {
    const highAbove = Array.from({ length: PRIORITY_MAX }, (_, low) => low).findIndex((low) =>
      isServedFirst(low + 1, low),
    );
    const order = servingOrder(version, [0, 0, 0, 9, 9, 9, 9]).slice(0, 3);
    const high = order.filter((priority) => priority === 9).length;
    return { levels, highAbove, served: [high, order.length - high] };
  }
  const asNone = Array.from({ length: levels }, (_, level) => level).find(
    (level) => !isServedFirst(level, -1) && !isServedFirst(-1, level),
  );
  return { levels, highest: levels - 1, none: asNone ?? null };
}

/** What the documentation says of a version, as facts. */
function documentedPriorities(text: string): Json {
  const refused = /^not supported \(argument ([a-z-]+) rejected\b/.exec(text);
  if (refused !== null) return { levels: 1, refuses: refused[1] ?? null };
  const classes = /^two classes: priority > ([0-9]+) is high, others normal, served ([0-9]+):([0-9]+)$/.exec(text);
  if (classes !== null) {
    return { levels: 2, highAbove: Number(classes[1]), served: [Number(classes[2]), Number(classes[3])] };
  }
  const strict = /^strict, ([0-9]+) levels 0\.\.([0-9]+), no priority = ([0-9]+)$/.exec(text);
  if (strict === null) return text;
  return { levels: Number(strict[1]), highest: Number(strict[2]), none: Number(strict[3]) };
}

function answerPriorities(given: Json): Json {
  const input: JsonObject = objectOf(given);
  return { behaviour: sameForAll(textOf(input, 'version'), observedPriorities) };
}

export const quorumPriorityArea: VectorArea = {
  answer: answerPriorities,
  matching: 'exact',
  normalize: (value) => mapTexts(value, (text) => (text === 'x-max-priority' ? text : documentedPriorities(text))),
};
