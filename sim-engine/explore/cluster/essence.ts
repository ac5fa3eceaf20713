/**
 * What matters of a world: everything but clocks, running numbers and routine. A step that changes nothing of it is no moment
 * at which a search would do anything.
 */
import type { Machine } from '../../host/machine.ts';
import type { World } from '../../host/world.ts';
import { Hasher } from '../../kernel/hash.ts';
import type { SearchHints } from '../../systems/searchHints.ts';

type Fields = Readonly<Record<string, unknown>>;

export class Essence {
  readonly #hasher: Hasher;
  readonly #passedOver: ReadonlySet<string>;

  constructor(hints: SearchHints) {
    this.#passedOver = new Set([...hints.clocks, ...hints.routine]);
    this.#hasher = new Hasher(this.#passedOver);
  }

  /** Do two worlds of one run, one step apart, differ in something that matters? */
  differs(before: World, after: World): boolean {
    if (before.history.length !== after.history.length || before.milestones.length !== after.milestones.length) {
      return true;
    }
    return this.changedMachines(before, after).length > 0;
  }

  /** Machines that differ in something that matters. */
  changedMachines(before: World, after: World): readonly number[] {
    if (before.machines === after.machines) return [];
    return after.machines.flatMap((machine, id) =>
      this.#machineDiffers(before.machines[id] as Machine, machine) ? [id] : [],
    );
  }

  #machineDiffers(before: Machine, after: Machine): boolean {
    if (before === after) return false;
    if (before.process !== after.process || before.incarnation !== after.incarnation) return true;
    if (before.disk !== after.disk && this.#valueDiffers(before.disk, after.disk)) return true;
    return before.memory !== after.memory && this.#memoryDiffers(before.memory, after.memory);
  }

  /** Most steps leave most fields as they are: only the others are hashed. */
  #memoryDiffers(before: unknown, after: unknown): boolean {
    if (!isRecord(before) || !isRecord(after)) return this.#valueDiffers(before, after);
    for (const [name, value] of Object.entries(after)) {
      if (value === before[name] || this.#passedOver.has(name)) continue;
      if (this.#valueDiffers(before[name], value)) return true;
    }
    return false;
  }

  #valueDiffers(before: unknown, after: unknown): boolean {
    const left = this.#hasher.hash(before);
    const right = this.#hasher.hash(after);
    return left.high !== right.high || left.low !== right.low;
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
