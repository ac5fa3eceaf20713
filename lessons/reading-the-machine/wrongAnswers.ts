import type { WrongAnswers } from '../lesson.ts';
import { acknowledgedStep, faultStep, stepOf } from '../reading.ts';

export const wrongAnswers: WrongAnswers = {
  doomed: {
    'nothing-promised': {
      message: {
        en: 'At step {step} nobody has been told anything about a7 yet. Losing it here would break no promise. Look later.',
        'zh-cn': '在第 {step} 步，还没有任何人得到过关于 a7 的答复。这时丢了也不算违背承诺。请往后看。',
      },
      example: () => ({ step: 1 }),
    },
    acknowledged: {
      message: {
        en: 'At step {step} the till hears “stored”, and only {holders} holds a7. That is a risk, not yet a loss: if nothing crashed now, the others would have it a fraction of a second later.',
        'zh-cn':
          '在第 {step} 步，收银台得到“已存好”的答复，此时只有 {holders} 有 a7。这是风险，还不是丢失：如果此刻没有崩溃，不到一秒其他副本也会有。',
      },
      example: (run) => ({ step: acknowledgedStep(run, 'a7') }),
    },
    crash: {
      message: {
        en: 'The crash stops the process; it erases nothing. At step {step} a7 is still on the disk of {holders}, and the controller still counts {inSync} as in sync. Nothing has been decided against a7 yet. Who decides?',
        'zh-cn':
          '崩溃只是让进程停下，什么也没有擦掉。在第 {step} 步，a7 还在 {holders} 的磁盘上，控制器的同步副本名单里仍有 {inSync}。还没有谁作出对 a7 不利的决定。那么，是谁来决定的？',
      },
      example: (run) => ({ step: faultStep(run, 'crash', 'broker-1') }),
    },
    'too-early': {
      message: {
        en: 'At step {step} {holders} holds a7 and is among those that may lead: {inSync}. As long as one such replica has it, it can survive.',
        'zh-cn':
          '在第 {step} 步，{holders} 有 a7，而且仍在可以当 leader 的名单里：{inSync}。只要名单里还有一个副本有它，它就可能活下来。',
      },
      example: (run) => ({ step: faultStep(run, 'crash', 'broker-1') + 1 }),
    },
    truncation: {
      message: {
        en: 'Here broker-1 cuts its log back to match the new leader, and the last copy of a7 goes. But that copy was of no use any more: none of those that may lead ({inSync}) held a7. Go back to the step that took broker-1 off that list.',
        'zh-cn':
          '在这一步，broker-1 为了与新 leader 一致而截断日志，最后一份 a7 消失了。可是这份拷贝早就没有用了：能当 leader 的副本（{inSync}）都没有 a7。回到把 broker-1 从名单里划掉的那一步。',
      },
      example: (run) => ({ step: stepOf(run, 'truncation') }),
    },
    'too-late': {
      message: {
        en: 'By step {step} it is already lost: those that may lead ({inSync}) do not hold a7. Find the first step for which that is true.',
        'zh-cn': '到第 {step} 步时它已经丢了：能当 leader 的副本（{inSync}）都没有 a7。请找出最早成立的那一步。',
      },
      example: (run) => ({ step: stepOf(run, 'election') + 1 }),
    },
  },
};
