/**
 * What a search must know of Kafka: which fields are clocks and running numbers, which change in the routine of a quiet
 * cluster, and which of an administrator's moves are worth trying.
 */
import { APPLICATION_CLOCKS } from '../../apps/machines.ts';
import type { AdminMove, SearchHints } from '../searchHints.ts';
import { leaderOf } from './positions.ts';
import { OFFSETS_TOPIC, type KafkaTopology, type PartitionPlace } from './topology.ts';

/**
 * Readings of clocks, and numbers that only tell one request, batch or token from another. They grow for ever, and no rule
 * compares them with anything but the clock or an answer's own number.
 */
const CLOCKS: ReadonlySet<string> = new Set([
  ...APPLICATION_CLOCKS,
  'autoCommitAt',
  'batchId',
  'controlCorrelation',
  'correlation',
  'createdAt',
  'deadline',
  'deadlineMicros',
  'expiresAt',
  'fetchNotBefore',
  'heardAt',
  'heartbeatAt',
  'id',
  'lastCaughtUpTimeMicros',
  'lastFetchTimeMicros',
  'metadataCorrelation',
  'notBefore',
  'polledAt',
  'producerIdNotBefore',
  'remainingMicros',
  'sentAt',
  'sessionDeadlineMicros',
  'since',
  'timeoutAt',
  'tokenId',
  'updatedAt',
  'wakeAt',
]);

/** What comes and goes while nothing happens: requests under way, fetches that wait, sessions that are renewed. */
const ROUTINE: ReadonlySet<string> = new Set([
  'failures',
  'fetchers',
  'lastFetchLeaderLogEndOffset',
  'metadata',
  'observers',
  'requests',
  'rotation',
  'sessions',
  'sticky',
  'waitingFetches',
  'wanted',
]);

function electionsOf(topology: KafkaTopology): readonly AdminMove[] {
  return dataPartitions(topology).flatMap((place) =>
    place.replicas.map((broker) => ({
      arguments: { topic: place.topic, partition: place.index, node: topology.names[broker] ?? '' },
      applies: (world) => leaderOf(world, place.number) !== broker,
    })),
  );
}

function preferredElectionsOf(topology: KafkaTopology): readonly AdminMove[] {
  return dataPartitions(topology).map((place) => ({
    arguments: { topic: place.topic, partition: place.index },
    applies: (world) => leaderOf(world, place.number) !== place.replicas[0],
  }));
}

function dataPartitions(topology: KafkaTopology): readonly PartitionPlace[] {
  return topology.partitions.filter((place) => place.topic !== OFFSETS_TOPIC);
}

function shutdownsOf(topology: KafkaTopology): readonly AdminMove[] {
  return topology.brokers.map((broker) => ({
    arguments: { node: topology.names[broker] ?? '' },
    applies: (world) => world.machines[broker]?.process === 'running',
  }));
}

/** Kafka's hints for one cluster. */
export function kafkaSearchHints(topology: KafkaTopology): SearchHints {
  return {
    clocks: CLOCKS,
    routine: ROUTINE,
    // What a member holds stays its own until its session ends.
    deathConcerns: 'itself',
    adminMoves: (operation) => {
      switch (operation) {
        case 'electLeader':
          return electionsOf(topology);
        case 'electPreferred':
          return preferredElectionsOf(topology);
        case 'cleanShutdown':
          return shutdownsOf(topology);
        default:
          return [];
      }
    },
  };
}
