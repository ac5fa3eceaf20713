/**
 * A machine and the one process on it.
 *
 * Models: crash (memory gone, disk kept), restart, power loss (memory and unsynced data gone, nobody is told), pause (the
 * process stands still while clocks and the network run on: that is how zombies are made), slow node (every event keeps
 * the process busy for a while).
 * Leaves out: clock skew (all machines share one clock), several processes per machine.
 */
import type { Micros } from '../kernel/time.ts';
import type { Settings } from './settings.ts';
import type { Disk } from './disk.ts';
import type { Timers } from './timers.ts';

export type ProcessState = 'running' | 'paused' | 'down' | 'powered-off';

export interface Machine {
  readonly process: ProcessState;
  /** Counts starts, from 1. */
  readonly incarnation: number;
  /** The process's memory: the system's own immutable data; undefined while it is down. */
  readonly memory: unknown;
  readonly disk: Disk;
  readonly timers: Timers;
  /** Given settings, by the system's names; they survive a crash like a configuration file. */
  readonly settings: Settings;
  /** Handles nothing before this time: a slow node. */
  readonly busyUntil: Micros;
  /** How long each event keeps it busy; 0 normally. */
  readonly slowMicros: Micros;
  /** Decisions that this machine has drawn. */
  readonly draws: number;
}
