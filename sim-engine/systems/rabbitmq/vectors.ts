/** RabbitMQ's answers to test vectors, by area. What is missing or refused here stands in limits.ts. */
import type { VectorAreas } from '../vectorArea.ts';
import {
  ackArea,
  ackTimeoutArea,
  dispatchArea,
  prefetchArea,
  requeueArea,
  singleActiveArea,
} from './vectors/consuming.ts';
import { alarmArea, autohealArea, pauseMinorityArea } from './vectors/clusterRules.ts';
import { mirroringArea, nodeLossArea, partitionArea } from './vectors/clusters.ts';
import { deadLetterArea } from './vectors/deadLetters.ts';
import { errorArea, lifecycleArea } from './vectors/errors.ts';
import { delayedRetryArea, quorumLimitArea, quorumMajorityArea, quorumPriorityArea } from './vectors/quorumRules.ts';
import { confirmArea, exchangeArea, headersArea, headersVersionArea, topicArea } from './vectors/routing.ts';
import { overflowArea, priorityArea, quorumArea, transactionArea, ttlArea } from './vectors/storing.ts';
import { streamArea } from './vectors/streams.ts';

export const rabbitmqVectorAreas: VectorAreas = {
  topic: topicArea,
  headers: headersArea,
  'headers-version': headersVersionArea,
  exchange: exchangeArea,
  confirm: confirmArea,
  error: errorArea,
  lifecycle: lifecycleArea,
  ack: ackArea,
  acktimeout: ackTimeoutArea,
  prefetch: prefetchArea,
  dispatch: dispatchArea,
  requeue: requeueArea,
  sac: singleActiveArea,
  overflow: overflowArea,
  ttl: ttlArea,
  priority: priorityArea,
  quorum: quorumArea,
  tx: transactionArea,
  stream: streamArea,
  dlx: deadLetterArea,
  'quorum-limit': quorumLimitArea,
  'quorum-majority': quorumMajorityArea,
  'quorum-priority': quorumPriorityArea,
  'delayed-retry': delayedRetryArea,
  'pause-minority': pauseMinorityArea,
  autoheal: autohealArea,
  alarm: alarmArea,
  partition: partitionArea,
  mirroring: mirroringArea,
  nodefail: nodeLossArea,
};
