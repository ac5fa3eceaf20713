/** Words of the lesson page's own parts, sent with them. Prose is in the lessons. */
import type { Locale, Reworded } from '../i18n/index.ts';
import { plural } from '../i18n/plural.ts';

/** Numbers as they are said. */
interface Scores {
  readonly own: string;
  readonly reference: string;
}

const en = {
  kinds: {
    hook: 'Try it',
    predict: 'Predict',
    run: 'Run',
    worked: 'Worked example',
    completion: 'Finish it',
    plot: 'Look at the curve',
    find: 'Find a failure',
    task: 'Your turn',
    recap: 'What to keep',
    cards: 'Ask yourself',
  },
  waiting: 'The cluster opens when it comes into view.',
  waitingForm: 'The form opens when it comes into view.',
  hook: {
    deeds: 'What you can do',
    none: 'Nothing broken yet.',
    safe: (acknowledged: number): string =>
      `${plural('en', acknowledged, { one: '# order was', other: '# orders were' })} confirmed in the whole run. None of them is lost.`,
    lost: (count: number, acknowledged: number, values: string): string =>
      `${count} of ${plural('en', acknowledged, { one: '# confirmed order', other: '# confirmed orders' })} ${plural('en', count, { one: 'is', other: 'are' })} gone: ${values}.`,
    over: 'Start over',
    counting: 'Playing it to the end …',
  },
  predict: {
    confidence: 'How sure are you?',
    levels: ['guessing', 'fairly sure', 'certain'],
    lock: 'Lock in my prediction',
    locked: 'Locked in. It will stand next to what happens.',
    choose: 'Choose an answer first.',
    number: 'Enter a number first.',
    sure: 'Say how sure you are.',
    your: 'Your prediction',
    happened: 'What happens',
    first: 'First lock in your prediction; then this opens.',
    toPrediction: 'To the prediction',
  },
  run: {
    covered: 'What happens',
    reveal: 'Go to the moment that decides',
    right: 'As you predicted.',
    close: 'Close enough.',
    wrong: 'Not what you predicted. Good: this is the place to learn something.',
    wrongCertain: 'You were certain, and it went otherwise. You will remember this one.',
  },
  replay: {
    again: 'Run it again, same seed',
    other: 'Run it with another seed',
    table: 'Runs so far',
    run: 'Run',
    seed: 'Seed',
    steps: 'Steps',
    hash: 'Hash of every step',
    same: 'same as run 1',
    different: 'another run',
    first: 'first',
    busy: 'Running …',
    link: 'Open this run in the simulator',
    linkNote:
      'The link carries the scenario, the seed and the hash. Whoever opens it gets the same run, and is told whether it is.',
  },
  find: { oneRule: 'Switch the rule' },
  worked: {
    of: (place: number, count: number): string => `${place} of ${count}`,
    next: 'Next',
    back: 'Back',
    show: 'Show this moment again',
  },
  task: {
    check: 'Check',
    here: (step: number): string => `It is step ${step}`,
    checking: (done: number, total: number): string =>
      `Checked ${done} of ${plural('en', total, { one: '# run', other: '# runs' })} …`,
    passed: 'Solved.',
    notYet: 'Not yet.',
    failedUnseen: (seed: number): string =>
      `It holds in the run that you see, but not under other luck (seed ${seed}).`,
    allUnseen: (count: number): string =>
      plural('en', count, {
        one: 'It also holds in # run that you have not seen.',
        other: 'It also holds in # runs that you have not seen.',
      }),
    someUnseen: (passed: number, tried: number): string =>
      `Under other luck it works in ${passed} of ${plural('en', tried, { one: '# run', other: '# runs' })}.`,
    done: 'Solved before',
    another: 'Again, with other luck',
    seed: (seed: number): string => `This run has seed ${seed}.`,
    faults: (used: number, most: number): string => `Faults used: ${used} of ${most}`,
    over: 'Start over',
    watch: 'Watch',
    apply: 'Show the run with these settings',
    blanks: (count: number): string =>
      plural('en', count, { one: 'One blank is still empty.', other: '# blanks are still empty.' }),
    choose: 'choose …',
    withheld:
      'Not yet. What is wrong with it? Look at the lamps of the run that you can watch; next time you are told.',
    completed: 'Filled in.',
    failed: (reason: string): string => `The check could not be carried out: ${reason}`,
    list: {
      chosen: 'In this order',
      others: 'Not used',
      up: (item: string): string => `Move up: ${item}`,
      down: (item: string): string => `Move down: ${item}`,
      add: (item: string): string => `Add: ${item}`,
      remove: (item: string): string => `Take out: ${item}`,
      moved: (item: string, place: number, count: number): string => `${item}: place ${place} of ${count}.`,
      removed: (item: string): string => `${item}: taken out.`,
    },
    hints: {
      first: 'Give me a hint',
      more: 'One more hint',
      of: (place: number, count: number): string => `Hint ${place} of ${count}`,
    },
    ladder: {
      where: 'Where did it go wrong?',
      whereLead: (name: string, seed: number): string =>
        `${name === '' ? 'This run' : `“${name}”`}, seed ${seed}, at the step at which it leaves the goal.`,
      search: 'Find the smallest run that breaks it',
      nothing:
        'No fault is needed to break this design: it goes wrong while everything works. Watch its runs, and look where it went wrong.',
      solution: 'Show a solution',
      shown:
        'This is a solution, filled in for you. Seen is not yet solved: start over and do it by hand, or change it into one of your own.',
      shownStep: (step: number): string => `It is step ${step}. Seen is not yet solved: ask again with other luck.`,
      shownScript:
        'These faults solve it; they are played here. Seen is not yet solved: start over, and find your own way.',
      copied: 'That is the solution that was shown to you. Start over and do it by hand, or change it: then it counts.',
      seen: 'Solution seen',
    },
    par: (unit: string): string => `For those who want more. Counted: ${unit}.`,
    parScores: ({ own, reference }: Scores): string => `Yours: ${own}. The reference solution: ${reference}.`,
    parBetter: { less: 'Less is better.', more: 'More is better.' },
  },
  limits: {
    title: 'What this model leaves out',
    lead: (system: string): string => `It follows ${system}. It does not do everything:`,
  },
  progress: {
    again: 'Start this lesson again',
    forgotten: 'Your answers in this lesson are forgotten.',
  },
  line: {
    label: 'How far you are',
    done: (done: number, all: number): string =>
      `${done} of ${plural('en', all, { one: '# part', other: '# parts' })} done`,
    next: 'Next:',
    states: { locked: 'waits for your prediction', open: 'to do', answered: 'begun', done: 'done' },
  },
  minutes: (count: number): string => plural('en', count, { one: 'about # minute', other: 'about # minutes' }),
  next: 'Next lesson',
  all: 'All lessons',
  noScript: 'The runs and tasks of this lesson need JavaScript. The text can be read without it.',
};

export type LessonWords = Reworded<typeof en>;

const zhCn: LessonWords = {
  kinds: {
    hook: '先玩一下',
    predict: '预测',
    run: '运行',
    worked: '跟着看一遍',
    completion: '补完它',
    plot: '看看曲线',
    find: '找一个反例',
    task: '轮到你了',
    recap: '记住这些',
    cards: '自问自答',
  },
  waiting: '滚动到这里时，集群就会打开。',
  waitingForm: '滚动到这里时，就可以填写了。',
  hook: {
    deeds: '你可以做的事',
    none: '还没有破坏什么。',
    safe: (acknowledged) => `整次运行里确认了 ${acknowledged} 张订单，一张也没丢。`,
    lost: (count, acknowledged, values) => `确认过的 ${acknowledged} 张订单里丢了 ${count} 张：${values}。`,
    over: '重新开始',
    counting: '正在运行到底……',
  },
  predict: {
    confidence: '你有多大把握？',
    levels: ['猜的', '比较有把握', '非常确定'],
    lock: '锁定我的预测',
    locked: '已锁定。它会和结果摆在一起。',
    choose: '请先选一个答案。',
    number: '请先填一个数字。',
    sure: '请说说你有多大把握。',
    your: '你的预测',
    happened: '实际结果',
    first: '请先锁定你的预测，这里才会打开。',
    toPrediction: '去做预测',
  },
  run: {
    covered: '会发生什么',
    reveal: '跳到决定性的时刻',
    right: '和你预测的一样。',
    close: '足够接近。',
    wrong: '和你预测的不一样。很好，这里正好能学到东西。',
    wrongCertain: '你非常确定，结果却不是这样。这一次你会记住的。',
  },
  replay: {
    again: '用同一个种子再运行一次',
    other: '换一个种子运行',
    table: '到目前为止的运行',
    run: '第几次',
    seed: '种子',
    steps: '步数',
    hash: '全部步骤的哈希',
    same: '与第 1 次相同',
    different: '另一次运行',
    first: '第一次',
    busy: '正在运行……',
    link: '在实验台里打开这次运行',
    linkNote: '链接里有场景、种子和哈希。谁打开它，得到的都是同一次运行，页面也会核对是不是同一次。',
  },
  find: { oneRule: '切换规则' },
  worked: {
    of: (place, count) => `${place} / ${count}`,
    next: '下一个时刻',
    back: '上一个时刻',
    show: '再看一眼这个时刻',
  },
  task: {
    check: '检查',
    here: (step) => `就是第 ${step} 步`,
    checking: (done, total) => `已检查 ${done} 次运行，共 ${total} 次……`,
    passed: '解决了。',
    notYet: '还没有。',
    failedUnseen: (seed) => `在你看到的这次运行里成立，换一种运气就不成立了（种子 ${seed}）。`,
    allUnseen: (count) => `在 ${count} 次你没见过的运行里也成立。`,
    someUnseen: (passed, tried) => `换一种运气，${tried} 次运行里有 ${passed} 次成立。`,
    done: '以前解决过',
    another: '换一种运气，再来一次',
    seed: (seed) => `这次运行的种子是 ${seed}。`,
    faults: (used, most) => `已用故障：${used}，最多 ${most}`,
    over: '重新开始',
    watch: '观看',
    apply: '用这些设置运行',
    blanks: (count) => `还有 ${count} 处没有填。`,
    choose: '请选择……',
    withheld: '还没有。问题出在哪里？先看看运行旁边的指示灯；下一次会告诉你。',
    completed: '填对了。',
    failed: (reason) => `检查没能完成：${reason}`,
    list: {
      chosen: '按这个顺序',
      others: '没有用上',
      up: (item) => `上移：${item}`,
      down: (item) => `下移：${item}`,
      add: (item) => `加入：${item}`,
      remove: (item) => `拿掉：${item}`,
      moved: (item, place, count) => `${item}：第 ${place} 位，共 ${count} 位。`,
      removed: (item) => `${item}：拿掉了。`,
    },
    hints: { first: '给个提示', more: '再给一个提示', of: (place, count) => `提示 ${place} / ${count}` },
    ladder: {
      where: '哪里出了错？',
      whereLead: (name, seed) => `${name === '' ? '这次运行' : `“${name}”`}，种子 ${seed}，停在偏离目标的那一步。`,
      search: '找出打破它的最小运行',
      nothing: '这个设计不用故障就会出问题：一切正常时它也会出错。看看它的几次运行，找到出错的地方。',
      solution: '看一个解法',
      shown: '这是一种解法，已经替你填好。看过不等于解决：请重新开始，自己动手做一遍，或者改成你自己的办法。',
      shownStep: (step) => `就是第 ${step} 步。看过不等于解决：换一种运气再试。`,
      shownScript: '用这些故障就能做到，这里正在演示。看过不等于解决：重新开始，找到自己的办法。',
      copied: '这就是给你看过的解法。重新开始，自己动手做一遍，或者改一改，才算数。',
      seen: '看过解法',
    },
    par: (unit) => `想做得更好的话，看这个数：${unit}。`,
    parScores: ({ own, reference }) => `你的：${own}；参考答案：${reference}。`,
    parBetter: { less: '越少越好。', more: '越多越好。' },
  },
  limits: { title: '这个模型没有包含的东西', lead: (system) => `模型遵循 ${system}，但并不完整：` },
  progress: {
    again: '重新学习这一课',
    forgotten: '你在这一课里的答案已经清除。',
  },
  line: {
    label: '你学到哪里了',
    done: (done, all) => `${all} 个部分，完成了 ${done} 个`,
    next: '下一步：',
    states: { locked: '等你先做预测', open: '还没做', answered: '做了一半', done: '完成' },
  },
  minutes: (count) => `约 ${count} 分钟`,
  next: '下一课',
  all: '全部课程',
  noScript: '这一课里的运行和任务需要 JavaScript；文字部分不需要。',
};

export function lessonWords(locale: Locale): LessonWords {
  return locale === 'en' ? en : zhCn;
}
