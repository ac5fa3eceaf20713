import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROMISES } from '../../sim-engine/check/promises.ts';
import { parseActions, parseScenario } from '../../sim-engine/scenario/parse.ts';
import { PROMISE_NAMES } from '../../sim-engine/scenario/schema.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { anyRun, smallScenario, type Loose } from './samples.ts';

const parse = (input: unknown) => parseScenario(input, VOCABULARIES);

/** The small scenario after a change. */
function changed(change: (scenario: Loose) => void): Loose {
  const scenario = smallScenario();
  change(scenario);
  return scenario;
}

function errorsOf(input: unknown) {
  const result = parse(input);
  return result.ok ? [] : result.errors;
}

/** Paths of the errors, in order. */
const paths = (input: unknown) => errorsOf(input).map((error) => error.path);

describe('a valid scenario', () => {
  it('is read from data and from text alike', () => {
    const fromData = parse(smallScenario());
    expect(fromData.ok).toBe(true);
    expect(parse(JSON.stringify(smallScenario()))).toEqual(fromData);
  });

  it('gets the defaults that it left out', () => {
    expect(parse(smallScenario())).toMatchObject({
      scenario: {
        seed: 1,
        settings: {},
        guards: {},
        network: { latencyMicros: 500, jitterMicros: 200 },
        faults: [],
        promises: [],
        topology: { producers: [{ keys: [] }] },
      },
    });
  });

  it('may point an editor to its schema, which is not part of it', () => {
    const result = parse({ $schema: './scenario.schema.json', ...smallScenario() });
    expect(result).toEqual(parse(smallScenario()));
  });

  it('comes back unchanged when it is complete', () => {
    fc.assert(
      fc.property(anyRun, ({ scenario, actions }) => {
        expect(parse(scenario)).toEqual({ ok: true, scenario });
        expect(parseActions(actions, scenario, VOCABULARIES)).toEqual({ ok: true, actions });
      }),
      { numRuns: 100 },
    );
  });
});

describe('an error', () => {
  it('names the path, what was expected and what was found, in both languages', () => {
    const scenario = changed((each) => (each.topology.topics[0].partitions = '3'));
    expect(errorsOf(scenario)).toEqual([
      {
        code: 'shape',
        path: 'topology.topics[0].partitions',
        expected: 'an integer from 1 to 64',
        found: '"3"',
        message: {
          en: 'topology.topics[0].partitions: expected an integer from 1 to 64, found "3"',
          'zh-cn': 'topology.topics[0].partitions：应为：1 到 64 之间的整数；实际："3"',
        },
      },
    ]);
  });

  it('is reported together with all others', () => {
    const scenario = changed((each) => {
      each.horizonMillis = 0;
      each.topology.brokers = 10;
      each.settings = { 'min.insync.replicas': 0 };
    });
    expect(paths(scenario)).toEqual(['horizonMillis', 'topology.brokers', 'settings["min.insync.replicas"]']);
  });

  it('of a misspelt setting names those that come closest', () => {
    const scenario = changed((each) => (each.settings = { 'broker.session.timeout': 2 }));
    expect(errorsOf(scenario)[0]).toMatchObject({ path: 'settings["broker.session.timeout"]' });
    expect(errorsOf(scenario)[0]?.expected).toMatch(/one of "broker\.session\.timeout\.ms", .* \(the closest of 18\)$/);
  });

  it('quotes a long value only in part', () => {
    const scenario = changed((each) => (each.name = 'x'.repeat(500)));
    expect(errorsOf(scenario)[0]?.found.length).toBeLessThan(70);
  });

  it('is one of at most fifty', () => {
    const faults = Array.from({ length: 200 }, () => ({ at: 0, operation: 'crash', arguments: { node: 'nobody' } }));
    expect(errorsOf({ ...smallScenario(), faults })).toHaveLength(50);
  });
});

describe('what is no scenario at all', () => {
  it.each([undefined, null, 3, 'null', '"text"', '[]', [], true])('%j is refused at the root', (input) => {
    expect(errorsOf(input)).toMatchObject([{ code: 'shape', path: '', expected: 'a scenario, that is an object' }]);
  });

  it('names the systems that exist', () => {
    expect(errorsOf({ version: 1, system: 'kaffka' })).toMatchObject([
      { path: 'system', expected: 'one of "kafka", "rabbitmq"', found: '"kaffka"' },
    ]);
  });

  it('needs a version', () => {
    expect(errorsOf({ system: 'kafka' })).toMatchObject([{ code: 'shape', path: 'version', found: 'nothing' }]);
  });

  it('of a later version says so', () => {
    expect(errorsOf({ ...smallScenario(), version: 2 })).toMatchObject([{ code: 'newer-version', path: 'version' }]);
  });

  it('that is not JSON gives line and column', () => {
    expect(errorsOf('{\n  "version": 1,\n  "name": }')).toMatchObject([
      { code: 'syntax', line: 3, column: 11, message: { en: 'line 3, column 11: expected a value, found "}"' } },
    ]);
  });

  it('that is too long is not even read', () => {
    expect(errorsOf(' '.repeat(2_000_001))).toMatchObject([{ code: 'too-large' }]);
  });

  it('never makes the parser throw', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (input) => !parse(input).ok));
    fc.assert(fc.property(fc.string(), (text) => !parse(text).ok));
    const around = fc.record({ version: fc.constant(1), system: fc.constant('kafka'), topology: fc.anything() });
    fc.assert(fc.property(around, (input) => !parse(input).ok));
  });
});

/** Each row: a field, the last value that is allowed, the first that is not. */
describe('a limit', () => {
  it.each<[string, (scenario: Loose, value: Loose) => void, Loose, Loose]>([
    ['name', (each, value) => (each.name = value), 'x'.repeat(32), 'x'.repeat(33)],
    ['name', (each, value) => (each.name = value), 'a-1', 'A-1'],
    ['seed', (each, value) => (each.seed = value), 4_294_967_295, 4_294_967_296],
    ['seed', (each, value) => (each.seed = value), 0, 0.5],
    ['horizonMillis', (each, value) => (each.horizonMillis = value), 3_600_000, 3_600_001],
    ['topology.brokers', (each, value) => (each.topology.brokers = value), 9, 10],
    ['topology.topics[0].partitions', (each, value) => (each.topology.topics[0].partitions = value), 64, 65],
    ['topology.topics', (each, value) => (each.topology.topics = topics(value)), 8, 9],
    [
      'topology.producers',
      (each, value) => (each.topology.producers = copies(each.topology.producers[0], value)),
      16,
      17,
    ],
    [
      'topology.consumers',
      (each, value) => (each.topology.consumers = copies(each.topology.consumers[0], value)),
      32,
      33,
    ],
    [
      'topology.producers[0].records',
      (each, value) => (each.topology.producers[0].records = value),
      1_000_000,
      1_000_001,
    ],
    ['topology.controllers', (each, value) => (each.topology.controllers = value), 1, 3],
    ['faults', (each, value) => (each.faults = repeat(value)), 500, 501],
    ['network.latencyMicros', (each, value) => (each.network = { latencyMicros: value, jitterMicros: 0 }), 1, 0],
  ])('of %s', (path, set, allowed, refused) => {
    expect(paths(changed((each) => set(each, allowed)))).toEqual([]);
    expect(paths(changed((each) => set(each, refused)))).toEqual([path]);
  });

  it('of a list of actions', () => {
    const { scenario } = parse(smallScenario()) as { scenario: Scenario };
    expect(parseActions(repeat(2_000), scenario, VOCABULARIES).ok).toBe(true);
    expect(parseActions(repeat(2_001), scenario, VOCABULARIES).ok).toBe(false);
  });
});

const repeat = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ at, operation: 'healAll', arguments: {} }));
const copies = (item: Loose, count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...item, name: `client-${index}` }));
const topics = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: index === 0 ? 'orders' : `topic-${index}`,
    partitions: 1,
    replicationFactor: 1,
  }));

describe('an unknown field', () => {
  it.each<[string, (scenario: Loose) => void]>([
    ['extra', (each) => (each.extra = 1)],
    ['topology.racks', (each) => (each.topology.racks = 1)],
    ['topology.topics[0].partition', (each) => (each.topology.topics[0].partition = 1)],
    ['topology.producers[0].settings.ack', (each) => (each.topology.producers[0].settings = { ack: '1' })],
    ['topology.consumers[0].processing.retries', (each) => (each.topology.consumers[0].processing.retries = 1)],
    ['network.lossPercent', (each) => (each.network = { latencyMicros: 1, jitterMicros: 0, lossPercent: 1 })],
    ['guards.everything', (each) => (each.guards = { everything: false })],
    ['faultBudget.restart', (each) => (each.faultBudget = { restart: 1 })],
    ['faults[0].node', (each) => (each.faults = [{ at: 0, operation: 'healAll', arguments: {}, node: 'a' }])],
    ['faults[0].arguments.node', (each) => (each.faults = [{ at: 0, operation: 'healAll', arguments: { node: 'a' } }])],
  ])('%s is refused', (path, change) => {
    expect(paths(changed(change))).toEqual([path]);
  });

  it('cannot be smuggled in as a prototype', () => {
    const text = JSON.stringify(smallScenario()).replace('{', '{"__proto__":{"seed":5},');
    expect(paths(text)).toEqual(['__proto__']);
  });
});

describe('a reference', () => {
  const at = 0;
  it.each<[string, (scenario: Loose) => void]>([
    ['topology.topics[0].replicationFactor', (each) => (each.topology.brokers = 2)],
    ['topology.topics[1].name', (each) => each.topology.topics.push(each.topology.topics[0])],
    [
      'topology.topics[0].replicas',
      (each) => (each.topology.topics[0].replicas = [['broker-1', 'broker-2', 'broker-3']]),
    ],
    ['topology.topics[0].replicas[1]', (each) => setReplicas(each, ['broker-1', 'broker-2'])],
    ['topology.topics[0].replicas[1][0]', (each) => setReplicas(each, ['broker-4', 'broker-1', 'broker-2'])],
    ['topology.topics[0].replicas[1][2]', (each) => setReplicas(each, ['broker-1', 'broker-2', 'broker-1'])],
    ['topology.producers[0].topic', (each) => (each.topology.producers[0].topic = 'payments')],
    ['topology.producers[0].partition', (each) => (each.topology.producers[0].partition = 2)],
    ['topology.producers[0].name', (each) => (each.topology.producers[0].name = 'broker-1')],
    ['topology.producers[0].name', (each) => (each.topology.producers[0].name = 'database')],
    ['topology.consumers[0].topics[0]', (each) => (each.topology.consumers[0].topics = ['payments'])],
    ['topology.consumers[0].topics[1]', (each) => (each.topology.consumers[0].topics = ['orders', 'orders'])],
    ['healAtMillis', (each) => (each.healAtMillis = 10_001)],
    ['promises[1]', (each) => (each.promises = ['available', 'available'])],
    ['faults[0].at', (each) => act(each, { at: 10_000_001, operation: 'healAll' })],
    ['faults[0].arguments.node', (each) => act(each, { at, operation: 'crash', arguments: { node: 'broker-4' } })],
    ['faults[0].arguments.b', (each) => act(each, { at, operation: 'cut', arguments: { a: 'a', b: 'a' } })],
    ['faults[0].arguments.to', (each) => act(each, { at, operation: 'hold', arguments: { from: 'a', to: 'a' } })],
    ['faults[0].arguments.topic', (each) => elect(each, { topic: 'payments', partition: 0 })],
    ['faults[0].arguments.partition', (each) => elect(each, { topic: 'orders', partition: 2 })],
    ['faults[0].arguments.node', (each) => act(each, { at, operation: 'cleanShutdown', arguments: { node: 'a' } })],
    [
      'faults[0].arguments.producer',
      (each) => act(each, { at, operation: 'send', arguments: { producer: 'billing-1' } }),
    ],
    ['faults[0].arguments.setting', (each) => configure(each, { node: 'broker-1', setting: 'acks', value: 'all' })],
    ['faults[0].arguments.setting', (each) => configure(each, { node: 'database', setting: 'acks', value: 'all' })],
    ['faults[0].arguments.value', (each) => configure(each, { node: 'a', setting: 'acks', value: 'most' })],
  ])('at %s to what does not exist is refused', (path, change) => {
    expect(errorsOf(changed(change)).map((error) => [error.code, error.path])).toEqual([['reference', path]]);
  });

  it.each<[string, (scenario: Loose) => void]>([
    ['as many replicas as brokers', (each) => setReplicas(each, ['broker-3', 'broker-1', 'broker-2'])],
    ['the last partition', (each) => (each.topology.producers[0].partition = 1)],
    ['healing at the horizon', (each) => (each.healAtMillis = 10_000)],
    ['a fault at the horizon', (each) => act(each, { at: 10_000_000, operation: 'healAll' })],
    [
      'the name database when nobody consumes',
      (each) => {
        each.topology.consumers = [];
        each.topology.producers[0].name = 'database';
      },
    ],
    ['a producer', (each) => configure(each, { node: 'a', setting: 'acks', value: '1' })],
    [
      'the controller',
      (each) => configure(each, { node: 'controller', setting: 'broker.session.timeout.ms', value: 100 }),
    ],
    ['a send with a key', (each) => act(each, { at, operation: 'send', arguments: { producer: 'a', key: '订单' } })],
    ['a send without key', (each) => act(each, { at, operation: 'send', arguments: { producer: 'a' } })],
  ])('to %s is fine', (_, change) => {
    expect(errorsOf(changed(change))).toEqual([]);
  });
});

const setReplicas = (scenario: Loose, second: readonly string[]) =>
  (scenario.topology.topics[0].replicas = [['broker-1', 'broker-2', 'broker-3'], second]);
const act = (scenario: Loose, action: Loose) => (scenario.faults = [action]);
const elect = (scenario: Loose, args: Loose) => act(scenario, { at: 0, operation: 'electPreferred', arguments: args });
const configure = (scenario: Loose, args: Loose) => act(scenario, { at: 0, operation: 'configure', arguments: args });

describe('the promises', () => {
  it('that a scenario may make are those that are judged', () => {
    expect(PROMISE_NAMES).toEqual(Object.keys(PROMISES));
  });
});

describe('an operation', () => {
  it('that does not exist is refused with the list of those that do', () => {
    const [error] = errorsOf({ ...smallScenario(), faults: [{ at: 0, operation: 'crush', arguments: {} }] });
    expect(error).toMatchObject({ path: 'faults[0].operation', found: '"crush"' });
    expect(error?.expected).toContain('"crash"');
  });

  it.each([
    ['a missing argument', { at: 0, operation: 'crash', arguments: {} }, 'faults[0].arguments.node'],
    [
      'an argument of the wrong kind',
      { at: 0, operation: 'slowNode', arguments: { node: 'a', micros: '5' } },
      'faults[0].arguments.micros',
    ],
    ['no arguments where some are needed', { at: 0, operation: 'crash' }, 'faults[0].arguments'],
    ['a time that is not a whole microsecond', { at: 0.5, operation: 'healAll' }, 'faults[0].at'],
    ['a time before the beginning', { at: -1, operation: 'healAll' }, 'faults[0].at'],
  ])('with %s is refused', (_, action, path) => {
    expect(paths({ ...smallScenario(), faults: [action] })).toEqual([path]);
  });
});

describe('settings that Kafka refuses together', () => {
  it('are refused at the setting to change, with Kafka’s own error', () => {
    const scenario = changed((each) => (each.topology.producers[0].settings = { 'delivery.timeout.ms': 1_000 }));
    expect(errorsOf(scenario)).toMatchObject([
      {
        code: 'conflict',
        path: 'topology.producers[0].settings["delivery.timeout.ms"]',
        expected: 'delivery.timeout.ms must be at least linger.ms + request.timeout.ms',
        found: 'ConfigException',
      },
    ]);
  });

  it('are judged with the cluster’s bounds', () => {
    const short = changed((each) => (each.topology.consumers[0].settings = { 'session.timeout.ms': 5_000 }));
    expect(paths(short)).toEqual(['topology.consumers[0].settings["session.timeout.ms"]']);
    expect(paths({ ...short, settings: { 'group.min.session.timeout.ms': 5_000 } })).toEqual([]);
  });
});
