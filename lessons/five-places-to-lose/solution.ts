import type { Solutions } from '../lesson.ts';
import { cupsOf, fate, IN_KITCHEN } from './checks.ts';
import { PLACES } from './scenario.ts';

export const rightSettings = { told: 'confirmed', queue: 'quorum-3', acknowledge: 'after-processing', price: 'twice' };

export const solutions: Solutions = {
  matrix: {
    read: (accidents) => ({
      settings: Object.fromEntries(accidents.map((run, place) => [PLACES[place] as string, fate(run)])),
    }),
  },
  begin: {
    read: ([run]) => ({
      settings: Object.fromEntries(IN_KITCHEN.map((order) => [order, run === undefined ? '' : cupsOf(run, order)])),
    }),
  },
  repair: { settings: rightSettings },
};
