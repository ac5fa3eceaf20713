import type { Solutions } from '../lesson.ts';
import { deliveredSteps, POISON } from './checks.ts';

export const rightSettings = {
  'gives back by': 'basic.reject',
  prefetch: '1',
  'x-delayed-retry-type': 'all',
  'x-dead-letter-exchange': 'dead',
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
};

export const solutions: Solutions = {
  /** @param run - the shop with these settings while the program gives x1 back */
  repair: (run) => ({ settings: rightSettings, number: deliveredSteps(run, POISON).length }),
};
