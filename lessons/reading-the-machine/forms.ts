import type { Hints } from '../lesson.ts';

export const hints: Hints = {
  doomed: [
    {
      en: 'As long as a machine that may lead holds a7, it can still be saved. Ask at each step: who holds it, and who may lead?',
      'zh-cn': '只要可以当 leader 的机器里还有一台有 a7，就还有救。每一步都问一问：谁有它，谁可以当 leader？',
    },
    {
      en: 'The crash of broker-1 does not take it off the list. Look at the box of the controller.',
      'zh-cn': 'broker-1 崩溃，并没有让它从名单上消失。看看控制器的方框。',
    },
    {
      en: 'Jump from event to event with Shift and an arrow, until the list after the word ISR gets shorter.',
      'zh-cn': '用 Shift 加方向键在事件之间跳，直到 ISR 后面的名单变短。',
    },
  ],
};
