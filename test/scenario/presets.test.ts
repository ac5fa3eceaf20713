import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../sim-engine/scenario/jsonSchema.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import { KAFKA_PRESETS, type KafkaPresetName } from '../../sim-engine/systems/kafka/presets/index.ts';
import { kafkaSettings } from '../../sim-engine/systems/kafka/settings.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';

const FOLDER = new URL('../../scenarios/', import.meta.url);
const SCHEMA = 'scenario.schema.json';
const examples = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && file !== SCHEMA);
const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
const presets = Object.entries(KAFKA_PRESETS);

describe('a preset', () => {
  it.each(presets)('%s is valid and complete: parsing adds nothing', (name, preset) => {
    expect(parseScenario(preset, VOCABULARIES)).toEqual({ ok: true, scenario: preset });
    expect(preset.name).toBe(name);
  });

  it('play has both kinds of producer, a group of two, and timeouts that differ visibly from the defaults', () => {
    const { topology, settings } = KAFKA_PRESETS.play;
    expect(topology).toMatchObject({ brokers: 3, topics: [{ name: 'orders', partitions: 2, replicationFactor: 3 }] });
    expect(topology.producers.map((producer) => [producer.name, producer.settings?.['acks']])).toEqual([
      ['a', 'all'],
      ['b', '1'],
    ]);
    expect(topology.consumers.map((consumer) => consumer.group)).toEqual(['billing', 'billing']);
    for (const [name, value] of Object.entries(settings)) {
      expect(kafkaSettings.definitions.broker.find((each) => each.name === name)?.default, name).not.toBe(value);
    }
  });

  it('bench is what the speed is promised for', () => {
    const { topology } = KAFKA_PRESETS.bench;
    expect(topology.brokers).toBe(3);
    expect(topology.topics.map((topic) => topic.replicationFactor)).toEqual([3]);
    expect(topology.producers).toHaveLength(2);
    expect(topology.producers.every((producer) => producer.settings?.['acks'] === undefined)).toBe(true);
    expect(topology.consumers.map((consumer) => consumer.group)).toEqual(['billing', 'billing']);
  });
});

describe('an example file', () => {
  it.each(examples)('%s means the preset of its name, written without what is the default', (file) => {
    const preset = KAFKA_PRESETS[file.replace('.json', '') as KafkaPresetName];
    expect(parseScenario(textOf(file), VOCABULARIES)).toEqual({ ok: true, scenario: preset });
    expect(textOf(file)).toContain(`"$schema": "./${SCHEMA}"`);
  });

  it('exists for every preset but the one for measuring', () => {
    expect(examples.sort()).toEqual([
      'acks-one-small.json',
      'acks-one.json',
      'bubble-tea.json',
      'last-replica-small.json',
      'last-replica.json',
      'play.json',
    ]);
  });
});

describe('the schema for editors', () => {
  it('is up to date (else run scripts/write-scenario-schema.ts)', () => {
    expect(JSON.parse(textOf(SCHEMA))).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema(VOCABULARIES))));
  });

  it('explains each setting and its default where it may stand', () => {
    const text = textOf(SCHEMA);
    for (const scope of Object.values(kafkaSettings.definitions)) {
      for (const { name, description } of scope) {
        expect(text).toContain(`"${name}": {`);
        expect(text).toContain(JSON.stringify(description.en).slice(1, -1));
      }
    }
  });
});
