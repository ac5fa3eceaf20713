import type { Solutions } from '../lesson.ts';
import { longestWaitSeconds } from './checks.ts';
import { ANNIVERSARY, CLASS, type Load } from './scenario.ts';

export const rightSettings = { 'x-max-length': '80', 'x-overflow': 'reject-publish', prefetch: '10' };

/** By the rule of thumb, not from the run: an estimate. */
function estimated({ burstPerSecond, burstSeconds, paidPerSecond, quietPerSecond }: Load) {
  const depth = (burstPerSecond - paidPerSecond) * burstSeconds;
  return { depth, wait: depth / paidPerSecond, empty: depth / (paidPerSecond - quietPerSecond) };
}

const { depth, wait } = estimated(CLASS);

export const solutions: Solutions = {
  small: { numbers: { depth, wait } },
  estimate: { numbers: estimated(ANNIVERSARY) },
  repair: {
    settings: rightSettings,
    read: ([, overload]) => ({
      numbers: { wait: overload === undefined ? null : Math.round(longestWaitSeconds(overload)) },
    }),
  },
};
