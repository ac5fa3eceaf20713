/** The kinds under which what was found is grouped. */

export const KINDS = ['lesson', 'term', 'reading', 'page'] as const;

export type Kind = (typeof KINDS)[number];

/** What stands at an address without its language: `/learn/rabbitmq-routing/` is a lesson. Terms have no pages of their own. */
export function kindOfPage(path: string): Kind {
  if (/^\/learn\/[^/]+\/$/.test(path)) return 'lesson';
  return /^\/reading\/(?!map\/|paths\/|concepts\/)[^/]+\/$/.test(path) ? 'reading' : 'page';
}
