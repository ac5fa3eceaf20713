/** The scripts that are played on the simulated broker: those of one node. Those of three nodes wait for a simulated cluster. */
import type { Script } from './language.ts';
import { scripts } from './scripts/index.ts';

export const replayed: readonly Script[] = scripts.filter(({ nodes }) => nodes === 1);
