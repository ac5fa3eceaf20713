/** Built pages as the index takes them: with their kind, names to be found by, and Chinese characters apart. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { HTMLFile } from 'pagefind';
import type { CatalogueEntry } from '../../../lessons/catalogue/schema.ts';
import type { LessonMeta } from '../../../lessons/schema.ts';
import { plainPath } from '../../i18n/index.ts';
import { apart, apartInHtml } from '../han.ts';
import { kindOfPage } from '../kinds.ts';
import { namesOfTerms } from './keywords.ts';

/** What pages are about, by the last part of their address. */
export interface Subjects {
  readonly lessons: ReadonlyMap<string, LessonMeta>;
  readonly readings: ReadonlyMap<string, CatalogueEntry>;
}

/** The pages of a built site that say what of them is to be searched, for the index. */
export function indexedPages(dist: string, subjects: Subjects): readonly HTMLFile[] {
  return globSync('**/index.html', { cwd: dist })
    .map((file) => ({ file, html: readFileSync(join(dist, file), 'utf8') }))
    .filter(({ html }) => html.includes(' data-pagefind-body'))
    .map(({ file, html }) => {
      const url = file === 'index.html' ? '/' : `/${dirname(file).split(sep).join('/')}/`;
      return { url, content: withSubject(apartInHtml(html), plainPath(url), subjects) };
    });
}

function withSubject(html: string, path: string, subjects: Subjects): string {
  const also = alsoOf(path, subjects).join(' ; ');
  const told = [
    `<i data-pagefind-filter="kind:${kindOfPage(path)}"></i>`,
    ...(also === '' ? [] : [`<i data-pagefind-meta="also:${escaped(apart(also))}"></i>`]),
  ];
  return html.replace(/<main\b[^>]*>/, (main) => main + told.join(''));
}

function alsoOf(path: string, { lessons, readings }: Subjects): readonly string[] {
  const id = path.split('/').at(-2) ?? '';
  const lesson = lessons.get(id);
  if (lesson !== undefined) {
    return [lesson.number, lesson.title.en, lesson.title['zh-cn'], ...namesOfTerms(lesson.introduces)];
  }
  const reading = readings.get(id);
  if (reading === undefined) return [];
  return [reading.titleInEnglish ?? '', reading.chinese?.title ?? '', ...namesOfTerms(reading.concepts)].filter(Boolean);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
