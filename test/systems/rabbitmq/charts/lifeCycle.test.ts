/** The observer of messages: what it reads from a step, and what it does not let pass. */
import { describe, expect, it } from 'vitest';
import { noItems } from '../../../../sim-engine/kernel/numberedList.ts';
import {
  acknowledge,
  enqueue,
  purge,
  requeue,
  take,
} from '../../../../sim-engine/systems/rabbitmq/rules/queue/classic.ts';
import {
  isLegal,
  messageStates,
  movesOf,
  type QueueStep,
} from '../../../../sim-engine/systems/rabbitmq/rules/queue/lifeCycle.ts';
import { emptyReady, pushFresh } from '../../../../sim-engine/systems/rabbitmq/rules/queue/ready.ts';
import { turnOf, UNLIMITED_ROOM, type QueueState } from '../../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import { message, queue } from '../support.ts';

const by = { connection: 'c', channel: 1 };
const stranger = { connection: 'c', channel: 2 };

/** Two messages, of which the first was fetched. */
function halfTaken(): QueueState {
  let state = queue('classic');
  for (const body of ['a', 'b']) {
    state = enqueue(state, { message: message(body), nowMicros: 0, room: UNLIMITED_ROOM }).turn.queue;
  }
  return take(state, { by, acknowledgement: 'manual', nowMicros: 0 }).turn.queue;
}

const before = halfTaken();
const [first] = before.held.items;

const told = (step: QueueStep) =>
  movesOf(step).map((move) => ({
    entry: move.entry,
    way: move.steps.map(({ event, to }) => `${event} ${to ?? '?'}`).join(', '),
    legal: isLegal(move),
  }));

describe('what it reads', () => {
  it('says of each message where it is', () => {
    expect([...messageStates(before)].map(([entry, { state }]) => [entry, state])).toEqual([
      [2, 'ready'],
      [1, 'unacked'],
    ]);
  });

  it('only those that a step has touched', () => {
    const turn = turnOf(acknowledge(before, by, [1]));
    const step = { before, cause: { type: 'settle', by, entries: [1] }, turn } as const;
    expect(told(step)).toEqual([{ entry: 1, way: 'acked acknowledged', legal: true }]);
  });

  it('nothing of a step that changed nothing', () => {
    const turn = turnOf(acknowledge(before, stranger, [1]));
    expect(told({ before, cause: { type: 'settle', by: stranger, entries: [1] }, turn })).toEqual([]);
  });
});

describe('what it does not let pass', () => {
  const gone = turnOf({ ...before, held: noItems() });
  const back = requeue(before, by, [1]);

  it('a message that vanishes from the hands of a channel', () => {
    expect(told({ before, cause: { type: 'tick' }, turn: gone })).toEqual([{ entry: 1, way: '', legal: false }]);
  });

  it('an acknowledgement of a channel that does not hold the message', () => {
    const cause = { type: 'settle', by: stranger, entries: [1] } as const;
    expect(told({ before, cause, turn: gone })).toEqual([{ entry: 1, way: '', legal: false }]);
  });

  it('a message that is ready again without being returned', () => {
    expect(told({ before, cause: { type: 'tick' }, turn: back })).toEqual([{ entry: 1, way: '', legal: false }]);
    const cause = { type: 'return', by, entries: [1], kind: 'failed' } as const;
    expect(told({ before, cause, turn: back })).toEqual([{ entry: 1, way: 'requeued ready', legal: true }]);
  });

  it('an acknowledged message that is still there', () => {
    const cause = { type: 'settle', by, entries: [1] } as const;
    expect(told({ before, cause, turn: back })).toEqual([{ entry: 1, way: 'acked acknowledged', legal: false }]);
  });

  it('a delivery of what somebody holds already', () => {
    const delivery = { to: stranger, consumerTag: 'other', noAck: false, entry: first!.entry, number: 1 };
    const turn = turnOf(before, { deliveries: [delivery] });
    expect(told({ before, cause: { type: 'tick' }, turn })).toEqual([{ entry: 1, way: 'delivered ?', legal: false }]);
  });

  it('a ready message that is gone for no reason, but not one that was purged', () => {
    const { queue: after } = purge(before);
    expect(told({ before, cause: { type: 'tick' }, turn: turnOf(after) })).toEqual([
      { entry: 2, way: '', legal: false },
    ]);
    expect(told({ before, cause: { type: 'purge' }, turn: turnOf(after) })).toEqual([
      { entry: 2, way: 'purged purged', legal: true },
    ]);
  });

  it('a message that outlives the process without being on disk', () => {
    const ready = pushFresh(emptyReady(before.ready.scheme), first!.entry);
    const turn = turnOf({ ...before, ready, held: noItems() });
    expect(told({ before, cause: { type: 'restart', from: 'disk' }, turn })).toEqual([
      { entry: 2, way: 'restarted lost', legal: true },
      { entry: 1, way: 'restarted lost', legal: false },
    ]);
  });
});
