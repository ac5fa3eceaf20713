/**
 * The order in which one consumer process gets the records of one log (not of a queue: see `queueOrder.ts`), in dense indices of the version order: gaps that
 * hold no known record do not count. Four kinds:
 * - `int-poll-skip`: within one poll, two consecutive records of a log with an index difference above 1.
 * - `int-nonmonotonic-poll`: the same, below 1 (a repeat or a step back).
 * - `poll-skip`: between the last record of a process's previous poll and the first of its next one, above 1.
 * - `nonmonotonic-poll`: the same, below 1.
 * Source: `jepsen/src/jepsen/tests/kafka.clj`, `int-poll-skip+nonmonotonic-cases` and `poll-skip+nonmonotonic-cases`.
 * There a value's index is looked up; here the polled offset's own, which stays exact when a value stands twice in the log.
 *
 * Between polls the two kinds are allowed if the log was taken from the process or given to it anew in between: under
 * subscribe, the next owner starts at the committed offset. Records that others of the group were given are then not
 * skipped. A record that an observer found gone from the log was not skipped by the consumer: that is `lost-write`.
 */
import { listValues, position, state, type CheckContext } from '../context.ts';
import { indexOfOffset, type LogFacts } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { AssignOperation, PollOperation, SeenRecord } from '../history.ts';
import { SUBJECTS_MAX, type Verdict, type VerdictKind } from '../verdict.ts';

interface LastRead {
  readonly record: SeenRecord;
  readonly poll: number;
  /** Was the log taken away or given anew since? */
  readonly reassigned: boolean;
}

interface Move {
  readonly log: LogFacts;
  readonly from: SeenRecord;
  readonly to: SeenRecord;
  /** History indices of the two polls; equal within one poll. */
  readonly fromPoll: number;
  readonly toPoll: number;
  readonly reassigned: boolean;
}

/** One consumer process, in one incarnation: where it last read each log. */
type Session = Map<LogFacts, LastRead>;

export function pollOrder(context: CheckContext): readonly Verdict[] {
  const sessions = new Map<string, Session>();
  const verdicts: Verdict[] = [];
  context.history.forEach((operation, index) => {
    if (operation.f !== 'poll' && operation.f !== 'assign') return;
    const key = `${operation.process}/${operation.incarnation}/${operation.group}`;
    let session = sessions.get(key);
    if (session === undefined) {
      session = new Map();
      sessions.set(key, session);
    }
    if (operation.f === 'assign') reassign(context, session, operation);
    else readPoll(context, { session, operation, index, verdicts });
  });
  return verdicts;
}

function reassign(context: CheckContext, session: Session, operation: AssignOperation): void {
  for (const { topic, partition } of operation.partitions) {
    const log = context.facts.log(topic, partition);
    const last = log === null ? undefined : session.get(log);
    if (log !== null && last !== undefined) session.set(log, { ...last, reassigned: true });
  }
}

function readPoll(
  context: CheckContext,
  scope: {
    readonly session: Session;
    readonly operation: PollOperation;
    readonly index: number;
    readonly verdicts: Verdict[];
  },
): void {
  const { session, operation, index, verdicts } = scope;
  for (const record of operation.records) {
    const log = context.facts.log(record.topic, record.partition);
    if (log === null || isQueue(log)) continue;
    const last = session.get(log);
    session.set(log, { record, poll: index, reassigned: false });
    if (last === undefined || last.record.offset + 1 === record.offset) continue;
    const { reassigned } = last;
    const move = { log, from: last.record, to: record, fromPoll: last.poll, toPoll: index, reassigned };
    const verdict = judge(context, move, operation);
    if (verdict !== null) verdicts.push(verdict);
  }
}

function judge(context: CheckContext, move: Move, operation: PollOperation): Verdict | null {
  const delta = indexOfOffset(move.log, move.to.offset) - indexOfOffset(move.log, move.from.offset);
  const internal = move.fromPoll === move.toPoll;
  if (delta < 1) {
    const kind = internal ? 'int-nonmonotonic-poll' : 'nonmonotonic-poll';
    const values = move.from.value === move.to.value ? [move.to.value] : [move.from.value, move.to.value];
    return describe(context, { kind, move, operation, values, count: 1 - delta });
  }
  const { skipped, count } = skippedBy(context, move, operation);
  if (count === 0) return null;
  return describe(context, { kind: internal ? 'int-poll-skip' : 'poll-skip', move, operation, values: skipped, count });
}

/** Known values strictly between the two offsets that the consumer passed over, at most `SUBJECTS_MAX`, and how many. */
function skippedBy(
  context: CheckContext,
  { log, from, to, toPoll, reassigned }: Move,
  operation: PollOperation,
): { readonly skipped: readonly string[]; readonly count: number } {
  const skipped: string[] = [];
  let count = 0;
  const end = indexOfOffset(log, to.offset);
  for (let index = indexOfOffset(log, from.offset) + 1; index < end; index += 1) {
    const witnesses = log.witnesses.get(log.offsets[index] as number) ?? [];
    const present = witnesses.find((witness) => !context.gone.has(witness.value));
    if (present === undefined) continue;
    if (reassigned && wasGiven(context, present.value, operation.group, toPoll)) continue;
    count += 1;
    if (skipped.length < SUBJECTS_MAX) skipped.push(present.value);
  }
  return { skipped, count };
}

function wasGiven(context: CheckContext, value: string, group: string, until: number): boolean {
  const deliveries = context.facts.values.get(value)?.deliveries ?? [];
  return deliveries.some((delivery) => delivery.group === group && (delivery.polls[0] as number) <= until);
}

interface OrderFinding {
  readonly kind: VerdictKind;
  readonly move: Move;
  readonly operation: PollOperation;
  readonly values: readonly string[];
  readonly count: number;
}

const SENTENCES = {
  'int-poll-skip': 'int-poll-skip.within',
  'int-nonmonotonic-poll': 'int-nonmonotonic-poll.within',
} as const;

function sentenceKey({ kind, move }: OrderFinding): Verdict['sentence']['key'] {
  if (kind === 'int-poll-skip' || kind === 'int-nonmonotonic-poll') return SENTENCES[kind];
  if (kind === 'poll-skip') return move.reassigned ? 'poll-skip.reassigned' : 'poll-skip.between';
  return move.reassigned ? 'nonmonotonic-poll.reassigned' : 'nonmonotonic-poll.between';
}

function describe(context: CheckContext, finding: OrderFinding): Verdict {
  const { kind, move, operation, values, count } = finding;
  const { log, from, to, fromPoll, toPoll, reassigned } = move;
  return state(context, {
    kind,
    verdict: reassigned ? 'allowed-here' : 'violation',
    values,
    logs: [log],
    operations: [fromPoll, toPoll],
    positions: [position(log, from.offset), position(log, to.offset)],
    at: operation.at,
    sentence: {
      key: sentenceKey(finding),
      params: {
        process: operation.process,
        log: log.name,
        from: from.offset,
        fromValue: from.value,
        to: to.offset,
        toValue: to.value,
        count,
        values: listValues(values),
      },
    },
  });
}
