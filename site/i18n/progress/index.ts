/** Words about saved progress by language. */
import type { Locale, Reworded } from '../index.ts';
import * as en from './en.ts';
import * as zhCn from './zh-cn.ts';

export type ProblemWords = Reworded<typeof en.problem>;
export type SectionWords = Reworded<typeof en.section>;
export type PanelWords = Reworded<typeof en.panel>;

/** Said where progress cannot be used: pages hand it to their islands. */
export function problemWords(locale: Locale): ProblemWords {
  return locale === 'en' ? en.problem : zhCn.problem;
}

/** Words around the panel. Used while pages are built, never sent as script. */
export function sectionWords(locale: Locale): SectionWords {
  return locale === 'en' ? en.section : zhCn.section;
}

/** Words of the panel that saves, loads and erases progress. */
export function panelWords(locale: Locale): PanelWords {
  return locale === 'en' ? en.panel : zhCn.panel;
}
