/**
 * `unseen`: acknowledged writes that no poll of a consumer group has returned by the end
 * (`jepsen/src/jepsen/tests/kafka.clj`, `unseen`; there for all readers together, here for each group that reads the
 * topic, because each group is to read every record).
 *
 * It cannot tell lost from late: the verdict is `unknown` until every group has read to the end of its logs. A topic that
 * no group reads yields nothing. A message counts for each queue that holds it and has consumers (of now or of before).
 * Writes with acks=0 were acknowledged by nobody and are not counted.
 */
import { listValues, position, state, type CheckContext } from '../context.ts';
import { isAcknowledged, type LogFacts, type Sending, type ValueFacts } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

export function unseen(context: CheckContext): readonly Verdict[] {
  const groups = groupsByTopic(context);
  const missing = new Map<LogFacts, Map<string, ValueFacts[]>>();
  for (const facts of context.facts.values.values()) {
    const { sending } = facts;
    if (sending === null || !isAcknowledged(sending)) continue;
    for (const log of logsToRead(context, facts, sending)) {
      for (const group of groups.get(isQueue(log) ? log.topic : sending.topic) ?? []) {
        if (!facts.deliveries.some((delivery) => delivery.group === group)) add(missing, log, group, facts);
      }
    }
  }
  return [...missing].flatMap(([log, byGroup]) =>
    [...byGroup].map(([group, unread]) => describe(context, log, group, unread)),
  );
}

/** Where a value waits to be read: in its log, or in every queue that has it. */
function logsToRead(context: CheckContext, { places }: ValueFacts, sending: Sending): readonly LogFacts[] {
  if (sending.to !== 'log') return [...new Set(places.map(({ log }) => log))];
  const log = places[0]?.log ?? context.facts.log(sending.topic, sending.partition);
  return log === null ? [] : [log];
}

function groupsByTopic(context: CheckContext): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  const reads = (topic: string, group: string): void => {
    const known = groups.get(topic);
    if (known === undefined) groups.set(topic, new Set([group]));
    else known.add(group);
  };
  for (const operation of context.history) {
    if (operation.f === 'assign') for (const log of operation.partitions) reads(log.topic, operation.group);
    if (operation.f === 'poll') for (const record of operation.records) reads(record.topic, operation.group);
  }
  for (const seat of context.view.groups) reads(seat.topic, seat.group);
  return groups;
}

function add(missing: Map<LogFacts, Map<string, ValueFacts[]>>, log: LogFacts, group: string, facts: ValueFacts): void {
  const byGroup = missing.get(log) ?? new Map<string, ValueFacts[]>();
  missing.set(log, byGroup);
  const unread = byGroup.get(group);
  if (unread === undefined) byGroup.set(group, [facts]);
  else unread.push(facts);
}

function describe(context: CheckContext, log: LogFacts, group: string, unread: readonly ValueFacts[]): Verdict {
  const values = unread.map((facts) => facts.value);
  const { drained } = context.end;
  return state(context, {
    kind: 'unseen',
    verdict: drained ? 'violation' : 'unknown',
    values,
    logs: [log],
    operations: unread.map((facts) => facts.sending?.completed ?? -1),
    positions: unread.flatMap((facts) => facts.places.map((place) => position(place.log, place.offset))),
    at: context.end.at,
    sentence: {
      key: sentenceKey(log, drained ? 'drained' : 'open'),
      params: { count: values.length, values: listValues(values), log: log.name, group },
    },
  });
}

function sentenceKey(log: LogFacts, what: 'drained' | 'open'): Verdict['sentence']['key'] {
  return isQueue(log) ? `unseen.queue-${what}` : `unseen.${what}`;
}
