/** Words of the site's search in Chinese. */
import type { SearchDialogWords, SearchOpenerWords } from './index.ts';

export const opener: SearchOpenerWords = {
  open: '搜索',
};

export const dialog: SearchDialogWords = {
  label: '搜索本站',
  field: '想找什么？',
  hint: '术语、课程、书名，中英文都可以',
  close: '关闭',
  loading: '正在载入索引……',
  searching: '正在搜索……',
  groups: { lesson: '课程', term: '术语', reading: '阅读', page: '其他页面' },
  counts: {
    lesson: (count) => `${count} 节课`,
    term: (count) => `${count} 个术语`,
    reading: (count) => `${count} 篇阅读`,
    page: (count) => `${count} 个其他页面`,
  },
  found: (parts) => `找到 ${parts}。`,
  separator: '、',
  near: '没有完全符合的内容，以下最接近：',
  none: (query) => `没有找到“${query}”。`,
  suggestions: '换个说法或少输入几个字，也可以从这里找：',
  glossary: '术语表',
  map: '概念图',
  lessons: '全部课程',
  all: (count) => `显示全部 ${count} 个`,
  start: '术语的中文名、英文名和各系统的叫法，都可以用来搜索。',
  notBuilt: '这里还没有索引：索引在构建网站时生成。要使用搜索，请运行 npm start，而不是 npm run dev。',
  failed: '索引没能载入。请刷新页面再试，也可以从这里找：',
  keys: { move: '移动', open: '打开', close: '关闭' },
  shortcuts: '启用单键快捷键',
};
