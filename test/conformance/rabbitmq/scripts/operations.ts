/** What an operator or a limit does to clients of one node. */
import type { ScriptSource } from '../language.ts';

export const operations: ScriptSource[] = [
  {
    name: 'memory-alarm',
    title:
      'A memory alarm blocks connections that publish; consumers go on, and what was stuck goes through afterwards.',
    topics: ['alarm'],
    open: [
      { connection: 'publishing', channels: ['publish'] },
      { connection: 'consuming', channels: ['consume'] },
    ],
    steps: [
      { do: 'queue.declare', channel: 'publish', queue: 'q' },
      { do: 'confirm.select', channel: 'publish' },
      { do: 'basic.publish', channel: 'publish', routingKey: 'q', bodies: ['1', '2'] },
      { do: 'alarm.set', node: 1, resource: 'memory' },
      { do: 'wait', millis: 500 },
      { do: 'basic.publish', channel: 'publish', routingKey: 'q', bodies: ['3'], patienceMillis: 2000 },
      { do: 'basic.consume', channel: 'consume', queue: 'q', consumer: 'A' },
      { do: 'basic.ack', channel: 'consume', delivery: 'A#1' },
      { do: 'basic.get', channel: 'publish', queue: 'q', patienceMillis: 1500 },
      { do: 'alarm.clear', node: 1, resource: 'memory' },
      { do: 'wait', millis: 1000, unordered: true },
    ],
  },
  {
    name: 'ack-timeout',
    title: 'A delivery that is not acknowledged in time closes its channel and goes back to the queue.',
    topics: ['ack-timeout'],
    settings: { consumerTimeoutMillis: 1500, channelTickIntervalMillis: 500 },
    open: [{ connection: 'c', channels: ['ch'] }],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2'] },
      { do: 'channel.open', channel: 'a' },
      { do: 'basic.qos', channel: 'a', prefetchCount: 1 },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'wait', millis: 5000 },
      { do: 'queue.declare', queue: 'q', passive: true },
    ],
  },
];
