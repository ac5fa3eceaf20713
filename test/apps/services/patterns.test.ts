/** The patterns of the lessons, each with what it can and cannot lose: dual writes, the outbox, idempotent consumers. */
import { describe, expect, test } from 'vitest';
import type { HandlerSpec, ServiceSpec, Step } from '../../../sim-engine/apps/applications.ts';
import {
  mismatches,
  ordersSent,
  ordersWithRow,
  repeatedOrders,
  acceptedOrders,
  effectCounts,
} from '../../../sim-engine/apps/measures/orders.ts';
import type { Action } from '../../../sim-engine/host/action.ts';
import type { Playback } from '../../../sim-engine/playback.ts';
import { drawInteger } from '../../../sim-engine/kernel/random.ts';
import { customers, rows, run, shop, street, SYSTEMS, type Street, type System } from './support.ts';

const database = 'db';
const databases = [{ name: database, tables: ['orders', 'outbox', 'seen', 'ledger'] }];
const place = (more: readonly Extract<Step, { do: 'transaction' }>['writes'][number][] = []): Step => ({
  do: 'transaction',
  database,
  writes: [{ op: 'insert', table: 'orders', by: 'order', state: 'placed', unique: true }, ...more],
  onFailure: 'fail',
});
const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
const handler: HandlerSpec = {
  service: 'payment',
  endpoint: 'charge',
  timeoutMillis: 1_000,
  onFailure: 'retry',
  backoffMillis: 100,
};

const SEEDS = [11, 12, 13, 14, 15];
/** While customers come, five crashes at drawn moments, each healed soon. */
function crashes(seed: number, node: string): readonly Action[] {
  return Array.from({ length: 5 }, (_, index) => {
    const at = 4_000_000 + index * 1_000_000 + drawInteger(seed, 7, 7, index, 600_000);
    return [
      { at, operation: 'crash', arguments: { node } },
      { at: at + 150_000, operation: 'restart', arguments: { node } },
    ];
  }).flat();
}

const busy = [customers({ phases: [{ seconds: 5, ratePerSecond: 20 }], arrivals: 'random', timeoutMillis: 2_000 })];

function playFor(system: System, given: Street): Playback {
  return run(street(system, { jitterMicros: 300, horizonMillis: 40_000, ...given }));
}

describe.each(SYSTEMS)('a dual write through %s', (system) => {
  function between(steps: readonly Step[]): ReturnType<typeof mismatches> {
    const applications = { services: [shop(steps)], databases, callers: [customers()] };
    // A piece of work between the two writes, and the crash in the middle of it.
    const faults = [{ at: 4_200_000, operation: 'crash', arguments: { node: 'shop' } }];
    const playback = run(street(system, { applications, faults, horizonMillis: 9_000 }));
    const history = playback.history(playback.steps);
    return mismatches(ordersWithRow(history, { table: 'orders' }), ordersSent(history, 'orders'));
  }
  const pause: Step = { do: 'work', micros: 500_000 };

  test('row first: a crash in between leaves an orphan, a row that nobody will ever hear of', () => {
    expect(between([place(), pause, send])).toEqual({ orphans: ['a1'], phantoms: [] });
  });

  test('message first: a crash in between leaves a phantom, a message about an order that does not exist', () => {
    expect(between([send, pause, place()])).toEqual({ orphans: [], phantoms: ['a1'] });
  });
});

describe.each(SYSTEMS)('an outbox with a relay through %s', (system) => {
  const relay: ServiceSpec['periodic'] = [
    {
      everyMillis: 50,
      rows: { database, table: 'outbox', state: 'new', olderThanMillis: 0, limit: 10 },
      steps: [
        send,
        {
          do: 'transaction',
          database,
          writes: [{ op: 'update', table: 'outbox', by: 'message', from: ['new'], to: 'sent' }],
          onFailure: 'fail',
        },
      ],
    },
  ];
  const outbox = place([{ op: 'insert', table: 'outbox', by: 'order', state: 'new', unique: true }]);
  const runs = SEEDS.map((seed) =>
    playFor(system, {
      applications: {
        services: [shop([outbox], { concurrency: 8, backlog: 50, periodic: relay })],
        databases,
        callers: busy,
      },
      faults: crashes(seed, 'shop'),
      seed,
    }),
  );

  test('never loses: whatever has a row is sent, and comes to rest', () => {
    for (const playback of runs) {
      const history = playback.history(playback.steps);
      const placed = ordersWithRow(history, { table: 'orders' });
      expect(placed.size).toBeGreaterThan(50);
      expect(mismatches(placed, ordersSent(history, 'orders'))).toEqual({ orphans: [], phantoms: [] });
      expect(rows(playback, 'outbox').filter((row) => row.endsWith('=new'))).toEqual([]);
    }
  });

  test('may repeat: in some runs an order is sent twice under one name', () => {
    const repeats = runs.map((playback) => {
      const invoked = playback
        .history(playback.steps)
        .flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));
      return invoked.length - new Set(invoked).size;
    });
    expect(Math.max(...repeats)).toBeGreaterThan(0);
  });
});

const charge: Step = { do: 'effect', name: 'charged' };
const think: Step = { do: 'work', micros: 15_000, spread: 'exponential' };
const once = (store: string): Step => ({ do: 'once', by: 'order', store, ttlMillis: 600_000 });

/** Orders without and with several effects, summed over the seeds. */
function outcomes(system: System, steps: readonly Step[], count: (playback: Playback) => ReadonlyMap<string, number>) {
  const payment = { name: 'payment', concurrency: 4, backlog: 100, endpoints: { charge: steps } };
  const sums = { lost: 0, doubled: 0 };
  for (const seed of SEEDS) {
    const applications = {
      services: [shop([send], { concurrency: 8, backlog: 50 }), payment],
      databases,
      callers: busy,
    };
    const playback = playFor(system, { applications, handler, faults: crashes(seed, 'payment'), seed });
    const history = playback.history(playback.steps);
    const counts = count(playback);
    expect(playback.judge(playback.steps).promises).toMatchObject([{ promise: 'comes-to-rest', state: 'holds' }]);
    for (const order of acceptedOrders(history, 'customers').keys()) {
      const times = counts.get(order) ?? 0;
      if (times === 0) sums.lost += 1;
      if (times > 1) sums.doubled += 1;
    }
  }
  return sums;
}

const charges = (playback: Playback) => effectCounts(playback.history(playback.steps), 'charged');

/** Rows of the ledger for each order: an effect that lies in the same database as the key. */
function ledger(playback: Playback): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows(playback, 'ledger')) {
    const order = row.split('=')[0] ?? '';
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  return counts;
}

describe.each(SYSTEMS)('a consumer’s service that crashes, through %s', (system) => {
  test('without a key it doubles, and loses nothing', () => {
    const { lost, doubled } = outcomes(system, [think, charge, think], charges);
    expect(lost).toBe(0);
    expect(doubled).toBeGreaterThan(0);
  });

  test('a key noted before the effect can lose it, and doubles nothing', () => {
    const { lost, doubled } = outcomes(system, [think, once(database), think, charge], charges);
    expect(lost).toBeGreaterThan(0);
    expect(doubled).toBe(0);
  });

  test('a key noted after the effect can double it, and loses nothing', () => {
    const { lost, doubled } = outcomes(system, [think, charge, think, once(database)], charges);
    expect(lost).toBe(0);
    expect(doubled).toBeGreaterThan(0);
  });

  test('the key in the transaction of the effect: neither, under any seed', () => {
    const together: Step = {
      do: 'transaction',
      database,
      writes: [
        { op: 'insert', table: 'seen', by: 'order', state: 'seen', unique: true },
        { op: 'insert', table: 'ledger', by: 'order', state: 'booked', unique: false },
      ],
      onFailure: 'stop',
    };
    expect(outcomes(system, [think, together, think], ledger)).toEqual({ lost: 0, doubled: 0 });
  });

  test('the same rows without the key double', () => {
    const alone: Step = {
      do: 'transaction',
      database,
      writes: [{ op: 'insert', table: 'ledger', by: 'order', state: 'booked', unique: false }],
      onFailure: 'stop',
    };
    const { lost, doubled } = outcomes(system, [think, alone, think], ledger);
    expect(lost).toBe(0);
    expect(doubled).toBeGreaterThan(0);
  });

  test('the provider’s idempotency key: neither, under any seed', () => {
    const provider: Step = { ...charge, idempotencyKey: 'order' };
    expect(outcomes(system, [think, provider, think], charges)).toEqual({ lost: 0, doubled: 0 });
  });
});

test('repeated orders are those with more than one effect', () => {
  const steps: Step[] = [charge, charge];
  const playback = run(street('rabbitmq', { applications: { services: [shop(steps)], callers: [customers()] } }));
  expect(repeatedOrders(playback.history(playback.steps), 'charged')).toEqual(['a1']);
});
