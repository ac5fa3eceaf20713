/** Where a lesson's part stands: which lesson, in which language. Known from the page's address. */
import type { Locale } from '../i18n/index.ts';
import { lessonAt, type LessonHere } from './registry.ts';

export interface Here {
  readonly lesson: LessonHere;
  readonly locale: Locale;
}

export function hereAt(url: URL): Here {
  return { lesson: lessonAt(url.pathname), locale: url.pathname.startsWith('/zh-cn/') ? 'zh-cn' : 'en' };
}
