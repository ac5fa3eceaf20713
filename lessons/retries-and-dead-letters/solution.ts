import type { Solutions } from '../lesson.ts';
import { fourthSeconds, withJitter } from './checks.ts';

export const rightSettings = {
  attempts: '3',
  'first wait': '200',
  'back-off': 'jitter',
  'given up': 'discard',
  'x-dead-letter-exchange': 'dead',
  redrive: 'one a second',
};

export const solutions: Solutions = {
  'fourth-attempt': {
    read: ([plain, jitter]) =>
      plain === undefined || jitter === undefined
        ? {}
        : {
            numbers: { seconds: Math.round(fourthSeconds(plain)) },
            settings: { jitter: withJitter(plain, jitter) },
          },
  },
  tune: { settings: rightSettings },
};
