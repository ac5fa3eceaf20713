/**
 * `committed-too-far`: a group's committed offset is past a record that the group was given and has not yet processed
 * (jepsen-io/redpanda, auto-commit workload). Processed means that the database took the effect or refused it as known.
 *
 * If the effect follows later, nothing was lost: allowed here, one verdict per group and log, because a crash in that window
 * would have lost records. If it never follows, the records are lost to the group (at most once): a violation of
 * `every-record-read` once the group has read to the end, else `unknown`.
 * A queue's commit is a consumer's `ack` of one message, or its automatic acknowledgement at delivery. What still lies in
 * some queue then is not lost, and one verdict is given for each consumer. Consumers of a queue that never had an effect
 * have no database, whatever those of other queues have.
 * Only commits that were confirmed count, and the committed offset that an observer finds at the end. A run without any
 * effect in its history models no database and yields nothing.
 */
import { listValues, position, state, timeOf, type CheckContext } from '../context.ts';
import type { LogFacts } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { ApplyOperation, CommitOperation, PollOperation, SeenRecord } from '../history.ts';
import type { Verdict } from '../verdict.ts';

interface Work {
  readonly value: string;
  readonly offset: number;
  readonly poll: number;
}

interface PassedWork extends Work {
  /** The commit that went past; -1: seen by the observer at the end. */
  readonly commit: number;
}

/** One group's work on one log. */
interface Desk {
  readonly group: string;
  readonly log: LogFacts;
  /** By value and offset: given to the group, not yet processed, not yet committed past. */
  readonly open: Map<string, Work>;
  /** By value and offset: committed past before it was processed. */
  readonly passed: Map<string, PassedWork>;
  /** Processed only after the commit, with the apply operation. */
  readonly late: { readonly work: PassedWork; readonly apply: number }[];
}

export function committedTooFar(context: CheckContext): readonly Verdict[] {
  if (!context.history.some((operation) => operation.f === 'apply')) return [];
  const desks = new Desks(context);
  context.history.forEach((operation, index) => {
    if (operation.f === 'poll') desks.give(operation, index);
    else if (operation.f === 'apply') desks.process(operation, index);
    else if (operation.f === 'commit' && operation.type === 'ok') desks.commit(operation, index);
    else if (operation.f === 'settle' && operation.outcome === 'ack')
      desks.acknowledge(operation.record, operation.group, index);
  });
  for (const seat of context.view.groups) desks.pass({ ...seat, offset: seat.committed }, seat.group, -1);
  const isJudged = ({ group, log }: Desk): boolean => !isQueue(log) || hasEffects(context, group);
  return desks
    .all()
    .filter(isJudged)
    .flatMap((desk) => [...describeLate(context, desk), ...describeLost(context, desk)]);
}

function hasEffects(context: CheckContext, group: string): boolean {
  return context.history.some((operation) => operation.f === 'apply' && operation.group === group);
}

class Desks {
  readonly #byGroup = new Map<string, Map<LogFacts, Desk>>();
  readonly #context: CheckContext;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  all(): readonly Desk[] {
    return [...this.#byGroup.values()].flatMap((desks) => [...desks.values()]);
  }

  give(operation: PollOperation, index: number): void {
    for (const record of operation.records) {
      const { topic, partition, offset, value } = record;
      const desk = this.#desk(operation.group, topic, partition);
      const work = { value, offset, poll: index };
      const key = workKey(work);
      if (desk === null || desk.passed.has(key) || wasProcessed(this.#context, desk, work)) continue;
      desk.open.set(key, work);
      if (operation.settled === true) this.acknowledge(record, operation.group, index);
    }
  }

  process(operation: ApplyOperation, index: number): void {
    const { topic, partition } = operation.record;
    const desk = this.#desk(operation.group, topic, partition);
    if (desk === null) return;
    const key = workKey(operation.record);
    desk.open.delete(key);
    const work = desk.passed.get(key);
    if (work === undefined) return;
    desk.passed.delete(key);
    desk.late.push({ work, apply: index });
  }

  commit(operation: CommitOperation, index: number): void {
    for (const target of operation.offsets) this.pass(target, operation.group, index);
  }

  /** One message of a queue, whatever lies before it. */
  acknowledge(record: SeenRecord, group: string, operation: number): void {
    const desk = this.#desk(group, record.topic, record.partition);
    const work = desk?.open.get(workKey(record));
    if (desk === null || work === undefined) return;
    desk.open.delete(workKey(record));
    desk.passed.set(workKey(record), { ...work, commit: operation });
  }

  pass(
    target: { readonly topic: string; readonly partition: number; readonly offset: number },
    group: string,
    commit: number,
  ): void {
    const desk = this.#desk(group, target.topic, target.partition);
    if (desk === null) return;
    for (const [key, work] of desk.open) {
      if (work.offset >= target.offset) continue;
      desk.open.delete(key);
      desk.passed.set(key, { ...work, commit });
    }
  }

  #desk(group: string, topic: string, partition: number): Desk | null {
    const log = this.#context.facts.log(topic, partition);
    if (log === null) return null;
    const desks = this.#byGroup.get(group) ?? new Map<LogFacts, Desk>();
    this.#byGroup.set(group, desks);
    const desk = desks.get(log) ?? { group, log, open: new Map(), passed: new Map(), late: [] };
    desks.set(log, desk);
    return desk;
  }
}

/** A record that is delivered again after its effect was made has no work left in it. */
function wasProcessed(context: CheckContext, { group, log }: Desk, { value, offset, poll }: Work): boolean {
  const effects = context.facts.values.get(value)?.effects ?? [];
  return effects.some(
    (effect) => effect.operation < poll && effect.group === group && effect.log === log && effect.offset === offset,
  );
}

/** After a truncation another value may stand at the same offset; a value may stand at two. */
function workKey({ value, offset }: { readonly value: string; readonly offset: number }): string {
  return `${offset}/${value}`;
}

function describeLate(context: CheckContext, desk: Desk): readonly Verdict[] {
  const first = desk.late[0];
  if (first === undefined) return [];
  const values = desk.late.map((item) => item.work.value);
  return [
    state(context, {
      kind: 'committed-too-far',
      verdict: 'allowed-here',
      values,
      logs: [desk.log],
      operations: [first.work.poll, first.work.commit, first.apply],
      positions: desk.late.map((item) => position(desk.log, item.work.offset)),
      at: timeOf(context, first.work.commit),
      sentence: {
        key: sentenceKey(desk.log, 'late'),
        params: { group: desk.group, log: desk.log.name, count: values.length, values: listValues(values) },
      },
    }),
  ];
}

/** What was passed and not processed, by commit; messages, which are acknowledged one by one, by consumer. */
function passedTogether(context: CheckContext, desk: Desk): readonly PassedWork[][] {
  const together = new Map<number | string, PassedWork[]>();
  const waiting = isQueue(desk.log) ? valuesInQueues(context) : null;
  for (const work of desk.passed.values()) {
    if (waiting?.has(work.value) === true) continue;
    const key = isQueue(desk.log) ? (context.history[work.commit]?.process ?? '') : work.commit;
    const items = together.get(key);
    if (items === undefined) together.set(key, [work]);
    else items.push(work);
  }
  return [...together.values()];
}

function valuesInQueues(context: CheckContext): ReadonlySet<string> {
  const records = context.facts.logs.filter(isQueue).flatMap((log) => log.leader?.records ?? []);
  return new Set(records.map((record) => record.value));
}

function describeLost(context: CheckContext, desk: Desk): readonly Verdict[] {
  const { drained } = context.end;
  return passedTogether(context, desk).map((items) => {
    const { commit } = items[0] as PassedWork;
    const values = items.map((work) => work.value);
    return state(context, {
      kind: 'committed-too-far',
      verdict: drained ? 'violation' : 'unknown',
      values,
      logs: [desk.log],
      operations: items.flatMap((work) => [work.poll, work.commit]),
      positions: items.map((work) => position(desk.log, work.offset)),
      at: timeOf(context, commit),
      sentence: {
        key: sentenceKey(desk.log, drained ? 'never' : 'open'),
        params: {
          group: desk.group,
          log: desk.log.name,
          count: values.length,
          values: listValues(values),
          ...(isQueue(desk.log) ? { process: context.history[commit]?.process ?? '' } : {}),
        },
      },
    });
  });
}

function sentenceKey(log: LogFacts, what: 'late' | 'never' | 'open'): Verdict['sentence']['key'] {
  return isQueue(log) ? `committed-too-far.queue-${what}` : `committed-too-far.${what}`;
}
