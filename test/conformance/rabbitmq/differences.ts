/** Scripts of one node whose history on the simulated node is not the recorded one, each with the reason. */
import type { Bilingual } from '../../../sim-engine/systems/door.ts';

export interface Difference {
  readonly script: string;
  readonly why: Bilingual;
}

export const differences: readonly Difference[] = [
  {
    script: 'single-active-consumer-cancel-classic',
    why: {
      en: 'After the crash of the queue (issue 5460) the real broker has the two acknowledged messages again, because their acknowledgements were not on disk; the simulated queue does not forget an acknowledgement.',
      'zh-cn':
        '队列崩溃（issue 5460）之后，真实 broker 中两条已确认的消息又出现了，因为确认尚未落盘；模拟的队列不会忘记确认。',
    },
  },
];
