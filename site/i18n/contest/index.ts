/** Words of "side by side" by language. */
import type { Locale, Reworded } from '../index.ts';
import { contest as en } from './en.ts';
import { contest as zhCn } from './zh-cn.ts';

export type ContestWords = Reworded<typeof en>;

export function contestWords(locale: Locale): ContestWords {
  return locale === 'en' ? en : zhCn;
}
