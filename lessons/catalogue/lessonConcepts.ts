/**
 * What the lessons call things, in the words of the catalogue: it ties a reading to the lessons that it belongs to. A lesson's
 * word that is also a concept's id stands for itself and is not listed.
 */
export const LESSON_CONCEPTS: Readonly<Record<string, string>> = {
  replica: 'replication',
  leader: 'leader-election',
  session: 'leader-election',
  'in-sync-replica': 'in-sync-replicas',
  isr: 'in-sync-replicas',
  'min-insync-replicas': 'in-sync-replicas',
  'unclean-leader-election': 'leader-election',
  'high-watermark': 'replication',
  epoch: 'epoch-fencing',
  zombie: 'epoch-fencing',
  fencing: 'epoch-fencing',
  truncation: 'epoch-fencing',
  exchange: 'message-routing',
  binding: 'message-routing',
  'routing-key': 'message-routing',
  unroutable: 'message-routing',
  mandatory: 'publisher-confirm',
  'alternate-exchange': 'message-routing',
  'quorum-queue': 'quorum',
  'delivery-limit': 'retry',
  prefetch: 'backpressure',
  'acknowledgement-timeout': 'visibility-timeout',
  'dead-letter': 'dead-letter-queue',
  'delayed-retry': 'retry',
  'single-active-consumer': 'ordering',
  'message-ttl': 'delayed-message',
  'head-of-line-blocking': 'delayed-message',
};
