/** Words about translations by language. */
import type { Locale, Reworded } from '../index.ts';
import { translation as en } from './en.ts';
import { translation as zhCn } from './zh-cn.ts';

export type TranslationWords = Reworded<typeof en>;

export function translationWords(locale: Locale): TranslationWords {
  return locale === 'en' ? en : zhCn;
}
