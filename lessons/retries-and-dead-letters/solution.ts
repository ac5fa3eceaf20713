import type { Solutions } from '../lesson.ts';

export const rightSettings = {
  attempts: '3',
  'first wait': '200',
  'back-off': 'jitter',
  'given up': 'discard',
  'x-dead-letter-exchange': 'dead',
  redrive: 'one a second',
};

export const solutions: Solutions = { tune: { settings: rightSettings } };
