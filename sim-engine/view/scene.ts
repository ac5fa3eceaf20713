/**
 * The scene: what a page draws, as pure data. Every system fills the same alphabet (producer, broker, controller,
 * consumer, database, service, caller; exchanges; logs and queues with their cells; messages in flight), so that all views work for all
 * systems.
 *
 * A log keeps what was read, so its cells have offsets and readers have positions in it. A queue gives a message away and
 * forgets it, so its cells are ready, in somebody's hands, or waiting to be ready again.
 */
import type { Micros } from '../kernel/time.ts';

export type NodeRole = 'producer' | 'broker' | 'controller' | 'consumer' | 'database' | 'service' | 'caller';
export type NodeStatus = 'up' | 'paused' | 'crashed' | 'powered-off' | 'fenced' | 'starting';

/** A message or record: a small square with its key's colour and letter. */
export interface MessageMark {
  /** Unique value, e.g. `a3`; also the label unless there is another one. */
  readonly value: string;
  /** What the square says of a message that is about an order: the order. */
  readonly label?: string;
  /** Key letter; null for a record without key. */
  readonly key: string | null;
  /** 0-7, index into the Okabe-Ito palette, by key. */
  readonly colour: number;
  /** Has been, or may have been, delivered before: the `redelivered` flag. */
  readonly redelivered?: boolean;
  /** Has died in another queue: rejected, expired, pushed out, or returned too often. */
  readonly deadLettered?: boolean;
}

/** What every cell says about its message, in a log or in a queue. */
interface CellBase {
  readonly mark: MessageMark;
  /** A log: below this replica's high watermark. A queue: accepted for good, e.g. by a majority of the members. */
  readonly committed: boolean;
  /** On disk (survives power loss). In a queue: persistent and written. */
  readonly durable: boolean;
  /** Acknowledged (confirmed) to its producer. */
  readonly acknowledged: boolean;
  /** A verdict names this message. */
  readonly suspect: boolean;
}

/** One cell of a log. */
export interface Cell extends CellBase {
  readonly offset: number;
  readonly epoch: number;
}

/** One message of a queue. */
export interface QueueCell extends CellBase {
  /** Number of the message in its queue, by arrival: the same on every copy. Unique within a queue. */
  readonly entry: number;
  /** How often it has been handed out, the present time included. 0: never. */
  readonly deliveries: number;
}

/** A message in the hands of a consumer. */
export interface UnackedCell extends QueueCell {
  /** Name of the consumer that holds it, as on its machine. */
  readonly holder: string;
}

export type ShelfMarkKind = 'high-watermark' | 'log-end' | 'committed' | 'position' | 'log-start';

export interface ShelfMark {
  readonly kind: ShelfMarkKind;
  readonly offset: number;
  /** Who it belongs to, for committed and position: the group or consumer name. */
  readonly owner: string | null;
}

/** What a copy of a log or queue is, on one node. */
interface CopyBase {
  /** Unique on the stage. */
  readonly id: string;
  /** Believes to lead though the cluster has another leader. */
  readonly zombie: boolean;
  /** Has all that a new leader must have: in the ISR, or a synchronised member or mirror. */
  readonly inSync: boolean;
  /** Leader epoch or term; -1 where there is none. */
  readonly epoch: number;
  /** State of the role's statechart, e.g. `follower.truncating`. */
  readonly chartState: string;
}

/** A log's copy on one node. */
export interface LogShelf extends CopyBase {
  readonly kind: 'log';
  readonly topic: string;
  /** null: a log that has no partitions, such as a stream. */
  readonly partition: number | null;
  readonly role: 'leader' | 'follower' | 'offline';
  /** Offset of the first cell shown; earlier ones are not sent. */
  readonly firstOffset: number;
  readonly cells: readonly Cell[];
  readonly marks: readonly ShelfMark[];
}

/** Messages of one part of a queue: the first few, and how many there are. */
export interface Lane<Item extends QueueCell> {
  /** The next one first. */
  readonly cells: readonly Item[];
  readonly total: number;
}

/** A queue's copy on one node. */
export interface QueueShelf extends CopyBase {
  readonly kind: 'queue';
  readonly name: string;
  /** The system's own name for this kind of queue, shown as it is: `classic`, `quorum`. */
  readonly type: string;
  /** `only`: no other node can ever have a copy. */
  readonly role: 'only' | 'leader' | 'copy' | 'offline';
  /** Can be delivered; the head, which goes out next, first. */
  readonly ready: Lane<QueueCell>;
  /** Handed out and not settled, in the order in which they were handed out. */
  readonly unacked: Lane<UnackedCell>;
  /** Wait until they may be ready again; the next one first. */
  readonly delayed: Lane<QueueCell>;
  /** Names of its consumers, in the order in which they came. */
  readonly consumers: readonly string[];
  /** Only one consumer gets messages: which (null: none at present). Null when all take turns. */
  readonly singleActive: { readonly consumer: string | null } | null;
  /** The most messages it takes, when it has a limit that is told in messages. */
  readonly limit: number | null;
  /** At its limit, of whatever kind: it drops or refuses. */
  readonly full: boolean;
  /** Other facts in the room's words: `dead letters go to dlx`. Shown in views and told in descriptions. */
  readonly facts: readonly Fact[];
}

export type Shelf = LogShelf | QueueShelf;

/** From an exchange to a queue or another exchange. */
export interface SceneBinding {
  readonly to: string;
  readonly toKind: 'queue' | 'exchange';
  /** The binding key, or headers in short; null when none is looked at (fanout). */
  readonly key: string | null;
}

/** Where producers send to: it keeps nothing, it only decides which queues get a copy. */
export interface SceneExchange {
  /** Empty: the default exchange, which every queue is bound to by its name. */
  readonly name: string;
  /** The system's own name, shown as it is: `direct`, `topic`, `fanout`, `headers`. */
  readonly type: string;
  /** In the order in which they were made. */
  readonly bindings: readonly SceneBinding[];
  /** Name of the exchange that gets what no binding matches; absent: such messages are dropped. */
  readonly alternate?: string;
}

/** A short fact on a node's card: a sentence key of the message catalogue with parameters. */
export interface Fact {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a program, or a customer who waits, is doing now. */
export interface SceneTask {
  readonly mark: MessageMark;
  /** `waits`: for somebody else's answer; `pauses`: until it tries again. */
  readonly state: 'works' | 'waits' | 'pauses';
  /** Counts from 1; more: it has been tried before. */
  readonly attempt: number;
}

/** Effects of one name, with the newest orders that have it, each once. */
export interface SceneEffects {
  readonly name: string;
  readonly total: number;
  /** Orders that have it: fewer than the total when one has it twice. */
  readonly orders: number;
  /** The newest last. */
  readonly newest: readonly { readonly mark: MessageMark; readonly times: number }[];
}

/** The inside of a service. */
export interface SceneService {
  /** Programs that it can carry out at a time. */
  readonly workers: number;
  /** What its workers are at. */
  readonly tasks: readonly SceneTask[];
  /** Requests that wait for a worker, the next one first. */
  readonly waiting: { readonly marks: readonly MessageMark[]; readonly total: number };
  /** Requests that may wait; more are refused (BUSY). */
  readonly backlog: number;
  /** Requests that were refused so far because nobody was free. */
  readonly refused: number;
  /** For each effect that its programs can make. */
  readonly effects: readonly SceneEffects[];
  /** Somebody else's system (a bank): drawn apart. */
  readonly external: boolean;
}

/** Customers: those who wait, and what all others were told. */
export interface SceneCustomers {
  readonly tasks: readonly SceneTask[];
  readonly told: {
    readonly ok: number;
    readonly fail: number;
    /** No answer in time, or the connection is gone. */
    readonly unknown: number;
  };
}

/** A table of an application's database. */
export interface SceneTable {
  readonly name: string;
  /** Rows by state, or counters by item, in order of their names. */
  readonly entries: readonly { readonly name: string; readonly value: number }[];
  /** Its newest rows, by their keys, the newest last; and how many rows there are. */
  readonly newest: readonly MessageMark[];
  readonly rows: number;
}

export interface SceneNode {
  readonly id: number;
  readonly name: string;
  readonly role: NodeRole;
  readonly status: NodeStatus;
  readonly slow: boolean;
  readonly facts: readonly Fact[];
  /** Exchanges to show inside this broker; absent in systems that have none. */
  readonly exchanges?: readonly SceneExchange[];
  readonly shelves: readonly Shelf[];
  /** Records that sit in the node: a producer's accumulator, a consumer's unprocessed poll, a database's rows (last few). */
  readonly held: readonly MessageMark[];
  readonly heldTotal: number;
  /** Only services. */
  readonly service?: SceneService;
  /** Only customers. */
  readonly customers?: SceneCustomers;
  /** Only databases of applications. */
  readonly tables?: readonly SceneTable[];
  /** Statecharts of this node: chart id and active state. */
  readonly charts: readonly { readonly chart: string; readonly subject: string; readonly state: string }[];
}

export interface SceneLink {
  readonly from: number;
  readonly to: number;
  readonly state: 'open' | 'cut' | 'held';
  readonly slow: boolean;
  /** What the connection is for; decides how it is drawn. `call`: requests of customers, consumers and services to services. */
  readonly purpose: 'produce' | 'consume' | 'replicate' | 'control' | 'apply' | 'call';
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
  /** The protocol's own name, e.g. `ProduceRequest`, `basic.publish`. */
  readonly kind: string;
  /** Answers something: drawn as a round sign when it carries no records. */
  readonly answer: boolean;
  /** An answer to somebody who has given up waiting: nobody will read it. Absent: somebody may. */
  readonly late?: true;
  readonly marks: readonly MessageMark[];
  readonly error: string | null;
  /** Routine traffic (empty fetches, heartbeats) may be hidden. */
  readonly routine: boolean;
}

export interface Scene {
  /** Machines that are one process: a service and its clients, the service first. Absent: each machine is its own. */
  readonly processes?: readonly (readonly number[])[];
  readonly at: Micros;
  readonly step: number;
  readonly nodes: readonly SceneNode[];
  readonly links: readonly SceneLink[];
  readonly messages: readonly SceneMessage[];
}
