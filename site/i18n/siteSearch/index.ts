/** Words of the site's search by language. */
import type { Locale, Reworded } from '../index.ts';
import * as en from './en.ts';
import * as zhCn from './zh-cn.ts';

export type SearchOpenerWords = Reworded<typeof en.opener>;
export type SearchDialogWords = Reworded<typeof en.dialog>;

/** Words of the button in the header. */
export function searchOpenerWords(locale: Locale): SearchOpenerWords {
  return locale === 'en' ? en.opener : zhCn.opener;
}

/** Words of the dialog. */
export function searchDialogWords(locale: Locale): SearchDialogWords {
  return locale === 'en' ? en.dialog : zhCn.dialog;
}
