/** Words of the curriculum in Chinese. */
import type { CurriculumWords, StandingWords } from './index.ts';

/** The page of lessons, and what lesson pages say of the curriculum: used while pages are built. */
export const curriculum: CurriculumWords = {
  lead: (written, all) =>
    `每一课只问一个问题：先请你预测答案，再给你一个集群自己去验证。全部 ${all} 课，已有 ${written} 课，其余在计划中。`,
  picture: {
    title: '课程地图',
    lead: '连线从一课通向以它为基础的课。下面的列表用文字列出同样的内容。',
    point: '把鼠标放到一课上，或用 Tab 键和方向键走过去，就能看到通往这一课的路。',
    label: '课程地图',
    toList: '查看列表',
  },
  legend: {
    label: '图例',
    written: '已有的课',
    planned: '计划中',
    next: '你的下一课',
    started: '已开始',
    done: '已完成：任务全部解决',
  },
  marks: {
    'second-wave': { name: '第二批', means: '排在核心课之后' },
    optional: { name: '选修复习', means: '没有别的课以它为基础' },
    team: { name: '适合团队', means: '适合大家坐在一起学' },
  },
  marked: (name, means) => `${name}：${means}`,
  list: { title: '全部课程', toPicture: '查看地图' },
  planned: '计划中',
  after: (numbers) => `先学 ${numbers}`,
  and: '、',
  onMap: (track) => `在课程地图上：${track}`,
  readings: {
    title: '延伸阅读',
    lead: '与本课主题相同的读物，相关最多的排在前面。',
    all: (count) => `在书目中查看全部 ${count} 条`,
  },
};

/** How far a learner is: sent with the map. */
export const standing: StandingWords = {
  start: '从这里开始',
  next: '你的下一课',
  states: { next: '下一课', started: '已开始', done: '✓ 已完成' },
  spoken: { next: '你的下一课', started: '已开始', done: '已完成' },
  named: (name, state) => `${name}，${state}`,
  begin: '学它之前不需要别的课。',
  after: (titles) => `它以${titles.join('、')}为基础，这些你已经完成。`,
  begun: (passed, tasks) => `你已经开始了：${tasks} 个任务解决了 ${passed} 个。`,
  finished: (count) => `目前的 ${count} 课你都完成了。`,
  count: (done, count) => `${count} 课中已完成 ${done} 课`,
};
