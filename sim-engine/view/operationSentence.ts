/** An operation of the history as a sentence. */
import { isQueue, logName } from '../check/logId.ts';
import type { AssignOperation, Operation, SendOperation, WriteOperation } from '../host/history.ts';
import type { Sentence, SentenceParams } from '../host/sentence.ts';
import type { OperationSentenceKey } from './sentences/operations.ts';

/** States what a client asked for or was told. */
export function operationSentence(operation: Operation): Sentence {
  const { key, params } = stated(operation);
  return { key, params: { process: operation.process, ...params } };
}

interface Stated {
  readonly key: OperationSentenceKey;
  readonly params: SentenceParams;
}

function stated(operation: Operation): Stated {
  switch (operation.f) {
    case 'send':
      return operation.to === undefined || operation.to === 'log' ? sent(operation) : published(operation);
    case 'poll': {
      const values = operation.records.map(({ value }) => value).join(', ');
      return {
        key: operation.records.some(isQueue) ? 'operation.delivery.ok' : 'operation.poll.ok',
        params: { values },
      };
    }
    case 'commit': {
      const positions = operation.offsets.map((log) => `${logName(log)} @ ${log.offset}`).join(', ');
      return { key: `operation.commit.${operation.type}`, params: { positions, error: operation.error ?? '' } };
    }
    case 'settle':
      return { key: `operation.settle.${operation.outcome}`, params: { value: operation.record.value } };
    case 'assign':
      return operation.partitions.some(isQueue) ? consuming(operation) : assigned(operation);
    case 'apply':
      return {
        key: operation.error === 'GIVEN_UP' ? 'operation.apply.given-up' : `operation.apply.${operation.type}`,
        params: { value: operation.record.value },
      };
    case 'call': {
      const { service, endpoint, order, attempt, error = '' } = operation;
      const again = operation.type === 'invoke' && attempt > 1;
      return {
        key: again ? 'operation.call.again' : `operation.call.${operation.type}`,
        params: { service, endpoint, order, attempt, error },
      };
    }
    case 'serve': {
      const { type, endpoint, order, error = '' } = operation;
      return { key: `operation.serve.${type}`, params: { endpoint, order, error } };
    }
    case 'write':
      return written(operation);
    case 'effect':
      return { key: `operation.effect.${operation.type}`, params: { name: operation.name, order: operation.order } };
    case 'crash':
      return { key: 'operation.crash.info', params: {} };
  }
}

function written({ type, table, key, state, by, error = '' }: WriteOperation): Stated {
  const params = { table, key, by, state: state ?? '', error };
  if (type === 'fail') return { key: 'operation.write.fail', params };
  return { key: state === null ? 'operation.write.gone' : 'operation.write.ok', params };
}

function sent({ type, value, offset, acks, error = '' }: SendOperation): Stated {
  const unanswered = type === 'ok' && acks === 'none';
  return {
    key: unanswered ? 'operation.send.unanswered' : `operation.send.${type}`,
    params: { value, offset, error },
  };
}

function published({ type, topic, value, acks, error = '' }: SendOperation): Stated {
  const unconfirmed = type === 'ok' && acks === 'none';
  return {
    key: unconfirmed ? 'operation.publish.unconfirmed' : `operation.publish.${type}`,
    params: { value, target: topic, error },
  };
}

function assigned({ change, partitions, generation }: AssignOperation): Stated {
  return { key: `operation.assign.${change}`, params: { partitions: partitions.map(logName).join(', '), generation } };
}

/** A consumer of queues has no generation. */
function consuming({ change, partitions }: AssignOperation): Stated {
  return { key: `operation.consume.${change}`, params: { queues: partitions.map(logName).join(', ') } };
}
