import { describe, expect, it } from 'vitest';
import type { PromiseName } from '../../sim-engine/scenario/types.ts';
import { brief, briefs, first, judge, queue } from './support.ts';

const SENT = 'p1 send jobs#a1\n p1 ok jobs#a1\n p1 send jobs#a2\n p1 ok jobs#a2';
const EMPTY = { logs: [queue('jobs', 'n1*')] };

/** Sends, then the lines of the consumers. */
function run(...lines: readonly string[]): string {
  return [SENT, ...lines].join('\n');
}

describe('nonmonotonic-poll of a queue', () => {
  it('the later message of a key was processed first: by another consumer, or after a requeue', () => {
    const competing = run(
      'c1 poll jobs#a1@0',
      'c2 poll jobs#a2@1',
      'c2 apply jobs#a2@1',
      'c1 apply jobs#a1@0',
      'c1 ack jobs#a1@0',
      'c2 ack jobs#a2@1',
    );
    expect(briefs(competing, EMPTY)).toEqual(['nonmonotonic-poll violation a2,a1']);
    expect(first(judge(competing, EMPTY), 'nonmonotonic-poll')).toMatchObject({
      promise: 'order-per-key',
      at: 8_000,
      evidence: { operations: [4, 5, 6, 7], positions: [{ offset: 0 }, { offset: 1 }] },
    });
    const requeued = run(
      'c1 poll jobs#a1@0',
      'c1 requeue jobs#a1@0',
      'c1 poll jobs#a2@1',
      'c1 apply jobs#a2@1',
      'c1 poll jobs#a1@0',
      'c1 apply jobs#a1@0',
    );
    expect(briefs(requeued, EMPTY, 'nonmonotonic-poll')).toEqual(['nonmonotonic-poll violation a2,a1']);
  });

  it('what counts is the work, not the delivery, where work is recorded', () => {
    const turned = run('c1 poll jobs#a2@1', 'c1 poll jobs#a1@0');
    expect(briefs(turned, EMPTY, 'nonmonotonic-poll')).toEqual(['nonmonotonic-poll violation a2,a1']);
    const inOrder = `${turned}\n c1 apply jobs#a1@0\n c1 apply jobs#a2@1`;
    expect(briefs(inOrder, EMPTY, 'nonmonotonic-poll')).toEqual([]);
  });

  it('only the first effect counts: a redelivery afterwards turns nothing round', () => {
    const again = run(
      'c1 poll jobs#a1@0',
      'c1 apply jobs#a1@0',
      'c1 poll jobs#a2@1',
      'c1 apply jobs#a2@1',
      'c2 poll jobs#a1@0',
      'c2 apply jobs#a1@0',
    );
    expect(briefs(again, EMPTY, 'nonmonotonic-poll')).toEqual([]);
    const refusedFirst = run('c1 poll jobs#a1@0', 'c1 poll jobs#a2@1', 'c1 refused jobs#a2@1', 'c1 apply jobs#a1@0');
    expect(briefs(refusedFirst, EMPTY, 'nonmonotonic-poll')).toEqual([]);
  });

  it('a message that comes back under a new number keeps its first place', () => {
    const retried = run(
      'c1 poll jobs#a1@0',
      'c1 discard jobs#a1@0',
      'c1 poll jobs#a2@1',
      'c1 apply jobs#a2@1',
      'c1 poll jobs#a1@2',
      'c1 apply jobs#a1@2',
    );
    expect(briefs(retried, EMPTY, 'nonmonotonic-poll')).toEqual(['nonmonotonic-poll violation a2,a1']);
  });

  it('different keys and different queues have no order', () => {
    expect(briefs('c1 poll jobs#b1@1\n c1 poll jobs#a1@0', EMPTY, 'nonmonotonic-poll')).toEqual([]);
    expect(briefs('c1 poll left#a2@1\n c1 poll right#a1@0', EMPTY, 'nonmonotonic-poll')).toEqual([]);
  });

  it('the kinds of logs do not apply: competing consumers skip and step back', () => {
    const split = 'c1 poll jobs#a1@0\n c2 poll jobs#b1@1\n c1 poll jobs#a2@2\n c1 poll jobs#b0@0';
    const kinds = judge(split).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.includes('skip') || kind.startsWith('int-'))).toEqual([]);
  });
});

describe('nonmonotonic-send to a queue', () => {
  it('the queue took the later message first', () => {
    const verdicts = judge(SENT, { logs: [queue('jobs', 'n1* a2 a1')] });
    expect(verdicts.map(brief)).toEqual(['nonmonotonic-send violation a1,a2']);
    const keys = 'p1 send jobs#a1\n p1 ok jobs#a1\n p1 send jobs#b1\n p1 ok jobs#b1';
    expect(briefs(keys, { logs: [queue('jobs', 'n1* b1 a1')] })).toEqual(['nonmonotonic-send allowed-here a1,b1']);
    expect(briefs(SENT, { logs: [queue('jobs', 'n1* a1 a2')] })).toEqual([]);
  });

  it('numbers of another queue tell nothing: it may have taken dead letters', () => {
    const logs = [queue('jobs', 'n1*'), queue('dead', 'n1* a2 a1')];
    expect(briefs(SENT, { logs })).toEqual([]);
    expect(briefs(SENT.replaceAll('jobs#', 'all>'), { logs })).toEqual([]);
  });
});

describe('nonmonotonic-poll across queues', () => {
  const APART = 'p1 send jobs#a1\n p1 ok jobs#a1\n p1 send more#a2\n p1 ok more#a2';
  const TURNED = `${APART}\n c2 poll more#a2@0\n c1 poll jobs#a1@0`;
  const polls = (text: string, promises: readonly PromiseName[] = ['order-per-key']): string[] =>
    briefs(text, { ...EMPTY, promises }, 'nonmonotonic-poll');

  it('one producer spreads a key over two queues, and the later message is processed first', () => {
    expect(polls(TURNED)).toEqual(['nonmonotonic-poll violation a2,a1']);
    expect(polls(`${APART}\n c1 poll jobs#a1@0\n c2 poll more#a2@0`)).toEqual([]);
  });

  it('what counts is the work, where work is recorded', () => {
    const works = 'c1 apply jobs#a1@0\n c2 apply more#a2@0';
    expect(polls(`${TURNED}\n ${works}`)).toEqual([]);
  });

  it('other keys and other producers have no order', () => {
    expect(polls(TURNED.replaceAll('a2', 'b2'))).toEqual([]);
    expect(polls(TURNED.replace('p1 send more', 'p2 send more').replace('p1 ok more', 'p2 ok more'))).toEqual([]);
  });

  it('is not looked for where nobody promised an order', () => {
    expect(polls(TURNED, ['no-lost-write'])).toEqual([]);
  });

  it('copies of a message in several queues do not count: each queue has its own order', () => {
    const copied = `${TURNED}\n c2 poll more#a1@1`;
    expect(polls(copied)).toEqual([]);
  });
});
