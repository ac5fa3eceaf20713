/** The state machine of quorum queues. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleDeadLetter } from '../../../../sim-engine/systems/rabbitmq/rules/quorum/deadLettering.ts';
import { applyCommand, type QuorumCommand } from '../../../../sim-engine/systems/rabbitmq/rules/quorum/machine.ts';
import {
  canCommit,
  majorityOf,
  toleratedFailures,
} from '../../../../sim-engine/systems/rabbitmq/rules/quorum/majority.ts';
import { inServingOrder } from '../../../../sim-engine/systems/rabbitmq/rules/queue/ready.ts';
import { allEntries, type QueueState } from '../../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import { hashOf } from '../../../../sim-engine/kernel/hash.ts';
import { message, queue } from '../support.ts';

const BY = { connection: 'c', channel: 1 };

function run(state: QueueState, commands: readonly QuorumCommand[], nowMicros = 0): QueueState {
  return commands.reduce((next, command) => applyCommand(next, command, nowMicros).turn.queue, state);
}

function enqueue(body: string, priority: number | null = null): QuorumCommand {
  return { type: 'enqueue', message: message(body, { priority }) };
}

const take: QuorumCommand = { type: 'take', by: BY, acknowledgement: 'manual' };

function giveBack(...entries: number[]): QuorumCommand {
  return { type: 'return', by: BY, entries, kind: 'failed' };
}

function ready(state: QueueState): readonly string[] {
  return inServingOrder(state.ready).map((entry) => entry.message.body);
}

const five = ['1', '2', '3', '4', '5'].map((body) => enqueue(body));

describe('returns', () => {
  it('with a limit stand in front in the order of return, without one at the end', () => {
    const returned = [...five, take, take, take, giveBack(2), giveBack(1), giveBack(3)];
    expect(ready(run(queue('quorum', { 'x-delivery-limit': 10 }), returned))).toEqual(['2', '1', '3', '4', '5']);
    expect(ready(run(queue('quorum'), returned))).toEqual(['4', '5', '2', '1', '3']);
  });

  it('of a lost channel stand in front, with a limit or without', () => {
    const lost: QuorumCommand = { type: 'down', by: BY, kind: 'channel-gone' };
    expect(ready(run(queue('quorum'), [...five, take, take, lost]))).toEqual(['1', '2', '3', '4', '5']);
  });

  it('a limit of n allows n + 1 deliveries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), (limit) => {
        let state = run(queue('quorum', { 'x-delivery-limit': limit }), [enqueue('p')]);
        let deliveries = 0;
        for (let loop = 0; loop < 10; loop += 1) {
          const taken = applyCommand(state, take, 0);
          if (taken.entry === null) break;
          deliveries += 1;
          state = run(taken.turn.queue, [giveBack(1)]);
        }
        expect(deliveries).toBe(limit + 1);
      }),
    );
  });

  it('4.3: a suspected node does not count as a failure, a lost channel does', () => {
    const after = (version: '4.0' | '4.3', kind: 'node-suspected' | 'channel-gone'): number | undefined => {
      const state = run(queue('quorum', {}, version), [enqueue('m'), take, { type: 'down', by: BY, kind }]);
      return state.ready.returns[0]?.deliveryCount;
    };
    expect([after('4.0', 'node-suspected'), after('4.3', 'node-suspected')]).toEqual([1, 0]);
    expect([after('4.0', 'channel-gone'), after('4.3', 'channel-gone')]).toEqual([1, 1]);
  });

  it('4.3: delayed retry waits longer with each failure, and its messages count nowhere twice', () => {
    const args = { 'x-delayed-retry-type': 'failed', 'x-delayed-retry-min': 10, 'x-delayed-retry-max': 25 };
    let state = run(queue('quorum', args, '4.3'), [enqueue('m')]);
    let nowMicros = 0;
    const delays = [1, 2, 3].map(() => {
      state = run(state, [take, giveBack(1)], nowMicros);
      expect(allEntries(state)).toHaveLength(1);
      const due = state.delayed[0]!.readyAtMicros;
      expect(run(state, [{ type: 'tick' }], due - 1).ready.count).toBe(0);
      const delay = due - nowMicros;
      nowMicros = due;
      state = run(state, [{ type: 'tick' }], nowMicros);
      return delay;
    });
    expect(delays).toEqual([10_000, 20_000, 25_000]);
  });

  it('4.3: delayed retry needs a shortest delay; without a longest one it is always the shortest', () => {
    const delayAfterTwo = (min: number | null, max: number | null): number | null => {
      const args = { 'x-delayed-retry-type': 'all', ...(min === null ? {} : { 'x-delayed-retry-min': min }) };
      const all = { ...args, ...(max === null ? {} : { 'x-delayed-retry-max': max }) };
      const once = run(queue('quorum', all, '4.3'), [enqueue('m'), take, giveBack(1)]);
      const twice = run(run(once, [{ type: 'tick' }], 60_000), [take, giveBack(1)], 60_000);
      const [delayed] = twice.delayed;
      return delayed === undefined ? null : delayed.readyAtMicros - 60_000;
    };
    expect([delayAfterTwo(null, 50), delayAfterTwo(0, 50)]).toEqual([null, null]);
    expect([delayAfterTwo(10, null), delayAfterTwo(10, 0), delayAfterTwo(10, 50)]).toEqual([10_000, 10_000, 20_000]);
  });
});

describe('priorities', () => {
  const mixed = [enqueue('n1'), enqueue('n2'), enqueue('h1', 9), enqueue('h2', 9), enqueue('h3', 9), enqueue('h4', 9)];

  it('3.13: none; 4.0: two for one; 4.3: strict', () => {
    expect(ready(run(queue('quorum', {}, '3.13'), mixed))).toEqual(['n1', 'n2', 'h1', 'h2', 'h3', 'h4']);
    expect(ready(run(queue('quorum', {}, '4.0'), mixed))).toEqual(['h1', 'h2', 'n1', 'h3', 'h4', 'n2']);
    expect(ready(run(queue('quorum', {}, '4.3'), mixed))).toEqual(['h1', 'h2', 'h3', 'h4', 'n1', 'n2']);
  });

  it('4.0: an older high message keeps the turn of the low level', () => {
    const older = [enqueue('h1', 9), enqueue('h2', 9), enqueue('h3', 9), enqueue('n1')];
    expect(ready(run(queue('quorum', {}, '4.0'), older))).toEqual(['h1', 'h2', 'h3', 'n1']);
  });

  it('4.3: 4 is what a message without priority has', () => {
    const near = [enqueue('none'), enqueue('4', 4), enqueue('5', 5), enqueue('3', 3)];
    expect(ready(run(queue('quorum', {}, '4.3'), near))).toEqual(['5', 'none', '4', '3']);
  });
});

describe('expiry', () => {
  const short = (body: string): QuorumCommand => ({ type: 'enqueue', message: message(body, { expiration: '0' }) });
  const consumer = { ...BY, tag: 't', noAck: false, exclusive: false, prefetch: 0, priority: 0 };

  it('of no time at all is one millisecond: until then a consumer gets the message', () => {
    const served = (nowMicros: number): number =>
      applyCommand(run(queue('quorum'), [short('m')]), { type: 'checkout', consumer }, nowMicros).turn.deliveries
        .length;
    expect([served(999), served(1_000)]).toEqual([1, 0]);
  });

  it('in the middle of a step: what comes to the head behind a live one dies', () => {
    const mixed = run(queue('quorum'), [enqueue('1'), short('2'), enqueue('3')]);
    const { turn } = applyCommand(mixed, { type: 'checkout', consumer }, 1_000);
    expect(turn.deliveries.map(({ entry }) => entry.message.body)).toEqual(['1', '3']);
    expect(turn.dead.map(({ entry, reason }) => [entry.message.body, reason])).toEqual([['2', 'expired']]);
  });
});

describe('reject-publish', () => {
  it('takes one more than its limit, and goes on at four fifths of it, rounded down', () => {
    const settleOne = (state: QueueState, entry: number): QueueState =>
      run(state, [take, { type: 'settle', by: BY, entries: [entry] }]);
    const settledBeforeOneIsTaken = (limit: number): number => {
      const args = { 'x-max-length': limit, 'x-overflow': 'reject-publish' };
      let state = run(
        queue('quorum', args),
        Array.from({ length: limit + 1 }, () => enqueue('m')),
      );
      let settled = 0;
      while (applyCommand(state, enqueue('next'), 0).verdict === 'rejected') state = settleOne(state, (settled += 1));
      return settled;
    };
    expect([1, 2, 3, 4, 5, 10].map(settledBeforeOneIsTaken)).toEqual([2, 2, 2, 2, 2, 3]);
  });

  it('counts what waits for its retry, in bytes too', () => {
    const args = { 'x-max-length-bytes': 3, 'x-overflow': 'reject-publish', 'x-delayed-retry-type': 'all' };
    const waits = { ...args, 'x-delayed-retry-min': 10, 'x-delayed-retry-max': 10 };
    const full = run(queue('quorum', waits, '4.3'), [enqueue('abc'), take, giveBack(1), enqueue('d')]);
    expect([full.ready.bytes, full.delayed.length]).toEqual([1, 1]);
    expect(applyCommand(full, enqueue('e'), 0).verdict).toBe('rejected');
    const near = run(queue('quorum', waits, '4.3'), [enqueue('ab'), take, giveBack(1), enqueue('d')]);
    expect(applyCommand(near, enqueue('e'), 0).verdict).toBe('accepted');
  });

  it('refuses only whom it can tell: what nobody tracks is taken', () => {
    const full = run(queue('quorum', { 'x-max-length': 4, 'x-overflow': 'reject-publish' }), five);
    expect(applyCommand(full, enqueue('6'), 0).verdict).toBe('rejected');
    const letter = applyCommand(full, { type: 'enqueue', message: message('6'), untracked: true }, 0);
    expect([letter.verdict, letter.turn.queue.ready.count]).toEqual(['accepted', 6]);
  });
});

describe('at-least-once dead lettering', () => {
  const args = {
    'x-overflow': 'reject-publish',
    'x-dead-letter-strategy': 'at-least-once',
    'x-dead-letter-exchange': '',
    'x-delivery-limit': 0,
  };

  it('keeps a dead message until it is confirmed', () => {
    const dead = run(queue('quorum', args), [enqueue('m'), take, giveBack(1)]);
    expect(allEntries(dead)).toHaveLength(1);
    expect(allEntries(run(dead, [{ type: 'dead-letter-confirmed', entry: 1 }]))).toHaveLength(0);
  });

  it('4.3: a purge takes and counts it, too; before, it stays', () => {
    const purged = (version: '4.0' | '4.3'): readonly number[] => {
      const dead = run(queue('quorum', args, version), [enqueue('m'), take, giveBack(1), enqueue('ready')]);
      const applied = applyCommand(dead, { type: 'purge' }, 0);
      return [applied.purged, allEntries(applied.turn.queue).length];
    };
    expect([purged('4.0'), purged('4.3')]).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  it('without reject-publish it is not in force', () => {
    const { 'x-overflow': _, ...rest } = args;
    expect(allEntries(run(queue('quorum', rest), [enqueue('m'), take, giveBack(1)]))).toHaveLength(0);
  });

  it('is acknowledged when all targets have confirmed, and sent again after the timeout', () => {
    const pending = { entry: 1, waitsFor: ['a'], confirmedBy: [], sentAtMicros: 0, unroutedOrRejected: false };
    const decide = (waitsFor: readonly string[], nowMicros: number): string =>
      settleDeadLetter({ ...pending, waitsFor }, { nowMicros, timeoutMicros: 10 });
    expect([decide(['a'], 9), decide(['a'], 10), decide([], 0)]).toEqual(['wait', 'send-again', 'acknowledge']);
  });
});

const command = fc.oneof(
  fc.constantFrom(enqueue('m'), enqueue('h', 9), take, { type: 'tick' } as const),
  fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }).map((entries) => giveBack(...new Set(entries))),
  fc.integer({ min: 1, max: 8 }).map((entry): QuorumCommand => ({ type: 'settle', by: BY, entries: [entry] })),
  fc.constant<QuorumCommand>({ type: 'down', by: BY, kind: 'channel-gone' }),
  fc.constant<QuorumCommand>({
    type: 'checkout',
    consumer: { ...BY, tag: 'A', noAck: false, exclusive: false, prefetch: 2, priority: 0 },
  }),
);

describe('members', () => {
  it('that apply the same commands are in the same state, and no message is in two places', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), fc.constantFrom('3.10', '4.0', '4.3'), (commands, version) => {
        const start = queue('quorum', { 'x-delivery-limit': 2 }, version as '3.10' | '4.0' | '4.3');
        let [one, other] = [start, start];
        for (const next of commands) {
          [one, other] = [run(one, [next]), run(other, [next])];
          const ids = allEntries(one).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        }
        expect(hashOf(one)).toEqual(hashOf(other));
      }),
    );
  });
});

describe('majorities', () => {
  it('two of them always share a member', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), (members) => {
        expect(2 * majorityOf(members)).toBeGreaterThan(members);
        expect(canCommit({ members, reached: members - toleratedFailures(members) })).toBe(true);
        expect(canCommit({ members, reached: members - toleratedFailures(members) - 1 })).toBe(false);
      }),
    );
  });
});
