import type { Solutions } from '../lesson.ts';
import { madeStep, ORDER, toldStep } from './checks.ts';

export const solutions: Solutions = {
  twoClocks: { settings: { reply: 'same', tea: 'longer' } },
  told: (run) => ({ step: toldStep(run, ORDER) }),
  done: (run) => ({ step: madeStep(run, ORDER) }),
  tune: { settings: { answered: 'stored', cooks: '4', says: 'accepted' } },
};
