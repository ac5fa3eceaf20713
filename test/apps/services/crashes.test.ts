/** One order through the whole street, and a crash of its service between any two of its steps: who was told what. */
import { describe, expect, test } from 'vitest';
import type { HandlerSpec, Step } from '../../../sim-engine/apps/applications.ts';
import type { Playback } from '../../../sim-engine/playback.ts';
import { at } from '../../systems/runs.ts';
import { customers, of, rows, run, shop, street, SYSTEMS, told, type System } from './support.ts';

const database = 'db';
const place: Step = {
  do: 'transaction',
  database,
  writes: [{ op: 'insert', table: 'orders', by: 'order', state: 'placed', unique: true }],
  onFailure: 'fail',
};
const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
const handler: HandlerSpec = {
  service: 'payment',
  endpoint: 'charge',
  timeoutMillis: 1_000,
  onFailure: 'retry',
  backoffMillis: 100,
};
const payment = {
  name: 'payment',
  concurrency: 1,
  backlog: 4,
  endpoints: {
    charge: [
      { do: 'work', micros: 50_000 },
      { do: 'effect', name: 'charged' },
      { do: 'work', micros: 20_000 },
    ] satisfies Step[],
  },
};

const applications = {
  services: [shop([{ do: 'work', micros: 10_000 }, place, send, { do: 'work', micros: 10_000 }]), payment],
  databases: [{ name: database, tables: ['orders'] }],
  callers: [customers()],
};

function walk(system: System, faults: Parameters<typeof street>[1]['faults'] = []): Playback {
  return run(street(system, { applications, handler, faults: faults ?? [] }));
}

describe.each(SYSTEMS)('one order through %s', (system) => {
  test('in this order and no other', () => {
    const lines = told(walk(system));
    expect(lines).toEqual([
      'customers call invoke a1',
      'shop serve invoke a1',
      'db write ok orders/a1=placed',
      'out send invoke a1',
      'out send ok a1',
      'payment serve invoke a1',
      'shop serve ok a1',
      'customers call ok a1',
      'payment effect ok charged a1',
      'payment apply ok a1',
      'payment serve ok a1',
    ]);
  });

  test('is the same run every time, and another seed with jitter is another one', () => {
    const scenario = street(system, { applications, handler });
    const hash = run(scenario).traceHash();
    expect(run(scenario).traceHash()).toBe(hash);
    const jittery = (seed: number) =>
      run(street(system, { applications, handler, seed, jitterMicros: 500 })).traceHash();
    expect(jittery(1)).not.toBe(jittery(2));
  });
});

interface Row {
  readonly when: string;
  /** The operation after which the process dies. */
  readonly after: string;
  readonly placed: boolean;
  readonly sent: boolean;
  readonly customer: string;
}

const TABLE: readonly Row[] = [
  {
    when: 'it has begun',
    after: 'shop serve invoke a1',
    placed: false,
    sent: false,
    customer: 'info a1 CONNECTION_LOST',
  },
  {
    when: 'its row is there',
    after: 'db write ok orders/a1=placed',
    placed: true,
    sent: false,
    customer: 'info a1 CONNECTION_LOST',
  },
  { when: 'the broker has it', after: 'out send ok a1', placed: true, sent: true, customer: 'info a1 CONNECTION_LOST' },
  { when: 'the customer was told', after: 'customers call ok a1', placed: true, sent: true, customer: 'ok a1' },
];

describe.each(SYSTEMS)('%s: a crash of checkout after', (system) => {
  const plain = walk(system);

  test.each(TABLE)('$when', ({ after, placed, sent, customer }) => {
    const index = told(plain).indexOf(after);
    const operations = plain
      .history(plain.steps)
      .filter(({ f }) => !['poll', 'settle', 'commit', 'assign'].includes(f));
    const moment = operations[index]?.at ?? 0;
    const crashed = walk(system, [
      { at: moment + 1, operation: 'crash', arguments: { node: 'shop' } },
      at(8_000, 'restart', { node: 'shop' }),
    ]);
    const lines = told(crashed);
    expect(lines).toContain('shop crash');
    expect(lines).toContain('out crash');
    expect(rows(crashed, 'orders')).toEqual(placed ? ['a1=placed'] : []);
    expect(lines.filter((line) => line === 'payment effect ok charged a1')).toHaveLength(sent ? 1 : 0);
    expect(of(lines, 'call').at(-1)).toBe(`customers call ${customer}`);
  });

  test('a crash of payment before it answers: the consumer asks again, and the customer is charged twice', () => {
    const effect = plain.history(plain.steps).find(({ f }) => f === 'effect');
    const crashed = walk(system, [
      { at: (effect?.at ?? 0) + 1, operation: 'crash', arguments: { node: 'payment' } },
      { at: (effect?.at ?? 0) + 40_000, operation: 'restart', arguments: { node: 'payment' } },
    ]);
    const lines = told(crashed);
    const charged = 'payment effect ok charged a1';
    expect(of(lines, 'effect', 'apply')).toEqual([charged, charged, 'payment apply ok a1']);
  });

  test('a crash of payment after it has answered changes nothing: what was sent is not taken back', () => {
    const answered = plain.history(plain.steps).find(({ f }) => f === 'apply');
    const crashed = walk(system, [
      { at: (answered?.at ?? 0) + 1, operation: 'crash', arguments: { node: 'payment' } },
      { at: (answered?.at ?? 0) + 40_000, operation: 'restart', arguments: { node: 'payment' } },
    ]);
    expect(of(told(crashed), 'effect', 'apply')).toEqual(['payment effect ok charged a1', 'payment apply ok a1']);
  });
});
