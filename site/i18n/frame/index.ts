/** Words of the site's frame by language. */
import type { Locale, Reworded } from '../index.ts';
import { frame as en } from './en.ts';
import { frame as zhCn } from './zh-cn.ts';

export type FrameWords = Reworded<typeof en>;

export function frameWords(locale: Locale): FrameWords {
  return locale === 'en' ? en : zhCn;
}
