import type { Solutions } from '../lesson.ts';

export const solutions: Solutions = {
  repair: { settings: { key: 'order', store: 'same', ttl: '30' } },
};
