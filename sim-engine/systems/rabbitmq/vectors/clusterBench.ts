/**
 * A cluster on a test bench: nodes of the room, and between them only who sees whom. What is decided, the rules decide; each
 * node keeps its own copy of a mirrored queue and of a quorum queue, and both are real queues of that node.
 *
 * Leaves out: everything that takes time. Elections and synchronisation are over when the next event comes.
 */
import {
  autohealWinners,
  noticesPartition,
  pausesInMinority,
  type PartitionHandling,
} from '../rules/cluster/partitions.ts';
import { canConfirm } from '../rules/cluster/mirrors.ts';
import { canCommit } from '../rules/quorum/majority.ts';
import { closeConnection } from '../node/node.ts';
import type { QueueRecord } from '../node/value.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import { Bench } from './bench.ts';
import { OBSERVED } from './routing.ts';

export const MIRRORED = 'ha.q';
export const QUORUM = 'qq';

interface Member {
  readonly name: string;
  bench: Bench;
  /** The bench's own client. */
  key: ChannelKey;
  state: 'running' | 'paused' | 'down';
  /** Nodes that it has found to have been apart from it. */
  partitions: readonly string[];
  clients: number;
  /** Publishes to the quorum queue that this member, as leader, could not commit. */
  pending: readonly string[];
  /** Elections that it knows of. */
  term: number;
}

export class ClusterBench {
  readonly members: Member[];
  readonly #handling: PartitionHandling;
  /** Sides that see each other. */
  #sides: readonly (readonly string[])[];
  #leader = 'rab1';

  constructor(size: number, handling: PartitionHandling) {
    this.#handling = handling;
    this.members = Array.from({ length: size }, (_, index) => newMember(`rab${index + 1}`));
    this.#sides = [this.members.map(({ name }) => name)];
  }

  member(name: string): Member {
    const found = this.members.find((member) => member.name === name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  }

  get leader(): string {
    return this.#leader;
  }

  /** Running nodes that a node sees, itself included. */
  visible(name: string): readonly string[] {
    const side = this.#sides.find((nodes) => nodes.includes(name)) ?? [];
    return side.filter((other) => this.member(other).state === 'running');
  }

  /** A publish to the mirrored queue through a node: the copies that the node sees accept it. */
  publishMirrored(name: string, body: string): 'ack' | 'timeout' {
    const acceptedBy = this.visible(name).filter((copy) => {
      const { bench, key } = this.member(copy);
      return bench.confirmed(key, MIRRORED, body, { properties: { persistent: true } }) === 'ack';
    });
    return canConfirm({ visibleMirrors: this.visible(name), acceptedBy }) ? 'ack' : 'timeout';
  }

  /** A publish to the quorum queue through a node: committed by a majority, or kept by a leader that has none. */
  publishQuorum(name: string, body: string): 'ack' | 'timeout' {
    const reached = this.visible(name);
    if (!canCommit({ members: this.members.length, reached: reached.length })) {
      const member = this.member(name);
      member.pending = [...member.pending, body];
      return 'timeout';
    }
    if (!reached.includes(this.#leader)) this.#elect(reached);
    for (const member of reached) this.#commit(member, body);
    return 'ack';
  }

  #elect(side: readonly string[]): void {
    const term = Math.max(...this.members.map((member) => member.term)) + 1;
    for (const name of side) this.member(name).term = term;
    this.#leader = side[0] ?? this.#leader;
  }

  #commit(name: string, body: string): void {
    const { bench, key } = this.member(name);
    bench.publish(key, QUORUM, body, { properties: { persistent: true } });
  }

  /** Cuts the cluster into sides; each node looks around at once. */
  partition(sides: readonly (readonly string[])[]): void {
    this.#sides = sides;
    if (this.#handling !== 'pause_minority') return;
    const sizes = this.members.map(({ name }) => [name, this.visible(name).length] as const);
    for (const [name, visible] of sizes) {
      if (pausesInMinority({ clusterSize: this.members.length, visible })) this.#stop(name, 'paused');
    }
  }

  /** Nodes see each other again. */
  heal(): void {
    const sides = this.#sides;
    this.#sides = [this.members.map(({ name }) => name)];
    const apart = (one: string, other: string): boolean =>
      !sides.some((side) => side.includes(one) && side.includes(other));
    for (const member of this.members) {
      member.partitions = this.members
        .filter(({ name, state }) => apart(member.name, name) && state === 'running' && member.state === 'running')
        .filter(() => noticesPartition({ sawItGo: true, wasSeenToGo: true }))
        .map(({ name }) => name);
    }
    if (this.members.some(({ partitions }) => partitions.length > 0)) this.#afterPartition(sides);
    for (const { name, state } of this.members) if (state === 'paused') this.restart(name);
    this.#settleQuorum();
  }

  #afterPartition(sides: readonly (readonly string[])[]): void {
    if (this.#handling !== 'autoheal') {
      this.#sides = sides;
      return;
    }
    const partitions = sides.map((nodes) => ({
      nodes,
      clients: nodes.reduce((sum, name) => sum + this.member(name).clients, 0),
    }));
    const [winner = 0] = autohealWinners(partitions);
    const losers = sides.flatMap((nodes, index) => (index === winner ? [] : nodes));
    for (const name of losers) this.#stop(name, 'down');
    for (const name of losers) this.restart(name);
    for (const member of this.members) member.partitions = [];
  }

  /** Stops a node: its clients lose their connections. */
  #stop(name: string, state: 'paused' | 'down'): void {
    const member = this.member(name);
    member.state = state;
    member.clients = 0;
    member.bench.node = closeConnection(member.bench.node, member.key.connection, member.bench.nowMicros).node;
  }

  kill(name: string): void {
    this.#stop(name, 'down');
  }

  /**
   * Starts a node again: its copy of the mirrored queue is thrown away, and taken from a node that has gone on. Its quorum
   * queue is still there, and follows the leader's.
   */
  restart(name: string): void {
    const member = this.member(name);
    const source = this.members.find((other) => other !== member && other.state === 'running');
    const own = queueOf(member, QUORUM);
    this.#sides = [this.members.map((other) => other.name)];
    for (const other of this.members) other.partitions = other.partitions.filter((apart) => apart !== name);
    Object.assign(member, newMember(name), { term: member.term, pending: member.pending });
    setQueue(member, own);
    if (source !== undefined) setQueue(member, queueOf(source, MIRRORED));
    this.#settleQuorum();
  }

  /**
   * What a leader could not commit is committed when a majority is back, unless another leader has been elected since; then
   * everybody has what the latest leader has.
   */
  #settleQuorum(): void {
    const newest = Math.max(...this.members.map(({ term }) => term));
    for (const member of this.members) {
      const isLatest = member.term === newest;
      const reached = this.visible(member.name);
      const majority = canCommit({ members: this.members.length, reached: reached.length });
      if (isLatest && !majority) continue;
      if (isLatest) for (const body of member.pending) this.#commit(member.name, body);
      member.pending = [];
      if (!isLatest) continue;
      for (const name of reached) {
        const follower = this.member(name);
        if (follower.term === newest && lengthOf(follower) >= lengthOf(member)) continue;
        setQueue(follower, queueOf(member, QUORUM));
        follower.term = newest;
      }
    }
  }

  /** What a client that is connected to a node takes out of a queue; taken once, it is gone everywhere that node sees. */
  drain(name: string, queue: string): readonly string[] {
    const { bench, key } = this.member(name);
    const bodies = bench.bodies(key, queue);
    for (const other of this.visible(name)) {
      const copy = this.member(other);
      copy.bench.bodies(copy.key, queue);
    }
    return bodies;
  }

  /** A node's status as the recordings print it. */
  status(name: string): string {
    const { state, partitions } = this.member(name);
    if (state === 'paused') return 'paused (rabbit application stopped, listeners closed)';
    const list = (nodes: readonly string[]): string => `[${nodes.join(',')}]`;
    return `{${state === 'running'},${list(this.visible(name))},${list(partitions)}}`;
  }
}

function newMember(name: string): Member {
  const bench = new Bench(OBSERVED, { name });
  const key = bench.channel();
  bench.say(key, { type: 'confirm.select' });
  bench.declare(key, MIRRORED, { durable: true });
  bench.declare(key, QUORUM, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  return { name, bench, key, state: 'running', partitions: [], clients: 0, pending: [], term: 1 };
}

function queueOf(member: Member, name: string): QueueRecord {
  const found = member.bench.node.queues.find((record) => record.name === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
}

function setQueue(member: Member, record: QueueRecord): void {
  const { node } = member.bench;
  const queues = node.queues.map((other) => (other.name === record.name ? record : other));
  member.bench.node = { ...node, queues };
}

/** Messages that a member's quorum queue has ever taken in. */
function lengthOf(member: Member): number {
  const { state } = queueOf(member, QUORUM);
  return state?.type === 'quorum' ? state.nextEntry : 0;
}
