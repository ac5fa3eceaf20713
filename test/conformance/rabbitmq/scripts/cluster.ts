/** Three nodes: kills, mirrors, majorities and the three answers to a partition. */
import type { ScriptSource } from '../language.ts';

type Steps = ScriptSource['steps'];

const durable = true;
const persistent = { deliveryMode: 2 } as const;
const quorumQueue = { 'x-queue-type': 'quorum' };
const oneAndTwo: ScriptSource['open'] = [
  { connection: 'c', node: 1, channels: ['ch'] },
  { connection: 'two', node: 2, channels: ['two'] },
];

/** Both queues have their leader on the node of channel `ch`. The mirrored one is in sync everywhere. */
const mirroredAndQuorum: Steps = [
  {
    do: 'policy.set',
    name: 'mirrors',
    pattern: '^mirrored$',
    definition: { 'ha-mode': 'all', 'ha-sync-mode': 'automatic' },
  },
  { do: 'queue.declare', queue: 'mirrored', durable },
  { do: 'queue.declare', queue: 'quorum', durable, arguments: quorumQueue },
  { do: 'wait', millis: 3000 },
  { do: 'confirm.select' },
  { do: 'basic.publish', routingKey: 'mirrored', bodies: ['before'], properties: persistent },
  { do: 'basic.publish', routingKey: 'quorum', bodies: ['before'], properties: persistent },
];

const through = (node: 1 | 2 | 3, side: string): Steps => [
  { do: 'connection.open', connection: side, node },
  { do: 'channel.open', channel: side, connection: side },
  { do: 'confirm.select', channel: side },
  { do: 'basic.publish', channel: side, routingKey: 'mirrored', bodies: [side], properties: persistent },
  {
    do: 'basic.publish',
    channel: side,
    routingKey: 'quorum',
    bodies: [side],
    properties: persistent,
    patienceMillis: 5000,
  },
];

/**
 * With autoheal it is node 3 that is cut off: node 1 decides who wins, and when it has noted only one of two lost nodes, it takes
 * the other for a third party and restarts that as well.
 */
const cutOff = (node: 1 | 3): Steps => [
  { do: 'partition', groups: [[node], [1, 2, 3].filter((other) => other !== node)] },
];

const unsynchronised = (name: string, promote: string, title: string): ScriptSource => ({
  name,
  title,
  topics: ['mirroring', 'node-kill'],
  nodes: 3,
  readThrough: 2,
  open: oneAndTwo,
  steps: [
    { do: 'queue.declare', queue: 'q', durable },
    { do: 'confirm.select' },
    { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3'], properties: persistent },
    {
      do: 'policy.set',
      name: 'mirrors',
      pattern: '^q$',
      definition: { 'ha-mode': 'all', 'ha-sync-mode': 'manual', 'ha-promote-on-failure': promote },
    },
    { do: 'wait', millis: 2000 },
    { do: 'basic.publish', routingKey: 'q', bodies: ['4'], properties: persistent },
    { do: 'node.kill', node: 1 },
    { do: 'queue.declare', channel: 'two', queue: 'q', passive: true, patienceMillis: 5000 },
    { do: 'node.start', node: 1 },
    { do: 'wait', millis: 3000 },
  ],
});

export const cluster: ScriptSource[] = [
  {
    name: 'cluster-plain-queue-on-a-dead-node',
    title: 'A plain durable queue on a dead node: reads are refused, publishes have no route, and it all comes back.',
    topics: ['node-kill', 'durability', 'mandatory'],
    nodes: 3,
    readThrough: 2,
    open: oneAndTwo,
    steps: [
      { do: 'queue.declare', queue: 'plain', durable },
      { do: 'queue.declare', queue: 'transient' },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'plain', bodies: ['1'], properties: persistent },
      { do: 'basic.publish', routingKey: 'plain', bodies: ['transient'] },
      { do: 'basic.publish', routingKey: 'transient', bodies: ['2'], properties: persistent },
      { do: 'channel.open', channel: 'watch', connection: 'two' },
      { do: 'basic.qos', channel: 'watch', prefetchCount: 1 },
      { do: 'basic.consume', channel: 'watch', queue: 'plain', consumer: 'A' },
      { do: 'node.kill', node: 1 },
      { do: 'confirm.select', channel: 'two' },
      { do: 'basic.publish', channel: 'two', routingKey: 'plain', bodies: ['lost'], mandatory: true },
      { do: 'basic.get', channel: 'two', queue: 'plain' },
      { do: 'channel.open', channel: 'declare', connection: 'two' },
      { do: 'queue.declare', channel: 'declare', queue: 'plain', durable },
      { do: 'channel.open', channel: 'gone', connection: 'two' },
      { do: 'queue.declare', channel: 'gone', queue: 'transient', passive: true },
      { do: 'node.start', node: 1 },
    ],
  },
  {
    name: 'cluster-quorum-leader-killed',
    title: 'A quorum queue loses its leader: the publish that comes meanwhile is confirmed by the next one.',
    topics: ['node-kill', 'quorum-redelivery'],
    nodes: 3,
    readThrough: 2,
    open: oneAndTwo,
    steps: [
      { do: 'queue.declare', queue: 'quorum', durable, arguments: quorumQueue },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'quorum', bodies: ['1', '2'] },
      { do: 'basic.get', queue: 'quorum' },
      { do: 'confirm.select', channel: 'two' },
      { do: 'basic.publish', channel: 'two', routingKey: 'quorum', bodies: ['3'] },
      { do: 'node.kill', node: 1 },
      { do: 'basic.publish', channel: 'two', routingKey: 'quorum', bodies: ['4'] },
      { do: 'queue.declare', channel: 'two', queue: 'quorum', passive: true },
      { do: 'node.start', node: 1 },
    ],
  },
  {
    name: 'cluster-quorum-no-majority',
    title: 'Without a majority a quorum queue confirms nothing; what was sent is committed when the majority is back.',
    topics: ['no-majority', 'node-kill'],
    nodes: 3,
    readThrough: 2,
    open: [{ connection: 'two', node: 2, channels: ['two', 'get'] }],
    steps: [
      { do: 'queue.declare', channel: 'two', queue: 'quorum', durable, arguments: quorumQueue },
      { do: 'confirm.select', channel: 'two' },
      { do: 'basic.publish', channel: 'two', routingKey: 'quorum', bodies: ['1'] },
      { do: 'node.kill', node: 1 },
      { do: 'basic.publish', channel: 'two', routingKey: 'quorum', bodies: ['2'] },
      { do: 'node.kill', node: 3 },
      { do: 'basic.publish', channel: 'two', routingKey: 'quorum', bodies: ['3'], patienceMillis: 4000 },
      { do: 'basic.get', channel: 'get', queue: 'quorum', patienceMillis: 3000 },
      { do: 'node.start', node: 3 },
      { do: 'node.start', node: 1 },
    ],
  },
  {
    name: 'cluster-mirrored-queue-promotion',
    title: 'A synchronised mirror is promoted: confirmed messages stay, unacked ones come again as redelivered.',
    topics: ['mirroring', 'node-kill'],
    nodes: 3,
    readThrough: 2,
    open: oneAndTwo,
    steps: [
      {
        do: 'policy.set',
        name: 'mirrors',
        pattern: '^q$',
        definition: { 'ha-mode': 'all', 'ha-sync-mode': 'automatic' },
      },
      { do: 'queue.declare', queue: 'q', durable },
      { do: 'wait', millis: 3000 },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3'], properties: persistent },
      { do: 'basic.get', queue: 'q' },
      { do: 'channel.open', channel: 'a', connection: 'two' },
      { do: 'basic.qos', channel: 'a', prefetchCount: 1 },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'node.kill', node: 1 },
      { do: 'queue.declare', channel: 'two', queue: 'q', passive: true },
      { do: 'channel.close', channel: 'a' },
      { do: 'node.start', node: 1 },
    ],
  },
  unsynchronised(
    'cluster-mirror-unsynchronised-always',
    'always',
    'By default even a mirror that lacks messages is promoted, and they are lost for good.',
  ),
  unsynchronised(
    'cluster-mirror-unsynchronised-when-synced',
    'when-synced',
    'With when-synced the queue is rather unavailable until its old leader is back, and nothing is lost.',
  ),
  {
    name: 'cluster-alarm',
    title: 'A memory alarm on one node blocks publishers on every node, each with its next publish.',
    topics: ['alarm'],
    nodes: 3,
    open: [
      { connection: 'c', node: 1, channels: ['ch'] },
      { connection: 'two', node: 2, channels: ['two'] },
      { connection: 'three', node: 3, channels: ['three'] },
    ],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'confirm.select' },
      { do: 'confirm.select', channel: 'two' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      { do: 'alarm.set', node: 1, resource: 'memory' },
      { do: 'basic.publish', channel: 'two', routingKey: 'q', bodies: ['2'], patienceMillis: 2500 },
      { do: 'basic.consume', channel: 'three', queue: 'q', consumer: 'A', noAck: true },
      { do: 'alarm.clear', node: 1, resource: 'memory' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['3'] },
    ],
  },
  {
    name: 'cluster-partition-ignore',
    title:
      'ignore: both sides confirm on the mirrored queue and stay apart until an operator restarts one, whose messages go.',
    topics: ['partition-ignore', 'no-majority', 'mirroring'],
    nodes: 3,
    settings: { clusterPartitionHandling: 'ignore' },
    readThrough: 2,
    open: [{ connection: 'c', node: 1, channels: ['ch'] }],
    steps: [
      ...mirroredAndQuorum,
      ...cutOff(1),
      ...through(1, 'minority'),
      ...through(2, 'majority'),
      { do: 'heal' },
      { do: 'queue.declare', channel: 'minority', queue: 'mirrored', passive: true },
      { do: 'connection.open', connection: 'look-1', node: 1 },
      { do: 'channel.open', channel: 'look-1', connection: 'look-1' },
      { do: 'basic.get', channel: 'look-1', queue: 'mirrored' },
      { do: 'basic.get', channel: 'look-1', queue: 'mirrored' },
      { do: 'connection.open', connection: 'look-2', node: 2 },
      { do: 'channel.open', channel: 'look-2', connection: 'look-2' },
      { do: 'basic.get', channel: 'look-2', queue: 'mirrored' },
      { do: 'basic.get', channel: 'look-2', queue: 'mirrored' },
      { do: 'node.restart', node: 1 },
      { do: 'wait', millis: 5000 },
    ],
  },
  {
    name: 'cluster-partition-pause-minority',
    title:
      'pause_minority: the smaller side closes its connections at once and takes none until it sees the others again.',
    topics: ['partition-pause-minority', 'mirroring'],
    nodes: 3,
    settings: { clusterPartitionHandling: 'pause_minority' },
    readThrough: 2,
    open: [{ connection: 'c', node: 1, channels: ['ch'] }],
    steps: [
      ...mirroredAndQuorum,
      ...cutOff(1),
      { do: 'connection.open', connection: 'minority', node: 1 },
      ...through(2, 'majority'),
      { do: 'heal' },
      { do: 'wait', millis: 5000 },
      { do: 'connection.open', connection: 'back', node: 1 },
    ],
  },
  {
    name: 'cluster-partition-autoheal',
    title: 'autoheal: both sides confirm; the side with fewer clients restarts and loses what it had confirmed.',
    topics: ['partition-autoheal', 'mirroring'],
    nodes: 3,
    settings: { clusterPartitionHandling: 'autoheal' },
    readThrough: 1,
    open: [
      { connection: 'c', node: 3, channels: ['ch'] },
      { connection: 'more', node: 1, channels: [] },
      { connection: 'and more', node: 1, channels: [] },
      { connection: 'still more', node: 2, channels: [] },
    ],
    steps: [
      ...mirroredAndQuorum,
      ...cutOff(3),
      ...through(3, 'minority'),
      ...through(1, 'majority'),
      { do: 'heal' },
      { do: 'wait', millis: 5000 },
    ],
  },
  {
    name: 'cluster-partition-autoheal-minority-wins',
    title:
      'autoheal: a single node with more clients wins against two; the quorum queue keeps the majority all the same.',
    topics: ['partition-autoheal', 'mirroring', 'no-majority'],
    nodes: 3,
    settings: { clusterPartitionHandling: 'autoheal' },
    readThrough: 3,
    open: [
      { connection: 'c', node: 3, channels: ['ch'] },
      { connection: 'more', node: 3, channels: [] },
      { connection: 'and more', node: 3, channels: [] },
      { connection: 'still more', node: 3, channels: [] },
    ],
    steps: [
      ...mirroredAndQuorum,
      ...cutOff(3),
      ...through(3, 'minority'),
      ...through(1, 'majority'),
      { do: 'heal' },
      { do: 'wait', millis: 5000 },
    ],
  },
];
