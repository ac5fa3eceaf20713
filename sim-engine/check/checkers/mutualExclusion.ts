/**
 * `mutual-exclusion`: two consumers hold one message of a queue at the same time, so that a message that stands for a lock
 * has two owners (aphyr 2014, "Call me maybe: RabbitMQ").
 *
 * Judged as the applications see it. A consumer holds a message from the moment it is given it until it answers for it, has
 * its effect stored (or refused as known), or dies. A broker that has given the message up in between, because a connection
 * broke or a leader changed, takes it from nobody: a consumer that is still at work holds it still. The same consumer may be
 * given it again. With automatic acknowledgement nobody holds anything. Messages are told apart by their number: the same value published twice is `duplicate`.
 * Only for queues: a log hands one record to every group, and to one consumer after another.
 */
import { position, state, type CheckContext } from '../context.ts';
import type { Operation, PollOperation, SeenRecord } from '../history.ts';
import { isQueue, logName } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

/** Who holds a message, and the poll that gave it. */
type Holders = Map<string, number>;

export function mutualExclusion(context: CheckContext): readonly Verdict[] {
  const held = new Map<string, Holders>();
  return context.history.flatMap((operation, index) => {
    if (operation.f === 'poll') return give(context, held, { operation, index });
    release(held, operation);
    return [];
  });
}

function give(
  context: CheckContext,
  held: Map<string, Holders>,
  { operation, index }: { readonly operation: PollOperation; readonly index: number },
): readonly Verdict[] {
  if (operation.settled === true) return [];
  return operation.records.filter(isQueue).flatMap((record) => {
    const holders: Holders = held.get(entryOf(record)) ?? new Map();
    held.set(entryOf(record), holders);
    const others = [...holders].filter(([name]) => name !== operation.process);
    holders.set(operation.process, index);
    if (others.length === 0) return [];
    const polls = others.map(([, poll]) => poll);
    return [describe(context, { operation, index, record, polls, names: others.map(([name]) => name) })];
  });
}

function release(held: Map<string, Holders>, operation: Operation): void {
  if (operation.f === 'settle') held.get(entryOf(operation.record))?.delete(operation.process);
  else if (operation.f === 'apply')
    held.get(entryOf(operation.record))?.delete(operation.consumer ?? operation.process);
  else if (operation.f === 'crash') for (const holders of held.values()) holders.delete(operation.process);
}

function entryOf(record: SeenRecord): string {
  return `${logName(record)}/${record.offset}/${record.value}`;
}

function describe(
  context: CheckContext,
  found: {
    readonly operation: PollOperation;
    readonly index: number;
    readonly record: SeenRecord;
    readonly polls: readonly number[];
    readonly names: readonly string[];
  },
): Verdict {
  const { operation, index, record, polls, names } = found;
  return state(context, {
    kind: 'mutual-exclusion',
    verdict: 'violation',
    values: [record.value],
    logs: [record],
    operations: [...polls, index],
    positions: [position(record, record.offset)],
    at: operation.at,
    sentence: {
      key: 'mutual-exclusion.two-holders',
      params: {
        value: record.value,
        log: logName(record),
        process: operation.process,
        holders: names.join(', '),
        count: names.length,
      },
    },
  });
}
