/** Pagefind's script for the browser, as far as it is used here. It comes with the index, made after the pages were built. */

/** An element of a page that has an id. */
export interface Anchor {
  readonly element: string;
  readonly id: string;
  readonly text: string;
  /** Words of the page before it. */
  readonly location: number;
}

export interface Fragment {
  readonly url: string;
  readonly content: string;
  /** As it is in the index: with what separates its words, and `<` and `>` escaped. */
  readonly raw_content: string;
  readonly anchors: readonly Anchor[];
  /** Words that match: their places, counted from 0. */
  readonly locations: readonly number[];
  readonly meta: Readonly<Record<string, string>>;
}

export interface Hit {
  readonly id: string;
  readonly score: number;
  readonly data: () => Promise<Fragment>;
}

export interface Pagefind {
  options(options: {
    readonly ranking?: { readonly metaWeights?: Readonly<Record<string, number>>; readonly pageLength?: number };
  }): Promise<void>;
  init(): Promise<void>;
  /** `null` asks for everything that the filters let through. */
  search(
    words: string | null,
    options?: { readonly filters?: Readonly<Record<string, string>> },
  ): Promise<{ readonly results: readonly Hit[] }>;
}

const SCRIPT = '/pagefind/pagefind.js';

/** Names count more than texts, and a thing's own names more than those of what it is about. */
const RANKING = { metaWeights: { title: 6, other: 6, also: 4, about: 2.5, elsewhere: 1, summary: 0 } };

/** Loads the script and the index of the page's language. @throws when there is none, as before the site was built */
export async function loadPagefind(): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ SCRIPT)) as Pagefind;
  await pagefind.options({ ranking: RANKING });
  await pagefind.init();
  return pagefind;
}
