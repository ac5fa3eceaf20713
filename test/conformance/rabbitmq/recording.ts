/** The form of a recording: what clients saw, step by step, when a script was played on a real broker. */
import { z } from 'zod';

const close = z.strictObject({ code: z.number().int(), text: z.string() });

/** A message as a client sees it. Delivery tags and times are left out: they follow from the order, or from the clock. */
const message = {
  body: z.string(),
  exchange: z.string(),
  routingKey: z.string(),
  headers: z.record(z.string(), z.json()).optional(),
  priority: z.number().int().optional(),
  expiration: z.string().optional(),
  deliveryMode: z.number().int().optional(),
};

/** What a channel or a connection was told without having asked. */
export const eventSchema = z.discriminatedUnion('event', [
  /** `delivery` is the consumer's name, `#`, and which of its deliveries. */
  z.strictObject({ event: z.literal('deliver'), delivery: z.string(), redelivered: z.boolean(), ...message }),
  z.strictObject({ event: z.literal('return'), code: z.number().int(), text: z.string(), ...message }),
  /** Confirms are single, whatever the broker batched; `publish` is the message's body. */
  z.strictObject({ event: z.enum(['ack', 'nack']), publish: z.string() }),
  z.strictObject({ event: z.literal('cancel'), consumer: z.string() }),
  z.strictObject({ event: z.literal('channel.close'), ...close.shape }),
  /** Without a code when the socket ended without a word. */
  z.strictObject({ event: z.literal('connection.close'), code: z.number().int().optional(), text: z.string() }),
  z.strictObject({ event: z.literal('connection.blocked'), reason: z.string() }),
  z.strictObject({ event: z.literal('connection.unblocked') }),
]);

/** What the cluster's members say of themselves after an operator's step: which nodes run, and which partitions each has noted. */
const view = z.record(z.string(), z.strictObject({ running: z.array(z.number()), partitions: z.array(z.number()) }));

export const outcomeSchema = z.strictObject({
  /** `closed`: the channel or connection was closed in answer, or before. `unanswered`: no reply within the patience. */
  outcome: z.enum(['ok', 'closed', 'unanswered', 'refused']),
  messageCount: z.number().int().optional(),
  consumerCount: z.number().int().optional(),
  /** Of basic.get: the message, or null for get-empty. */
  got: z
    .strictObject({ redelivered: z.boolean(), messageCount: z.number().int(), ...message })
    .nullable()
    .optional(),
  /** Publishes of this step that have no confirm yet. */
  unconfirmed: z.array(z.string()).optional(),
  view: view.optional(),
});

export const recordedStepSchema = z.strictObject({
  /** Position in the script, from 1. */
  step: z.number().int().positive(),
  do: z.string(),
  ...outcomeSchema.shape,
  /** By channel or connection, in the order in which each saw them. No order is stated between two of them. */
  events: z.record(z.string(), z.array(eventSchema)).optional(),
  /** The events of one channel are sorted, because their real order is a race. */
  order: z.literal('any').optional(),
});

export const contentsSchema = z.strictObject({
  /** Oldest first; absent when the queue could not be read. */
  messages: z.array(z.strictObject({ redelivered: z.boolean(), ...message })).optional(),
  error: close.optional(),
  unanswered: z.literal(true).optional(),
});

export const recordingSchema = z.strictObject({
  script: z.string(),
  scriptHash: z.string().regex(/^[0-9a-f]{16}$/),
  broker: z.strictObject({ product: z.literal('RabbitMQ'), version: z.string(), erlang: z.string() }),
  recorded: z.iso.date(),
  /** How many times it was played, all with this result. */
  runs: z.number().int().min(2),
  steps: z.array(recordedStepSchema),
  /** Every queue that the script names, read after all its clients have gone. */
  queues: z.record(z.string(), contentsSchema),
});

export type ClientEvent = z.output<typeof eventSchema>;
export type Outcome = z.output<typeof outcomeSchema>;
export type RecordedStep = z.output<typeof recordedStepSchema>;
export type Contents = z.output<typeof contentsSchema>;
export type Recording = z.output<typeof recordingSchema>;
