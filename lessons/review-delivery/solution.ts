import type { Solutions } from '../lesson.ts';
import { behind, brokenBy, CAUSES, refused } from './checks.ts';
import { INCIDENT_NAMES } from './scenario.ts';

export const solutions: Solutions = {
  tickets: {
    read: (finished) => ({
      settings: Object.fromEntries(
        INCIDENT_NAMES.map((name, place) => {
          const run = finished[place];
          return [name, run === undefined ? '' : brokenBy(run)];
        }),
      ),
    }),
  },
  inverted: (run) => ({ step: CAUSES.inverted(run) }),
  vanish: (run) => ({ step: CAUSES.vanish(run) }),
  orphan: (run) => ({ step: CAUSES.orphan(run) }),
  twice: (run) => ({ step: CAUSES.twice(run) }),
  sums: {
    read: ([overload, poison]) => ({
      numbers: {
        refused: overload === undefined ? null : refused(overload),
        behind: poison === undefined ? null : behind(poison),
      },
    }),
  },
};
