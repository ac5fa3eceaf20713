/**
 * Published failures of Kafka that a search finds by itself: scenario, budget, what protects against it, and what a search says. The
 * stories are told step by step in test/systems/kafka/failures.
 */
import type { FindRequest } from '../../../sim-engine/explore/find.ts';
import type { KafkaProducerSpec } from '../../../sim-engine/systems/kafka/scenario.ts';
import {
  billing,
  clusterOf,
  handProducer,
  sendBatch,
  sendEach,
  type ClusterOptions,
} from '../../systems/kafka/support.ts';
import type { Row } from './row.ts';

const QUICK = {
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3_000,
  'replica.lag.time.max.ms': 3_000,
} as const;

const QUICK_GROUP = { 'group.initial.rebalance.delay.ms': 0, 'group.min.session.timeout.ms': 1_000 } as const;

const QUICK_MEMBER = {
  'auto.offset.reset': 'earliest',
  'session.timeout.ms': 2_000,
  'heartbeat.interval.ms': 500,
} as const;

/** Two records so close together that no follower can ask for the second before it is confirmed. */
const CLOSE_RECORDS = [...sendEach(500, 'a', 1), ...sendEach(1_000, 'a', 2, 0.4)];

function search(cluster: ClusterOptions, request: Omit<FindRequest, 'scenario' | 'bounds'>): FindRequest {
  const scenario = clusterOf({ horizonMillis: 60_000, ...cluster, settings: { ...QUICK, ...cluster.settings } });
  return { healsMax: 0, ...request, scenario, bounds: { statesMax: 400_000 } };
}

function steadyProducer(records: number): KafkaProducerSpec {
  return { ...handProducer('a'), ratePerSecond: 1, records, startMillis: 1_000 };
}

export const ROWS: readonly Row[] = [
  {
    name: 'K1',
    story: 'a new follower truncates to its own high watermark (KIP-101)',
    request: (isProtected) =>
      search(
        { guards: { truncateByEpoch: isProtected }, faults: sendEach(1_000, 'a', 1) },
        { promises: ['no-lost-write'], faults: { electLeader: 2, hold: 1 }, fromMillis: 990, untilMillis: 1_500 },
      ),
    found: { anomaly: 'lost-write', faults: 3, distinct: 13_209, steps: 77 },
    exhausted: 22_568,
  },
  {
    name: 'K3',
    story: 'two elections in quick succession (KIP-279)',
    request: (isProtected) =>
      search(
        {
          brokers: 2,
          guards: { compareDivergingEpoch: isProtected },
          producers: [handProducer('a', { acks: '1' })],
          faults: [...sendEach(500, 'a', 1), ...sendEach(1_000, 'a', 5, 20)],
        },
        {
          promises: ['no-divergence'],
          anomalies: ['divergent-replicas'],
          faults: { electLeader: 2, cut: 1 },
          targets: ['broker-1', 'broker-2'],
          fromMillis: 995,
          untilMillis: 1_150,
        },
      ),
    found: { anomaly: 'divergent-replicas', faults: 3, distinct: 5_018, steps: 57 },
    exhausted: 10_794,
  },
  {
    name: 'K4',
    story: 'a consumer reads on after its log was truncated (KIP-320)',
    request: (isProtected) =>
      search(
        {
          brokers: 2,
          guards: { consumerTruncationDetection: isProtected },
          settings: {
            'unclean.leader.election.enable': true,
            'replica.lag.time.max.ms': 1_000,
            'broker.session.timeout.ms': 2_000,
            'offsets.topic.replication.factor': 1,
            'group.initial.rebalance.delay.ms': 0,
          },
          consumers: [billing('billing-1', {}, { 'auto.offset.reset': 'earliest' })],
          faults: [...sendEach(3_000, 'a', 1), ...sendBatch(4_200, 'a', 2), ...sendBatch(4_900, 'a', 4)],
        },
        {
          promises: ['every-record-read'],
          faults: { hold: 1, crash: 1 },
          targets: ['broker-1', 'broker-2'],
          fromMillis: 2_900,
          untilMillis: 7_500,
        },
      ),
    found: { anomaly: 'unseen', faults: 2, distinct: 3_277, steps: 252 },
    exhausted: 7_077,
  },
  {
    name: 'K6',
    story: 'joining the ISR before the start of the leader’s epoch (KAFKA-7128)',
    request: (isProtected) =>
      search(
        {
          guards: { isrExpansionWait: isProtected },
          settings: { 'replica.lag.time.max.ms': 1_000 },
          faults: [...sendEach(500, 'a', 1), ...sendEach(1_000, 'a', 1)],
        },
        {
          promises: ['no-lost-write'],
          faults: { electLeader: 2, hold: 3 },
          targets: ['broker-1', 'broker-2', 'broker-3'],
          fromMillis: 995,
          untilMillis: 2_010,
        },
      ),
    found: { anomaly: 'lost-write', faults: 5, distinct: 184_656, steps: 128 },
    exhausted: 190_979,
  },
  {
    name: 'K7',
    story: 'the last replica standing (KIP-966)',
    request: (isProtected) =>
      search(
        {
          brokers: 2,
          settings: { 'min.insync.replicas': 2, 'eligible.leader.replicas.version': isProtected ? 1 : 0 },
          faults: sendEach(500, 'a', 2),
        },
        {
          promises: ['no-lost-write'],
          faults: { isolate: 1, powerLoss: 1 },
          targets: ['broker-1', 'broker-2'],
          healsMax: 1,
          fromMillis: 990,
          untilMillis: 12_000,
        },
      ),
    found: { anomaly: 'lost-write', faults: 2, distinct: 1_372, steps: 91 },
    exhausted: 4_855,
  },
  {
    name: 'K8',
    story: 'acks=1: the leader answers and dies',
    request: (isProtected) =>
      search(
        { producers: [handProducer('a', { acks: isProtected ? 'all' : '1', 'linger.ms': 0 })], faults: CLOSE_RECORDS },
        { promises: ['no-lost-write'], faults: { crash: 1 }, healsMax: 1, fromMillis: 990, untilMillis: 6_000 },
      ),
    found: { anomaly: 'lost-write', faults: 1, distinct: 342, steps: 87 },
    exhausted: 1_935,
  },
  {
    name: 'K9',
    story: 'unclean leader election',
    request: (isProtected) =>
      search(
        {
          brokers: 2,
          settings: { 'unclean.leader.election.enable': !isProtected },
          producers: [steadyProducer(8)],
        },
        {
          promises: ['no-lost-write'],
          faults: { cut: 1, crash: 1 },
          targets: ['broker-1', 'broker-2'],
          fromMillis: 990,
          untilMillis: 12_000,
        },
      ),
    found: { anomaly: 'lost-write', faults: 2, distinct: 6_534, steps: 135 },
    exhausted: 14_301,
  },
  {
    name: 'K11',
    story: 'a retry without idempotence',
    request: (isProtected) =>
      search(
        {
          producers: [handProducer('a', { 'enable.idempotence': isProtected })],
          faults: [...sendEach(500, 'a', 1), ...sendEach(1_000, 'a', 1)],
        },
        { promises: ['no-duplicate'], faults: { loseResponse: 1 }, fromMillis: 990, untilMillis: 3_000 },
      ),
    found: { anomaly: 'duplicate', faults: 1, distinct: 231, steps: 42 },
    exhausted: 230,
  },
  {
    name: 'K12',
    story: 'a retry that is overtaken',
    request: (isProtected) =>
      search(
        {
          brokers: 2,
          producers: [
            handProducer('a', {
              'enable.idempotence': false,
              'max.in.flight.requests.per.connection': isProtected ? 1 : 5,
              'linger.ms': 0,
            }),
          ],
          faults: [...sendEach(500, 'a', 1), ...sendEach(1_000, 'a', 3, 0.4)],
        },
        {
          promises: ['order-per-key'],
          faults: { electLeader: 1, hold: 1 },
          healsMax: 1,
          fromMillis: 990,
          untilMillis: 2_000,
        },
      ),
    found: { anomaly: 'nonmonotonic-send', faults: 2, distinct: 3_773, steps: 84 },
    exhausted: 3_155,
  },
  {
    name: 'K14',
    story: 'a zombie consumer finishes its work',
    request: (isProtected) =>
      search(
        {
          settings: QUICK_GROUP,
          consumers: ['billing-1', 'billing-2'].map((name) =>
            billing(name, { micros: 100_000, idempotent: isProtected }, QUICK_MEMBER),
          ),
          faults: sendBatch(3_000, 'a', 3),
        },
        { promises: ['no-duplicate'], faults: { pause: 1 }, healsMax: 1, fromMillis: 2_990, untilMillis: 9_000 },
      ),
    found: { anomaly: 'redelivered', faults: 1, distinct: 2_529, steps: 269 },
    exhausted: 9_234,
  },
  {
    name: 'K15',
    story: 'automatic commits run ahead of another thread',
    request: (isProtected) =>
      search(
        {
          settings: QUICK_GROUP,
          consumers: [
            billing(
              'billing-1',
              { commit: 'auto', thread: isProtected ? 'poll' : 'handoff', micros: 200_000 },
              { ...QUICK_MEMBER, 'auto.commit.interval.ms': 500 },
            ),
          ],
          faults: sendBatch(3_000, 'a', 4),
        },
        { promises: ['every-record-read'], faults: { crash: 1 }, healsMax: 1, fromMillis: 2_990, untilMillis: 6_000 },
      ),
    found: { anomaly: 'committed-too-far', faults: 1, distinct: 1_748, steps: 187 },
    exhausted: 11_541,
  },
  {
    name: 'K16',
    story: 'a crash between processing and commit',
    request: (isProtected) =>
      search(
        {
          settings: QUICK_GROUP,
          consumers: [billing('billing-1', { micros: 100_000, idempotent: isProtected }, QUICK_MEMBER)],
          faults: sendBatch(3_000, 'a', 3),
        },
        { promises: ['no-duplicate'], faults: { crash: 1 }, healsMax: 1, fromMillis: 2_990, untilMillis: 6_000 },
      ),
    found: { anomaly: 'redelivered', faults: 1, distinct: 1_288, steps: 249 },
    exhausted: 4_265,
  },
];
