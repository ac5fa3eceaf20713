/** What each step of a program does, and what it does when it fails. */
import { describe, expect, test } from 'vitest';
import type { Step } from '../../../sim-engine/apps/applications.ts';
import { at } from '../../systems/runs.ts';
import { customers, of, rows, run, shop, street, told, type Street } from './support.ts';

const bank = (steps: readonly Step[], more = {}) => ({
  name: 'bank',
  concurrency: 1,
  backlog: 0,
  endpoints: { pay: steps },
  ...more,
});

function story(steps: readonly Step[], more: Partial<Street['applications']> = {}, given: Partial<Street> = {}) {
  const { services = [], ...others } = more;
  const applications = { services: [shop(steps), ...services], callers: [customers()], ...others };
  return told(run(street('rabbitmq', { applications, ...given })));
}

const pay: Step = { do: 'call', service: 'bank', endpoint: 'pay', timeoutMillis: 300, onFailure: 'fail' };
const charge: Step = { do: 'effect', name: 'charged' };

describe('reply', () => {
  test('without it the caller is answered when the program is over', () => {
    expect(story([charge])).toEqual([
      'customers call invoke a1',
      'shop serve invoke a1',
      'shop effect ok charged a1',
      'shop serve ok a1',
      'customers call ok a1',
    ]);
  });

  test('with it the caller is answered first, and what fails later is nobody’s news', () => {
    const broken = bank([{ do: 'work', micros: 900_000 }]);
    expect(story([{ do: 'reply' }, pay, charge], { services: [broken] })).toEqual([
      'customers call invoke a1',
      'shop serve invoke a1',
      'shop call invoke a1',
      'customers call ok a1',
      'bank serve invoke a1',
      'shop call info a1 TIMEOUT',
      'shop serve fail a1 TIMEOUT',
      'bank serve ok a1',
    ]);
  });
});

describe('work', () => {
  test('occupies a worker for as long as it takes; with a full backlog the third customer is refused', () => {
    const callers = [customers({ phases: [{ seconds: 1, ratePerSecond: 3 }], timeoutMillis: 5_000 })];
    const services = [shop([{ do: 'work', micros: 900_000 }], { backlog: 1 })];
    const lines = told(run(street('rabbitmq', { applications: { services, callers } })));
    expect(of(lines, 'call')).toEqual([
      'customers call invoke a1',
      'customers call invoke a2',
      'customers call invoke a3',
      'customers call fail a3 BUSY',
      'customers call ok a1',
      'customers call ok a2',
    ]);
    expect(of(lines, 'serve')).toEqual([
      'shop serve invoke a1',
      'shop serve ok a1',
      'shop serve invoke a2',
      'shop serve ok a2',
    ]);
  });
});

describe('call', () => {
  test('a timeout leaves both sides of the truth open: the bank charges after nobody waits any more', () => {
    const lines = story([pay], { services: [bank([{ do: 'work', micros: 500_000 }, charge])] });
    expect(of(lines, 'call', 'effect')).toEqual([
      'customers call invoke a1',
      'shop call invoke a1',
      'shop call info a1 TIMEOUT',
      'customers call fail a1 TIMEOUT',
      'bank effect ok charged a1',
    ]);
  });

  test('another attempt after a timeout charges twice', () => {
    const again: Step = { ...pay, attempts: 2, backoffMillis: 10 };
    const lines = story([again], { services: [bank([{ do: 'work', micros: 350_000 }, charge], { concurrency: 2 })] });
    expect(of(lines, 'effect')).toEqual(['bank effect ok charged a1', 'bank effect ok charged a1']);
    expect(of(lines, 'call')).toContain('shop call invoke a1#2');
  });

  test('the provider’s idempotency key refuses the second charge', () => {
    const again: Step = { ...pay, attempts: 2, backoffMillis: 10 };
    const once: Step = { ...charge, idempotencyKey: 'order' };
    const lines = story([again], { services: [bank([{ do: 'work', micros: 350_000 }, once], { concurrency: 2 })] });
    expect(of(lines, 'effect')).toEqual(['bank effect ok charged a1', 'bank effect fail charged a1 REPEATED']);
  });

  test('a refusal that another attempt would get again is not tried again', () => {
    const databases = [{ name: 'db', tables: ['stock'], counters: { stock: { tea: 0 } } }];
    const take: Step = {
      do: 'transaction',
      database: 'db',
      writes: [{ op: 'take', table: 'stock', item: 'tea', amount: 1 }],
      onFailure: 'fail',
    };
    const again: Step = { ...pay, attempts: 5, backoffMillis: 10 };
    const lines = story([again], { services: [bank([take])], databases });
    expect(of(lines, 'call')).toEqual([
      'customers call invoke a1',
      'shop call invoke a1',
      'shop call fail a1 SOLD_OUT',
      'customers call fail a1 SOLD_OUT',
    ]);
  });

  test('a busy service was not asked: the next attempt may succeed', () => {
    const two = customers({ phases: [{ seconds: 1, ratePerSecond: 2 }], timeoutMillis: 5_000 });
    const again: Step = { ...pay, timeoutMillis: 2_000, attempts: 4, backoffMillis: 300, backoff: 'exponential' };
    const applications = {
      services: [shop([again], { concurrency: 2 }), bank([{ do: 'work', micros: 800_000 }, charge])],
      callers: [two],
    };
    const lines = told(run(street('rabbitmq', { applications })));
    expect(of(lines, 'call').filter((line) => line.includes('a2'))).toEqual([
      'customers call invoke a2',
      'shop call invoke a2',
      'shop call fail a2 BUSY',
      'shop call invoke a2#2',
      'shop call ok a2#2',
      'customers call ok a2',
    ]);
  });

  test('a service that is down is not waited for: its connection is refused', () => {
    const faults = [at(3_000, 'crash', { node: 'bank' })];
    const lines = story([pay], { services: [bank([charge])] }, { faults, horizonMillis: 6_000 });
    expect(of(lines, 'call')).toEqual([
      'customers call invoke a1',
      'shop call invoke a1',
      'shop call info a1 CONNECTION_LOST',
      'customers call fail a1 CONNECTION_LOST',
    ]);
  });

  test('onFailure stop ends well, continue goes on', () => {
    const busy = bank([], { concurrency: 1 });
    const faults = [at(3_000, 'crash', { node: 'bank' })];
    const given = { faults, horizonMillis: 6_000 };
    const stopped = story([{ ...pay, onFailure: 'stop' }, charge], { services: [busy] }, given);
    expect(of(stopped, 'effect', 'serve').at(-1)).toBe('shop serve ok a1');
    expect(of(stopped, 'effect')).toEqual([]);
    const continued = story([{ ...pay, onFailure: 'continue' }, charge], { services: [busy] }, given);
    expect(of(continued, 'effect')).toEqual(['shop effect ok charged a1']);
  });
});

describe('catch', () => {
  const databases = [{ name: 'db', tables: ['orders'] }];
  const insert = { op: 'insert', table: 'orders', by: 'order', state: 'placed', unique: true } as const;
  const write: Step = { do: 'transaction', database: 'db', writes: [insert], onFailure: 'fail' };
  const undo: Step = {
    do: 'transaction',
    database: 'db',
    writes: [{ op: 'delete', table: 'orders', by: 'order' }],
    onFailure: 'fail',
  };
  const program: readonly Step[] = [write, pay, { do: 'catch' }, undo];

  test('its steps are done when a step before has failed, and the caller is told of that failure', () => {
    const refuses = bank([write]);
    const lines = story(program, { databases, services: [refuses] });
    expect(of(lines, 'write')).toEqual([
      'db write ok orders/a1=placed',
      'db write fail orders/a1=- CONFLICT',
      'db write ok orders/a1=-',
    ]);
    expect(lines).toContain('customers call fail a1 CONFLICT');
  });

  test('its steps are not done when nothing has failed', () => {
    const lines = story(program, { databases, services: [bank([])] });
    expect(of(lines, 'write')).toEqual(['db write ok orders/a1=placed']);
    expect(lines).toContain('customers call ok a1');
  });

  test('a failure inside it ends the program with the first one', () => {
    const lines = story([pay, { do: 'catch' }, undo, charge], { databases, services: [bank([undo])] });
    expect(of(lines, 'effect')).toEqual([]);
    expect(lines.filter((line) => line.startsWith('customers'))).toEqual([
      'customers call invoke a1',
      'customers call fail a1 NO_ROW',
    ]);
  });

  test('a crash is no failure: nobody is left to catch it', () => {
    const slow = bank([{ do: 'work', micros: 200_000 }]);
    const faults = [at(4_100, 'crash', { node: 'shop' }), at(4_500, 'restart', { node: 'shop' })];
    const lines = story(program, { databases, services: [slow] }, { faults });
    expect(of(lines, 'write')).toEqual(['db write ok orders/a1=placed']);
  });
});

describe('transaction', () => {
  const databases = [{ name: 'db', tables: ['orders', 'stock'], counters: { stock: { tea: 1 } } }];
  const insert = { op: 'insert', table: 'orders', by: 'order', state: 'placed', unique: true } as const;
  const take = { op: 'take', table: 'stock', item: 'tea', amount: 1 } as const;
  const buy: Step = { do: 'transaction', database: 'db', writes: [insert, take], onFailure: 'fail' };

  test('all of its writes or none: the second order finds nothing left and leaves no row', () => {
    const callers = [customers({ phases: [{ seconds: 2, ratePerSecond: 1 }] })];
    const playback = run(street('rabbitmq', { applications: { services: [shop([buy])], databases, callers } }));
    expect(of(told(playback), 'write')).toEqual([
      'db write ok orders/a1=placed',
      'db write ok stock/tea=0',
      'db write fail stock/tea=- SOLD_OUT',
    ]);
    expect(rows(playback, 'orders')).toEqual(['a1=placed']);
    expect(rows(playback, 'stock')).toEqual(['tea=0']);
  });

  test('a row that is an effect: made with the commit, not made when the transaction is refused', () => {
    const charge = { ...insert, effect: 'charged' } as const;
    const step: Step = { do: 'transaction', database: 'db', writes: [charge], onFailure: 'fail' };
    const lines = story([step, step], { databases });
    expect(of(lines, 'write', 'effect')).toEqual([
      'db write ok orders/a1=placed',
      'db effect ok charged a1',
      'db write fail orders/a1=- CONFLICT',
    ]);
    const applications = { services: [shop([step])], databases, callers: [customers()] };
    const view = run(street('rabbitmq', { applications }));
    expect(view.system.observe(view.worldAt(view.steps)).effects).toEqual(['charged']);
  });

  test('a unique key refuses a second row, a plain one takes it', () => {
    const twice = (unique: boolean): readonly Step[] => {
      const step: Step = { do: 'transaction', database: 'db', writes: [{ ...insert, unique }], onFailure: 'fail' };
      return [step, step];
    };
    const told = (unique: boolean) => of(story(twice(unique), { databases }), 'write');
    expect(told(true)).toEqual(['db write ok orders/a1=placed', 'db write fail orders/a1=- CONFLICT']);
    expect(told(false)).toEqual(['db write ok orders/a1=placed', 'db write ok orders/a1=placed']);
  });

  test('update needs a row in a state that fits; delete needs a row', () => {
    const steps: Step[] = [
      { op: 'update', table: 'orders', by: 'order', to: 'paid' } as const,
      insert,
      { op: 'update', table: 'orders', by: 'order', from: ['placed'], to: 'paid' } as const,
      { op: 'update', table: 'orders', by: 'order', from: ['placed'], to: 'lost' } as const,
      { op: 'delete', table: 'orders', by: 'order' } as const,
      { op: 'delete', table: 'orders', by: 'order' } as const,
    ].map((write) => ({ do: 'transaction', database: 'db', writes: [write], onFailure: 'continue' }));
    expect(of(story(steps, { databases }), 'write')).toEqual([
      'db write fail orders/a1=- NO_ROW',
      'db write ok orders/a1=placed',
      'db write ok orders/a1=paid',
      'db write fail orders/a1=- NO_ROW',
      'db write ok orders/a1=-',
      'db write fail orders/a1=- NO_ROW',
    ]);
  });

  test('a database that commits two in a second makes the third wait', () => {
    const slow = [{ name: 'db', tables: ['orders'], commitsPerSecond: 2 }];
    const callers = [customers({ phases: [{ seconds: 1, ratePerSecond: 3 }], timeoutMillis: 5_000 })];
    const step: Step = { do: 'transaction', database: 'db', writes: [insert], onFailure: 'fail' };
    const services = [shop([step], { concurrency: 3 })];
    const playback = run(street('rabbitmq', { applications: { services, databases: slow, callers } }));
    const writes = playback.history(playback.steps).filter(({ f }) => f === 'write');
    // The first request is there two messages after four seconds; then one each half second.
    expect(writes.map((operation) => operation.at)).toEqual([4_502_000, 5_002_000, 5_502_000]);
  });

  test('what was committed survives the crash of the database; what queued does not, and its outcome is unknown', () => {
    const slow = [{ name: 'db', tables: ['orders'], commitsPerSecond: 1 }];
    const callers = [customers({ phases: [{ seconds: 1, ratePerSecond: 2 }], timeoutMillis: 5_000 })];
    const step: Step = { do: 'transaction', database: 'db', writes: [insert], onFailure: 'fail' };
    const faults = [at(5_100, 'crash', { node: 'db' }), at(5_200, 'restart', { node: 'db' })];
    const applications = { services: [shop([step], { concurrency: 2 })], databases: slow, callers };
    const playback = run(street('rabbitmq', { applications, faults }));
    expect(of(told(playback), 'call', 'write').slice(2)).toEqual([
      'db write ok orders/a1=placed',
      'customers call ok a1',
      'customers call fail a2 CONNECTION_LOST',
    ]);
    expect(rows(playback, 'orders')).toEqual(['a1=placed']);
  });
});

describe('send', () => {
  test('confirmed: the next step comes after the broker’s answer', () => {
    const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
    expect(story([send, charge])).toEqual([
      'customers call invoke a1',
      'shop serve invoke a1',
      'out send invoke a1',
      'out send ok a1',
      'shop effect ok charged a1',
      'shop serve ok a1',
      'customers call ok a1',
    ]);
  });

  test('not waited for: the customer is told ok before the broker has anything', () => {
    const send: Step = { do: 'send', producer: 'out', wait: 'no', as: 'order', onFailure: 'fail' };
    const lines = story([send]);
    expect(lines.indexOf('shop serve ok a1')).toBeLessThan(lines.indexOf('out send ok a1'));
  });

  test('fresh names differ and say their order', () => {
    const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'fresh', onFailure: 'fail' };
    expect(of(story([send, send]), 'send')).toEqual([
      'out send invoke a1~1',
      'out send ok a1~1',
      'out send invoke a1~2',
      'out send ok a1~2',
    ]);
  });
});

describe('once', () => {
  const again = customers({ attempts: 2, timeoutMillis: 200, againAfterMillis: 20 });
  const slowly: Step = { do: 'work', micros: 300_000 };

  function charges(store: string, faults: Street['faults'] = [], ttlMillis = 60_000) {
    const steps: Step[] = [{ do: 'once', by: 'order', store, ttlMillis }, slowly, charge];
    const databases = [{ name: 'db', tables: [] }];
    const applications = { services: [shop(steps, { concurrency: 2 })], databases, callers: [again] };
    return of(told(run(street('rabbitmq', { applications, faults }))), 'effect');
  }

  test('in memory: the second press of the button finds the key', () => {
    expect(charges('memory')).toEqual(['shop effect ok charged a1']);
  });

  test('in memory it is forgotten in a crash', () => {
    const faults = [at(4_150, 'crash', { node: 'shop' }), at(4_160, 'restart', { node: 'shop' })];
    // Nothing was charged before the crash; what remains shows that the second attempt was let through.
    expect(charges('memory', faults)).toEqual(['shop effect ok charged a1']);
    // A database remembers: the order is lost, for it was noted before it was done.
    expect(charges('db', faults)).toEqual([]);
  });

  test('in a database: the second press finds the key', () => {
    expect(charges('db')).toEqual(['shop effect ok charged a1']);
  });

  test('after its time it is forgotten: charged twice', () => {
    expect(charges('memory', [], 150)).toEqual(['shop effect ok charged a1', 'shop effect ok charged a1']);
    expect(charges('db', [], 150)).toEqual(['shop effect ok charged a1', 'shop effect ok charged a1']);
  });
});

describe('periodic', () => {
  const databases = [{ name: 'db', tables: ['orders'] }];
  const insert = { op: 'insert', table: 'orders', by: 'order', state: 'new', unique: true } as const;
  const done = { op: 'update', table: 'orders', by: 'order', to: 'done' } as const;

  test('takes up each row in the state, oldest first, and looks again', () => {
    const step: Step = { do: 'transaction', database: 'db', writes: [insert], onFailure: 'fail' };
    const relay = shop([step], {
      periodic: [
        {
          everyMillis: 400,
          rows: { database: 'db', table: 'orders', state: 'new', olderThanMillis: 0, limit: 1 },
          steps: [charge, { do: 'transaction', database: 'db', writes: [done], onFailure: 'fail' }],
        },
      ],
    });
    const callers = [customers({ phases: [{ seconds: 1, ratePerSecond: 3 }] })];
    const playback = run(street('rabbitmq', { applications: { services: [relay], databases, callers } }));
    expect(of(told(playback), 'effect')).toEqual(['a1', 'a2', 'a3'].map((order) => `shop effect ok charged ${order}`));
    expect(rows(playback, 'orders')).toEqual(['a1=done', 'a2=done', 'a3=done']);
    expect(playback.judge(playback.steps).promises.map(({ state }) => state)).toEqual(['holds']);
  });
});
