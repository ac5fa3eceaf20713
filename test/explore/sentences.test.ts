/** Three answers, three sentences, in two languages. None of them claims a proof. */
import { describe, expect, test } from 'vitest';
import { budgetWords, outcomeSentence } from '../../sim-engine/explore/sentences.ts';
import { ACKS_ONE, find, mustFind, requestOf } from './support.ts';

const KAFKA = { system: 'kafka' };

describe('the budget in words', () => {
  test('counts, and lists the mildest first', () => {
    expect(budgetWords({ crash: 1, electLeader: 2 }, KAFKA)).toEqual({
      en: '2 elections and 1 crash',
      'zh-cn': '2 次选举、1 次崩溃',
    });
    expect(budgetWords({ crash: 1, hold: 1, pause: 2 }, KAFKA).en).toBe('1 held-up link, 2 pauses and 1 crash');
  });

  test('a system’s own operations are said in its words, and unknown to another system', () => {
    expect(budgetWords({ stopNode: 1, deleteBinding: 2, crash: 1 }, { system: 'rabbitmq' })).toEqual({
      en: '1 clean stop of a node, 2 deleted bindings and 1 crash',
      'zh-cn': '1 次正常停止节点、2 个绑定被删除、1 次崩溃',
    });
    expect(budgetWords({ stopNode: 1 }, KAFKA).en).toBe('no faults');
  });

  test('leaves out what is not there', () => {
    expect(budgetWords({ crash: 0 }, KAFKA)).toEqual({ en: 'no faults', 'zh-cn': '没有故障' });
  });
});

describe('an answer', () => {
  test('counter-example: what it takes, and what is broken', () => {
    const request = requestOf(ACKS_ONE);
    const sentence = outcomeSentence(find(request), request);
    expect(sentence.en).toBe('A counter-example. With 1 crash: an acknowledged message is gone. (lost-write)');
    expect(sentence['zh-cn']).toBe('找到反例。发生 1 次崩溃时：已确认的消息丢了。（lost-write）');
  });

  test('exhausted: how many configurations, and within which bounds', () => {
    const request = requestOf({ ...ACKS_ONE, producers: [], faults: [] });
    const outcome = find(request);
    const sentence = outcomeSentence(outcome, request);
    expect(sentence.en).toBe(
      `No counter-example to no-lost-write among ${outcome.progress.distinct} configurations with at most 1 crash between 0.99 s and 6 s. ` +
        'Every message took the time that seed 1 draws: allow a held-up link to search late ones too.',
    );
    expect(sentence['zh-cn']).toContain(`${outcome.progress.distinct} 个状态里，没有 no-lost-write 的反例`);
    expect(sentence.en).not.toMatch(/prove|safe|correct/i);
  });

  test('exhausted with messages that may be late: nothing about their time is left to say', () => {
    const request = requestOf({ ...ACKS_ONE, producers: [], faults: [] }, { faults: { hold: 1 } });
    const sentence = outcomeSentence(find(request), request);
    expect(sentence.en).toMatch(/with at most 1 held-up link between 0.99 s and 6 s\.$/);
    expect(sentence['zh-cn']).toMatch(/的反例。$/);
  });

  test('without faults: none is not "at most" one, and does not "happen"', () => {
    const request = requestOf({ ...ACKS_ONE, producers: [], faults: [] }, { faults: {} });
    const exhausted = outcomeSentence(find(request), request);
    expect(exhausted.en).toContain('configurations with no faults between');
    expect(exhausted['zh-cn']).toContain('秒之间没有故障的');
    const found = mustFind(requestOf(ACKS_ONE));
    const undisturbed = { ...found, example: { ...found.example, actions: [] } };
    expect(outcomeSentence(undisturbed, request).en).toContain('With no faults: an acknowledged message is gone');
    expect(outcomeSentence(undisturbed, request)['zh-cn']).toContain('找到反例。没有故障时：');
  });

  test('budget spent: which bound, and that there may be more', () => {
    const request = requestOf(ACKS_ONE, { bounds: { statesMax: 20 } });
    const sentence = outcomeSentence(find(request), request);
    expect(sentence.en).toContain('because it reached its bound of configurations');
    expect(sentence.en).toContain('there may be one among those that it has not seen');
    expect(sentence['zh-cn']).toContain('仍可能有反例');
  });
});
