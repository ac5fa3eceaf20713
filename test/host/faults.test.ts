/** The fault alphabet: what it takes to lose an answer, what a budget allows, and what is refused in words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../sim-engine/host/action.ts';
import { randomDecider } from '../../sim-engine/kernel/decider.ts';
import { HOST_OPERATIONS } from '../../sim-engine/scenario/operations.ts';
import { at, greet, NAMES, ping, story, type Story } from './support.ts';

describe('a lost response', () => {
  const lost = at(0, 'loseResponse', { from: 'bob', to: 'ann' });

  test('the request is carried out, its answer is lost with the connection, and both ends are told', () => {
    const told = story([lost, ping(1, 'ann', 'bob', 1)]);
    expect(told.since('bob')).toEqual(['1001 PingRequest 1 from ann', '2001 disconnected from ann']);
    expect(told.since('ann')).toEqual(['2001 disconnected from bob']);
    expect(told.milestones).toContain('fault.response-lost');
  });

  test('it is one response: the next one arrives', () => {
    const told = story([lost, ping(1, 'ann', 'bob', 1), ping(5_000, 'ann', 'bob', 2)]);
    expect(told.since('ann')).toEqual(['2001 disconnected from bob', '7000 PongResponse 2 from bob']);
  });

  test('only a response counts: other messages pass, and the loss is still to come', () => {
    const told = story([lost, greet(1, 'bob', 'ann', 1), ping(2, 'bob', 'ann', 2)]);
    expect(told.since('ann')).toEqual(['1001 Greeting 1 from bob', '1002 PingRequest 2 from bob']);
    expect(told.since('bob')).toEqual(['2002 PongResponse 2 from ann']);
    expect(told.link('bob', 'ann').losesNextResponse).toBe(true);
  });

  test('only a response on that link counts', () => {
    const told = story([lost, ping(1, 'ann', 'cid', 1), ping(1, 'cid', 'bob', 2)]);
    expect(told.since('ann')).toEqual(['2001 PongResponse 1 from cid']);
    expect(told.since('cid')).toEqual(['1001 PingRequest 1 from ann', '2001 PongResponse 2 from bob']);
  });

  test('other requests in flight on that connection are lost with it', () => {
    const told = story([lost, ping(1, 'ann', 'bob', 1), ping(500, 'ann', 'bob', 2)]);
    expect(told.since('bob')).toEqual(['1001 PingRequest 1 from ann', '2001 disconnected from ann']);
  });
});

describe('a fault budget', () => {
  const faultBudget = { crash: 1, slowNode: 1 };
  const crash = (micros: number, node: string): Action => at(micros, 'crash', { node });

  test('allows so many, and refuses the next in words, changing nothing', () => {
    const told = story([crash(1, 'bob'), crash(2, 'cid')], { faultBudget });
    expect(told.run.world.machines.map(({ process }) => process)).toEqual(['running', 'down', 'running']);
    expect(told.run.world.milestones.toArray().map(({ sentence }) => sentence)).toEqual([
      { key: 'action.crash', params: { operation: 'crash', node: 'bob' } },
      { key: 'fault.over-budget', params: { operation: 'crash', node: 'cid', limit: 1 } },
    ]);
    expect(told.run.world.faults).toEqual({ crash: 1 });
  });

  test('a fault that does not apply uses nothing of it', () => {
    const told = story([crash(1, 'nobody'), crash(2, 'bob'), crash(3, 'bob')], { faultBudget });
    expect(told.run.world.faults).toEqual({ crash: 1 });
    expect(told.milestones).toEqual(['fault.does-not-apply', 'action.crash', 'fault.does-not-apply']);
  });

  test('other faults are not limited by it, and every kind is counted on its own', () => {
    const told = story([crash(1, 'bob'), at(2, 'pause', { node: 'ann' }), at(3, 'cut', { a: 'ann', b: 'cid' })], {
      faultBudget,
    });
    expect(told.run.world.faults).toEqual({ crash: 1, pause: 1, cut: 1 });
  });

  test('healing is never limited and never counted, an end of slowness included', () => {
    const budget = Object.fromEntries(HOST_OPERATIONS.map(({ name }) => [name, name === 'slowNode' ? 1 : 0]));
    const told = story(
      [
        at(1, 'slowNode', { node: 'bob', micros: 9_000 }),
        at(2, 'slowNode', { node: 'bob', micros: 0 }),
        at(3, 'healAll'),
        at(4, 'healLink', { a: 'ann', b: 'bob' }),
      ],
      { faultBudget: budget },
    );
    expect(told.machine('bob').slowMicros).toBe(0);
    expect(told.run.world.healedAt).toBe(3);
    expect(told.run.world.faults).toEqual({ slowNode: 1 });
  });
});

describe('a changed setting', () => {
  const red = at(10, 'configure', { node: 'bob', setting: 'colour', value: 'red' });

  test('is told to the process with everything else it was given, and survives a crash', () => {
    const told = story([red, at(20, 'crash', { node: 'bob' }), at(30, 'restart', { node: 'bob' })], {
      settings: { size: 1 },
    });
    expect(told.since('bob', told.worldAt(10))).toEqual(['10 configured {"size":1,"colour":"red"}']);
    expect(told.machine('bob').settings).toEqual({ size: 1, colour: 'red' });
    expect(told.machine('cid').settings).toEqual({ size: 1 });
  });

  test('waits in the file of a process that is down', () => {
    const told = story([at(1, 'crash', { node: 'bob' }), red]);
    expect(told.machine('bob').settings).toEqual({ colour: 'red' });
    expect(told.milestones).toEqual(['action.crash', 'action.configure']);
  });
});

describe('what does not apply', () => {
  const inVain: readonly (readonly [string, readonly Action[], Action])[] = [
    ['a crash of what is down', [at(1, 'crash', { node: 'bob' })], at(9, 'crash', { node: 'bob' })],
    ['a loss of power without power', [at(1, 'powerLoss', { node: 'bob' })], at(9, 'powerLoss', { node: 'bob' })],
    ['a restart of what runs', [], at(9, 'restart', { node: 'bob' })],
    ['a restart of what stands still', [at(1, 'pause', { node: 'bob' })], at(9, 'restart', { node: 'bob' })],
    ['a pause of what is down', [at(1, 'crash', { node: 'bob' })], at(9, 'pause', { node: 'bob' })],
    ['continuing what runs', [], at(9, 'resume', { node: 'bob' })],
    ['losing the disk under a process', [], at(9, 'diskLoss', { node: 'bob' })],
    ['slowing down by as much as before', [], at(9, 'slowNode', { node: 'bob', micros: 0 })],
    ['cutting what is cut', [at(1, 'cut', { a: 'ann', b: 'bob' })], at(9, 'cut', { a: 'bob', b: 'ann' })],
    ['isolating what is isolated', [at(1, 'isolate', { node: 'bob' })], at(9, 'isolate', { node: 'bob' })],
    ['holding what is cut', [at(1, 'cut', { a: 'ann', b: 'bob' })], at(9, 'hold', { from: 'ann', to: 'bob' })],
    [
      'releasing what is not held',
      [at(1, 'cut', { a: 'ann', b: 'bob' })],
      at(9, 'release', { from: 'ann', to: 'bob' }),
    ],
    ['healing what is whole', [], at(9, 'healLink', { a: 'ann', b: 'bob' })],
    ['a link from a machine to itself', [], at(9, 'cut', { a: 'bob', b: 'bob' })],
    ['a machine that does not exist', [], at(9, 'crash', { node: 'eve' })],
    ['a command to what is down', [at(1, 'crash', { node: 'bob' })], at(9, 'fsync', { node: 'bob' })],
    ['a command that the system does not know', [], at(9, 'dance', { node: 'bob' })],
    ['a setting of a machine that does not exist', [], at(9, 'configure', { node: 'eve', setting: 'a', value: 1 })],
  ];

  /** Machines, links and what was counted. */
  const state = ({ run }: Story): unknown => {
    const { machines, links, faults, sequence } = run.world;
    return { machines, links, faults, sequence };
  };

  test.each(inVain)('%s changes nothing and says only that', (_, before, action) => {
    const without = story(before);
    const withIt = story([...before, action]);
    expect(state(withIt)).toEqual(state(without));
    expect(withIt.milestones).toEqual([...without.milestones, 'fault.does-not-apply']);
    expect(withIt.run.world.milestones.last()?.sentence.params['operation']).toBe(action.operation);
  });

  test('a fault that applies says what it does, never that it does not apply', () => {
    expect(story([at(9, 'crash', { node: 'bob' })]).milestones).toEqual(['action.crash']);
  });
});

describe('any schedule of faults', () => {
  const node = fc.constantFrom(...NAMES);
  const action: fc.Arbitrary<Action> = fc
    .record({
      at: fc.nat(30_000),
      operation: fc.constantFrom(...HOST_OPERATIONS.map(({ name }) => name).filter((name) => name !== 'configure')),
      nodes: fc.tuple(node, node),
      micros: fc.nat(5_000),
    })
    .map(({ at: when, operation, nodes: [left, right], micros }) =>
      at(when, operation, { node: left, a: left, b: right, from: left, to: right, micros }),
    );
  const pings = Array.from({ length: 12 }, (_, index) =>
    ping(index * 2_000, NAMES[index % 3]!, NAMES[(index + 1) % 3]!, index),
  );

  test('leaves a world that can be healed: all run, all links are open, everybody answers', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 15 }), fc.integer(), (faults, seed) => {
        const told = story(
          [
            ...pings,
            ...faults,
            at(200_000, 'healAll'),
            ping(900_000, 'ann', 'bob', 77),
            ping(900_000, 'cid', 'bob', 78),
          ],
          { decider: randomDecider(seed), latency: { latencyMicros: 500, jitterMicros: 700 } },
        );
        expect(told.run.world.machines.map(({ process }) => process)).toEqual(['running', 'running', 'running']);
        expect(told.journal('ann').join()).toContain('PongResponse 77 from bob');
        expect(told.journal('cid').join()).toContain('PongResponse 78 from bob');
      }),
    );
  });

  test('never delivers a message twice to one incarnation, and never out of order', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 15 }), fc.integer(), (faults, seed) => {
        const told = story([...pings, ...faults, at(200_000, 'healAll')], { decider: randomDecider(seed) });
        for (const name of NAMES) {
          for (const from of NAMES) {
            const numbers = told
              .journal(name)
              .filter((line) => line.includes(`PingRequest`) && line.endsWith(from))
              .map((line) => Number(line.split(' ')[2]));
            expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
          }
        }
      }),
    );
  });
});
