import type { Solutions } from '../lesson.ts';
import { refunds } from './checks.ts';

export const rightSettings = { timeout: '10', early: 'note', asked: 'yes', paid: 'yes' };

export const solutions: Solutions = {
  'early-undo': { settings: { early: rightSettings.early } },
  repair: {
    settings: rightSettings,
    read: ([late]) => ({ numbers: { refunds: late === undefined ? null : refunds(late) } }),
  },
};
