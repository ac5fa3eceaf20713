import type { Solutions } from '../lesson.ts';
import { longestWait, secondsUntilFull } from './checks.ts';

export const rightSettings = {
  queues: 'two',
  prefetch: '1',
  'x-max-length': '100',
  'x-overflow': 'reject-publish',
  refused: 'pause',
};

export const solutions: Solutions = {
  'until-full': {
    read: ([run]) =>
      run === undefined
        ? {}
        : { numbers: { full: Math.round(secondsUntilFull(run)), wait: Math.round(longestWait(run)) } },
  },
  tune: { settings: rightSettings },
};
