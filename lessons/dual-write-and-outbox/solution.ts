import type { Solutions } from '../lesson.ts';

export const solutions: Solutions = {
  matrix: {
    settings: {
      'row-refused': 'none',
      'send-refused': 'phantom',
      'catch-crash': 'orphan',
      'catch-confirm': 'phantom',
    },
  },
  build: { lists: { checkout: ['both'], relay: ['send', 'delete'] }, settings: { kitchen: 'once' } },
};
