/**
 * `redelivered`: one offset of a log was handed more than once to the consumers of a group (precedent: the consume
 * counts of `jepsen/src/jepsen/tests/kafka.clj`). One verdict for each poll that brought old records again.
 *
 * At-least-once delivery permits it: recorded as allowed here. It breaks `no-duplicate` when the group's database holds
 * the effect of that delivery twice. Two groups that read the same record are no redelivery, and neither is one
 * value at two offsets (`duplicate`). From a queue a message comes again under its number: after a requeue, the death of a
 * channel, or a change of leader.
 */
import { listValues, position, state, timeOf, type CheckContext } from '../context.ts';
import type { Delivery, LogFacts, ValueFacts } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

interface Redelivery {
  readonly poll: number;
  readonly log: LogFacts;
  readonly group: string;
  readonly applied: boolean;
  readonly items: { readonly value: string; readonly offset: number }[];
  readonly operations: number[];
  decisive: number;
}

export function redelivered(context: CheckContext): readonly Verdict[] {
  const found = new Map<string, Redelivery>();
  for (const facts of context.facts.values.values()) {
    for (const delivery of facts.deliveries) {
      if (delivery.polls.length > 1) collect(found, facts, delivery);
    }
  }
  return [...found.values()].map((redelivery) => describe(context, redelivery));
}

function collect(found: Map<string, Redelivery>, facts: ValueFacts, delivery: Delivery): void {
  const { polls, log, group, offset } = delivery;
  const guilty = guiltyPolls(facts, delivery);
  for (let turn = 1; turn < polls.length; turn += 1) {
    const poll = polls[turn] as number;
    if (poll === polls[turn - 1]) continue;
    const effect = guilty.get(turn);
    const applied = effect !== undefined;
    const key = `${poll}/${log.name}/${applied}`;
    const redelivery = found.get(key) ?? { poll, log, group, applied, items: [], operations: [], decisive: poll };
    redelivery.items.push({ value: facts.value, offset });
    redelivery.operations.push(polls[turn - 1] as number, poll, effect ?? -1);
    redelivery.decisive = Math.max(redelivery.decisive, effect ?? poll);
    found.set(key, redelivery);
  }
}

/** For each further committed effect: the delivery (its place in `polls`) that made it possible. */
function guiltyPolls(facts: ValueFacts, { group, log, offset, polls }: Delivery): ReadonlyMap<number, number> {
  const effects = facts.effects.filter(
    (effect) => effect.committed && effect.group === group && effect.log === log && effect.offset === offset,
  );
  const guilty = new Map<number, number>();
  for (const effect of effects.slice(1)) {
    const latest = polls.findLastIndex((poll) => poll < effect.operation);
    guilty.set(Math.max(1, latest), effect.operation);
  }
  return guilty;
}

function describe(context: CheckContext, redelivery: Redelivery): Verdict {
  const { poll, log, group, applied, items, operations } = redelivery;
  const values = items.map((item) => item.value);
  const process = context.history[poll]?.process ?? '';
  return state(context, {
    kind: 'redelivered',
    verdict: applied ? 'violation' : 'allowed-here',
    values,
    logs: [log],
    operations,
    positions: items.map((item) => position(log, item.offset)),
    at: timeOf(context, redelivery.decisive),
    sentence: {
      key: sentenceKey(redelivery),
      params: { count: values.length, values: listValues(values), log: log.name, group, process },
    },
  });
}

function sentenceKey({ log, applied }: Redelivery): Verdict['sentence']['key'] {
  const what = applied ? 'applied' : 'again';
  return isQueue(log) ? `redelivered.queue-${what}` : `redelivered.${what}`;
}
