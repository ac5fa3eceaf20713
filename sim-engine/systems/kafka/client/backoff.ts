/**
 * How long a client waits before it tries again: exponential, base 2, with 20 % jitter (KIP-580).
 * Source: clients/src/main/java/org/apache/kafka/common/utils/ExponentialBackoff.java, Kafka 4.3.
 */
import type { Turn } from '../../../host/turn.ts';
import type { Micros } from '../../../kernel/time.ts';

export interface BackoffSettings {
  /** `retry.backoff.ms`. */
  readonly retryBackoffMicros: Micros;
  /** `retry.backoff.max.ms`. */
  readonly retryBackoffMaxMicros: Micros;
}

/** Jitter in percent of the full wait; the first choice is the shortest wait. */
const JITTER_PERCENT = [80, 90, 100, 110, 120] as const;

/** Doublings beyond which any wait has reached its maximum. */
const DOUBLINGS_MAX = 20;

/**
 * Wait before the next attempt.
 *
 * @param failures - how often it has failed before this time: 0 for the first retry
 */
export function backoff(turn: Turn, settings: BackoffSettings, failures: number): Micros {
  const { retryBackoffMicros, retryBackoffMaxMicros } = settings;
  let wait = retryBackoffMicros;
  for (let doubling = 0; doubling < Math.min(failures, DOUBLINGS_MAX); doubling += 1) {
    if (wait >= retryBackoffMaxMicros) break;
    wait *= 2;
  }
  const percent = JITTER_PERCENT[turn.choose(JITTER_PERCENT.length)] as number;
  return Math.min(Math.floor((Math.min(wait, retryBackoffMaxMicros) * percent) / 100), retryBackoffMaxMicros);
}
