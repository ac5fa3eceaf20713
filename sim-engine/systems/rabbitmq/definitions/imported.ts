/** Things of one kind as they are carried over: their new form, and their new names. */
import type { NameBook } from './names.ts';
import type { Report } from './place.ts';
import { WHAT } from './words.ts';

export interface Imported<Spec> {
  readonly specs: readonly Spec[];
  /** Where each of them stands in the file. */
  readonly places: readonly string[];
  readonly names: NameBook;
}

/** The first of each name; later ones are named. */
export function firsts<Item extends { readonly name: string; readonly path: string }>(
  items: readonly Item[],
  report: Report,
): readonly Item[] {
  const seen = new Set<string>();
  return items.filter(({ name, path }) => {
    if (seen.has(name)) report(path, WHAT.twice);
    return !seen.has(name) && seen.add(name);
  });
}
