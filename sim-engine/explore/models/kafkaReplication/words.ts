/** Steps and states of the models in words, for whoever reads a counter-example. */
import { invariant } from '../../../kernel/invariant.ts';
import type { RuleChoices } from './choices.ts';
import { members, NO_REPLICA, type ReplicaSet } from './replicaSet.ts';
import { rulesOf } from './rules.ts';
import { replicaName } from './rules/rule.ts';
import type { ReplicaState, ReplicationState } from './state.ts';
import { decodeStep } from './stepCode.ts';

/** A step as the specifications name it, and in words. */
export interface StepAccount {
  readonly action: string;
  readonly sentence: string;
}

/** What a step's number means. */
export function describeStep(code: number, choices: RuleChoices): StepAccount {
  const { rule: index, parties } = decodeStep(code);
  const rule = rulesOf(choices)[index];
  invariant(rule !== undefined, 'a step is one of the rules of its variant');
  return { action: rule.name, sentence: rule.say(parties) };
}

/** What is true and what each replica has and believes, one line each. */
export function describeState({ quorum, replicas }: ReplicationState): readonly string[] {
  return [
    `controller: ${leaderWords(quorum.leader)}, ISR ${setWords(quorum.isr)}`,
    ...replicas.map((replica, index) => `${replicaName(index)}: ${replicaWords(replica, index)}`),
  ];
}

function replicaWords({ leader, leaderEpoch, isr, log, highWatermark }: ReplicaState, index: number): string {
  const records = log.map(({ id, epoch }) => `m${id}@${epoch}`).join(' ') || 'empty';
  const marks = `log ${records}, high watermark ${highWatermark}`;
  if (leader === NO_REPLICA) return `has heard of no leader, ${marks}`;
  if (leader !== index) return `follows ${replicaName(leader)} in epoch ${leaderEpoch}, ${marks}`;
  return `leads epoch ${leaderEpoch} with ISR ${setWords(isr)}, ${marks}`;
}

function leaderWords(leader: number): string {
  return leader === NO_REPLICA ? 'nobody leads' : `${replicaName(leader)} leads`;
}

function setWords(set: ReplicaSet): string {
  return members(set).map(replicaName).join(' ') || 'empty';
}
