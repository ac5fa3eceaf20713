/** The pages that Lighthouse looks at: one of each kind that readers come to first, in both languages. */
export const LIGHTHOUSE_PAGES = ['/', '/learn/replicas-isr-quorum/', '/reading/', '/glossary/'].flatMap((path) => [
  path,
  `/zh-cn${path}`,
]);
