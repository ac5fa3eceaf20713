/**
 * `committed-too-far`: a group's committed offset is past a record that the group was given and has not yet processed
 * (jepsen-io/redpanda, auto-commit workload). Processed means that the database took the effect or refused it as known.
 *
 * If the effect follows later, nothing was lost: allowed here, one verdict per group and log, because a crash in that window
 * would have lost records. If it never follows, the records are lost to the group (at most once): a violation of
 * `every-record-read` once the group has read to the end, else `unknown`.
 * Only commits that were confirmed count, and the committed offset that an observer finds at the end. A run without any
 * effect in its history models no database and yields nothing.
 */
import { listValues, position, state, timeOf, type CheckContext } from '../context.ts';
import type { LogFacts } from '../facts.ts';
import type { ApplyOperation, CommitOperation, PollOperation } from '../history.ts';
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
  });
  for (const seat of context.view.groups) desks.pass({ ...seat, offset: seat.committed }, seat.group, -1);
  return desks.all().flatMap((desk) => [...describeLate(context, desk), ...describeLost(context, desk)]);
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
    for (const { topic, partition, offset, value } of operation.records) {
      const desk = this.#desk(operation.group, topic, partition);
      const work = { value, offset, poll: index };
      const key = workKey(work);
      if (desk === null || desk.passed.has(key) || wasProcessed(this.#context, desk, work)) continue;
      desk.open.set(key, work);
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
        key: 'committed-too-far.late',
        params: { group: desk.group, log: desk.log.name, count: values.length, values: listValues(values) },
      },
    }),
  ];
}

function describeLost(context: CheckContext, desk: Desk): readonly Verdict[] {
  const byCommit = new Map<number, PassedWork[]>();
  for (const work of desk.passed.values()) {
    const items = byCommit.get(work.commit);
    if (items === undefined) byCommit.set(work.commit, [work]);
    else items.push(work);
  }
  const { drained } = context.end;
  return [...byCommit].map(([commit, items]) => {
    const values = items.map((work) => work.value);
    return state(context, {
      kind: 'committed-too-far',
      verdict: drained ? 'violation' : 'unknown',
      values,
      logs: [desk.log],
      operations: [...items.map((work) => work.poll), commit],
      positions: items.map((work) => position(desk.log, work.offset)),
      at: timeOf(context, commit),
      sentence: {
        key: drained ? 'committed-too-far.never' : 'committed-too-far.open',
        params: { group: desk.group, log: desk.log.name, count: values.length, values: listValues(values) },
      },
    });
  });
}
