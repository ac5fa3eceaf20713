import type { Solutions } from '../lesson.ts';
import { stepOf } from '../reading.ts';

/** The election: found the way a learner finds it, by jumping to it. */
export const solutions: Solutions = { doomed: (run) => ({ step: stepOf(run, 'election') }) };
