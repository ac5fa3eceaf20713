/** Lessons and readings, read from their files: this runs after the pages were built, outside of Astro. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CatalogueEntry } from '../../../lessons/catalogue/schema.ts';
import type { LessonMeta } from '../../../lessons/schema.ts';
import type { Subjects } from './pages.ts';

const LESSONS = fileURLToPath(new URL('../../../lessons', import.meta.url));

const filesIn = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: LESSONS }).map((file) => join(LESSONS, file));

export async function readSubjects(): Promise<Subjects> {
  const modules = filesIn('*/meta.ts').map(
    (file) => import(pathToFileURL(file).href) as Promise<{ readonly meta: LessonMeta }>,
  );
  const metas = (await Promise.all(modules)).map(({ meta }) => meta);
  const entries = filesIn('catalogue/entries/*.json').map(
    (file) => JSON.parse(readFileSync(file, 'utf8')) as CatalogueEntry,
  );
  return {
    lessons: new Map(metas.map((meta) => [meta.id, meta])),
    readings: new Map(entries.map((entry) => [entry.id, entry])),
  };
}
