/** Words of the glossary's page and of the cards that terms open, in English: used while pages are built. */
import { plural } from '../plural.ts';
import type { Theme } from '../../../lessons/glossary/schema.ts';

const themes: Readonly<Record<Theme, string>> = {
  basics: 'Basics',
  routing: 'Routing',
  consuming: 'Consuming',
  delivery: 'Delivery',
  failing: 'When handling fails',
  storage: 'Storage',
  replication: 'Replication and failures',
  load: 'Load',
  architecture: 'Architecture',
  simulator: 'This simulator',
};

export const glossary = {
  title: 'Glossary',
  description: 'The terms of message queues in English and Chinese, false friends, and what each system calls them.',
  lead: (count: number): string =>
    `${plural('en', count, { one: '# term', other: '# terms' })}, each with its English and its Chinese name, and with the word of each system where it is another one.`,
  note: 'ActiveMQ means ActiveMQ Classic; MetaQ means the 1.x of Taobao, which became RocketMQ with 3.0. A system that is not listed at a term uses the same word, or has nothing that we could check.',
  search: {
    label: 'Find a term',
    hint: 'English, Chinese, or the word of a system',
    found: '{found} of {count} terms',
    none: 'No term fits.',
  },
  byName: 'By name',
  byTheme: 'By theme',
  also: 'Also',
  careful: 'Careful',
  words: 'Elsewhere',
  lessons: 'Introduced in',
  card: { more: 'In the glossary', close: 'Close' },
  themes,
};
