/** A reading as it leaves the site: without what is only remembered, and with the names of what has a source. Also what the filter reads. */
import type { CatalogueEntry } from '../../lessons/catalogue/schema.ts';

export interface Exported extends Omit<CatalogueEntry, 'order' | 'unconfirmed' | 'confirmed' | 'chapters'> {
  readonly chapters: readonly Omit<CatalogueEntry['chapters'][number], 'source'>[];
  /** Names of fields for which a source is known. */
  readonly confirmed: readonly string[];
  /** Names of fields that nobody confirmed, and that are therefore not here. */
  readonly missing: readonly string[];
}

export interface ExportedCatalogue {
  readonly schema: 'at-least-once-reading/1';
  readonly entries: readonly Exported[];
}

/** The public form of an entry. */
export function exported(entry: CatalogueEntry): Exported {
  const { order: _order, unconfirmed, confirmed, chapters, ...rest } = entry;
  return {
    ...rest,
    chapters: chapters.map(({ where, concepts }) => ({ where, concepts })),
    confirmed: confirmed.map(({ field }) => field),
    missing: Object.keys(unconfirmed ?? {}),
  };
}

/** The file that holds these readings. */
export function catalogueFile(entries: readonly Exported[]): ExportedCatalogue {
  return { schema: 'at-least-once-reading/1', entries };
}
