import type { Solutions } from '../lesson.ts';
import { BLOCKED, closedSeconds, fate, FEW, lateSeconds, PREDICTED } from './checks.ts';

export const rightSettings = { mechanism: 'queue-per-delay', persistent: 'true', look: '5' };

export const solutions: Solutions = {
  'behind-one': {
    read: ([run]) => ({
      numbers: Object.fromEntries(FEW.map((order) => [order, run === undefined ? null : closedSeconds(run, order)])),
    }),
  },
  'which-late': {
    read: ([run]) =>
      run === undefined
        ? {}
        : {
            settings: Object.fromEntries(PREDICTED.map((order) => [order, fate(run, order)])),
            numbers: { seconds: Math.round(lateSeconds(run, BLOCKED) * 10) / 10 },
          },
  },
  construct: { settings: rightSettings },
};
