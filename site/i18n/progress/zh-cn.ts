/** 学习进度的中文词句；键与 `en.ts` 相同，由类型检查保证。 */
import type { Counts } from '../../progress/undo.ts';
import type { SectionWords, PanelWords, ProblemWords } from './index.ts';

const things = ({ lessons, readings, cards }: Counts): string =>
  [
    ...(lessons > 0 ? [`${lessons} 节课程`] : []),
    ...(readings > 0 ? [`${readings} 条阅读记录`] : []),
    ...(cards > 0 ? [`${cards} 张卡片`] : []),
  ].join('、');

export const problem: ProblemWords = {
  damaged: '这个浏览器里保存的进度读不出来。没有覆盖任何内容。',
  newer: '这个浏览器里保存的进度来自本站更新的版本。没有覆盖任何内容。',
  unavailable: '这个浏览器不为本站保存内容，离开页面后进度就没有了。',
  show: '查看保存的内容',
  download: '下载为文件',
  anew: '丢弃它，重新开始',
  noWaysOut: '这里的按钮没能下载，请刷新页面。',
};

export const section: SectionWords = {
  title: '你的学习进度',
  lead: '进度只保存在这个浏览器里。浏览器有可能把它清掉：Safari 会清除七天没有访问过的网站的数据。存成文件就不怕丢，也能带到另一个浏览器。',
  noScript: '保存和载入进度需要 JavaScript。',
  loading: '正在读取进度……',
  failed: '页面的这一部分没能下载，请刷新页面。',
};

export const panel: PanelWords = {
  nothing: '还没有保存任何进度。',
  here: (counts) => `这个浏览器里有：${things(counts)}。`,
  export: '存成文件',
  exported: (name) => `已存成 ${name}。`,
  import: '从文件载入',
  erase: '全部清除',
  refused: '没有载入这个文件，进度没有任何改动。',
  faults: {
    notJson: '它不是 JSON：可能只下载了一半，也可能是别的类型的文件。',
    foreign: '它是 JSON，但不是本站的进度。',
    newer: '它由本站更新的版本保存。请刷新页面换到新版本，再试一次。',
    tooLarge: '它超过 2 MB，进度文件不会这么大。',
    unreadable: '浏览器读不了这个文件。',
    damaged: (place) => (place === '' ? '它已经损坏。' : `它已经损坏：“${place}”处的内容不对。`),
  },
  found: (name, counts) => `${name} 里有：${counts}。`,
  counts: (counts) => things(counts) || '没有任何进度',
  how: '怎样载入',
  merge: '与这里的进度合并',
  mergeNote: '这里已有的都会保留；已经锁定的预测不会改变。',
  replace: '用它替换这里的进度',
  gained: (counts) => `新增或有变化：${things(counts)}。`,
  lost: (counts) => `将会失去：${things(counts)}。`,
  space: '',
  unchanged: '不会有任何变化。',
  load: '载入',
  loaded: '文件已载入。',
  cancel: '取消',
  cancelled: '没有任何改动。',
  sure: (counts) => `要从这个浏览器里清除 ${things(counts)}吗？`,
  sureErase: '确定清除',
  sureKeep: '不，保留',
  erased: '已全部清除。',
  undo: '撤销',
  undoNote: '离开这个页面之前都可以撤销。',
  undone: '已恢复原状。',
};
