/** Raft for RabbitMQ's quorum queues. Nothing here knows queues: commands are opaque. */
export { ALL_RAFT_GUARDS, raftConfig, type RaftConfig, type RaftGuardName, type RaftGuards } from './config.ts';
export {
  commandAt,
  createMember,
  persistentOf,
  recover,
  type Peer,
  type RaftMember,
  type RaftPersistent,
  type RaftTurn,
} from './member.ts';
export type { LogEntry, RaftMessage, RaftOutput, RaftRole, TimerSpan } from './messages.ts';
export { peerDown, peerUp, type PeerLoss } from './detection.ts';
export { mayHandOver, propose, receive, takeOver, tick, timeout, written } from './raft.ts';
export { DEFAULT_RAFT_TIMES, DEFAULT_TICK_MICROS, spanMicros, type RaftTimes, type SpanMicros } from './timers.ts';
