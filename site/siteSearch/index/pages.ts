/** Built pages as the index takes them: with their kind, names to be found by, and Chinese characters apart. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { HTMLFile } from 'pagefind';
import type { CatalogueEntry } from '../../../lessons/catalogue/schema.ts';
import type { LessonMeta } from '../../../lessons/schema.ts';
import { plainPath, type Locale } from '../../i18n/index.ts';
import { apart, apartInHtml } from '../han.ts';
import { kindOfPage, type Kind } from '../kinds.ts';
import { callNamesOf, namesOfTerms } from './keywords.ts';

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
      return { url, content: withSubject(withPartNames(apartInHtml(html)), subjectAt(url, subjects)) };
    });
}

interface Subject {
  readonly kind: Kind;
  /** Names to be found by. */
  readonly about: readonly string[];
  /** What is shown where no passage of the page says more. */
  readonly summary?: string;
}

function subjectAt(url: string, { lessons, readings }: Subjects): Subject {
  const locale: Locale = url.startsWith('/zh-cn/') ? 'zh-cn' : 'en';
  const kind = kindOfPage(plainPath(url));
  const id = url.split('/').at(-2) ?? '';
  const lesson = lessons.get(id);
  if (kind === 'lesson' && lesson !== undefined) {
    const { number, title, introduces, question } = lesson;
    const about = [number, title.en, title['zh-cn'], ...callNamesOf(id), ...namesOfTerms(introduces)];
    return { kind, about, summary: question[locale] };
  }
  const reading = readings.get(id);
  if (kind === 'reading' && reading !== undefined) {
    const { titleInEnglish, chinese, concepts, why } = reading;
    const titles = [titleInEnglish, chinese?.title].filter((title) => title !== undefined);
    return { kind, about: [...titles, ...callNamesOf(id), ...namesOfTerms(concepts)], summary: why[locale] };
  }
  return { kind, about: [] };
}

/** A heading stands for the part that it begins: of a lesson, of a reading path. A link leads to the part's own name. */
const withPartNames = (html: string): string =>
  html
    .replace(/<h2 id="title-/g, '<h2 id="')
    .replace(/(<section\b[^>]*\bid="([^"]+)"[^>]*>\s*<h2)(?=>)/g, '$1 id="$2"');

function withSubject(html: string, { kind, about, summary }: Subject): string {
  const told = [
    `<i data-pagefind-filter="kind:${kind}"></i>`,
    ...(about.length === 0 ? [] : [`<i data-pagefind-meta="about:${escaped(apart(about.join(' ; ')))}"></i>`]),
    ...(summary === undefined ? [] : [`<i data-pagefind-meta="summary:${escaped(summary)}"></i>`]),
  ];
  return html.replace(/<main\b[^>]*>/, (main) => main + told.join(''));
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
