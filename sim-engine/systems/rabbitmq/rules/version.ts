/** The versions of RabbitMQ whose differences the rules know. */

/** Observed: 3.10 (3.10.8). Read in source or documentation: the others. */
export type RabbitVersion = '3.10' | '3.13' | '4.0' | '4.3';

export const RABBIT_VERSIONS: readonly RabbitVersion[] = ['3.10', '3.13', '4.0', '4.3'];

/** Is a version the given one or a later one? */
export function isAtLeast(version: RabbitVersion, since: RabbitVersion): boolean {
  return RABBIT_VERSIONS.indexOf(version) >= RABBIT_VERSIONS.indexOf(since);
}
