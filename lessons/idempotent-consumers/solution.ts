import type { Solutions } from '../lesson.ts';
import { COPIES, inCommon } from './checks.ts';

export const solutions: Solutions = {
  'second-try': {
    read: (runs) => ({
      settings: Object.fromEntries(
        COPIES.map((name, copy) => {
          const run = runs[copy];
          return [name, run === undefined ? '' : inCommon(run)];
        }),
      ),
    }),
  },
  repair: { settings: { key: 'order', store: 'same', ttl: '30' } },
};
