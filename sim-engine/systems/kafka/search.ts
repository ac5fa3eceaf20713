/**
 * What a search must know of Kafka: which fields are clocks and running numbers, which change in the routine of a quiet
 * cluster, and which of an administrator's moves are worth trying.
 */
import type { Action } from '../../host/action.ts';
import type { SearchHints } from '../searchHints.ts';
import type { KafkaTopology } from './topology.ts';
import { OFFSETS_TOPIC } from './topology.ts';

/**
 * Readings of clocks, and numbers that only tell one request, batch or token from another. They grow for ever, and no rule
 * compares them with anything but the clock or an answer's own number.
 */
const CLOCKS: ReadonlySet<string> = new Set([
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

function electionsOf(topology: KafkaTopology): readonly Action['arguments'][] {
  return topology.partitions
    .filter((place) => place.topic !== OFFSETS_TOPIC)
    .flatMap((place) =>
      place.replicas.map((broker) => ({
        topic: place.topic,
        partition: place.index,
        node: topology.names[broker] ?? '',
      })),
    );
}

/** Kafka's hints for one cluster. */
export function kafkaSearchHints(topology: KafkaTopology): SearchHints {
  return {
    clocks: CLOCKS,
    routine: ROUTINE,
    adminMoves: (operation) => {
      switch (operation) {
        case 'electLeader':
          return electionsOf(topology);
        case 'electPreferred':
          return topology.partitions
            .filter((place) => place.topic !== OFFSETS_TOPIC)
            .map((place) => ({ topic: place.topic, partition: place.index }));
        case 'cleanShutdown':
          return topology.brokers.map((broker) => ({ node: topology.names[broker] ?? '' }));
        default:
          return [];
      }
    },
  };
}
