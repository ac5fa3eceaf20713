/**
 * The scene: what a page draws, as pure data. Every system fills the same alphabet (producer, broker, controller,
 * consumer, database; shelves of cells with marks; messages in flight), so that all views work for all systems.
 */
import type { Micros } from '../kernel/time.ts';

export type NodeRole = 'producer' | 'broker' | 'controller' | 'consumer' | 'database';
export type NodeStatus = 'up' | 'paused' | 'crashed' | 'powered-off' | 'fenced' | 'starting';

/** A message or record: a small square with its key's colour and letter. */
export interface MessageMark {
  /** Unique value, e.g. `a3`; also the label. */
  readonly value: string;
  /** Key letter; null for a record without key. */
  readonly key: string | null;
  /** 0-7, index into the Okabe-Ito palette, by key. */
  readonly colour: number;
}

/** One cell of a log shelf. */
export interface Cell {
  readonly offset: number;
  readonly epoch: number;
  readonly mark: MessageMark;
  /** Below the high watermark of this replica. */
  readonly committed: boolean;
  /** Flushed to disk (survives power loss). */
  readonly durable: boolean;
  /** Acknowledged to its producer. */
  readonly acknowledged: boolean;
  /** A verdict names this record. */
  readonly suspect: boolean;
}

export type ShelfMarkKind = 'high-watermark' | 'log-end' | 'committed' | 'position' | 'log-start';

export interface ShelfMark {
  readonly kind: ShelfMarkKind;
  readonly offset: number;
  /** Who it belongs to, for committed and position: the group or consumer name. */
  readonly owner: string | null;
}

/** A log's copy on one node, or a queue. */
export interface Shelf {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly role: 'leader' | 'follower' | 'offline' | 'queue';
  /** Believes to lead though the cluster has another leader. */
  readonly zombie: boolean;
  readonly inSync: boolean;
  readonly epoch: number;
  /** State of the role's statechart, e.g. `follower.truncating`. */
  readonly chartState: string;
  /** Offset of the first cell shown; earlier ones are not sent. */
  readonly firstOffset: number;
  readonly cells: readonly Cell[];
  readonly marks: readonly ShelfMark[];
}

/** A short fact on a node's card: a sentence key of the message catalogue with parameters. */
export interface Fact {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface SceneNode {
  readonly id: number;
  readonly name: string;
  readonly role: NodeRole;
  readonly status: NodeStatus;
  readonly slow: boolean;
  readonly facts: readonly Fact[];
  readonly shelves: readonly Shelf[];
  /** Records that sit in the node: a producer's accumulator, a consumer's unprocessed poll, a database's rows (last few). */
  readonly held: readonly MessageMark[];
  readonly heldTotal: number;
  /** Statecharts of this node: chart id and active state. */
  readonly charts: readonly { readonly chart: string; readonly subject: string; readonly state: string }[];
}

export interface SceneLink {
  readonly from: number;
  readonly to: number;
  readonly state: 'open' | 'cut' | 'held';
  readonly slow: boolean;
  /** What the connection is for; decides how it is drawn. */
  readonly purpose: 'produce' | 'consume' | 'replicate' | 'control' | 'apply';
}

/** A message in flight. Position on screen = (now - sentAt) / (arriveAt - sentAt). */
export interface SceneMessage {
  /** Stable while in flight. */
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly sentAt: Micros;
  readonly arriveAt: Micros;
  /** Waits because its link is cut or held, or its receiver is paused. */
  readonly stopped: boolean;
  /** The protocol's own name, e.g. `ProduceRequest`. */
  readonly kind: string;
  readonly marks: readonly MessageMark[];
  readonly error: string | null;
  /** Routine traffic (empty fetches, heartbeats) may be hidden. */
  readonly routine: boolean;
}

export interface Scene {
  readonly at: Micros;
  readonly step: number;
  readonly nodes: readonly SceneNode[];
  readonly links: readonly SceneLink[];
  readonly messages: readonly SceneMessage[];
}
