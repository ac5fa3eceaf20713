/** Where things stand in a space-time diagram: steps from left to right, each with a place of its own; machines as lanes. */
import type { SpaceTime } from '../worker/protocol.ts';

export type Arrow = SpaceTime['arrows'][number];

export interface PlacedStep {
  readonly step: number;
  readonly at: number;
}

export interface Lane {
  /** Place among all machines. */
  readonly machine: number;
  readonly name: string;
}

/** Steps in which something shown happens, in order. */
export function stepsOf(arrows: readonly Arrow[], others: readonly PlacedStep[]): readonly PlacedStep[] {
  const found = new Map<number, number>();
  for (const arrow of arrows) {
    found.set(arrow.step, arrow.sentAt);
    if (arrow.arrivedAt !== null) found.set(arrow.arrivedStep, arrow.arrivedAt);
  }
  for (const { step, at } of others) found.set(step, at);
  return [...found].map(([step, at]) => ({ step, at })).sort((one, other) => one.step - other.step);
}

/** Machines that are shown, in the order of the diagram. */
export function lanesOf(diagram: SpaceTime, shown: (machine: number) => boolean): readonly Lane[] {
  return diagram.lanes.map((name, machine) => ({ machine, name })).filter(({ machine }) => shown(machine));
}

/** Machines at either end of an arrow. */
export function busyMachines(arrows: readonly Arrow[]): ReadonlySet<number> {
  return new Set(arrows.flatMap((arrow) => [arrow.from, arrow.to]));
}
