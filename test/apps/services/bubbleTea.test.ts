/** The shop of the presets: a whole run on both brokers, in words and in pictures, with and without faults. */
import { describe, expect, test } from 'vitest';
import { applicationSentences } from '../../../sim-engine/systems/application.ts';
import { KAFKA_PRESETS } from '../../../sim-engine/systems/kafka/presets/index.ts';
import { RABBIT_PRESETS } from '../../../sim-engine/systems/rabbitmq/presets/index.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import { operationSentence } from '../../../sim-engine/view/operationSentence.ts';
import { say } from '../../../sim-engine/view/words.ts';
import { at } from '../../systems/runs.ts';

const SHOPS = [
  { system: 'rabbitmq', scenario: RABBIT_PRESETS['bubble-tea'], hash: '22a19f6112884d14' },
  { system: 'kafka', scenario: KAFKA_PRESETS['bubble-tea'], hash: '77ddcfb8d6eddbb3' },
];

function complete(playback: Playback): Playback {
  playback.complete();
  return playback;
}

describe.each(SHOPS)('through $system', ({ scenario, hash }) => {
  const calm = complete(Playback.open(scenario));
  const stormy = complete(
    Playback.open(scenario, [
      at(4_000, 'crash', { node: 'checkout' }),
      at(4_500, 'restart', { node: 'checkout' }),
      at(5_000, 'pause', { node: 'bank' }),
      at(7_500, 'resume', { node: 'bank' }),
      at(8_000, 'crash', { node: 'payment' }),
      at(8_400, 'restart', { node: 'payment' }),
      at(9_000, 'cut', { a: 'inventory', b: 'shop-db' }),
      at(10_000, 'healLink', { a: 'inventory', b: 'shop-db' }),
      at(10_500, 'crash', { node: 'shop-db' }),
      at(10_900, 'restart', { node: 'shop-db' }),
      at(11_000, 'slowNode', { node: 'notification', micros: 20_000 }),
      at(14_000, 'slowNode', { node: 'notification', micros: 0 }),
    ]),
  );

  test('keeps all its promises while nobody interferes', () => {
    expect(new Set(calm.judge(calm.steps).promises.map(({ state }) => state))).toEqual(new Set(['holds']));
    expect(calm.pendingAt(calm.steps)).toBeNull();
  });

  test('is the same run everywhere and always', () => {
    expect(calm.traceHash()).toBe(hash);
  });

  test('charges and notifies each order once, in the order of the chain', () => {
    const effects = calm
      .history(calm.steps)
      .flatMap((each) => (each.f === 'effect' ? [`${each.name} ${each.order}`] : []));
    expect(new Set(effects).size).toBe(effects.length);
    for (const charged of effects.filter((effect) => effect.startsWith('charged'))) {
      expect(effects.indexOf(charged.replace('charged', 'notified'))).toBeGreaterThan(effects.indexOf(charged));
    }
  });

  test('under faults it comes to rest all the same, and has broken something: its programs are careless', () => {
    const states = Object.fromEntries(
      stormy.judge(stormy.steps).promises.map(({ promise, state }) => [promise, state]),
    );
    expect(states['comes-to-rest']).toBe('holds');
    expect(states['effect-once']).toBe('broken');
  });

  test('every step and every operation has words in both languages', () => {
    const keys = new Set<string>();
    for (let step = 1; step <= stormy.steps; step += 2) {
      for (const sentence of stormy.accountOf(step).sentences) {
        keys.add(sentence.key);
        expect(say(sentence, 'en')).not.toMatch(/[<{]/);
        expect(say(sentence, 'zh-cn')).toMatch(/[\u4e00-\u9fff]/);
      }
    }
    const told = [...keys].filter((key) => key.startsWith('app.'));
    expect(told.length).toBeGreaterThan(16);
    expect(told.filter((key) => !(key in applicationSentences))).toEqual([]);
    for (const operation of stormy.history(stormy.steps)) {
      expect(say(operationSentence(operation), 'en')).not.toMatch(/[<{]/);
    }
  });

  test('the scene shows who is busy, what waits, and calls with the order’s square', () => {
    const scenes = Array.from({ length: 200 }, (_, index) => calm.sceneAt(calm.stepAt(5_000_000) + index));
    const roles = new Map(scenes[0]?.nodes.map(({ name, role }) => [name, role]));
    expect([roles.get('customers'), roles.get('checkout'), roles.get('shop-db')]).toEqual([
      'caller',
      'service',
      'database',
    ]);
    expect(scenes[0]?.nodes.filter(({ service }) => service?.external === true).map(({ name }) => name)).toEqual([
      'bank',
    ]);
    const names = scenes[0]?.nodes.map(({ name }) => name) ?? [];
    const calls = scenes[0]?.links
      .filter(({ purpose }) => purpose === 'call')
      .map(({ from, to }) => `${names[from]} ${names[to]}`);
    expect(calls).toEqual([
      'payment-in payment',
      'inventory-in inventory',
      'notification-in notification',
      'payment bank',
      'customers checkout',
    ]);
    const requests = scenes.flatMap(({ messages }) => messages.filter(({ kind }) => kind === 'CallRequest'));
    expect(requests.length).toBeGreaterThan(0);
    for (const { marks, answer } of requests) {
      expect(marks).toHaveLength(1);
      expect(marks[0]?.key).toMatch(/^[abc]$/);
      expect(answer).toBe(false);
    }
    for (const scene of scenes) {
      for (const { facts } of scene.nodes) {
        for (const fact of facts) expect(say(fact, 'en')).not.toMatch(/[<{]/);
      }
    }
  });

  test('the observer sees tables, counters and what waits', () => {
    const view = calm.system.observe(calm.worldAt(calm.steps));
    const orders = view.tables?.find(({ table }) => table === 'orders')?.rows.length ?? 0;
    const [tea] = view.tables?.find(({ table }) => table === 'stock')?.rows ?? [];
    expect(tea).toEqual({ key: 'tea', state: String(200 - orders) });
    expect(view.services?.map(({ waiting, working }) => waiting + working)).toEqual([0, 0, 0, 0, 0]);
    expect(view.effects).toEqual(['notified', 'charged']);
  });
});
