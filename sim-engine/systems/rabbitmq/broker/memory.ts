/** What a node's process remembers: its share of the broker, its clients, and the other nodes as it sees them. */
import type { Micros } from '../../../kernel/time.ts';
import type { QuorumRequest } from '../node/internode.ts';
import type { RabbitNode } from '../node/value.ts';
import type { RaftMember } from '../raft/index.ts';

/** A client connection of this node. */
export interface Client {
  /** Unique in a run: the client's own name for it, the node, and the node's life. */
  readonly connection: string;
  /** As the client knows it. */
  readonly wireName: string;
  readonly machine: number;
  /** 0: no heartbeats. */
  readonly heartbeatMicros: Micros;
  readonly heardAt: Micros;
}

/** Another node, as this one sees it. */
export interface Peer {
  readonly machine: number;
  readonly name: string;
  readonly isUp: boolean;
  /** Names the connection in this direction; the other node takes nothing that carries another name. */
  readonly ownSession: string;
  /** The same in the other direction, as the other node has said. */
  readonly session: string;
  /** Which of its lives this is. */
  readonly life: string;
  /** This node's greeting that has no answer so far, by its session; null: there is none. */
  readonly asking: string | null;
  /** The other node's greeting, answered, until it has met this one: both sessions; null: there is none. */
  readonly answering: { readonly ownSession: string; readonly session: string } | null;
  /** Ticks and polls of this node since something was heard. */
  readonly quietTicks: number;
  readonly quietPolls: number;
  /** By the failure detector of quorum queues, which is faster than that of nodes. */
  readonly isSuspected: boolean;
  /** Has this node seen it go, in its present life? */
  readonly sawItGo: boolean;
}

/** A command in the log of a quorum queue, with the time at which its leader took it: all members apply it as of then. */
export interface LoggedRequest {
  readonly request: QuorumRequest;
  readonly atMicros: Micros;
}

/** Place of a log entry. */
export interface LogPlace {
  readonly index: number;
  readonly term: number;
}

/** This node's member of a quorum queue. */
export interface Group {
  readonly queue: string;
  /** Number of the queue in the scenario: it names timers and files. */
  readonly number: number;
  readonly member: RaftMember<LoggedRequest>;
  /** Last entry that the queue has applied. */
  readonly applied: number;
  /** Is a tick on its way through the log? */
  readonly isTicking: boolean;
  /** The entry up to which an fsync is under way, and the one up to which another one is wanted. */
  readonly syncing: LogPlace | null;
  readonly toSync: LogPlace | null;
}

/** A mirror of a classic queue. */
export interface MirrorCopy {
  readonly node: string;
  /** In which life of the node: in the next one it has nothing of the queue. */
  readonly life: string;
  /** It has every message from this number on. 0: all of them, it is synchronised. */
  readonly since: number;
}

/** Who has copies of a mirrored queue, as this node knows it. */
export interface MirrorSet {
  readonly leader: string | null;
  /** Counts the leaders so far. Nodes that meet go by the higher number. */
  readonly generation: number;
  /** The oldest one first. */
  readonly mirrors: readonly MirrorCopy[];
  /** Messages that this node's own copy lacks, as of the last update. */
  readonly lacking: number;
}

/** What a node says to the leader of an autoheal. */
export interface HealReport {
  readonly node: string;
  /** Which time of asking it answers. */
  readonly round: number;
  readonly clients: number;
  /** Does it see all nodes? */
  readonly seesAll: boolean;
  readonly partitionedFrom: readonly string[];
}

export interface BrokerMemory {
  readonly node: RabbitNode;
  readonly clients: readonly Client[];
  /** How many publishers of each queue wait for the fsync that is under way. Null: none is. */
  readonly syncing: readonly { readonly queue: string; readonly count: number }[] | null;
  /** When the operating system last put on disk by itself what had been written. */
  readonly writtenBackAt: Micros;
  /** When the timer of the node's own deadlines is armed for; NEVER: it is not. */
  readonly dueAt: Micros;
  /** `paused`: in a minority. `restarting`: the loser of an autoheal. `blank`: it has lost its disk. None of these serves anybody. */
  readonly mode: 'serving' | 'paused' | 'restarting' | 'blank';
  /** Counts the starts of the broker within this process. */
  readonly starts: number;
  /** Counts the connections that it has begun with other nodes, in either direction. */
  readonly sessions: number;
  /** Has it started, and does not know yet what there is? It takes no clients. */
  readonly isFresh: boolean;
  /** Whom it has to meet first, unless it meets one that knows. */
  readonly waitsFor: 'a majority' | readonly string[];
  readonly peers: readonly Peer[];
  /** Peers that answered since a paused node asked last. */
  readonly answers: readonly string[];
  readonly groups: readonly Group[];
  /** By queue. */
  readonly mirrorSets: Readonly<Record<string, MirrorSet>>;
  readonly partitionedFrom: readonly string[];
  /** At the leader of an autoheal: how often it has asked, and what was answered. */
  readonly healRound: number;
  readonly reports: readonly HealReport[];
}

export const BROKER_TIMERS = {
  deadlines: 'queue-tick',
  heartbeat: 'heartbeat',
  netTick: 'net-tick',
  poll: 'failure-detector',
  ping: 'ping',
  election: 'election',
  raftTick: 'raft-tick',
  pauseCheck: 'pause-check',
  restart: 'restart',
} as const;

/** The node as it stands on disk. */
export interface NodeImage {
  readonly node: RabbitNode;
  /** What the states of quorum queues have applied. */
  readonly applied: readonly { readonly queue: string; readonly index: number }[];
  /** Empty while the node is partitioned from another: after a restart the others know better. */
  readonly mirrorSets: BrokerMemory['mirrorSets'];
  /** Other nodes that it saw. */
  readonly seen: readonly string[];
}

/** Numbers of a node's files. */
export const FILE = {
  /** Definitions and messages: the whole node, of which only what is durable is used at the next start. */
  node: 0,
  /** Was the last process stopped in an orderly way? */
  stoppedCleanly: 1,
  /** For an observer only: how far classic queues have numbered their messages, so that no number comes twice in a run. */
  numbers: 2,
  /** Term and vote of a member, by number of the queue. */
  vote: (queue: number): number => 3 + 2 * queue,
  /** Log of a member. */
  log: (queue: number): number => 4 + 2 * queue,
} as const;
