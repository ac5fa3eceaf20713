/**
 * The language of the conformance scripts: what clients and an operator do to a RabbitMQ broker, as data.
 *
 * A script is a list of steps, one AMQP method or one operator's action each, in the protocol's own terms. It says nothing about
 * how it is carried out: the recorder plays it on a real broker, an adapter may play it on the simulator. Whoever plays it lets
 * the system come to rest after each step; everything a client saw meanwhile belongs to that step.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a script is about; the set of all scripts must cover all of them (`coverage.test.ts`). */
export const topics = [
  'default-exchange',
  'direct-exchange',
  'fanout-exchange',
  'topic-exchange',
  'headers-exchange',
  'alternate-exchange',
  'exchange-to-exchange',
  'sender-selected',
  'mandatory',
  'confirms',
  'tx',
  'prefetch',
  'dispatch',
  'consumer-priority',
  'no-ack',
  'exclusive',
  'single-active-consumer',
  'requeue-order',
  'recover',
  'acknowledge',
  'channel-errors',
  'message-ttl',
  'queue-ttl',
  'head-of-line',
  'queue-expires',
  'dead-letter',
  'dead-letter-cycle',
  'overflow',
  'priority-queue',
  'lazy',
  'durability',
  'auto-delete',
  'quorum-redelivery',
  'quorum-delivery-limit',
  'quorum-refusals',
  'stream',
  'alarm',
  'ack-timeout',
  'node-kill',
  'no-majority',
  'mirroring',
  'partition-ignore',
  'partition-pause-minority',
  'partition-autoheal',
] as const;

const node = z.number().int().min(1).max(3);
/** Field-table values; a type that JSON cannot tell is written `{ '!': 'double', value: 1 }`, as amqplib does. */
const fields = z.record(z.string(), z.json());
const channel = z.string().default('ch');
const connection = z.string().default('c');
/** A publish or a request without an answer after this time is recorded as unanswered. */
const patienceMillis = z.number().int().positive().default(10_000);
/** True when the real order of what one client sees in this step is a race: recordings then sort it. */
const unordered = z.boolean().default(false);

const step = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ do: z.literal(name), ...shape, unordered });

/** Which delivery is settled: `A#2` is the second delivery of consumer A, another name the `as` of a basic.get; or a raw tag. */
const settled = { channel, delivery: z.string().optional(), tag: z.number().int().optional() };

export const stepSchema = z.discriminatedUnion('do', [
  // Clients.
  step('connection.open', { connection: z.string(), node: node.default(1) }),
  step('connection.close', { connection: z.string() }),
  /** The socket is cut without a word, as when the client's process dies. */
  step('connection.drop', { connection: z.string() }),
  step('channel.open', { channel: z.string(), connection }),
  step('channel.close', { channel: z.string() }),
  step('exchange.declare', {
    channel,
    exchange: z.string(),
    type: z.enum(['direct', 'fanout', 'topic', 'headers']),
    passive: z.boolean().default(false),
    durable: z.boolean().default(false),
    autoDelete: z.boolean().default(false),
    internal: z.boolean().default(false),
    arguments: fields.default({}),
  }),
  step('exchange.delete', { channel, exchange: z.string(), ifUnused: z.boolean().default(false) }),
  step('exchange.bind', {
    channel,
    source: z.string(),
    destination: z.string(),
    routingKey: z.string().default(''),
    arguments: fields.default({}),
  }),
  step('exchange.unbind', {
    channel,
    source: z.string(),
    destination: z.string(),
    routingKey: z.string().default(''),
    arguments: fields.default({}),
  }),
  step('queue.declare', {
    channel,
    queue: z.string(),
    passive: z.boolean().default(false),
    durable: z.boolean().default(false),
    exclusive: z.boolean().default(false),
    autoDelete: z.boolean().default(false),
    arguments: fields.default({}),
    patienceMillis,
  }),
  step('queue.bind', {
    channel,
    queue: z.string(),
    exchange: z.string(),
    routingKey: z.string().default(''),
    arguments: fields.default({}),
  }),
  step('queue.unbind', {
    channel,
    queue: z.string(),
    exchange: z.string(),
    routingKey: z.string().default(''),
    arguments: fields.default({}),
  }),
  step('queue.purge', { channel, queue: z.string() }),
  step('queue.delete', {
    channel,
    queue: z.string(),
    ifUnused: z.boolean().default(false),
    ifEmpty: z.boolean().default(false),
  }),
  step('confirm.select', { channel }),
  step('tx.select', { channel }),
  step('tx.commit', { channel }),
  step('tx.rollback', { channel }),
  step('basic.qos', { channel, prefetchCount: z.number().int().min(0), global: z.boolean().default(false) }),
  /** On a confirm channel each body is confirmed before the next is sent, unless `pipelined`. */
  step('basic.publish', {
    channel,
    exchange: z.string().default(''),
    routingKey: z.string().default(''),
    bodies: z.array(z.string()).min(1),
    mandatory: z.boolean().default(false),
    properties: z
      .strictObject({
        headers: fields.optional(),
        deliveryMode: z.union([z.literal(1), z.literal(2)]).optional(),
        priority: z.number().int().min(0).max(255).optional(),
        expiration: z.string().optional(),
      })
      .default({}),
    pipelined: z.boolean().default(false),
    patienceMillis,
  }),
  step('basic.get', {
    channel,
    queue: z.string(),
    noAck: z.boolean().default(false),
    as: z.string().optional(),
    patienceMillis,
  }),
  step('basic.consume', {
    channel,
    queue: z.string(),
    consumer: z.string(),
    noAck: z.boolean().default(false),
    exclusive: z.boolean().default(false),
    arguments: fields.default({}),
    patienceMillis,
  }),
  step('basic.cancel', { channel, consumer: z.string() }),
  step('basic.ack', { ...settled, multiple: z.boolean().default(false) }),
  step('basic.nack', { ...settled, multiple: z.boolean().default(false), requeue: z.boolean().default(true) }),
  step('basic.reject', { ...settled, requeue: z.boolean().default(true) }),
  step('basic.recover', { channel, requeue: z.boolean().default(true) }),
  // Time.
  step('wait', { millis: z.number().int().positive() }),
  /** Waits, and demands that no client sees anything meanwhile. */
  step('expect.nothing', { millis: z.number().int().positive() }),
  // The operator.
  step('node.stop', { node }),
  step('node.start', { node }),
  step('node.restart', { node }),
  /** kill -9: the process is gone, what it had written is not. */
  step('node.kill', { node }),
  step('partition', { groups: z.array(z.array(node).min(1)).length(2) }),
  step('heal', {}),
  step('alarm.set', { node, resource: z.literal('memory') }),
  step('alarm.clear', { node, resource: z.literal('memory') }),
  step('policy.set', { name: z.string(), pattern: z.string(), definition: fields }),
  step('policy.clear', { name: z.string() }),
]);

export const scriptSchema = z.strictObject({
  /** Also the name of the recording's file. */
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** What a reader learns from it, in one sentence. */
  title: z.string().min(10),
  topics: z.array(z.enum(topics)).min(1),
  nodes: z.union([z.literal(1), z.literal(3)]).default(1),
  settings: z
    .strictObject({
      clusterPartitionHandling: z.enum(['ignore', 'pause_minority', 'autoheal']).default('ignore'),
      consumerTimeoutMillis: z.number().int().positive().default(1_800_000),
      channelTickIntervalMillis: z.number().int().positive().default(60_000),
    })
    .prefault({}),
  /** Connections with their channels that are open when the first step begins. */
  open: z
    .array(z.strictObject({ connection: z.string(), node: node.default(1), channels: z.array(z.string()) }))
    .prefault([{ connection: 'c', channels: ['ch'] }]),
  steps: z.array(stepSchema).min(1),
  /** The node through which the queues are read in the end. */
  readThrough: node.default(1),
});

/** A script as it is written: what has a default may be left out. */
export type ScriptSource = z.input<typeof scriptSchema>;
/** A script with everything said. */
export type Script = z.output<typeof scriptSchema>;
export type Step = z.output<typeof stepSchema>;
export type Topic = (typeof topics)[number];

/** Validates scripts; throws zod's error, which names the path. */
export const parseScripts = (sources: readonly ScriptSource[]): Script[] =>
  sources.map((source) => {
    const parsed = scriptSchema.safeParse(source);
    if (!parsed.success) throw new Error(`script ${source.name}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });

/** JSON with sorted keys: equal data, equal text. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** What is played, without the words around it: a better title does not ask for a new recording. */
export const scriptHash = ({ title: _title, topics: _topics, ...played }: Script): string =>
  createHash('sha256').update(canonical(played)).digest('hex').slice(0, 16);

/** Requests after which nothing else is to be expected: no long wait for news. */
export const quickSteps: ReadonlySet<Step['do']> = new Set<Step['do']>([
  'connection.open',
  'channel.open',
  'exchange.declare',
  'exchange.bind',
  'exchange.unbind',
  'queue.bind',
  'queue.unbind',
  'confirm.select',
  'tx.select',
  'basic.qos',
]);
