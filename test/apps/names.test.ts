/** Names of orders and of the messages about them: one function says which order a name belongs to. */
import { describe, expect, test } from 'vitest';
import type { Applications } from '../../sim-engine/apps/applications.ts';
import { keyOfOrder, orderOf, recordLabels, recordValue } from '../../sim-engine/apps/recordNames.ts';
import { freshValue, submittedValue, suffixOf } from '../../sim-engine/apps/submissions.ts';
import type { SubmitRequest } from '../../sim-engine/apps/messages.ts';

describe('the order of a name', () => {
  test.each([
    ['a3', 'a3'],
    ['a3~2', 'a3'],
    ['a3~paid-out', 'a3'],
    ['a3~call2', 'a3'],
    ['k9-12~1', 'k9-12'],
    ['customers:a3~1', 'customers:a3'],
    ['~1', '~1'],
  ])('%s is about %s', (value, order) => {
    expect(orderOf(value)).toBe(order);
  });
});

describe('the key of an order is the one that its customer used', () => {
  const names = ['customers', 'passers-by'];
  const specs = [
    { name: 'customers', keys: ['a', 'k9', 'k-', 'shared', 'x:y'] },
    { name: 'passers-by', keys: ['shared', 'b'] },
  ];
  const producers = specs.map((spec, node) => ({ node, spec }));

  test.each([
    ['a', 'a1'],
    ['k9', 'k9-1'],
    ['k-', 'k--1'],
    ['shared', 'customers:shared1'],
    ['x:y', 'customers:x:y1'],
  ])('%s: %s', (key, order) => {
    expect(recordValue(recordLabels({ names, producers }, 0)(key), 1)).toBe(order);
    expect(keyOfOrder(order)).toBe(key);
  });
});

describe('what a client calls an order', () => {
  const service = (name: string, clients: readonly string[]) => ({
    name,
    concurrency: 1,
    backlog: 0,
    endpoints: {},
    clients,
  });
  const applications: Applications = {
    services: [service('checkout', ['checkout-out', 'relay-out']), service('payment', ['payment-out'])],
    databases: [],
    callers: [],
  };
  const outlets = [
    { producer: 'clock', destination: 'ticks' },
    { producer: 'checkout-out', destination: 'orders' },
    { producer: 'payment-out', destination: 'paid' },
    { producer: 'relay-out', destination: 'orders' },
  ];
  const request = (as: SubmitRequest['as']): SubmitRequest => ({
    kind: 'SubmitRequest',
    correlation: 1,
    order: 'a3',
    as,
  });

  test('the first destination of services carries the bare name, from whichever client; others add their first client', () => {
    const suffixes = outlets.map(({ producer }) => suffixOf(applications, outlets, producer));
    expect(suffixes).toEqual(['', '', '~payment-out', '']);
    const naming = { suffix: '~payment-out', count: 1, place: 2, places: 4 };
    expect(submittedValue(request('order'), naming)).toBe('a3~payment-out');
  });

  test('fresh names of several clients never meet', () => {
    const values = [0, 1, 2].flatMap((place) =>
      [1, 2, 3].map((count) => freshValue('a3', { count, place, places: 3 })),
    );
    expect(new Set(values).size).toBe(9);
    expect(values.map(orderOf)).toEqual(Array.from({ length: 9 }, () => 'a3'));
    expect(submittedValue(request('fresh'), { suffix: '', count: 2, place: 0, places: 1 })).toBe('a3~2');
  });
});
