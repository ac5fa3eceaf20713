/** An answer to somebody who has given up is marked on its way, and no other answer is. */
import { describe, expect, test } from 'vitest';
import type { ServiceSpec, Step } from '../../../sim-engine/apps/applications.ts';
import type { SceneMessage } from '../../../sim-engine/view/scene.ts';
import { customers, run, shop, street, SYSTEMS, type System } from './support.ts';

const work = (millis: number): Step => ({ do: 'work', micros: millis * 1_000 });

/** Answers on their way, each once: how they are marked as they arrive. */
function answers(system: System, services: readonly ServiceSpec[], timeoutMillis: number): readonly SceneMessage[] {
  const playback = run(street(system, { applications: { services, callers: [customers({ timeoutMillis })] } }));
  const found = new Map<number, SceneMessage>();
  for (let step = 0; step <= playback.steps; step += 1) {
    for (const each of playback.sceneAt(step).messages) if (each.kind === 'CallResponse') found.set(each.id, each);
  }
  return [...found.values()];
}

describe.each(SYSTEMS)('answers of services beside %s', (system) => {
  test('one that comes in time is not marked', () => {
    expect(answers(system, [shop([work(50)])], 1_000).map(({ late }) => late)).toEqual([undefined]);
  });

  test('one to a customer whose patience is over is late', () => {
    expect(answers(system, [shop([work(300)])], 200).map(({ late }) => late)).toEqual([true]);
  });

  test('one to a service that asked again is late; the answer to the second attempt is not', () => {
    const call: Step = {
      do: 'call',
      service: 'bank',
      endpoint: 'pay',
      timeoutMillis: 200,
      attempts: 2,
      backoffMillis: 10,
      onFailure: 'fail',
    };
    const bank = shop([], { name: 'bank', concurrency: 1, endpoints: { pay: [work(150)] }, clients: [] });
    expect(answers(system, [shop([call]), bank], 1_000).map(({ late }) => late)).toEqual([undefined, undefined]);
    const slow = { ...bank, endpoints: { pay: [work(250)] }, concurrency: 2 };
    expect(answers(system, [shop([call]), slow], 1_000).map(({ late }) => late)).toEqual([true, undefined, true]);
  });
});
