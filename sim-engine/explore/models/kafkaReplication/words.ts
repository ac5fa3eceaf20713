/** Steps and states of the models in words, for whoever reads a counter-example. */
import { invariant } from '../../../kernel/invariant.ts';
import type { Bilingual } from '../../../systems/door.ts';
import type { RuleChoices } from './choices.ts';
import { members, NO_REPLICA, type ReplicaSet } from './replicaSet.ts';
import { rulesOf } from './rules.ts';
import { replicaName } from './rules/rule.ts';
import type { ReplicaState, ReplicationState } from './state.ts';
import { decodeStep } from './stepCode.ts';

/** A step as the specifications name it, and in words. */
export interface StepAccount {
  readonly action: string;
  readonly sentence: Bilingual;
}

/** What a step's number means. */
export function describeStep(code: number, choices: RuleChoices): StepAccount {
  const { rule: index, parties } = decodeStep(code);
  const rule = rulesOf(choices)[index];
  invariant(rule !== undefined, 'a step is one of the rules of its variant');
  return { action: rule.name, sentence: rule.say(parties) };
}

/** What is true and what each replica has and believes, one line each. */
export function describeState({ quorum, replicas }: ReplicationState): readonly Bilingual[] {
  const { leader, isr } = quorum;
  const truth = {
    en: `controller: ${leader === NO_REPLICA ? 'nobody' : replicaName(leader)} leads, ISR ${setWords(isr).en}`,
    'zh-cn': `控制器：${leader === NO_REPLICA ? '没有' : `${replicaName(leader)} 为`} leader，ISR ${setWords(isr)['zh-cn']}`,
  };
  return [truth, ...replicas.map(replicaWords)];
}

function replicaWords(replica: ReplicaState, index: number): Bilingual {
  const role = roleWords(replica, index);
  const log = logWords(replica);
  const { highWatermark } = replica;
  return {
    en: `${replicaName(index)}: ${role.en}, log ${log.en}, high watermark ${highWatermark}`,
    'zh-cn': `${replicaName(index)}：${role['zh-cn']}，日志 ${log['zh-cn']}，高水位 ${highWatermark}`,
  };
}

function roleWords({ leader, leaderEpoch, isr }: ReplicaState, index: number): Bilingual {
  if (leader === NO_REPLICA) return { en: 'has heard of no leader', 'zh-cn': '尚不知道 leader' };
  const name = replicaName(leader);
  if (leader !== index) {
    return { en: `follows ${name} in epoch ${leaderEpoch}`, 'zh-cn': `在 epoch ${leaderEpoch} 跟随 ${name}` };
  }
  return {
    en: `leads epoch ${leaderEpoch} with ISR ${setWords(isr).en}`,
    'zh-cn': `epoch ${leaderEpoch} 的 leader，ISR ${setWords(isr)['zh-cn']}`,
  };
}

/** Records as number and epoch: `m0@1`. */
function logWords({ log }: ReplicaState): Bilingual {
  return listWords(log.map(({ id, epoch }) => `m${id}@${epoch}`));
}

function setWords(set: ReplicaSet): Bilingual {
  return listWords(members(set).map(replicaName));
}

function listWords(names: readonly string[]): Bilingual {
  if (names.length === 0) return { en: 'empty', 'zh-cn': '为空' };
  return { en: names.join(' '), 'zh-cn': names.join(' ') };
}
