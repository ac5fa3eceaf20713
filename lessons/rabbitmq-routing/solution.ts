import type { Solutions } from '../lesson.ts';
import { vanishedSteps, waiting } from './checks.ts';

export const rightSettings = { 'alternate-exchange': 'bound' };

export const solutions: Solutions = {
  both: { settings: { lies: 'net', hears: 'confirm' } },
  silent: (run) => ({ step: vanishedSteps(run)[0] ?? -1 }),
  repair: {
    settings: rightSettings,
    read: ([run]) => ({ numbers: { waiting: run === undefined ? null : waiting(run) } }),
  },
};
