/**
 * The controlled vocabulary of the catalogue: what a reading may be said to treat. Names and definitions are those of the
 * glossary; a concept may take in two terms that are always read about together.
 */
import type { Term } from '../glossary/schema.ts';
import { TERMS } from '../glossary/terms.ts';

export interface Concept {
  /** Named in entries and in addresses; never changed. */
  readonly id: string;
  readonly name: Term['name'];
  readonly definition: Term['definition'];
  /** Its terms in the glossary. */
  readonly terms: readonly string[];
}

/** Concept to the terms of the glossary that it takes in. */
const TERMS_OF: Readonly<Record<string, readonly string[]>> = {
  decoupling: ['decoupling'],
  'asynchronous-messaging': ['asynchronous-messaging'],
  'load-leveling': ['load-leveling'],
  'message-broker': ['message-broker'],
  'work-queue': ['work-queue'],
  'publish-subscribe': ['publish-subscribe'],
  'brokerless-messaging': ['brokerless-messaging'],
  'message-routing': ['message-routing'],
  'request-reply': ['request-reply'],
  'push-vs-pull': ['push-vs-pull'],
  'log-abstraction': ['log-abstraction'],
  partitioning: ['partitioning'],
  'consumer-group': ['consumer-group'],
  rebalancing: ['rebalancing'],
  offset: ['offset'],
  ordering: ['ordering'],
  acknowledgement: ['acknowledgement'],
  'publisher-confirm': ['publisher-confirm'],
  'at-most-once': ['at-most-once'],
  'at-least-once': ['at-least-once'],
  'exactly-once': ['exactly-once'],
  idempotence: ['idempotence', 'deduplication'],
  retry: ['retry', 'redelivery'],
  'visibility-timeout': ['visibility-timeout'],
  'dead-letter-queue': ['dead-letter'],
  'delayed-message': ['delayed-message'],
  'priority-queue': ['priority-queue'],
  durability: ['durability'],
  'append-only-storage': ['append-only-storage'],
  'zero-copy': ['zero-copy'],
  retention: ['retention'],
  'log-compaction': ['log-compaction'],
  'tiered-storage': ['tiered-storage'],
  batching: ['batching'],
  replication: ['replication'],
  'in-sync-replicas': ['isr'],
  quorum: ['quorum'],
  consensus: ['consensus'],
  'leader-election': ['leader-election'],
  'epoch-fencing': ['epoch', 'fencing'],
  'high-availability': ['high-availability'],
  'network-partition': ['network-partition'],
  'logical-clock': ['logical-clock'],
  'eventual-consistency': ['eventual-consistency'],
  'transactional-message': ['transactional-message'],
  'transactional-outbox': ['transactional-outbox'],
  saga: ['saga'],
  'event-driven-architecture': ['event-driven-architecture'],
  'event-sourcing': ['event-sourcing'],
  'change-data-capture': ['change-data-capture'],
  'stream-processing': ['stream-processing'],
  backpressure: ['backpressure'],
  'queueing-theory': ['queueing-theory'],
  'consumer-lag': ['consumer-lag'],
  overload: ['overload'],
  'throughput-latency': ['throughput-latency'],
  scalability: ['scalability'],
  'wire-protocol': ['wire-protocol'],
  'fault-testing': ['fault-testing'],
  'distributed-snapshot': ['distributed-snapshot'],
};

function termOf(id: string): Term {
  const found = TERMS.find((term) => term.id === id);
  if (found === undefined) throw new Error(`the glossary has no term ${id}`);
  return found;
}

const startingSmall = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function conceptOf([id, ids]: readonly [string, readonly string[]]): Concept {
  const terms = ids.map(termOf);
  return {
    id,
    name: {
      en: terms.map(({ name }, index) => (index === 0 ? name.en : startingSmall(name.en))).join(' and '),
      'zh-cn': terms.map(({ name }) => name['zh-cn']).join('与'),
    },
    definition: {
      en: terms.map(({ definition }) => definition.en).join(' '),
      'zh-cn': terms.map(({ definition }) => definition['zh-cn']).join(''),
    },
    terms: ids,
  };
}

/** All concepts, from what a queue is for to how it is tested. */
export const CONCEPTS: readonly Concept[] = Object.entries(TERMS_OF).map(conceptOf);
