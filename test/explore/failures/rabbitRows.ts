/**
 * Published failures of RabbitMQ that a search finds by itself: scenario, budget, what protects against it, and what a search
 * says. The stories are told step by step in test/systems/rabbitmq/failures.
 *
 * R1 to R4 need a cluster: autoheal, split brain, a minority, mirrors that lack messages. One node suffices for the others. What
 * is lost without publisher confirms breaks no promise, since nobody has given one: a search does not look for it.
 */
import type { FindRequest } from '../../../sim-engine/explore/find.ts';
import type { Settings } from '../../../sim-engine/host/settings.ts';
import type { RabbitProducerSpec } from '../../../sim-engine/systems/rabbitmq/scenario.ts';
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
} from '../../systems/rabbitmq/rooms.ts';
import { at } from '../../systems/runs.ts';
import type { Row } from './row.ts';

function search(room: RoomOptions, request: Omit<FindRequest, 'scenario' | 'bounds'>): FindRequest {
  return { healsMax: 1, fromMillis: 490, ...request, scenario: roomOf(room), bounds: { statesMax: 400_000 } };
}

const NODE = ['rabbit-1'];
const nodes = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `rabbit-${index + 1}`);

/** A publisher on each of the first two nodes; each publishes once, long enough after the search begins for a cut to be noticed. */
const onTwoSides = (brokers: number, handling: string): RoomOptions => ({
  brokers,
  settings: { ...LAST_WITH_MIRRORS, cluster_partition_handling: handling },
  queue: mirroredQueue(),
  producers: ['a', 'b'].map((name, index) => handPublisher(name, { node: `rabbit-${index + 1}`, settings: CAREFUL })),
  faults: [...publishEach(2_500, 'a', 1), ...publishEach(2_510, 'b', 1)],
});

/** The leader is cut off from both others; one message before it is missed, and one after. */
const oneOfThree = (handling: string): RoomOptions => ({
  ...onTwoSides(3, handling),
  faults: [
    ...['rabbit-2', 'rabbit-3'].map((b) => at(1_000, 'cut', { a: 'rabbit-1', b })),
    ...publishEach(1_200, 'a', 1),
    ...publishEach(2_500, 'b', 1),
  ],
});

/** One message, and nodes that go and come back. */
const mirroredPair = (policy: Settings = {}): RoomOptions => ({
  brokers: 2,
  settings: LAST_WITH_MIRRORS,
  queue: mirroredQueue(policy),
  faults: publishEach(500, 'a', 1),
});

const QUORUM: RoomOptions = { queue: { type: 'quorum' } };

/** Of two nodes, one cut makes two sides, and neither is a majority; of three, two cuts do, and one side goes on. */
const quorumOnTwoSides = (handling: string): RoomOptions => ({ ...onTwoSides(3, handling), ...QUORUM });

const carefulPublisher = handPublisher('a', { settings: CAREFUL });

/** Straight into the queue, told nothing of what becomes of it. */
function publisher(settings: Settings): readonly RabbitProducerSpec[] {
  return [handPublisher('a', { settings: { ...QUICK, ...settings } })];
}

const toOrders = (settings: Settings): RoomOptions => ({
  exchanges: [{ name: 'orders', type: 'direct' }],
  bindings: [{ from: 'orders', to: 'jobs', key: 'new' }],
  producers: [handPublisher('a', { exchange: 'orders', routingKeys: ['new'], settings: { ...QUICK, ...settings } })],
});

const TO_DEAD_LETTERS = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' } as const;

const poisoned = (settings: Settings): RoomOptions => ({
  producers: [{ ...carefulPublisher, poisonEvery: 2 }],
  queue: { settings },
  queues: [{ name: 'dead', type: 'quorum' }],
  consumers: [worker('worker-1', { ...QUICK, prefetch: 1 }, { micros: 500_000 })],
  faults: publishEach(500, 'a', 2),
  horizonMillis: 80_000,
});

export const RABBIT_ROWS: readonly Row[] = [
  {
    name: 'R1',
    story: 'autoheal throws away what the losing side of a partition has confirmed (aphyr 2014, Vanlightly 2018)',
    request: (isProtected) =>
      search(isProtected ? quorumOnTwoSides('autoheal') : onTwoSides(2, 'autoheal'), {
        promises: ['no-lost-write'],
        faults: { cut: isProtected ? 2 : 1 },
        targets: nodes(isProtected ? 3 : 2),
        healsMax: 0,
        untilMillis: 3_500,
      }),
    found: { anomaly: 'lost-write', faults: 1, distinct: 51, steps: 103 },
    exhausted: 1_545,
  },
  {
    name: 'R2',
    story: 'ignore: two leaders of one queue, each with messages of its own',
    request: (isProtected) =>
      search(isProtected ? quorumOnTwoSides('ignore') : onTwoSides(2, 'ignore'), {
        promises: ['no-divergence'],
        faults: { cut: isProtected ? 2 : 1 },
        targets: nodes(isProtected ? 3 : 2),
        healsMax: 0,
        untilMillis: 3_500,
      }),
    found: { anomaly: 'divergent-replicas', faults: 1, distinct: 51, steps: 69 },
    exhausted: 1_545,
  },
  {
    name: 'R3a',
    story: 'a leader alone gives its mirrors up and confirms; one that pauses in a minority does not',
    // With two nodes a cut is symmetric: both miss each other, and both pause.
    request: (isProtected) =>
      search(onTwoSides(2, isProtected ? 'pause_minority' : 'autoheal'), {
        promises: ['no-lost-write', 'no-divergence'],
        faults: { cut: 1 },
        targets: nodes(2),
        untilMillis: 3_500,
      }),
    found: { anomaly: 'lost-write', faults: 1, distinct: 88, steps: 103 },
    exhausted: 124,
  },
  {
    name: 'R3b',
    story: 'a side of one node of three pauses, and what the others confirm stays, whichever node crashes besides',
    // Links are not healed one by one: a partition in which two nodes both see a third is not noticed (see the limits).
    request: (isProtected) =>
      search(oneOfThree(isProtected ? 'pause_minority' : 'autoheal'), {
        promises: ['no-lost-write'],
        faults: { crash: 1 },
        targets: nodes(3),
        healsMax: 0,
        untilMillis: 3_500,
      }),
    found: { anomaly: 'lost-write', faults: 0, distinct: 44, steps: 195 },
    exhausted: 256,
  },
  {
    name: 'R4a',
    story: 'a mirror that was restarted is promoted without the messages of before',
    request: (isProtected) =>
      search(mirroredPair(isProtected ? { 'ha-sync-mode': 'automatic' } : {}), {
        promises: ['no-lost-write'],
        faults: { crash: 2 },
        targets: nodes(2),
        untilMillis: 3_500,
      }),
    found: { anomaly: 'lost-write', faults: 2, distinct: 1_849, steps: 44 },
    exhausted: 2_678,
  },
  {
    name: 'R4b',
    story: 'ha-promote-on-shutdown always: nodes are stopped in order one after the other, and messages are gone',
    request: (isProtected) =>
      search(mirroredPair({ 'ha-promote-on-shutdown': isProtected ? 'when-synced' : 'always' }), {
        promises: ['no-lost-write'],
        faults: { stopNode: 2 },
        targets: nodes(2),
        untilMillis: 3_500,
      }),
    found: { anomaly: 'lost-write', faults: 2, distinct: 1_703, steps: 47 },
    exhausted: 2_273,
  },
  {
    name: 'R4c',
    story: 'one clean stop and one crash, with all the defaults of a mirrored queue',
    request: (isProtected) =>
      search(
        { ...mirroredPair(), ...(isProtected ? QUORUM : {}) },
        {
          promises: ['no-lost-write'],
          faults: { stopNode: 1, crash: 1 },
          targets: nodes(2),
          untilMillis: 3_500,
        },
      ),
    found: { anomaly: 'lost-write', faults: 2, distinct: 3_556, steps: 45 },
    exhausted: 10_741,
  },
  {
    name: 'R5',
    story: 'a message as a lock: the holder is silent for two heartbeats, and a second one holds it (aphyr 2014)',
    // No setting keeps a lock by messages from having two holders. What helps is work that is harmless when done twice.
    request: (isProtected) =>
      search(
        {
          consumers: ['worker-1', 'worker-2'].map((name) =>
            worker(name, { ...QUICK, prefetch: 1 }, { micros: 4_000_000, idempotent: isProtected }),
          ),
          faults: publishEach(500, 'a', 1),
        },
        {
          promises: [isProtected ? 'no-duplicate' : 'one-holder'],
          faults: { pause: 1 },
          targets: ['worker-1', 'worker-2'],
          untilMillis: 8_000,
        },
      ),
    found: { anomaly: 'mutual-exclusion', faults: 1, distinct: 65, steps: 65 },
    exhausted: 340,
  },
  {
    name: 'R7a',
    story: 'a poison message without a delivery limit comes back for ever',
    request: (isProtected) =>
      search(poisoned({ ...TO_DEAD_LETTERS, 'x-delivery-limit': isProtected ? 2 : -1 }), {
        promises: ['comes-to-rest'],
        faults: { crash: 1 },
        targets: ['worker-1'],
        untilMillis: 3_000,
      }),
    found: { anomaly: 'stuck', faults: 0, distinct: 52, steps: 986 },
    exhausted: 724,
  },
  {
    name: 'R7b',
    story: 'a delivery limit without a dead letter exchange drops the message',
    request: (isProtected) =>
      search(poisoned({ 'x-delivery-limit': 2, ...(isProtected ? TO_DEAD_LETTERS : {}) }), {
        promises: ['no-lost-write'],
        faults: { crash: 1 },
        untilMillis: 3_000,
      }),
    found: { anomaly: 'lost-write', faults: 0, distinct: 103, steps: 61 },
    exhausted: 2_775,
  },
  {
    name: 'R8a',
    story: 'a consumer dies between its work and its acknowledgement: the work is done twice',
    request: (isProtected) =>
      search(
        {
          consumers: [worker('worker-1', { ...QUICK, prefetch: 2 }, { idempotent: isProtected })],
          faults: publishEach(500, 'a', 2),
        },
        { promises: ['no-duplicate'], faults: { crash: 1 }, targets: ['worker-1'], untilMillis: 3_000 },
      ),
    found: { anomaly: 'redelivered', faults: 1, distinct: 237, steps: 46 },
    exhausted: 543,
  },
  {
    name: 'R8b',
    story: 'automatic acknowledgement: a crash takes what was delivered and not done',
    request: (isProtected) =>
      search(
        {
          consumers: [
            worker('worker-1', { ...QUICK, prefetch: 2, acknowledge: isProtected ? 'after-processing' : 'automatic' }),
          ],
          faults: publishEach(500, 'a', 3),
        },
        { promises: ['no-lost-write', 'every-record-read'], faults: { crash: 1 }, untilMillis: 3_000 },
      ),
    found: { anomaly: 'lost-write', faults: 1, distinct: 119, steps: 23 },
    exhausted: 4_118,
  },
  {
    name: 'R8c',
    story: 'acknowledged before the work: a crash leaves it undone',
    request: (isProtected) =>
      search(
        {
          consumers: [
            worker('worker-1', {
              ...QUICK,
              prefetch: 2,
              acknowledge: isProtected ? 'after-processing' : 'before-processing',
            }),
          ],
          faults: publishEach(500, 'a', 3),
        },
        { promises: ['no-lost-write', 'every-record-read'], faults: { crash: 1 }, untilMillis: 3_000 },
      ),
    found: { anomaly: 'committed-too-far', faults: 1, distinct: 1_192, steps: 50 },
    exhausted: 4_118,
  },
  {
    name: 'R8d',
    story: 'what a dead consumer held comes back behind what another one has done',
    request: (isProtected) =>
      search(
        {
          queue: { settings: { 'x-single-active-consumer': isProtected } },
          consumers: ['worker-1', 'worker-2'].map((name) => worker(name, { ...QUICK, prefetch: 1 })),
          faults: publishEach(500, 'a', 3),
        },
        {
          promises: ['order-per-key'],
          faults: { crash: 1 },
          targets: ['worker-1', 'worker-2'],
          untilMillis: 3_000,
        },
      ),
    found: { anomaly: 'nonmonotonic-poll', faults: 1, distinct: 1_357, steps: 54 },
    exhausted: 4_406,
  },
  {
    name: 'R9a',
    story: 'confirmed, and routed nowhere: a binding is gone and the publish is not mandatory',
    request: (isProtected) =>
      search(
        {
          ...toOrders({ ...CAREFUL, mandatory: isProtected }),
          faults: publishEach(500, 'a', 3),
        },
        { promises: ['no-lost-write'], faults: { deleteBinding: 1 }, untilMillis: 3_000 },
      ),
    found: { anomaly: 'lost-write', faults: 1, distinct: 34, steps: 13 },
    exhausted: 98,
  },
  {
    name: 'R9b',
    story: 'a full queue drops its oldest message, although every publish was confirmed',
    request: (isProtected) =>
      search(
        {
          queue: { settings: { 'x-max-length': 1, 'x-overflow': isProtected ? 'reject-publish' : 'drop-head' } },
          producers: publisher({ ...CAREFUL, republish: isProtected ? 'never' : 'unconfirmed' }),
          consumers: [worker('worker-1', { ...QUICK, prefetch: 1 })],
          faults: publishEach(500, 'a', 4, 120),
        },
        { promises: ['no-lost-write'], faults: { pause: 1 }, targets: ['worker-1'], untilMillis: 3_000 },
      ),
    found: { anomaly: 'lost-write', faults: 1, distinct: 153, steps: 17 },
    exhausted: 1_396,
  },
  {
    name: 'R9c',
    story: 'confirmed and transient: the node restarts without it',
    request: (isProtected) =>
      search(
        {
          // Since 4.0 a classic queue confirms what is written, which a power loss may take all the same.
          settings: { version: '3.13' },
          queue: { type: 'classic' },
          producers: publisher({ ...CAREFUL, persistent: isProtected }),
          faults: publishEach(500, 'a', 3, 0.4),
        },
        { promises: ['no-lost-write'], faults: { powerLoss: 1 }, targets: NODE, untilMillis: 3_000 },
      ),
    found: { anomaly: 'lost-write', faults: 1, distinct: 32, steps: 13 },
    exhausted: 151,
  },
  {
    name: 'R9d',
    story: 'persistent, in a queue that is not durable: even an orderly stop empties it',
    request: (isProtected) =>
      search(
        {
          // Since 4.3 such a queue is refused.
          settings: { version: '3.13' },
          queue: { type: 'classic', durable: isProtected },
          producers: publisher(CAREFUL),
          faults: publishEach(500, 'a', 2),
        },
        { promises: ['no-lost-write'], faults: { stopNode: 1 }, targets: NODE, untilMillis: 3_000 },
      ),
    found: { anomaly: 'lost-write', faults: 1, distinct: 18, steps: 18 },
    exhausted: 229,
  },
];
