/** Small searches for tests. */
import { FailureSearch, type FindOutcome, type FindRequest, type Found } from '../../sim-engine/explore/find.ts';
import { clusterOf, handProducer, sendEach, type ClusterOptions } from '../systems/kafka/support.ts';

const QUICK = {
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3_000,
  'replica.lag.time.max.ms': 3_000,
} as const;

/** acks=1, and two records so close together that no follower asks for the second before it is confirmed. */
export const ACKS_ONE: ClusterOptions = {
  producers: [handProducer('a', { acks: '1', 'linger.ms': 0 })],
  faults: [...sendEach(500, 'a', 1), ...sendEach(1_000, 'a', 2, 0.4)],
};

/** One crash between 0.99 s and 6 s, unless the test says otherwise. */
export function requestOf(cluster: ClusterOptions, request: Partial<FindRequest> = {}): FindRequest {
  return {
    scenario: clusterOf({ horizonMillis: 60_000, ...cluster, settings: { ...QUICK, ...cluster.settings } }),
    promises: ['no-lost-write'],
    faults: { crash: 1 },
    fromMillis: 990,
    untilMillis: 6_000,
    bounds: { statesMax: 50_000 },
    ...request,
  };
}

export function find(request: FindRequest): FindOutcome {
  return new FailureSearch(request).complete();
}

/** What is found; fails when nothing is. */
export function mustFind(request: FindRequest): Found {
  const outcome = find(request);
  if (outcome.kind !== 'counter-example') throw new Error(`expected a counter-example, found ${outcome.kind}`);
  return outcome;
}
