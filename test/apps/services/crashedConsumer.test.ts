/** A card says nothing of what a consumer holds, owns or may fetch once its process is gone. */
import { describe, expect, test } from 'vitest';
import { at, ms } from '../../systems/runs.ts';
import { run, shop, street, SYSTEMS } from './support.ts';

const handler = {
  service: 'shop',
  endpoint: 'order',
  timeoutMillis: 1_000,
  onFailure: 'retry',
  backoffMillis: 100,
} as const;
const KEYS = {
  rabbitmq: { alive: ['fact.consumer-queue', 'fact.consumer-unlimited'], gone: ['fact.consumer-queue'] },
  kafka: { alive: ['fact.consumer-group', 'fact.consumer-owns'], gone: ['fact.consumer-group'] },
} as const;

describe.each(SYSTEMS)('a consumer of %s', (system) => {
  const playback = run(
    street(system, { applications: { services: [shop([])] }, handler, faults: [at(6_000, 'crash', { node: 'in' })] }),
  );
  const factsAt = (millis: number): readonly string[] =>
    playback
      .sceneAt(playback.stepAt(ms(millis)))
      .nodes.find(({ name }) => name === 'in')!
      .facts.map(({ key }) => key);

  test('says what it holds while it lives', () => expect(factsAt(5_500)).toEqual(KEYS[system].alive));
  test('says only what it is for once it has crashed', () => expect(factsAt(6_500)).toEqual(KEYS[system].gone));
});
