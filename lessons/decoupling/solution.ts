import type { Solutions } from '../lesson.ts';

export const solutions: Solutions = {
  wire: { settings: { stock: 'call', payment: 'call', points: 'call', email: 'queue', readers: '2' } },
};
