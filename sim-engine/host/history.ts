/**
 * The history of a run: what clients asked for and what they were told, in Jepsen's model, and the observer's view
 * of the logs that a checker may look at. A checker sees these two and nothing else: never a broker's internals.
 *
 * Models: operations of producers, consumers and the consumers' database, for two families of brokers. A log keeps its
 * records, and readers have positions in it. A queue forgets what a consumer has acknowledged; its consumers compete, and
 * no client sees a number: what stands as `offset` there is the observer's. Around both: calls between services, what databases
 * committed, and effects that nobody can take back.
 * Leaves out: anything a client could not have observed; transactions (they come with the transactional producer).
 */
import type { Micros } from '../kernel/time.ts';

/** `info` is indeterminate: the client will never know whether the operation took effect. */
export type OperationType = 'invoke' | 'ok' | 'fail' | 'info';

/** A log by topic name and index; or a queue by its name, with the partition -1 (`NO_PARTITION`), for it has none. */
export interface LogId {
  readonly topic: string;
  readonly partition: number;
}

/** One record as a client saw it. `value` is unique per record that an application meant to send. */
export interface SeenRecord {
  readonly topic: string;
  readonly partition: number;
  /**
   * Position in the log. In a queue: the running number under which the queue took the message in, known to the observer
   * only. A message that is delivered again keeps it; one that is published or dead-lettered again gets a new one.
   */
  readonly offset: number;
  /** The record's key (a short letter), or null. */
  readonly key: string | null;
  /** Unique identity of what the application sent, e.g. `a3`: key letter and number. */
  readonly value: string;
}

interface OperationBase {
  /** When, in microseconds of the run. */
  readonly at: Micros;
  /** The client (node) name: Jepsen's process. A restarted client keeps its name and gets a new incarnation. */
  readonly process: string;
  readonly incarnation: number;
}

/**
 * A producer's `send()`: invoked, then ok (with the offset that it was told), fail (definitely not written), or info.
 *
 * A publisher of messages: ok when the broker confirmed it, or at once without confirms; fail when no queue can have it,
 * e.g. `UNROUTABLE` (returned to a mandatory publisher, whose confirm then says nothing more and is not recorded); info
 * when it may lie in a queue: no answer, a lost connection, and also `NACK`, because a refusal by one queue of several
 * leaves the copies of the others where they are.
 */
export interface SendOperation extends OperationBase {
  readonly f: 'send';
  readonly type: OperationType;
  /**
   * What `topic` names. `log` (also when absent): a topic. `queue`: a queue, through the default exchange. `exchange`: an
   * exchange, whose bindings decide which queues take the message; the publisher is not told which.
   */
  readonly to?: 'log' | 'queue' | 'exchange';
  readonly topic: string;
  /** -1 while the producer does not know it; always -1 for a queue or an exchange. */
  readonly partition: number;
  readonly key: string | null;
  readonly value: string;
  /** The offset in the acknowledgement; -1 when unknown (invoke, fail, info, or acks=0), always -1 for messages. */
  readonly offset: number;
  /** `none` (acks=0, or no publisher confirms): the producer counts it as done without hearing from anybody. Confirms: `all`. */
  readonly acks: 'none' | 'leader' | 'all';
  /** Error name as the system calls it; only with fail and info. */
  readonly error?: string;
}

/**
 * A consumer's `poll()` that returned records to the application (empty polls are not recorded). From a queue: one message
 * handed to the application; the consumers of a queue are one group, which has the queue's name.
 */
export interface PollOperation extends OperationBase {
  readonly f: 'poll';
  readonly type: 'ok';
  readonly group: string;
  readonly records: readonly SeenRecord[];
  /** Automatic acknowledgement: the queue had forgotten the message when it sent it. Only with queues. */
  readonly settled?: true;
}

/** A commit of positions by a consumer; `offset` is the next offset to read. */
export interface CommitOperation extends OperationBase {
  readonly f: 'commit';
  readonly type: OperationType;
  readonly group: string;
  readonly offsets: readonly (LogId & { readonly offset: number })[];
  readonly error?: string;
}

/**
 * A consumer answers for one delivery of a queue; recorded when it sends the answer, which may still be lost. `ack`: the queue
 * may forget the message. `requeue`: it is to be delivered again. `discard`: rejected for good, to a dead letter exchange
 * if there is one.
 */
export interface SettleOperation extends OperationBase {
  readonly f: 'settle';
  readonly type: 'ok';
  readonly group: string;
  readonly outcome: 'ack' | 'requeue' | 'discard';
  readonly record: SeenRecord;
}

/**
 * Partitions given to or taken from a consumer. `lost`: taken without the chance to commit. With queues: it began or
 * ceased to consume from them; `generation` is -1.
 */
export interface AssignOperation extends OperationBase {
  readonly f: 'assign';
  readonly type: 'ok';
  readonly group: string;
  readonly generation: number;
  readonly change: 'assigned' | 'revoked' | 'lost';
  readonly partitions: readonly LogId[];
}

/**
 * A side effect of processing one record, made durable in the consumers' database; or, where a service does the work, its answer
 * to the consumer (`process` is the service then). Loss and duplication are judged here.
 */
export interface ApplyOperation extends OperationBase {
  readonly f: 'apply';
  /**
   * ok: the row was committed; fail: it was refused (a unique key, or the service knew the record: the effect exists already), or
   * the consumer gave the record up (`GIVEN_UP`).
   */
  readonly type: 'ok' | 'fail';
  readonly group: string;
  readonly record: SeenRecord;
  /** Name of the consumer that asked for the effect (`process` is the database). */
  readonly consumer?: string;
  readonly error?: string;
}

/**
 * A request over the network from customers or a service to a service: invoked, then ok, fail (refused, or its program failed:
 * `error` says why), or info (no answer in time, or the connection is gone: it may have been carried out).
 */
export interface CallOperation extends OperationBase {
  readonly f: 'call';
  readonly type: OperationType;
  readonly service: string;
  readonly endpoint: string;
  readonly order: string;
  /** Counts the attempts of this caller for this order, from 1. */
  readonly attempt: number;
  readonly error?: string;
}

/** A worker of a service (`process`) takes a request in hand (invoke), and ends its program (ok or fail). */
export interface ServeOperation extends OperationBase {
  readonly f: 'serve';
  readonly type: 'invoke' | 'ok' | 'fail';
  readonly endpoint: string;
  readonly order: string;
  readonly error?: string;
}

/** One change of a committed transaction (ok), or the one for which a database (`process`) refused all of it (fail). */
export interface WriteOperation extends OperationBase {
  readonly f: 'write';
  readonly type: 'ok' | 'fail';
  readonly table: string;
  /** Key of the row, or name of the counter. */
  readonly key: string;
  /** State of the row, or value of the counter, from now on; null: the row is gone, or the write was refused. */
  readonly state: string | null;
  /** Name of the service that asked. */
  readonly by: string;
  readonly order: string;
  /** `CONFLICT`, `NO_ROW` or `SOLD_OUT`. */
  readonly error?: string;
}

/** Something that customers feel and nobody can take back, made by a service (`process`). */
export interface EffectOperation extends OperationBase {
  readonly f: 'effect';
  /** fail: an idempotency key refused it (`REPEATED`): it exists already. */
  readonly type: 'ok' | 'fail';
  readonly name: string;
  readonly order: string;
  readonly error?: string;
}

/** A client process died or was stopped. Its open operations end as info. */
export interface CrashOperation extends OperationBase {
  readonly f: 'crash';
  readonly type: 'info';
}

/** One entry of the history. Its index is its place in the list. */
export type Operation =
  | SendOperation
  | PollOperation
  | CommitOperation
  | SettleOperation
  | AssignOperation
  | ApplyOperation
  | CallOperation
  | ServeOperation
  | WriteOperation
  | EffectOperation
  | CrashOperation;

/**
 * One record in a replica's log, as an observer who opens the file sees it. In a queue: a message that the copy holds now,
 * ready or delivered and unacknowledged; `epoch` is the Raft term, or 0.
 */
export interface ObservedRecord {
  /** Ascending within a replica. */
  readonly offset: number;
  readonly value: string;
  readonly key: string | null;
  readonly epoch: number;
}

/** One replica's copy of a log. A queue's `logStartOffset` is 0: it does not forget in order. */
export interface ObservedReplica {
  readonly node: string;
  readonly running: boolean;
  /** Does this node believe that it leads the log? Two may. */
  readonly believesLeader: boolean;
  readonly inSync: boolean;
  readonly logStartOffset: number;
  readonly endOffset: number;
  readonly highWatermark: number;
  readonly records: readonly ObservedRecord[];
}

/**
 * Why a queue dropped a message, so that it is in no other queue now. `auto-ack`: it was sent to a consumer, forgotten, and
 * never reached an application.
 */
export type DropReason =
  'expired' | 'maxlen' | 'rejected' | 'delivery_limit' | 'unroutable-dead-letter' | 'auto-ack' | 'purged';

/** A message that a queue dropped by a rule of its own or by an operator's order. */
export interface DroppedMessage {
  readonly value: string;
  readonly reason: DropReason;
  readonly at: Micros;
}

/** One log, or one queue, with all its copies. A dead letter queue is a queue like others. */
export interface ObservedLog extends LogId {
  /** The leader according to the cluster's metadata; null when there is none. */
  readonly leader: string | null;
  readonly replicas: readonly ObservedReplica[];
  /**
   * Values of records that are on their way from one copy to another; from a queue also those on their way to another
   * queue, or to a consumer's application and forgotten by the queue already (also in the client's buffer). Absent: none.
   */
  readonly onTheWire?: readonly string[];
  /** What the queue dropped. It explains a loss in words, and shows that a delivered message will not come again. */
  readonly dropped?: readonly DroppedMessage[];
}

/** Progress of one consumer group on one log. For a queue that has consumers, both positions are -1. */
export interface ObservedGroupPosition extends LogId {
  readonly group: string;
  /** -1 when nothing has been committed. */
  readonly committed: number;
  /** The owner's position (next offset to return from poll); -1 when nobody owns it. */
  readonly position: number;
}

/** A table of an application's database: rows by key, and counters, whose state is their value. */
export interface ObservedTable {
  readonly database: string;
  readonly table: string;
  readonly rows: readonly { readonly key: string; readonly state: string }[];
}

/** What a service has to do; nothing while its process is down. */
export interface ObservedService {
  readonly service: string;
  /** Requests that wait for a worker. */
  readonly waiting: number;
  /** Programs that are carried out. */
  readonly working: number;
}

/** Something that an order leaves behind, where an observer finds it. */
export type Trace =
  /** A row of a table; with `states`, in one of them. */
  | { readonly is: 'row'; readonly database: string; readonly table: string; readonly states?: readonly string[] }
  /** A message that was taken in for certain. `topic`: of a queue, its name. */
  | { readonly is: 'message'; readonly topic: string }
  | { readonly is: 'effect'; readonly name: string };

/** An order that has left `of` must in the end have left one of `needs` too; when there are none, `of` itself must not stay. */
export interface Agreement {
  readonly of: Trace;
  readonly needs: readonly Trace[];
}

/** What an observer may look at besides the history: log contents and group positions at the end of the run. */
export interface LogView {
  readonly at: Micros;
  readonly logs: readonly ObservedLog[];
  readonly groups: readonly ObservedGroupPosition[];
  /** Absent: the scenario has no applications. */
  readonly tables?: readonly ObservedTable[];
  readonly services?: readonly ObservedService[];
  /** Names of the effects that every accepted order must have. */
  readonly effects?: readonly string[];
  /** What must go together; absent where a scenario does not say. */
  readonly agreements?: readonly Agreement[];
}

/** How the run ended, for verdicts that need it. */
export interface RunEnd {
  readonly at: Micros;
  /** Were faults healed before the end? When? null: never. */
  readonly healedAt: Micros | null;
  /** What is still awaited at the end, in words' keys; null when the system came to rest. */
  readonly pending: { readonly key: string; readonly params: Readonly<Record<string, string | number>> } | null;
  /**
   * Did every consumer group read to the end of every log it is assigned? Only then can `unseen` be judged. With queues: is
   * every queue that has consumers empty, and is no consumer at work?
   */
  readonly drained: boolean;
}
