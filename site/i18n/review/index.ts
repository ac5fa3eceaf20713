/** Words about cards by language. */
import type { Locale, Reworded } from '../index.ts';
import * as en from './en.ts';
import * as zhCn from './zh-cn.ts';

export type ReviewPageWords = Reworded<typeof en.page>;
export type StartWords = Reworded<typeof en.start>;
export type CardWords = Reworded<typeof en.cards>;

/** Around the cards. Used while pages are built, never sent as script. */
export function reviewPageWords(locale: Locale): ReviewPageWords {
  return locale === 'en' ? en.page : zhCn.page;
}

/** Before the cards. Pages hand them to their islands. */
export function startWords(locale: Locale): StartWords {
  return locale === 'en' ? en.start : zhCn.start;
}

export function cardWords(locale: Locale): CardWords {
  return locale === 'en' ? en.cards : zhCn.cards;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH_DAYS = 30;

/** Until when, in words. Days are counted by their mornings, as people do: what is due tomorrow evening is due tomorrow. */
export function untilInWords(due: Date, now: Date, words: CardWords): string {
  const millis = due.getTime() - now.getTime();
  if (millis <= 0) return words.now;
  if (millis < HOUR) return words.minutes(Math.ceil(millis / MINUTE));
  const morning = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((morning(due) - morning(now)) / DAY);
  if (days === 0) return words.hours(Math.round(millis / HOUR));
  if (days === 1) return words.tomorrow;
  return days < 2 * MONTH_DAYS ? words.days(days) : words.months(Math.round(days / MONTH_DAYS));
}
