/** What a node's process remembers. */
import type { Micros } from '../../../kernel/time.ts';
import type { RabbitNode } from '../node/value.ts';

/** A client connection of this node. */
export interface Client {
  readonly connection: string;
  readonly machine: number;
  /** 0: no heartbeats. */
  readonly heartbeatMicros: Micros;
  readonly heardAt: Micros;
}

export interface BrokerMemory {
  readonly node: RabbitNode;
  readonly clients: readonly Client[];
  /** An fsync is under way: how many confirms of each queue wait for it. Null: none is. */
  readonly syncing: Readonly<Record<string, number>> | null;
  /** When the timer of the node's own deadlines is armed for; NEVER: it is not. */
  readonly dueAt: Micros;
}

export const BROKER_TIMERS = { deadlines: 'queue-tick', heartbeat: 'heartbeat' } as const;

/** Numbers of a node's files. */
export const FILE = {
  /** Definitions and messages: the whole node, of which only what is durable is used at the next start. */
  node: 0,
  /** Was the last process stopped in an orderly way? */
  stoppedCleanly: 1,
} as const;
