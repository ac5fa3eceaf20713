/** A run is not over while time will take messages out of a queue that nobody consumes from. */
import { describe, expect, test } from 'vitest';
import { Playback } from '../../../sim-engine/playback.ts';
import type { Settings } from '../../../sim-engine/scenario/types.ts';
import type { RabbitScenario } from '../../../sim-engine/systems/rabbitmq/vocabulary.ts';

const TTL_MILLIS = 20_000;

/** One message waits in a queue without consumers; `settings` say for how long, and where it goes then. */
function shop(settings: Settings): RabbitScenario {
  return {
    version: 1,
    name: 'waiting-letters',
    system: 'rabbitmq',
    seed: 1,
    horizonMillis: 60_000,
    topology: {
      brokers: 1,
      exchanges: [],
      queues: [
        { name: 'close', type: 'classic' },
        { name: 'waiting', type: 'classic', settings },
      ],
      bindings: [],
      producers: [
        { name: 'shop', exchange: '', routingKeys: ['waiting'], ratePerSecond: 20, records: 100, keys: ['a'] },
      ],
      consumers: [],
    },
    settings: {},
    guards: {},
    network: { latencyMicros: 2_000, jitterMicros: 500 },
    faults: [],
    promises: [],
  };
}

/** Messages in each queue when the run is over. */
function atTheEnd(settings: Settings): Readonly<Record<string, number>> {
  const playback = Playback.open(shop(settings), []);
  playback.complete();
  const { logs } = playback.system.observe(playback.worldAt(playback.steps));
  return Object.fromEntries(logs.map(({ topic, replicas }) => [topic, replicas[0]?.records.length ?? 0]));
}

describe('messages that expire in a queue without consumers', () => {
  test('are awaited when they go on to another queue', () => {
    const letters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'close' };
    expect(atTheEnd({ ...letters, 'x-message-ttl': TTL_MILLIS })).toEqual({ close: 100, waiting: 0 });
  });

  test('are not awaited when they would only be gone', () => {
    const { close, waiting } = atTheEnd({ 'x-message-ttl': TTL_MILLIS });
    expect(close).toBe(0);
    expect(waiting).toBeGreaterThan(0);
  });
});
