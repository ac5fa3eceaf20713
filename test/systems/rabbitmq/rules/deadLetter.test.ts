/** What is written on dead letters, and which circles end. */
import { describe, expect, it } from 'vitest';
import type { DeathReason, Message } from '../../../../sim-engine/systems/rabbitmq/rules/message.ts';
import { visibleHeaders } from '../../../../sim-engine/systems/rabbitmq/rules/message.ts';
import {
  deadLetter,
  isDeathCycle,
  recordDeath,
} from '../../../../sim-engine/systems/rabbitmq/rules/queue/deadLetter.ts';
import type { RabbitVersion } from '../../../../sim-engine/systems/rabbitmq/rules/version.ts';
import { message } from '../support.ts';

function die(given: Message, queue: string, reason: DeathReason, version: RabbitVersion = '3.13'): Message {
  return { ...given, history: recordDeath({ message: given, queue, reason, nowMicros: 5_000_000, version }) };
}

describe('the history', () => {
  it('has one entry for each queue and reason, the latest first, with what happened first', () => {
    const twice = die(die(die(message('m'), 'a', 'rejected'), 'b', 'expired'), 'a', 'rejected');
    expect(twice.history!.deaths.map(({ queue, reason, count }) => [queue, reason, count])).toEqual([
      ['a', 'rejected', 2],
      ['b', 'expired', 1],
    ]);
    expect(twice.history!.first).toEqual({ exchange: '', queue: 'a', reason: 'rejected' });
  });

  it.each([
    ['3.10', ['d', 'a', 'b']],
    ['3.13', ['d', 'b', 'a']],
  ] as const)('%s: the order of the older ones', (version, expected) => {
    const thrice = ['a', 'b', 'd'].reduce((given, queue) => die(given, queue, 'rejected', version), message('m'));
    expect(thrice.history!.deaths.map(({ queue }) => queue)).toEqual(expected);
  });

  it('near miss: another reason in the same queue is another entry', () => {
    expect(die(die(message('m'), 'a', 'rejected'), 'a', 'expired').history!.deaths).toHaveLength(2);
  });

  it('3.10 does not tell the last death, 3.13 does', () => {
    const dead = die(message('m'), 'a', 'maxlen');
    expect(visibleHeaders(dead, '3.10')).not.toHaveProperty('x-last-death-queue');
    expect(visibleHeaders(dead, '3.13')).toMatchObject({ 'x-last-death-queue': 'a', 'x-first-death-reason': 'maxlen' });
  });
});

describe('a dead letter', () => {
  const options = { queue: 'a', reason: 'expired', nowMicros: 0, exchange: 'dlx', version: '3.13' } as const;
  const given = message('m', {
    routingKeys: ['k', 'c', 'b'],
    blindKeys: ['b'],
    headers: { CC: ['c'] },
    expiration: '50',
  });

  it('keeps its keys, loses its expiration, and tells nobody of BCC', () => {
    const letter = deadLetter({ ...options, message: given, routingKey: null });
    expect(letter).toMatchObject({
      exchange: 'dlx',
      routingKeys: ['k', 'c', 'b'],
      expiration: null,
      headers: { CC: ['c'] },
    });
    expect(letter.history!.deaths[0]).toMatchObject({ routingKeys: ['k', 'c'], originalExpiration: '50' });
  });

  it('with a key of the queue has only that one', () => {
    const letter = deadLetter({ ...options, message: given, routingKey: 'own' });
    expect(letter).toMatchObject({ routingKeys: ['own'], blindKeys: [], headers: {} });
  });
});

describe('a circle', () => {
  const circle = (deaths: readonly (readonly [string, DeathReason])[], target: string): boolean => {
    const dead = deaths.reduce((given, [queue, reason]) => die(given, queue, reason), message('m'));
    return isDeathCycle({ history: dead.history!, target });
  };

  it('without anybody in it ends', () => {
    expect(circle([['a', 'expired']], 'a')).toBe(true);
    expect(
      circle(
        [
          ['a', 'expired'],
          ['b', 'maxlen'],
        ],
        'a',
      ),
    ).toBe(true);
  });

  it('goes on when somebody rejects on the way, before or now', () => {
    expect(
      circle(
        [
          ['a', 'rejected'],
          ['b', 'expired'],
        ],
        'a',
      ),
    ).toBe(false);
    expect(
      circle(
        [
          ['a', 'expired'],
          ['b', 'rejected'],
        ],
        'a',
      ),
    ).toBe(false);
  });

  it('a rejection before it does not help', () => {
    expect(
      circle(
        [
          ['x', 'rejected'],
          ['a', 'expired'],
          ['b', 'expired'],
        ],
        'a',
      ),
    ).toBe(true);
  });

  it('near miss: a queue where it has not died', () => {
    expect(circle([['a', 'expired']], 'b')).toBe(false);
  });
});
