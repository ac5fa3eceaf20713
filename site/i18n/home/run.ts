/** Words of the run on the home page by language: all that is sent with its script. */
import type { Locale, Reworded } from '../index.ts';
import { homeRun as en } from './runEn.ts';
import { homeRun as zhCn } from './runZhCn.ts';

export type HomeRunWords = Reworded<typeof en>;

export function homeRunWords(locale: Locale): HomeRunWords {
  return locale === 'en' ? en : zhCn;
}
