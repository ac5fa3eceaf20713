/** Languages of the site, their routes, and the words of each. */
import * as en from './en.ts';
import * as zhCn from './zh-cn.ts';

export type Locale = 'en' | 'zh-cn';

export const LOCALES: readonly Locale[] = ['en', 'zh-cn'];

/** The same shape with other words in it. */
export type Reworded<T> = T extends string
  ? string
  : T extends (...args: infer Arguments) => string
    ? (...args: Arguments) => string
    : { readonly [Key in keyof T]: Reworded<T[Key]> };

export type SiteWords = Reworded<typeof en.site>;
export type PlayerWords = Reworded<typeof en.player>;

/** Words of pages, header and footer. */
export function siteWords(locale: Locale): SiteWords {
  return locale === 'en' ? en.site : zhCn.site;
}

/** Value of the `lang` attribute. */
export function languageTag(locale: Locale): string {
  return locale === 'en' ? 'en' : 'zh-CN';
}

/** The address of a page in a language: `/play/` or `/zh-cn/play/`. */
export function pathIn(locale: Locale, path: string): string {
  return locale === 'en' ? path : `/zh-cn${path}`;
}

/** A page's address without its language: `/zh-cn/play/` is `/play/`. */
export function plainPath(path: string): string {
  const bare = path.replace(/^\/zh-cn(?=\/|$)/, '');
  return bare.endsWith('/') ? bare : `${bare}/`;
}
