/** 复习卡片的中文词句。 */
import { plural } from '../plural.ts';
import type { CardWords, ReviewPageWords, StartWords } from './index.ts';

export const page: ReviewPageWords = {
  title: '复习',
  description: '你开始过的课程里的卡片，在快要忘记的那一天出现。',
  lead: '先凭记忆回答，再看答案。回想才记得牢，重读一遍没有这个效果。',
  noScript: '复习需要 JavaScript。同样的卡片在每一课的末尾，不用脚本也能读。',
  how: '复习日期是怎么定的',
  howText:
    '用的是 FSRS，一种公开的间隔重复方法，参数取默认值，不掺随机。记得越牢，隔得越久。你的评分和其他学习进度一样，只保存在这个浏览器里。',
  free: '这个网站的任何内容都不以复习为前提。哪天没复习，最多忘掉一点。',
  link: '复习到期的卡片',
  lessonLead: '先凭记忆回答，再打开卡片，说说你记得怎么样。到时候它会出现在复习页上。',
};

export const start: StartWords = {
  loading: '正在找到期的卡片……',
  begin: '开始复习到期的卡片：',
  failed: '卡片没能加载。是不是断网了？',
  retry: '再试一次',
};

export const cards: CardWords = {
  reveal: '看答案',
  answer: '答案',
  own: '愿意的话，先写下你的答案（不会保存）',
  yours: '你写的是',
  how: '你记得怎么样？',
  grades: { again: '没想起来', hard: '很费力', good: '想起来了', easy: '很轻松' },
  rate: (grade, due) => `${grade}：${due}`,
  keys: '按键 1 到 4',
  left: (count) => plural('zh-cn', count, { other: '还有 # 张到期' }),
  done: (count) => plural('zh-cn', count, { other: '已完成 # 张' }),
  from: '出自课程',
  back: (when) => `${when}再出现。`,
  nothing: '现在没有到期的卡片。',
  nextDue: (when) => `下一张${when}出现。`,
  noneMet: '还没有你的卡片。做过一课里的任务，那一课的卡片就会到这里来。',
  toLessons: '去看课程',
  now: '现在',
  minutes: (count) => plural('zh-cn', count, { other: '# 分钟后' }),
  hours: (count) => plural('zh-cn', count, { other: '# 小时后' }),
  tomorrow: '明天',
  days: (count) => plural('zh-cn', count, { other: '# 天后' }),
  months: (count) => plural('zh-cn', count, { other: '约 # 个月后' }),
};
