/** The golden runs: between them they reach every fault, both client protocols' recovery paths, and every kind of node. */
import type { Action } from '../../sim-engine/host/action.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { at } from '../systems/kafka/support.ts';

export interface GoldenSource {
  readonly name: string;
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

const { play } = KAFKA_PRESETS;

/** Every operation of the fault alphabet, in an order in which each applies. */
const everyFault: readonly Action[] = [
  at(1_000, 'slowLink', { a: 'broker-1', b: 'broker-2', micros: 20_000 }),
  at(1_500, 'slowNode', { node: 'broker-3', micros: 3_000 }),
  at(2_000, 'loseResponse', { from: 'broker-1', to: 'a' }),
  at(3_000, 'pause', { node: 'billing-1' }),
  at(5_000, 'hold', { from: 'broker-2', to: 'broker-3' }),
  at(6_000, 'release', { from: 'broker-2', to: 'broker-3' }),
  at(7_000, 'crash', { node: 'broker-1' }),
  at(12_000, 'resume', { node: 'billing-1' }),
  at(13_000, 'restart', { node: 'broker-1' }),
  at(18_000, 'cut', { a: 'broker-2', b: 'broker-3' }),
  at(19_000, 'healLink', { a: 'broker-2', b: 'broker-3' }),
  at(20_000, 'cutOneWay', { from: 'a', to: 'broker-2' }),
  at(22_000, 'powerLoss', { node: 'broker-2' }),
  at(23_000, 'diskLoss', { node: 'broker-2' }),
  at(24_000, 'isolate', { node: 'controller' }),
  at(26_000, 'healAll'),
  at(34_000, 'configure', { node: 'a', setting: 'linger.ms', value: 50 }),
  at(35_000, 'electPreferred', { topic: 'orders', partition: 0 }),
  at(36_000, 'cleanShutdown', { node: 'broker-3' }),
  at(37_000, 'send', { producer: 'b' }),
  at(40_000, 'healAll'),
];

export const goldenRuns: readonly GoldenSource[] = [
  { name: 'play', scenario: play, actions: [] },
  { name: 'play-seed-7', scenario: { ...play, seed: 7 }, actions: [] },
  { name: 'play-every-fault', scenario: play, actions: everyFault },
  { name: 'acks-one', scenario: KAFKA_PRESETS['acks-one'], actions: [] },
  { name: 'last-replica', scenario: KAFKA_PRESETS['last-replica'], actions: [] },
  { name: 'bench-10-seconds', scenario: { ...KAFKA_PRESETS.bench, horizonMillis: 10_000 }, actions: [] },
];
