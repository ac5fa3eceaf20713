/** Words of "side by side" in English. */
import { plural } from '../plural.ts';

export const contest = {
  sides: { left: 'Left', right: 'Right', both: 'Both' },
  said: (side: string, text: string): string => `${side}: ${text}`,
  choose: 'Contest',
  think: 'Think first',
  opening: 'Building both clusters …',
  version: (system: string, version: string): string => `${system} ${version}`,
  ended: (seconds: string): string => `ended at ${seconds} s`,
  lacks: (side: string, machine: string, operation: string): string =>
    `${side}: there is no ${machine}, so nothing happens there (${operation}).`,
  keys: 'Space plays and pauses, ← and → step, with Shift they go to the next event that matters, Home and End to the ends.',
  script: 'What strikes both sides',
  scriptNone: 'Nothing: no fault in this contest.',
  strike: {
    title: 'Strike both at once',
    lead: 'Happens on both sides at the moment shown. What came later is computed anew.',
    groups: { fault: 'Break', heal: 'Heal' },
    doIt: 'Do it to both',
    done: (what: string): string => `Done to both: ${what}.`,
    only: (machine: string, side: string): string => `${machine} (${side} only)`,
    yours: 'Done by you',
    undo: 'Undo the last strike',
    over: 'Both runs end here: nothing can happen any more. Step back first.',
  },
  link: {
    title: 'Share this contest',
    identical: 'The same two runs as in the link, exactly.',
    different: 'Careful: these runs differ from those that were shared. The link was made with another version.',
    damaged: 'This link cannot be opened. Nothing was lost; here is the contest that this page starts with.',
  },
  results: {
    title: 'What came of it',
    lead: 'From the start of both runs to their ends, with everything that struck.',
    hidden: 'Say what you expect before you look. The results are here when you are ready.',
    show: 'Show the results',
    hide: 'Hide the results',
    what: 'Question',
    difference: 'Difference',
    same: 'the same',
    groups: { promises: 'Promises', counts: 'Records', times: 'Waiting' },
    summary: (differing: number, all: number): string =>
      differing === 0
        ? 'No answer differs.'
        : `${differing} of ${plural('en', all, { one: '# answer', other: '# answers' })} ${plural('en', differing, { one: 'differs', other: 'differ' })}.`,
  },
};
