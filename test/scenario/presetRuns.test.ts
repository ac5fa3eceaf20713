/** The presets that fail on purpose fail for the reason they are named after, and one setting repairs each. */
import { describe, expect, it } from 'vitest';
import { Playback } from '../../sim-engine/playback.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import { KAFKA_PRESETS, type KafkaPresetName } from '../../sim-engine/systems/kafka/presets/index.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import type { Loose } from './samples.ts';

/** The lamps of a preset's whole run, after a change of the scenario. */
function lamps(name: KafkaPresetName, change: (scenario: Loose) => void = () => undefined): Record<string, string> {
  const copy = structuredClone(KAFKA_PRESETS[name]) as Loose;
  change(copy);
  const parsed = parseScenario(copy, VOCABULARIES);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message.en);
  const playback = Playback.open(parsed.scenario);
  playback.complete();
  const { promises } = playback.judge(playback.steps);
  return Object.fromEntries(promises.map(({ promise, state }) => [promise, state]));
}

describe('the preset', () => {
  it('play keeps every promise while nobody interferes', () => {
    expect(new Set(Object.values(lamps('play')))).toEqual(new Set(['holds']));
  });

  it('acks-one loses acknowledged records', () => {
    expect(lamps('acks-one')).toEqual({ 'no-lost-write': 'broken' });
  });

  it('acks-one loses nothing with acks=all', () => {
    const withAll = lamps('acks-one', (each) => (each.topology.producers[0].settings.acks = 'all'));
    expect(withAll).toEqual({ 'no-lost-write': 'holds' });
  });

  it('acks-one loses nothing while the followers can fetch until the crash', () => {
    const copied = lamps(
      'acks-one',
      (each) => (each.faults = each.faults.filter(({ operation }: Loose) => operation !== 'hold')),
    );
    expect(copied).toEqual({ 'no-lost-write': 'holds' });
  });

  it('last-replica loses records that acks=all acknowledged', () => {
    expect(lamps('last-replica')).toEqual({ 'no-lost-write': 'broken' });
  });

  it('last-replica loses nothing when two replicas must answer', () => {
    const two = lamps('last-replica', (each) => (each.topology.topics[0].settings['min.insync.replicas'] = 2));
    expect(two).toEqual({ 'no-lost-write': 'holds' });
  });

  it('last-replica loses nothing when its process dies but the machine keeps running', () => {
    const crashed = lamps('last-replica', (each) => (each.faults[2].operation = 'crash'));
    expect(crashed).toEqual({ 'no-lost-write': 'holds' });
  });

  it('last-replica loses nothing when every record is flushed', () => {
    const flushed = lamps('last-replica', (each) => (each.settings['flush.messages'] = 1));
    expect(flushed).toEqual({ 'no-lost-write': 'holds' });
  });
});
