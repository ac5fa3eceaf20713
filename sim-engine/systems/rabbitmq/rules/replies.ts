/**
 * AMQP reply codes and RabbitMQ's texts. A fault ends the channel, or the whole connection when its class says so.
 * Source: deps/rabbit_common/src/rabbit_misc.erl (protocol_error), AMQP 0-9-1 reply codes; texts observed on 3.10.8.
 */

export const REPLY_CODES = {
  NO_ROUTE: 312,
  CONNECTION_FORCED: 320,
  ACCESS_REFUSED: 403,
  NOT_FOUND: 404,
  RESOURCE_LOCKED: 405,
  PRECONDITION_FAILED: 406,
  COMMAND_INVALID: 503,
  CHANNEL_ERROR: 504,
  NOT_ALLOWED: 530,
  NOT_IMPLEMENTED: 540,
  INTERNAL_ERROR: 541,
} as const;

export type ReplyName = keyof typeof REPLY_CODES;

/** Faults of these classes end the connection, not only the channel. */
const HARD: readonly ReplyName[] = [
  'CONNECTION_FORCED',
  'COMMAND_INVALID',
  'CHANNEL_ERROR',
  'NOT_ALLOWED',
  'NOT_IMPLEMENTED',
  'INTERNAL_ERROR',
];

/** A method that the broker refuses. */
export class ProtocolFault extends Error {
  override readonly name = 'ProtocolFault';
  readonly reply: ReplyName;
  readonly explanation: string | null;
  readonly code: number;
  /** Reply text, as `NOT_FOUND - no queue 'q' in vhost '/'`. */
  readonly text: string;
  readonly ends: 'channel' | 'connection';

  constructor(reply: ReplyName, explanation: string | null) {
    super(explanation === null ? reply : `${reply} - ${explanation}`);
    this.reply = reply;
    this.explanation = explanation;
    this.code = REPLY_CODES[reply];
    this.text = this.message;
    this.ends = HARD.includes(reply) ? 'connection' : 'channel';
  }
}

export type ResourceKind = 'queue' | 'exchange';

/** How errors call an object. There is one virtual host. */
export function resourceName(kind: ResourceKind, name: string): string {
  return `${kind} '${name}' in vhost '/'`;
}

export function notFound(kind: ResourceKind, name: string): ProtocolFault {
  return new ProtocolFault('NOT_FOUND', `no ${resourceName(kind, name)}`);
}

export function homeNodeDown(queue: string, node: string): ProtocolFault {
  const text = `home node '${node}' of durable ${resourceName('queue', queue)} is down or inaccessible`;
  return new ProtocolFault('NOT_FOUND', text);
}

export function accessRefused(explanation: string): ProtocolFault {
  return new ProtocolFault('ACCESS_REFUSED', explanation);
}

export function inExclusiveUse(queue: string): ProtocolFault {
  return accessRefused(`${resourceName('queue', queue)} in exclusive use`);
}

export function resourceLocked(queue: string): ProtocolFault {
  const locked = `cannot obtain exclusive access to locked ${resourceName('queue', queue)}`;
  const why =
    'It could be originally declared on another connection or the exclusive property value does not match that of the original declaration.';
  return new ProtocolFault('RESOURCE_LOCKED', `${locked}. ${why}`);
}

export function getFromSingleActive(queue: string): ProtocolFault {
  const locked = `cannot obtain access to locked ${resourceName('queue', queue)}`;
  const why = 'basic.get operations are not supported by quorum queues with single active consumer';
  return new ProtocolFault('RESOURCE_LOCKED', `${locked}. ${why}`);
}

export function preconditionFailed(explanation: string): ProtocolFault {
  return new ProtocolFault('PRECONDITION_FAILED', explanation);
}

export function inequivalent(options: {
  readonly argument: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly received: string;
  readonly current: string;
}): ProtocolFault {
  const { argument, kind, name, received, current } = options;
  const where = `inequivalent arg '${argument}' for ${resourceName(kind, name)}`;
  return preconditionFailed(`${where}: received ${received} but current is ${current}`);
}

export function invalidArgument(argument: string, queue: string, why: string): ProtocolFault {
  return preconditionFailed(`invalid arg '${argument}' for ${resourceName('queue', queue)}${why}`);
}

export function notImplemented(explanation: string): ProtocolFault {
  return new ProtocolFault('NOT_IMPLEMENTED', explanation);
}

/** The broker itself has failed, and does not say how. */
export function internalError(): ProtocolFault {
  return new ProtocolFault('INTERNAL_ERROR', null);
}

/** A deprecated feature that is denied by default. */
export function notPermitted(feature: string): ProtocolFault {
  const lines = [
    `Feature \`${feature}\` is deprecated.`,
    'By default, this feature is not permitted anymore.',
    'The feature will be removed from a future major RabbitMQ version, regardless of the configuration; actual version to be determined.',
    'To continue using this feature when it is not permitted by default, set the following parameter in your configuration:',
    `    "deprecated_features.permit.${feature} = true"`,
  ];
  return new ProtocolFault('INTERNAL_ERROR', lines.join('\n'));
}

export function notAllowed(explanation: string): ProtocolFault {
  return new ProtocolFault('NOT_ALLOWED', explanation);
}
