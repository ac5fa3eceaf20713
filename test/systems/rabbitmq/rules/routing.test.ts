/** From exchanges to queues. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUILT_IN_EXCHANGES,
  EXCHANGE_TYPES,
  type Binding,
  type Exchange,
} from '../../../../sim-engine/systems/rabbitmq/rules/routing/exchange.ts';
import { headersMatch } from '../../../../sim-engine/systems/rabbitmq/rules/routing/headers.ts';
import { route } from '../../../../sim-engine/systems/rabbitmq/rules/routing/route.ts';
import { senderSelected } from '../../../../sim-engine/systems/rabbitmq/rules/routing/senderSelected.ts';
import { ProtocolFault } from '../../../../sim-engine/systems/rabbitmq/rules/replies.ts';
import { message } from '../support.ts';
import { plainRoute } from './plainRouting.ts';

const NAMES = ['e0', 'e1', 'e2', 'e3'];
const QUEUES = ['q0', 'q1', 'q2'];
const EXISTING = new Set(QUEUES);

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
          queues: EXISTING,
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
    const tables = { exchanges, queues: EXISTING, version: '3.13' as const };
    expect(route({ ...tables, bindings: [toQ1] }, 'e0', message('m'))).toEqual(['q1']);
    expect(route({ ...tables, bindings: [toQ1, toQ0] }, 'e0', message('m'))).toEqual(['q0']);
  });

  it('the default exchange knows only names of queues', () => {
    const tables = { exchanges: BUILT_IN_EXCHANGES, bindings: [], queues: EXISTING, version: '3.13' as const };
    expect(route(tables, '', message('m', { routingKeys: ['q1', 'nowhere', 'q1'] }))).toEqual(['q1']);
  });
});

describe('the index of bindings', () => {
  const word = fc.constantFrom('a', 'b', '', '*', '#');
  const routingKey = fc.array(word, { maxLength: 3 }).map((words) => words.join('.'));
  const table = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(1, 2, null), { maxKeys: 2 });
  const exchanges = fc
    .tuple(...NAMES.map(() => fc.tuple(fc.constantFrom(...EXCHANGE_TYPES), fc.constantFrom(undefined, ...NAMES))))
    .map((kinds) => kinds.map(([type, alternate], at) => ({ ...fanout(NAMES[at]!, alternate), type })));
  const bindings = fc.array(
    fc
      .tuple(binding, routingKey, table, fc.constantFrom('all', 'any'))
      .map(([made, key, headers, mode]) => ({ ...made, routingKey: key, arguments: { ...headers, 'x-match': mode } })),
    { maxLength: 30 },
  );
  const messages = fc.array(
    fc
      .tuple(fc.array(routingKey, { minLength: 1, maxLength: 3 }), table)
      .map(([routingKeys, headers]) => message('m', { routingKeys, headers })),
    { minLength: 1, maxLength: 3 },
  );

  it('finds what looking at every binding finds, in the same order', () => {
    fc.assert(
      fc.property(exchanges, bindings, messages, (made, bound, sent) => {
        const tables = { exchanges: made, bindings: bound, queues: new Set(['q0', 'q2']), version: '4.3' as const };
        for (const one of sent) expect(route(tables, 'e0', one)).toEqual(plainRoute(tables, 'e0', one));
      }),
      { numRuns: 3_000 },
    );
  });

  it('queues come in the order of their bindings, not of the words', () => {
    const topic = { ...fanout('e0'), type: 'topic' as const };
    const toQueue = (name: string, key: string): Binding => ({
      source: 'e0',
      destination: { kind: 'queue', name },
      routingKey: key,
      arguments: {},
    });
    const bound = [toQueue('q2', '#.b'), toQueue('q1', 'a.c'), toQueue('q0', 'a.*'), toQueue('q2', 'a.b')];
    const tables = { exchanges: [topic], bindings: bound, queues: EXISTING, version: '4.3' as const };
    expect(route(tables, 'e0', message('m', { routingKeys: ['a.b'] }))).toEqual(['q2', 'q0']);
    expect(route(tables, 'e0', message('m', { routingKeys: ['a.c', 'a.b'] }))).toEqual(['q2', 'q1', 'q0']);
  });

  it('a new list of bindings has a new index', () => {
    const direct = { ...fanout('e0'), type: 'direct' as const };
    const bind = (key: string): Binding => ({
      source: 'e0',
      destination: { kind: 'queue', name: 'q0' },
      routingKey: key,
      arguments: {},
    });
    const before = { exchanges: [direct], bindings: [bind('a')], queues: EXISTING, version: '4.3' as const };
    const after = { ...before, bindings: [...before.bindings, bind('b')] };
    const sent = message('m', { routingKeys: ['b'] });
    expect(route(before, 'e0', sent)).toEqual([]);
    expect(route(after, 'e0', sent)).toEqual(['q0']);
    expect(route(before, 'e0', sent)).toEqual([]);
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
