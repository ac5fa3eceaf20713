/** The form of applications: what is accepted, what is refused and at which field, what a link carries. */
import { describe, expect, test } from 'vitest';
import { dropClients, dropOrders } from '../../sim-engine/explore/shrink/reductions.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import { decodeShare, encodeShare } from '../../sim-engine/scenario/share.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { RABBIT_PRESETS } from '../../sim-engine/systems/rabbitmq/presets/index.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import type { Loose } from './samples.ts';

const PRESETS = [RABBIT_PRESETS['bubble-tea'], KAFKA_PRESETS['bubble-tea']];

/** What is wrong with a preset after a change: places, and what was expected there. */
function errors(change: (applications: Loose, topology: Loose) => void): readonly string[] {
  const copy = structuredClone(RABBIT_PRESETS['bubble-tea']) as Loose;
  change(copy.topology.applications, copy.topology);
  const parsed = parseScenario(copy, VOCABULARIES);
  return parsed.ok ? [] : parsed.errors.map(({ message }) => message.en.replace('topology.', ''));
}

test('nothing is wrong with it as it is', () => {
  expect(errors(() => undefined)).toEqual([]);
});

test('customers may come as seldom as every hundred seconds, but not by thousandths', () => {
  const withRate = (ratePerSecond: number) =>
    errors(({ callers }) => (callers[0].phases = [{ seconds: 100, ratePerSecond }]));
  expect(withRate(0.01)).toEqual([]);
  expect(withRate(0.25)).toEqual([]);
  expect(withRate(0.125)).toEqual([
    'applications.callers[0].phases[0].ratePerSecond: expected a number from 0 to 10000 with at most two decimals, found 0.125',
  ]);
});

test('twenty attempts are accepted, of a call as of a customer; twenty-one are not', () => {
  const ofCall = (attempts: number) => errors(({ services }) => (services[1].endpoints.charge[1].attempts = attempts));
  const ofCaller = (attempts: number) => errors(({ callers }) => (callers[0].attempts = attempts));
  expect([...ofCall(20), ...ofCaller(20)]).toEqual([]);
  expect(ofCall(21)).toEqual([
    'applications.services[1].endpoints.charge[1].attempts: expected an integer from 1 to 20, found 21',
  ]);
  expect(ofCaller(21)).toEqual(['applications.callers[0].attempts: expected an integer from 1 to 20, found 21']);
});

describe('names that refer to nothing', () => {
  test.each<[string, (applications: Loose, topology: Loose) => void, string]>([
    [
      'a caller’s service',
      ({ callers }) => (callers[0].service = 'chekout'),
      'applications.callers[0].service: expected one of "checkout", "payment", "inventory", "notification", "bank", found "chekout"',
    ],
    [
      'a caller’s endpoint',
      ({ callers }) => (callers[0].endpoint = 'pay'),
      'applications.callers[0].endpoint: expected one of "order", found "pay"',
    ],
    [
      'a called endpoint',
      ({ services }) => (services[1].endpoints.charge[1].endpoint = 'order'),
      'applications.services[1].endpoints.charge[1].endpoint: expected one of "pay", found "order"',
    ],
    [
      'a client of another process',
      ({ services }) => (services[1].endpoints.charge[2].producer = 'checkout-out'),
      'applications.services[1].endpoints.charge[2].producer: expected one of "payment-out", found "checkout-out"',
    ],
    [
      'a database',
      ({ services }) => (services[0].endpoints.order[1].database = 'bank'),
      'applications.services[0].endpoints.order[1].database: expected one of "shop-db", found "bank"',
    ],
    [
      'a table',
      ({ services }) => (services[0].endpoints.order[1].writes[0].table = 'order'),
      'applications.services[0].endpoints.order[1].writes[0].table: expected one of "orders", "reserved", "stock", found "order"',
    ],
    [
      'a counter',
      ({ services }) => (services[2].endpoints.reserve[1].writes[1].item = 'milk'),
      'applications.services[2].endpoints.reserve[1].writes[1].item: expected one of "tea", found "milk"',
    ],
    [
      'a handler',
      (_, { consumers }) => (consumers[0].processing.handler.endpoint = 'pay'),
      'consumers[0].processing.handler.endpoint: expected one of "charge", found "pay"',
    ],
    [
      'a client',
      ({ services }) => (services[3].clients = ['nobody']),
      'applications.services[3].clients[0]: expected one of "checkout-out", "payment-out", "inventory-out", "payment-in", "inventory-in", "notification-in", found "nobody"',
    ],
    [
      'an effect that is owed',
      (applications) => (applications.expects = ['refunded']),
      'applications.expects[0]: expected one of "notified", "charged", found "refunded"',
    ],
    [
      'an effect that must go with a row',
      (applications) =>
        (applications.agreements = [
          {
            of: { is: 'row', database: 'shop-db', table: 'orders' },
            needs: [{ is: 'effect', name: 'refunded' }],
          },
        ]),
      'applications.agreements[0].needs[0].name: expected one of "notified", "charged", found "refunded"',
    ],
    [
      'a table whose rows must have their message',
      (applications) =>
        (applications.agreements = [{ of: { is: 'row', database: 'shop-db', table: 'order' }, needs: [] }]),
      'applications.agreements[0].of.table: expected one of "orders", "reserved", "stock", found "order"',
    ],
  ])('%s', (_what, change, message) => {
    expect(errors(change)).toEqual([message]);
  });
});

describe('refused', () => {
  test.each<[string, (applications: Loose, topology: Loose) => void, string]>([
    [
      'an unknown step',
      ({ services }) => (services[0].endpoints.order[0].do = 'wrk'),
      'applications.services[0].endpoints.order[0].do: expected one of "work", "call", "transaction", "send", "reply", "catch", "once", "effect", found "wrk"',
    ],
    [
      'a service that calls itself',
      ({ services }) => Object.assign(services[1].endpoints.charge[1], { service: 'payment', endpoint: 'charge' }),
      'applications.services[1].endpoints.charge[1].service: expected another service, found "payment"',
    ],
    [
      'a name that a broker has',
      ({ services }) => (services[3].name = 'rabbit-1'),
      'applications.services[3].name: expected a name that is not taken, found "rabbit-1"',
    ],
    [
      'a client in two processes',
      ({ services }) => (services[3].clients = ['payment-out']),
      'applications.services[3].clients[0]: expected a name that is not taken, found "payment-out"',
    ],
    [
      'a key that could be taken for a message',
      ({ callers }) => (callers[0].keys = ['a~']),
      'applications.callers[0].keys[0]: expected a key without ~, found "a~"',
    ],
    [
      'more orders than a browser can watch',
      ({ callers }) => (callers[0].phases = [{ seconds: 30, ratePerSecond: 1000 }]),
      'applications.callers[0].phases: expected at most 20000 orders in all, found 30000',
    ],
    [
      'no workers',
      ({ services }) => (services[0].concurrency = 0),
      'applications.services[0].concurrency: expected an integer from 1 to 256, found 0',
    ],
  ])('%s', (_what, change, message) => {
    expect(errors(change)[0]).toBe(message);
  });
});

test.each(PRESETS)('$system: a link carries all of it', (scenario) => {
  const text = encodeShare({ scenario, actions: [], traceHash: 'abc', engineVersion: '0.1.0' });
  expect(decodeShare(text, VOCABULARIES)).toMatchObject({ ok: true, scenario });
});

describe('smaller scenarios', () => {
  const [scenario] = PRESETS as [(typeof PRESETS)[number]];
  const subject = { scenario, actions: [] };

  test('have fewer orders and stay valid', () => {
    const smaller = [...dropOrders(subject)];
    expect(smaller).toHaveLength(3);
    for (const each of smaller) expect(parseScenario(each.scenario, VOCABULARIES).ok).toBe(true);
  });

  test('keep the clients that programs need, and those that bring them work', () => {
    expect([...dropClients(subject)]).toEqual([]);
  });
});
