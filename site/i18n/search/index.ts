/** Words of "Find a failure" by language. */
import type { Locale } from '../index.ts';
import { search as en } from './en.ts';
import { search as zhCn } from './zh-cn.ts';

/** The same shape with other words in it. */
type Reworded<T> = T extends string
  ? string
  : T extends (...args: infer Arguments) => string
    ? (...args: Arguments) => string
    : { readonly [Key in keyof T]: Reworded<T[Key]> };

export type SearchWords = Reworded<typeof en>;

export function searchWords(locale: Locale): SearchWords {
  return locale === 'en' ? en : zhCn;
}
