/**
 * How long the spans of a member's one timer are.
 *
 * Source: rabbitmq/ra, src/ra_server_proc.erl (election_timeout_action), v3.1.10; rabbit_quorum_queue.erl (tick).
 */
import type { TimerSpan } from './messages.ts';

export interface RaftTimes {
  /** ra: broadcast_time. */
  readonly broadcastMicros: number;
  /** ra: aten_poll_interval. */
  readonly atenPollMicros: number;
  /** ra: await_condition_timeout. */
  readonly awaitConditionMicros: number;
}

export const DEFAULT_RAFT_TIMES: RaftTimes = {
  broadcastMicros: 100_000,
  atenPollMicros: 5_000_000,
  awaitConditionMicros: 30_000_000,
};

/** How often the leader of a quorum queue looks after peers that lag (RabbitMQ: quorum_tick_interval, ra: tick_timeout). */
export const DEFAULT_TICK_MICROS = 5_000_000;

/** A fixed part, and a part of which the host draws a random share: from 1 to `spreadMicros`; 0: nothing is drawn. */
export interface SpanMicros {
  readonly baseMicros: number;
  readonly spreadMicros: number;
}

export function spanMicros(span: TimerSpan, times: RaftTimes): SpanMicros {
  const { broadcastMicros, atenPollMicros, awaitConditionMicros } = times;
  switch (span) {
    case 'really-short':
      return { baseMicros: 0, spreadMicros: broadcastMicros };
    case 'short':
      return { baseMicros: broadcastMicros, spreadMicros: 5 * broadcastMicros };
    case 'medium':
      return { baseMicros: broadcastMicros, spreadMicros: atenPollMicros };
    case 'long':
      return { baseMicros: atenPollMicros, spreadMicros: 10 * broadcastMicros };
    case 'condition':
      return { baseMicros: awaitConditionMicros, spreadMicros: 0 };
  }
}
