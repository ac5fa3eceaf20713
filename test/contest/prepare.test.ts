/** What is laid over both sides, what each keeps, and what is refused in words. */
import { describe, expect, it } from 'vitest';
import { prepare } from '../../sim-engine/contest/contest.ts';
import { machineNamed, neutralMachines } from '../../sim-engine/contest/machines.ts';
import { CONTESTS } from '../../sim-engine/contest/presets.ts';
import { readScript } from '../../sim-engine/contest/script.ts';
import { workloadOf } from '../../sim-engine/contest/workload.ts';
import type { KafkaTopologySpec } from '../../sim-engine/systems/kafka/scenario.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { CALM, prepared, refusals } from './support.ts';

const withBrokers = (scenario: Scenario, brokers: number): Scenario => {
  const own = scenario.topology as KafkaTopologySpec;
  const topics = own.topics.map(({ replicas: _own, ...topic }) => ({
    ...topic,
    replicationFactor: brokers,
  }));
  return { ...scenario, topology: { ...own, brokers, topics } as KafkaTopologySpec };
};

describe('the workload', () => {
  it('is the left side’s, with its network, unless another is given', () => {
    const { scenarios } = prepared({ ...CALM, left: { ...CALM.left, network: { latencyMicros: 7, jitterMicros: 3 } } });
    const [left, right] = [scenarios.left, scenarios.right];
    expect(CALM.right.topology.producers[0]?.ratePerSecond).toBe(5);
    expect(right.topology.producers[0]?.ratePerSecond).toBe(10);
    expect(workloadOf(right)).toEqual(workloadOf(left));
    expect(right.network).toEqual({ latencyMicros: 7, jitterMicros: 3 });
  });

  it('gives clients the same names and leaves each side its own topics, groups and settings', () => {
    const workload = workloadOf(CALM.left);
    const renamed = {
      ...workload,
      producers: workload.producers.map((load) => ({ ...load, name: 'shop', valueBytes: 9 })),
      consumers: [{ name: 'till', processing: { micros: 5, idempotent: true } }],
    };
    const { scenarios } = prepared({ ...CALM, workload: renamed });
    const topology = scenarios.right.topology as KafkaTopologySpec;
    const own = CALM.right.topology as KafkaTopologySpec;
    expect(topology.producers[0]).toEqual({
      ...own.producers[0],
      name: 'shop',
      ratePerSecond: 10,
      records: 60,
      startMillis: 0,
      valueBytes: 9,
    });
    expect(topology.consumers[0]).toEqual({
      ...own.consumers[0],
      name: 'till',
      processing: { commit: 'auto', thread: 'poll', micros: 5, idempotent: true },
    });
    expect(topology.topics).toEqual(own.topics);
    expect(scenarios.right.settings).toEqual(CALM.right.settings);
  });

  it('must have as many producers and consumers as each side', () => {
    const { topology } = CALM.right;
    const right = { ...CALM.right, topology: { ...topology, producers: [], consumers: [] } };
    expect(refusals({ ...CALM, right })).toEqual([
      'last-replica has 0 producers, the workload has 1: they cannot be laid over each other',
      'last-replica has 0 consumers, the workload has 1: they cannot be laid over each other',
    ]);
  });

  it('is refused, in both languages, where a side’s own machines have the names', () => {
    const workload = workloadOf(CALM.left);
    const consumers = workload.consumers.map((load) => ({ ...load, name: 'controller' }));
    const result = prepare({ ...CALM, workload: { ...workload, consumers } });
    if (result.ok) throw new Error('the name is taken');
    expect(result.problems).toHaveLength(2);
    expect(result.problems[0]?.en).toMatch(/^left: topology\.consumers\[0\]\.name: expected a name that is not taken/);
    expect(result.problems[1]?.['zh-cn']).toMatch(/^右边：topology\.consumers\[0\]\.name：应为：未被占用的名称/);
  });
});

describe('both sides', () => {
  it('run under one seed and horizon, judged by every promise that either makes, struck by the script alone', () => {
    const { scenarios } = prepared({
      ...CALM,
      right: { ...CALM.right, promises: ['comes-to-rest', 'no-duplicate'], faultBudget: { crash: 0 } },
      seed: 7,
      horizonMillis: 30_000,
    });
    for (const { seed, horizonMillis, promises, faults, healAtMillis, faultBudget } of Object.values(scenarios)) {
      expect({ seed, horizonMillis, promises, faults, healAtMillis, faultBudget }).toEqual({
        seed: 7,
        horizonMillis: 30_000,
        promises: ['no-lost-write', 'no-duplicate', 'comes-to-rest'],
        faults: [],
        healAtMillis: undefined,
        faultBudget: undefined,
      });
    }
  });

  it('may be judged by promises that the contest names instead', () => {
    const { scenarios } = prepared({ ...CALM, promises: ['available'] });
    expect([scenarios.left.promises, scenarios.right.promises]).toEqual([['available'], ['available']]);
  });
});

describe('machines', () => {
  it('have neutral names', () => {
    expect(neutralMachines(CALM.left)).toEqual([
      'broker:1',
      'broker:2',
      'broker:3',
      'producer:a',
      'consumer:billing-1',
      'controller',
      'database',
    ]);
  });

  it('are called by each system what it calls them', () => {
    const rabbit = CONTESTS.find(({ name }) => name === 'silent-line')?.contest.right as Scenario;
    expect(neutralMachines(rabbit)).toEqual(['broker:1', 'producer:a', 'consumer:billing-1', 'database']);
    expect(machineNamed(rabbit, 'broker:1')).toBe('rabbit-1');
  });

  it('of one system alone are named as missing on the other side', () => {
    const [silent] = CONTESTS.filter(({ name }) => name === 'silent-line');
    const script = [{ at: 1, operation: 'pause', arguments: { node: 'controller' } }];
    const { scenarios, unmatched } = prepared({ ...(silent?.contest ?? CALM), script });
    expect(scenarios.left.faults).toEqual(script);
    expect(unmatched.right).toEqual([{ action: script[0], machine: 'controller' }]);
  });

  it.each([
    ['broker:2', 'broker-2'],
    ['producer:a', 'a'],
    ['database', 'database'],
    ['broker:4', null],
    ['broker-2', null],
    ['producer:billing-1', null],
  ])('%s is %s', (neutral, own) => {
    expect(machineNamed(CALM.left, neutral)).toBe(own);
  });
});

describe('the script', () => {
  const crash = (node: string) => ({ at: 1, operation: 'crash', arguments: { node } });

  it('says the same to both sides in their own words', () => {
    const slow = { at: 5, operation: 'slowLink', arguments: { a: 'broker:1', b: 'consumer:billing-1', micros: 250 } };
    const { scenarios } = prepared({ ...CALM, script: [slow, crash('broker:1')] });
    const faults = [
      { at: 5, operation: 'slowLink', arguments: { a: 'broker-1', b: 'billing-1', micros: 250 } },
      { at: 1, operation: 'crash', arguments: { node: 'broker-1' } },
    ];
    expect(scenarios.left.faults).toEqual(faults);
    expect(scenarios.right.faults).toEqual(faults);
  });

  it('names what one side does not have, and strikes the other', () => {
    const script = [crash('broker:3')];
    const { scenarios, unmatched } = prepared({ ...CALM, right: withBrokers(CALM.right, 2), script });
    expect(unmatched).toEqual({ left: [], right: [{ action: script[0], machine: 'broker:3' }] });
    expect([scenarios.left.faults.length, scenarios.right.faults.length]).toEqual([1, 0]);
  });

  it('is refused where neither side has the machine, or the system refuses the argument', () => {
    expect(refusals({ ...CALM, script: [crash('broker:9')] })).toEqual([
      'crash (broker:9): neither side can do that; one has no broker:9',
    ]);
    const late = { ...crash('broker:1'), at: 60_000_001 };
    expect(refusals({ ...CALM, script: [late] })).toEqual([
      'left: faults[0].at: expected a time within the horizon, at most 60000000, found 60000001',
      'right: faults[0].at: expected a time within the horizon, at most 60000000, found 60000001',
    ]);
  });

  it.each([
    [{}, 'a fault script is a list of actions'],
    [[null], 'action 1: `at` is a time in whole microseconds'],
    [[{ at: 0.5, operation: 'crash' }], 'action 1: `at` is a time in whole microseconds'],
    [[{ at: 1, operation: 'crash', arguments: [] }], 'action 1: `arguments` is an object'],
  ])('%j is none: %s', (input, problem) => {
    const read = readScript(input);
    expect(read.ok ? [] : read.problems.map(({ en }) => en)).toEqual([problem]);
  });

  it('does only what can be done to every system', () => {
    const read = readScript([
      { at: 1, operation: 'healAll' },
      { at: 2, operation: 'electLeader', arguments: {} },
    ]);
    expect(read.ok ? [] : read.problems.map(({ en }) => en)).toEqual([
      expect.stringMatching(/^action 2: "electLeader" is nothing that can be done to every system; known are crash, /),
    ]);
    expect(readScript([{ at: 1, operation: 'configure' }]).ok).toBe(false);
    expect(readScript([{ at: 1, operation: 'healAll' }])).toEqual({
      ok: true,
      script: [{ at: 1, operation: 'healAll', arguments: {} }],
    });
  });
});
