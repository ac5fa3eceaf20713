/**
 * `unavailable`: clients were not served although availability was promised (precedent: maelstrom's availability checker).
 * - One verdict for each unbroken row of sends by one producer to one log that ended in fail or info. An ok ends the
 *   row; sends whose partition was never known form a row of their topic, which an ok to any of its logs ends.
 * - A log, or a queue, without a running leader at the end: a violation if all is healed and at rest, else `unknown`.
 *
 * The promise covers the whole run, or the span that the options name, by the time at which the send was invoked. A send
 * that succeeds after retries was served. Sends that ended because their own producer died are not counted.
 * Leaves out: polls (a poll without records is not recorded), and whether an error was the client's own fault.
 */
import { NEVER, type Micros } from '../../kernel/time.ts';
import { listValues, position, state, timeOf, type CheckContext } from '../context.ts';
import { isAtRest } from '../facts.ts';
import type { LogId, SendOperation } from '../history.ts';
import { isQueue, logName, NO_PARTITION } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

interface Row {
  readonly log: LogId;
  readonly sends: { readonly index: number; readonly operation: SendOperation; readonly invoked: number }[];
}

export function unavailable(context: CheckContext): readonly Verdict[] {
  const rows = failedRows(context).map((row) => describeRow(context, row));
  return [...rows, ...leaderless(context)];
}

function failedRows(context: CheckContext): readonly Row[] {
  const { availableFrom = 0, availableUntil = NEVER } = context.options;
  const deaths = deathsOf(context);
  const open = new Map<string, Row>();
  const rows: Row[] = [];
  context.history.forEach((operation, index) => {
    if (operation.f !== 'send' || operation.type === 'invoke') return;
    const key = `${operation.process}/${logName(operation)}`;
    if (operation.type === 'ok') {
      open.delete(key);
      open.delete(`${operation.process}/${logName({ topic: operation.topic, partition: NO_PARTITION })}`);
      return;
    }
    if (operation.type === 'info' && deaths.has(sessionAt(operation))) return;
    const invoked = context.facts.values.get(operation.value)?.sending?.invoked ?? index;
    const invokedAt = timeOf(context, invoked);
    if (invokedAt < availableFrom || invokedAt > availableUntil) return;
    let row = open.get(key);
    if (row === undefined) {
      row = { log: { topic: operation.topic, partition: operation.partition }, sends: [] };
      open.set(key, row);
      rows.push(row);
    }
    row.sends.push({ index, operation, invoked });
  });
  return rows;
}

function deathsOf(context: CheckContext): ReadonlySet<string> {
  const deaths = new Set<string>();
  for (const operation of context.history) if (operation.f === 'crash') deaths.add(sessionAt(operation));
  return deaths;
}

function sessionAt(operation: { readonly process: string; readonly incarnation: number; readonly at: Micros }): string {
  return `${operation.process}/${operation.incarnation}/${operation.at}`;
}

function describeRow(context: CheckContext, { log, sends }: Row): Verdict {
  const first = sends[0] as Row['sends'][number];
  const last = sends[sends.length - 1] as Row['sends'][number];
  const { error } = last.operation;
  const known = log.partition !== NO_PARTITION || first.operation.to === 'queue';
  return state(context, {
    kind: 'unavailable',
    verdict: 'violation',
    values: sends.map((send) => send.operation.value),
    logs: known ? [log] : [],
    operations: sends.flatMap((send) => [send.invoked, send.index]),
    positions: [],
    at: first.operation.at,
    sentence: {
      key: error === undefined ? 'unavailable.unanswered' : 'unavailable.error',
      params: {
        process: first.operation.process,
        log: logName(log),
        count: sends.length,
        values: listValues(sends.map((send) => send.operation.value)),
        fromMicros: timeOf(context, first.invoked),
        untilMicros: last.operation.at,
        error: error ?? '',
      },
    },
  });
}

function leaderless(context: CheckContext): readonly Verdict[] {
  const rest = isAtRest(context.end);
  return context.facts.logs.flatMap((log) => {
    if (log.observed === null || log.leader !== null) return [];
    return [
      state(context, {
        kind: 'unavailable',
        verdict: rest ? 'violation' : 'unknown',
        values: [],
        logs: [log],
        operations: [],
        positions: log.observed.replicas.map((replica) => position(log, replica.endOffset, replica.node)),
        at: context.end.at,
        sentence: { key: leaderlessKey(log, rest ? 'leaderless' : 'electing'), params: { log: log.name } },
      }),
    ];
  });
}

function leaderlessKey(log: LogId, since: 'leaderless' | 'electing'): Verdict['sentence']['key'] {
  return isQueue(log) ? `unavailable.queue-${since}` : `unavailable.${since}`;
}
