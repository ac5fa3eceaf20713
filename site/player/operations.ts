/** Operations of the history in a few words; the system's own terms are not translated. */
import type { ToldOperation } from '../worker/protocol.ts';

/** What an operation is about. */
export function subjectOf(operation: ToldOperation, separator: string): string {
  switch (operation.f) {
    case 'send':
      return `${operation.value} → ${operation.topic}${operation.partition === -1 ? '' : `-${operation.partition}`}`;
    case 'poll':
      return operation.records.map((record) => record.value).join(separator);
    case 'commit':
      return operation.offsets
        .map(({ topic, partition, offset }) => `${topic}-${partition} @ ${offset}`)
        .join(separator);
    case 'assign':
      return `${operation.change}: ${operation.partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(separator)}`;
    case 'apply':
      return operation.record.value;
    case 'crash':
      return '';
  }
}

/** What came of it, beyond its type. */
export function outcomeOf(operation: ToldOperation): string {
  if ('error' in operation && operation.error !== undefined) return operation.error;
  if (operation.f === 'send' && operation.type === 'ok')
    return operation.offset === -1 ? 'acks=0' : `@ ${operation.offset}`;
  return '';
}
