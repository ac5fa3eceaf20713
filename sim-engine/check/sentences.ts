/**
 * What a verdict says, in English and Chinese: one sentence per key, filled from the verdict's parameters.
 * A missing parameter is shown as its name in braces, so that it is noticed.
 */

import { agreementSentences } from './agreementSentences.ts';
import { queueSentences } from './queueSentences.ts';
import { get, listZh, records, seconds, type SentenceValues, type VerdictSentence } from './sentenceParts.ts';

export const verdictSentences = {
  ...queueSentences,
  ...agreementSentences,
  'lost-write.replaced': {
    en: (v) =>
      `Acknowledged record ${get(v, 'value')} is gone: offset ${get(v, 'offset')} of ${get(v, 'log')} on the leader ${get(v, 'leader')} holds ${get(v, 'replacement')}.`,
    'zh-cn': (v) =>
      `已确认的记录 ${get(v, 'value')} 丢了：在 leader ${get(v, 'leader')} 上，${get(v, 'log')} 的偏移量 ${get(v, 'offset')} 现在是 ${get(v, 'replacement')}。`,
  },
  'lost-write.absent': {
    en: (v) =>
      `Acknowledged record ${get(v, 'value')} is gone: the leader ${get(v, 'leader')} of ${get(v, 'log')} does not hold it.`,
    'zh-cn': (v) => `已确认的记录 ${get(v, 'value')} 丢了：${get(v, 'log')} 的 leader ${get(v, 'leader')} 上没有它。`,
  },
  'lost-write.no-copy': {
    en: (v) => `Acknowledged record ${get(v, 'value')} is gone: no copy of ${get(v, 'log')} holds it any more.`,
    'zh-cn': (v) => `已确认的记录 ${get(v, 'value')} 丢了：${get(v, 'log')} 的任何一个副本里都没有它了。`,
  },
  'lost-write.read-then-gone': {
    en: (v) =>
      `Record ${get(v, 'value')} was read by ${get(v, 'group')} and then vanished from ${get(v, 'log')}; its producer never got an answer.`,
    'zh-cn': (v) =>
      `记录 ${get(v, 'value')} 被 ${get(v, 'group')} 读到过，之后却从 ${get(v, 'log')} 里消失了；生产者始终没有收到应答。`,
  },
  'lost-write.unacknowledged': {
    en: (v) => `Record ${get(v, 'value')} is gone. With acks=0 nobody had promised to keep it.`,
    'zh-cn': (v) => `记录 ${get(v, 'value')} 丢了。acks=0 时本来就没有人承诺保存它。`,
  },
  'lost-write.polls': {
    en: (v) =>
      `Acknowledged record ${get(v, 'value')} (offset ${get(v, 'offset')} of ${get(v, 'log')}) was never read, although readers got as far as offset ${get(v, 'readOffset')}.`,
    'zh-cn': (v) =>
      `已确认的记录 ${get(v, 'value')}（${get(v, 'log')} 的偏移量 ${get(v, 'offset')}）从未被读到，而消费者已经读到了偏移量 ${get(v, 'readOffset')}。`,
  },
  'lost-write.unsettled': {
    en: (v) =>
      `The leader ${get(v, 'leader')} of ${get(v, 'log')} does not hold acknowledged record ${get(v, 'value')}; only ${get(v, 'holders')} does. It is decided when the cluster is healed and at rest.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 的 leader ${get(v, 'leader')} 上没有已确认的记录 ${get(v, 'value')}，只有 ${listZh(v, 'holders')} 上还有。要等集群恢复并静止后才能定论。`,
  },
  'lost-write.leaderless': {
    en: (v) =>
      `${get(v, 'log')} has no leader now. Acknowledged record ${get(v, 'value')} is on ${get(v, 'holders')}; whether it survives depends on who leads next.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 现在没有 leader。已确认的记录 ${get(v, 'value')} 还在 ${listZh(v, 'holders')} 上，能不能保住要看接下来谁当 leader。`,
  },
  'unseen.drained': {
    en: (v) =>
      `${get(v, 'group')} read ${get(v, 'log')} to the end and never got ${records(v)} that had been acknowledged: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 已经读到 ${get(v, 'log')} 的末尾，却从未拿到 ${get(v, 'count')} 条已确认的记录：${listZh(v, 'values')}。`,
  },
  'unseen.open': {
    en: (v) =>
      `${get(v, 'group')} has not yet read ${records(v)} of ${get(v, 'log')}: ${get(v, 'values')}. Late or lost, it is too early to tell.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 还没有读到 ${get(v, 'log')} 的 ${get(v, 'count')} 条记录：${listZh(v, 'values')}。是迟到还是丢失，现在还看不出来。`,
  },
  'duplicate.log': {
    en: (v) =>
      `Record ${get(v, 'value')} was sent once and stands at offsets ${get(v, 'offsets')} of ${get(v, 'log')}.`,
    'zh-cn': (v) =>
      `记录 ${get(v, 'value')} 只发送了一次，却出现在 ${listZh(v, 'log')} 的偏移量 ${listZh(v, 'offsets')} 上。`,
  },
  'duplicate.applied': {
    en: (v) =>
      `Record ${get(v, 'value')} stands at offsets ${get(v, 'offsets')} of ${get(v, 'log')}, and ${get(v, 'group')} carried out its effect more than once.`,
    'zh-cn': (v) =>
      `记录 ${get(v, 'value')} 同时在 ${listZh(v, 'log')} 的偏移量 ${listZh(v, 'offsets')} 上，${get(v, 'group')} 让它生效了不止一次。`,
  },
  'duplicate.effect': {
    en: (v) =>
      `${get(v, 'group')} got record ${get(v, 'value')} (offset ${get(v, 'offset')} of ${get(v, 'log')}) once and carried out its effect more than once.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 只收到一次记录 ${get(v, 'value')}（${get(v, 'log')} 的偏移量 ${get(v, 'offset')}），却让它生效了不止一次。`,
  },
  'redelivered.again': {
    en: (v) =>
      `${get(v, 'process')} of ${get(v, 'group')} was given ${records(v)} of ${get(v, 'log')} again: ${get(v, 'values')}. At-least-once permits it.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 的 ${get(v, 'process')} 再次收到 ${get(v, 'log')} 的 ${get(v, 'count')} 条记录：${listZh(v, 'values')}。“至少一次”允许这样。`,
  },
  'redelivered.applied': {
    en: (v) =>
      `${get(v, 'process')} of ${get(v, 'group')} was given ${records(v)} of ${get(v, 'log')} again, and the effect was carried out twice: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 的 ${get(v, 'process')} 再次收到 ${get(v, 'log')} 的 ${get(v, 'count')} 条记录，而且重复生效：${listZh(v, 'values')}。`,
  },
  'G1a.read': {
    en: (v) =>
      `${get(v, 'group')} read record ${get(v, 'value')} at offset ${get(v, 'offset')} of ${get(v, 'log')}, although ${get(v, 'producer')} had been told that it was not written.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 在 ${get(v, 'log')} 的偏移量 ${get(v, 'offset')} 读到了记录 ${get(v, 'value')}，而 ${get(v, 'producer')} 得到的应答是它没有写入。`,
  },
  'unexpected.read': {
    en: (v) =>
      `${get(v, 'group')} read record ${get(v, 'value')} at offset ${get(v, 'offset')} of ${get(v, 'log')}, and nobody ever sent it.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 在 ${get(v, 'log')} 的偏移量 ${get(v, 'offset')} 读到了记录 ${get(v, 'value')}，但从来没有人发送过它。`,
  },
  'recovered.read': {
    en: (v) =>
      `${get(v, 'producer')} gave up on record ${get(v, 'value')} without an answer, yet it was written: ${get(v, 'group')} read it at offset ${get(v, 'offset')} of ${get(v, 'log')}.`,
    'zh-cn': (v) =>
      `${get(v, 'producer')} 没等到应答就放弃了记录 ${get(v, 'value')}，其实它已经写入：${get(v, 'group')} 在 ${get(v, 'log')} 的偏移量 ${get(v, 'offset')} 读到了它。`,
  },
  'nonmonotonic-poll.between': {
    en: (v) =>
      `${get(v, 'process')} had read ${get(v, 'log')} up to offset ${get(v, 'from')} (${get(v, 'fromValue')}) and then got offset ${get(v, 'to')} (${get(v, 'toValue')}), with the partition its own all the time.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 已经读到 ${get(v, 'log')} 的偏移量 ${get(v, 'from')}（${get(v, 'fromValue')}），接着又读到偏移量 ${get(v, 'to')}（${get(v, 'toValue')}），其间分区一直归它。`,
  },
  'nonmonotonic-poll.reassigned': {
    en: (v) =>
      `${get(v, 'process')} had read ${get(v, 'log')} up to offset ${get(v, 'from')} (${get(v, 'fromValue')}); after a rebalance it went back to offset ${get(v, 'to')} (${get(v, 'toValue')}).`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 已经读到 ${get(v, 'log')} 的偏移量 ${get(v, 'from')}（${get(v, 'fromValue')}）；再均衡之后又退回到偏移量 ${get(v, 'to')}（${get(v, 'toValue')}）。`,
  },
  'poll-skip.between': {
    en: (v) =>
      `${get(v, 'process')} went from offset ${get(v, 'from')} of ${get(v, 'log')} to offset ${get(v, 'to')} and skipped ${records(v)}: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 从 ${get(v, 'log')} 的偏移量 ${get(v, 'from')} 直接到了偏移量 ${get(v, 'to')}，跳过了 ${get(v, 'count')} 条记录：${listZh(v, 'values')}。`,
  },
  'poll-skip.reassigned': {
    en: (v) =>
      `After a rebalance ${get(v, 'process')} went on at offset ${get(v, 'to')} of ${get(v, 'log')} (before: ${get(v, 'from')}); ${records(v)} in between had gone to nobody in the group: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `再均衡之后 ${get(v, 'process')} 从 ${get(v, 'log')} 的偏移量 ${get(v, 'to')} 继续（之前是 ${get(v, 'from')}）；中间的 ${get(v, 'count')} 条记录组里没有人拿到过：${listZh(v, 'values')}。`,
  },
  'int-nonmonotonic-poll.within': {
    en: (v) =>
      `One poll of ${get(v, 'process')} returned offset ${get(v, 'to')} of ${get(v, 'log')} (${get(v, 'toValue')}) after offset ${get(v, 'from')} (${get(v, 'fromValue')}).`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 的同一次 poll 里，${get(v, 'log')} 的偏移量 ${get(v, 'to')}（${get(v, 'toValue')}）排在了偏移量 ${get(v, 'from')}（${get(v, 'fromValue')}）之后。`,
  },
  'int-poll-skip.within': {
    en: (v) =>
      `One poll of ${get(v, 'process')} returned offsets ${get(v, 'from')} and ${get(v, 'to')} of ${get(v, 'log')} without ${records(v)} between them: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 的同一次 poll 返回了 ${get(v, 'log')} 的偏移量 ${get(v, 'from')} 和 ${get(v, 'to')}，却缺了中间的 ${get(v, 'count')} 条记录：${listZh(v, 'values')}。`,
  },
  'nonmonotonic-send.same-key': {
    en: (v) =>
      `${get(v, 'process')} sent ${get(v, 'earlier')} before ${get(v, 'later')}, but in ${get(v, 'log')} they stand at offsets ${get(v, 'earlierOffset')} and ${get(v, 'laterOffset')}.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 先发送 ${get(v, 'earlier')} 再发送 ${get(v, 'later')}，但在 ${get(v, 'log')} 里它们的偏移量分别是 ${get(v, 'earlierOffset')} 和 ${get(v, 'laterOffset')}。`,
  },
  'nonmonotonic-send.other-key': {
    en: (v) =>
      `${get(v, 'process')} sent ${get(v, 'earlier')} before ${get(v, 'later')}, and ${get(v, 'log')} has them the other way round. Their keys differ, so no order was promised.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 先发送 ${get(v, 'earlier')} 再发送 ${get(v, 'later')}，在 ${get(v, 'log')} 里顺序相反。它们的 key 不同，本来就不保证顺序。`,
  },
  'inconsistent-offsets.values': {
    en: (v) =>
      `Offset ${get(v, 'offset')} of ${get(v, 'log')} has stood for ${get(v, 'count')} different records: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 的偏移量 ${get(v, 'offset')} 先后代表过 ${get(v, 'count')} 条不同的记录：${listZh(v, 'values')}。`,
  },
  'divergent-replicas.different': {
    en: (v) =>
      `At offset ${get(v, 'offset')} of ${get(v, 'log')}, ${get(v, 'left')} holds ${get(v, 'leftValue')} (epoch ${get(v, 'leftEpoch')}) and ${get(v, 'right')} holds ${get(v, 'rightValue')} (epoch ${get(v, 'rightEpoch')}), although the offset is committed.`,
    'zh-cn': (v) =>
      `在 ${get(v, 'log')} 的偏移量 ${get(v, 'offset')}（已提交）上，${get(v, 'left')} 存的是 ${get(v, 'leftValue')}（epoch ${get(v, 'leftEpoch')}），${get(v, 'right')} 存的是 ${get(v, 'rightValue')}（epoch ${get(v, 'rightEpoch')}）。`,
  },
  'divergent-replicas.missing': {
    en: (v) =>
      `Offset ${get(v, 'offset')} of ${get(v, 'log')} is committed; ${get(v, 'left')} holds ${get(v, 'leftValue')} there and ${get(v, 'right')} holds nothing.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 的偏移量 ${get(v, 'offset')} 已经提交；${get(v, 'left')} 上是 ${get(v, 'leftValue')}，${get(v, 'right')} 上却什么也没有。`,
  },
  'committed-too-far.late': {
    en: (v) =>
      `${get(v, 'group')} committed past ${records(v)} of ${get(v, 'log')} before they were processed: ${get(v, 'values')}. It went well this time; a crash in between would have lost them.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 还没处理完 ${get(v, 'log')} 的 ${get(v, 'count')} 条记录就提交了偏移量：${listZh(v, 'values')}。这次没出事；若在这中间崩溃，它们就丢了。`,
  },
  'committed-too-far.never': {
    en: (v) =>
      `${get(v, 'group')} committed past ${records(v)} of ${get(v, 'log')} that it never processed: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 提交的偏移量越过了 ${get(v, 'log')} 的 ${get(v, 'count')} 条记录，而它们从未被处理：${listZh(v, 'values')}。`,
  },
  'committed-too-far.open': {
    en: (v) =>
      `${get(v, 'group')} has committed past ${records(v)} of ${get(v, 'log')} that it has not processed so far: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'group')} 提交的偏移量已经越过 ${get(v, 'log')} 的 ${get(v, 'count')} 条记录，它们到现在还没有处理：${listZh(v, 'values')}。`,
  },
  'unavailable.error': {
    en: (v) =>
      `From ${seconds(v, 'fromMicros')} s to ${seconds(v, 'untilMicros')} s no send of ${get(v, 'process')} to ${get(v, 'log')} was accepted. ${records(v)}: ${get(v, 'values')}; last error ${get(v, 'error')}.`,
    'zh-cn': (v) =>
      `从 ${seconds(v, 'fromMicros')} 秒到 ${seconds(v, 'untilMicros')} 秒，${get(v, 'process')} 发往 ${get(v, 'log')} 的记录一条也没有被接受：共 ${get(v, 'count')} 条（${listZh(v, 'values')}），最后的错误是 ${get(v, 'error')}。`,
  },
  'unavailable.unanswered': {
    en: (v) =>
      `From ${seconds(v, 'fromMicros')} s to ${seconds(v, 'untilMicros')} s no send of ${get(v, 'process')} to ${get(v, 'log')} was answered. ${records(v)}: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `从 ${seconds(v, 'fromMicros')} 秒到 ${seconds(v, 'untilMicros')} 秒，${get(v, 'process')} 发往 ${get(v, 'log')} 的记录一条也没有得到应答：共 ${get(v, 'count')} 条（${listZh(v, 'values')}）。`,
  },
  'unavailable.leaderless': {
    en: (v) => `${get(v, 'log')} has no leader, although all faults are healed: nobody can write or read it.`,
    'zh-cn': (v) => `故障都已恢复，${get(v, 'log')} 却没有 leader：谁也不能读写它。`,
  },
  'unavailable.electing': {
    en: (v) => `${get(v, 'log')} has no running leader at this moment.`,
    'zh-cn': (v) => `${get(v, 'log')} 此刻没有运行中的 leader。`,
  },
  'stuck.waiting': {
    en: (v) => `All faults were healed ${seconds(v, 'waitedMicros')} s ago, and the system still has not come to rest.`,
    'zh-cn': (v) => `故障全部恢复已有 ${seconds(v, 'waitedMicros')} 秒，系统仍未静止。`,
  },
  'stuck.early': {
    en: (v) =>
      `Something is still awaited ${seconds(v, 'waitedMicros')} s after the faults were healed; it may take ${seconds(v, 'quietMicros')} s.`,
    'zh-cn': (v) =>
      `故障恢复 ${seconds(v, 'waitedMicros')} 秒后仍有未完成的事；最多允许 ${seconds(v, 'quietMicros')} 秒。`,
  },
  'stuck.not-healed': {
    en: () =>
      'Something is still awaited, and the faults were never healed: whether the system would come to rest is open.',
    'zh-cn': () => '还有未完成的事，而故障从未恢复：系统能否静止，尚无定论。',
  },
  'repeated-effect.made': {
    en: (v) => `The effect ${get(v, 'name')} was made ${get(v, 'count')} times for order ${get(v, 'order')}.`,
    'zh-cn': (v) => `订单 ${get(v, 'order')} 的效果 ${get(v, 'name')} 产生了 ${get(v, 'count')} 次。`,
  },
  'missing-effect.at-rest': {
    en: (v) =>
      `The customer was told that order ${get(v, 'order')} is accepted, and nothing of this will happen any more: ${get(v, 'names')}.`,
    'zh-cn': (v) => `顾客得知订单 ${get(v, 'order')} 已受理，但这些效果不会再发生了：${listZh(v, 'names')}。`,
  },
  'missing-effect.open': {
    en: (v) =>
      `The customer was told that order ${get(v, 'order')} is accepted; still missing: ${get(v, 'names')}. Late or lost, it is too early to tell.`,
    'zh-cn': (v) =>
      `顾客得知订单 ${get(v, 'order')} 已受理；还缺：${listZh(v, 'names')}。是迟到还是丢失，现在还看不出来。`,
  },
} satisfies Record<string, VerdictSentence>;

export type VerdictSentenceKey = keyof typeof verdictSentences;

/** The sentence of a verdict in a language. */
export function renderVerdict(
  sentence: { readonly key: VerdictSentenceKey; readonly params: SentenceValues },
  language: keyof VerdictSentence,
): string {
  return verdictSentences[sentence.key][language](sentence.params);
}
