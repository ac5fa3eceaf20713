/** RabbitMQ's ready-made scenarios: complete, what they show, and what a search of them begins with. */
import { describe, expect, test } from 'vitest';
import { FailureSearch } from '../../../sim-engine/explore/find.ts';
import { problemsOf } from '../../../sim-engine/explore/refusal.ts';
import { outcomeSentence } from '../../../sim-engine/explore/sentences.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import { parseScenario } from '../../../sim-engine/scenario/parse.ts';
import type { Scenario } from '../../../sim-engine/scenario/types.ts';
import { RABBIT_PRESETS } from '../../../sim-engine/systems/rabbitmq/presets/index.ts';
import { rabbitVocabulary } from '../../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { VOCABULARIES } from '../../../sim-engine/systems/vocabularies.ts';
import { defaultWish, jobOf } from '../../../site/search/wish.ts';
import { tellCatalogue } from '../../../site/worker/told.ts';
import { violations } from '../runs.ts';

const presets = Object.entries(RABBIT_PRESETS);

function play(scenario: Scenario): Playback {
  const playback = Playback.open(scenario);
  playback.complete();
  return playback;
}

function wishOf(scenario: Scenario) {
  return defaultWish(scenario, tellCatalogue(Playback.open(scenario), rabbitVocabulary, 'en'));
}

test.each(presets)('%s is valid and complete: parsing adds nothing', (name, preset) => {
  expect(parseScenario(preset, VOCABULARIES)).toEqual({ ok: true, scenario: preset });
  expect(preset.name).toBe(name);
});

describe('what they show', () => {
  test('lock: two hold it', () => {
    expect([...violations(play(RABBIT_PRESETS.lock)).keys()]).toContain('mutual-exclusion');
  });

  test('poison: its neighbours die with it', () => {
    const values = violations(play(RABBIT_PRESETS.poison)).get('lost-write') ?? [];
    expect(values).toEqual(['a3', 'a4', 'a5', 'a6']);
  });

  test('autoheal: whatever the side of one node has confirmed alone is gone', () => {
    const found = violations(play(RABBIT_PRESETS.autoheal));
    expect(found).toEqual(new Map([['lost-write', ['A3', 'A4', 'A5', 'A6', 'A7', 'A8']]]));
  });

  test('empty-mirror: nobody has published meanwhile, and all that still waited is gone', () => {
    const found = violations(play(RABBIT_PRESETS['empty-mirror']));
    expect(found).toEqual(new Map([['lost-write', ['A3', 'B3', 'A4', 'B4', 'A5', 'B5', 'A6', 'B6']]]));
  });

  test('transient-small: nothing, while nothing goes wrong', () => {
    expect(violations(play(RABBIT_PRESETS['transient-small']))).toEqual(new Map());
  });
});

describe('the search that the page begins with', () => {
  // `bench` is for measuring: it is far too large to search.
  test.each(presets.filter(([name]) => name !== 'bench'))('of %s can be carried out', (_name, scenario) => {
    expect(problemsOf(jobOf(scenario, wishOf(scenario), 'en').request)).toEqual([]);
  });

  test('stops or kills a node, unless the scenario has faults of its own', () => {
    expect(wishOf(RABBIT_PRESETS['transient-small'])).toMatchObject({
      faults: { stopNode: 1, crash: 1 },
      targets: ['rabbit-1'],
      strategy: 'every',
    });
    expect(wishOf(RABBIT_PRESETS.lock)).toMatchObject({ faults: { pause: 1 }, targets: ['rabbit-1', 'worker-1'] });
  });

  test('finds two holders of the lock', { timeout: 60_000 }, () => {
    const scenario = RABBIT_PRESETS.lock;
    const { request } = jobOf(scenario, wishOf(scenario), 'en');
    const outcome = new FailureSearch({ ...request, promises: ['one-holder'] }).complete();
    expect(outcome).toMatchObject({ kind: 'counter-example', faults: 1, example: { anomaly: 'mutual-exclusion' } });
  });

  test('finds that a transient message is gone after an orderly stop, and says so in both languages', () => {
    const scenario = RABBIT_PRESETS['transient-small'];
    const { request } = jobOf(scenario, wishOf(scenario), 'en');
    const outcome = new FailureSearch(request).complete();
    if (outcome.kind !== 'counter-example') expect.fail(outcome.kind);
    expect(outcome.example.actions.map(({ operation }) => operation)).toEqual(['stopNode']);
    expect(outcomeSentence(outcome, request)).toEqual({
      en: 'A counter-example. With 1 clean stop of a node: a confirmed message is gone. (lost-write)',
      'zh-cn': '找到反例。发生 1 次正常停止节点时：已确认的消息丢了。（lost-write）',
    });
  });
});
