/** What a strike on both sides may name. Machines keep their neutral names, which fit every system. */
import type { Side } from '../worker/protocol.ts';

/** A machine that a strike may name; `only`: the one side that has it. */
export interface MachineChoice {
  readonly machine: string;
  readonly only: Side | null;
}

/** Machines of both sides, those that both have first. */
export function machineChoices(sides: Readonly<Record<Side, readonly string[]>>): readonly MachineChoice[] {
  const { left, right } = sides;
  return [
    ...left.filter((machine) => right.includes(machine)).map((machine) => ({ machine, only: null })),
    ...left.filter((machine) => !right.includes(machine)).map((machine) => ({ machine, only: 'left' as const })),
    ...right.filter((machine) => !left.includes(machine)).map((machine) => ({ machine, only: 'right' as const })),
  ];
}
