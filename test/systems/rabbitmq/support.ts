/** A node under test: short forms for what clients say and get. */
import { Bench } from '../../../sim-engine/systems/rabbitmq/vectors/bench.ts';
import type { NodeConfig } from '../../../sim-engine/systems/rabbitmq/node/value.ts';
import { policyOf } from '../../../sim-engine/systems/rabbitmq/rules/queue/arguments.ts';
import { newQueue, type QueueState } from '../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import type { FieldTable } from '../../../sim-engine/systems/rabbitmq/rules/fieldTable.ts';
import type { Message } from '../../../sim-engine/systems/rabbitmq/rules/message.ts';
import type { RabbitVersion } from '../../../sim-engine/systems/rabbitmq/rules/version.ts';

export const QUORUM = { durable: true, arguments: { 'x-queue-type': 'quorum' } } as const;

export function quorum(more: FieldTable): { durable: true; arguments: FieldTable } {
  return { durable: true, arguments: { 'x-queue-type': 'quorum', ...more } };
}

export function bench(version: RabbitVersion = '3.13', config: Partial<NodeConfig> = {}): Bench {
  return new Bench(version, config);
}

export function message(body: string, more: Partial<Message> = {}): Message {
  return {
    exchange: '',
    routingKeys: ['q'],
    blindKeys: [],
    headers: null,
    expiration: null,
    priority: null,
    persistent: false,
    body,
    bytes: body.length,
    history: null,
    ...more,
  };
}

export function queue(type: 'classic' | 'quorum', args: FieldTable = {}, version: RabbitVersion = '3.13'): QueueState {
  return newQueue({ type, version, policy: policyOf(type, args, version), durable: true });
}
