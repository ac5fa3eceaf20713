/** Words of the site's search in English. `opener` is in every page; `dialog` is sent when somebody searches. */
import { plural } from '../plural.ts';

export const opener = {
  open: 'Search',
};

export const dialog = {
  label: 'Search this site',
  field: 'What are you looking for?',
  hint: 'A term, a lesson, a book; English or Chinese',
  close: 'Close',
  loading: 'Loading the index …',
  searching: 'Searching …',
  groups: { lesson: 'Lessons', term: 'Terms', reading: 'Reading', page: 'Other pages' },
  counts: {
    lesson: (count: number): string => plural('en', count, { one: '# lesson', other: '# lessons' }),
    term: (count: number): string => plural('en', count, { one: '# term', other: '# terms' }),
    reading: (count: number): string => plural('en', count, { one: '# reading', other: '# readings' }),
    page: (count: number): string => plural('en', count, { one: '# other page', other: '# other pages' }),
  },
  found: (parts: string): string => `Found: ${parts}.`,
  separator: ', ',
  near: 'Nothing has all of this. Nearest:',
  none: (query: string): string => `Nothing was found for “${query}”.`,
  suggestions: 'Try fewer or other words, or look here:',
  glossary: 'all terms in the glossary',
  map: 'the map of concepts',
  lessons: 'all lessons',
  all: (count: number): string => `Show all ${count}`,
  start: 'Terms are found by any of their names: English, Chinese, or what a system calls them.',
  notBuilt:
    'There is no index here: it is made when the site is built. Run “npm start” instead of “npm run dev” to search.',
  failed: 'The index could not be loaded. Reload the page to try again, or look here:',
  keys: { move: 'move', open: 'open', close: 'close' },
  shortcuts: 'Use single-key shortcuts',
};
