/**
 * A cluster of members under test: links that keep their order, disks with fsyncs under way, and what is checked at every
 * step. Nothing happens by itself: a test, or a schedule (schedule.ts), says what happens next.
 */
import {
  createMember,
  peerDown,
  peerUp,
  persistentOf,
  propose,
  raftConfig,
  receive,
  recover,
  tick,
  timeout,
  written,
  ALL_RAFT_GUARDS,
  type LogEntry,
  type PeerLoss,
  type RaftGuardName,
  type RaftMember,
  type RaftMessage,
  type RaftPersistent,
  type RaftTurn,
} from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';

export type Member = RaftMember<string>;
type Message = RaftMessage<string>;

/** Properties of Raft (figure 3 of the paper), and that what is committed stays on the disks of a majority. */
export type Property =
  'election safety' | 'log matching' | 'leader completeness' | 'state machine safety' | 'committed entries are durable';

export class Violation extends Error {
  readonly property: Property;

  constructor(property: Property, details: string) {
    super(`${property}: ${details}`);
    this.property = property;
  }
}

interface Options {
  readonly size: number;
  readonly off?: RaftGuardName;
  /** Not to stop at an entry that too few disks have, but at what comes of it. */
  readonly durability?: 'unchecked';
  readonly maxPipelineCount?: number;
  readonly maxBatchCount?: number;
}

export class Cluster {
  readonly ids: readonly number[];
  readonly #members: (Member | null)[];
  readonly #disks: RaftPersistent<string>[] = [];
  readonly #fsyncs: { readonly index: number; readonly term: number }[][];
  /** Messages under way by `from * size + to`. */
  readonly #links: Message[][];
  readonly #cut = new Set<string>();
  /** What a member does not know yet of another: its loss. */
  readonly #undetected: { readonly at: number; readonly of: number; readonly loss: PeerLoss }[] = [];
  readonly #options: Options;
  readonly #leaders = new Map<number, number>();
  /** What any member has applied, by index - 1. */
  readonly committed: LogEntry<string>[] = [];
  /** What each member has applied since it started. */
  readonly applied: LogEntry<string>[][];
  /** How often each member's timer was armed or disarmed. */
  readonly armings: number[];
  /** Outputs in the order in which they came. */
  readonly #journal: { readonly id: number; readonly output: Output }[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.ids = Array.from({ length: options.size }, (_, id) => id);
    this.#members = this.ids.map((id) => createMember<string>(this.#config(id)));
    this.#disks = this.#members.map((member) => persistentOf(member as Member));
    this.#fsyncs = this.ids.map(() => []);
    this.#links = Array.from({ length: options.size * options.size }, () => []);
    this.applied = this.ids.map(() => []);
    this.armings = this.ids.map(() => 0);
  }

  #config(id: number): Member['config'] {
    const { off, size: _size, durability: _durability, ...limits } = this.#options;
    const guards = off === undefined ? ALL_RAFT_GUARDS : { ...ALL_RAFT_GUARDS, [off]: false };
    return raftConfig({ id, members: this.ids, guards, ...limits });
  }

  member(id: number): Member {
    return this.#members[id] as Member;
  }

  isUp(id: number): boolean {
    return this.#members[id] !== null;
  }

  leaders(): number[] {
    return this.ids.filter((id) => this.#members[id]?.role === 'leader');
  }

  /** Who leads the highest term that any member knows. */
  newestLeader(): number | undefined {
    const terms = this.#members.map((member) => member?.currentTerm ?? 0);
    return this.leaders().find((id) => this.member(id).currentTerm === Math.max(...terms));
  }

  propose(id: number, command: string): void {
    this.#take(id, propose(this.member(id), command));
  }

  timeout(id: number): void {
    this.#take(id, timeout(this.member(id)));
  }

  tick(id: number): void {
    this.#take(id, tick(this.member(id)));
  }

  /** All outputs so far in words. */
  journal(): string[] {
    return this.#journal.map(({ id, output }) => `${id}: ${wordsOf(output)}`);
  }

  elections(): number {
    return this.#journal.filter(({ output }) => output.kind === 'role' && output.role === 'leader').length;
  }

  /** Members with an armed timer. */
  timers(): number[] {
    return this.ids.filter((id) => (this.#members[id]?.timer ?? null) !== null);
  }

  /** Members with an fsync under way. */
  writing(): number[] {
    return this.ids.filter((id) => (this.#fsyncs[id]?.length ?? 0) > 0);
  }

  /** The oldest fsync of a member is done. */
  fsync(id: number): void {
    const entry = this.#fsyncs[id]?.shift();
    if (entry !== undefined) this.#take(id, written(this.member(id), entry));
  }

  /** Links with messages under way. */
  traffic(): [number, number][] {
    return this.#links.flatMap((queue, link) =>
      queue.length > 0 ? [[Math.floor(link / this.ids.length), link % this.ids.length] as [number, number]] : [],
    );
  }

  /** The oldest message of a link arrives. */
  deliver(from: number, to: number): void {
    const message = this.#link(from, to).shift();
    if (message !== undefined && this.isUp(to)) this.#take(to, receive(this.member(to), from, message));
  }

  /** Everything arrives and is written, until nothing is under way. */
  settle(): void {
    for (;;) {
      const [link] = this.traffic();
      const [disk] = this.writing();
      if (link !== undefined) this.deliver(...link);
      else if (disk !== undefined) this.fsync(disk);
      else return;
    }
  }

  /**
   * `whole-log`: a process ends, its machine runs on: all that it wrote reaches the disk, and messages stay under way.
   * `written-log`: the power fails: only fsyncs count, and the connections are gone.
   */
  crash(id: number, survived: 'whole-log' | 'written-log'): void {
    const disk = persistentOf(this.member(id));
    const log = survived === 'whole-log' ? disk.log : disk.log.truncate(disk.lastWritten);
    this.#disks[id] = { ...disk, log, lastWritten: log.length };
    this.#members[id] = null;
    this.#fsyncs[id] = [];
    for (const other of this.ids) {
      if (survived === 'written-log') this.#dropBetween(id, other);
      if (other !== id && this.isUp(other)) this.#undetected.push({ at: other, of: id, loss: 'process-down' });
    }
    this.#checkDurable();
  }

  restart(id: number): void {
    for (const other of this.ids) this.#detectBetween(id, other);
    this.applied[id] = [];
    this.#take(id, recover(this.#config(id), this.#disks[id] as RaftPersistent<string>, 'whole-log'));
    for (const other of this.ids) if (this.isConnected(id, other)) this.#notice(other, id);
  }

  cut(one: number, other: number): void {
    this.#cut.add(pairOf(one, other));
    this.#dropBetween(one, other);
    for (const [at, of] of [
      [one, other],
      [other, one],
    ] as [number, number][]) {
      if (this.isUp(at)) this.#undetected.push({ at, of, loss: 'connection-down' });
    }
  }

  /** A connection is lost before another one is made: both sides learn of the loss first. */
  heal(one: number, other: number): void {
    this.#detectBetween(one, other);
    this.#cut.delete(pairOf(one, other));
    this.#notice(one, other);
    this.#notice(other, one);
  }

  isConnected(one: number, other: number): boolean {
    return one !== other && !this.#cut.has(pairOf(one, other));
  }

  undetected(): number {
    return this.#undetected.length;
  }

  /** A member learns of a loss. */
  detect(position: number): void {
    const [found] = this.#undetected.splice(position, 1);
    if (found !== undefined && this.isUp(found.at))
      this.#take(found.at, peerDown(this.member(found.at), found.of, found.loss));
  }

  checkLogs(): void {
    const logs = this.ids.map((id) => (this.#members[id] ?? this.#disks[id])?.log.toArray() ?? []);
    for (const one of logs) for (const other of logs) checkMatching(one, other);
  }

  #link(from: number, to: number): Message[] {
    return this.#links[from * this.ids.length + to] as Message[];
  }

  #dropBetween(one: number, other: number): void {
    this.#link(one, other).length = 0;
    this.#link(other, one).length = 0;
  }

  #detectBetween(one: number, other: number): void {
    for (let position = this.#undetected.length - 1; position >= 0; position -= 1) {
      const { at, of } = this.#undetected[position] as { at: number; of: number };
      if ((at === one && of === other) || (at === other && of === one)) this.detect(position);
    }
  }

  #notice(at: number, of: number): void {
    if (this.isUp(at) && this.isUp(of)) this.#take(at, peerUp(this.member(at), of));
  }

  #take(id: number, { member, outputs }: RaftTurn<string>): void {
    this.#members[id] = member;
    for (const output of outputs) {
      this.#journal.push({ id, output });
      if (output.kind === 'send') this.#send(id, output.to, output.message);
      if (output.kind === 'persist') this.#fsyncs[id]?.push(output);
      if (output.kind === 'election-timer') this.armings[id] = (this.armings[id] as number) + 1;
      if (output.kind === 'apply') this.#apply(id, output);
      if (output.kind === 'role' && output.role === 'leader') this.#checkLeader(member);
    }
  }

  #send(from: number, to: number, message: Message): void {
    if (this.isConnected(from, to)) this.#link(from, to).push(message);
  }

  #apply(id: number, { from, to }: { readonly from: number; readonly to: number }): void {
    for (let index = from; index <= to; index += 1) {
      const entry = this.member(id).log.at(index - 1);
      this.applied[id]?.push(entry);
      const known = this.committed[index - 1];
      if (known === undefined) this.committed.push(entry);
      else if (known.term !== entry.term || known.command !== entry.command)
        throw new Violation('state machine safety', `member ${id} applies another entry at ${index}`);
    }
    this.#checkDurable();
  }

  #checkLeader(leader: Member): void {
    const { id } = leader.config;
    const known = this.#leaders.get(leader.currentTerm);
    if (known !== undefined && known !== id)
      throw new Violation('election safety', `${known} and ${id} lead term ${leader.currentTerm}`);
    this.#leaders.set(leader.currentTerm, id);
    this.committed.forEach((entry, position) => {
      if (position >= leader.log.length || leader.log.at(position).term !== entry.term)
        throw new Violation('leader completeness', `leader ${id} has not entry ${position + 1}`);
    });
  }

  #checkDurable(): void {
    const index = this.committed.length;
    if (index === 0 || this.#options.durability === 'unchecked') return;
    const { term } = this.committed[index - 1] as LogEntry<string>;
    const holders = this.ids.filter((id) => {
      const { log, lastWritten } = (this.#members[id] ?? this.#disks[id]) as RaftPersistent<string>;
      return lastWritten >= index && log.at(index - 1).term === term;
    });
    if (holders.length * 2 <= this.ids.length)
      throw new Violation('committed entries are durable', `entry ${index} is on ${holders.length} disks`);
  }
}

function pairOf(one: number, other: number): string {
  return `${Math.min(one, other)}-${Math.max(one, other)}`;
}

/** Entries with the same index and term are the same, and so is everything before them. */
function checkMatching(one: readonly LogEntry<string>[], other: readonly LogEntry<string>[]): void {
  let agrees = false;
  for (let position = Math.min(one.length, other.length) - 1; position >= 0; position -= 1) {
    const [left, right] = [one[position] as LogEntry<string>, other[position] as LogEntry<string>];
    if (agrees && left.term !== right.term) throw new Violation('log matching', `logs part before ${position + 1}`);
    if (left.term !== right.term) continue;
    if (left.command !== right.command) throw new Violation('log matching', `entry ${position + 1} differs`);
    agrees = true;
  }
}

type Output = RaftTurn<string>['outputs'][number];

function wordsOf(output: Output): string {
  switch (output.kind) {
    case 'send':
      return `to ${output.to} ${messageWords(output.message)}`;
    case 'persist':
      return `persist ${output.index} (term ${output.term})`;
    case 'apply':
      return `apply ${output.from}..${output.to}`;
    case 'election-timer':
      return `timer ${output.span}`;
    case 'role':
      return `is ${output.role} in term ${output.term}`;
  }
}

function messageWords(message: Message): string {
  switch (message.type) {
    case 'append-entries': {
      const entries = message.entries.map(({ term, command }) => `${command ?? 'noop'}@${term}`).join(' ');
      const { term, prevLogIndex, prevLogTerm, leaderCommit } = message;
      return `AppendEntries term ${term} after ${prevLogIndex}@${prevLogTerm} [${entries}] commit ${leaderCommit}`;
    }
    case 'append-entries-reply': {
      const { term, success, nextIndex, lastIndex, lastTerm } = message;
      return `AppendEntriesReply term ${term} ${success ? 'yes' : 'no'} next ${nextIndex} written ${lastIndex}@${lastTerm}`;
    }
    case 'pre-vote':
      return `PreVote term ${message.term} last ${message.lastLogIndex}@${message.lastLogTerm}`;
    case 'request-vote':
      return `RequestVote term ${message.term} last ${message.lastLogIndex}@${message.lastLogTerm}`;
    case 'pre-vote-reply':
      return `PreVoteReply term ${message.term} ${message.granted ? 'yes' : 'no'}`;
    case 'request-vote-reply':
      return `RequestVoteReply term ${message.term} ${message.granted ? 'yes' : 'no'}`;
  }
}
