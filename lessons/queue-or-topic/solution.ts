import type { Solutions } from '../lesson.ts';

export const solutions: Solutions = {
  wire: {
    settings: {
      'billing-1': 'queue-1',
      'billing-2': 'queue-1',
      'billing-3': 'queue-1',
      analytics: 'queue-2',
      'auto-delete': 'false',
    },
    lists: { bound: ['queue-1', 'queue-2'] },
  },
};
