/** Words of the run on the home page in English. */

import { plural } from '../plural.ts';

const listed = (values: readonly string[]): string =>
  values.length > 4 ? `${values.slice(0, 4).join(', ')} and ${values.length - 4} more` : values.join(', ');

export const homeRun = {
  label: 'A live run',
  picture: 'Two shops, three brokers, a kitchen: where every order is at this moment',
  invite: (order: string, leader: string): string =>
    `Order ${order} is on its way to ${leader}, the leader. Break something.`,
  strikes: { crash: 'Crash the leader', cut: 'Cut its cable', pause: 'Pause the kitchen' },
  opening: 'Starting the engine …',
  failed: 'The engine did not start here. The simulator’s own page may say more.',
  running: (order: string, leader: string): string => `Order ${order} goes to ${leader}, the leader.`,
  confirmed: (order: string, shop: string): string => `${shop} hears: order ${order} is written.`,
  struck: {
    crash: 'broker-1 crashes.',
    cut: 'broker-1 is cut off from the other servers. The shops still reach it.',
    pause: 'kitchen-1 stands still: a long garbage collection, say.',
  },
  pause: 'Pause',
  resume: 'Go on',
  reset: 'Start over',
  lost: (values: readonly string[]): string =>
    values.length === 1
      ? `Order ${listed(values)} was confirmed. Nobody has it any more.`
      : `${values.length} orders were confirmed: ${listed(values)}. Nobody has them any more.`,
  twice: (values: readonly string[]): string =>
    values.length === 1
      ? `Order ${listed(values)} was made twice.`
      : `${values.length} orders were made twice: ${listed(values)}.`,
  kept: (confirmed: number, made: number): string =>
    `Nothing is lost: ${plural('en', confirmed, { one: '# order was', other: '# orders were' })} confirmed, ${plural('en', made, { one: '# is', other: '# are' })} made.`,
  refused: (again: number): string =>
    `Nothing is made twice: ${plural('en', again, { one: '# order', other: '# orders' })} came again, and counted once.`,
  because: {
    crash:
      'The leader confirmed before anybody had a copy (acks=1). The new leader never had it; the old one, back again, had to drop it.',
    cut: 'Cut off, broker-1 went on confirming alone (acks=1). The others had elected a new leader; broker-1 had to drop what only it had.',
    pause:
      'The group gave up on a silent kitchen. Back again, it begins after the last order that it had reported as done: at least once.',
  },
  repairs: { acksAll: 'Try the same with acks=all', idempotent: 'Try the same with one effect per order' },
  why: 'Why? Go through it step by step',
  cost: {
    acksAll: (before: string, after: string): string =>
      `The price: before the fault, a confirmation took ${after} ms instead of ${before} ms, because the leader waited for the copies. During it the shops waited for a new leader.`,
    idempotent: 'The price: the database must remember which orders it has seen.',
  },
};
