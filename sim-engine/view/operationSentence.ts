/** An operation of the history as a sentence. */
import type { LogId, Operation } from '../host/history.ts';
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
    case 'send': {
      const { type, value, offset, error = '' } = operation;
      const unanswered = type === 'ok' && operation.acks === 'none';
      return {
        key: unanswered ? 'operation.send.unanswered' : `operation.send.${type}`,
        params: { value, offset, error },
      };
    }
    case 'poll':
      return { key: 'operation.poll.ok', params: { values: operation.records.map(({ value }) => value).join(', ') } };
    case 'commit': {
      const positions = operation.offsets.map((log) => `${nameOf(log)} @ ${log.offset}`).join(', ');
      return { key: `operation.commit.${operation.type}`, params: { positions, error: operation.error ?? '' } };
    }
    case 'assign': {
      const partitions = operation.partitions.map(nameOf).join(', ');
      return { key: `operation.assign.${operation.change}`, params: { partitions, generation: operation.generation } };
    }
    case 'apply':
      return { key: `operation.apply.${operation.type}`, params: { value: operation.record.value } };
    case 'crash':
      return { key: 'operation.crash.info', params: {} };
  }
}

function nameOf({ topic, partition }: LogId): string {
  return `${topic}-${partition}`;
}
