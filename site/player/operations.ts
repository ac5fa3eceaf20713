/** Operations of the history in a few words; the system's own terms are not translated. */
import type { ToldOperation } from '../worker/protocol.ts';

/** What was done, as the system calls it. */
export function deedOf(operation: ToldOperation, f: Readonly<Record<ToldOperation['f'], string>>): string {
  switch (operation.f) {
    case 'send':
      return isToQueue(operation) ? 'publish' : f.send;
    case 'poll':
      return operation.records.some(isInQueue) ? 'deliver' : f.poll;
    case 'assign':
      return operation.partitions.some(isInQueue) ? 'consume' : f.assign;
    case 'settle':
      return operation.outcome;
    default:
      return f[operation.f];
  }
}

function isToQueue({ to }: Extract<ToldOperation, { readonly f: 'send' }>): boolean {
  return to === 'queue' || to === 'exchange';
}

function isInQueue({ partition }: { readonly partition: number }): boolean {
  return partition === -1;
}

/** What an operation is about. */
export function subjectOf(operation: ToldOperation, separator: string): string {
  switch (operation.f) {
    case 'send':
      return `${operation.value} → ${nameOf(operation)}`;
    case 'poll':
      return operation.records.map((record) => record.value).join(separator);
    case 'commit':
      return operation.offsets.map((log) => `${nameOf(log)} @ ${log.offset}`).join(separator);
    case 'settle':
      return operation.record.value;
    case 'assign':
      return `${operation.change}: ${operation.partitions.map(nameOf).join(separator)}`;
    case 'apply':
      return operation.record.value;
    case 'call':
      return `${operation.order} → ${operation.service}/${operation.endpoint}${nth(operation.attempt)}`;
    case 'serve':
      return `${operation.order}: ${operation.endpoint}`;
    case 'write':
      return `${operation.table}/${operation.key}${operation.state === null ? '' : `: ${operation.state}`}`;
    case 'effect':
      return `${operation.name}: ${operation.order}`;
    case 'crash':
      return '';
  }
}

/** Only what is not the first attempt says so. */
function nth(attempt: number): string {
  return attempt > 1 ? ` #${attempt}` : '';
}

/** What came of it, beyond its type. */
export function outcomeOf(operation: ToldOperation): string {
  if ('error' in operation && operation.error !== undefined) return operation.error;
  if (operation.f !== 'send' || operation.type !== 'ok') return '';
  if (isToQueue(operation)) return operation.acks === 'none' ? 'no confirm' : 'confirm';
  return operation.offset === -1 ? 'acks=0' : `@ ${operation.offset}`;
}

/** Without a partition: a queue, an exchange, or a send that does not know its partition yet. */
function nameOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return partition === -1 ? topic : `${topic}-${partition}`;
}
