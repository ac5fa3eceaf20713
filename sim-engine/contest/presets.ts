/**
 * Contests that the site starts from: data only. A new one is one more entry here, with scenarios from the presets of two
 * rooms; nothing else has to know which systems meet.
 */
import type { Action } from '../host/action.ts';
import type { PromiseName } from '../scenario/types.ts';
import type { Bilingual } from '../systems/door.ts';
import { KAFKA_PRESETS } from '../systems/kafka/presets/index.ts';
import type { Contest, Side } from './contest.ts';

export interface ContestPreset {
  readonly name: string;
  readonly title: Bilingual;
  /** To think about before anything runs. */
  readonly question: Bilingual;
  /** What each side is, in a few words. */
  readonly sides: Readonly<Record<Side, Bilingual>>;
  readonly contest: Contest;
}

const LEADER_ALONE: Bilingual = { en: 'acks=1', 'zh-cn': 'acks=1' };
const ALL_IN_SYNC: Bilingual = {
  en: 'acks=all, min.insync.replicas=1',
  'zh-cn': 'acks=all，min.insync.replicas=1',
};

const PROMISES: readonly PromiseName[] = ['no-lost-write', 'no-duplicate', 'order-per-key', 'every-record-read'];

function strike(atMillis: number, operation: string, given: Action['arguments'] = {}): Action {
  return { at: atMillis * 1_000, operation, arguments: given };
}

/** The same pair under different faults: acks=1 on the left, acks=all on the right. */
function acks(parts: Pick<ContestPreset, 'name' | 'title' | 'question'> & { readonly script: readonly Action[] }) {
  const { script, ...said } = parts;
  return {
    ...said,
    sides: { left: LEADER_ALONE, right: ALL_IN_SYNC },
    contest: {
      left: KAFKA_PRESETS['acks-one'],
      right: KAFKA_PRESETS['last-replica'],
      promises: PROMISES,
      script,
      horizonMillis: 60_000,
      seed: 1,
    },
  };
}

export const CONTESTS: readonly ContestPreset[] = [
  acks({
    name: 'leader-dies',
    title: { en: 'The leader dies with what only it has', 'zh-cn': 'leader 带着独有的数据崩溃' },
    question: {
      en: 'For half a second, broker 1 cannot send to the other brokers. Then it crashes. Which side loses records that it had acknowledged, and what does the other side pay for keeping them?',
      'zh-cn':
        'broker 1 有半秒钟无法向其他 broker 发送数据，随后崩溃。哪一边会丢失已经确认的记录？另一边为了不丢，付出了什么代价？',
    },
    script: [
      strike(2_000, 'hold', { from: 'broker:1', to: 'broker:2' }),
      strike(2_000, 'hold', { from: 'broker:1', to: 'broker:3' }),
      strike(2_500, 'crash', { node: 'broker:1' }),
      strike(10_000, 'healAll'),
    ],
  }),
  acks({
    name: 'last-replica',
    title: { en: 'Two brokers cut off, then the third loses power', 'zh-cn': '两台 broker 断网，第三台断电' },
    question: {
      en: 'Brokers 2 and 3 lose the network. Seven seconds later broker 1, now alone, loses power. Does waiting for all in-sync replicas help the right side?',
      'zh-cn': 'broker 2 和 3 断网。七秒后，只剩自己的 broker 1 断电。右边等待所有同步副本，这有用吗？',
    },
    script: [
      strike(2_000, 'isolate', { node: 'broker:2' }),
      strike(2_000, 'isolate', { node: 'broker:3' }),
      strike(9_000, 'powerLoss', { node: 'broker:1' }),
      strike(20_000, 'healAll'),
    ],
  }),
  acks({
    name: 'consumer-dies',
    title: { en: 'The consumer dies before it commits', 'zh-cn': '消费者在提交偏移量之前崩溃' },
    question: {
      en: 'The consumer crashes after three and a half seconds and comes back two seconds later. Producers wait for different answers on the two sides. Does the number of repeated effects differ?',
      'zh-cn': '消费者在三秒半时崩溃，两秒后恢复。两边的生产者等待的确认不同。重复生效的次数会不同吗？',
    },
    script: [strike(3_500, 'crash', { node: 'consumer:billing-1' }), strike(5_500, 'healAll')],
  }),
  acks({
    name: 'calm',
    title: { en: 'Nothing goes wrong', 'zh-cn': '一切正常' },
    question: {
      en: 'No fault at all. How much longer does a producer wait when all in-sync replicas must have its record?',
      'zh-cn': '没有任何故障。如果要等所有同步副本都写入，生产者要多等多久？',
    },
    script: [],
  }),
];
