/** All systems, by name. The only place outside a room that names one. */
import { InvariantError } from '../kernel/invariant.ts';
import type { SystemDoor } from './door.ts';
import { kafka } from './kafka/index.ts';
import { rabbitmq } from './rabbitmq/index.ts';

export const SYSTEMS: readonly SystemDoor[] = [kafka, rabbitmq];

/** @throws {InvariantError} when there is no such system; a parsed scenario always names one that exists */
export function systemNamed(name: string): SystemDoor {
  const found = SYSTEMS.find((system) => system.name === name);
  if (found === undefined) throw new InvariantError(`there is a system named ${name}`);
  return found;
}
