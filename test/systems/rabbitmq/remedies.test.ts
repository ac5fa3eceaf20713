/** Show me the fix: which neighbouring setting removes a failure of RabbitMQ, whether another one is left, and the price. */
import { describe, expect, test } from 'vitest';
import type { FindRequest } from '../../../sim-engine/explore/find.ts';
import { RemedyTrials } from '../../../sim-engine/explore/remedies.ts';
import type { RemedyEffect } from '../../../sim-engine/explore/remedy.ts';
import { parseScenario } from '../../../sim-engine/scenario/parse.ts';
import { RABBIT_PRESETS } from '../../../sim-engine/systems/rabbitmq/presets/index.ts';
import { systemNamed } from '../../../sim-engine/systems/registry.ts';
import { VOCABULARIES } from '../../../sim-engine/systems/vocabularies.ts';
import { mustFind } from '../../explore/support.ts';
import { RABBIT_ROWS } from '../../explore/failures/rabbitRows.ts';
import { CAREFUL, handPublisher, LAST_WITH_MIRRORS, mirroredQueue, roomOf } from './rooms.ts';

function requestOf(row: string): FindRequest {
  const found = RABBIT_ROWS.find(({ name }) => name === row);
  if (found === undefined) throw new Error(`there is no row ${row}`);
  return found.request(false);
}

function effectsOf(row: string): ReadonlyMap<string, RemedyEffect> {
  const request = requestOf(row);
  const { example } = mustFind(request);
  const trials = new RemedyTrials(request, example, { statesMax: 20_000 });
  return new Map(trials.complete().map((effect) => [effect.remedy.id, effect]));
}

/** Remedies after which a search of everything finds nothing. */
function cures(effects: ReadonlyMap<string, RemedyEffect>): readonly string[] {
  return [...effects.values()].flatMap(({ remedy, search }) => (search === 'exhausted' ? [remedy.id] : []));
}

describe('what cures', () => {
  test.each([
    ['R1', ['quorum', 'pause-minority']],
    ['R2', ['quorum', 'pause-minority']],
    ['R3a', ['quorum', 'pause-minority']],
    ['R4a', ['quorum', 'pause-minority', 'automatic-sync', 'promote-when-synced']],
    ['R4b', ['quorum', 'pause-minority', 'automatic-sync', 'promote-when-synced']],
    ['R4c', ['quorum', 'pause-minority', 'automatic-sync', 'promote-when-synced']],
    ['R5', []],
    ['R7a', ['delivery-limit', 'discard-poison']],
    ['R7b', ['dead-letters']],
    ['R8a', ['idempotent-effects']],
    ['R8b', ['ack-after']],
    ['R8c', ['ack-after']],
    ['R8d', ['single-active-consumer']],
    ['R9a', ['mandatory', 'alternate-exchange']],
    ['R9b', ['reject-publish', 'dead-letters']],
    ['R9c', ['persistent', 'quorum']],
    ['R9d', ['durable', 'quorum']],
  ])('%s: %j', (row, expected) => {
    expect(cures(effectsOf(row))).toEqual(expected);
  });
});

describe('the price', () => {
  test('who pauses in a minority confirms later', () => {
    const { before, after } = effectsOf('R1').get('pause-minority') as RemedyEffect;
    expect(after.slowestMicros).toBeGreaterThan(before.slowestMicros);
  });

  test('a mandatory publish that comes back is a send that is not confirmed', () => {
    const effect = effectsOf('R9a').get('mandatory');
    expect(effect?.before.refused).toBe(0);
    expect(effect?.after.refused).toBe(1);
  });

  test('a persistent message is confirmed later', () => {
    const { before, after } = effectsOf('R9c').get('persistent') as RemedyEffect;
    expect(after.slowestMicros).toBeGreaterThan(before.slowestMicros);
  });
});

const rows = RABBIT_ROWS.map(({ name, request }) => [name, request(false).scenario] as const);
const careless = roomOf({
  exchanges: [{ name: 'orders', type: 'direct' }],
  queue: { type: 'classic', settings: { 'x-max-priority': 3 } },
  producers: [handPublisher('a', { exchange: 'orders', routingKeys: ['new'] })],
});

function remediesOf(scenario: Parameters<ReturnType<typeof systemNamed>['remedies']>[0]): readonly string[] {
  return systemNamed('rabbitmq')
    .remedies(scenario)
    .map(({ id }) => id);
}

describe('the remedies of a scenario', () => {
  test.each([...Object.entries(RABBIT_PRESETS), ...rows, ['careless', careless] as const])(
    'are valid scenarios, and none of them changes nothing (%s)',
    (_name, scenario) => {
      const remedies = systemNamed('rabbitmq').remedies(scenario);
      expect(new Set(remedies.map(({ id }) => id)).size).toBe(remedies.length);
      expect(remedies.length).toBeGreaterThan(0);
      for (const remedy of remedies) {
        expect(remedy.scenario).not.toEqual(scenario);
        const parsed = parseScenario(JSON.stringify(remedy.scenario), VOCABULARIES);
        expect(parsed.ok ? [] : parsed.errors.map(({ message }) => message.en)).toEqual([]);
        expect(remedy.change['zh-cn']).not.toBe('');
      }
    },
  );

  test('offer everything that a careless publisher lacks', () => {
    const ids = remediesOf(careless);
    expect(ids).toEqual(['confirms', 'republish', 'mandatory', 'persistent', 'alternate-exchange', 'dead-letters']);
  });

  test('leave out a quorum queue where an argument is not accepted by one', () => {
    const plain = roomOf({ queue: { type: 'classic' } });
    expect(remediesOf(plain)).toContain('quorum');
    expect(remediesOf(careless)).not.toContain('quorum');
  });

  test('of a mirrored queue are those of its version: none of them since 4.0', () => {
    const mirrored = roomOf({ brokers: 3, settings: LAST_WITH_MIRRORS, queue: mirroredQueue() });
    expect(remediesOf(mirrored)).toEqual(
      expect.arrayContaining(['pause-minority', 'automatic-sync', 'promote-when-synced']),
    );
    const pausing = { ...LAST_WITH_MIRRORS, cluster_partition_handling: 'pause_minority' };
    expect(remediesOf(roomOf({ brokers: 3, settings: pausing, queue: mirroredQueue() }))).not.toContain(
      'pause-minority',
    );
    expect(remediesOf(roomOf({ brokers: 3, queue: { type: 'classic' } }))).not.toContain('pause-minority');
  });

  test('leave out what is so already', () => {
    const ids = remediesOf(roomOf({ producers: [handPublisher('a', { settings: CAREFUL })] }));
    expect(ids).toEqual(['dead-letters']);
  });
});
