import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divergingEpochFor, truncationFor } from '../../../../sim-engine/systems/kafka/rules/followerTruncation.ts';
import {
  assignEpoch,
  latestEpoch,
  truncateFromEnd,
  type EpochCache,
} from '../../../../sim-engine/systems/kafka/rules/leaderEpochCache.ts';

/** A log as the epoch of each of its records, with its cache. */
interface Log {
  readonly epochs: readonly number[];
  readonly cache: EpochCache;
}

const EMPTY: Log = { epochs: [], cache: [] };

function logOf(...epochs: readonly number[]): Log {
  return epochs.reduce(append, EMPTY);
}

function append(log: Log, epoch: number): Log {
  return { epochs: [...log.epochs, epoch], cache: assignEpoch(log.cache, { epoch, startOffset: log.epochs.length }) };
}

function cut(log: Log, end: number): Log {
  return { epochs: log.epochs.slice(0, end), cache: truncateFromEnd(log.cache, end) };
}

/** A leader knows its own epoch before it has a record in it. */
function beginEpoch(log: Log, epoch: number): Log {
  return { ...log, cache: assignEpoch(log.cache, { epoch, startOffset: log.epochs.length }) };
}

/** How a follower answers a diverging epoch. */
type TruncationRule = typeof truncationFor;

/** KIP-101 without KIP-279: the end of the epoch at the leader decides, the follower's own end of it does not. */
const byLeaderAlone: TruncationRule = ({ diverging, logEndOffset }) => ({
  truncateTo: Math.min(diverging.endOffset, logEndOffset),
  completed: true,
});

/** Fetches until the leader has nothing to say against the follower's log, or the follower takes itself for truncated. */
function align(
  follower: Log,
  leader: Log,
  rule: TruncationRule = truncationFor,
): { readonly log: Log; readonly truncations: number } {
  let log = follower;
  for (let truncations = 0; truncations < 50; truncations += 1) {
    const check = divergingEpochFor({
      cache: leader.cache,
      logStartOffset: 0,
      logEndOffset: leader.epochs.length,
      lastFetchedEpoch: latestEpoch(log.cache),
      fetchOffset: log.epochs.length,
    });
    if (check.kind !== 'diverging') return { log, truncations };
    const logEndOffset = log.epochs.length;
    const { completed, truncateTo } = rule({ cache: log.cache, logEndOffset, highWatermark: 0, diverging: check });
    log = cut(log, truncateTo);
    if (rule !== truncationFor && completed) return { log, truncations: truncations + 1 };
  }
  throw new Error('the logs never agree');
}

describe('a follower that was told of a diverging epoch', () => {
  it('keeps records that its leader has (KIP-101, scenario 1)', () => {
    expect(align(logOf(0), logOf(0, 0)).log.epochs).toEqual([0]);
  });

  it('drops what its leader wrote otherwise (KIP-101, scenario 2)', () => {
    expect(align(logOf(0, 0), logOf(0, 1)).log.epochs).toEqual([0]);
  });

  it('KIP-279: compares its own end of the epoch that both know', () => {
    const leader = logOf(0, 0, 0, 0, 0, 0, 2, 2, 2, 2);
    const follower = logOf(0, 0, 0, 0, 1, 1, 1, 1);
    expect(align(follower, leader)).toMatchObject({ log: { epochs: [0, 0, 0, 0] }, truncations: 1 });
  });

  it('with the end at the leader alone, keeps records that its leader never had', () => {
    const leader = logOf(0, 0, 0, 0, 0, 0, 2, 2, 2, 2);
    const follower = logOf(0, 0, 0, 0, 1, 1, 1, 1);
    expect(align(follower, leader, byLeaderAlone).log.epochs).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('needs a round per epoch that the other does not know', () => {
    const leader = logOf(1, 1, 1, 1, 1, 1, 4, 4, 4, 6, 6, 6);
    const follower = logOf(1, 1, 1, 1, 1, 2, 2, 3, 5, 5, 5);
    expect(align(follower, leader)).toMatchObject({ log: { epochs: [1, 1, 1, 1, 1] }, truncations: 2 });
  });
});

describe('a leader that is asked', () => {
  const facts = {
    cache: logOf(0, 0, 1).cache,
    logStartOffset: 1,
    logEndOffset: 3,
    lastFetchedEpoch: 1,
    fetchOffset: 3,
  };

  it('finds a position in range and on its own epochs good', () => {
    expect(divergingEpochFor(facts)).toEqual({ kind: 'records' });
  });

  it('without an epoch only checks the range', () => {
    const check = (fetchOffset: number): string =>
      divergingEpochFor({ ...facts, lastFetchedEpoch: -1, fetchOffset }).kind;
    expect([0, 1, 3, 4].map(check)).toEqual(['outOfRange', 'records', 'records', 'outOfRange']);
  });

  it('calls an epoch that it has never heard of, and an offset that is gone, out of range', () => {
    expect(divergingEpochFor({ ...facts, lastFetchedEpoch: 2 })).toEqual({ kind: 'outOfRange' });
    expect(divergingEpochFor({ ...facts, lastFetchedEpoch: 0, fetchOffset: 0 })).toEqual({ kind: 'outOfRange' });
  });
});

describe('when the leader knows nothing', () => {
  it('the follower goes back to its high watermark', () => {
    const diverging = { epoch: -1, endOffset: -1 };
    expect(truncationFor({ cache: [], logEndOffset: 9, highWatermark: 4, diverging })).toEqual({
      truncateTo: 4,
      completed: true,
    });
  });
});

/** Two replicas that take turns in leading, each epoch by one of them, while the other copies some of it or nothing. */
const term = fc.record({ leader: fc.boolean(), records: fc.nat(4), copied: fc.nat(6) });

function play(
  terms: readonly { readonly leader: boolean; readonly records: number; readonly copied: number }[],
): Log[] {
  let logs = [EMPTY, EMPTY];
  terms.forEach(({ leader, records, copied }, epoch) => {
    const [first, second] = leader ? [0, 1] : [1, 0];
    let lead = beginEpoch(logs[first] as Log, epoch);
    for (let record = 0; record < records; record += 1) lead = append(lead, epoch);
    let follow = align(logs[second] as Log, lead).log;
    for (let record = 0; record < copied && follow.epochs.length < lead.epochs.length; record += 1) {
      follow = append(follow, lead.epochs[follow.epochs.length] as number);
    }
    logs = first === 0 ? [lead, follow] : [follow, lead];
  });
  return logs;
}

describe('after any history of leaders', () => {
  it("a follower's log is a prefix of its leader's once they agree", () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 12 }), (terms) => {
        const [left, right] = play(terms) as [Log, Log];
        const leader = beginEpoch(left, terms.length);
        const { log } = align(right, leader);
        expect(log.epochs).toEqual(leader.epochs.slice(0, log.epochs.length));
      }),
    );
  });

  it('the follower loses no record that both logs share from the start', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 12 }), (terms) => {
        const [left, right] = play(terms) as [Log, Log];
        let shared = 0;
        while (shared < left.epochs.length && left.epochs[shared] === right.epochs[shared]) shared += 1;
        const leader = beginEpoch(left, terms.length);
        expect(align(right, leader).log.epochs.length).toBeGreaterThanOrEqual(Math.min(shared, right.epochs.length));
      }),
    );
  });
});
