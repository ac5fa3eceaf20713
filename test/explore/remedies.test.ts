/** Show me the fix: which neighbouring setting removes a counter-example, whether another one is left, and the price. */
import { describe, expect, test } from 'vitest';
import { RemedyTrials } from '../../sim-engine/explore/remedies.ts';
import type { RemedyEffect } from '../../sim-engine/explore/remedy.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { systemNamed } from '../../sim-engine/systems/registry.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { billing, clusterOf, sendBatch, sendEach } from '../systems/kafka/support.ts';
import { ACKS_ONE, mustFind, requestOf } from './support.ts';

type Request = Parameters<typeof mustFind>[0];

function effectsOf(request: Request): ReadonlyMap<string, RemedyEffect> {
  const { example } = mustFind(request);
  const trials = new RemedyTrials(request, example, { statesMax: 20_000 });
  return new Map(trials.complete().map((effect) => [effect.remedy.id, effect]));
}

describe('acks=1 and a crash', () => {
  const effects = effectsOf(requestOf(ACKS_ONE));

  test('acks=all removes it, nothing else is left, and the price is the time until somebody else leads', () => {
    const effect = effects.get('acks');
    expect(effect).toMatchObject({ removes: true, search: 'exhausted' });
    expect(effect?.after.refused).toBe(0);
    expect(effect?.after.slowestMicros).toBeGreaterThan(1_000_000);
    expect(effect?.before.slowestMicros).toBeLessThan(100_000);
  });

  test('min.insync.replicas=2 alone does not: acks=1 never asks for it', () => {
    expect(effects.get('min-insync')).toMatchObject({ removes: false, search: null });
  });
});

describe('the last replica confirms alone', () => {
  const effects = effectsOf(
    requestOf(
      {
        brokers: 2,
        settings: { 'replica.lag.time.max.ms': 1_000 },
        faults: [...sendEach(500, 'a', 1), ...sendEach(4_000, 'a', 1)],
      },
      { faults: { cut: 1, powerLoss: 1 }, targets: ['broker-1', 'broker-2'], untilMillis: 9_000 },
    ),
  );

  test('min.insync.replicas=2 removes this schedule, at the price of refused or late writes', () => {
    const effect = effects.get('min-insync');
    expect(effect?.removes).toBe(true);
    const { before, after } = effect as RemedyEffect;
    expect(after.refused > before.refused || after.slowestMicros > before.slowestMicros).toBe(true);
  });

  test('an fsync for every batch removes it too', () => {
    expect(effects.get('flush')?.removes).toBe(true);
  });
});

test('a machine that a remedy adds may be struck like the others', () => {
  const effects = effectsOf(
    requestOf(
      {
        brokers: 2,
        settings: { 'replica.lag.time.max.ms': 1_000 },
        faults: [...sendEach(500, 'a', 1), ...sendEach(4_000, 'a', 1)],
      },
      {
        faults: { cut: 2, powerLoss: 1 },
        targets: ['broker-1', 'broker-2'],
        healsMax: 0,
        untilMillis: 9_000,
      },
    ),
  );
  expect(effects.get('one-more-broker')).toMatchObject({ removes: true, search: 'counter-example' });
});

describe('a crash between processing and commit', () => {
  test('a unique key in the database makes it harmless', () => {
    const settings = { 'group.initial.rebalance.delay.ms': 0, 'group.min.session.timeout.ms': 1_000 };
    const member = { 'auto.offset.reset': 'earliest', 'session.timeout.ms': 2_000, 'heartbeat.interval.ms': 500 };
    const effects = effectsOf(
      requestOf(
        { settings, consumers: [billing('billing-1', { micros: 100_000 }, member)], faults: sendBatch(3_000, 'a', 2) },
        { promises: ['no-duplicate'], targets: ['billing-1'], fromMillis: 2_990 },
      ),
    );
    expect(effects.get('idempotent-effects')).toMatchObject({ removes: true, search: 'exhausted' });
    // Work is done at least once either way: committing in another place does not change that.
    expect(effects.get('session.timeout.ms')?.removes).toBe(false);
  });
});

describe('the remedies of a system', () => {
  test.each([...Object.entries(KAFKA_PRESETS), ['two brokers', clusterOf({ brokers: 2 })] as const])(
    'are valid scenarios, and none of them changes nothing (%s)',
    (_name, scenario) => {
      const remedies = systemNamed('kafka').remedies(scenario);
      expect(new Set(remedies.map(({ id }) => id)).size).toBe(remedies.length);
      for (const remedy of remedies) {
        expect(remedy.scenario).not.toEqual(scenario);
        const parsed = parseScenario(JSON.stringify(remedy.scenario), VOCABULARIES);
        expect(parsed.ok ? [] : parsed.errors.map(({ message }) => message.en)).toEqual([]);
        expect(remedy.change['zh-cn']).not.toBe('');
      }
    },
  );
});
