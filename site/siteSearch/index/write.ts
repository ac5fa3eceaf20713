/** Makes the index of a built site, one for each language, and writes it to `pagefind/` beside the pages. */
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { close, createIndex, type NewFileResponse, type PagefindIndex } from 'pagefind';
import { indexedPages } from './pages.ts';
import { termRecords } from './records.ts';
import { readSubjects } from './subjects.ts';

export interface Indexed {
  readonly pages: number;
  readonly terms: number;
}

/** @throws {Error} when Pagefind takes a page or a term amiss */
export async function writeSearchIndex(dist: string): Promise<Indexed> {
  try {
    const { index, errors } = await createIndex();
    if (index === undefined) throw new Error(errors.join('; '));
    return await fill(index, dist);
  } finally {
    await close();
  }
}

async function fill(index: PagefindIndex, dist: string): Promise<Indexed> {
  const pages = indexedPages(dist, await readSubjects());
  const terms = termRecords();
  const answers = await Promise.all<NewFileResponse>([
    ...pages.map((page) => index.addHTMLFile(page)),
    ...terms.map((record) => index.addCustomRecord(record)),
  ]);
  const written = await index.writeFiles({ outputPath: join(dist, 'pagefind') });
  const errors = [...answers.flatMap((answer) => answer.errors), ...written.errors];
  if (errors.length > 0) throw new Error(`the search index could not be made: ${errors.join('; ')}`);
  removeUnused(join(dist, 'pagefind'));
  return { pages: pages.length, terms: terms.length };
}

/** Pagefind brings ready-made interfaces along; this site has its own. */
function removeUnused(folder: string): void {
  for (const file of globSync('pagefind-{*ui,highlight}.{js,css}', { cwd: folder })) rmSync(join(folder, file));
}
