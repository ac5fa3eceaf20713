/** "Find a failure" knows applications: it finds where a dual write loses an order, and that an outbox does not. */
import { describe, expect, test } from 'vitest';
import type { HandlerSpec, ServiceSpec, Step } from '../../../sim-engine/apps/applications.ts';
import { FailureSearch, type FindRequest } from '../../../sim-engine/explore/find.ts';
import type { Scenario } from '../../../sim-engine/scenario/types.ts';
import { customers, shop, street, type System } from './support.ts';

const database = 'db';
const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
const insert = (table: string, state: string, onFailure: 'fail' | 'stop' = 'fail'): Step => ({
  do: 'transaction',
  database,
  writes: [{ op: 'insert', table, by: 'order', state, unique: true }],
  onFailure,
});
const handler: HandlerSpec = {
  service: 'kitchen',
  endpoint: 'cook',
  timeoutMillis: 500,
  onFailure: 'retry',
  backoffMillis: 100,
};

function kitchen(steps: readonly Step[]): ServiceSpec {
  return { name: 'kitchen', concurrency: 1, backlog: 1, endpoints: { cook: steps } };
}

const served: Step = { do: 'effect', name: 'served' };

function scenarioOf(system: System, services: readonly ServiceSpec[]): Scenario {
  return street(system, {
    applications: {
      services,
      databases: [{ name: database, tables: ['orders', 'outbox'] }],
      // The customer presses the button again, and the shop says that it has the order already.
      callers: [customers({ attempts: 2, againAfterMillis: 1_500, timeoutMillis: 800 })],
    },
    handler,
    promises: ['every-order-done', 'effect-once'],
    horizonMillis: 20_000,
  });
}

function find(scenario: Scenario, more: Partial<FindRequest> = {}) {
  const search = new FailureSearch({
    scenario,
    faults: { crash: 1 },
    targets: ['shop', 'out'],
    fromMillis: 3_900,
    untilMillis: 6_000,
    bounds: { statesMax: 20_000 },
    ...more,
  });
  while (search.outcome === null) search.advance(500);
  return search.outcome;
}

describe.each(['rabbitmq', 'kafka'] as const)('%s', (system) => {
  test('a dual write: one crash between row and message loses an order that the customer is told ok for', () => {
    const outcome = find(scenarioOf(system, [shop([insert('orders', 'placed', 'stop'), send]), kitchen([served])]), {
      promises: ['every-order-done'],
    });
    if (outcome.kind !== 'counter-example') expect.fail(outcome.kind);
    expect(outcome.faults).toBe(1);
    expect(outcome.example.anomaly).toBe('missing-effect');
    expect(outcome.example.verdict.subjects.values).toEqual(['a1']);
    // Both names mean the same process: the search tries one of them.
    expect(outcome.example.actions.filter(({ operation }) => operation === 'crash')).toMatchObject([
      { arguments: { node: 'shop' } },
    ]);
  });

  test('an outbox: no crash of the shop loses an order', () => {
    const both: Step = {
      do: 'transaction',
      database,
      writes: ['orders', 'outbox'].map((table) => ({ op: 'insert', table, by: 'order', state: 'new', unique: true })),
      onFailure: 'stop',
    };
    const relay: ServiceSpec['periodic'] = [
      {
        everyMillis: 300,
        rows: { database, table: 'outbox', state: 'new', olderThanMillis: 0, limit: 5 },
        steps: [
          send,
          {
            do: 'transaction',
            database,
            writes: [{ op: 'update', table: 'outbox', by: 'order', to: 'sent' }],
            onFailure: 'fail',
          },
        ],
      },
    ];
    const scenario = scenarioOf(system, [shop([both], { periodic: relay }), kitchen([served])]);
    const outcome = find(scenario, { promises: ['every-order-done'] });
    expect(outcome.kind).toBe('exhausted');
  });

  test('a crash of the kitchen after the effect: the customer is served twice', () => {
    const services = [shop([send]), kitchen([served, { do: 'work', micros: 5_000 }])];
    const outcome = find(scenarioOf(system, services), { promises: ['effect-once'], targets: ['kitchen'] });
    if (outcome.kind !== 'counter-example') expect.fail(outcome.kind);
    expect(outcome.example.anomaly).toBe('repeated-effect');
  });
});
