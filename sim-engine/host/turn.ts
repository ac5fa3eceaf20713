/**
 * One turn of one process: what a handler may read, and where it leaves its effects. A handler is pure: it returns the new
 * memory, and its effects are data that the host carries out after it has returned.
 */
import type { Operation } from './history.ts';
import type { Decider } from '../kernel/decider.ts';
import { RANK } from '../kernel/eventQueue.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Micros } from '../kernel/time.ts';
import type { Settings } from './settings.ts';
import type { DrawStream } from './stream.ts';
import type { MilestoneKind, Sentence, SentenceParams } from './sentence.ts';
import { withFile, type Disk } from './disk.ts';
import type { Machine } from './machine.ts';
import type { Message } from './message.ts';
import { FSYNC, withoutTimer, withTimer, type Timer, type Timers } from './timers.ts';

/** An operation as a client states it; the host adds time, process and incarnation. */
export type OperationBody = Operation extends infer O
  ? O extends Operation
    ? Omit<O, 'at' | 'process' | 'incarnation'>
    : never
  : never;

/** A step that matters, as a handler states it. */
export interface MilestoneBody {
  readonly kind: MilestoneKind;
  readonly sentence: Sentence;
}

/** Something to put on a link; a null message closes the connection. */
export interface Send {
  readonly to: number;
  readonly message: Message | null;
}

const NO_SENDS: readonly Send[] = [];
const NO_OPERATIONS: readonly OperationBody[] = [];
const NO_MILESTONES: readonly MilestoneBody[] = [];

export class Turn {
  readonly now: Micros;
  /** This machine's number. */
  readonly self: number;
  readonly incarnation: number;
  readonly settings: Settings;
  /** Time a disk takes for an fsync. */
  readonly #fsyncMicros: Micros;
  readonly #decider: Decider;
  readonly #stream: DrawStream;
  /** Collects sentences and rules, or null when nobody asks. */
  readonly #explanation: { readonly sentences: Sentence[]; readonly rules: string[] } | null;

  // What the host reads after the handler has returned.
  disk: Disk;
  timers: Timers;
  draws: number;
  sequence: number;
  sends: readonly Send[] = NO_SENDS;
  operations: readonly OperationBody[] = NO_OPERATIONS;
  milestones: readonly MilestoneBody[] = NO_MILESTONES;
  /** The process ends itself after this turn. */
  exits = false;

  constructor(options: {
    readonly now: Micros;
    readonly self: number;
    readonly stream: DrawStream;
    readonly machine: Machine;
    readonly sequence: number;
    readonly decider: Decider;
    readonly fsyncMicros: Micros;
    readonly explanation: { readonly sentences: Sentence[]; readonly rules: string[] } | null;
  }) {
    this.now = options.now;
    this.self = options.self;
    this.incarnation = options.machine.incarnation;
    this.settings = options.machine.settings;
    this.disk = options.machine.disk;
    this.timers = options.machine.timers;
    this.draws = options.machine.draws;
    this.sequence = options.sequence;
    this.#fsyncMicros = options.fsyncMicros;
    this.#decider = options.decider;
    this.#stream = options.stream;
    this.#explanation = options.explanation;
  }

  /** Sends a message; it leaves when the handler has returned. */
  send(to: number, message: Message): void {
    invariant(to >= 0 && to !== this.self, 'a process sends messages to another one');
    if (this.sends === NO_SENDS) this.sends = [{ to, message }];
    else (this.sends as Send[]).push({ to, message });
  }

  /** Closes the connection to a peer: what was sent still arrives, then the peer learns of it. Answers in flight are dropped. */
  disconnect(peer: number): void {
    if (this.sends === NO_SENDS) this.sends = [{ to: peer, message: null }];
    else (this.sends as Send[]).push({ to: peer, message: null });
  }

  /** Arms a timer `after` microseconds from now, replacing one of the same name and subject. */
  setTimer(name: string, subject: number, after: Micros): void {
    this.sequence += 1;
    const timer = { name, subject, at: this.now + Math.max(0, after), sequence: this.sequence, rank: RANK.timer };
    this.timers = withTimer(withoutTimer(this.timers, name, subject), timer);
  }

  /** Disarms a timer; does nothing when it is not armed. */
  cancelTimer(name: string, subject: number): void {
    this.timers = withoutTimer(this.timers, name, subject);
  }

  /** Is a timer of this name and subject armed? */
  hasTimer(name: string, subject: number): boolean {
    return this.timers.some((timer) => timer.name === name && timer.subject === subject && timer.rank === RANK.timer);
  }

  /** A file's content as the process sees it (page cache included); undefined when it was never written. */
  read(file: number): unknown {
    return this.disk[file]?.written;
  }

  /** Writes a file into the page cache. */
  write(file: number, content: unknown): void {
    this.disk = withFile(this.disk, file, { written: content, durable: this.disk[file]?.durable });
  }

  /** Starts an fsync of a file as it stands now; input `synced` follows. */
  fsync(file: number): void {
    this.sequence += 1;
    this.timers = withTimer(this.timers, {
      name: FSYNC,
      subject: file,
      at: this.now + this.#fsyncMicros,
      sequence: this.sequence,
      rank: RANK.disk,
      content: this.read(file),
    });
  }

  /** Writes a file and makes it durable within this turn (small checkpoints that Kafka writes with an atomic rename and fsync). */
  writeDurably(file: number, content: unknown): void {
    this.disk = withFile(this.disk, file, { written: content, durable: content });
    const isOlderFsync = (timer: Timer): boolean => timer.rank === RANK.disk && timer.subject === file;
    if (!this.timers.some(isOlderFsync)) return;
    // An fsync that is still under way must not bring the older content back.
    this.timers = this.timers.map((timer) => (isOlderFsync(timer) ? { ...timer, content } : timer));
  }

  /** Decides something; 0 is the mildest choice. */
  choose(count: number): number {
    const choice = this.#decider.choose(this.#stream.site, this.#stream.entity, this.draws, count);
    this.draws += 1;
    return choice;
  }

  /** Adds an operation to the history. */
  record(operation: OperationBody): void {
    if (this.operations === NO_OPERATIONS) this.operations = [operation];
    else (this.operations as OperationBody[]).push(operation);
  }

  /** Marks this step as one that matters, and says so in words. */
  milestone(kind: MilestoneKind, key: string, params: SentenceParams): void {
    const milestone = { kind, sentence: { key, params } };
    if (this.milestones === NO_MILESTONES) this.milestones = [milestone];
    else (this.milestones as MilestoneBody[]).push(milestone);
    this.#explanation?.sentences.push(milestone.sentence);
  }

  /** Is anybody reading the explanation? Ask before building costly parameters. */
  get explaining(): boolean {
    return this.#explanation !== null;
  }

  /** Says what happened or why, when somebody reads. */
  note(key: string, params: SentenceParams): void {
    this.#explanation?.sentences.push({ key, params });
  }

  /** Names the protocol rule that is being carried out. */
  rule(id: string): void {
    this.#explanation?.rules.push(id);
  }

  /** Ends this process after the turn, cleanly. */
  exit(): void {
    this.exits = true;
  }
}
