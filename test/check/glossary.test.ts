import { describe, expect, it } from 'vitest';
import type { verdictSentences } from '../../sim-engine/check/glossary.ts';
import { kindGlossary, lossPlaceGlossary, promiseGlossary, renderVerdict } from '../../sim-engine/check/glossary.ts';
import { VERDICT_KINDS, type Verdict } from '../../sim-engine/check/verdict.ts';
import { ALL_PROMISES, CUT_SHORT, first, judge, log } from './support.ts';

const HAN = /\p{Script=Han}/u;

describe('glossary', () => {
  it('explains every kind and every promise under its own name', () => {
    expect(Object.keys(kindGlossary).sort()).toEqual([...VERDICT_KINDS].sort());
    expect(Object.keys(promiseGlossary).sort()).toEqual([...ALL_PROMISES].sort());
    for (const glossary of [kindGlossary, promiseGlossary, lossPlaceGlossary]) {
      for (const [key, entry] of Object.entries(glossary)) expect(entry.name).toBe(key);
    }
  });

  it('speaks English in English and Chinese in Chinese, with full-width punctuation', () => {
    const entries = [kindGlossary, promiseGlossary, lossPlaceGlossary].flatMap((glossary) => Object.values(glossary));
    for (const { gloss, definition } of entries) {
      for (const text of [gloss, definition]) {
        expect(text.en).toMatch(/^[A-Z].*\.$/s);
        expect(text.en).not.toMatch(HAN);
        expect(text['zh-cn']).toMatch(HAN);
        expect(text['zh-cn']).toMatch(/。$/);
        expect(text['zh-cn']).not.toMatch(/\p{Script=Han}[,:;!?()]/u);
      }
    }
  });
});

/** A run for every sentence: history, run, kind of the verdict that must say it. */
const LOST = 'p1 send a1\n p1 ok a1@0';
const TWICE = 'p1 send a1\n p1 ok a1@1\n c1 poll a1@0 a1@1\n c1 apply a1@0';
const GIVEN = 'p1 send a1\n p1 ok a1@0\n p1 send a2\n p1 ok a2@1\n c1 poll a1@0 a2@1\n c1 apply a1@0\n c1 commit 2';
const AGAIN = 'p1 send a1\n p1 ok a1@0\n c1 poll a1@0\n c1 apply a1@0\n c2 poll a1@0';
const PENDING = { key: 'isr', params: {} };

const EXAMPLES: Readonly<Record<keyof typeof verdictSentences, readonly Verdict[]>> = {
  'lost-write.replaced': judge(LOST, { logs: [log('x', 'n2* b1')] }),
  'lost-write.absent': judge(LOST, { logs: [log('x', 'n2*')] }),
  'lost-write.no-copy': judge(LOST, { logs: [log('x', 'n1-')] }),
  'lost-write.read-then-gone': judge('p1 send a1\n c1 poll a1@0\n p1 info a1', { logs: [log('x', 'n1*')] }),
  'lost-write.unacknowledged': judge('p1 send a1\n p1 none a1', { logs: [log('x', 'n1*')] }),
  'lost-write.polls': judge(`${LOST}\n c1 poll a2@1`),
  'lost-write.unsettled': judge(LOST, { logs: [log('x', 'n1- a1', 'n2*')], end: CUT_SHORT }),
  'lost-write.leaderless': judge(LOST, { logs: [log('x', 'n1- a1', 'n2')] }),
  'unseen.drained': judge(`${LOST}\n c1 assigned x`),
  'unseen.open': judge(`${LOST}\n c1 assigned x`, { end: CUT_SHORT }),
  'duplicate.log': judge(TWICE, { end: { drained: false } }),
  'duplicate.applied': judge(`${TWICE}\n c1 apply a1@1`),
  'duplicate.effect': judge(`${LOST}\n c1 poll a1@0\n c1 apply a1@0\n c1 apply a1@0`),
  'redelivered.again': judge(AGAIN),
  'redelivered.applied': judge(`${AGAIN}\n c2 apply a1@0`),
  'G1a.read': judge('p1 send a1\n p1 fail a1\n c1 poll a1@0'),
  'unexpected.read': judge('c1 poll a1@0'),
  'recovered.read': judge('p1 send a1\n p1 info a1\n c1 poll a1@0'),
  'nonmonotonic-poll.between': judge('c1 poll a1@0 a2@1\n c1 poll a1@0'),
  'nonmonotonic-poll.reassigned': judge('c1 poll a1@0 a2@1\n c1 lost x\n c1 poll a1@0'),
  'poll-skip.between': judge('c1 poll a1@0\n c2(h) poll a2@1\n c1 poll a3@2'),
  'poll-skip.reassigned': judge('c1 poll a1@0\n c2(h) poll a2@1\n c1 lost x\n c1 poll a3@2'),
  'int-nonmonotonic-poll.within': judge('c1 poll a2@1 a1@0'),
  'int-poll-skip.within': judge('c2(h) poll a2@1\n c1 poll a1@0 a3@2'),
  'nonmonotonic-send.same-key': judge('p1 send a1\n p1 ok a1@1\n p1 send a2\n p1 ok a2@0'),
  'nonmonotonic-send.other-key': judge('p1 send a1\n p1 ok a1@1\n p1 send b1\n p1 ok b1@0'),
  'inconsistent-offsets.values': judge('c1 poll a1@0\n c2(h) poll b1@0'),
  'divergent-replicas.different': judge('', { logs: [log('x', 'n1* a1', 'n2 b1')] }),
  'divergent-replicas.missing': judge('', { logs: [log('x', 'n1* a1', 'n2 |')] }),
  'committed-too-far.late': judge(`${GIVEN}\n c1 apply a2@1`),
  'committed-too-far.never': judge(GIVEN),
  'committed-too-far.open': judge(GIVEN, { end: { drained: false } }),
  'unavailable.error': judge('p1 send a1\n p1 fail a1 NOT_ENOUGH_REPLICAS'),
  'unavailable.unanswered': judge('p1 send a1\n p1 info a1'),
  'unavailable.leaderless': judge('', { logs: [log('x', 'n1-')] }),
  'unavailable.electing': judge('', { logs: [log('x', 'n1-')], end: CUT_SHORT }),
  'stuck.waiting': judge('', { end: { pending: PENDING, healedAt: 0, at: 61_500_000 } }),
  'stuck.early': judge('', { end: { pending: PENDING, healedAt: 0, at: 1_000_000 } }),
  'stuck.not-healed': judge('', { end: { pending: PENDING, healedAt: null } }),
};

describe('sentences of verdicts', () => {
  it.each(Object.entries(EXAMPLES))('%s: said by a run, complete in both languages', (key, verdicts) => {
    const verdict = verdicts.find((candidate) => candidate.sentence.key === key);
    expect(verdict, verdicts.map((candidate) => candidate.sentence.key).join(', ')).toBeDefined();
    if (verdict === undefined) return;
    expect(key.startsWith(verdict.kind)).toBe(true);
    const en = renderVerdict(verdict.sentence, 'en');
    const zh = renderVerdict(verdict.sentence, 'zh-cn');
    for (const text of [en, zh]) {
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
      expect(text).not.toMatch(/ {2}|\( |offset -1/);
    }
    expect(en).toMatch(/\.$/);
    expect(zh).toMatch(/。$/);
    expect(zh).toMatch(HAN);
    expect(zh).not.toMatch(/\p{Script=Han}[,:;!?()]|, /u);
    for (const value of verdict.subjects.values) {
      expect(en).toContain(value);
      expect(zh).toContain(value);
    }
  });

  it('show the names of missing parameters instead of hiding them', () => {
    expect(renderVerdict({ key: 'unexpected.read', params: { value: 'a1' } }, 'en')).toContain('{group}');
  });

  it('say seconds without rounding up', () => {
    expect(renderVerdict(first(EXAMPLES['stuck.waiting'], 'stuck').sentence, 'en')).toContain('61.5 s ago');
    const params = { waitedMicros: 999_999, quietMicros: 60_000_000 };
    expect(renderVerdict({ key: 'stuck.early', params }, 'zh-cn')).toBe(
      '故障恢复 0.9 秒后仍有未完成的事；最多允许 60 秒。',
    );
  });

  it('name what took the place of a lost record', () => {
    const { sentence } = first(EXAMPLES['lost-write.replaced'], 'lost-write');
    expect(renderVerdict(sentence, 'en')).toBe(
      'Acknowledged record a1 is gone: offset 0 of x-0 on the leader n2 holds b1.',
    );
    expect(renderVerdict(sentence, 'zh-cn')).toBe('已确认的记录 a1 丢了：在 leader n2 上，x-0 的偏移量 0 现在是 b1。');
  });

  it('cut long lists and still tell the count', () => {
    const sends = Array.from({ length: 12 }, (_, n) => `p1 send a${n}\n p1 ok a${n}@${n}`).join('\n');
    const { sentence } = first(judge(`c1 assigned x\n${sends}`), 'unseen');
    expect(renderVerdict(sentence, 'en')).toContain('12 records that had been acknowledged: a0, a1, a2, a3, a4, ….');
    expect(renderVerdict(sentence, 'zh-cn')).toContain('12 条已确认的记录：a0、a1、a2、a3、a4、…。');
  });
});
