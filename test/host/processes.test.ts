/** Processes crash, lose power, stand still or become slow; their peers learn of it as peers do in life. */
import { describe, expect, test } from 'vitest';
import { at, greet, ping, story } from './support.ts';

describe('a crash', () => {
  test('those who talked with the process are told after the latency, others are not', () => {
    const told = story([ping(0, 'ann', 'bob', 1), at(5_000, 'crash', { node: 'bob' })]);
    expect(told.since('ann')).toEqual(['2000 PongResponse 1 from bob', '6000 disconnected from bob']);
    expect(told.since('cid')).toEqual([]);
  });

  test('a peer that never got an answer is told too', () => {
    const told = story([greet(0, 'ann', 'bob', 1), at(5_000, 'crash', { node: 'bob' })]);
    expect(told.since('ann')).toEqual(['6000 disconnected from bob']);
  });

  test('what it had sent still arrives, and the news comes after it', () => {
    const told = story([greet(0, 'bob', 'ann', 1), at(10, 'crash', { node: 'bob' })]);
    expect(told.since('ann')).toEqual(['1000 Greeting 1 from bob', '1010 disconnected from bob']);
  });

  test('what was on its way to it is lost, even when it starts again before that would have arrived', () => {
    const told = story([
      greet(0, 'ann', 'bob', 1),
      at(10, 'crash', { node: 'bob' }),
      at(20, 'restart', { node: 'bob' }),
      greet(5_000, 'ann', 'bob', 2),
    ]);
    expect(told.journal('bob')).toEqual(['20 start after crashed', '6000 Greeting 2 from ann']);
  });

  test('neither does what a peer sent before it closed the connection', () => {
    const told = story([
      greet(0, 'ann', 'bob', 1),
      at(5, 'hangUp', { node: 'ann', to: 'bob' }),
      at(10, 'crash', { node: 'bob' }),
      at(20, 'restart', { node: 'bob' }),
    ]);
    expect(told.journal('bob')).toEqual(['20 start after crashed']);
    expect(told.since('ann')).toEqual([]);
  });

  test('whoever closed the connection before, or was told of its end, is not told again', () => {
    const told = story([
      ping(0, 'ann', 'bob', 1),
      at(3_000, 'hangUp', { node: 'ann', to: 'bob' }),
      at(5_000, 'crash', { node: 'bob' }),
      at(6_000, 'restart', { node: 'bob' }),
      at(7_000, 'crash', { node: 'bob' }),
    ]);
    expect(told.since('ann')).toEqual(['2000 PongResponse 1 from bob']);
  });

  test('a machine that was busy refuses at once, too', () => {
    const told = story([
      at(0, 'slowNode', { node: 'bob', micros: 50_000 }),
      greet(1, 'cid', 'bob', 1),
      at(2_000, 'crash', { node: 'bob' }),
      ping(3_000, 'ann', 'bob', 2),
    ]);
    expect(told.since('ann')).toEqual(['5000 disconnected from bob']);
  });

  test('memory and timers are gone, and the next start counts as another incarnation', () => {
    const told = story([
      at(0, 'arm', { node: 'bob', name: 'alarm', subject: 0, after: 9_000 }),
      greet(0, 'ann', 'bob', 1),
      at(5_000, 'crash', { node: 'bob' }),
      at(6_000, 'restart', { node: 'bob' }),
    ]);
    const down = told.machine('bob', told.worldAt(5_500));
    expect(down).toMatchObject({ process: 'down', memory: undefined, timers: [], incarnation: 1 });
    expect(told.machine('bob')).toMatchObject({ process: 'running', incarnation: 2 });
    expect(told.journal('bob')).toEqual(['6000 start after crashed']);
  });

  test('whoever sends to a process that is down is refused at once, not left to wait', () => {
    const told = story([at(0, 'crash', { node: 'bob' }), ping(100, 'ann', 'bob', 1)]);
    expect(told.since('ann')).toEqual(['2100 disconnected from bob']);
  });

  test('behind a cut the news is not heard before the link is healed', () => {
    const told = story([
      ping(0, 'ann', 'bob', 1),
      at(3_000, 'cut', { a: 'ann', b: 'bob' }),
      at(4_000, 'crash', { node: 'bob' }),
      at(30_000, 'healLink', { a: 'ann', b: 'bob' }),
    ]);
    expect(told.since('ann')).toEqual(['2000 PongResponse 1 from bob', '30000 disconnected from bob']);
  });

  test('the history tells of the end of a client, not of the end of a broker', () => {
    const told = story([at(1, 'crash', { node: 'ann' }), at(2, 'crash', { node: 'bob' })]);
    expect(told.run.world.history.toArray()).toEqual([
      { f: 'crash', type: 'info', at: 1, process: 'ann', incarnation: 1, step: 0 },
    ]);
  });

  test('a process that ends itself looks the same to its peers', () => {
    const told = story([ping(0, 'ann', 'bob', 1), at(5_000, 'stop', { node: 'bob' })]);
    expect(told.since('ann').at(-1)).toBe('6000 disconnected from bob');
    expect(told.machine('bob').process).toBe('down');
  });
});

describe('a loss of power', () => {
  test('nobody is told until the machine is back: then its peers learn that their connections are gone', () => {
    const told = story([
      ping(0, 'ann', 'bob', 1),
      at(5_000, 'powerLoss', { node: 'bob' }),
      at(90_000, 'restart', { node: 'bob' }),
    ]);
    expect(told.since('ann', told.worldAt(89_999))).toEqual(['2000 PongResponse 1 from bob']);
    expect(told.since('ann').slice(1)).toEqual(['91000 disconnected from bob']);
    expect(told.since('cid')).toEqual([]);
  });

  test('what is sent to it meanwhile is neither refused nor delivered to the next incarnation', () => {
    const told = story([
      at(0, 'powerLoss', { node: 'bob' }),
      ping(100, 'ann', 'bob', 1),
      at(90_000, 'restart', { node: 'bob' }),
      ping(95_000, 'ann', 'bob', 2),
    ]);
    expect(told.since('ann', told.worldAt(90_999))).toEqual([]);
    expect(told.since('ann')).toEqual(['91000 disconnected from bob', '97000 PongResponse 2 from bob']);
    expect(told.journal('bob')).toEqual(['90000 start after powered-off', '96000 PingRequest 2 from ann']);
  });

  test('a machine whose process has crashed can lose power too; then it refuses nobody any more', () => {
    const told = story([
      at(0, 'crash', { node: 'bob' }),
      at(1, 'powerLoss', { node: 'bob' }),
      ping(100, 'ann', 'bob', 1),
    ]);
    expect(told.machine('bob').process).toBe('powered-off');
    expect(told.since('ann')).toEqual([]);
  });
});

describe('a pause', () => {
  const paused = [
    at(0, 'arm', { node: 'bob', name: 'early', subject: 0, after: 2_000 }),
    at(0, 'arm', { node: 'bob', name: 'late', subject: 0, after: 70_000 }),
    at(500, 'pause', { node: 'bob' }),
    greet(600, 'ann', 'bob', 1),
    greet(1_400, 'cid', 'bob', 2),
    at(50_000, 'resume', { node: 'bob' }),
  ];

  test('the process does nothing; its peers are told nothing; its messages wait', () => {
    const told = story(paused);
    expect(told.since('bob', told.worldAt(49_999))).toEqual([]);
    expect([told.since('ann'), told.since('cid')]).toEqual([[], []]);
  });

  test('its clock runs on: what was due meanwhile comes at once when it continues, in the order in which it was due', () => {
    expect(story(paused).since('bob')).toEqual([
      '50000 resumed',
      '50000 Greeting 1 from ann',
      '50000 timer early 0',
      '50000 Greeting 2 from cid',
      '70000 timer late 0',
    ]);
  });

  test('it keeps memory and incarnation', () => {
    const told = story(paused);
    expect(told.journal('bob')[0]).toBe('0 start after none');
    expect(told.machine('bob').incarnation).toBe(1);
  });

  test('a paused process can crash: its peers are told', () => {
    const told = story([
      ping(0, 'ann', 'bob', 1),
      at(3_000, 'pause', { node: 'bob' }),
      at(4_000, 'crash', { node: 'bob' }),
    ]);
    expect(told.since('ann').at(-1)).toBe('5000 disconnected from bob');
  });
});

describe('a slow machine', () => {
  test('is busy after every event, so that messages and timers queue before it', () => {
    const told = story([
      at(0, 'slowNode', { node: 'bob', micros: 5_000 }),
      greet(1, 'ann', 'bob', 1),
      greet(2, 'ann', 'bob', 2),
      greet(3, 'cid', 'bob', 3),
    ]);
    expect(told.since('bob')).toEqual([
      '1001 Greeting 1 from ann',
      '6001 Greeting 2 from ann',
      '11001 Greeting 3 from cid',
    ]);
  });

  test('its timers go off late', () => {
    const told = story([
      at(0, 'slowNode', { node: 'bob', micros: 5_000 }),
      at(1, 'arm', { node: 'bob', name: 'tick', subject: 0, after: 10 }),
    ]);
    expect(told.since('bob')).toEqual(['5001 timer tick 0']);
  });

  test('others are as fast as ever', () => {
    const told = story([at(0, 'slowNode', { node: 'bob', micros: 5_000 }), ping(1, 'ann', 'cid', 1)]);
    expect(told.since('ann')).toEqual(['2001 PongResponse 1 from cid']);
  });

  test('fast again, it works off at once what waits', () => {
    const told = story([
      at(0, 'slowNode', { node: 'bob', micros: 60_000 }),
      greet(1, 'ann', 'bob', 1),
      greet(2, 'ann', 'bob', 2),
      at(9_000, 'slowNode', { node: 'bob', micros: 0 }),
    ]);
    expect(told.since('bob')).toEqual(['1001 Greeting 1 from ann', '9000 Greeting 2 from ann']);
  });
});

describe('healing everything', () => {
  test('starts what is down, continues what stands still, speeds up what is slow, opens every link', () => {
    const told = story([
      at(0, 'crash', { node: 'ann' }),
      at(0, 'pause', { node: 'bob' }),
      at(0, 'slowNode', { node: 'cid', micros: 100 }),
      at(0, 'hold', { from: 'bob', to: 'cid' }),
      at(0, 'slowLink', { a: 'ann', b: 'cid', micros: 100 }),
      at(0, 'loseResponse', { from: 'cid', to: 'bob' }),
      at(7_000, 'healAll'),
    ]);
    expect(told.run.world.machines.map(({ process, slowMicros }) => [process, slowMicros])).toEqual([
      ['running', 0],
      ['running', 0],
      ['running', 0],
    ]);
    const whole = told.run.world.links.every(
      (link) => link.state === 'open' && link.extraMicros === 0 && !link.losesNextResponse,
    );
    expect(whole).toBe(true);
    expect(told.run.world.healedAt).toBe(7_000);
    expect(told.since('bob')).toEqual(['7000 resumed']);
    expect(told.journal('ann')).toEqual(['7000 start after crashed']);
  });
});
