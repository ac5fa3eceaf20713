/**
 * Names of states. With symmetry, states that differ only in which replica is which have one name: that of a
 * representative. The search keeps and expands the state that it found, never the representative, so its paths replay.
 *
 * The representative is found by sorting: each replica gets a signature that does not depend on names, replicas are put in
 * the order of their signatures, and where some are equal every order among those is tried and the smallest fingerprint is
 * taken. So two states have one name exactly when a renaming turns one into the other, however many replicas there are.
 */
import { finish, mix } from '../../../kernel/hash.ts';
import type { Fingerprint } from '../../searchModel.ts';
import { has, NO_REPLICA, type ReplicaSet } from './replicaSet.ts';
import type { LeaderAndIsr, ReplicaState, ReplicationState } from './state.ts';

const SEED_HIGH = 0x3c6ef372;
const SEED_LOW = 0x510e527f;

/** A way of renaming replicas. */
interface Renaming {
  /** Old numbers, by new number. */
  readonly order: readonly number[];
  /** New numbers plus one, by old number plus one: no replica stays none. */
  readonly names: readonly number[];
  /** New sets by old set. */
  readonly sets: readonly ReplicaSet[];
}

function renaming(order: readonly number[]): Renaming {
  const names = [0, ...order.map((_, old) => order.indexOf(old) + 1)];
  const sets = Array.from({ length: 1 << order.length }, (_, set) =>
    order.reduce((renamed, old, index) => renamed | (((set >>> old) & 1) << index), 0),
  );
  return { order, names, sets };
}

/** Who leads and who is in sync, after a renaming, in one word. */
function roleWord({ leader, isr }: LeaderAndIsr, { names, sets }: Renaming): number {
  return ((names[leader + 1] as number) << 8) | (sets[isr] as number);
}

/** The fingerprint of the renamed state. */
function printRenamed(state: ReplicationState, by: Renaming, into: Fingerprint): void {
  const { replicas, quorum, requests, nextRecordId } = state;
  let word = (nextRecordId << 16) | roleWord(quorum, by);
  let high = mix(SEED_HIGH, word);
  let low = mix(SEED_LOW, word);
  for (let index = 0; index < replicas.length; index += 1) {
    const replica = replicas[by.order[index] as number] as ReplicaState;
    word = roleWord(replica, by);
    high = mix(mix(high, replica.hashHigh), word);
    low = mix(mix(low, replica.hashLow), word);
  }
  for (let epoch = 0; epoch < requests.length; epoch += 1) {
    word = roleWord(requests[epoch] as LeaderAndIsr, by);
    high = mix(high, word);
    low = mix(low, word);
  }
  into.high = finish(high);
  into.low = finish(low);
}

/** Every order of so many replicas; the unchanged one first. */
function everyOrder(replicas: number): readonly (readonly number[])[] {
  if (replicas === 0) return [[]];
  return everyOrder(replicas - 1).flatMap((order) =>
    Array.from({ length: replicas }, (_, back) => order.toSpliced(order.length - back, 0, replicas - 1)),
  );
}

/** What distinguishes a replica without naming any: what it has, and whether it, the quorum and the requests mean itself. */
function signature(state: ReplicationState, index: number): number {
  const replica = state.replicas[index] as ReplicaState;
  let word = replica.leader === NO_REPLICA ? 2 : replica.leader === index ? 1 : 0;
  word = (word << 1) | (has(replica.isr, index) ? 1 : 0);
  word = (word << 2) | selfWord(state.quorum, index);
  for (let epoch = 0; epoch < state.requests.length; epoch += 1) {
    word = (word << 2) | selfWord(state.requests[epoch] as LeaderAndIsr, index);
  }
  return finish(mix(replica.hashHigh, word));
}

function selfWord({ leader, isr }: LeaderAndIsr, index: number): number {
  return (leader === index ? 2 : 0) | (has(isr, index) ? 1 : 0);
}

type Namer = (state: ReplicationState, into: Fingerprint) => void;

/** Names states as they are. */
export function plainNames(replicas: number): Namer {
  const unchanged = renaming(everyOrder(replicas)[0] as readonly number[]);
  return (state, into) => printRenamed(state, unchanged, into);
}

/** Names classes of states that differ only in which replica is which. */
export function symmetricNames(replicas: number): Namer {
  const renamings = everyOrder(replicas).map(renaming);
  const signatures = new Uint32Array(replicas);
  const candidate: Fingerprint = { high: 0, low: 0 };
  return (state, into) => {
    for (let index = 0; index < replicas; index += 1) signatures[index] = signature(state, index);
    let found = false;
    for (const by of renamings) {
      if (!isSorted(signatures, by.order)) continue;
      printRenamed(state, by, candidate);
      if (found && !isSmaller(candidate, into)) continue;
      found = true;
      into.high = candidate.high;
      into.low = candidate.low;
    }
  };
}

function isSorted(signatures: Uint32Array, order: readonly number[]): boolean {
  for (let index = 1; index < order.length; index += 1) {
    if ((signatures[order[index - 1] as number] as number) > (signatures[order[index] as number] as number))
      return false;
  }
  return true;
}

function isSmaller(left: Fingerprint, right: Fingerprint): boolean {
  return left.high < right.high || (left.high === right.high && left.low < right.low);
}
