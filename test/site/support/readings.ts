/** The catalogue as its files have it. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogueEntry, ReadingPath } from '../../../lessons/catalogue/schema.ts';
import type { Exported } from '../../../site/reading/exported.ts';

const FOLDER = fileURLToPath(new URL('../../../lessons/catalogue/', import.meta.url));
const read = (file: string): unknown => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

/** What a file holds, by its name without the ending: not checked yet. */
export const FILES: readonly (readonly [name: string, content: unknown])[] = globSync('entries/*.json', { cwd: FOLDER })
  .sort()
  .map((file) => [basename(file, '.json'), read(file)]);

export const ENTRIES = FILES.map(([, content]) => content as CatalogueEntry).sort(
  (left, right) => left.order - right.order,
);
export const PATHS = read('paths.json') as readonly ReadingPath[];

/** An entry of the catalogue. */
export function entryOf(id: string): CatalogueEntry {
  const found = ENTRIES.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
}

/** A made-up reading: a book for beginners about Kafka, unless it is told otherwise. */
export function reading(id: string, rest: Partial<Exported> = {}): Exported {
  return {
    id,
    kind: 'book',
    original: 'en',
    title: id,
    authors: [{ name: 'Ada Writer' }],
    languages: ['en'],
    level: 'beginner',
    systems: ['kafka'],
    concepts: ['log-abstraction'],
    why: { en: 'Because.', 'zh-cn': '因为。' },
    chapters: [],
    confirmed: ['title'],
    missing: [],
    lastChecked: '2026-11-22',
    ...rest,
  };
}
