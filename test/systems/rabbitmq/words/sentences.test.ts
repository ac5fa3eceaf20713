/** What the machines of the RabbitMQ room say: the same in both languages, ready to be filled in. */
import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../../sim-engine/host/turn.ts';
import type { Bilingual } from '../../../../sim-engine/systems/door.ts';
import { SYSTEMS } from '../../../../sim-engine/systems/registry.ts';
import type { Narrator } from '../../../../sim-engine/systems/rabbitmq/narrator.ts';
import { sentence, sentences } from '../../../../sim-engine/systems/rabbitmq/sentences/index.ts';
import { commonSentences } from '../../../../sim-engine/view/sentences/common.ts';
import { fill } from '../../../../sim-engine/view/words.ts';

const table: Readonly<Record<string, Bilingual>> = sentences;
const entries = Object.entries(table);

const parametersIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map((match) => match[1] ?? ''))].sort();

/** Keys whose two languages do not name the same parameters. */
const different = (words: Readonly<Record<string, Bilingual>>): string[] =>
  Object.entries(words)
    .filter(([, { en, 'zh-cn': chinese }]) => parametersIn(en).join() !== parametersIn(chinese).join())
    .map(([key]) => key);

/** A text with every parameter filled in. */
const filled = (text: string): string => fill(text, Object.fromEntries(parametersIn(text).map((name) => [name, 2])));

describe('a sentence', () => {
  test('names the same parameters in both languages', () => {
    expect(entries.length).toBeGreaterThan(150);
    expect(different(table)).toEqual([]);
    expect(different({ near: { en: '{queue} has {count}', 'zh-cn': '{queue} 有 {counts}' } })).toEqual(['near']);
  });

  test('has no brace left when its parameters are filled in', () => {
    const left = entries.filter(([, { en, 'zh-cn': chinese }]) => /[{}|]/.test(filled(en) + filled(chinese)));
    expect(left.map(([key]) => key)).toEqual([]);
  });

  test('is English in English and Chinese in Chinese', () => {
    const wrong = entries.filter(
      ([, { en, 'zh-cn': chinese }]) =>
        !/^[\x20-\x7e’“”µ]+$/.test(en) || !/[\u4e00-\u9fff]/.test(chinese) || /[\u4e00-\u9fff][,;:!?]/.test(chinese),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('ends with a full stop, except the facts on cards', () => {
    const wrong = entries.filter(([key, { en, 'zh-cn': chinese }]) => {
      const stops = [en.endsWith('.'), chinese.endsWith('。')];
      return stops.includes(key.startsWith('fact.'));
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('speaks of one message and of several', () => {
    const told = (count: number): string => fill(sentences['rabbit.queue.waits-consumer'].en, { queue: 'q', count });
    expect(told(1)).toContain('q has 1 message ready');
    expect(told(3)).toContain('q has 3 messages ready');
  });
});

describe('a key', () => {
  test('says whose it is, in lower case', () => {
    const form = /^((rabbit\.[a-z]+|fact|pending|timer)\.[a-z]+(-[a-z]+)*|action\.[a-zA-Z]+|start\.cluster)$/;
    expect(entries.map(([key]) => key).filter((key) => !form.test(key))).toEqual([]);
  });

  test('is shared with other rooms only where the same words fit all of them, since all rooms’ words are one table', () => {
    const others = SYSTEMS.filter((system) => system.name !== 'rabbitmq').flatMap((system) =>
      Object.entries(system.sentences),
    );
    const shared = [...Object.entries<Bilingual>(commonSentences), ...others].filter(([key]) => key in table);
    expect(shared.map(([key]) => key).sort()).toEqual(['pending.process', 'timer.heartbeat', 'timer.work']);
    for (const [key, { en }] of shared) expect(parametersIn(table[key]?.en ?? '')).toEqual(parametersIn(en));
  });
});

describe('the compiler', () => {
  test('knows each key and its parameters', () => {
    expect(sentence('rabbit.queue.waits-consumer', { queue: 'orders', count: 2 })).toEqual({
      key: 'rabbit.queue.waits-consumer',
      params: { queue: 'orders', count: 2 },
    });
    // @ts-expect-error -- no sentence of that name
    const misspelt = sentence('rabbit.queue.waits-consumers', { queue: 'orders', count: 2 });
    // @ts-expect-error -- a parameter is missing
    const incomplete = sentence('rabbit.queue.waits-consumer', { queue: 'orders' });
    // @ts-expect-error -- a parameter is misspelt
    const wrong = sentence('rabbit.queue.waits-consumer', { queue: 'orders', counts: 2 });
    expect([misspelt, incomplete, wrong].map(({ key }) => key in table)).toEqual([false, true, true]);
  });

  test('takes a turn for a narrator', () => {
    const heard: string[] = [];
    const turn = {
      explaining: true,
      note: (key) => heard.push(key),
      milestone: (_kind, key) => heard.push(key),
      rule: (id) => heard.push(id),
    } satisfies Pick<Turn, keyof Narrator>;
    const narrator: Narrator = turn;
    narrator.note('rabbit.node.started', { node: 'rabbit-1' });
    narrator.milestone('election', 'rabbit.raft.elected', { node: 'rabbit-1', queue: 'orders', term: 2 });
    narrator.rule('rabbitmq.raft.elect');
    // @ts-expect-error -- no rule of that name
    narrator.rule('rabbitmq.raft.elects');
    expect(heard).toEqual([
      'rabbit.node.started',
      'rabbit.raft.elected',
      'rabbitmq.raft.elect',
      'rabbitmq.raft.elects',
    ]);
  });
});
