import type { Solutions } from '../lesson.ts';
import { longestWaitSeconds } from './checks.ts';
import { ANNIVERSARY } from './scenario.ts';

export const rightSettings = { 'x-max-length': '80', 'x-overflow': 'reject-publish', prefetch: '10' };

/** By the rule of thumb, not from the run: an estimate. */
function estimated(): Readonly<Record<string, number>> {
  const { burstPerSecond, burstSeconds, paidPerSecond, quietPerSecond } = ANNIVERSARY;
  const depth = (burstPerSecond - paidPerSecond) * burstSeconds;
  return { depth, wait: depth / paidPerSecond, empty: depth / (paidPerSecond - quietPerSecond) };
}

export const solutions: Solutions = {
  estimate: { numbers: estimated() },
  repair: {
    settings: rightSettings,
    read: ([, overload]) => ({
      numbers: { wait: overload === undefined ? null : Math.round(longestWaitSeconds(overload)) },
    }),
  },
};
