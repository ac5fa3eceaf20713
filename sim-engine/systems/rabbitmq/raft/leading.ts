/**
 * What a leader does: append, replicate, count answers. When an entry is committed says commit.ts.
 *
 * Models: pipelining (new entries go out without waiting for answers, up to a limit), sending again from where a peer says,
 * and a leader's tick, which finds peers that lag after messages were lost.
 * Leaves out: snapshots for peers that lag far, heartbeats for consistent queries.
 * Faults that reach it: lost connections to peers; its own power loss, which may take entries that others have committed.
 * Source: rabbitmq/ra, src/ra_server.erl (handle_leader, make_pipelined_rpc_effects, make_rpcs), v3.1.10.
 */
import { invariant } from '../../../kernel/invariant.ts';
import { committed } from './commit.ts';
import { termAt, type Peer, type RaftMember } from './member.ts';
import type { AppendEntries, AppendEntriesReply, LogEntry, Outbox } from './messages.ts';
import { changeRole, stepDown } from './roles.ts';

/**
 * Name: become leader
 * Who: a candidate
 * Means: it leads its term, takes every peer to have all of its log, and appends a no-op of its own term
 * Enabled when: a majority voted for it in this term
 * Changes: role, leader, peers, log
 */
export function beginLeading<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  const { config, log } = before;
  const peer: Peer = { nextIndex: log.length + 1, matchIndex: 0, commitSent: 0, connected: true };
  const peers = config.members.map(() => peer);
  const leader = changeRole(
    { ...before, leader: config.id, peers, votes: [] },
    { event: 'elected', timer: null },
    outbox,
  );
  return append(leader, null, { outbox, least: 1 });
}

/**
 * Name: append
 * Who: a leader
 * Means: a command takes the next place of the log, is written here, and goes out to the peers at once
 * Enabled when: it leads
 * Changes: log, what was sent to the peers
 */
export function appendCommand<C>(before: RaftMember<C>, command: C, outbox: Outbox<C>): RaftMember<C> {
  return append(before, command, { outbox, least: 0 });
}

function append<C>(before: RaftMember<C>, command: C | null, sending: Sending<C>): RaftMember<C> {
  const { outbox } = sending;
  const term = before.currentTerm;
  const log = before.log.append({ term, command });
  const peers = before.peers.slice();
  const member = { ...before, log, peers };
  outbox.push({ kind: 'persist', index: log.length, term });
  sendNew(member, peers, sending);
  return before.config.guards.countWrittenOnly ? member : commitCounted(member, outbox);
}

/**
 * Sends every connected peer what it was not sent yet: entries, or the commit index alone.
 *
 * @param peers - the peers of `member`, still being worked out
 * @param least - so many entries go out even to a peer whose pipeline is full. A new leader knows nothing of its peers, so
 *   their pipelines look full when the log is long
 */
function sendNew<C>(member: RaftMember<C>, peers: Peer[], { outbox, least }: Sending<C>): void {
  const { config, log, commitIndex } = member;
  let cached: AppendEntries<C> | null = null;
  for (let position = 0; position < peers.length; position += 1) {
    const to = config.members[position] as number;
    let peer = peers[position] as Peer;
    if (to === config.id || !peer.connected) continue;
    let room = Math.max(least, config.maxPipelineCount - (peer.nextIndex - peer.matchIndex - 1));
    while (room > 0 && (peer.nextIndex <= log.length || peer.commitSent < commitIndex)) {
      const count = Math.min(config.maxBatchCount, room, log.length - peer.nextIndex + 1);
      if (cached?.prevLogIndex !== peer.nextIndex - 1 || cached.entries.length !== count)
        cached = entriesFor(member, peer, count);
      outbox.push({ kind: 'send', to, message: cached });
      peer = { ...peer, nextIndex: peer.nextIndex + count, commitSent: commitIndex };
      room -= count;
    }
    peers[position] = peer;
  }
}

interface Sending<C> {
  readonly outbox: Outbox<C>;
  readonly least: 0 | 1;
}

function entriesFor<C>(member: RaftMember<C>, { nextIndex }: Peer, count: number): AppendEntries<C> {
  const { currentTerm, log, commitIndex } = member;
  const prevLogIndex = nextIndex - 1;
  const entries: readonly LogEntry<C>[] = log.slice(prevLogIndex, prevLogIndex + count);
  const prevLogTerm = termAt(log, prevLogIndex);
  return { type: 'append-entries', term: currentTerm, prevLogIndex, prevLogTerm, entries, leaderCommit: commitIndex };
}

/** One AppendEntries with at most one entry to every connected peer: "I lead". What was sent stays as it was noted. */
export function sendToAll<C>(member: RaftMember<C>, outbox: Outbox<C>): void {
  for (let position = 0; position < member.peers.length; position += 1) sendAgain(member, position, outbox);
}

/**
 * Name: look after peers that lag
 * Who: a leader
 * Means: a peer that has not confirmed all it was sent is sent one entry more, so that it can say what it misses
 * Enabled when: the tick of the leader is due
 * Changes: nothing
 */
export function sendToStale<C>(member: RaftMember<C>, outbox: Outbox<C>): void {
  member.peers.forEach((peer, position) => {
    const stale = peer.matchIndex < peer.nextIndex - 1 || peer.commitSent < member.commitIndex;
    if (stale) sendAgain(member, position, outbox);
  });
}

function sendAgain<C>(member: RaftMember<C>, position: number, outbox: Outbox<C>): void {
  const to = member.config.members[position] as number;
  const peer = member.peers[position] as Peer;
  if (to === member.config.id || !peer.connected) return;
  const count = Math.min(1, member.log.length - peer.nextIndex + 1);
  outbox.push({ kind: 'send', to, message: entriesFor(member, peer, count) });
}

/**
 * Name: count an answer
 * Who: a leader
 * Means: a peer has written up to an index, or says from where entries are to be sent again
 * Enabled when: an AppendEntriesReply of its own term comes; one of a higher term ends its leadership
 * Changes: what it knows of the peer, commit index, what was sent
 */
export function receiveAppendEntriesReply<C>(
  before: RaftMember<C>,
  { from, reply }: { readonly from: number; readonly reply: AppendEntriesReply },
  outbox: Outbox<C>,
): RaftMember<C> {
  if (reply.term > before.currentTerm) return answerTerm(before, reply.term, outbox);
  if (before.role !== 'leader' || reply.term < before.currentTerm) return before;
  const position = before.config.members.indexOf(from);
  invariant(position >= 0, 'answers come from members');
  const peers = before.peers.slice();
  const peer = peers[position] as Peer;
  peers[position] = reply.success ? advanced(peer, reply) : rewound(before, peer, reply);
  const member = committed({ ...before, peers }, outbox);
  sendNew(member, peers, { outbox, least: reply.success ? 0 : 1 });
  return member;
}

/** Only a leader, a candidate and a follower take a term from such an answer; the others wait for something else. */
function answerTerm<C>(member: RaftMember<C>, term: number, outbox: Outbox<C>): RaftMember<C> {
  return member.role === 'pre-vote' || member.role === 'await-condition' ? member : stepDown(member, term, outbox);
}

function advanced(peer: Peer, { nextIndex, lastIndex }: AppendEntriesReply): Peer {
  return {
    ...peer,
    matchIndex: Math.max(peer.matchIndex, lastIndex),
    nextIndex: Math.max(peer.nextIndex, nextIndex),
  };
}

/**
 * Name: send again
 * Who: a leader
 * Means: an entry that both have with the same term proves that all before it agree; otherwise it goes back
 * Enabled when: entries did not fit onto a peer's log
 * Changes: the peer's next and match index
 */
function rewound<C>({ log }: RaftMember<C>, peer: Peer, reply: AppendEntriesReply): Peer {
  const { lastIndex, lastTerm, nextIndex } = reply;
  const term = termAt(log, lastIndex);
  // Everything that a peer has confirmed was written; less than that means that it lost its disk.
  if (lastIndex < peer.matchIndex) return { ...peer, matchIndex: lastIndex, nextIndex: lastIndex + 1 };
  if (term === lastTerm) return { ...peer, matchIndex: lastIndex, nextIndex: Math.min(nextIndex, log.length + 1) };
  if (term === -1) return { ...peer, nextIndex: Math.min(nextIndex, log.length + 1) };
  return { ...peer, nextIndex: Math.max(Math.min(peer.nextIndex - 1, lastIndex), peer.matchIndex + 1) };
}

/** Commits what can be committed after the leader itself has stored more, and tells the peers. */
export function commitCounted<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  const counted = committed(before, outbox);
  if (counted === before) return before;
  const peers = counted.peers.slice();
  const member = { ...counted, peers };
  sendNew(member, peers, { outbox, least: 0 });
  return member;
}
