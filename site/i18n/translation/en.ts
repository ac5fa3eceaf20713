/** Words about a translation that lags behind its source, in English: used while pages are built. */
import { plural } from '../plural.ts';

export const translation = {
  label: 'State of this translation',
  lead: (count: number): string =>
    plural('en', count, {
      one: 'This lesson was written in Chinese first. # part of it has a newer text there:',
      other: 'This lesson was written in Chinese first. # parts of it have a newer text there:',
    }),
  /** Beside the name of a part, in a list of them. */
  newer: 'the newer text, in Chinese',
  /** At a part. */
  badge: 'The Chinese text of this part is newer',
};
