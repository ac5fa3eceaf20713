import type { Action } from '../../sim-engine/scenario/types.ts';
import type { RunReader, Solutions } from '../lesson.ts';
import { givenStep, givenTo, NEXT_ONES, whoAndWhen } from './checks.ts';

/** A fault on the worker that is given a message, half of the work later. */
export function faultAt(run: RunReader, value: string, operation: string): Action {
  const at = run.timeOf(givenStep(run, value)) + 100_000;
  return { at, operation, arguments: { node: givenTo(run, value) } };
}

export const solutions: Solutions = {
  'turn-one': (run) => ({ actions: [faultAt(run, 'd1', 'pause')] }),
  'who-gets-it': {
    read: ([run]) => ({
      settings: Object.fromEntries(NEXT_ONES.map((value) => [value, run === undefined ? '' : whoAndWhen(run, value)])),
    }),
  },
  repair: { settings: { route: 'by-order', readers: '2', 'x-single-active-consumer': 'true', prefetch: '10' } },
};
