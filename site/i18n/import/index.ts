/** Words of the import by language. */
import type { Locale, Reworded } from '../index.ts';
import { importing as en } from './en.ts';
import { importing as zhCn } from './zh-cn.ts';

export type ImportWords = Reworded<typeof en>;

export function importWords(locale: Locale): ImportWords {
  return locale === 'en' ? en : zhCn;
}
