import { describe, expect, it } from 'vitest';
import { check } from '../../sim-engine/check/check.ts';
import type { verdictSentences } from '../../sim-engine/check/glossary.ts';
import {
  glossaryOf,
  kindGlossary,
  lossPlaceGlossary,
  promiseGlossary,
  queueGlossary,
  renderVerdict,
} from '../../sim-engine/check/glossary.ts';
import type { RunEnd } from '../../sim-engine/check/history.ts';
import { VERDICT_KINDS, type Verdict } from '../../sim-engine/check/verdict.ts';
import { agreeing, ordersHistory, ORDERS_VIEW } from './orders.ts';
import { ALL_PROMISES, AT_REST, CUT_SHORT, dropping, first, judge, log, queue } from './support.ts';

const HAN = /\p{Script=Han}/u;

describe('glossary', () => {
  it('explains every kind and every promise under its own name', () => {
    expect(Object.keys(kindGlossary).sort()).toEqual([...VERDICT_KINDS].sort());
    expect(Object.keys(promiseGlossary).sort()).toEqual([...ALL_PROMISES].sort());
    for (const glossary of [kindGlossary, queueGlossary, promiseGlossary, lossPlaceGlossary]) {
      for (const [key, entry] of Object.entries(glossary)) expect(entry.name).toBe(key);
    }
  });

  it('speaks English in English and Chinese in Chinese, with full-width punctuation', () => {
    const entries = [kindGlossary, queueGlossary, promiseGlossary, lossPlaceGlossary].flatMap((glossary) =>
      Object.values(glossary),
    );
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

  it('speaks of queues where a verdict is about one, and of logs everywhere else', () => {
    const [unread] = judge('c1 assigned jobs#\n p1 send jobs#a1\n p1 ok jobs#a1', { logs: [queue('jobs', 'n1* a1')] });
    expect(unread && glossaryOf(unread).gloss.en).toBe('Confirmed, but given to no consumer.');
    expect(glossaryOf(first(judge(`${LOST}\n c1 assigned x`), 'unseen'))).toBe(kindGlossary.unseen);
    expect(glossaryOf(first(judge('c1 poll jobs#a1@0'), 'unexpected'))).toBe(kindGlossary.unexpected);
  });
});

/** A run for every sentence: history, run, kind of the verdict that must say it. */
const LOST = 'p1 send a1\n p1 ok a1@0';
const TWICE = 'p1 send a1\n p1 ok a1@1\n c1 poll a1@0 a1@1\n c1 apply a1@0';
const GIVEN = 'p1 send a1\n p1 ok a1@0\n p1 send a2\n p1 ok a2@1\n c1 poll a1@0 a2@1\n c1 apply a1@0\n c1 commit 2';
const AGAIN = 'p1 send a1\n p1 ok a1@0\n c1 poll a1@0\n c1 apply a1@0\n c2 poll a1@0';
const TO_QUEUE = 'p1 send jobs#a1\n p1 ok jobs#a1';
const TO_QUEUE_TWO = `${TO_QUEUE}\n p1 send jobs#a2\n p1 ok jobs#a2`;
const DELIVERED = `${TO_QUEUE}\n c1 poll jobs#a1@0`;
const DELIVERED_TWICE = `${DELIVERED}\n c1 crash\n c2 poll jobs#a1@0`;
const WORKING = 'c9 poll jobs#b1@9\n c9 apply jobs#b1@9\n c9 ack jobs#b1@9';
const EMPTY_QUEUE = { logs: [queue('jobs', 'n1*')] };
const PENDING = { key: 'isr', params: {} };

const judgeOrders = (end: RunEnd, ...lines: readonly string[]): readonly Verdict[] =>
  check(ordersHistory(...lines), ORDERS_VIEW, end, ['effect-once', 'every-order-done']);

/** An order has its row, or else its effect, and not the other. */
const judgeAgreement = (end: RunEnd, state: string | null): readonly Verdict[] =>
  check(ordersHistory(...(state === null ? ['shop charged a1'] : [])), agreeing({ a1: state }), end, []);

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
  'lost-write.queue-nowhere': judge(TO_QUEUE, EMPTY_QUEUE),
  'lost-write.queue-expired': judge(TO_QUEUE, { logs: [dropping('jobs', 'a1', 'expired')] }),
  'lost-write.queue-maxlen': judge(TO_QUEUE, { logs: [dropping('jobs', 'a1', 'maxlen')] }),
  'lost-write.queue-rejected': judge(DELIVERED, { logs: [dropping('jobs', 'a1', 'rejected')] }),
  'lost-write.queue-delivery_limit': judge(DELIVERED, { logs: [dropping('jobs', 'a1', 'delivery_limit')] }),
  'lost-write.queue-unroutable-dead-letter': judge(TO_QUEUE, {
    logs: [dropping('jobs', 'a1', 'unroutable-dead-letter')],
  }),
  'lost-write.queue-auto-ack': judge(TO_QUEUE, { logs: [dropping('jobs', 'a1', 'auto-ack')] }),
  'lost-write.queue-purged': judge(TO_QUEUE, { logs: [dropping('jobs', 'a1', 'purged')] }),
  'lost-write.queue-abandoned': judge(`${WORKING}\n ${DELIVERED}`, EMPTY_QUEUE),
  'lost-write.queue-undelivered': judge(TO_QUEUE),
  'lost-write.queue-unconfirmed': judge('p1 send jobs#a1\n p1 none jobs#a1', EMPTY_QUEUE),
  'lost-write.queue-unsettled': judge(TO_QUEUE, { logs: [queue('jobs', 'n1*', 'n2- a1')], end: CUT_SHORT }),
  'unseen.queue-drained': judge(`c1 assigned jobs#\n ${TO_QUEUE}`, { logs: [queue('jobs', 'n1* a1')] }),
  'unseen.queue-open': judge(`c1 assigned jobs#\n ${TO_QUEUE}`, { logs: [queue('jobs', 'n1* a1')], end: CUT_SHORT }),
  'duplicate.queue-log': judge(`${DELIVERED}\n c1 poll jobs#a1@1`),
  'duplicate.queue-applied': judge(`${DELIVERED}\n c1 poll jobs#a1@1\n c1 apply jobs#a1@0\n c1 apply jobs#a1@1`),
  'duplicate.queue-effect': judge(`${DELIVERED}\n c1 apply jobs#a1@0\n c1 apply jobs#a1@0`),
  'redelivered.queue-again': judge(DELIVERED_TWICE),
  'redelivered.queue-applied': judge(`${DELIVERED_TWICE}\n c1 apply jobs#a1@0\n c2 apply jobs#a1@0`),
  'G1a.queue': judge('p1 send jobs#a1\n p1 fail jobs#a1\n c1 poll jobs#a1@0'),
  'unexpected.queue': judge('c1 poll jobs#a1@0'),
  'recovered.queue': judge('p1 send jobs#a1\n p1 info jobs#a1\n c1 poll jobs#a1@0'),
  'nonmonotonic-poll.queue-processed': judge(
    'c1 poll jobs#a1@0\n c1 poll jobs#a2@1\n c1 apply jobs#a2@1\n c1 apply jobs#a1@0',
  ),
  'nonmonotonic-poll.queue-delivered': judge('c1 poll jobs#a2@1\n c1 poll jobs#a1@0'),
  'nonmonotonic-poll.two-queues': judge(
    'p1 send jobs#a1\n p1 ok jobs#a1\n p1 send more#a2\n p1 ok more#a2\n c1 poll more#a2@0\n c1 poll jobs#a1@0',
  ),
  'nonmonotonic-send.queue-same-key': judge(TO_QUEUE_TWO, { logs: [queue('jobs', 'n1* a2 a1')] }),
  'nonmonotonic-send.queue-other-key': judge(TO_QUEUE_TWO.replaceAll('a2', 'b2'), {
    logs: [queue('jobs', 'n1* b2 a1')],
  }),
  'divergent-replicas.queue': judge('', { logs: [queue('jobs', 'n1* a1', 'n2! b1')] }),
  'mutual-exclusion.two-holders': judge(`${DELIVERED}\n c2 poll jobs#a1@0`),
  'committed-too-far.queue-late': judge(`${TO_QUEUE}\n c1 auto jobs#a1@0\n c1 apply jobs#a1@0`),
  'committed-too-far.queue-never': judge(`${WORKING}\n c1 auto jobs#a1@0\n c1 auto jobs#a2@1`),
  'committed-too-far.queue-open': judge(`${WORKING}\n c1 auto jobs#a1@0`, { end: CUT_SHORT }),
  'unavailable.queue-leaderless': judge('', { logs: [queue('jobs', 'n1-')] }),
  'unavailable.queue-electing': judge('', { logs: [queue('jobs', 'n1-')], end: CUT_SHORT }),
  'stuck.not-healed': judge('', { end: { pending: PENDING, healedAt: null } }),
  'repeated-effect.made': judgeOrders(AT_REST, 'shop charged a1', 'shop charged a1'),
  'missing-effect.at-rest': judgeOrders(AT_REST, 'customers ok a1'),
  'missing-effect.open': judgeOrders(CUT_SHORT, 'customers ok a1'),
  'orphan.at-rest': judgeAgreement(AT_REST, 'placed'),
  'orphan.left': judgeAgreement(AT_REST, 'pending'),
  'orphan.open': judgeAgreement(CUT_SHORT, 'placed'),
  'phantom.at-rest': judgeAgreement(AT_REST, null),
  'phantom.open': judgeAgreement(CUT_SHORT, null),
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
      expect(text).not.toMatch(/ {2}|\( |offset -1|-1|偏移量 -1/);
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
