/** Words of the evidence pages in English: used while pages are built. Names of areas and kinds are those of the vectors. */
import { inGroups } from '../numbers.ts';
import { plural } from '../plural.ts';

const grouped = (count: number): string => inGroups('en', count);

const faultsOf = (count: number): string =>
  plural('en', count, { zero: 'without any fault', one: 'with # fault', other: 'with # faults' });

type Names = Readonly<Record<string, string>>;

/** Areas of the test vectors, by system. */
const areas: Readonly<Record<string, Names>> = {
  kafka: {
    murmur2: 'Hash of a key, and its partition',
    'partitioner-sticky': 'Partitions of records without key',
    'partitioner-adaptive': 'Adaptive partitioning',
    'hw-acks': 'High watermark and acks',
    'isr-replica-state': 'Who is in sync',
    'leader-epoch-cache': 'Leader epochs of a log',
    'leader-epoch-log': 'Producer state and epochs of a log',
    'follower-truncation': 'Where a follower cuts its log',
    'leader-election': 'Elections by the controller',
    'broker-heartbeat': 'Life of a broker at the controller',
    'classic-group': 'Consumer groups, classic protocol',
    'client-assignor': 'Who gets which partitions',
  },
  rabbitmq: {
    ack: 'Acknowledgements',
    acktimeout: 'Acknowledgement timeout',
    alarm: 'Memory alarm',
    autoheal: 'Autoheal: which side wins',
    confirm: 'Publisher confirms',
    'delayed-retry': 'Delayed retry',
    dispatch: 'Whose turn it is',
    dlx: 'Dead letters',
    error: 'Errors that close a channel or connection',
    exchange: 'Exchanges and alternate exchanges',
    headers: 'Headers exchange',
    'headers-version': 'Headers exchange, by version',
    lifecycle: 'Lives of queues and exchanges',
    mirroring: 'Mirrored queues',
    nodefail: 'A queue on a dead node',
    overflow: 'Full queues',
    partition: 'Network partitions',
    'pause-minority': 'pause_minority',
    prefetch: 'Prefetch',
    priority: 'Priority queues',
    quorum: 'Quorum queues',
    'quorum-limit': 'Delivery limit',
    'quorum-majority': 'Majorities',
    'quorum-priority': 'Priorities in quorum queues',
    requeue: 'What comes back, and where',
    sac: 'Single active consumer',
    stream: 'Streams',
    topic: 'Topic exchange',
    ttl: 'Time to live',
    tx: 'Transactions of a channel',
  },
};

/** How an outcome of a vector is known. */
const kinds: Names = {
  'test input captured while the named test ran': 'captured while a test of Kafka ran',
  'table taken from the named method/enum': 'a table in Kafka’s source',
  'own scenario executed on the code under test': 'Kafka’s own classes, run with an input of ours',
  'steps of the named test': 'the steps of a test of Kafka',
  'value asserted in the named test': 'a value that a test of Kafka expects',
  'scenario modelled on the named test': 'modelled on a test of Kafka',
  'observed on RabbitMQ 3.10.8': 'observed on a running RabbitMQ 3.10.8',
  'read in rabbitmq-website / rabbitmq-server main, Aug 2026': 'read in documentation and source, August 2026',
  'read in 3.x': 'read in documentation and source of 3.x',
};

const scopes: Names = { broker: 'Whole cluster', producer: 'Producer', consumer: 'Consumer' };

export const evidence = {
  title: (system: string): string => `Evidence: ${system}`,
  description: (system: string): string =>
    `What the simulation of ${system} rests on: version, defaults with sources, test vectors, recordings, reproduced failures, limits.`,
  lead: 'What this simulator’s answers rest on. Every number here is computed from the code and from the data of its tests when the site is built.',
  systems: 'Systems',
  sections: 'On this page',
  version: {
    title: 'Version',
    text: (system: string, version: string): string => `What is modelled is the protocol of ${system} ${version}.`,
  },
  vectors: {
    title: 'Test vectors',
    lead: 'A vector is an input, and what the real system makes of it. The simulator’s own rules answer each, and the two are compared field by field.',
    count: (passed: number, total: number): string =>
      `Of ${plural('en', total, { one: '# vector', other: '# vectors' })}, ${plural('en', passed, { one: '# passes', other: '# pass' })}.`,
    from: 'Source:',
    area: 'Area',
    total: 'Vectors',
    passed: 'Pass',
    known: 'How the outcomes are known',
    others: 'Not answered',
  },
  recordings: {
    title: 'Recordings of a real broker',
    lead: 'A script says what clients and an operator do, step by step. It was played on a real broker, and what its clients saw was recorded.',
    count: (count: number, brokers: string, runs: number): string =>
      `${plural('en', count, { one: '# recording', other: '# recordings' })} of ${brokers}, each played at least ${plural('en', runs, { one: '# time', other: '# times' })} with the same result.`,
    dates: (first: string, last: string): string =>
      first === last ? `Recorded on ${first}.` : `Recorded from ${first} to ${last}.`,
    replayed: (same: number, replayed: number): string =>
      `${plural('en', replayed, { one: '# script is', other: '# scripts are' })} played on the simulated broker as well: in ${grouped(same)} of them its clients see the same, event by event.`,
    waiting: (count: number): string =>
      `${plural('en', count, { one: '# script is', other: '# scripts are' })} recorded and not yet played on the simulated broker.`,
    differences: 'Where the history is another one',
    none: 'No broker has been recorded for this system.',
  },
  failures: {
    title: 'Published failures, reproduced',
    lead: 'Each of these is known from reports and proposals. A search that knows nothing of the story finds it, and makes it small. With the protection in place the same search sees all there is within its bounds, and finds nothing.',
    named: (name: string, story: string): string => `${name}: ${story}`,
    found: (row: { readonly faults: number; readonly distinct: number; readonly steps: number }): string =>
      `Found ${faultsOf(row.faults)}, after ${plural('en', row.distinct, { one: '# configuration', other: '# configurations' })}; the small run has ${plural('en', row.steps, { one: '# step', other: '# steps' })}.`,
    exhausted: (count: number): string =>
      `Protected: ${plural('en', count, { one: '# configuration', other: '# configurations' })}, none of them fails.`,
    /** Stories in this language, where the tests do not tell them in it. */
    stories: {} as Readonly<Record<string, Names>>,
  },
  settings: {
    title: 'Settings and defaults',
    lead: (count: number): string =>
      `${plural('en', count, { one: '# setting is', other: '# settings are' })} modelled. Others have no effect here and are refused.`,
    scopes,
    count: (count: number): string => plural('en', count, { one: '# setting', other: '# settings' }),
    default: 'Default',
    absent: 'not set',
    source: 'Source',
  },
  limits: {
    title: 'What is not modelled',
    lead: 'Where this simulator is simpler than the real system, or where one cannot tell.',
  },
  areas,
  kinds,
  play: (system: string): string => `Play with ${system}`,
  /** Below the simulator, in the lessons and in the footer. */
  link: 'Evidence',
  below: 'A simulator is a model. What it rests on, and what it leaves out:',
};
