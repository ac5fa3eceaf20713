import { describe, expect, it } from 'vitest';
import type { Operation } from '../../sim-engine/check/history.ts';
import { renderVerdict } from '../../sim-engine/check/sentences.ts';
import { ALL_PROMISES, brief, briefs, CUT_SHORT, first, judge, log, operations, queue } from './support.ts';

const CONFIRMED = 'p1 send jobs#a1\n p1 ok jobs#a1';
const GIVEN = `${CONFIRMED}\n c1 poll jobs#a1@0`;
const EMPTY = { logs: [queue('jobs', 'n1*')] };

describe('redelivered messages', () => {
  const again = `${GIVEN}\n c1 crash\n c2 poll jobs#a1@0`;

  it('are allowed while the effect is made once', () => {
    expect(briefs(`${again}\n c2 apply jobs#a1@0`, EMPTY)).toEqual(['redelivered allowed-here a1']);
    expect(
      briefs(`${GIVEN}\n c1 apply jobs#a1@0\n c1 crash\n c2 poll jobs#a1@0\n c2 refused jobs#a1@0`, EMPTY),
    ).toEqual(['redelivered allowed-here a1']);
  });

  it('break no-duplicate when the effect is made twice', () => {
    const twice = `${GIVEN}\n c1 apply jobs#a1@0\n c1 crash\n c2 poll jobs#a1@0\n c2 apply jobs#a1@0`;
    expect(briefs(twice, EMPTY)).toEqual(['redelivered violation a1']);
    expect(first(judge(twice, EMPTY), 'redelivered').promise).toBe('no-duplicate');
  });

  it('are none when two queues deliver one message', () => {
    const fanned = 'p1 send all>a1\n p1 ok all>a1\n c1 poll left#a1@0\n c2 poll right#a1@0';
    expect(briefs(`${fanned}\n c1 apply left#a1@0\n c2 apply right#a1@0`)).toEqual([]);
  });
});

describe('duplicates in a queue', () => {
  const twice = `${GIVEN}\n c1 poll jobs#a1@1`;

  it('are one value under two numbers, judged by its effects where there is a database', () => {
    expect(briefs(twice, EMPTY, 'duplicate')).toEqual(['duplicate violation a1']);
    const refused = `${twice}\n c1 apply jobs#a1@0\n c1 refused jobs#a1@1`;
    expect(briefs(refused, EMPTY, 'duplicate')).toEqual(['duplicate allowed-here a1']);
    expect(briefs(refused, { ...EMPTY, end: { drained: false } }, 'duplicate')).toEqual(['duplicate unknown a1']);
    const doubled = `${twice}\n c1 apply jobs#a1@0\n c1 apply jobs#a1@1`;
    expect(briefs(doubled, EMPTY, 'duplicate')).toEqual(['duplicate violation a1']);
  });

  it('are seen before they are delivered', () => {
    expect(briefs(CONFIRMED, { logs: [queue('jobs', 'n1* a1 a1')] }, 'duplicate')).toEqual(['duplicate violation a1']);
  });

  it('name only the queue that took the message in twice', () => {
    const history = 'p1 send all>a1\n p1 ok all>a1\n c1 poll left#a1@0\n c2 poll right#a1@0\n c1 poll left#a1@1';
    const verdict = first(judge(history, EMPTY), 'duplicate');
    expect(verdict.subjects.logs).toEqual([{ topic: 'left', partition: -1 }]);
    expect(verdict.evidence.positions.map(({ offset }) => offset)).toEqual([0, 1]);
  });

  it('are none in two queues, nor where a rejected message comes back as a dead letter', () => {
    const logs = [queue('left', 'n1* a1'), queue('right', 'n1* a1')];
    expect(briefs('p1 send all>a1\n p1 ok all>a1', { logs }, 'duplicate')).toEqual([]);
    const retried = `${GIVEN}\n c1 discard jobs#a1@0\n c1 poll jobs#a1@1`;
    expect(briefs(retried, EMPTY, 'duplicate')).toEqual([]);
    expect(briefs(`${GIVEN}\n c1 requeue jobs#a1@0\n c1 poll jobs#a1@1`, EMPTY, 'duplicate')).toEqual([
      'duplicate violation a1',
    ]);
  });
});

describe('messages that no confirm vouches for', () => {
  it('are recovered when the answer was missing or a nack', () => {
    for (const answer of ['info jobs#a1 NACK', 'info jobs#a1']) {
      const history = `p1 send jobs#a1\n p1 ${answer}\n c1 poll jobs#a1@0`;
      expect(briefs(history, EMPTY, 'recovered', 'G1a')).toEqual(['recovered allowed-here a1']);
    }
  });

  it('are an aborted read when the publisher was told that no queue has it', () => {
    const history = 'p1 send jobs#a1\n p1 fail jobs#a1 UNROUTABLE\n c1 poll jobs#a1@0';
    expect(briefs(history, EMPTY, 'recovered', 'G1a')).toEqual(['G1a violation a1']);
  });

  it('are unexpected when nobody sent them', () => {
    expect(briefs('c1 poll jobs#a1@0', EMPTY)).toEqual(['unexpected violation a1']);
  });
});

describe('unseen messages', () => {
  const waiting = { logs: [queue('jobs', 'n1* a1')] };

  it('lie in a queue that has consumers', () => {
    const history = `c1 assigned jobs#\n ${CONFIRMED}`;
    expect(briefs(history, { ...waiting, end: { drained: false } })).toEqual(['unseen unknown a1']);
    expect(briefs(history, waiting)).toEqual(['unseen violation a1']);
    const group = { group: 'jobs', topic: 'jobs', partition: -1, committed: -1, position: -1 };
    expect(briefs(CONFIRMED, { ...waiting, groups: [group], end: { drained: false } })).toEqual(['unseen unknown a1']);
  });

  it('are none where nobody consumes, where it was delivered, or where it is lost', () => {
    expect(briefs(CONFIRMED, waiting)).toEqual([]);
    expect(briefs(GIVEN, waiting)).toEqual([]);
    expect(briefs(`c1 assigned jobs#\n ${CONFIRMED}`, EMPTY)).toEqual(['lost-write violation a1']);
  });

  it('are judged for each queue of a fan-out', () => {
    const history = 'c1 assigned left#\n c2 assigned right#\n p1 send all>a1\n p1 ok all>a1\n c1 poll left#a1@0';
    const logs = [queue('left', 'n1*'), queue('right', 'n1* a1')];
    const [verdict, ...more] = judge(history, { logs, end: { drained: false } });
    expect(more).toEqual([]);
    expect(verdict?.subjects).toEqual({ values: ['a1'], logs: [{ topic: 'right', partition: -1 }] });
  });
});

describe('mutual-exclusion', () => {
  const lock = 'p1 send lock#a1\n p1 ok lock#a1\n c1 poll lock#a1@0';

  it('is broken when a consumer is given what another is still at work on', () => {
    const history = `${lock}\n c2 poll lock#a1@0`;
    expect(briefs(history, {}, 'mutual-exclusion')).toEqual(['mutual-exclusion violation a1']);
    expect(first(judge(history), 'mutual-exclusion')).toMatchObject({
      promise: 'one-holder',
      family: 'isolation',
      at: 4_000,
      evidence: { operations: [2, 3] },
      subjects: { logs: [{ topic: 'lock', partition: -1 }] },
    });
  });

  it('is allowed where no promise forbids it', () => {
    const promises = ALL_PROMISES.filter((name) => name !== 'one-holder');
    expect(briefs(`${lock}\n c2 poll lock#a1@0`, { promises }, 'mutual-exclusion')).toEqual([
      'mutual-exclusion allowed-here a1',
    ]);
  });

  it.each(['ack lock#a1@0', 'requeue lock#a1@0', 'discard lock#a1@0', 'apply lock#a1@0', 'refused lock#a1@0', 'crash'])(
    'holds when the first consumer is done before: %s',
    (done) => {
      expect(briefs(`${lock}\n c1 ${done}\n c2 poll lock#a1@0`, {}, 'mutual-exclusion')).toEqual([]);
    },
  );

  it('an effect that a database stores ends the work of the consumer that asked for it', () => {
    const storedFor = (consumer: string): readonly Operation[] =>
      operations(`${lock}\n db apply lock#a1@0\n c2 poll lock#a1@0`).map((operation) =>
        operation.f === 'apply' ? { ...operation, consumer } : operation,
      );
    expect(briefs(storedFor('c1'), {}, 'mutual-exclusion')).toEqual([]);
    expect(briefs(storedFor('c3'), {}, 'mutual-exclusion')).toEqual(['mutual-exclusion violation a1']);
  });

  it('holds when the same consumer is given it again, when another message is given, and for records of a log', () => {
    expect(briefs(`${lock}\n c1 poll lock#a1@0`, {}, 'mutual-exclusion')).toEqual([]);
    expect(briefs(`${lock}\n c2 poll lock#a2@1`, {}, 'mutual-exclusion')).toEqual([]);
    expect(briefs('c1 poll a1@0\n c2 poll a1@0', {}, 'mutual-exclusion')).toEqual([]);
  });

  it('does not count automatic acknowledgement: the consumer holds nothing', () => {
    const history = 'p1 send lock#a1\n p1 ok lock#a1\n c1 auto lock#a1@0\n c2 poll lock#a1@0';
    expect(briefs(history, {}, 'mutual-exclusion')).toEqual([]);
  });

  it('names all who hold it', () => {
    const verdicts = judge(`${lock}\n c2 poll lock#a1@0\n c3 poll lock#a1@0`);
    const last = verdicts.filter(({ kind }) => kind === 'mutual-exclusion').map(({ sentence }) => sentence)[1];
    expect(last && renderVerdict(last, 'en')).toBe(
      'lock delivered message a1 to c3 while c1, c2 were still at work on it.',
    );
  });
});

describe('divergent copies of a queue', () => {
  it('are two leaders with different messages under one number', () => {
    const logs = [queue('jobs', 'n1* a1 b1', 'n2! a1 c1')];
    const verdict = first(judge('', { logs }), 'divergent-replicas');
    expect(brief(verdict)).toBe('divergent-replicas violation b1,c1');
    expect(verdict.evidence.positions.map(({ node, offset }) => `${node}@${offset}`)).toEqual(['n1@1', 'n2@1']);
  });

  it('are none: followers, a stopped leader, what is not committed, what one has handed out already', () => {
    for (const other of ['n2 a1 c1', 'n2!- a1 c1', 'n2! a1 | c1', 'n2! a1 .', 'n2! . b1']) {
      expect(briefs('', { logs: [queue('jobs', 'n1* a1 b1', other)] }, 'divergent-replicas')).toEqual([]);
    }
  });

  it('do not make numbers inconsistent: no client has seen one', () => {
    expect(briefs('c1 poll jobs#a1@0\n c2 poll jobs#b1@0', {}, 'inconsistent-offsets')).toEqual([]);
  });
});

describe('unavailable queues', () => {
  it('are those without a running node that serves them', () => {
    const logs = [queue('jobs', 'n1-')];
    expect(briefs('', { logs })).toEqual(['unavailable violation']);
    expect(briefs('', { logs, end: CUT_SHORT })).toEqual(['unavailable unknown']);
    expect(briefs('', { logs: [queue('jobs', 'n1*')] })).toEqual([]);
  });

  it('refuse in rows, each named after the queue or the exchange', () => {
    const history = `p1 send jobs#a1\n p1 info jobs#a1 NACK\n p1 send jobs#a2\n p1 info jobs#a2 NACK
      p1 send all>b1\n p1 info all>b1\n p1 send jobs#a3\n p1 ok jobs#a3\n p1 send jobs#a4\n p1 info jobs#a4 NACK`;
    const rows = judge(history, { logs: [queue('jobs', 'n1* a3')] });
    expect(rows.map(brief)).toEqual([
      'unavailable violation a1,a2',
      'unavailable violation b1',
      'unavailable violation a4',
    ]);
    expect(rows.map(({ sentence }) => sentence.params['log'])).toEqual(['jobs', 'all', 'jobs']);
    expect(rows.map(({ subjects }) => subjects.logs.length)).toEqual([1, 0, 1]);
  });
});

describe('the name of a log', () => {
  it('has a number for a partition and none for a queue', () => {
    const logs = [log('x', 'n1-'), queue('jobs', 'n1-')];
    const names = judge('', { logs }).map(({ sentence }) => sentence.params['log']);
    expect(names).toEqual(['x-0', 'jobs']);
  });
});
