/** Classic queues as values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acknowledge,
  cancel,
  channelGone,
  copySince,
  discard,
  enqueue,
  isSynchronised,
  promoteCopy,
  register,
  requeue,
  restart,
  serve,
  take,
} from '../../../../sim-engine/systems/rabbitmq/rules/queue/classic.ts';
import { inServingOrder } from '../../../../sim-engine/systems/rabbitmq/rules/queue/ready.ts';
import {
  allEntries,
  UNLIMITED_ROOM,
  type QueueState,
} from '../../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import { message, queue } from '../support.ts';

const BY = { connection: 'c', channel: 1 };
const OTHER = { connection: 'd', channel: 1 };

function put(state: QueueState, body: string, more: Parameters<typeof message>[1] = {}, nowMicros = 0): QueueState {
  return enqueue(state, { message: message(body, more), nowMicros, room: UNLIMITED_ROOM }).turn.queue;
}

function filled(count: number, state: QueueState = queue('classic')): QueueState {
  return Array.from({ length: count }, (_, index) => String(index + 1)).reduce((next, body) => put(next, body), state);
}

function takeMany(state: QueueState, count: number): QueueState {
  let next = state;
  for (let done = 0; done < count; done += 1) {
    next = take(next, { by: BY, acknowledgement: 'manual', nowMicros: 0 }).turn.queue;
  }
  return next;
}

function ready(state: QueueState): readonly string[] {
  return inServingOrder(state.ready).map((entry) => entry.message.body);
}

function consumer(tag: string, more: { prefetch?: number; priority?: number } = {}): Parameters<typeof register>[1] {
  return { ...BY, tag, noAck: false, exclusive: false, prefetch: 0, priority: 0, ...more };
}

describe('requeue', () => {
  it('restores the order, however the messages come back', () => {
    const cases = fc.integer({ min: 1, max: 100 }).chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.shuffledSubarray(
          Array.from({ length: count }, (_, index) => index + 1),
          { minLength: 0 },
        ),
      ),
    );
    fc.assert(
      fc.property(cases, ([count, returned]) => {
        let state = takeMany(filled(count), count);
        for (const entry of returned) state = requeue(state, BY, [entry]).queue;
        expect(ready(state)).toEqual([...returned].sort((left, right) => left - right).map(String));
        expect(inServingOrder(state.ready).every(({ redelivered }) => redelivered)).toBe(true);
      }),
    );
  });

  it('what others hold does not come back', () => {
    const state = takeMany(filled(3), 2);
    expect(ready(requeue(state, OTHER, [1, 2]).queue)).toEqual(['3']);
    expect(ready(channelGone(state, BY).queue)).toEqual(['1', '2', '3']);
    expect(ready(channelGone(state, OTHER).queue)).toEqual(['3']);
  });
});

type Step = 'put' | 'take' | 'acknowledge' | 'discard' | 'requeue' | 'serve' | 'register' | 'gone';

function play(state: QueueState, step: Step, seed: number): QueueState {
  const held = state.held.items.filter(({ by }) => by.connection === BY.connection).map(({ entry }) => entry.id);
  const some = held.filter((_, index) => (seed + index) % 2 === 0);
  switch (step) {
    case 'put':
      return put(state, 'm', { priority: seed % 4, expiration: seed % 5 === 0 ? '3' : null }, seed * 1_000);
    case 'take':
      return take(state, { by: BY, acknowledgement: seed % 3 === 0 ? 'automatic' : 'manual', nowMicros: 0 }).turn.queue;
    case 'acknowledge':
      return acknowledge(state, BY, some);
    case 'discard':
      return discard(state, BY, some).queue;
    case 'requeue':
      return requeue(state, BY, some).queue;
    case 'serve':
      return serve(state, seed * 1_000, UNLIMITED_ROOM).queue;
    case 'register':
      return register(state, consumer(`C${state.nextRegistration}`, { prefetch: 1 + (seed % 3), priority: seed % 2 }));
    case 'gone':
      return channelGone(state, BY).queue;
  }
}

const steps = fc.array(
  fc.tuple(
    fc.constantFrom<Step>(
      'put',
      'put',
      'put',
      'take',
      'acknowledge',
      'discard',
      'requeue',
      'serve',
      'register',
      'gone',
    ),
    fc.nat(10),
  ),
  { maxLength: 60 },
);

describe('a message', () => {
  it('is in exactly one place, and the counts say so', () => {
    fc.assert(
      fc.property(steps, (script) => {
        let state = queue('classic', { 'x-max-priority': 3, 'x-max-length': 5 });
        for (const [step, seed] of script) {
          state = play(state, step, seed);
          const ids = allEntries(state).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          const served = inServingOrder(state.ready);
          expect(state.ready.count).toBe(served.length);
          expect(state.ready.bytes).toBe(served.reduce((sum, entry) => sum + entry.message.bytes, 0));
          expect(state.ready.count).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('is served by priority, and inside one priority in order', () => {
    fc.assert(
      fc.property(steps, (script) => {
        let state = queue('classic', { 'x-max-priority': 3 });
        for (const [step, seed] of script) state = play(state, step, seed);
        const served = inServingOrder(state.ready);
        const sorted = [...served].sort((left, right) => right.level - left.level || left.id - right.id);
        expect(served).toEqual(sorted);
      }),
    );
  });
});

describe('prefetch', () => {
  it('is never exceeded, and nothing waits while somebody has credit', () => {
    fc.assert(
      fc.property(steps, (script) => {
        let state = queue('classic');
        for (const [step, seed] of script) {
          state = serve(play(state, step, seed), 0, UNLIMITED_ROOM).queue;
          const all = [...state.consumers.waiting, ...state.consumers.blocked];
          for (const { tag, prefetch, unacknowledged } of all) {
            expect(unacknowledged).toBe(state.held.items.filter(({ consumerTag }) => consumerTag === tag).length);
            expect(unacknowledged).toBeLessThanOrEqual(prefetch);
          }
          if (state.ready.count > 0) {
            expect(all.every(({ prefetch, unacknowledged }) => unacknowledged === prefetch)).toBe(true);
          }
        }
      }),
    );
  });

  it('of the channel bounds all of its consumers together', () => {
    const state = register(register(filled(9), consumer('A')), consumer('B'));
    const { deliveries, queue: after } = serve(state, 0, (_, more) => more < 4);
    expect(deliveries.map(({ consumerTag }) => consumerTag)).toEqual(['A', 'B', 'A', 'B']);
    expect(after.ready.count).toBe(5);
  });
});

describe('expiry', () => {
  it('waits behind a live head, and kills in the moment in which it is at the head', () => {
    const state = put(put(queue('classic'), 'slow', { expiration: '600' }), 'fast', { expiration: '50' });
    expect(ready(serve(state, 100_000, UNLIMITED_ROOM).queue)).toEqual(['slow', 'fast']);
    const late = serve(state, 600_000, UNLIMITED_ROOM);
    expect(late.dead.map(({ entry }) => entry.message.body)).toEqual(['slow', 'fast']);
  });

  it('is decided when the message comes in: a return does not prolong it', () => {
    const state = takeMany(put(queue('classic', { 'x-message-ttl': 200 }), 'a'), 1);
    const back = requeue(state, BY, [1]).queue;
    expect(serve(back, 199_999, UNLIMITED_ROOM).dead).toEqual([]);
    expect(serve(back, 200_000, UNLIMITED_ROOM).dead).toHaveLength(1);
  });
});

describe('limits', () => {
  it('reject-publish takes exactly as many as it says', () => {
    const state = filled(2, queue('classic', { 'x-max-length': 2, 'x-overflow': 'reject-publish' }));
    const { verdict } = enqueue(state, { message: message('3'), nowMicros: 0, room: UNLIMITED_ROOM });
    expect(verdict).toBe('rejected');
    expect(ready(state)).toEqual(['1', '2']);
  });

  it('drop-head gives up the most important message', () => {
    const state = queue('classic', { 'x-max-priority': 5, 'x-max-length': 1 });
    expect(ready(put(put(state, 'high', { priority: 5 }), 'low'))).toEqual(['low']);
  });
});

describe('single active consumer', () => {
  const sac = (version: '3.10' | '3.13'): QueueState => {
    const args = { 'x-single-active-consumer': true };
    const two = register(register(queue('classic', args, version), consumer('A', { prefetch: 1 })), consumer('B'));
    return put(put(two, '1'), '2');
  };

  it('3.13: the next one takes over when the active one is cancelled', () => {
    const { deliveries } = serve(cancel(sac('3.13'), { ...BY, tag: 'A' }), 0, UNLIMITED_ROOM);
    expect(deliveries.map(({ consumerTag, entry }) => [consumerTag, entry.message.body])).toEqual([['B', '2']]);
  });

  it('3.10: nobody does, and the next publish crashes the queue: it and what was not on disk are lost', () => {
    const stalled = cancel(put(sac('3.10'), 'kept', { persistent: true }), { ...BY, tag: 'A' });
    expect(serve(stalled, 0, UNLIMITED_ROOM).deliveries).toEqual([]);
    const { turn, verdict } = enqueue(stalled, {
      message: message('3', { persistent: true }),
      nowMicros: 0,
      room: UNLIMITED_ROOM,
    });
    expect(verdict).toBe('rejected');
    expect(turn.cancelled.map(({ tag }) => tag)).toEqual(['B']);
    expect(ready(turn.queue)).toEqual(['kept']);
  });

  it('3.10: a waiting consumer may go without harm', () => {
    const state = cancel(sac('3.10'), { ...BY, tag: 'B' });
    expect(state.stalled).toBe(false);
  });
});

describe('restart', () => {
  it('keeps persistent messages of a durable queue, in order, held ones as redelivered', () => {
    const bodies = ['1', '2', '3', '4'].map((body) => [body, { persistent: body !== '3' }] as const);
    const state = takeMany(
      bodies.reduce((next, [body, more]) => put(next, body, more), queue('classic')),
      2,
    );
    const after = inServingOrder(restart(state, 'stop').ready);
    expect(after.map((entry) => [entry.message.body, entry.redelivered])).toEqual([
      ['1', true],
      ['2', true],
      ['4', false],
    ]);
    expect(ready(restart({ ...state, durable: false }, 'stop'))).toEqual([]);
  });

  it('after a crash calls everything redelivered', () => {
    const state = put(put(queue('classic'), '1', { persistent: true }), '2', { persistent: null });
    const after = inServingOrder(restart(state, 'crash').ready);
    expect(after.map((entry) => [entry.message.body, entry.redelivered])).toEqual([['1', true]]);
  });
});

describe('a copy', () => {
  /** Two messages, the first of them in somebody's hands. */
  const leader = takeMany(put(put(queue('classic'), 'held', { persistent: false }), 'ready'), 1);

  it('that begins to lead has everything, transient messages too, in order and as redelivered', () => {
    const after = promoteCopy(leader);
    const seen = inServingOrder(after.ready).map((entry) => [entry.message.body, entry.redelivered]);
    expect(seen).toEqual([
      ['held', true],
      ['ready', true],
    ]);
    expect(after.held.items).toEqual([]);
  });

  it('that joined later lacks what was there before, until that is gone', () => {
    const late = leader.nextEntry;
    expect(isSynchronised(leader, late)).toBe(false);
    const longer = put(leader, 'new');
    expect(ready(copySince(longer, late))).toEqual(['new']);
    expect(copySince(longer, late).held.items).toEqual([]);
    const worked = acknowledge(takeMany(longer, 1), BY, [1, 2]);
    expect(isSynchronised(worked, late)).toBe(true);
    expect(ready(worked)).toEqual(['new']);
  });
});
