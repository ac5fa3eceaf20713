import type { Solutions } from '../lesson.ts';

export const rightSettings = { quick: '3', slow: '1' };

export const rightQuestion = { 'fetch.max.wait.ms': '500', 'fetch.min.bytes': '1' };

export const solutions: Solutions = {
  reserve: { settings: { prefetch: '2' }, numbers: { rate: 5.9 } },
  tune: { settings: rightSettings },
  ask: { settings: rightQuestion },
};
