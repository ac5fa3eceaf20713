/** Kafka's answers to test vectors, by area. Areas that are missing here are not modelled yet. */
import type { VectorAreas } from '../vectorArea.ts';
import { brokerHeartbeatArea, leaderElectionArea } from './vectors/controller.ts';
import { epochCacheArea, followerTruncationArea } from './vectors/epochs.ts';
import { classicGroupArea, clientAssignorArea } from './vectors/groups.ts';
import { logArea } from './vectors/logs.ts';
import { adaptiveArea, murmur2Area, stickyArea } from './vectors/partitioning.ts';
import { highWatermarkAndAcksArea, replicaStateArea } from './vectors/replication.ts';

export const kafkaVectorAreas: VectorAreas = {
  murmur2: murmur2Area,
  'partitioner-sticky': stickyArea,
  'partitioner-adaptive': adaptiveArea,
  'hw-acks': highWatermarkAndAcksArea,
  'isr-replica-state': replicaStateArea,
  'leader-epoch-cache': epochCacheArea,
  'leader-epoch-log': logArea,
  'follower-truncation': followerTruncationArea,
  'leader-election': leaderElectionArea,
  'broker-heartbeat': brokerHeartbeatArea,
  'classic-group': classicGroupArea,
  'client-assignor': clientAssignorArea,
  'producer-state': logArea,
};
