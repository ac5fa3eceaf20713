import type { Solutions } from '../lesson.ts';
import { longestSilenceSeconds } from '../reading.ts';
import { ACCIDENTS } from './scenario.ts';

export const rightSettings = { acks: 'all', 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' };

export const solutions: Solutions = {
  price: {
    settings: { a9: 'back' },
    read: ([run]) => ({ numbers: { silence: run === undefined ? null : Math.round(longestSilenceSeconds(run)) } }),
  },
  /** Take the followers away, wait until the leader is the only one in sync, then make it forget. */
  'lose-one': () => ({ actions: ACCIDENTS[0] }),
  repair: {
    settings: rightSettings,
    read: ([run]) => ({ numbers: { silence: run === undefined ? null : Math.round(longestSilenceSeconds(run)) } }),
  },
};
