/**
 * A directed link between two machines: a FIFO connection with latency.
 *
 * Models: TCP. Order is kept; nothing is lost or duplicated while the connection lives; a cut or held link keeps what is
 * in flight (the sender retransmits) and delivers it when healed; a reset drops what is in flight and tells the ends.
 * Leaves out: bandwidth, separate connections of one pair (what an end sends before it has heard of a reset still arrives, so
 * protocols must know their answers by number), a kernel giving up after many retransmissions, what a machine that lost power
 * can no longer retransmit.
 * Faults that reach it: cut, cutOneWay, isolate, hold, slowLink, loseResponse, crash and powerLoss of an end.
 */
import { SITE, type Decider } from '../kernel/decider.ts';
import type { Micros } from '../kernel/time.ts';
import type { Message } from './message.ts';

/** Something in flight: a message, or the news that the peer's end of the connection is gone (message null). */
export interface Envelope {
  readonly sequence: number;
  readonly sentAt: Micros;
  readonly arriveAt: Micros;
  readonly message: Message | null;
}

export interface Link {
  readonly from: number;
  readonly to: number;
  readonly state: 'open' | 'cut' | 'held';
  /** Added to every latency: a slow link. */
  readonly extraMicros: Micros;
  /** First in, first out. */
  readonly queue: readonly Envelope[];
  /** Nothing may arrive before this: keeps the order. */
  readonly lastArrival: Micros;
  readonly draws: number;
  /** Has anything ever been sent here since the last reset? Only then is there a connection to lose. */
  readonly connected: boolean;
  /** The next response sent here is lost together with the connection. */
  readonly losesNextResponse: boolean;
}

export interface Latency {
  /** The least time a message takes. */
  readonly latencyMicros: Micros;
  /** Mean of what comes on top; a tail of up to four times as much is drawn. */
  readonly jitterMicros: Micros;
}

/**
 * Sixteen equally likely multiples of the mean jitter, in 1/256: the quantiles of an exponential distribution at
 * (i + 1/2)/16, rounded, so that the mean is 1 and the first choice is the mildest. A table, because `Math.log`
 * differs between engines.
 */
const JITTER_QUANTILES = [8, 25, 44, 63, 84, 108, 133, 162, 194, 231, 274, 325, 388, 470, 606, 887] as const;

const NOTHING: readonly Envelope[] = [];

/** An unused link. */
export function newLink(from: number, to: number): Link {
  return {
    from,
    to,
    state: 'open',
    extraMicros: 0,
    queue: [],
    lastArrival: 0,
    draws: 0,
    connected: false,
    losesNextResponse: false,
  };
}

/** Number of a directed link among all links of `nodeCount` machines. */
export function linkIndex(from: number, to: number, nodeCount: number): number {
  return from * nodeCount + to;
}

/** Puts something into flight. */
export function enqueue(
  link: Link,
  options: {
    readonly now: Micros;
    readonly sequence: number;
    readonly message: Message | null;
    readonly index: number;
    readonly latency: Latency;
    readonly decider: Decider;
  },
): Link {
  const { latencyMicros, jitterMicros } = options.latency;
  let draws = link.draws;
  let jitter = 0;
  if (jitterMicros > 0) {
    const choice = options.decider.choose(SITE.latency, options.index, draws, JITTER_QUANTILES.length);
    jitter = (jitterMicros * (JITTER_QUANTILES[choice] as number)) >> 8;
    draws += 1;
  }
  const arriveAt = Math.max(link.lastArrival, options.now + latencyMicros + jitter + link.extraMicros);
  const envelope = { sequence: options.sequence, sentAt: options.now, arriveAt, message: options.message };
  return {
    from: link.from,
    to: link.to,
    state: link.state,
    extraMicros: link.extraMicros,
    queue: link.queue.length === 0 ? [envelope] : [...link.queue, envelope],
    lastArrival: arriveAt,
    draws,
    connected: options.message !== null,
    losesNextResponse: link.losesNextResponse,
  };
}

/** The link without the first thing in flight. */
export function dequeue(link: Link): Link {
  return {
    from: link.from,
    to: link.to,
    state: link.state,
    extraMicros: link.extraMicros,
    queue: link.queue.length === 1 ? NOTHING : link.queue.slice(1),
    lastArrival: link.lastArrival,
    draws: link.draws,
    connected: link.connected,
    losesNextResponse: link.losesNextResponse,
  };
}
