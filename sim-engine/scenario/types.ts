/**
 * A scenario is data: system, topology, settings, workload, faults, promises, horizon, seed. Lessons, links, interviews,
 * sessions, the command line and tests all speak it. Scenario + actions = the run, exactly.
 */

import type { Applications, HandlerSpec } from '../apps/applications.ts';
import type { Action } from '../host/action.ts';
import type { Settings, SettingValue } from '../host/settings.ts';

export type { Action, Settings, SettingValue };

/** What every system's producer has. */
export interface ProducerSpec {
  readonly name: string;
  readonly settings?: Settings;
  /** Records per second; the interval is 1,000,000 / rate microseconds. 0: sends only on command. */
  readonly ratePerSecond: number;
  /** Stop after so many records. */
  readonly records: number;
  readonly startMillis?: number;
  /** Keys used in turn, e.g. ["a","b"]; empty: records without key. */
  readonly keys: readonly string[];
  readonly valueBytes?: number;
}

/** What every system's consumer has. */
export interface ConsumerSpec {
  readonly name: string;
  readonly settings?: Settings;
  /** How the application works. */
  readonly processing: {
    readonly micros: number;
    /** Does the database refuse a second effect for the same value? */
    readonly idempotent: boolean;
    /** A service that does the work of each message; absent: the consumer does it, and its effect goes to its database. */
    readonly handler?: HandlerSpec;
  };
}

/** What every system's cluster has; a system adds its own parts (its room's scenario.ts). */
export interface Topology {
  readonly brokers: number;
  readonly producers: readonly ProducerSpec[];
  readonly consumers: readonly ConsumerSpec[];
  /** What runs around the broker; absent: nothing. */
  readonly applications?: Applications;
}

export type PromiseName =
  | 'no-lost-write'
  | 'no-duplicate'
  | 'order-per-key'
  | 'every-record-read'
  | 'no-divergence'
  | 'one-holder'
  | 'available'
  | 'comes-to-rest'
  | 'effect-once'
  | 'every-order-done'
  | 'database-and-events-agree';

export interface Scenario<T extends Topology = Topology> {
  readonly version: 1;
  readonly name: string;
  readonly system: string;
  readonly seed: number;
  /** The run ends here at the latest. */
  readonly horizonMillis: number;
  /** Faults end and everything is healed at this time; default: no automatic healing. */
  readonly healAtMillis?: number;
  readonly topology: T;
  /** Cluster-wide settings, in the system's own names. */
  readonly settings: Settings;
  /** Protocol rules switched off or on by name; default: all on. */
  readonly guards: Readonly<Record<string, boolean>>;
  readonly network: { readonly latencyMicros: number; readonly jitterMicros: number };
  readonly faults: readonly Action[];
  /** At most so many of each fault; absent: unlimited. */
  readonly faultBudget?: Readonly<Record<string, number>>;
  readonly promises: readonly PromiseName[];
}
