/**
 * Names a cluster's state for the visited set. Two states are one when everything but clocks and running numbers is equal,
 * and the same events, the rest of the script among them, are pending in the same order of time.
 *
 * Models: what time decides, namely what comes next. Leaves out: how much time lies between two events, so two states that
 * are one may still part later, when something new comes in between. The exact naming keeps every clock and serves to test
 * that this loses nothing.
 */
import type { Envelope, Link } from '../../host/link.ts';
import { finish, Hasher, mix, type Hash64 } from '../../kernel/hash.ts';
import type { SearchHints } from '../../systems/searchHints.ts';
import type { Fingerprint } from '../searchModel.ts';
import type { ClusterState } from './state.ts';

export type NamingMode = 'order' | 'exact';

/** Bits by which a pending event is named: its machine or link, and which of its events. */
const EVENT_BITS = 8;

/** Most links of a cluster are never used. */
function isUntouched(link: Link): boolean {
  return link.state === 'open' && link.lastArrival === 0 && !link.losesNextResponse && link.extraMicros === 0;
}

interface Pending {
  readonly at: number;
  readonly name: number;
}

export class Naming {
  readonly #mode: NamingMode;
  readonly #machines: Hasher;
  readonly #links: Hasher;
  readonly #operations: Hasher;
  #high = 0;
  #low = 0;

  constructor(hints: SearchHints, mode: NamingMode) {
    this.#mode = mode;
    const exact = mode === 'exact';
    const clocks = exact ? [] : [...hints.clocks];
    this.#machines = new Hasher(new Set([...clocks, ...(exact ? [] : ['timers', 'busyUntil']), 'draws']));
    this.#links = new Hasher(
      new Set([...clocks, ...(exact ? [] : ['lastArrival', 'sentAt', 'arriveAt']), 'draws', 'sequence']),
    );
    this.#operations = new Hasher(new Set(exact ? ['step'] : ['at', 'step']));
  }

  /** Writes the name of a state. */
  name(state: ClusterState, into: Fingerprint): void {
    const { world } = state;
    this.#high = 0x51ab7c3d | 0;
    this.#low = 0x1f83d9ab | 0;
    for (const machine of world.machines) this.#fold(this.#machines.hash(machine));
    for (const link of world.links) if (!isUntouched(link)) this.#fold(this.#links.hash(link));
    for (const operation of world.history.toArray()) this.#fold(this.#operations.hash(operation));
    if (this.#mode === 'order') this.#foldOrder(state);
    else this.#number(world.now);
    this.#number(state.script.length - world.scriptIndex);
    this.#number(world.healedAt < 0 ? 0 : 1);
    for (const spent of state.spent) this.#number(spent);
    this.#number(state.heals);
    this.#number(state.over ? 1 : 0);
    into.high = finish(this.#high);
    into.low = finish(this.#low);
  }

  /** Which event comes first, second, and so on: of timers, of what is in flight, and of what the script still does. */
  #foldOrder({ world, script }: ClusterState): void {
    const pending: Pending[] = script.slice(world.scriptIndex).map(({ at }, place) => ({ at, name: -1 - place }));
    for (const [id, machine] of world.machines.entries()) {
      machine.timers.forEach((timer, place) => pending.push({ at: timer.at, name: (id << EVENT_BITS) | place }));
    }
    const machines = world.machines.length;
    for (const [index, link] of world.links.entries()) {
      link.queue.forEach((envelope: Envelope, place) =>
        pending.push({ at: envelope.arriveAt, name: ((machines + index) << EVENT_BITS) | place }),
      );
    }
    pending.sort((left, right) => left.at - right.at || left.name - right.name);
    for (const event of pending) this.#number(event.name);
    for (const machine of world.machines) {
      for (const timer of machine.timers) {
        this.#fold(this.#operations.hash(timer.name));
        this.#number(timer.subject);
      }
    }
  }

  #fold(hash: Hash64): void {
    const low = mix(mix(this.#low, hash.low), hash.high);
    this.#high = mix(mix(this.#high, hash.high), hash.low);
    this.#low = low;
  }

  #number(value: number): void {
    this.#high = mix(this.#high, value);
    this.#low = mix(this.#low, value ^ 0x55);
  }
}
