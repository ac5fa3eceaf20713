/** Words of the reading catalogue by language. */
import type { Locale, Reworded } from '../index.ts';
import * as en from './en.ts';
import * as zhCn from './zh-cn.ts';

export type ReadingWords = Reworded<typeof en.reading>;
export type ShelfWords = Reworded<typeof en.shelf>;

/** Words of its pages. */
export function readingWords(locale: Locale): ReadingWords {
  return locale === 'en' ? en.reading : zhCn.reading;
}

/** Words of its filter. */
export function shelfWords(locale: Locale): ShelfWords {
  return locale === 'en' ? en.shelf : zhCn.shelf;
}
