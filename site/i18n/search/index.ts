/** Words of "Find a failure" by language. */
import type { Locale, Reworded } from '../index.ts';
import { search as en } from './en.ts';
import { search as zhCn } from './zh-cn.ts';

export type SearchWords = Reworded<typeof en>;

export function searchWords(locale: Locale): SearchWords {
  return locale === 'en' ? en : zhCn;
}
