/** From exchanges to queues. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUILT_IN_EXCHANGES,
  type Binding,
  type Exchange,
} from '../../../../sim-engine/systems/rabbitmq/rules/routing/exchange.ts';
import { headersMatch } from '../../../../sim-engine/systems/rabbitmq/rules/routing/headers.ts';
import { route } from '../../../../sim-engine/systems/rabbitmq/rules/routing/route.ts';
import { senderSelected } from '../../../../sim-engine/systems/rabbitmq/rules/routing/senderSelected.ts';
import { ProtocolFault } from '../../../../sim-engine/systems/rabbitmq/rules/replies.ts';
import { message } from '../support.ts';

const NAMES = ['e0', 'e1', 'e2', 'e3'];
const QUEUES = ['q0', 'q1', 'q2'];

function fanout(name: string, alternate?: string): Exchange {
  const args = alternate === undefined ? {} : { 'alternate-exchange': alternate };
  return { name, type: 'fanout', durable: false, autoDelete: false, internal: false, arguments: args };
}

const destination = fc.oneof(
  fc.constantFrom(...QUEUES).map((name) => ({ kind: 'queue' as const, name })),
  fc.constantFrom(...NAMES).map((name) => ({ kind: 'exchange' as const, name })),
);
const binding = fc
  .tuple(fc.constantFrom(...NAMES), destination)
  .map(([source, to]): Binding => ({ source, destination: to, routingKey: '', arguments: {} }));

describe('routing', () => {
  it('ends, whatever the cycles, and finds every queue once: those that can be reached', () => {
    fc.assert(
      fc.property(fc.array(binding, { maxLength: 12 }), (bindings) => {
        const tables = {
          exchanges: NAMES.map((name) => fanout(name)),
          bindings,
          queues: QUEUES,
          version: '3.13' as const,
        };
        const found = route(tables, 'e0', message('m'));
        const reached = new Set(['e0']);
        for (const name of reached) {
          for (const { source, destination: to } of bindings)
            if (source === name && to.kind === 'exchange') reached.add(to.name);
        }
        const expected = QUEUES.filter((queue) =>
          bindings.some(
            ({ source, destination: to }) => reached.has(source) && to.kind === 'queue' && to.name === queue,
          ),
        );
        expect([...found].sort()).toEqual(expected);
      }),
    );
  });

  it('an alternate exchange is asked only where nothing was found', () => {
    const exchanges = [fanout('e0', 'e1'), fanout('e1')];
    const toQ1: Binding = { source: 'e1', destination: { kind: 'queue', name: 'q1' }, routingKey: '', arguments: {} };
    const toQ0: Binding = { source: 'e0', destination: { kind: 'queue', name: 'q0' }, routingKey: '', arguments: {} };
    const tables = { exchanges, queues: QUEUES, version: '3.13' as const };
    expect(route({ ...tables, bindings: [toQ1] }, 'e0', message('m'))).toEqual(['q1']);
    expect(route({ ...tables, bindings: [toQ1, toQ0] }, 'e0', message('m'))).toEqual(['q0']);
  });

  it('the default exchange knows only names of queues', () => {
    const tables = { exchanges: BUILT_IN_EXCHANGES, bindings: [], queues: QUEUES, version: '3.13' as const };
    expect(route(tables, '', message('m', { routingKeys: ['q1', 'nowhere', 'q1'] }))).toEqual(['q1']);
  });
});

describe('headers', () => {
  const number = { 'x-match': 'all', a: 1 };
  const double = { a: { kind: 'double', text: '1' } } as const;

  it('3.10 compares numbers by value, later versions exactly', () => {
    expect(headersMatch(number, double, '3.10')).toBe(true);
    expect(headersMatch(number, double, '4.3')).toBe(false);
    expect(headersMatch(number, { a: 1 }, '4.3')).toBe(true);
  });

  it('any of nothing is nothing, all of nothing is everything', () => {
    expect(headersMatch({ 'x-match': 'any' }, { a: 1 }, '4.3')).toBe(false);
    expect(headersMatch({}, {}, '4.3')).toBe(true);
  });
});

describe('CC and BCC', () => {
  it('both are routed, BCC is not seen', () => {
    const headers = { CC: ['c'], BCC: ['b'], other: 1 };
    expect(senderSelected({ routingKey: 'k', headers })).toEqual({
      routingKeys: ['k', 'c', 'b'],
      blindKeys: ['b'],
      headers: { CC: ['c'], other: 1 },
    });
  });

  it('a CC that is no list is refused', () => {
    expect(() => senderSelected({ routingKey: 'k', headers: { CC: 'c' } })).toThrow(ProtocolFault);
  });
});
