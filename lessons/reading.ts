/** Questions that checks of several lessons ask of a run. */
import type { ObservedReplica } from '../sim-engine/host/history.ts';
import type { MilestoneKind } from '../sim-engine/host/sentence.ts';
import type { Action } from '../sim-engine/scenario/types.ts';
import type { RunReader } from './lesson.ts';

/** First step of a kind of milestone, at or after another step; -1 when there is none. */
export function stepOf(
  run: RunReader,
  kind: MilestoneKind,
  options: { readonly from?: number; readonly key?: string } = {},
): number {
  const { from = 0, key } = options;
  const found = run.milestones.find(
    (milestone) =>
      milestone.kind === kind && milestone.step >= from && (key === undefined || milestone.sentence.key === key),
  );
  return found?.step ?? -1;
}

const HEALS: readonly string[] = ['restart', 'resume', 'release', 'healLink', 'healAll'];

/** What a learner broke: a script without what heals again, which is free. */
export const faultsIn = (actions: readonly Action[]): readonly Action[] =>
  actions.filter(({ operation }) => !HEALS.includes(operation));

/** The step in which a fault of the scenario or the learner was carried out on a machine; -1 when there is none. */
export function faultStep(run: RunReader, operation: string, node: string): number {
  const found = run.milestones.find(
    ({ sentence }) => sentence.params['operation'] === operation && sentence.params['node'] === node,
  );
  return found?.step ?? -1;
}

/** The step in which a producer was told that its record is stored; -1 when it never was. */
export function acknowledgedStep(run: RunReader, value: string): number {
  const found = run.operations.find((each) => each.f === 'send' && each.type === 'ok' && each.value === value);
  return found?.step ?? -1;
}

/** The step in which an application handed a record to its producer; -1 when it did not. */
export function sentStep(run: RunReader, value: string): number {
  const found = run.operations.find((each) => each.f === 'send' && each.type === 'invoke' && each.value === value);
  return found?.step ?? -1;
}

/** Values that were acknowledged, in the order of the acknowledgements. */
export function acknowledged(run: RunReader): readonly string[] {
  return run.operations.flatMap((each) => (each.f === 'send' && each.type === 'ok' ? [each.value] : []));
}

/** Acknowledged values that are gone at the end of the run. */
export function lost(run: RunReader): readonly string[] {
  return run.verdicts.flatMap((verdict) =>
    verdict.kind === 'lost-write' && verdict.verdict === 'violation' ? verdict.subjects.values : [],
  );
}

/** The copies of the first log after a step. */
export function copies(run: RunReader, step: number): readonly ObservedReplica[] {
  return run.observe(step).logs[0]?.replicas ?? [];
}

/** Names of the queues that hold a message after a step. */
export function queuesHolding(run: RunReader, step: number, value: string): readonly string[] {
  return run.observe(step).logs.flatMap(({ topic, replicas }) => {
    return replicas.some((copy) => holds(copy, value)) ? [topic] : [];
  });
}

/** Does this copy hold the record? */
export function holds(copy: ObservedReplica, value: string): boolean {
  return copy.records.some((record) => record.value === value);
}

/**
 * The first step after which no replica that may lead holds the record: from then on it is lost, whatever comes. A replica
 * may lead while the controller counts it in sync; with min.insync.replicas=1 no other is eligible as long as somebody is (KIP-966). -1 when that never happens after the acknowledgement.
 */
export function doomedStep(run: RunReader, value: string): number {
  const from = acknowledgedStep(run, value);
  if (from === -1) return -1;
  for (let step = from; step <= run.steps; step += 1) {
    if (!copies(run, step).some((copy) => copy.inSync && holds(copy, value))) return step;
  }
  return -1;
}

/** The first step at or after another at which a copy on a machine holds a record; -1 when there is none. */
export function copiedStep(run: RunReader, value: string, node: string): number {
  for (let step = 0; step <= run.steps; step += 1) {
    if (copies(run, step).some((copy) => copy.node === node && holds(copy, value))) return step;
  }
  return -1;
}

/** Names of the machines in sync after a step. */
export function inSync(run: RunReader, step: number): readonly string[] {
  return copies(run, step).flatMap((copy) => (copy.inSync ? [copy.node] : []));
}

/** The longest stretch between two acknowledgements, in seconds: how long nobody could place an order. */
export function longestSilenceSeconds(run: RunReader): number {
  const times = run.operations.flatMap((each) => (each.f === 'send' && each.type === 'ok' ? [each.at] : []));
  let longest = 0;
  for (let index = 1; index < times.length; index += 1) {
    longest = Math.max(longest, (times[index] ?? 0) - (times[index - 1] ?? 0));
  }
  return longest / 1_000_000;
}
