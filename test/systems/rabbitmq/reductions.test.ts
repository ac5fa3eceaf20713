/** Smaller RabbitMQ scenarios: still valid, and still the same design. */
import { describe, expect, it } from 'vitest';
import { dropBroker } from '../../../sim-engine/explore/shrink/reductions.ts';
import type { Action } from '../../../sim-engine/host/action.ts';
import { parseScenario } from '../../../sim-engine/scenario/parse.ts';
import { rabbitReductions } from '../../../sim-engine/systems/rabbitmq/reductions.ts';
import type { RabbitScenario } from '../../../sim-engine/systems/rabbitmq/scenario.ts';
import { VOCABULARIES } from '../../../sim-engine/systems/vocabularies.ts';
import { rabbitScenario } from '../../scenario/rabbitSample.ts';

function parsed(change: (scenario: ReturnType<typeof rabbitScenario>) => void = () => undefined): RabbitScenario {
  const scenario = rabbitScenario();
  change(scenario);
  const result = parseScenario(scenario, VOCABULARIES);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message.en).join('\n'));
  return result.scenario as RabbitScenario;
}

/** What one of the room's reductions makes of a scenario. */
function reduced(
  reduction: (typeof rabbitReductions.parts)[number] | undefined,
  scenario: RabbitScenario,
  actions: readonly Action[] = [],
): readonly RabbitScenario[] {
  return [...(reduction?.({ scenario, actions }) ?? [])].map((each) => each.scenario as RabbitScenario);
}

const [dropBindings, dropQueues, dropExchanges] = rabbitReductions.parts;

const onlyClassic = (scenario: ReturnType<typeof rabbitScenario>): void => {
  scenario.topology.queues = [
    { name: 'billing', type: 'classic', node: 'rabbit-3' },
    { name: 'spare', type: 'classic' },
  ];
  scenario.topology.bindings = [{ from: 'orders', to: 'billing', key: '#' }];
  scenario.topology.consumers.pop();
};

describe('a smaller RabbitMQ scenario', () => {
  it('is valid, whatever was left out', () => {
    for (const scenario of [parsed(), parsed(onlyClassic)]) {
      const smaller = rabbitReductions.parts.flatMap((reduction) => [...reduction({ scenario, actions: [] })]);
      expect(smaller.length).toBeGreaterThan(0);
      for (const each of smaller)
        expect(parseScenario(each.scenario, VOCABULARIES)).toEqual({ ok: true, scenario: each.scenario });
    }
  });

  it('has a binding less', () => {
    expect(reduced(dropBindings, parsed()).map(({ topology }) => topology.bindings.length)).toEqual([3, 3, 3]);
  });

  it('keeps the last binding by which a message finds a queue', () => {
    const scenario = parsed(onlyClassic);
    expect(reduced(dropBindings, scenario)).toEqual([]);
    const { topology } = scenario;
    const spare = { from: 'orders', to: 'spare', key: '#' };
    const twice = { ...scenario, topology: { ...topology, bindings: [...topology.bindings, spare] } };
    expect(reduced(dropBindings, twice).map((each) => each.topology.bindings)).toEqual([[spare], topology.bindings]);
  });

  it('keeps its bindings while an action names one by number', () => {
    const scenario = parsed();
    expect(reduced(dropBindings, scenario, [{ at: 0, operation: 'deleteBinding', arguments: { binding: 0 } }])).toEqual(
      [],
    );
  });

  it('lacks a queue that nobody needs, with what was done to it', () => {
    const purged = parsed((scenario) => {
      onlyClassic(scenario);
      const purge = (queue: string) => ({ at: 0, operation: 'purgeQueue', arguments: { queue } });
      scenario.faults = [purge('spare'), purge('billing')];
    });
    const [smaller, ...others] = reduced(dropQueues, purged);
    expect(others).toEqual([]);
    expect(smaller?.topology.queues.map(({ name }) => name)).toEqual(['billing']);
    expect(smaller?.faults.map((action) => action.arguments['queue'])).toEqual(['billing']);
  });

  it('lacks an exchange that nobody uses, never one that gets dead letters', () => {
    const unbound = parsed((scenario) => (scenario.topology.bindings = []));
    const left = reduced(dropExchanges, unbound).map(({ topology }) => topology.exchanges.map(({ name }) => name));
    expect(left).toEqual([['orders', 'unrouted', 'dead']]);
  });

  it('has a node less; whoever was there begins at the first one', () => {
    const [smaller] = [...dropBroker({ scenario: parsed(onlyClassic), actions: [] })];
    const topology = smaller?.scenario.topology as RabbitScenario['topology'];
    expect(topology.brokers).toBe(2);
    expect(topology.queues[0]).toEqual({ name: 'billing', type: 'classic' });
    expect(topology.consumers[0]?.node).toBeUndefined();
    expect(parseScenario(smaller?.scenario, VOCABULARIES).ok).toBe(true);
  });

  it('keeps three nodes for a quorum queue, and gives up a fourth', () => {
    expect([...dropBroker({ scenario: parsed(), actions: [] })]).toEqual([]);
    const four = parsed((scenario) => (scenario.topology.brokers = 4));
    expect([...dropBroker({ scenario: four, actions: [] })]).toHaveLength(1);
  });
});
