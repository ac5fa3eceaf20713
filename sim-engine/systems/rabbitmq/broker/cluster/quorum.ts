/**
 * This node's members of quorum queues: Raft (raft/) between machines, disks and timers.
 *
 * Models: one log and one fsync at a time per member; commands are applied in order, as of the time at which the leader took
 * them; only the leader tells channels. After a restart a member does not apply again what its queue has applied already.
 * Leaves out: one write-ahead log for all members of a node; snapshots.
 * Faults that reach it: crash and power loss of the node, cut links, disconnects, suspicion.
 */
import { applySilently, commit, nodeGone, serveQueue, tellGone } from '../../node/node.ts';
import { channelsOf } from '../../node/serving.ts';
import type { QuorumRequest } from '../../node/internode.ts';
import { HERE } from '../../node/value.ts';
import {
  commandAt,
  DEFAULT_RAFT_TIMES,
  DEFAULT_TICK_MICROS,
  peerDown,
  mayHandOver,
  peerUp,
  persistentOf,
  propose,
  raftConfig,
  receive,
  recover,
  spanMicros,
  takeOver,
  tick,
  timeout,
  written,
  type PeerLoss,
  type RaftMessage,
  type RaftOutput,
  type RaftPersistent,
  type RaftTurn,
} from '../../raft/index.ts';
import type { ChannelKey } from '../../rules/queue/entry.ts';
import { homeOf, type BrokerContext } from '../context.ts';
import { BROKER_TIMERS, FILE, type Group, type LoggedRequest, type NodeImage } from '../memory.ts';

type Persistent = RaftPersistent<LoggedRequest>;

/** Shares of a timer's random part that may be drawn. */
const SHARES = 8;

/** The channel side or the queue itself wants something done: its leader takes it into the log. */
export function proposeCommand(context: BrokerContext, request: QuorumRequest): void {
  const group = context.groupOf(request.queue);
  // A leader that has just stepped down takes nothing: channels send it again to the next one.
  if (group?.member.role !== 'leader') return;
  const isTick = request.command.type === 'tick';
  if (isTick && group.isTicking) return;
  if (isTick) context.changeGroup(group.number, { isTicking: true });
  step(context, group.number, propose(group.member, { request, atMicros: context.turn.now }));
}

/**
 * Name: hand over
 * Who: the leader of a quorum queue
 * Means: it asks another member to stand for election at once; with the others' votes that one leads
 * Enabled when: an operator wants it, and that member has everything that the leader has
 * Changes: nothing here; the other member begins a term
 */
export function handOver(context: BrokerContext, queue: string, node: string): void {
  const group = context.groupOf(queue);
  const peer = context.peerNamed(node);
  const isReady = group !== undefined && peer !== undefined && mayHandOver(group.member, peer.machine);
  if (!isReady) return context.story.milestone('admin', 'rabbit.raft.not-handed-over', { queue, node });
  context.story.rule('rabbitmq.raft.hand-over');
  context.story.milestone('admin', 'rabbit.raft.handed-over', { queue, node, from: context.name });
  context.tell(peer, { kind: 'queue.take-over', queue: group.number });
}

/** The leader wants this member to lead. */
export function hearHandOver(context: BrokerContext, queue: number): void {
  withGroup(context, queue, ({ member }) => takeOver(member));
}

/** Another member says something. */
export function hearMember(
  context: BrokerContext,
  from: number,
  queue: number,
  message: RaftMessage<LoggedRequest>,
): void {
  withGroup(context, queue, ({ member }) => receive(member, from, message));
}

/** The timer of a member is over. */
export function electionDue(context: BrokerContext, queue: number): void {
  withGroup(context, queue, ({ member }) => timeout(member));
}

/** The leader looks after members that lag. */
export function raftTickDue(context: BrokerContext, queue: number): void {
  withGroup(context, queue, ({ member }) => tick(member));
  armTick(context, queue);
}

/** The fsync of a member's log has ended. */
export function logWritten(context: BrokerContext, queue: number): void {
  const group = context.memory.groups.find(({ number }) => number === queue);
  if (group === undefined || group.syncing === null) return;
  const { syncing, toSync } = group;
  context.changeGroup(queue, { syncing: null });
  if (toSync !== null) startSync(context, queue, toSync);
  withGroup(context, queue, ({ member }) => written(member, syncing));
}

/** Another node cannot be reached, or may be gone. */
export function memberLost(context: BrokerContext, machine: number, loss: PeerLoss): void {
  for (const { number, member } of context.memory.groups) {
    if (!member.config.members.includes(machine)) continue;
    context.story.rule('rabbitmq.raft.suspect');
    withGroup(context, number, (group) => peerDown(group.member, machine, loss));
  }
}

export function memberBack(context: BrokerContext, machine: number): void {
  for (const { number, member } of context.memory.groups) {
    if (!member.config.members.includes(machine)) continue;
    withGroup(context, number, (group) => peerUp(group.member, machine));
  }
}

/** Members as they stand on disk, for a process that starts. */
export function recoverGroups(context: BrokerContext, groups: readonly Group[], applied: NodeImage['applied']): void {
  const { turn } = context;
  const recovered = groups.map((group): [Group, RaftTurn<LoggedRequest>] => {
    const { number } = group;
    const { currentTerm = 0, votedFor = null } = (turn.read(FILE.vote(number)) ?? {}) as Partial<Persistent>;
    const { log } = turn.read(FILE.log(number)) as Pick<Persistent, 'log'>;
    const { id, members, guards } = group.member.config;
    const raft = recover(
      raftConfig({ id, members, guards }),
      { currentTerm, votedFor, log, lastWritten: log.length },
      'whole-log',
    );
    const fresh = { isTicking: false, syncing: null, toSync: null };
    const index = applied.find(({ queue }) => queue === group.queue)?.index ?? 0;
    return [{ ...group, ...fresh, member: raft.member, applied: index }, raft];
  });
  context.change({ groups: recovered.map(([group]) => group) });
  for (const [{ number }, raft] of recovered) step(context, number, raft);
}

function withGroup(context: BrokerContext, queue: number, input: (group: Group) => RaftTurn<LoggedRequest>): void {
  const group = context.memory.groups.find(({ number }) => number === queue);
  if (group !== undefined) step(context, queue, input(group));
}

/** Takes over a step of a member: what changes on disk, who leads, and what is to be done. */
function step(context: BrokerContext, queue: number, { member, outputs }: RaftTurn<LoggedRequest>): void {
  const group = context.memory.groups.find(({ number }) => number === queue) as Group;
  const before = group.member;
  if (member !== before) context.changeGroup(queue, { member });
  if (member.currentTerm !== before.currentTerm || member.votedFor !== before.votedFor) {
    const { currentTerm, votedFor } = persistentOf(member);
    context.turn.writeDurably(FILE.vote(queue), { currentTerm, votedFor });
  }
  if (member.log !== before.log) context.turn.write(FILE.log(queue), { log: member.log });
  const isNews = member.leader !== before.leader || member.role !== before.role;
  if (isNews || member.currentTerm !== before.currentTerm) leaderChanged(context, queue, before);
  for (const output of outputs) carryOut(context, queue, output);
}

function carryOut(context: BrokerContext, queue: number, output: RaftOutput<LoggedRequest>): void {
  switch (output.kind) {
    case 'send':
      return context.tell(context.peerAt(output.to), { kind: output.message.type, queue, raft: output.message });
    case 'persist':
      return wantSync(context, queue, { index: output.index, term: output.term });
    case 'apply':
      for (let index = output.from; index <= output.to; index += 1) apply(context, queue, index);
      return;
    case 'election-timer':
      return armElection(context, queue, output.span);
    case 'role':
      return tellRole(context, queue, output);
  }
}

function wantSync(context: BrokerContext, queue: number, place: Group['syncing'] & object): void {
  const group = context.memory.groups.find(({ number }) => number === queue);
  if (group?.syncing === null) startSync(context, queue, place);
  else context.changeGroup(queue, { toSync: place });
}

function startSync(context: BrokerContext, queue: number, place: Group['syncing'] & object): void {
  context.turn.fsync(FILE.log(queue));
  context.changeGroup(queue, { syncing: place, toSync: null });
}

/**
 * Name: apply a command
 * Who: every member
 * Means: all of them go through the same states, as of the times that the leader wrote down; only the leader hands out messages
 *   and tells publishers
 * Enabled when: a majority has the entry
 * Changes: the queue
 */
function apply(context: BrokerContext, queue: number, index: number): void {
  const group = context.memory.groups.find(({ number }) => number === queue) as Group;
  if (index <= group.applied) return;
  const logged = commandAt(group.member, index);
  context.changeGroup(queue, {
    applied: index,
    ...(logged?.request.command.type === 'tick' ? { isTicking: false } : {}),
  });
  if (logged === null) return group.member.role === 'leader' ? beginToServe(context, group) : undefined;
  const { request, atMicros } = logged;
  if (group.member.role !== 'leader') context.change({ node: applySilently(context.node, request, atMicros) });
  else context.take(commit(context.node, request, atMicros, context.turn));
}

function armElection(
  context: BrokerContext,
  queue: number,
  span: Extract<RaftOutput<LoggedRequest>, { kind: 'election-timer' }>['span'],
): void {
  const { turn, world } = context;
  if (span === 'cancel') return turn.cancelTimer(BROKER_TIMERS.election, queue);
  const times = { ...DEFAULT_RAFT_TIMES, atenPollMicros: world.settings.failureDetectorPollMicros };
  const { baseMicros, spreadMicros } = spanMicros(span, times);
  const drawn = spreadMicros === 0 ? 0 : Math.floor((spreadMicros * (turn.choose(SHARES) + 1)) / SHARES);
  turn.setTimer(BROKER_TIMERS.election, queue, baseMicros + drawn);
}

function armTick(context: BrokerContext, queue: number): void {
  const group = context.memory.groups.find(({ number }) => number === queue);
  if (group?.member.role === 'leader') context.turn.setTimer(BROKER_TIMERS.raftTick, queue, DEFAULT_TICK_MICROS);
}

function tellRole(
  context: BrokerContext,
  queue: number,
  { role, term }: Extract<RaftOutput<LoggedRequest>, { kind: 'role' }>,
): void {
  const group = context.memory.groups.find(({ number }) => number === queue) as Group;
  const params = { node: context.name, queue: group.queue, term };
  if (role === 'leader') {
    context.story.rule('rabbitmq.raft.lead');
    context.story.milestone('election', 'rabbit.raft.elected', params);
  } else if (role === 'candidate') context.story.note('rabbit.raft.candidate', params);
  else if (role === 'pre-vote') context.story.note('rabbit.raft.pre-vote', params);
}

/** This member follows somebody else now, or nobody, or leads. */
function leaderChanged(context: BrokerContext, queue: number, before: Group['member']): void {
  const { member, queue: name } = context.memory.groups.find(({ number }) => number === queue) as Group;
  const { turn } = context;
  if (member.role === 'leader') {
    if (before.role === 'leader' && before.currentTerm === member.currentTerm) return;
    context.changeGroup(queue, { isTicking: false });
    context.take(serveQueue(context.node, name, { by: HERE }, turn.now, turn));
    armTick(context, queue);
    tellOutsiders(context, name, member);
    return;
  }
  context.take(serveQueue(context.node, name, { by: leaderSeen(context, member), isAnew: true }, turn.now, turn));
}

/** The leader that a member knows, if it is within reach. */
function leaderSeen(context: BrokerContext, { leader }: Group['member']): string | null {
  const peer = leader === null ? undefined : context.peerAt(leader);
  return peer?.isUp === true ? peer.name : null;
}

/** A node is seen again: who it leads for, and who has no member and asks this one, knows each other again. */
export function leadersBack(context: BrokerContext, machine: number): void {
  const { turn, places } = context;
  for (const { queue, member } of context.memory.groups) {
    if (member.role === 'leader') {
      tellOutsiders(context, queue, member);
      watchChannels(context, queue, machine);
    } else if (member.leader === machine) {
      context.take(serveQueue(context.node, queue, { by: places.names[machine] ?? null }, turn.now, turn));
    }
  }
}

/**
 * Name: watch the channels
 * Who: the leader of a quorum queue
 * Means: it asks the nodes of its consumers whether their channels are still there; the end of one may have been told to a
 *   leader that did not outlive it
 * Enabled when: it has applied all that was there before it, or a node is seen again
 * Changes: nothing here; channels that are gone give back what they hold
 */
function watchChannels(context: BrokerContext, queue: string, machine: number): void {
  const peer = context.peerAt(machine);
  const state = context.node.queues.find(({ name }) => name === queue)?.state ?? null;
  if (state === null) return;
  const channels = channelsOf(state).filter(
    ({ connection }) => homeOf(connection).node === (peer?.name ?? context.name),
  );
  if (channels.length === 0) return;
  context.story.rule('rabbitmq.quorum.watch');
  if (peer === undefined) tellAbsent(context, queue, channels);
  else context.tell(peer, { kind: 'queue.watch', queue, channels });
}

/** The leader of a queue asks after channels of this node: it learns which of them are gone. */
export function tellAbsent(context: BrokerContext, queue: string, channels: readonly ChannelKey[]): void {
  const { turn } = context;
  context.take(tellGone(context.node, queue, channels, turn.now, turn));
}

/** Nodes without a member learn from the leader who it is. */
function tellOutsiders(context: BrokerContext, queue: string, member: Group['member']): void {
  for (const peer of context.memory.peers) {
    if (member.config.members.includes(peer.machine)) continue;
    context.tell(peer, { kind: 'queue.leader', queue, term: member.currentTerm });
  }
}

/** The leader has applied all that was there before it: channels that are gone since hold nothing any more. */
function beginToServe(context: BrokerContext, { queue }: Group): void {
  const { turn } = context;
  context.take(nodeGone(context.node, (connection) => isGone(context, connection), turn.now, turn));
  for (const machine of context.places.brokers) watchChannels(context, queue, machine);
}

/** Is the node of a connection gone, or in another life? */
export function isGone(context: BrokerContext, connection: string): boolean {
  const { node, life } = homeOf(connection);
  if (node === context.name) return life !== context.life;
  const peer = context.peerNamed(node);
  return peer === undefined || !peer.isUp || peer.life !== life;
}
