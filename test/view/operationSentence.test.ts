import { describe, expect, test } from 'vitest';
import type { Operation } from '../../sim-engine/host/history.ts';
import { operationSentence } from '../../sim-engine/view/operationSentence.ts';
import { operationSentences } from '../../sim-engine/view/sentences/operations.ts';
import { say } from '../../sim-engine/view/words.ts';
import { deedOf, outcomeOf, subjectOf } from '../../site/player/operations.ts';
import { playerWords } from '../../site/i18n/player.ts';
import { operations } from '../check/support.ts';

/** Every kind of operation, with the sentence that it is told in and what the history shows of it. */
const TOLD: readonly (readonly [string, string, string])[] = [
  ['p1 send a1', 'p1 sends a1.', 'a1 → x'],
  ['p1 ok a1@3', 'p1 is told: a1 is written, at offset 3.', 'a1 → x-0 @ 3'],
  ['p1 none a1', 'p1 takes a1 as sent, without waiting for an answer (acks=0).', 'a1 → x-0 acks=0'],
  ['c1 poll a1@0 a2@1', 'c1 reads a1, a2.', 'a1, a2'],
  ['c1 commit 2', 'c1 has committed x-0 @ 2.', 'x-0 @ 2'],
  ['c1 assigned x', 'c1 is given x-0 (generation 1).', 'assigned: x-0'],
  ['p1 send jobs#a1', 'p1 publishes a1 to jobs.', 'a1 → jobs'],
  ['p1 send all>a1', 'p1 publishes a1 to all.', 'a1 → all'],
  ['p1 ok jobs#a1', 'p1 is told: a1 is confirmed.', 'a1 → jobs confirm'],
  ['p1 none all>a1', 'p1 takes a1 as published; it asked for no confirm.', 'a1 → all no confirm'],
  ['p1 fail jobs#a1 UNROUTABLE', 'p1 is told: no queue has a1 (UNROUTABLE).', 'a1 → jobs UNROUTABLE'],
  ['p1 info jobs#a1 NACK', 'p1 gets no confirm for a1 and cannot know what became of it (NACK).', 'a1 → jobs NACK'],
  ['c1 poll jobs#a1@0', 'c1 is given a1.', 'a1'],
  ['c1 ack jobs#a1@0', 'c1 acknowledges a1.', 'a1'],
  ['c1 requeue jobs#a1@0', 'c1 gives a1 back to the queue.', 'a1'],
  ['c1 discard jobs#a1@0', 'c1 rejects a1 for good.', 'a1'],
  ['c1 assigned jobs#', 'c1 begins to consume from jobs.', 'assigned: jobs'],
  ['c1 revoked jobs#', 'c1 ceases to consume from jobs.', 'revoked: jobs'],
  ['c1 lost jobs#', 'c1 is no longer a consumer of jobs: the broker ended it.', 'lost: jobs'],
];

const only = (line: string): Operation => operations(line)[0] as Operation;

describe('an operation', () => {
  test.each(TOLD)('%s', (line, sentence, shown) => {
    const operation = only(line);
    expect(say(operationSentence(operation), 'en')).toBe(sentence);
    const told = { ...operation, index: 0, step: 0 };
    expect([subjectOf(told, ', '), outcomeOf(told)].filter((text) => text !== '').join(' ')).toBe(shown);
  });

  test.each([
    ['p1 send a1', 'send'],
    ['c1 poll a1@0 a2@1', 'poll'],
    ['c1 assigned x', 'assign'],
    ['p1 send jobs#a1', 'publish'],
    ['p1 send all>a1', 'publish'],
    ['c1 poll jobs#a1@0', 'deliver'],
    ['c1 ack jobs#a1@0', 'ack'],
    ['c1 requeue jobs#a1@0', 'requeue'],
    ['c1 assigned jobs#', 'consume'],
  ])('%s is called %s, as its system does', (line, deed) => {
    expect(deedOf({ ...only(line), index: 0, step: 0 }, playerWords('en').history.f)).toBe(deed);
  });

  test('has both languages filled in, and never shows a place that does not exist', () => {
    for (const [line] of TOLD) {
      for (const language of ['en', 'zh-cn'] as const) {
        expect(say(operationSentence(only(line)), language)).not.toMatch(/[{}<>]|-1/);
      }
    }
  });

  test('of queues is told by sentences that exist, each of them used', () => {
    const used = new Set(TOLD.map(([line]) => operationSentence(only(line)).key));
    const ofQueues = Object.keys(operationSentences).filter((key) => /\.(publish|delivery|settle|consume)\./.test(key));
    expect(ofQueues.filter((key) => !used.has(key))).toEqual([]);
    expect(ofQueues).toHaveLength(12);
  });
});
