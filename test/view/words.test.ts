import { readFileSync, globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Playback } from '../../sim-engine/playback.ts';
import { HOST_OPERATIONS } from '../../sim-engine/scenario/operations.ts';
import { SYSTEMS } from '../../sim-engine/systems/registry.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { say, SENTENCES } from '../../sim-engine/view/words.ts';
import { goldenRuns } from '../golden/runs.ts';

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map((match) => match[1] ?? ''))].sort();

/** Keys that the sources state literally: in notes, milestones, facts, and pending sentences. */
function statedKeys(): string[] {
  const keys = new Set<string>();
  for (const file of globSync('sim-engine/{host,apps,systems,view}/**/*.ts')) {
    if (/sentences|rulebook|vectors/i.test(file)) continue;
    const text = readFileSync(file, 'utf8');
    for (const match of text.matchAll(
      /'((?:kafka|rabbit|database|app|event|action|fault|fact|pending|network)\.[a-z0-9.-]+)'/g,
    ))
      keys.add(match[1] ?? '');
  }
  return [...keys].sort();
}

const ruleIds = new Set(SYSTEMS.flatMap((system) => system.rules.map((rule) => rule.id)));

describe('a sentence', () => {
  const truncated = { key: 'kafka.broker.truncated', params: { broker: 'b', partition: 'p', from: 2, to: 1 } };

  test('speaks of one record and of several', () => {
    const told = (count: number): string => say({ ...truncated, params: { ...truncated.params, count } }, 'en');
    expect(told(1)).toContain('1 record that its leader does not have is gone from it.');
    expect(told(2)).toContain('2 records that its leader does not have are gone from it.');
  });
});

describe('every event has words', () => {
  test('each key stated in the sources is a sentence or a rule', () => {
    const keys = statedKeys();
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.filter((key) => SENTENCES[key] === undefined && !ruleIds.has(key))).toEqual([]);
  });

  test('each timer of a system says what it is for', () => {
    const names = new Set<string>();
    for (const file of globSync('sim-engine/{apps,systems}/**/*.ts')) {
      const text = readFileSync(file, 'utf8');
      for (const match of text.matchAll(/(?:setTimer\(|_TIMER = )'([a-z-]+)'/g)) names.add(match[1] ?? '');
    }
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => SENTENCES[`timer.${name}`] === undefined)).toEqual([]);
  });

  test('each operation of the catalogue has a sentence', () => {
    const names = [...HOST_OPERATIONS, ...VOCABULARIES.flatMap((vocabulary) => vocabulary.operations)].map(
      ({ name }) => name,
    );
    expect(names.filter((name) => SENTENCES[`action.${name}`] === undefined)).toEqual([]);
  });

  test('both languages of a sentence use the same parameters', () => {
    const different = Object.entries(SENTENCES).filter(
      ([, words]) => placeholders(words.en).join() !== placeholders(words['zh-cn']).join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test('no sentence is left empty or untranslated', () => {
    const suspicious = Object.entries(SENTENCES).filter(
      ([, words]) => words.en.trim() === '' || !/[\u3000-\u303f\uff00-\uffef\u4e00-\u9fff=]/.test(words['zh-cn']),
    );
    expect(suspicious.map(([key]) => key)).toEqual([]);
  });

  test('a list is separated as each language separates it; a number stays as it is', () => {
    const sentence = {
      key: 'kafka.controller.isr',
      params: { partition: 'orders-0', before: 'broker-1, broker-2', after: 'broker-1' },
    };
    expect(say(sentence, 'en')).toContain('from broker-1, broker-2 to broker-1');
    expect(say(sentence, 'zh-cn')).toContain('由 broker-1、broker-2 变为 broker-1');
    expect(say({ key: 'fact.database-rows', params: { count: 3 } }, 'zh-cn')).toBe('3 条结果');
  });
});

describe.each(goldenRuns.filter(({ name }) => !name.startsWith('bench')))(
  '$name, told from beginning to end',
  ({ scenario, actions }) => {
    const playback = Playback.open(scenario, actions);
    playback.complete();
    const stride = 1 + Math.floor(playback.steps / 1_500);

    test('every step says at least what happened, with all its parameters, and names only rules that exist', () => {
      for (let step = 0; step <= playback.steps; step += stride) {
        const account = playback.accountOf(step);
        expect(account.sentences.length).toBeGreaterThan(0);
        for (const { key, params } of account.sentences) {
          const missing = placeholders(SENTENCES[key]?.en ?? `{no sentence ${key}}`).filter(
            (name) => params[name] === undefined,
          );
          expect({ key, missing }).toEqual({ key, missing: [] });
        }
        expect(account.rules.filter((rule) => !ruleIds.has(rule))).toEqual([]);
      }
    });
  },
);
