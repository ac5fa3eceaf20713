/**
 * `divergent-replicas`: copies of one log that must agree do not. One verdict for each pair, at the first offset.
 * - Two replicas hold different records, or one holds none, at an offset below both high watermarks.
 * - A running replica in the ISR lacks or contradicts a record below the high watermark of a running replica that
 *   believes to lead: `StrongIsr` of hachikuji/kafka-specification. This catches a follower that truncated what was committed
 *   before its own high watermark caught up.
 *
 * - Of a queue, two running copies that both believe that they lead hold different messages under one number, below both high
 *   watermarks: each took in and confirmed messages of its own (a split brain). Copies that follow may lag or lack what was
 *   acknowledged, and a message that only one copy holds may have been acknowledged at the other: neither is compared.
 *
 * Offsets below either log start are not compared. Records are equal if value and leader epoch are. A pair that
 * disagrees only above these bounds is an ordinary fork that truncation will settle.
 */
import { position, state, type CheckContext } from '../context.ts';
import type { LogFacts } from '../facts.ts';
import type { ObservedRecord, ObservedReplica } from '../history.ts';
import { isQueue } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

interface Disagreement {
  readonly offset: number;
  readonly left: ObservedRecord | undefined;
  readonly right: ObservedRecord | undefined;
}

export function divergentReplicas(context: CheckContext): readonly Verdict[] {
  return context.facts.logs.flatMap((log) => {
    const replicas = log.observed?.replicas ?? [];
    return replicas.flatMap((left, index) =>
      replicas.slice(index + 1).flatMap((right) => {
        const found = isQueue(log) ? splitBrain(left, right) : disagreement(left, right);
        return found === null ? [] : [describe(context, log, { left, right, found })];
      }),
    );
  });
}

/** Up to which offset (exclusive) the two must agree. */
function agreementBound(left: ObservedReplica, right: ObservedReplica): number {
  const both = Math.min(left.highWatermark, right.highWatermark);
  return Math.max(both, strongIsrBound(left, right), strongIsrBound(right, left));
}

function strongIsrBound(leader: ObservedReplica, follower: ObservedReplica): number {
  const mustAgree = leader.believesLeader && leader.running && follower.inSync && follower.running;
  return mustAgree ? leader.highWatermark : 0;
}

function disagreement(left: ObservedReplica, right: ObservedReplica): Disagreement | null {
  const start = Math.max(left.logStartOffset, right.logStartOffset);
  const bound = agreementBound(left, right);
  let leftIndex = firstAtOrAfter(left.records, start);
  let rightIndex = firstAtOrAfter(right.records, start);
  for (;;) {
    const ours = left.records[leftIndex];
    const theirs = right.records[rightIndex];
    const offset = Math.min(ours?.offset ?? bound, theirs?.offset ?? bound);
    if (offset >= bound) return null;
    if (ours?.offset !== theirs?.offset) {
      return {
        offset,
        left: ours?.offset === offset ? ours : undefined,
        right: theirs?.offset === offset ? theirs : undefined,
      };
    }
    if (ours?.value !== theirs?.value || ours?.epoch !== theirs?.epoch) return { offset, left: ours, right: theirs };
    leftIndex += 1;
    rightIndex += 1;
  }
}

/** The first number under which two leaders of a queue hold different messages. */
function splitBrain(left: ObservedReplica, right: ObservedReplica): Disagreement | null {
  if (![left, right].every((replica) => replica.running && replica.believesLeader)) return null;
  const bound = Math.min(left.highWatermark, right.highWatermark);
  const theirs = new Map(right.records.map((record) => [record.offset, record]));
  for (const ours of left.records) {
    if (ours.offset >= bound) return null;
    const other = theirs.get(ours.offset);
    if (other !== undefined && other.value !== ours.value) return { offset: ours.offset, left: ours, right: other };
  }
  return null;
}

function firstAtOrAfter(records: readonly ObservedRecord[], start: number): number {
  const index = records.findIndex((record) => record.offset >= start);
  return index < 0 ? records.length : index;
}

function describe(
  context: CheckContext,
  log: LogFacts,
  pair: { readonly left: ObservedReplica; readonly right: ObservedReplica; readonly found: Disagreement },
): Verdict {
  const { left, right, found } = pair;
  const [full, lacking] = found.left === undefined ? [right, left] : [left, right];
  const present = found.left ?? found.right;
  return state(context, {
    kind: 'divergent-replicas',
    verdict: 'violation',
    values: [...new Set([found.left?.value, found.right?.value])].filter((value) => value !== undefined),
    logs: [log],
    operations: [],
    positions: [position(log, found.offset, left.node), position(log, found.offset, right.node)],
    at: context.view.at,
    sentence: {
      key: sentenceKey(log, found),
      params: {
        log: log.name,
        offset: found.offset,
        left: full.node,
        leftValue: present?.value ?? '',
        leftEpoch: present?.epoch ?? -1,
        right: lacking.node,
        rightValue: found.right?.value ?? '',
        rightEpoch: found.right?.epoch ?? -1,
      },
    },
  });
}

function sentenceKey(log: LogFacts, { left, right }: Disagreement): Verdict['sentence']['key'] {
  if (isQueue(log)) return 'divergent-replicas.queue';
  return left === undefined || right === undefined ? 'divergent-replicas.missing' : 'divergent-replicas.different';
}
