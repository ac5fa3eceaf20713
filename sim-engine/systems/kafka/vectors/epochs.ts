/** Vectors of leader epochs: the cache itself, and a follower that finds where its log parts from the leader's. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { divergingEpochFor, truncationFor } from '../rules/followerTruncation.ts';
import {
  assignEpoch,
  endOffsetForEpoch,
  epochForOffset,
  latestEpoch,
  nextEpoch,
  previousEpoch,
  truncateFromEnd,
  truncateFromStart,
  type EpochCache,
} from '../rules/leaderEpochCache.ts';
import { Fields, playSteps } from './fields.ts';

/** A cache as the vectors write it. */
export function epochPairs(cache: EpochCache): Json {
  return cache.map((entry) => [entry.epoch, entry.startOffset]);
}

function playCache(cache: EpochCache, step: Fields): readonly [EpochCache, Json] {
  const changed = (next: EpochCache): readonly [EpochCache, Json] => [next, { entries: epochPairs(next) }];
  const op = step.text('op');
  switch (op) {
    case 'assign':
      return changed(assignEpoch(cache, { epoch: step.integer('epoch'), startOffset: step.integer('startOffset') }));
    case 'truncateFromEnd':
      return changed(truncateFromEnd(cache, step.integer('endOffset')));
    case 'truncateFromStart':
      return changed(truncateFromStart(cache, step.integer('startOffset')));
    case 'clear':
      return changed([]);
    case 'endOffsetFor': {
      const end = endOffsetForEpoch(cache, step.integer('epoch'), step.integer('logEndOffset'));
      return [cache, { epoch: end.epoch, endOffset: end.endOffset }];
    }
    case 'latestEpoch':
      return [cache, { epoch: latestEpoch(cache) }];
    case 'previousEpoch':
      return [cache, { epoch: previousEpoch(cache, step.integer('epoch', latestEpoch(cache))) }];
    case 'nextEpoch':
      return [cache, { epoch: nextEpoch(cache, step.integer('epoch')) }];
    case 'epochForOffset':
      return [cache, { epoch: epochForOffset(cache, step.integer('offset')) }];
    default:
      throw new UnsupportedVector(`the operation ${op} on an epoch cache`);
  }
}

/** More rounds than a follower can have epochs to give up. */
const ROUNDS_MAX = 100;

function cacheFrom(pairs: readonly (readonly [number, number])[]): EpochCache {
  return pairs.map(([epoch, startOffset]) => ({ epoch, startOffset }));
}

function answerTruncation(given: Json): Json {
  const input = Fields.of(given);
  const leaderCache = cacheFrom(input.pairs('leaderEpochs[epoch,start]'));
  let cache = cacheFrom(input.pairs('followerEpochs[epoch,start]'));
  let logEndOffset = input.integer('followerLogEndOffset');
  let highWatermark = input.integer('followerHighWatermark', 0);
  const rounds: Json[] = [];
  while (rounds.length < ROUNDS_MAX) {
    const asked = { lastFetchedEpoch: latestEpoch(cache), fetchOffset: logEndOffset };
    const check = divergingEpochFor({
      ...asked,
      cache: leaderCache,
      logStartOffset: input.integer('leaderLogStartOffset', 0),
      logEndOffset: input.integer('leaderLogEndOffset'),
    });
    if (check.kind !== 'diverging') {
      rounds.push({ ...asked, leaderReply: check.kind === 'records' ? 'records' : 'OFFSET_OUT_OF_RANGE' });
      break;
    }
    const { truncateTo, completed } = truncationFor({ cache, logEndOffset, highWatermark, diverging: check });
    const leaderReply = { divergingEpoch: check.epoch, endOffset: check.endOffset };
    rounds.push({ ...asked, leaderReply, truncateTo, truncationCompleted: completed });
    logEndOffset = truncateTo;
    highWatermark = Math.min(highWatermark, truncateTo);
    cache = truncateFromEnd(cache, truncateTo);
  }
  return { rounds, finalFollowerEndOffset: logEndOffset, finalFollowerEpochs: epochPairs(cache) };
}

export const epochCacheArea: VectorArea = {
  answer: (input) => playSteps<EpochCache>(Fields.of(input), [], playCache),
  matching: 'exact',
};
export const followerTruncationArea: VectorArea = { answer: answerTruncation, matching: 'exact' };
