/** 曲线图的中文词句：给听网页的人说明曲线怎么走，以及对应的表格。 */
import { plural } from '../plural.ts';
import type { PlotWords } from './index.ts';

export const plot: PlotWords = {
  seconds: (text) => `${text} 秒`,
  amount: (number, unit) => `${number} ${unit}`,
  percentOf: '不超过这个值的比例（%）',
  unitAxis: (unit) => `单位：${unit}`,
  named: (name, text) => `${name}：${text}`,
  course: ({ start, top, topAt, end }) => `开始时是 ${start}，在 ${topAt} 处最高，为 ${top}，结束时是 ${end}。`,
  level: (value) => `一直是 ${value}。`,
  durations: (count, median, top) =>
    plural('zh-cn', count, {
      zero: '一个也没有。',
      other: `共 # 个；一半不超过 ${median}，最慢的用了 ${top}。`,
    }),
  spread: ({ count, half, most, top }) =>
    plural('zh-cn', count, {
      zero: '一个也没有。',
      other: `共 # 个；一半不超过 ${half}，100 个里有 99 个不超过 ${most}，最慢的用了 ${top}。`,
    }),
  empty: '没有数据。',
  neverAbove: (name, value) => `从未超过“${name}”（${value}）。`,
  above: (name, value, share) => `有 ${share}% 的时间高于“${name}”（${value}）。`,
  aboveCount: (name, value, share) => `其中 ${share}% 高于“${name}”（${value}）。`,
  marks: (list) => `标出的时刻：${list}`,
  markAt: (label, time) => `${time}：${label}`,
  predicted: (value) => `你的预测：${value}。`,
  predictedShort: '你的预测',
  beyond: (value) => `你的预测 ${value} 在图外`,
  table: '用表格看',
  time: '时间',
  rank: '比例',
  rankOf: (percent) => `${percent}% 不超过`,
  none: '无',
  waiting: '滚动到这里时，就会画出曲线。',
  failed: (reason) => `曲线没能算出来：${reason}`,
};
