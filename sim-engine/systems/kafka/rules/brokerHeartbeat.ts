/**
 * What the controller answers a broker's heartbeat: may it serve, must it stop, may it shut down.
 * Faults that reach it: partitions, pauses and crashes (the session ends), planned restarts (controlled shutdown).
 * Source: metadata/src/main/java/org/apache/kafka/controller/BrokerHeartbeatManager.java, Kafka 4.3.
 */
import type { Micros } from '../../../kernel/time.ts';

export type BrokerControlState = 'FENCED' | 'UNFENCED' | 'CONTROLLED_SHUTDOWN' | 'SHUTDOWN_NOW';

export interface HeartbeatFacts {
  readonly current: BrokerControlState;
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
  /** The broker has replayed the metadata log up to its own registration. */
  readonly caughtUpWithOwnRegistrationRecord: boolean;
  readonly leadsPartitions: boolean;
  /** Every active broker has replayed the metadata log up to the start of this broker's controlled shutdown. */
  readonly controlledShutdownCaughtUp: boolean;
}

/**
 * Name: decide a broker's next state
 * Who: the active controller, on a heartbeat
 * Means: a broker serves once it knows its own registration; before it stops, its leaderships move and everybody learns of it
 * Enabled when: the heartbeat carries the registered broker epoch
 * Changes: nothing; the controller writes what the new state needs
 */
export function nextBrokerState(facts: HeartbeatFacts): BrokerControlState {
  switch (facts.current) {
    case 'FENCED':
      if (facts.wantShutDown) return 'SHUTDOWN_NOW';
      return !facts.wantFence && facts.caughtUpWithOwnRegistrationRecord ? 'UNFENCED' : 'FENCED';
    case 'UNFENCED':
      if (facts.wantFence) return facts.wantShutDown ? 'SHUTDOWN_NOW' : 'FENCED';
      if (!facts.wantShutDown) return 'UNFENCED';
      return facts.leadsPartitions ? 'CONTROLLED_SHUTDOWN' : 'SHUTDOWN_NOW';
    case 'CONTROLLED_SHUTDOWN':
      return facts.leadsPartitions || !facts.controlledShutdownCaughtUp ? 'CONTROLLED_SHUTDOWN' : 'SHUTDOWN_NOW';
    case 'SHUTDOWN_NOW':
      return 'SHUTDOWN_NOW';
  }
}

export interface BrokerSession {
  readonly broker: number;
  readonly lastContactMicros: Micros;
}

/**
 * Name: find the stalest broker
 * Who: the active controller's timer
 * Means: a broker of which nothing was heard for broker.session.timeout.ms is fenced, the stalest first and one per pass
 * Enabled when: its session has been silent for the timeout or longer
 * Changes: nothing; the controller fences it
 *
 * @returns the broker to fence, or null; of equally stale ones the one with the smallest id
 */
export function stalestExpiredBroker(options: {
  readonly sessions: readonly BrokerSession[];
  readonly nowMicros: Micros;
  readonly sessionTimeoutMicros: Micros;
}): number | null {
  let stalest: BrokerSession | null = null;
  for (const session of options.sessions) {
    if (session.lastContactMicros + options.sessionTimeoutMicros > options.nowMicros) continue;
    if (stalest === null || isStaler(session, stalest)) stalest = session;
  }
  return stalest?.broker ?? null;
}

function isStaler(left: BrokerSession, right: BrokerSession): boolean {
  if (left.lastContactMicros !== right.lastContactMicros) return left.lastContactMicros < right.lastContactMicros;
  return left.broker < right.broker;
}
