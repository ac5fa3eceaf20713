/** What a broker keeps from one leadership, one connection and one life to the next. */
import { describe, expect, it } from 'vitest';
import type { Playback } from '../../../../sim-engine/playback.ts';
import type { BrokerMemory } from '../../../../sim-engine/systems/kafka/broker/memory.ts';
import type { ProducerMemory } from '../../../../sim-engine/systems/kafka/client/producer/memory.ts';
import type { ControllerMemory } from '../../../../sim-engine/systems/kafka/controller/memory.ts';
import type { ReplicaLog } from '../../../../sim-engine/systems/kafka/log.ts';
import { CONTROLLER, FILE } from '../../../../sim-engine/systems/kafka/topology.ts';
import { at, handProducer, ms, play, sendBatch, sendEach } from '../support.ts';

function controllerOf(playback: Playback): ControllerMemory {
  return playback.worldAt(playback.steps).machines[CONTROLLER]?.memory as ControllerMemory;
}

function isrOf(playback: Playback): readonly number[] {
  return [...(controllerOf(playback).image.partitions[0]?.isr ?? [])].sort();
}

const QUICK = {
  'min.insync.replicas': 2,
  'replica.lag.time.max.ms': 2_000,
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3_000,
} as const;

describe('a leader that is deposed before it has appended anything', () => {
  it('forgets the epoch that nobody else knows, and follows', () => {
    const playback = play({
      settings: QUICK,
      faults: [
        ...sendBatch(1_000, 'a', 2),
        at(2_000, 'electLeader', { node: 'broker-2', topic: 'orders', partition: 0 }),
        at(3_000, 'electLeader', { node: 'broker-1', topic: 'orders', partition: 0 }),
        ...sendEach(4_000, 'a', 10, 1_000),
      ],
      horizonMillis: 30_000,
    });
    expect(isrOf(playback)).toEqual([1, 2, 3]);
  });
});

describe('a partition that moves to a fetcher whose request is already on its way', () => {
  it('is fetched although that request is lost and names only partitions that have moved away', () => {
    const producers = ['a', 'b', 'c', 'd'];
    const playback = play({
      topic: { partitions: 2 },
      producers: producers.map((name) => handProducer(name)),
      settings: QUICK,
      faults: [
        at(1_100, 'electLeader', { node: 'broker-1', topic: 'orders', partition: 1 }),
        at(1_110, 'loseResponse', { from: 'broker-1', to: 'broker-3' }),
        at(1_120, 'electLeader', { node: 'broker-2', topic: 'orders', partition: 0 }),
        ...producers.flatMap((name) => sendEach(2_000, name, 10, 1_000)),
      ],
      horizonMillis: 20_000,
    });
    expect(playback.milestones.map(({ kind }) => kind)).not.toContain('isr');
  });
});

describe('a request to a machine that loses power', () => {
  it('is refused when the machine is back, though the sender had never heard of it', () => {
    const playback = play({
      settings: QUICK,
      faults: [
        at(1_000, 'crash', { node: 'broker-3' }),
        at(6_000, 'cut', { a: 'broker-3', b: 'controller' }),
        at(7_000, 'restart', { node: 'broker-3' }),
        at(8_000, 'powerLoss', { node: 'controller' }),
        at(9_000, 'restart', { node: 'controller' }),
      ],
      healAtMillis: 12_000,
      horizonMillis: 40_000,
    });
    expect(isrOf(playback)).toEqual([1, 2, 3]);
  });
});

describe('a broker whose registration was answered, but not heard', () => {
  it('asks again as the same process, and stays eligible to lead', () => {
    const playback = play({
      settings: QUICK,
      faults: [
        at(1_000, 'cleanShutdown', { node: 'broker-3' }),
        at(2_000, 'cleanShutdown', { node: 'broker-2' }),
        at(4_000, 'loseResponse', { from: 'controller', to: 'broker-2' }),
        at(4_000, 'restart', { node: 'broker-2' }),
      ],
      horizonMillis: 20_000,
    });
    for (let step = playback.stepAt(ms(4_000)); step <= playback.steps; step += 1) {
      const { image } = playback.worldAt(step).machines[CONTROLLER]?.memory as ControllerMemory;
      expect([...(image.partitions[0]?.isr ?? []), ...(image.partitions[0]?.elr ?? [])]).toContain(2);
    }
    expect(isrOf(playback)).toEqual([1, 2]);
  });
});

describe('a broker that has not registered yet', () => {
  it('answers nobody: what it remembers of the metadata is from another time', () => {
    const playback = play({
      settings: QUICK,
      producers: [{ ...handProducer('a'), ratePerSecond: 20, records: 200, keys: ['a'] }],
      faults: [at(2_000, 'crash', { node: 'broker-1' }), at(2_100, 'restart', { node: 'broker-1' })],
      horizonMillis: 20_000,
    });
    const NODES = 6;
    let seen = 0;
    for (let step = playback.stepAt(ms(2_100)); step <= playback.steps; step += 1) {
      const { machines, links } = playback.worldAt(step);
      if ((machines[1]?.memory as BrokerMemory | undefined)?.state !== 'starting') continue;
      seen += 1;
      const answers = links.slice(NODES, 2 * NODES).flatMap(({ queue }) => queue.map(({ message }) => message?.kind));
      expect(answers.filter((kind) => kind?.endsWith('Response'))).toEqual([]);
    }
    expect(seen).toBeGreaterThan(10);
  });
});

describe('producer ids', () => {
  it('are given once, even when broker and producer both begin anew', () => {
    const again = (millis: number) =>
      ['broker-1', 'broker-2', 'broker-3', 'a'].flatMap((node) => [
        at(millis, 'crash', { node }),
        at(millis + 200, 'restart', { node }),
      ]);
    const playback = play({
      settings: QUICK,
      faults: [...again(5_000), ...again(20_000), ...again(35_000), ...sendBatch(50_000, 'a', 1)],
      horizonMillis: 60_000,
    });
    const ids = new Map<number, number>();
    for (let step = 0; step <= playback.steps; step += 1) {
      const machine = playback.worldAt(step).machines[4];
      const id = (machine?.memory as ProducerMemory | undefined)?.producerId ?? -1;
      if (id !== -1) ids.set(machine?.incarnation ?? 0, id);
    }
    expect(ids.size).toBe(4);
    expect(new Set(ids.values()).size).toBe(4);
  });
});

describe('a log that was flushed, then cut, then flushed again', () => {
  it('is on the platter as it is, without what was cut off', () => {
    const playback = play({
      settings: { ...QUICK, 'flush.messages': 1 },
      producers: [handProducer('a'), handProducer('b', { acks: '1', 'enable.idempotence': false })],
      faults: [
        ...sendBatch(1_000, 'a', 2),
        at(2_000, 'isolate', { node: 'broker-1' }),
        at(2_001, 'healLink', { a: 'broker-1', b: 'b' }),
        ...sendEach(2_100, 'b', 6),
        at(12_000, 'healAll'),
        at(14_000, 'powerLoss', { node: 'broker-1' }),
      ],
      horizonMillis: 15_000,
    });
    expect(playback.milestones.map(({ sentence }) => sentence.key)).toContain('kafka.broker.truncated');
    const ends = [1, 2].map(
      (broker) =>
        (playback.worldAt(playback.steps).machines[broker]?.disk[FILE.log(0)]?.durable as ReplicaLog).endOffset,
    );
    expect(ends[0]).toBe(ends[1]);
  });
});

describe('an answer to a process that is gone', () => {
  it('says nothing to the next process of the same machine, though both have sent as many requests', () => {
    const playback = play({
      faults: [
        at(500, 'pause', { node: 'broker-2' }),
        at(500, 'pause', { node: 'broker-3' }),
        ...sendBatch(1_000, 'a', 1),
        at(1_100, 'crash', { node: 'a' }),
        at(1_200, 'restart', { node: 'a' }),
        ...sendBatch(1_300, 'a', 1),
        at(3_000, 'resume', { node: 'broker-2' }),
        at(3_000, 'resume', { node: 'broker-3' }),
      ],
      horizonMillis: 20_000,
    });
    const acknowledged = playback
      .history(playback.steps)
      .flatMap((operation) => (operation.f === 'send' && operation.type === 'ok' ? [operation.offset] : []));
    expect(acknowledged).toEqual([1]);
  });
});
