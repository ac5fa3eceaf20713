/**
 * Facts that were known before, from driving RabbitMQ 3.10.8 by hand, and the recordings that state the same. Each names its
 * vector and the page of the documentation that speaks of it. Names of queues and bodies are those of the recording.
 */
import type { Digest } from './digest.ts';

export interface Fact {
  readonly vector: string;
  readonly source: string;
  readonly recording: string;
  readonly expected: { readonly [Key in keyof Digest]?: unknown };
}

const closed = (channel: string, text: string): Fact['expected'] => ({ told: { [channel]: [text] } });

const errors: Fact[] = (
  [
    ['error-01', 'e1', "404 NOT_FOUND - no exchange 'missing' in vhost '/'"],
    ['error-03', 'e2', "403 ACCESS_REFUSED - cannot publish to internal exchange 'internal' in vhost '/'"],
    ['error-04', 'e3', "403 ACCESS_REFUSED - exchange name 'amq.mine' contains reserved prefix 'amq.*'"],
    [
      'error-05',
      'e7',
      "406 PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'q' in vhost '/': received 'true' but current is 'false'",
    ],
    [
      'error-06',
      'e8',
      "406 PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'q' in vhost '/': received the value '3' of type 'byte' but current is none",
    ],
    ['error-07', 'e9', "404 NOT_FOUND - no queue 'missing' in vhost '/'"],
    ['error-08', 'e13', "404 NOT_FOUND - no queue 'missing' in vhost '/'"],
    ['error-15', 'e18', "406 PRECONDITION_FAILED - invalid expiration '-1': {value_negative,-1}"],
    [
      'error-16',
      'e20',
      "406 PRECONDITION_FAILED - invalid arg 'x-expires' for queue 'bad' in vhost '/': {value_zero,0}",
    ],
    [
      'error-18',
      'e21',
      "406 PRECONDITION_FAILED - invalid arg 'x-dead-letter-routing-key' for queue 'bad' in vhost '/': routing_key_but_no_dlx_defined",
    ],
    [
      'error-19',
      'e22',
      "406 PRECONDITION_FAILED - invalid arg 'x-overflow' for queue 'bad' in vhost '/': invalid_overflow",
    ],
    [
      'error-20',
      'e23',
      "406 PRECONDITION_FAILED - invalid arg 'x-max-priority' for queue 'bad' in vhost '/': {max_value_exceeded,256}",
    ],
  ] as const
).map(([vector, channel, text]) => ({
  vector: `rabbitmq-${vector}`,
  source: 'AMQP 0-9-1, reply codes',
  recording: 'channel-errors',
  expected: closed(channel, text),
}));

const refusals: Fact[] = (
  [
    ['error-02', 'default-exchange', 'second', '403 ACCESS_REFUSED - operation not permitted on the default exchange'],
    ['error-09', 'unknown-delivery-tags', 'unknown', '406 PRECONDITION_FAILED - unknown delivery tag 99'],
    ['error-10', 'unknown-delivery-tags', 'twice', '406 PRECONDITION_FAILED - unknown delivery tag 1'],
    ['error-11', 'exclusive-consumer', 'fourth', "403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use"],
    [
      'error-13',
      'exclusive-queue',
      'ch',
      "405 RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'q' in vhost '/'. It could be originally declared on another connection or the exclusive property value does not match that of the original declaration.",
    ],
    [
      'error-21',
      'quorum-refusals',
      'transient',
      "406 PRECONDITION_FAILED - invalid property 'non-durable' for queue 'transient' in vhost '/'",
    ],
    [
      'error-23',
      'quorum-refusals',
      'priorities',
      "406 PRECONDITION_FAILED - invalid arg 'x-max-priority' for queue 'priorities' in vhost '/' of queue type rabbit_quorum_queue",
    ],
    [
      'sac-03',
      'single-active-consumer-exclusive',
      'ch',
      "403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use",
    ],
    [
      'prefetch-09',
      'prefetch-channel-quorum',
      'c',
      "540 NOT_IMPLEMENTED - queue 'q' in vhost '/' does not support global qos",
    ],
    [
      'stream-09',
      'stream-refusals',
      'no-qos',
      "406 PRECONDITION_FAILED - consumer prefetch count is not set for 'queue 's' in vhost '/''",
    ],
    [
      'stream-13',
      'stream-refusals',
      'get',
      "540 NOT_IMPLEMENTED - basic.get not supported by stream queues queue 's' in vhost '/'",
    ],
    [
      'stream-14',
      'stream-refusals',
      'purge',
      "540 NOT_IMPLEMENTED - queue.purge not supported by stream queues queue 's' in vhost '/'",
    ],
    [
      'stream-16',
      'stream-declarations',
      'priorities',
      "406 PRECONDITION_FAILED - invalid arg 'x-max-priority' for queue 'priorities' in vhost '/' of queue type rabbit_stream_queue",
    ],
    [
      'stream-17',
      'stream-declarations',
      'ttl',
      "406 PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 'ttl' in vhost '/' of queue type rabbit_stream_queue",
    ],
    [
      'stream-18',
      'stream-declarations',
      'dlx',
      "406 PRECONDITION_FAILED - invalid arg 'x-dead-letter-exchange' for queue 'dlx' in vhost '/' of queue type rabbit_stream_queue",
    ],
  ] as const
).map(([vector, recording, channel, text]) => ({
  vector: `rabbitmq-${vector}`,
  source: 'AMQP 0-9-1, reply codes; docs/quorum-queues; docs/streams.md',
  recording,
  expected: closed(channel, text),
}));

export const facts: readonly Fact[] = [
  ...errors,
  ...refusals,
  {
    vector: 'rabbitmq-error-25',
    source: 'AMQP 0-9-1, tx and confirm',
    recording: 'tx',
    expected: {
      told: { ch: ['return 4 312 NO_ROUTE', '406 PRECONDITION_FAILED - cannot switch from tx to confirm mode'] },
    },
  },
  {
    vector: 'rabbitmq-ack-01',
    source: 'docs/confirms.md',
    recording: 'acknowledge-multiple',
    expected: { gets: ['1', '2', '3', '3*', '4'] },
  },
  {
    vector: 'rabbitmq-ack-02',
    source: 'AMQP 0-9-1 basic.ack',
    recording: 'acknowledge-multiple',
    expected: { queues: { q: ['5', '6'] } },
  },
  {
    vector: 'rabbitmq-ack-03',
    source: 'docs/consumers.md',
    recording: 'acknowledge-after-cancel',
    expected: { delivered: { A: ['1', '2'] }, queues: { q: ['2*', '3'] } },
  },
  {
    vector: 'rabbitmq-acktimeout-01',
    source: 'docs/consumers.md#acknowledgement-timeout',
    recording: 'ack-timeout',
    expected: {
      told: {
        a: [
          '406 PRECONDITION_FAILED - delivery acknowledgement on channel 2 timed out. Timeout value used: 1500 ms. This timeout value can be configured, see consumers doc guide to learn more',
        ],
      },
      queues: { q: ['1*', '2'] },
    },
  },
  {
    vector: 'rabbitmq-alarm-01',
    source: 'docs/alarms.md; docs/connection-blocked.md',
    recording: 'memory-alarm',
    expected: { told: { publishing: ['blocked: low on memory', 'unblocked'] }, delivered: { A: ['1', '2', '3'] } },
  },
  {
    vector: 'rabbitmq-alarm-01',
    source: 'docs/alarms.md; docs/connection-blocked.md',
    recording: 'cluster-alarm',
    expected: {
      told: { two: ['blocked: low on memory', 'unblocked', 'ack 2'], ch: ['ack 1', 'ack 3'] },
      delivered: { A: ['1', '2', '3'] },
    },
  },
  {
    vector: 'rabbitmq-confirm-01',
    source: 'docs/confirms.md; docs/publishers.md',
    recording: 'mandatory-return-before-confirm',
    expected: { told: { ch: ['return returned 312 NO_ROUTE', 'ack returned', 'ack dropped', 'ack routed'] } },
  },
  {
    vector: 'rabbitmq-dispatch-01',
    source: 'docs/consumers.md (round robin)',
    recording: 'round-robin-classic',
    expected: {
      delivered: { A: ['1', '4', '7', '9', '11'], B: ['2', '5', '13'], D: ['3', '6', '8', '10', '12'] },
    },
  },
  {
    vector: 'rabbitmq-dispatch-02',
    source: 'docs/consumers.md',
    recording: 'backlog-goes-to-the-first',
    expected: { delivered: { A: ['1', '2', '3', '4', '5', '6'] } },
  },
  {
    vector: 'rabbitmq-dispatch-03',
    source: 'docs/confirms.md',
    recording: 'backlog-goes-to-the-first',
    expected: { delivered: { B: ['7', '8', '9', '10', '1*', '2*', '3*', '4*', '5*', '6*'] } },
  },
  ...(['classic', 'quorum'] as const).map((type): Fact => ({
    vector: 'rabbitmq-dispatch-04',
    source: 'docs/consumer-priority.md',
    recording: `consumer-priority-${type}`,
    expected: { delivered: { high: ['1', '2', '6'], low: ['3', '4', '5', '7'] } },
  })),
  {
    vector: 'rabbitmq-dlx-02',
    source: 'docs/dlx.md',
    recording: 'dead-letter-reasons',
    expected: { queues: { rejected: ['requeued*'], dead: ['rejected', 'nacked', 'expired', 'maxlen'] } },
  },
  {
    vector: 'rabbitmq-dlx-01, -03, -05',
    source: 'docs/dlx.md',
    recording: 'dead-letter-reasons',
    expected: {
      deaths: {
        rejected: ['rejected rejected 1'],
        nacked: ['rejected rejected 1'],
        expired: ['expired expired 1'],
        maxlen: ['maxlen maxlen 1'],
      },
    },
  },
  {
    vector: 'rabbitmq-dlx-06',
    source: 'docs/dlx.md',
    recording: 'dead-letter-counts',
    expected: { deaths: { '1': ['b rejected 2', 'a rejected 2'] } },
  },
  {
    vector: 'rabbitmq-dlx-07, -08',
    source: 'docs/dlx.md, dead-letter cycle',
    recording: 'dead-letter-cycle-expired',
    expected: { queues: { own: [], a: [], b: [] } },
  },
  {
    vector: 'rabbitmq-dlx-09',
    source: 'docs/dlx.md, the retry pattern',
    recording: 'dead-letter-cycle-rejected',
    expected: { gets: ['1', '1', '1', '1'], deaths: { '1': ['pause expired 3', 'work rejected 3'] } },
  },
  {
    vector: 'rabbitmq-exchange-01',
    source: 'docs/exchanges.md',
    recording: 'default-exchange',
    expected: { queues: { q: ['1'] } },
  },
  {
    vector: 'rabbitmq-exchange-02, -03',
    source: 'docs/exchanges.md',
    recording: 'direct-exchange',
    expected: { queues: { one: ['k'], both: ['k', 'k2'] } },
  },
  {
    vector: 'rabbitmq-exchange-04',
    source: 'docs/exchanges.md',
    recording: 'fanout-exchange',
    expected: { queues: { a: ['1', '2'] } },
  },
  {
    vector: 'rabbitmq-exchange-05',
    source: 'docs/e2e.md',
    recording: 'exchange-to-exchange',
    expected: { queues: { q: ['through e', 'through d'] } },
  },
  {
    vector: 'rabbitmq-exchange-07, -08',
    source: 'docs/sender-selected.md',
    recording: 'sender-selected',
    expected: { queues: { to: ['1', '3'], cc: ['1', '2'], bcc: ['1', '3'] } },
  },
  {
    vector: 'rabbitmq-exchange-10, -11',
    source: 'docs/ae.md',
    recording: 'alternate-exchange',
    expected: {
      told: {
        ch: [
          'ack routed',
          'ack unrouted',
          'return missing 312 NO_ROUTE',
          'ack missing',
          'return circle 312 NO_ROUTE',
          'ack circle',
        ],
      },
      queues: { unrouted: ['unrouted'], routed: ['routed'] },
    },
  },
  {
    vector: 'rabbitmq-lifecycle-01',
    source: 'docs/queues.md',
    recording: 'auto-delete',
    expected: { told: { late: ["404 NOT_FOUND - no queue 'q' in vhost '/'"] } },
  },
  {
    vector: 'rabbitmq-lifecycle-02',
    source: 'docs/consumer-cancel.md',
    recording: 'conditional-delete',
    expected: { told: { consuming: ['cancel A'] }, queues: { other: [] } },
  },
  {
    vector: 'rabbitmq-lifecycle-03',
    source: 'docs/ttl.md',
    recording: 'queue-expires',
    expected: { queues: { unused: 404, consumed: 404, dead: [] } },
  },
  {
    vector: 'rabbitmq-mirroring-01',
    source: 'docs/ha, promoting unsynchronised mirrors',
    recording: 'cluster-mirror-unsynchronised-always',
    expected: { bodies: { q: ['4'] } },
  },
  {
    vector: 'rabbitmq-mirroring-02',
    source: 'docs/ha, promoting unsynchronised mirrors',
    recording: 'cluster-mirror-unsynchronised-when-synced',
    expected: { bodies: { q: ['1', '2', '3', '4'] } },
  },
  {
    vector: 'rabbitmq-nodefail-01',
    source: 'docs/clustering.md',
    recording: 'cluster-plain-queue-on-a-dead-node',
    expected: {
      told: {
        two: [
          'return lost 312 NO_ROUTE',
          'ack lost',
          "404 NOT_FOUND - home node 'node-1' of durable queue 'plain' in vhost '/' is down or inaccessible",
        ],
      },
    },
  },
  {
    vector: 'rabbitmq-nodefail-01',
    source: 'docs/quorum-queues.md',
    recording: 'cluster-quorum-no-majority',
    expected: { told: { two: ['ack 1', 'ack 2', 'ack 3'] }, queues: { quorum: ['1*', '2', '3'] } },
  },
  {
    vector: 'rabbitmq-overflow-01',
    source: 'docs/maxlength.md',
    recording: 'overflow-reject-publish',
    expected: { told: { ch: ['ack 1', 'ack 2', 'nack 3', 'ack 4'] }, queues: { dead: [] } },
  },
  {
    vector: 'rabbitmq-overflow-02',
    source: 'docs/maxlength.md',
    recording: 'overflow-reject-publish-dlx',
    expected: {
      told: { ch: ['ack 1', 'ack 2', 'nack 3'] },
      queues: { q: ['1', '2'], dead: ['3'] },
      deaths: { '3': ['q maxlen 1'] },
    },
  },
  {
    vector: 'rabbitmq-overflow-04, -06',
    source: 'docs/maxlength.md',
    recording: 'overflow-drop-head',
    expected: { queues: { q: ['4', '5'], zero: [], dead: ['1', '2', '3'] } },
  },
  {
    vector: 'rabbitmq-overflow-05',
    source: 'docs/maxlength.md',
    recording: 'overflow-bytes',
    expected: { queues: { q: [] } },
  },
  {
    vector: 'rabbitmq-overflow-08',
    source: 'docs/maxlength.md',
    recording: 'overflow-one-of-two-queues',
    expected: { told: { ch: ['ack 1', 'nack 2'] }, queues: { full: ['1'], free: ['1', '2'] } },
  },
  {
    vector: 'rabbitmq-overflow-09',
    source: 'docs/quorum-queues.md, length limit',
    recording: 'overflow-quorum',
    expected: { queues: { reject: ['1', '2', '3'] } },
  },
  ...(
    [
      ['ignore', ['before', 'majority']],
      ['autoheal', ['before', 'majority']],
      ['autoheal-minority-wins', ['before', 'minority']],
    ] as const
  ).map(([mode, mirrored]): Fact => ({
    vector: 'rabbitmq-partition-01, -03, -04',
    source: 'docs/partitions.md',
    recording: `cluster-partition-${mode}`,
    expected: {
      confirms: { minority: ['ack minority'], majority: ['ack majority', 'ack majority'] },
      bodies: { mirrored: [...mirrored], quorum: ['before', 'majority'] },
    },
  })),
  {
    vector: 'rabbitmq-partition-02',
    source: 'docs/partitions.md',
    recording: 'cluster-partition-pause-minority',
    expected: {
      confirms: { majority: ['ack majority', 'ack majority'] },
      bodies: { mirrored: ['before', 'majority'], quorum: ['before', 'majority'] },
    },
  },
  ...(['classic', 'quorum'] as const).flatMap((type): Fact[] => [
    {
      vector: 'rabbitmq-prefetch-01, -04, -06, -07, -10, -11',
      source: 'docs/consumer-prefetch.md; docs/confirms.md',
      recording: `prefetch-consumer-${type}`,
      expected: {
        delivered: { A: ['1', '2', '3', '6', '7'], B: ['4'], C: ['8', '9', '10', '11', '12'] },
        gets: ['5'],
      },
    },
    {
      vector: type === 'classic' ? 'rabbitmq-sac-01' : 'rabbitmq-sac-04',
      source: 'docs/consumers.md#single-active-consumer',
      recording: `single-active-consumer-close-${type}`,
      expected: { delivered: { A: ['1', '2'], B: ['1*', '2*', '3', '4', '5'] } },
    },
  ]),
  {
    vector: 'rabbitmq-requeue-03',
    source: 'AMQP 0-9-1 basic.recover',
    recording: 'recover-classic',
    expected: { delivered: { A: ['1', '2', '3', '4', '2*', '3*', '4*'] } },
  },
  {
    vector: 'rabbitmq-prefetch-03, -14',
    source: 'docs/consumer-prefetch.md',
    recording: 'prefetch-channel',
    expected: { delivered: { A: ['1', '2', '3'], B: ['4', '5'], B2: ['6'] }, gets: ['7'] },
  },
  {
    vector: 'rabbitmq-priority-01',
    source: 'docs/priority.md',
    recording: 'priority-queue',
    expected: { queues: { q: ['five*', 'nine*', 'five again', 'late', 'three', 'zero', 'none'] } },
  },
  {
    vector: 'rabbitmq-priority-02',
    source: 'docs/priority.md; docs/maxlength.md',
    recording: 'priority-queue-drop-head',
    expected: { queues: { q: ['low', 'low 2'], dead: ['high', 'middle'] } },
  },
  ...([0, 2] as const).map((limit): Fact => ({
    vector: `rabbitmq-quorum-0${limit + 1}`,
    source: 'docs/quorum-queues.md#poison-message-handling',
    recording: `quorum-delivery-limit-${limit}`,
    expected: {
      gets: limit === 0 ? ['1', null] : ['1', '1*', '1*', null],
      queues: { dead: ['1'] },
      deaths: { '1': ['q delivery_limit 1'] },
    },
  })),
  {
    vector: 'rabbitmq-requeue-01',
    source: 'docs/confirms.md',
    recording: 'requeue-order-classic',
    expected: { queues: { q: ['1*', '2*', '3*', '4', '5'] } },
  },
  {
    vector: 'rabbitmq-requeue-02',
    source: 'docs/confirms.md',
    recording: 'requeue-on-close-classic',
    expected: { queues: { q: ['1*', '2*', '3*', '4', '5'] } },
  },
  {
    vector: 'rabbitmq-requeue-05',
    source: 'docs/quorum-queues.md#repeated-requeues',
    recording: 'requeue-order-quorum',
    expected: { queues: { q: ['4', '5', '2*', '1*', '3*'] } },
  },
  {
    vector: 'rabbitmq-requeue-06',
    source: 'docs/quorum-queues.md#repeated-requeues',
    recording: 'requeue-order-quorum-delivery-limit',
    expected: { queues: { q: ['2*', '1*', '3*', '4', '5'] } },
  },
  {
    vector: 'rabbitmq-sac-02',
    source: 'docs/consumers.md#single-active-consumer; issue 5460 of rabbitmq-server',
    recording: 'single-active-consumer-cancel-classic',
    expected: { told: { b: ['cancel B'] } },
  },
  {
    vector: 'rabbitmq-stream-01, -02, -04, -05, -06, -07',
    source: 'docs/streams.md',
    recording: 'stream-offsets',
    expected: {
      delivered: {
        first: ['0', '1', '2', '3', '4', '5', '6', '7', '8'],
        'first-again': ['0', '1', '2', '3', '4', '5', '6', '7', '8'],
        next: ['5', '6', '7', '8'],
        default: ['5', '6', '7', '8'],
        last: ['4', '5', '6', '7', '8'],
        beyond: ['7', '8'],
      },
    },
  },
  {
    vector: 'rabbitmq-ttl-02',
    source: 'docs/ttl.md',
    recording: 'head-of-line-get',
    expected: { gets: ['for ever', null], queues: { dead: ['fast'] } },
  },
  {
    vector: 'rabbitmq-ttl-03, -06',
    source: 'docs/ttl.md',
    recording: 'message-ttl',
    expected: { gets: ['long', 'short'], queues: { 'no ttl': ['for ever'] } },
  },
  {
    vector: 'rabbitmq-ttl-04',
    source: 'docs/ttl.md',
    recording: 'message-ttl-zero',
    expected: { delivered: { A: ['somebody there'] }, queues: { dead: ['nobody there'] } },
  },
  {
    vector: 'rabbitmq-ttl-05',
    source: 'docs/ttl.md',
    recording: 'ttl-and-unacked',
    expected: { queues: { dead: ['1'], q: [] } },
  },
  {
    vector: 'rabbitmq-ttl-07',
    source: 'docs/ttl.md',
    recording: 'head-of-line-quorum',
    expected: { queues: { dead: ['slow', 'fast'] } },
  },
  {
    vector: 'rabbitmq-tx-01',
    source: 'docs/semantics.md',
    recording: 'tx',
    expected: { gets: ['1', '2', null, '2*'], queues: { q: ['2*'] } },
  },
];
