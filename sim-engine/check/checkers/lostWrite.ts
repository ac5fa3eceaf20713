/**
 * `lost-write`: a write that must have committed is not there when it should be.
 *
 * Two strengths; the verdict's `strength` says which one applied.
 * - `polls`, Jepsen's conservative definition (`jepsen/src/jepsen/tests/kafka.clj`, `lost-write-cases`): a value that must
 *   have committed (ok, or info and read by somebody), whose last known position in its log is at or below the highest
 *   position that was read (each read value counted at its first position), and that nobody ever read. A log that nobody
 *   read yields nothing.
 * - `observer`: the logs themselves were opened. No copy holds the record; or everything is healed and at rest, and the
 *   leader's log, above and below its high watermark, does not hold it. Nobody need have read anything.
 *
 * If the leader holds the record, it is not lost, whoever failed to read it (that is `unseen`). If only a copy that cannot
 * serve holds it and the run is not yet healed and at rest, or the log has no leader, the verdict is `unknown`.
 * A write with acks=0 was acknowledged by nobody: its loss is allowed here. A record deleted by retention is not lost.
 * Losses are classified as jepsen-io/nats does (`src/jepsen/nats/queue.clj`): prefix, middle or postfix of what the same
 * producer wrote to the same log. Messages have a checker of their own: `lostMessage.ts`.
 */
import { position, state, timeOf, type CheckContext, type Finding } from '../context.ts';
import { isAcknowledged, type LogFacts, type Sending, type ValueFacts } from '../facts.ts';
import { lossPlaces } from '../lossPlaces.ts';
import { offsetIn, type Loss } from '../losses.ts';
import type { Strength, Verdict } from '../verdict.ts';

/** Finds lost writes. */
export function lostWrite(context: CheckContext): readonly Verdict[] {
  const { losses } = context;
  if (losses.length === 0) return [];
  const bounds = readBounds(context);
  const placeOf = lossPlaces(
    context.facts,
    losses.map((loss) => loss.facts),
  );
  return losses.flatMap((loss) => {
    const finding = describe(context, loss, bounds);
    if (finding === null) return [];
    const lossPlace = finding.verdict === 'unknown' ? undefined : placeOf(loss.facts);
    return [
      {
        ...state(context, finding),
        strength: finding.strength,
        ...(lossPlace === undefined ? {} : { lossPlace }),
      },
    ];
  });
}

/** How far each log was read, and by which poll: the highest first position of any value that was read. */
type ReadBounds = ReadonlyMap<LogFacts, { readonly offset: number; readonly poll: number }>;

function readBounds(context: CheckContext): ReadBounds {
  const bounds = new Map<LogFacts, { offset: number; poll: number }>();
  for (const facts of context.facts.values.values()) {
    for (const delivery of facts.deliveries) {
      const first = facts.places.find((place) => place.log === delivery.log)?.offset ?? delivery.offset;
      const known = bounds.get(delivery.log);
      if (known !== undefined && known.offset >= first) continue;
      bounds.set(delivery.log, { offset: first, poll: delivery.polls[0] as number });
    }
  }
  return bounds;
}

function describe(
  context: CheckContext,
  loss: Loss,
  bounds: ReadBounds,
): (Finding & { readonly strength: Strength }) | null {
  if (loss.fate === 'gone') return describeGone(context, loss);
  const bound = bounds.get(loss.log);
  const last = loss.facts.places.findLast((place) => place.log === loss.log);
  const passed = bound !== undefined && last !== undefined && last.offset <= bound.offset;
  if (passed && loss.facts.deliveries.length === 0) return describePassed(context, loss, bound);
  return loss.fate === 'unsettled' ? describeUnsettled(context, loss) : null;
}

function describeGone(context: CheckContext, loss: Loss): Finding & { readonly strength: Strength } {
  const { facts, sending, log } = loss;
  const offset = offsetIn(log, facts);
  const replacement = log.leader?.records.find((record) => record.offset === offset);
  const witness = log.witnesses.get(offset)?.find((other) => other.value === replacement?.value);
  const operations = [...evidenceOf(facts, sending), witness?.operation ?? -1];
  const params = {
    value: facts.value,
    log: log.name,
    offset,
    leader: log.leader?.node ?? '',
    replacement: replacement?.value ?? '',
    group: facts.deliveries[0]?.group ?? '',
  };
  const decisive = witness === undefined ? context.end.at : timeOf(context, witness.operation);
  return {
    kind: 'lost-write',
    verdict: sending.acks === 'none' ? 'allowed-here' : 'violation',
    values: [facts.value],
    logs: [log],
    operations,
    positions: offset < 0 ? [] : [position(log, offset, log.leader?.node)],
    at: Math.max(decisive, timeOf(context, sending.completed)),
    sentence: { key: goneKey(loss, replacement !== undefined), params },
    strength: 'observer',
  };
}

function goneKey({ sending, log }: Loss, replaced: boolean): Verdict['sentence']['key'] {
  if (sending.acks === 'none') return 'lost-write.unacknowledged';
  if (!isAcknowledged(sending)) return 'lost-write.read-then-gone';
  if (log.leader === null) return 'lost-write.no-copy';
  return replaced ? 'lost-write.replaced' : 'lost-write.absent';
}

function describePassed(
  context: CheckContext,
  { facts, sending, log }: Loss,
  bound: { readonly offset: number; readonly poll: number },
): Finding & { readonly strength: Strength } {
  const offset = offsetIn(log, facts);
  return {
    kind: 'lost-write',
    verdict: 'violation',
    values: [facts.value],
    logs: [log],
    operations: [...evidenceOf(facts, sending), bound.poll],
    positions: [position(log, offset), position(log, bound.offset)],
    at: Math.max(timeOf(context, bound.poll), timeOf(context, sending.completed)),
    sentence: {
      key: 'lost-write.polls',
      params: { value: facts.value, log: log.name, offset, readOffset: bound.offset },
    },
    strength: 'polls',
  };
}

function describeUnsettled(
  context: CheckContext,
  { facts, sending, log }: Loss,
): Finding & { readonly strength: Strength } {
  const offset = offsetIn(log, facts);
  const holders = (log.observed?.replicas ?? []).filter((replica) =>
    replica.records.some((record) => record.value === facts.value),
  );
  return {
    kind: 'lost-write',
    verdict: 'unknown',
    values: [facts.value],
    logs: [log],
    operations: evidenceOf(facts, sending),
    positions: holders.map((holder) => position(log, offset, holder.node)),
    at: context.end.at,
    sentence: {
      key: log.leader === null ? 'lost-write.leaderless' : 'lost-write.unsettled',
      params: {
        value: facts.value,
        log: log.name,
        leader: log.leader?.node ?? '',
        holders: holders.map((holder) => holder.node).join(', '),
      },
    },
    strength: 'observer',
  };
}

function evidenceOf(facts: ValueFacts, sending: Sending): number[] {
  const read = isAcknowledged(sending) ? -1 : (facts.deliveries[0]?.polls[0] ?? -1);
  return [sending.invoked, sending.completed, read];
}
