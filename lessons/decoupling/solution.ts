import type { Solutions } from '../lesson.ts';

export const solutions: Solutions = {
  oneWire: { settings: { points: 'queue', readers: '2' } },
  wire: { settings: { stock: 'call', payment: 'call', points: 'call', email: 'queue', readers: '2' } },
};
