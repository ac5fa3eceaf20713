/** Words of the glossary by language. */
import type { Locale, Reworded } from '../index.ts';
import { glossary as en } from './en.ts';
import { glossary as zhCn } from './zh-cn.ts';

export type GlossaryWords = Reworded<typeof en>;

export function glossaryWords(locale: Locale): GlossaryWords {
  return locale === 'en' ? en : zhCn;
}
