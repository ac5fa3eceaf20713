import { describe, expect, it } from 'vitest';
import type { DropReason } from '../../sim-engine/check/history.ts';
import { renderVerdict } from '../../sim-engine/check/sentences.ts';
import { ALL_PROMISES, briefs, CUT_SHORT, dropping, first, judge, log, queue } from './support.ts';

const CONFIRMED = 'p1 send jobs#a1\n p1 ok jobs#a1';
const FANNED_OUT = 'p1 send all>a1\n p1 ok all>a1';
const EMPTY = { logs: [queue('jobs', 'n1*')] };
const PENDING = { key: 'delivery', params: {} };

describe('lost-write of messages', () => {
  it('a confirmed message that no queue holds and nobody was given is lost, whatever the end was', () => {
    expect(briefs(CONFIRMED, EMPTY, 'lost-write')).toEqual(['lost-write violation a1']);
    expect(briefs(CONFIRMED, { ...EMPTY, end: CUT_SHORT }, 'lost-write')).toEqual(['lost-write violation a1']);
    const verdict = first(judge(CONFIRMED, EMPTY), 'lost-write');
    expect(verdict).toMatchObject({ promise: 'no-lost-write', strength: 'observer', evidence: { operations: [0, 1] } });
    expect(verdict.subjects.logs).toEqual([{ topic: 'jobs', partition: -1 }]);
  });

  it('a message that was confirmed although no queue was bound is the same loss, named after its exchange', () => {
    const verdict = first(judge(FANNED_OUT, EMPTY), 'lost-write');
    expect(verdict.subjects).toEqual({ values: ['a1'], logs: [] });
    expect(renderVerdict(verdict.sentence, 'en')).toBe(
      'Confirmed message a1, sent to all, is in no queue, and no consumer was ever given it.',
    );
  });

  it('a message in a queue, in a dead letter queue, or on its way is not lost', () => {
    for (const kept of [
      [queue('jobs', 'n1* a1')],
      [queue('jobs', 'n1*'), queue('dead', 'n1* a1')],
      [{ ...queue('jobs', 'n1*'), onTheWire: ['a1'] }],
    ]) {
      expect(briefs(CONFIRMED, { logs: kept }, 'lost-write')).toEqual([]);
      expect(briefs(FANNED_OUT, { logs: kept }, 'lost-write')).toEqual([]);
    }
  });

  it('with fan-out, one queue that has it is enough: nobody says how many there were to be', () => {
    const logs = [queue('left', 'n1* a1'), queue('right', 'n1*')];
    expect(briefs(FANNED_OUT, { logs }, 'lost-write')).toEqual([]);
  });

  it('a message that nobody was told to be safe is not lost: no answer, a nack, a return', () => {
    expect(briefs('p1 send jobs#a1', EMPTY, 'lost-write')).toEqual([]);
    expect(briefs('p1 send jobs#a1\n p1 info jobs#a1 NACK', EMPTY, 'lost-write')).toEqual([]);
    expect(briefs('p1 send jobs#a1\n p1 fail jobs#a1 UNROUTABLE', EMPTY, 'lost-write')).toEqual([]);
  });

  it('without confirms a loss is allowed, and open while something is awaited', () => {
    const history = 'p1 send jobs#a1\n p1 none jobs#a1';
    expect(briefs(history, EMPTY, 'lost-write')).toEqual(['lost-write allowed-here a1']);
    expect(briefs(history, { ...EMPTY, end: { pending: PENDING } }, 'lost-write')).toEqual([]);
    expect(briefs(history, { logs: [queue('jobs', 'n1* a1')] }, 'lost-write')).toEqual([]);
  });

  it('is unknown while only a stopped or following copy holds it, and decided at rest', () => {
    for (const copy of ['n2- a1', 'n2 a1']) {
      const logs = [queue('jobs', 'n1*', copy)];
      expect(briefs(CONFIRMED, { logs, end: CUT_SHORT }, 'lost-write')).toEqual(['lost-write unknown a1']);
      expect(briefs(CONFIRMED, { logs }, 'lost-write')).toEqual(['lost-write violation a1']);
    }
    const leaderless = { logs: [queue('jobs', 'n1- a1')] };
    expect(briefs(CONFIRMED, leaderless, 'lost-write')).toEqual(['lost-write unknown a1']);
  });

  it('a second copy that believes that it leads can still serve', () => {
    const logs = [queue('jobs', 'n1*', 'n2! a1')];
    expect(briefs(CONFIRMED, { logs, end: CUT_SHORT }, 'lost-write')).toEqual([]);
  });

  it('a message that left because a consumer acknowledged or processed it is not lost', () => {
    const other = 'c1 poll jobs#b1@1\n c1 ack jobs#b1@1';
    for (const answer of ['c1 ack jobs#a1@0', 'c1 apply jobs#a1@0', 'c1 refused jobs#a1@0']) {
      expect(briefs(`${CONFIRMED}\n ${other}\n c1 poll jobs#a1@0\n ${answer}`, EMPTY, 'lost-write')).toEqual([]);
    }
    expect(briefs(`${CONFIRMED}\n ${other}\n c1 auto jobs#a1@0`, EMPTY, 'lost-write')).toEqual([]);
  });

  it('a delivered message that was never acknowledged and has vanished is lost, once all is at rest and read', () => {
    const other = 'p1 send jobs#b1\n p1 ok jobs#b1\n c1 poll jobs#b1@1\n c1 ack jobs#b1@1';
    const history = `${CONFIRMED}\n c1 poll jobs#a1@0\n ${other}`;
    expect(briefs(history, EMPTY, 'lost-write')).toEqual(['lost-write violation a1']);
    expect(first(judge(history, EMPTY), 'lost-write').sentence.params['process']).toBe('c1');
    for (const end of [{ drained: false }, { healedAt: null }, { pending: PENDING }]) {
      expect(briefs(history, { ...EMPTY, end }, 'lost-write')).toEqual([]);
    }
    // Nothing is known about acknowledgements.
    expect(briefs(`${CONFIRMED}\n c1 poll jobs#a1@0`, EMPTY, 'lost-write')).toEqual([]);
  });

  it.each<[DropReason, string, string]>([
    ['expired', 'jobs dropped it when its time to live was over', '存活时间已到'],
    ['maxlen', 'jobs dropped it because the queue was full', '队列已满'],
    ['rejected', 'jobs dropped it because a consumer rejected it', '消费者拒收了它'],
    ['delivery_limit', 'jobs dropped it because it had been delivered too often', '投递次数超过上限'],
    ['unroutable-dead-letter', 'jobs dropped it as a dead letter that no queue took', '成了死信'],
    ['auto-ack', 'jobs forgot it when it sent it', '自动确认'],
    ['purged', 'jobs dropped it when an operator emptied it', '清空了队列'],
  ])('what a queue dropped (%s) is lost, and the sentence says why', (reason, en, zh) => {
    const verdict = first(judge(CONFIRMED, { logs: [dropping('jobs', 'a1', reason)] }), 'lost-write');
    expect(verdict).toMatchObject({ verdict: 'violation', at: 3_000 });
    expect(renderVerdict(verdict.sentence, 'en')).toContain(en);
    expect(renderVerdict(verdict.sentence, 'zh-cn')).toContain(zh);
  });

  it('a delivered message that its queue dropped is lost at once', () => {
    const history = `${CONFIRMED}\n c1 poll jobs#a1@0\n c1 discard jobs#a1@0`;
    const run = { logs: [dropping('jobs', 'a1', 'rejected')], end: CUT_SHORT };
    expect(briefs(history, run, 'lost-write')).toEqual(['lost-write violation a1']);
    const inDeadLetters = { ...run, logs: [...run.logs, queue('dead', 'n1* a1')] };
    expect(briefs(history, inDeadLetters, 'lost-write')).toEqual([]);
  });

  it('without a look into the queues it is what nobody was given although all was read (total-queue)', () => {
    expect(briefs(CONFIRMED)).toEqual(['lost-write violation a1']);
    expect(first(judge(CONFIRMED), 'lost-write').strength).toBe('polls');
    expect(briefs(CONFIRMED, { end: { drained: false } })).toEqual([]);
    expect(briefs(`${CONFIRMED}\n c1 poll jobs#a1@0`)).toEqual([]);
  });

  it('is classified by what survived of the same publisher', () => {
    const history = ['a1', 'a2', 'a3'].map((value) => `p1 send all>${value}\n p1 ok all>${value}`).join('\n');
    const placeOf = (kept: string): unknown =>
      judge(history, { logs: [queue('jobs', `n1* ${kept}`)] }).map((verdict) => verdict.lossPlace);
    expect(placeOf('a2 a3')).toEqual(['lost-prefix']);
    expect(placeOf('a1 . a3')).toEqual(['lost-middle']);
    expect(placeOf('a1 a2')).toEqual(['lost-postfix']);
    expect(placeOf('.')).toEqual([undefined, undefined, undefined]);
  });

  it('does not concern records of logs beside the queues', () => {
    const logs = [log('x', 'n1* a1'), queue('jobs', 'n1*')];
    expect(briefs('p1 send a1\n p1 ok a1@0', { logs })).toEqual([]);
  });
});

describe('committed-too-far of messages', () => {
  const other = 'c9 poll jobs#b1@9\n c9 apply jobs#b1@9';

  it('what was acknowledged and never processed is lost to the group', () => {
    for (const given of ['c1 auto jobs#a1@0', 'c1 poll jobs#a1@0\n c1 ack jobs#a1@0']) {
      const history = `${other}\n ${CONFIRMED}\n ${given}\n c1 crash`;
      expect(briefs(history, EMPTY, 'committed-too-far')).toEqual(['committed-too-far violation a1']);
      expect(first(judge(history, EMPTY), 'committed-too-far').promise).toBe('every-record-read');
      const open = { ...EMPTY, end: { drained: false } };
      expect(briefs(history, open, 'committed-too-far')).toEqual(['committed-too-far unknown a1']);
    }
  });

  it('one verdict speaks of all that one consumer acknowledged too early', () => {
    const history = `${other}\n c1 auto jobs#a1@0\n c1 auto jobs#a2@1\n c2 auto jobs#a3@2`;
    expect(briefs(history, EMPTY, 'committed-too-far')).toEqual([
      'committed-too-far violation a1,a2',
      'committed-too-far violation a3',
    ]);
  });

  it('an acknowledgement of one message says nothing about those before it', () => {
    const history = `${other}\n c1 poll jobs#a1@0\n c1 poll jobs#a2@1\n c1 apply jobs#a2@1\n c1 ack jobs#a2@1`;
    expect(briefs(history, EMPTY, 'committed-too-far')).toEqual([]);
  });

  it('an effect that followed makes it allowed; an effect that came first makes it nothing', () => {
    const late = `${CONFIRMED}\n c1 auto jobs#a1@0\n c1 apply jobs#a1@0`;
    expect(briefs(late, EMPTY, 'committed-too-far')).toEqual(['committed-too-far allowed-here a1']);
    const right = `${CONFIRMED}\n c1 poll jobs#a1@0\n c1 apply jobs#a1@0\n c1 ack jobs#a1@0`;
    expect(briefs(right, EMPTY)).toEqual([]);
  });

  it('the effects of another queue do not make a database for this one', () => {
    const history = 'c9 poll jobs#b1@9\n c9 apply jobs#b1@9\n c1 auto audit#b1@0';
    expect(briefs(history, EMPTY, 'committed-too-far')).toEqual([]);
    expect(briefs(`${history}\n c1 apply audit#c1@1`, EMPTY, 'committed-too-far')).toEqual([
      'committed-too-far violation b1',
    ]);
  });

  it('a message that is still in a queue, was given back, or has nobody to process it is none', () => {
    const acked = `${other}\n ${CONFIRMED}\n c1 poll jobs#a1@0\n c1 ack jobs#a1@0`;
    expect(briefs(acked, { logs: [queue('jobs', 'n1* a1')] }, 'committed-too-far')).toEqual([]);
    const back = `${other}\n ${CONFIRMED}\n c1 poll jobs#a1@0\n c1 requeue jobs#a1@0`;
    expect(briefs(back, EMPTY, 'committed-too-far')).toEqual([]);
    expect(briefs(`${CONFIRMED}\n c1 auto jobs#a1@0`, EMPTY)).toEqual([]);
  });
});

describe('a run of a queue in which all goes well', () => {
  it('has no verdict, and every promise holds', () => {
    const history = `c1 assigned jobs#\n c2 assigned jobs#
      ${CONFIRMED}\n p1 send jobs#b1\n p1 ok jobs#b1
      c1 poll jobs#a1@0\n c2 poll jobs#b1@1
      c2 apply jobs#b1@1\n c2 ack jobs#b1@1\n c1 apply jobs#a1@0\n c1 ack jobs#a1@0`;
    expect(judge(history, { logs: [queue('jobs', 'n1*', 'n2', 'n3')], promises: ALL_PROMISES })).toEqual([]);
  });
});
