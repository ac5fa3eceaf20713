/** Words of the home page by language. */
import type { Locale, Reworded } from '../index.ts';
import { home as en } from './en.ts';
import { home as zhCn } from './zh-cn.ts';

export type HomeWords = Reworded<typeof en>;

export function homeWords(locale: Locale): HomeWords {
  return locale === 'en' ? en : zhCn;
}
