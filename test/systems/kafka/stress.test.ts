/**
 * Random faults, then healing: whatever happened, the cluster comes to rest again, and on the way nothing that careful settings
 * promise is broken. The sibling `failures/chaos.test.ts` is about safety under power loss; this one is about getting well.
 */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../sim-engine/host/action.ts';
import { drawInteger } from '../../../sim-engine/kernel/random.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import type { Scenario } from '../../../sim-engine/scenario/types.ts';
import type { BrokerMemory } from '../../../sim-engine/systems/kafka/broker/memory.ts';
import type { ControllerMemory } from '../../../sim-engine/systems/kafka/controller/memory.ts';
import type { ReplicaLog } from '../../../sim-engine/systems/kafka/log.ts';
import type { EpochCache } from '../../../sim-engine/systems/kafka/rules/leaderEpochCache.ts';
import { CONTROLLER, FILE } from '../../../sim-engine/systems/kafka/topology.ts';
import { at, billing, clusterOf, handProducer } from './support.ts';

const SCHEDULES = 60;
/** Schedules whose every step is looked at. */
const SCHEDULES_INSPECTED = 5;

const BROKERS = ['broker-1', 'broker-2', 'broker-3'] as const;
const CLIENTS = ['a', 'b', 'billing-1', 'billing-2'] as const;
const HEAL_AT_MILLIS = 50_000;
const HORIZON_MILLIS = 180_000;

type Draw = (count: number) => number;

function drawing(seed: number): Draw {
  let draws = 0;
  return (count) => drawInteger(seed, 0, 0, (draws += 1), count);
}

/** One fault and, for most kinds, its end: brokers more often than controller and clients. Brokers lose no power, for nothing is flushed. */
function randomFault(draw: Draw): Action[] {
  const pick = (names: readonly string[]): string => names[draw(names.length)] as string;
  const anyone = [...BROKERS, ...BROKERS, ...BROKERS, 'controller', ...CLIENTS];
  const node = pick(anyone);
  const peer = pick(anyone.filter((name) => name !== node));
  const broker = pick(BROKERS);
  const millis = 1_000 + draw(40_000);
  const until = millis + draw(12_000);
  const kinds: Action[][] = [
    [at(millis, 'crash', { node }), at(until, 'restart', { node })],
    [at(millis, 'crash', { node: broker }), at(until, 'restart', { node: broker })],
    [at(millis, 'powerLoss', { node: 'controller' }), at(until, 'restart', { node: 'controller' })],
    [at(millis, 'pause', { node }), at(until, 'resume', { node })],
    [at(millis, 'cut', { a: node, b: peer }), at(until, 'healLink', { a: node, b: peer })],
    [at(millis, 'cutOneWay', { from: node, to: peer }), at(until, 'healLink', { a: node, b: peer })],
    [at(millis, 'hold', { from: node, to: peer }), at(until, 'release', { from: node, to: peer })],
    [at(millis, 'isolate', { node: broker }), at(until, 'healAll')],
    [at(millis, 'loseResponse', { from: node, to: peer })],
    [at(millis, 'slowLink', { a: node, b: peer, micros: 1_000 * draw(3_000) })],
    [at(millis, 'slowNode', { node, micros: 1_000 * draw(50) })],
    [at(millis, 'cleanShutdown', { node: broker }), at(until, 'restart', { node: broker })],
    [at(millis, 'electLeader', { node: broker, topic: 'orders', partition: draw(2) })],
  ];
  return kinds[draw(kinds.length)] as Action[];
}

function schedule(seed: number): Scenario {
  const draw = drawing(seed);
  const faults = Array.from({ length: 4 + draw(14) }, () => randomFault(draw)).flat();
  // A shutdown that was asked for before the healing may end after it.
  const lateRestarts = BROKERS.map((node) => at(HEAL_AT_MILLIS + 12_000, 'restart', { node }));
  const producers = [
    { name: 'a', keys: ['a', 'b', 'c'] },
    { name: 'b', keys: ['d', 'e'] },
  ].map(({ name, keys }) => ({
    ...handProducer(name, {
      'request.timeout.ms': 2_000,
      'delivery.timeout.ms': 100_000,
      // A broker remembers five batches of a producer, and after a change of leader twice as many may be out.
      'max.in.flight.requests.per.connection': 1 + (seed % 2),
    }),
    keys,
    ratePerSecond: 4,
    records: 160,
  }));
  const consumers = ['billing-1', 'billing-2'].map((name) =>
    billing(
      name,
      { commit: seed % 2 === 0 ? 'auto' : 'after-processing', micros: 5_000 },
      {
        'auto.offset.reset': 'earliest',
        'auto.commit.interval.ms': 1_000,
        'session.timeout.ms': 3_000,
        'heartbeat.interval.ms': 500,
        'request.timeout.ms': 2_000,
      },
    ),
  );
  return clusterOf({
    seed,
    topic: { partitions: 2 },
    producers,
    consumers,
    settings: {
      'min.insync.replicas': 2,
      'eligible.leader.replicas.version': seed % 3 === 0 ? 0 : 1,
      'replica.lag.time.max.ms': 3_000,
      'broker.heartbeat.interval.ms': 500,
      'broker.session.timeout.ms': 3_000,
      'group.initial.rebalance.delay.ms': 500,
      'group.min.session.timeout.ms': 1_000,
    },
    faults: [...faults, ...lateRestarts].sort((left, right) => left.at - right.at),
    healAtMillis: HEAL_AT_MILLIS,
    horizonMillis: HORIZON_MILLIS,
    promises: ['no-lost-write', 'no-duplicate', 'order-per-key', 'every-record-read', 'no-divergence', 'comes-to-rest'],
  });
}

function run(seed: number): Playback {
  const playback = Playback.open(schedule(seed));
  playback.complete();
  return playback;
}

/** What is wrong at the end; a redelivery is not: effects here have no unique key. */
function wrongs(playback: Playback): readonly string[] {
  const { verdicts } = playback.judge(playback.steps);
  const pending = playback.pendingAt(playback.steps);
  return [
    ...verdicts
      .filter(({ kind, verdict }) => verdict !== 'allowed-here' && kind !== 'redelivered')
      .map(({ kind, verdict, subjects }) => `${kind} (${verdict}) ${subjects.values.join(', ')}`),
    ...(pending === null ? [] : [`awaits ${pending.key} ${JSON.stringify(pending.params)}`]),
  ];
}

/** What must hold in every world. Collects sentences about what does not. */
class Inspector {
  readonly broken = new Set<string>();
  readonly #leaders = new Map<string, number>();
  readonly #highWatermarks = new Map<string, number>();

  look(world: ReturnType<Playback['worldAt']>): void {
    const controller = world.machines[CONTROLLER]?.memory as ControllerMemory | undefined;
    BROKERS.forEach((_, index) => {
      const broker = index + 1;
      const machine = world.machines[broker];
      const memory = machine?.memory as BrokerMemory | undefined;
      const endOf = (node: number, partition: number): number =>
        (world.machines[node]?.disk[FILE.log(partition)]?.written as ReplicaLog | undefined)?.endOffset ?? 0;
      for (const replica of memory?.replicas ?? []) {
        if (replica === null) continue;
        const { partition, highWatermark, leaderEpoch } = replica;
        if (highWatermark < 0 || highWatermark > endOf(broker, partition))
          this.broken.add('a high watermark outside of its log');
        const epochs = (machine?.disk[FILE.epochs(partition)]?.written as EpochCache | undefined) ?? [];
        epochs.forEach((entry, place) => {
          const before = epochs[place - 1];
          if (before && (entry.epoch <= before.epoch || entry.startOffset <= before.startOffset))
            this.broken.add('leader epochs out of order');
        });
        if (replica.role !== 'leader') continue;
        this.#lookAtLeader(`${partition} in epoch ${leaderEpoch}`, broker, highWatermark);
        const registration = controller?.image.partitions[partition];
        if (registration?.leader !== broker || registration.leaderEpoch !== leaderEpoch) continue;
        if (registration.isr.some((member) => endOf(member, partition) < highWatermark))
          this.broken.add('a member of the ISR lacks a committed record');
      }
    });
  }

  #lookAtLeader(place: string, broker: number, highWatermark: number): void {
    if ((this.#leaders.get(place) ?? broker) !== broker) this.broken.add('two leaders in one epoch');
    this.#leaders.set(place, broker);
    if (highWatermark < (this.#highWatermarks.get(place) ?? 0)) this.broken.add("a leader's high watermark went back");
    this.#highWatermarks.set(place, highWatermark);
  }
}

const seeds = Array.from({ length: SCHEDULES }, (_, index) => index + 1);

describe('random faults, then healing', () => {
  test.each(seeds)('comes to rest with every promise kept (seed %i)', (seed) => {
    expect(wrongs(run(seed))).toEqual([]);
  });

  test.each(seeds.slice(0, SCHEDULES_INSPECTED))('logs and leaders are sound at every step (seed %i)', (seed) => {
    const playback = run(seed);
    const inspector = new Inspector();
    for (let step = 0; step <= playback.steps; step += 1) inspector.look(playback.worldAt(step));
    expect([...inspector.broken]).toEqual([]);
  });
});
