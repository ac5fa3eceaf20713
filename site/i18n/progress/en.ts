/** Words about saved progress in English. `zh-cn.ts` has the same keys; the type checker sees to it. */
import type { Counts } from '../../progress/undo.ts';
import { plural } from '../plural.ts';

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** `2 lessons and 1 reading`; what is not there is not named. */
const things = ({ lessons, readings, cards }: Counts): string =>
  listed([
    ...(lessons > 0 ? [plural('en', lessons, { one: '# lesson', other: '# lessons' })] : []),
    ...(readings > 0 ? [plural('en', readings, { one: '# reading', other: '# readings' })] : []),
    ...(cards > 0 ? [plural('en', cards, { one: '# card', other: '# cards' })] : []),
  ]);

/** Said where progress cannot be used. */
export const problem = {
  damaged: 'The progress saved in this browser cannot be read. Nothing has been overwritten.',
  newer: 'The progress saved in this browser comes from a newer version of this site. Nothing has been overwritten.',
  unavailable: 'This browser keeps nothing for this site, so your progress lasts only until you leave the page.',
  show: 'Show what is saved',
  download: 'Download it as a file',
  anew: 'Discard it and start anew',
  noWaysOut: 'The buttons that belong here could not be fetched. Load the page again.',
};

/** Stands around the panel; used while pages are built. */
export const section = {
  title: 'Your progress',
  lead: 'Your progress is kept in this browser and nowhere else. A browser may clear it away: Safari does so when you do not come by for seven days. A file keeps it, and takes it to another browser.',
  noScript: 'Saving and loading progress needs JavaScript.',
  loading: 'Looking for your progress …',
  failed: 'This part of the page could not be fetched. Load the page again.',
};

export const panel = {
  nothing: 'Nothing is saved yet.',
  here: (counts: Counts): string => `In this browser: ${things(counts)}.`,
  export: 'Save as a file',
  exported: (name: string): string => `Saved as ${name}.`,
  import: 'Load from a file',
  erase: 'Erase everything',
  refused: 'This file was not loaded, and nothing has changed.',
  faults: {
    notJson: 'It is no JSON: it may have been cut off, or it is another kind of file.',
    foreign: 'It is JSON, but not progress of this site.',
    newer: 'It was saved by a newer version of this site. Load this page again to get that version, then try again.',
    tooLarge: 'It is larger than 2 MB; progress never is.',
    unreadable: 'The browser could not read it.',
    damaged: (place: string): string =>
      place === '' ? 'It is damaged.' : `It is damaged: what stands at “${place}” cannot be.`,
  },
  found: (name: string, counts: string): string => `${name} has ${counts}.`,
  counts: (counts: Counts): string => things(counts) || 'no progress in it',
  how: 'How to load it',
  merge: 'Join it to what is here',
  mergeNote: 'Nothing that is here goes. A prediction that you have locked in stays as it is.',
  replace: 'Put it in the place of what is here',
  gained: (counts: Counts): string => `New or different: ${things(counts)}.`,
  lost: (counts: Counts): string => `Lost: ${things(counts)}.`,
  /** Between two sentences. */
  space: ' ',
  unchanged: 'This changes nothing.',
  load: 'Load',
  loaded: 'The file is loaded.',
  cancel: 'Cancel',
  cancelled: 'Nothing has changed.',
  sure: (counts: Counts): string => `Erase ${things(counts)} from this browser?`,
  sureErase: 'Yes, erase',
  sureKeep: 'No, keep it',
  erased: 'Everything is erased.',
  undo: 'Undo',
  undoNote: 'You can undo this until you leave the page.',
  undone: 'It is as it was before.',
};
