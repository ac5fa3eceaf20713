/**
 * What an error means to a client. Source: clients/.../common/protocol/Errors.java and
 * common/errors (RetriableException, InvalidMetadataException), Kafka 4.3.
 */
import type { ErrorName } from '../protocol.ts';

const RETRIABLE: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'REQUEST_TIMED_OUT',
  'NETWORK_EXCEPTION',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'NOT_CONTROLLER',
  'KAFKA_STORAGE_ERROR',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'OFFSET_NOT_AVAILABLE',
]);

const STALE_METADATA: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'NETWORK_EXCEPTION',
  'KAFKA_STORAGE_ERROR',
  'FENCED_LEADER_EPOCH',
]);

/** May the same request succeed later? */
export function isRetriable(error: ErrorName): boolean {
  return RETRIABLE.has(error);
}

/** Does the error say that the client looked for the leader in the wrong place? */
export function hasStaleMetadata(error: ErrorName): boolean {
  return STALE_METADATA.has(error);
}

/** The coordinator must be looked for again. */
export function hasLostCoordinator(error: ErrorName): boolean {
  return error === 'NOT_COORDINATOR' || error === 'COORDINATOR_NOT_AVAILABLE' || error === 'NETWORK_EXCEPTION';
}

/** The member is no longer one of the group's current generation. */
export function hasLostMembership(error: ErrorName): boolean {
  return error === 'UNKNOWN_MEMBER_ID' || error === 'ILLEGAL_GENERATION' || error === 'FENCED_INSTANCE_ID';
}

const MAY_HAVE_APPENDED: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'KAFKA_STORAGE_ERROR',
]);

/**
 * Can the batch be in a log although the broker (or the network) reported an error? A leader that resigns while an
 * acks=all request waits answers NOT_LEADER_OR_FOLLOWER for what it has appended already.
 */
export function mayHaveBeenWritten(error: ErrorName, acks: 0 | 1 | -1): boolean {
  return MAY_HAVE_APPENDED.has(error) || (error === 'NOT_LEADER_OR_FOLLOWER' && acks === -1);
}
