/**
 * Names of the places on a stage that a prediction can ask for, as checks name what really happens. A machine has its own name.
 */

/** The link between two machines, whichever way. */
export const linkPlace = (one: string, other: string): string => [one, other].toSorted().join(' – ');

/** A log or queue on a machine: `broker-1: orders-0`. */
export const shelfPlace = (node: string, log: string): string => `${node}: ${log}`;
