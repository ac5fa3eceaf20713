/**
 * Whose random numbers a machine draws. By number, as the machines of a room do: its place among the others decides. By name, as
 * applications do: adding a machine to a design leaves alone what every other application draws, so designs can be compared.
 */
import { SITE, type SiteId } from '../kernel/decider.ts';
import { hashOf } from '../kernel/hash.ts';

export interface DrawStream {
  readonly site: SiteId;
  readonly entity: number;
}

/** The stream of a machine's number. */
export function streamOfNumber(number: number): DrawStream {
  return { site: SITE.node, entity: number };
}

/** The stream of a name. */
export function streamOfName(name: string): DrawStream {
  return { site: SITE.name, entity: hashOf(name).low };
}
