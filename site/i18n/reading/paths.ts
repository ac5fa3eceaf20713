/** Words of the reading paths by language: all that is sent with them. */
import type { Locale, Reworded } from '../index.ts';
import { paths as en } from './pathsEn.ts';
import { paths as zhCn } from './pathsZhCn.ts';

export type PathWords = Reworded<typeof en>;

export function pathWords(locale: Locale): PathWords {
  return locale === 'en' ? en : zhCn;
}
