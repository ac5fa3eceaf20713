import type { Solutions } from '../lesson.ts';
import { longestSilenceSeconds } from '../reading.ts';
import { learnedStep, momentsInOrder } from './checks.ts';

export const rightSettings = { acks: 'all', 'broker.session.timeout.ms': '3000', 'request.timeout.ms': '1000' };

export const solutions: Solutions = {
  order: { read: ([run]) => ({ lists: { moments: run === undefined ? [] : momentsInOrder(run) } }) },
  learns: (run) => ({ step: learnedStep(run) }),
  repair: {
    settings: rightSettings,
    read: ([run]) => ({ numbers: { silence: run === undefined ? null : Math.round(longestSilenceSeconds(run)) } }),
  },
};
