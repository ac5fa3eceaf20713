/** Words of the curriculum by language. */
import type { Locale, Reworded } from '../index.ts';
import * as en from './en.ts';
import * as zhCn from './zh-cn.ts';

export type CurriculumWords = Reworded<typeof en.curriculum>;
export type StandingWords = Reworded<typeof en.standing>;

/** Words of pages. */
export function curriculumWords(locale: Locale): CurriculumWords {
  return locale === 'en' ? en.curriculum : zhCn.curriculum;
}

/** Words of what a learner has done. */
export function standingWords(locale: Locale): StandingWords {
  return locale === 'en' ? en.standing : zhCn.standing;
}
