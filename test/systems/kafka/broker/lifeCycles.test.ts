/** What a broker keeps from one leadership, one connection and one life to the next. */
import { describe, expect, it } from 'vitest';
import type { Playback } from '../../../../sim-engine/playback.ts';
import type { ControllerMemory } from '../../../../sim-engine/systems/kafka/controller/memory.ts';
import { CONTROLLER } from '../../../../sim-engine/systems/kafka/topology.ts';
import { at, play, sendBatch, sendEach } from '../support.ts';

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
