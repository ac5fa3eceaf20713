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
  counts: {
    settings: { nack: 'forever', bystander: 'dropped' },
    read: ([run]) => ({ numbers: { deliveries: run === undefined ? null : deliveredSteps(run, POISON).length } }),
  },
  repair: {
    settings: rightSettings,
    read: ([run]) => ({ numbers: { deliveries: run === undefined ? null : deliveredSteps(run, POISON).length } }),
  },
};
