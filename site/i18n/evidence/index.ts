/** Words of the evidence pages by language. */
import type { Locale, Reworded } from '../index.ts';
import { evidence as en } from './en.ts';
import { evidence as zhCn } from './zh-cn.ts';

export type EvidenceWords = Reworded<typeof en>;

export function evidenceWords(locale: Locale): EvidenceWords {
  return locale === 'en' ? en : zhCn;
}
