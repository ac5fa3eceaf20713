/**
 * The ready messages of a queue: one FIFO for each level of priority, and what was returned.
 *
 * Classic queues put a returned message back where it was. Quorum queues keep a FIFO of returned messages that is served
 * before everything else.
 * Source: deps/rabbit/src/rabbit_priority_queue.erl, rabbit_fifo.erl (take_next_msg), rabbit_fifo_q.erl, rabbit_fifo_pq.erl.
 */
import { emptyList, AppendList } from '../../../../kernel/appendList.ts';
import type { Entry } from './entry.ts';

/** One level: entries that came back, in the order of their numbers, and those that were never handed out. */
interface Lane {
  readonly level: number;
  readonly back: readonly Entry[];
  readonly fresh: AppendList<Entry>;
  /** Items at the start of `fresh` that are gone already. */
  readonly gone: number;
}

/** 'strict': the highest level first. 'weighted': two levels, two of the high one for each of the low one. */
export type PriorityScheme = 'strict' | 'weighted';

export interface Ready {
  readonly scheme: PriorityScheme;
  /** Served before all levels, first in first out. */
  readonly returns: readonly Entry[];
  /** Levels with entries, highest first. */
  readonly lanes: readonly Lane[];
  readonly count: number;
  readonly bytes: number;
  /** 'weighted': how many were served since the low level last had its turn. */
  readonly turn: number;
}

export function emptyReady(scheme: PriorityScheme): Ready {
  return { scheme, returns: [], lanes: [], count: 0, bytes: 0, turn: 0 };
}

/** High messages that are served before a low one gets its turn. */
const WEIGHT = 2;

/** A short lane forgets at once what is gone, a long one when that is half of it: so popping stays cheap. */
const KEPT_GONE_MAX = 64;

function laneLength(lane: Lane): number {
  return lane.back.length + lane.fresh.length - lane.gone;
}

function tidy(lane: Lane): Lane {
  const { fresh, gone } = lane;
  if (gone === 0) return lane;
  if (fresh.length > KEPT_GONE_MAX && gone * 2 < fresh.length) return lane;
  return { ...lane, fresh: AppendList.from(fresh.slice(gone, fresh.length)), gone: 0 };
}

function headOf(lane: Lane): Entry {
  return lane.back[0] ?? lane.fresh.at(lane.gone);
}

function withoutHead(lane: Lane): Lane {
  return lane.back.length > 0 ? { ...lane, back: lane.back.slice(1) } : tidy({ ...lane, gone: lane.gone + 1 });
}

function changeLane(ready: Ready, level: number, change: (lane: Lane) => Lane): readonly Lane[] {
  const known = ready.lanes.find((lane) => lane.level === level);
  const changed = change(known ?? { level, back: [], fresh: emptyList(), gone: 0 });
  const others = ready.lanes.filter((lane) => lane.level !== level);
  if (laneLength(changed) === 0) return others;
  const at = others.findIndex((lane) => lane.level < level);
  return at < 0 ? [...others, changed] : others.toSpliced(at, 0, changed);
}

function counting(ready: Ready, entry: Entry, step: 1 | -1): Ready {
  return { ...ready, count: ready.count + step, bytes: ready.bytes + step * entry.message.bytes };
}

/** A new entry at the end of its level. */
export function pushFresh(ready: Ready, entry: Entry): Ready {
  const lanes = changeLane(ready, entry.level, (lane) => ({ ...lane, fresh: lane.fresh.append(entry) }));
  return counting({ ...ready, lanes }, entry, 1);
}

/**
 * Name: requeue, classic
 * Who: a classic queue, for each message that comes back
 * Means: the message returns to where it was, also when several come back out of order
 * Enabled when: a consumer gives it back, or its channel is gone
 * Changes: the ready messages
 */
export function putBack(ready: Ready, entry: Entry): Ready {
  const lanes = changeLane(ready, entry.level, (lane) => {
    const at = lane.back.findIndex((other) => other.id > entry.id);
    return { ...lane, back: lane.back.toSpliced(at < 0 ? lane.back.length : at, 0, entry) };
  });
  return counting({ ...ready, lanes }, entry, 1);
}

/**
 * Name: return, quorum
 * Who: a quorum queue, for each message that comes back
 * Means: returned messages are served first, in the order in which they came back
 * Enabled when: a consumer gives it back and the queue has a delivery limit, or its channel is gone
 * Changes: the ready messages
 */
export function pushReturned(ready: Ready, entry: Entry): Ready {
  return counting({ ...ready, returns: [...ready.returns, entry] }, entry, 1);
}

/** The lane that is served next, when nothing was returned. */
function nextLane(ready: Ready): Lane | undefined {
  const [high, low] = ready.lanes;
  if (ready.scheme === 'strict' || high === undefined || low === undefined) return high;
  if (ready.turn < WEIGHT) return high;
  return headOf(high).id < headOf(low).id ? high : low;
}

/** The entry that is served next. */
export function head(ready: Ready): Entry | undefined {
  const [returned] = ready.returns;
  if (returned !== undefined) return returned;
  const lane = nextLane(ready);
  return lane === undefined ? undefined : headOf(lane);
}

/** Everything but the head. */
export function withoutReadyHead(ready: Ready): Ready {
  const [returned, ...returns] = ready.returns;
  if (returned !== undefined) return counting({ ...ready, returns }, returned, -1);
  const lane = nextLane(ready);
  if (lane === undefined) return ready;
  const lanes = changeLane(ready, lane.level, withoutHead);
  const turn = ready.scheme === 'weighted' ? (ready.turn === WEIGHT ? 0 : ready.turn + 1) : 0;
  return counting({ ...ready, lanes, turn }, headOf(lane), -1);
}

/** First entries of all levels, those that were returned included. */
export function laneHeads(ready: Ready): readonly Entry[] {
  return [...ready.returns.slice(0, 1), ...ready.lanes.map(headOf)];
}

/** The ready messages without an entry that is first in its level. */
export function withoutLaneHead(ready: Ready, entry: Entry): Ready {
  if (ready.returns[0]?.id === entry.id) return counting({ ...ready, returns: ready.returns.slice(1) }, entry, -1);
  return counting({ ...ready, lanes: changeLane(ready, entry.level, withoutHead) }, entry, -1);
}

/** All entries in the order in which they would be served. */
export function inServingOrder(ready: Ready): readonly Entry[] {
  const entries: Entry[] = [];
  let rest = ready;
  for (let next = head(rest); next !== undefined; next = head(rest)) {
    entries.push(next);
    rest = withoutReadyHead(rest);
  }
  return entries;
}
