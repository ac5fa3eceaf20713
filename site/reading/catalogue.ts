/** The catalogue for building pages: entries, concepts, paths and what ties them to lessons. Never sent as script. */
import { getCollection } from 'astro:content';
import { CONCEPTS, type Concept } from '../../lessons/catalogue/concepts.ts';
import pathsFile from '../../lessons/catalogue/paths.json';
import { pathsSchema, type CatalogueEntry, type ReadingPath } from '../../lessons/catalogue/schema.ts';

export const concepts: readonly Concept[] = CONCEPTS;
export const paths: readonly ReadingPath[] = pathsSchema.parse(pathsFile);

/** All entries in the suggested order. */
export async function catalogueEntries(): Promise<readonly CatalogueEntry[]> {
  const found = await getCollection('readings');
  return found.map(({ data }) => data).sort((left, right) => left.order - right.order);
}

/** A concept by its id. @throws when there is none */
export function conceptOf(id: string): Concept {
  const found = concepts.find((concept) => concept.id === id);
  if (found === undefined) throw new Error(`there is no concept named ${id}`);
  return found;
}

/** The routes of entry pages: one each. */
export async function entryRoutes(): Promise<
  readonly { readonly params: { readonly id: string }; readonly props: { readonly entry: CatalogueEntry } }[]
> {
  return (await catalogueEntries()).map((entry) => ({ params: { id: entry.id }, props: { entry } }));
}
