/** RabbitMQ's charts against the states that its roles keep, and the stories that lessons tell with them. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { advance } from '../../../../sim-engine/chart/compile.ts';
import { nextState } from '../../../../sim-engine/chart/nextState.ts';
import {
  channel,
  connection,
  consumerWork,
  publication,
  queueMessage,
  queueProcess,
  type ConnectionState,
  type ConsumerWorkState,
} from '../../../../sim-engine/systems/rabbitmq/charts/index.ts';
import type { Work } from '../../../../sim-engine/systems/rabbitmq/client/consumerMemory.ts';
import type { Session } from '../../../../sim-engine/systems/rabbitmq/client/session.ts';
import { begunWork, nextWork, stateOfWork } from '../../../../sim-engine/systems/rabbitmq/client/workState.ts';
import { selectMode, type ChannelMode } from '../../../../sim-engine/systems/rabbitmq/rules/channel/channel.ts';
import { cancel, enqueue, register } from '../../../../sim-engine/systems/rabbitmq/rules/queue/classic.ts';
import { UNLIMITED_ROOM } from '../../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import { message, queue } from '../support.ts';

describe('connection', () => {
  it('has the states that a client keeps in memory', () => {
    expectTypeOf<ConnectionState>().toEqualTypeOf<Session['state']>();
  });

  it('is lost from every state, and then waits', () => {
    for (const state of connection.states) expect(advance(connection, state, 'lost').state).toBe('waiting');
  });

  it('cannot be blocked before it is open', () => {
    expect(advance(connection, 'opening', 'opened').state).toBe('open.running');
    expect(() => nextState(connection, 'opening', 'blocked')).toThrow('does not know "blocked" in state "opening"');
  });
});

describe('channel', () => {
  const MODES: readonly ChannelMode[] = ['plain', 'confirm', 'tx'];

  it.each(MODES.flatMap((from) => (['confirm', 'tx'] as const).map((wanted) => [from, wanted] as const)))(
    '%s, then %s: the rule is the chart',
    (from, wanted) => {
      const { state, transition } = advance(channel, `open.${from}`, `${wanted}Selected`);
      if (transition === -1) {
        expect(() => selectMode(from, wanted)).toThrow(`cannot switch from ${from} to ${wanted} mode`);
      } else expect(`open.${selectMode(from, wanted)}`).toBe(state);
    },
  );

  it('opens plain, and ends in every mode', () => {
    expect(advance(channel, 'closed', 'opened').state).toBe('open.plain');
    for (const mode of MODES) expect(advance(channel, `open.${mode}`, 'ended').state).toBe('closed');
  });
});

describe('publication', () => {
  it('is taken for done without confirms, and waits for one with them', () => {
    expect(advance(publication, 'waiting', 'published', { withConfirms: false }).state).toBe('unconfirmed');
    expect(advance(publication, 'waiting', 'published', { withConfirms: true }).state).toBe('outstanding');
  });

  it('is confirmed although no queue has it, unless it was mandatory', () => {
    expect(advance(publication, 'outstanding', 'acked').state).toBe('confirmed');
    const returned = advance(publication, 'outstanding', 'returned');
    expect(advance(publication, returned.state, 'acked').state).toBe('unroutable');
  });

  it('is unknown, never failed, when nobody has answered', () => {
    for (const event of ['timedOut', 'connectionLost'] as const) {
      expect(advance(publication, 'outstanding', event, { publishesAgain: false }).state).toBe('unknown');
      expect(advance(publication, 'outstanding', event, { publishesAgain: true }).state).toBe('again');
    }
  });

  it('hears nothing before it was published', () => {
    expect(() => nextState(publication, 'waiting', 'acked')).toThrow('does not know "acked"');
  });
});

describe('consumerWork', () => {
  const record = { topic: 'q', partition: -1, offset: 1, key: null, value: 'm' };
  const delivered = { deliveryTag: 1, connection: 'c', record, isPoison: false };
  const working: Work = { delivered, step: 'working' };

  it('has the states that a consumer keeps in memory', () => {
    expectTypeOf<ConsumerWorkState>().toEqualTypeOf<Work['step'] | 'idle'>();
    expect(stateOfWork(null)).toBe(consumerWork.initial);
    expect(stateOfWork(begunWork(null, delivered))).toBe('working');
  });

  it('asks the database again until it answers', () => {
    const applying = nextWork(working, 'processed', { isPoison: false });
    const waiting = nextWork(applying, 'databaseLost');
    expect([applying?.step, waiting?.step]).toEqual(['applying', 'waiting-for-database']);
    expect(nextWork(waiting, 'retryDue')).toEqual(applying);
    expect(nextWork(applying, 'applied')).toBeNull();
  });

  it('goes on without its connection only if the application does so', () => {
    expect(nextWork(working, 'deliveriesLost', { goesOn: true })).toEqual(working);
    expect(nextWork(working, 'deliveriesLost', { goesOn: false })).toBeNull();
    expect(nextWork(null, 'deliveriesLost')).toBeNull();
  });

  it('takes one message in hand at a time', () => {
    expect(() => begunWork(working, delivered)).toThrow('does not know "begun" in state "working"');
  });
});

describe('queueMessage', () => {
  it('leaves the hands of a channel only by its word, its end, or the end of the queue’s process', () => {
    const events = queueMessage.events.filter((event) => {
      const facts = { mustWait: false, isKept: false, hasDeadLetterExchange: false, isOnDisk: true };
      return advance(queueMessage, 'unacked', event, { ...facts, automaticAck: false }).transition !== -1;
    });
    expect([...events].sort()).toEqual([
      'acked',
      'channelGone',
      'deliveryLimitReached',
      'rejected',
      'requeued',
      'restarted',
    ]);
  });

  it('is not purged while somebody holds it', () => {
    expect(advance(queueMessage, 'ready', 'purged').state).toBe('purged');
    expect(advance(queueMessage, 'unacked', 'purged').transition).toBe(-1);
  });
});

describe('queueProcess', () => {
  it('3.10 forgets to serve, and crashes at the next publish', () => {
    const consumer = { connection: 'c', channel: 1, noAck: false, exclusive: false, prefetch: 1, priority: 0 };
    let state = queue('classic', { 'x-single-active-consumer': true }, '3.10');
    for (const tag of ['first', 'second']) state = register(state, { ...consumer, tag });
    const publish = { message: message('m'), nowMicros: 0, room: () => false };
    state = enqueue(state, publish).turn.queue;
    state = cancel(state, { ...consumer, tag: 'first' });
    const forgotten = advance(queueProcess, 'running', 'activeForgotten').state;
    expect([state.stalled, forgotten]).toEqual([true, 'stalled']);
    state = enqueue(state, { ...publish, room: UNLIMITED_ROOM }).turn.queue;
    expect([state.stalled, advance(queueProcess, forgotten, 'crashed').state]).toEqual([false, 'running']);
  });

  it('is down with its node, whatever it did', () => {
    for (const state of queueProcess.states) expect(advance(queueProcess, state, 'nodeDown').state).toBe('down');
  });
});
