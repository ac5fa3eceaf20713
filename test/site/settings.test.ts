/** The settings panel knows places by the vocabulary, not by a system. */
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { VOCABULARIES, vocabularyOf } from '../../sim-engine/systems/vocabularies.ts';
import { givenSettings, scopesOf, withSettings } from '../../site/player/settings.ts';
import { rabbitScenario } from '../scenario/rabbitSample.ts';
import { smallScenario } from '../scenario/samples.ts';

function read(input: unknown): Scenario {
  const result = parseScenario(input, VOCABULARIES);
  if (!result.ok) throw new Error('the sample is valid');
  return result.scenario;
}

function scopes(scenario: Scenario) {
  const { parts } = vocabularyOf(scenario).settings;
  return scopesOf(
    scenario,
    parts.map((part) => ({ ...part, label: part.label.en })),
  );
}

describe('places of settings', () => {
  it('of Kafka: the cluster, topics, clients', () => {
    expect(scopes(read(smallScenario())).map(({ id, label }) => [id, label])).toEqual([
      ['cluster', null],
      ['topic/orders', 'Topic'],
      ['producer/a', null],
      ['consumer/billing-1', null],
    ]);
  });

  it('of RabbitMQ: the cluster, queues, clients', () => {
    expect(scopes(read(rabbitScenario())).map(({ id, label }) => [id, label])).toEqual([
      ['cluster', null],
      ['queue/billing', 'Queue'],
      ['queue/graveyard', 'Queue'],
      ['queue/events', 'Queue'],
      ['producer/till', null],
      ['producer/by-hand', null],
      ['consumer/worker', null],
      ['consumer/auditor', null],
    ]);
  });

  it.each(['cluster', 'queue/graveyard', 'producer/till', 'consumer/worker'])(
    '%s can be changed, and only it',
    (id) => {
      const scenario = read(rabbitScenario());
      const all = scopes(scenario);
      const chosen = all.find((each) => each.id === id)!;
      const changed = withSettings(scenario, chosen, { changed: 1 });
      for (const scope of all) {
        expect(givenSettings(changed, scope)).toEqual(
          scope.id === id ? { changed: 1 } : givenSettings(scenario, scope),
        );
      }
    },
  );
});
