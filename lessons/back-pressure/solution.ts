import type { Solutions } from '../lesson.ts';

export const rightSettings = {
  queues: 'two',
  prefetch: '1',
  'x-max-length': '100',
  'x-overflow': 'reject-publish',
  refused: 'pause',
};

export const solutions: Solutions = { tune: { settings: rightSettings } };
