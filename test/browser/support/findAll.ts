/** Runs in a page: asks the site's finder many queries, without typing each. Puts `findAll` on the window. */
import { createFinder } from '../../../site/siteSearch/finder.ts';
import { loadPagefind } from '../../../site/siteSearch/pagefind.ts';

/** For each query: by group, the addresses of what would be shown first. */
export type FindAll = (
  queries: readonly string[],
  firstFew: number,
) => Promise<readonly (readonly (readonly string[])[])[]>;

const findAll: FindAll = async (queries, firstFew) => {
  const find = await createFinder(await loadPagefind());
  const answers: string[][][] = [];
  for (const query of queries) {
    const { groups } = await find(query);
    const firsts = groups.map(({ hits }) =>
      Promise.all(hits.slice(0, firstFew).map(async (hit) => (await hit.data()).url)),
    );
    answers.push(await Promise.all(firsts));
  }
  return answers;
};

export default Object.assign(globalThis, { findAll });
