/**
 * Judges a run: a history of client operations and an observer's view of the logs become verdicts.
 *
 * Every checker looks at every run. What it says about a queue differs from what it says about a log where the words mean
 * something else there; which is which is in the history (`logId.ts`), never in the name of a system.
 *
 * Models: the anomalies of Jepsen's Kafka checker and the neighbouring names listed in `verdict.ts`.
 * Leaves out: transactions and dependency cycles (G0, G1c), which come with the transactional producer.
 * Reads nothing but its arguments: never a broker's internals.
 */
import type { PromiseName } from '../scenario/types.ts';
import { committedTooFar } from './checkers/committedTooFar.ts';
import { divergentReplicas } from './checkers/divergentReplicas.ts';
import { duplicate } from './checkers/duplicate.ts';
import { foreignRead } from './checkers/foreignRead.ts';
import { inconsistentOffsets } from './checkers/inconsistentOffsets.ts';
import { lostMessage } from './checkers/lostMessage.ts';
import { lostWrite } from './checkers/lostWrite.ts';
import { disagreement } from './checkers/disagreement.ts';
import { missingEffect } from './checkers/missingEffect.ts';
import { mutualExclusion } from './checkers/mutualExclusion.ts';
import { nonmonotonicSend } from './checkers/nonmonotonicSend.ts';
import { pollOrder } from './checkers/pollOrder.ts';
import { queueOrder } from './checkers/queueOrder.ts';
import { redelivered } from './checkers/redelivered.ts';
import { repeatedEffect } from './checkers/repeatedEffect.ts';
import { stuck } from './checkers/stuck.ts';
import { unavailable } from './checkers/unavailable.ts';
import { unseen } from './checkers/unseen.ts';
import type { CheckContext, Checker, CheckOptions } from './context.ts';
import { gatherFacts } from './facts.ts';
import type { LogView, Operation, RunEnd } from './history.ts';
import { findLosses } from './losses.ts';
import { VERDICT_KINDS, type Verdict } from './verdict.ts';

const CHECKERS: readonly Checker[] = [
  lostWrite,
  lostMessage,
  unseen,
  duplicate,
  redelivered,
  foreignRead,
  pollOrder,
  queueOrder,
  nonmonotonicSend,
  inconsistentOffsets,
  divergentReplicas,
  mutualExclusion,
  committedTooFar,
  unavailable,
  stuck,
  repeatedEffect,
  missingEffect,
  disagreement,
];

/**
 * All verdicts of a run, ascending in time, then in the order of `VERDICT_KINDS`, then as found.
 *
 * @param history - operations ascending in time; evidence refers to their indices
 * @param view - the logs at the end; without logs only what clients saw is judged
 * @param promises - what was promised; everything else is allowed here
 */
export function check(
  history: readonly Operation[],
  view: LogView,
  end: RunEnd,
  promises: readonly PromiseName[],
  options: CheckOptions = {},
): readonly Verdict[] {
  const facts = gatherFacts(history, view);
  const losses = findLosses(facts, end);
  const gone = new Set(losses.filter((loss) => loss.fate === 'gone').map((loss) => loss.facts.value));
  const context: CheckContext = { history, view, end, promises, options, facts, losses, gone };
  const verdicts = CHECKERS.flatMap((checker) => checker(context));
  return verdicts.sort((left, right) => left.at - right.at || rank(left) - rank(right));
}

function rank(verdict: Verdict): number {
  return VERDICT_KINDS.indexOf(verdict.kind);
}
