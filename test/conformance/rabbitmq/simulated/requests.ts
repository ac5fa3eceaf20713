/** Steps of a script that are one request with an answer, as methods. */
import type { ClientMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import type { Step } from '../language.ts';
import { fieldTable } from './fields.ts';

/** The method of a step, or undefined when it is not such a request. */
export const requestOf = (step: Step): ClientMethod | undefined => {
  switch (step.do) {
    case 'channel.close':
    case 'confirm.select':
    case 'tx.select':
    case 'tx.commit':
    case 'tx.rollback':
      return { type: step.do };
    case 'exchange.declare': {
      const { exchange, type: exchangeType, passive, durable, autoDelete, internal } = step;
      const table = fieldTable(step.arguments);
      return { type: step.do, exchange, exchangeType, passive, durable, autoDelete, internal, arguments: table };
    }
    case 'exchange.delete':
      return { type: step.do, exchange: step.exchange, ifUnused: step.ifUnused };
    case 'exchange.bind':
    case 'exchange.unbind': {
      const { source, destination, routingKey } = step;
      return { type: step.do, source, destination, routingKey, arguments: fieldTable(step.arguments) };
    }
    case 'queue.declare': {
      const { queue, passive, durable, exclusive, autoDelete } = step;
      const table = fieldTable(step.arguments);
      return { type: step.do, queue, passive, durable, exclusive, autoDelete, arguments: table };
    }
    case 'queue.bind':
    case 'queue.unbind': {
      const { queue, exchange, routingKey } = step;
      return { type: step.do, queue, exchange, routingKey, arguments: fieldTable(step.arguments) };
    }
    case 'queue.purge':
      return { type: step.do, queue: step.queue };
    case 'queue.delete':
      return { type: step.do, queue: step.queue, ifUnused: step.ifUnused, ifEmpty: step.ifEmpty };
    case 'basic.qos':
      return { type: step.do, prefetch: step.prefetchCount, global: step.global };
    case 'basic.get':
      return { type: step.do, queue: step.queue, noAck: step.noAck };
    case 'basic.consume': {
      const { queue, consumer: consumerTag, noAck, exclusive } = step;
      return { type: step.do, queue, consumerTag, noAck, exclusive, arguments: fieldTable(step.arguments) };
    }
    case 'basic.cancel':
      return { type: step.do, consumerTag: step.consumer };
    case 'basic.recover':
      return { type: step.do, requeue: step.requeue };
    default:
      return undefined;
  }
};

/** An acknowledgement: nobody answers it. */
export const settlementOf = (
  step: Extract<Step, { do: 'basic.ack' | 'basic.nack' | 'basic.reject' }>,
  deliveryTag: number,
): ClientMethod => {
  switch (step.do) {
    case 'basic.ack':
      return { type: step.do, deliveryTag, multiple: step.multiple };
    case 'basic.nack':
      return { type: step.do, deliveryTag, multiple: step.multiple, requeue: step.requeue };
    case 'basic.reject':
      return { type: step.do, deliveryTag, requeue: step.requeue };
  }
};
