/** Words of the player by language, without those of the pages. */
import { player as en } from './en.ts';
import { player as zhCn } from './zh-cn.ts';
import type { Locale, PlayerWords } from './index.ts';

export function playerWords(locale: Locale): PlayerWords {
  return locale === 'en' ? en : zhCn;
}
