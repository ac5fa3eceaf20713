/**
 * When a leader may call entries committed.
 *
 * Faults that reach it: none directly; what peers have lost they no longer acknowledge.
 * Source: rabbitmq/ra, src/ra_server.erl (evaluate_quorum, increment_commit_index, agreed_commit), v3.1.10.
 */
import { majorityOf } from '../rules/quorum/majority.ts';
import { storedIndex, termAt, type Peer, type RaftMember } from './member.ts';
import type { Outbox } from './messages.ts';

/**
 * Name: commit
 * Who: a leader
 * Means: entries up to the highest index that a majority has written are committed, and applied
 * Enabled when: that index holds an entry of the leader's own term (section 5.4.2 of the Raft paper)
 * Changes: commit index
 */
export function committed<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  const { config, log, commitIndex, currentTerm } = before;
  const index = countedIndex(before);
  if (index <= commitIndex) return before;
  if (config.guards.commitOwnTermOnly && termAt(log, index) !== currentTerm) return before;
  outbox.push({ kind: 'apply', from: commitIndex + 1, to: index });
  return { ...before, commitIndex: index };
}

/** The highest index that enough members have stored. Clusters are small: each member's index is tried. */
function countedIndex<C>(member: RaftMember<C>): number {
  const { config, peers, commitIndex } = member;
  const stored = storedIndex(member);
  if (!config.guards.majorityCommit) return stored;
  const needed = majorityOf(peers.length);
  let highest = commitIndex;
  for (let position = 0; position < peers.length; position += 1) {
    const index = indexOf(member, position, stored);
    if (index <= highest) continue;
    let count = 0;
    for (let other = 0; other < peers.length; other += 1) if (indexOf(member, other, stored) >= index) count += 1;
    if (count >= needed) highest = index;
  }
  return highest;
}

function indexOf<C>({ config, peers }: RaftMember<C>, position: number, stored: number): number {
  return config.members[position] === config.id ? stored : (peers[position] as Peer).matchIndex;
}
