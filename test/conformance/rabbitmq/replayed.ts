/** The scripts that are played on the simulated broker: all of them, on one node or three. */
import type { Script } from './language.ts';
import { scripts } from './scripts/index.ts';

export const replayed: readonly Script[] = scripts;
