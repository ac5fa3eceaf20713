/** 译文落后于原文时的中文词句：只在构建页面时使用。 */
import { plural } from '../plural.ts';
import type { TranslationWords } from './index.ts';

export const translation: TranslationWords = {
  label: '译文的状态',
  lead: (count) => plural('zh-cn', count, { other: '这一课先用英文写成，其中 # 节的原文已更新，译文还没有跟上：' }),
  newer: '看更新后的英文原文',
  badge: '此节的原文已更新',
};
