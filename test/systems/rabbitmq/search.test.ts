/** What a search knows of RabbitMQ: which states are one, which moves are worth trying. */
import { describe, expect, test } from 'vitest';
import { ClusterModel } from '../../../sim-engine/explore/cluster/clusterModel.ts';
import type { NamingMode } from '../../../sim-engine/explore/cluster/naming.ts';
import type { ClusterState } from '../../../sim-engine/explore/cluster/state.ts';
import type { FaultBudget } from '../../../sim-engine/explore/budget.ts';
import { AppendList } from '../../../sim-engine/kernel/appendList.ts';
import { NumberedList } from '../../../sim-engine/kernel/numberedList.ts';
import { Hasher, hashOf } from '../../../sim-engine/kernel/hash.ts';
import type { Held } from '../../../sim-engine/systems/rabbitmq/rules/queue/entry.ts';
import { inServingOrder, type Ready } from '../../../sim-engine/systems/rabbitmq/rules/queue/ready.ts';
import type { QueueState } from '../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import { applyCommand, type QuorumCommand } from '../../../sim-engine/systems/rabbitmq/rules/quorum/machine.ts';
import { ms } from '../runs.ts';
import {
  CAREFUL,
  handPublisher,
  LAST_WITH_MIRRORS,
  mirroredQueue,
  publishEach,
  QUICK,
  roomOf,
  worker,
  type RoomOptions,
} from './rooms.ts';
import { message, queue } from './support.ts';

const room = (faults: RoomOptions['faults'], workers: readonly string[] = ['worker-1']): RoomOptions => ({
  consumers: workers.map((name) => worker(name, { ...QUICK, prefetch: 2 }, { micros: 5_000_000 })),
  faults: faults ?? [],
});

function modelOf(options: RoomOptions, more: { readonly naming?: NamingMode } = {}): ClusterModel {
  return new ClusterModel({
    scenario: roomOf(options),
    promises: ['no-lost-write'],
    budget: { stopNode: 1, deleteBinding: 1, purgeQueue: 1 },
    healsMax: 1,
    from: ms(490),
    until: ms(4_000),
    ...more,
  });
}

/** The last moment, undisturbed, before the time. */
function stateAt(model: ClusterModel, millis: number): ClusterState {
  let state = model.initial[0] as ClusterState;
  for (;;) {
    let next: ClusterState | null = null;
    model.expand(state, { add: (after, step) => (next = step === 0 ? after : next) });
    const after = next as ClusterState | null;
    if (after === null || after.over || after.world.now > ms(millis)) return state;
    state = after;
  }
}

function nameOf(options: RoomOptions, naming: NamingMode = 'order'): unknown {
  const model = modelOf(options, { naming });
  const print = { high: 0, low: 0 };
  model.fingerprint(stateAt(model, 900), print);
  return print;
}

describe('two states are one', () => {
  const early = room(publishEach(500, 'a', 2));
  const late = room(publishEach(517, 'a', 2, 41));

  test('when they differ in when messages came and were handed out, and in nothing else', () => {
    expect(nameOf(early)).toEqual(nameOf(late));
  });

  test('which a naming by all clocks tells apart', () => {
    expect(nameOf(early, 'exact')).not.toEqual(nameOf(late, 'exact'));
  });

  test('but not when one more was handed out', () => {
    expect(nameOf(early)).not.toEqual(nameOf(room(publishEach(500, 'a', 3))));
  });

  test('nor when it is in other hands', () => {
    const of = (workers: readonly string[]): RoomOptions => room(publishEach(500, 'a', 1), workers);
    expect(nameOf(of(['worker-1', 'worker-2']))).not.toEqual(nameOf(of(['worker-2', 'worker-1'])));
  });
});

describe('a name', () => {
  const hasher = new Hasher(modelOf(room([])).system.search.clocks);

  test.each([
    ['ticks in which nothing was heard', { quietTicks: 1, quietPolls: 0 }, { quietTicks: 3, quietPolls: 2 }],
    [
      'when a command was written into a log',
      { log: AppendList.from([{ atMicros: 1 }]) },
      { log: AppendList.from([{ atMicros: 2 }]) },
    ],
  ])('leaves out %s', (_name, left, right) => {
    expect(hasher.hash(left)).toEqual(hasher.hash(right));
  });

  test.each([
    ['from which message on a mirror has them', { node: 'rabbit-2', since: 0 }, { node: 'rabbit-2', since: 2 }],
    ['the term of an entry', { log: AppendList.from([{ term: 1 }]) }, { log: AppendList.from([{ term: 2 }]) }],
    ['which connection of two nodes it is', { session: '1.1.1' }, { session: '1.1.2' }],
  ])('keeps %s', (_name, left, right) => {
    expect(hasher.hash(left)).not.toEqual(hasher.hash(right));
  });
});

/** Breadth first; whenever a state is reached a second time, by its name, both are asked the same. */
function pairsOfOneName(options: RoomOptions, budget: FaultBudget, pairsMax: number) {
  const model = new ClusterModel({
    scenario: roomOf(options),
    promises: ['no-lost-write'],
    budget,
    healsMax: 1,
    from: ms(490),
    until: ms(3_500),
    targets: ['rabbit-1', 'rabbit-2'],
    // Which faults are worth trying depends on the way to a state as well.
    moments: 'all',
  });
  const name = (state: ClusterState): string => {
    const print = { high: 0, low: 0 };
    model.fingerprint(state, print);
    return `${print.high} ${print.low}`;
  };
  const known = new Map(model.initial.map((state) => [name(state), state]));
  const pairs: (readonly [ClusterState, ClusterState])[] = [];
  for (const state of known.values()) {
    if (pairs.length >= pairsMax) break;
    model.expand(state, {
      add: (next) => {
        const before = known.get(name(next));
        if (before === undefined) known.set(name(next), next);
        else if (before !== next) pairs.push([before, next]);
      },
    });
  }
  /** By move: is a promise broken after it? A move that comes too late by a microsecond is missing. */
  const outcomes = (state: ClusterState): ReadonlyMap<number, string | null> => {
    const found = new Map<number, string | null>([[-1, model.broken(state)]]);
    model.expand(state, { add: (next, step) => found.set(step, model.broken(next)) });
    return found;
  };
  return pairs.map(([left, right]) => [outcomes(left), outcomes(right)] as const);
}

describe('states of one name', () => {
  test.each([
    ['mirrored', { settings: LAST_WITH_MIRRORS, queue: mirroredQueue() }, { crash: 2 }],
    ['quorum', { settings: { net_ticktime: 1 } }, { crash: 1, cut: 1 }],
  ] as const)('come to the same, whatever is done to both (%s)', (_name, more, budget) => {
    const producers = [handPublisher('a', { settings: CAREFUL })];
    const options = { brokers: 2, producers, faults: publishEach(500, 'a', 1), ...more };
    const pairs = pairsOfOneName(options, budget, 150);
    expect(pairs.length).toBeGreaterThanOrEqual(150);
    const compared = pairs.flatMap(([left, right]) =>
      [...left].flatMap(([move, broken]) => (right.has(move) ? [[broken, right.get(move)]] : [])),
    );
    expect(compared.length).toBeGreaterThan(2 * pairs.length);
    for (const [broken, other] of compared) expect(other).toBe(broken);
  });
});

describe('heartbeats', () => {
  test('are no moments: nothing happens to a quiet room', () => {
    const model = modelOf(room([]));
    const segments: number[] = [];
    model.expand(model.initial[0] as ClusterState, {
      add: (after, step) => (step === 0 ? segments.push(after.world.now) : 0),
    });
    const [next] = segments;
    expect(stateAt(model, 4_000)).toBe(model.initial[0]);
    expect(next).toBeGreaterThan(ms(2_000));
  });
});

describe('moves', () => {
  const bound: RoomOptions = {
    exchanges: [{ name: 'orders', type: 'direct' }],
    bindings: [{ from: 'orders', to: 'jobs', key: 'new' }],
    producers: [handPublisher('a', { exchange: 'orders', routingKeys: ['new'] })],
    faults: publishEach(500, 'a', 1),
  };

  function offered(model: ClusterModel, state: ClusterState): ReadonlyMap<string, ClusterState> {
    const found = new Map<string, ClusterState>();
    model.expand(state, {
      add: (after, step) => {
        const choice = model.choiceOf(step);
        if (choice !== null) found.set(choice.operation, after);
      },
    });
    return found;
  }

  const model = modelOf(bound);
  const empty = model.initial[0] as ClusterState;

  test('a queue is purged when something is ready in it', () => {
    expect([...offered(model, empty).keys()]).toEqual(['stopNode', 'deleteBinding']);
    expect([...offered(model, stateAt(model, 900)).keys()]).toEqual(['stopNode', 'deleteBinding', 'purgeQueue']);
  });

  test('a node that is stopped can be started, a binding that is gone be made again; neither can go twice', () => {
    const stopped = offered(model, empty).get('stopNode') as ClusterState;
    expect([...offered(model, stopped).keys()]).toEqual(['restart']);
    const unbound = offered(model, empty).get('deleteBinding') as ClusterState;
    expect([...offered(model, unbound).keys()]).toEqual(['addBinding', 'stopNode']);
  });
});

/**
 * What is held is named as one set, although it is a list in the order of handing out: each holder's own deliveries are numbered,
 * and what order they have among those of others makes no difference to anything that can follow.
 */
describe('the order in which two consumers were handed what they hold', () => {
  const A = { connection: 'a', channel: 1 };
  const B = { connection: 'b', channel: 1 };
  const COMMANDS: readonly QuorumCommand[] = [
    { type: 'down', by: A, kind: 'channel-gone' },
    { type: 'down', by: B, kind: 'channel-gone' },
    { type: 'settle', by: A, entries: [1] },
    { type: 'return', by: A, entries: [1, 3], kind: 'failed' },
    { type: 'return', by: B, entries: [4], kind: 'failed' },
    { type: 'discard', by: B, entries: [2] },
    { type: 'enqueue', message: message('m5') },
  ];

  function after(state: QueueState, commands: readonly QuorumCommand[]): QueueState {
    return commands.reduce((queue_, command) => applyCommand(queue_, command, 0).turn.queue, state);
  }

  /** Two consumers that hold two messages each, handed out in turn. */
  const inTurn = after(queue('quorum', {}, '4.3'), [
    ...[A, B].map((by): QuorumCommand => ({
      type: 'checkout',
      consumer: { ...by, tag: by.connection, noAck: false, exclusive: false, prefetch: 2, priority: 0 },
    })),
    ...['m1', 'm2', 'm3', 'm4'].map((body): QuorumCommand => ({ type: 'enqueue', message: message(body) })),
  ]);
  const [one, two, three, four] = inTurn.held.items as readonly [Held, Held, Held, Held];
  const oneByOne = { ...inTurn, held: NumberedList.from([two, four, one, three]) };

  test('is no part of the name', () => {
    expect(inTurn.held.items.map(({ consumerTag }) => consumerTag)).toEqual(['a', 'b', 'a', 'b']);
    expect(hashOf(oneByOne)).toEqual(hashOf(inTurn));
  });

  test.each(COMMANDS.map((command, index) => [`${command.type} (${index})`, command] as const))(
    'makes no difference after %s and any two more',
    (_name, first) => {
      for (const second of COMMANDS) {
        for (const third of COMMANDS) {
          const commands = [first, second, third];
          const states = [inTurn, oneByOne].map((start) => after(start, commands));
          expect(states.map(({ ready }) => inServingOrder(ready))[1]).toEqual(
            inServingOrder(states[0]?.ready as Ready),
          );
          expect(hashOf(states[1])).toEqual(hashOf(states[0]));
        }
      }
    },
  );
});
