/**
 * `duplicate`: one value stands at two or more places in the log
 * (`jepsen/src/jepsen/tests/kafka.clj`, `duplicate-cases`). Reading the same offset twice is not this: see `redelivered`.
 * Also reported here: one delivery of a record whose effect was committed twice.
 *
 * In a queue it is one value under two numbers, both taken in and neither rejected: a publisher that asked again. One message
 * in several queues (fan-out), or one that comes back by way of a dead letter exchange, is no duplicate.
 *
 * The promise is judged on effects. If a group's database holds the effect twice, `no-duplicate` is broken. If every group
 * has read to the end and none holds it twice (it was refused as known), the duplicate is allowed here; before that it
 * is `unknown`. In a run without any database the log itself decides.
 */
import { position, state, timeOf, type CheckContext } from '../context.ts';
import type { Effect, LogFacts, ValueFacts } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { Verdict, VerdictValue } from '../verdict.ts';

export function duplicate(context: CheckContext): readonly Verdict[] {
  const hasDatabase = context.history.some((operation) => operation.f === 'apply');
  const verdicts: Verdict[] = [];
  for (const facts of context.facts.values.values()) {
    const twice = doubledEffect(facts);
    const places = repeatedPlaces(facts);
    if (places.length > 1) verdicts.push(describeLog(context, facts, { hasDatabase, twice, places }));
    else if (twice !== null && !isRedelivered(facts, twice.group)) verdicts.push(describeEffect(context, facts, twice));
  }
  return verdicts;
}

/** Places that a value should not have at the same time: all those in logs, or those in one queue. */
function repeatedPlaces({ places, settlements }: ValueFacts): ValueFacts['places'] {
  const inQueues = places.filter(({ log }) => isQueue(log));
  if (inQueues.length === 0) return places;
  const kept = inQueues.filter(
    ({ log, offset }) =>
      !settlements.some((each) => each.outcome === 'discard' && each.log === log && each.offset === offset),
  );
  const queue = kept.find(({ log }, index) => kept.findIndex((other) => other.log === log) < index)?.log;
  return kept.filter(({ log }) => log === queue);
}

/** The second committed effect of a value in one group's database, or null. */
function doubledEffect(facts: ValueFacts): Effect | null {
  if (facts.effects.length < 2) return null;
  const groups = new Set<string>();
  for (const effect of facts.effects) {
    if (!effect.committed) continue;
    if (groups.has(effect.group)) return effect;
    groups.add(effect.group);
  }
  return null;
}

function isRedelivered(facts: ValueFacts, group: string): boolean {
  return facts.deliveries.some((delivery) => delivery.group === group && delivery.polls.length > 1);
}

function describeLog(
  context: CheckContext,
  facts: ValueFacts,
  found: { readonly hasDatabase: boolean; readonly twice: Effect | null; readonly places: ValueFacts['places'] },
): Verdict {
  const { hasDatabase, twice, places } = found;
  const { sending } = facts;
  const logs = [...new Set(places.map((place) => place.log))];
  const polls = facts.deliveries.map((delivery) => delivery.polls[0] as number);
  const operations = [sending?.invoked ?? -1, sending?.completed ?? -1, ...polls, ...effectsOf(facts)];
  return state(context, {
    kind: 'duplicate',
    verdict: weigh(context, hasDatabase, twice),
    values: [facts.value],
    logs,
    operations,
    positions: places.map((place) => position(place.log, place.offset)),
    at: timeOf(context, twice?.operation ?? (polls.length > 1 ? Math.max(...polls) : -1)),
    sentence: {
      key: sentenceKey(logs[0], twice === null ? 'log' : 'applied'),
      params: {
        value: facts.value,
        log: logs.map((log) => log.name).join(', '),
        offsets: places.map((place) => place.offset).join(', '),
        group: twice?.group ?? '',
      },
    },
  });
}

function weigh(context: CheckContext, hasDatabase: boolean, twice: Effect | null): VerdictValue {
  if (twice !== null || !hasDatabase) return 'violation';
  return context.end.drained ? 'allowed-here' : 'unknown';
}

function describeEffect(context: CheckContext, facts: ValueFacts, twice: Effect): Verdict {
  return state(context, {
    kind: 'duplicate',
    verdict: 'violation',
    values: [facts.value],
    logs: [twice.log],
    operations: effectsOf(facts),
    positions: [position(twice.log, twice.offset)],
    at: timeOf(context, twice.operation),
    sentence: {
      key: sentenceKey(twice.log, 'effect'),
      params: { value: facts.value, log: twice.log.name, offset: twice.offset, group: twice.group },
    },
  });
}

function effectsOf(facts: ValueFacts): number[] {
  return facts.effects.map((effect) => effect.operation);
}

function sentenceKey(log: LogFacts | undefined, what: 'log' | 'applied' | 'effect'): Verdict['sentence']['key'] {
  return log !== undefined && isQueue(log) ? `duplicate.queue-${what}` : `duplicate.${what}`;
}
