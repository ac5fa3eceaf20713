/**
 * A cluster that has just been made: everything that the topology names has been declared, quorum queues have leaders, mirrors
 * are there, and all nodes see each other.
 */
import { withFile, type Disk } from '../../../host/disk.ts';
import { invariant } from '../../../kernel/invariant.ts';
import { HERE, type QueueRecord } from '../node/value.ts';
import { nodeConfig } from '../nodeConfig.ts';
import { nodeNamed, type Places } from '../places.ts';
import {
  createMember,
  persistentOf,
  raftConfig,
  receive,
  timeout,
  written,
  type RaftMember,
  type RaftMessage,
  type RaftTurn,
} from '../raft/index.ts';
import { mirrorNodes } from '../rules/cluster/mirrors.ts';
import type { QueueSpec, RabbitScenario } from '../scenario.ts';
import { clusterSettings, queueSettings, type ClusterSettings } from '../settings.ts';
import { imageOf } from './disk.ts';
import { freshNode } from './freshNode.ts';
import { NEVER } from '../../../kernel/time.ts';
import { FILE, type BrokerMemory, type Group, type LoggedRequest, type MirrorSet, type Peer } from './memory.ts';

type Member = RaftMember<LoggedRequest>;

/** Memory of every node, in the order of their machines. */
export function freshCluster(scenario: RabbitScenario, places: Places): readonly BrokerMemory[] {
  const settings = clusterSettings(scenario.settings);
  const queues = places.topology.queues.map((queue) => ({ queue, ...copiesAtFirst(places, settings, queue) }));
  return places.brokers.map((machine): BrokerMemory => {
    const name = places.names[machine] ?? '';
    const declared = freshNode(nodeConfig(scenario, name), places.topology);
    const records = declared.queues.map((record) => {
      const found = queues.find(({ queue }) => queue.name === record.name);
      invariant(found !== undefined, 'a scenario declares every queue');
      return recordAt(places, machine, record, found);
    });
    return {
      node: { ...declared, queues: records },
      clients: [],
      syncing: null,
      writtenBackAt: 0,
      dueAt: NEVER,
      mode: 'serving',
      starts: 1,
      sessions: 0,
      isFresh: false,
      waitsFor: [],
      peers: places.brokers.filter((other) => other !== machine).map((other) => peerOf(places, other)),
      answers: [],
      groups: queues.flatMap(({ members, queue }, number) => groupAt(members, { machine, queue: queue.name, number })),
      mirrorSets: Object.fromEntries(
        queues.flatMap(({ queue, mirrors }) => (mirrors === null ? [] : [[queue.name, mirrors]])),
      ),
      partitionedFrom: [],
      healRound: 0,
      reports: [],
    };
  });
}

/** The session with which all connections of a cluster begin, and the first life of every node. */
const FIRST = '1.1';

function peerOf(places: Places, machine: number): Peer {
  return {
    machine,
    name: places.names[machine] ?? '',
    isUp: true,
    ownSession: FIRST,
    session: FIRST,
    life: FIRST,
    asking: null,
    answering: null,
    quietTicks: 0,
    quietPolls: 0,
    isSuspected: false,
    sawItGo: false,
  };
}

interface Copies {
  readonly home: number;
  /** Members of a quorum queue, with a leader; empty for others. */
  readonly members: readonly Member[];
  readonly mirrors: MirrorSet | null;
}

function copiesAtFirst(places: Places, settings: ClusterSettings, queue: QueueSpec): Copies {
  const home = nodeNamed(places, queue.node);
  const given = queueSettings(queue.settings ?? {}, settings.version);
  if (queue.type === 'quorum') {
    const size = given.quorumInitialGroupSize ?? settings.quorumGroupSize;
    return { home, members: electedMembers(membersOf(places, home, size), home), mirrors: null };
  }
  if (queue.type !== 'classic' || given.mirrorMode === 'none') return { home, members: [], mirrors: null };
  const names = places.brokers.map((machine) => places.names[machine] ?? '');
  const policy = {
    mode: given.mirrorMode,
    count: given.mirrorCount ?? 1,
    nodes: [],
    synchronisation: given.mirrorSynchronisation,
    promoteOnFailure: given.mirrorPromoteOnFailure,
    promoteOnShutdown: given.mirrorPromoteOnShutdown,
  };
  const leader = places.names[home] ?? '';
  const copies = mirrorNodes(policy, leader, names)
    .slice(1)
    .map((node) => ({ node, life: FIRST, since: 0 }));
  return { home, members: [], mirrors: { leader, generation: 0, mirrors: copies, lacking: 0 } };
}

/** The declaring node and the next ones, as many as the queue is to have. */
function membersOf(places: Places, home: number, size: number): readonly number[] {
  const count = places.brokers.length;
  return Array.from({ length: Math.min(size, count) }, (_, step) => (home + step) % count).sort(
    (left, right) => left - right,
  );
}

/** Members whose first one has been elected, with everything written. */
function electedMembers(ids: readonly number[], first: number): readonly Member[] {
  const members = new Map(
    ids.map((id): [number, Member] => [id, createMember<LoggedRequest>(raftConfig({ id, members: ids }))]),
  );
  const mail: { readonly from: number; readonly to: number; readonly message: RaftMessage<LoggedRequest> }[] = [];
  const take = (id: number, { member, outputs }: RaftTurn<LoggedRequest>): void => {
    members.set(id, member);
    for (const output of outputs) {
      if (output.kind === 'send') mail.push({ from: id, to: output.to, message: output.message });
      if (output.kind === 'persist') take(id, written(members.get(id) as Member, output));
    }
  };
  take(first, timeout(members.get(first) as Member));
  for (let next = 0; next < mail.length; next += 1) {
    const { from, to, message } = mail[next] as (typeof mail)[number];
    take(to, receive(members.get(to) as Member, from, message));
  }
  const elected = ids.map((id) => members.get(id) as Member);
  invariant(
    elected.every(({ leader, commitIndex }) => leader === first && commitIndex === 1),
    'a queue that was declared has a leader that all members know',
  );
  return elected;
}

function groupAt(
  members: readonly Member[],
  at: { readonly machine: number; readonly queue: string; readonly number: number },
): readonly Group[] {
  const member = members.find(({ config }) => config.id === at.machine);
  if (member === undefined) return [];
  const { queue, number } = at;
  return [{ queue, number, member, applied: member.commitIndex, isTicking: false, syncing: null, toSync: null }];
}

/** What one node knows of a queue, and has of it. */
function recordAt(places: Places, machine: number, record: QueueRecord, copies: Copies): QueueRecord {
  const home = places.names[copies.home] ?? '';
  const name = places.names[machine] ?? '';
  const mirrors = copies.mirrors?.mirrors.map(({ node }) => node) ?? [];
  if (machine === copies.home) {
    const progress = mirrors.map((node) => ({ node, upTo: 0 }));
    const mirroring = copies.mirrors === null ? null : { mirrors: progress, number: 0, waiting: [] };
    return { ...record, servedBy: HERE, mirroring };
  }
  const hasCopy = copies.members.some(({ config }) => config.id === machine) || mirrors.includes(name);
  return { ...record, servedBy: home, state: hasCopy ? record.state : null };
}

/** What stands on a node's disk at first. */
export function freshDisk(memory: BrokerMemory): Disk {
  const { groups } = memory;
  const image = imageOf(memory);
  let disk = withFile([], FILE.node, { written: image, durable: image });
  for (const { number, member } of groups) {
    const { currentTerm, votedFor, log } = persistentOf(member);
    const vote = { currentTerm, votedFor };
    disk = withFile(disk, FILE.vote(number), { written: vote, durable: vote });
    disk = withFile(disk, FILE.log(number), { written: { log }, durable: { log } });
  }
  return disk;
}
