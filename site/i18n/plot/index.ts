/** Words of plots by language. */
import type { Locale, Reworded } from '../index.ts';
import { plot as en } from './en.ts';
import { plot as zhCn } from './zh-cn.ts';

export type PlotWords = Reworded<typeof en>;

export function plotWords(locale: Locale): PlotWords {
  return locale === 'en' ? en : zhCn;
}
