/** Words about cards in English. */
import { plural } from '../plural.ts';

/** Around the cards: used while pages are built. */
export const page = {
  title: 'Review',
  description: 'Cards of the lessons that you have begun, on the day on which you are about to forget them.',
  lead: 'Try to answer from memory before you look. That is what makes it stay; reading it again does not.',
  noScript: 'Reviewing needs JavaScript. The same cards stand at the end of each lesson and can be read without it.',
  how: 'How the days are chosen',
  howText:
    'By FSRS, an open method of spaced repetition, with its default parameters and without chance. The better you knew a card, the longer it stays away. What you rated is kept in this browser only, with the rest of your progress.',
  free: 'Nothing on this site waits for your reviews. A day without them costs nothing but some forgetting.',
  link: 'Review what is due',
  lessonLead:
    'Answer from memory, then open the card and say how well you knew it. It comes back on the review page when it is time.',
};

/** Before the cards are asked for: the page hands them to its island. */
export const start = {
  loading: 'Looking for what is due …',
  begin: 'Begin with the cards that are due: ',
  failed: 'The cards could not be loaded. Are you offline?',
  retry: 'Try again',
};

/** In the cards themselves: sent with them. */
export const cards = {
  reveal: 'Show the answer',
  answer: 'Answer',
  own: 'Your answer, if you like to write it down (it is not kept)',
  yours: 'You wrote',
  how: 'How well did you know it?',
  grades: { again: 'Not at all', hard: 'With effort', good: 'Well', easy: 'Easily' },
  rate: (grade: string, due: string): string => `${grade}: ${due}`,
  keys: 'Keys 1 to 4',
  left: (count: number): string => plural('en', count, { one: '# card is due', other: '# cards are due' }),
  done: (count: number): string => plural('en', count, { one: '# card done', other: '# cards done' }),
  from: 'From the lesson',
  back: (when: string): string => `Comes back ${when}.`,
  nothing: 'Nothing is due.',
  nextDue: (when: string): string => `The next card comes ${when}.`,
  noneMet: 'There are no cards for you yet. Those of a lesson come here once you have tried a task of it.',
  toLessons: 'To the lessons',
  now: 'now',
  minutes: (count: number): string => plural('en', count, { one: 'in # minute', other: 'in # minutes' }),
  hours: (count: number): string => plural('en', count, { one: 'in # hour', other: 'in # hours' }),
  tomorrow: 'tomorrow',
  days: (count: number): string => plural('en', count, { one: 'in # day', other: 'in # days' }),
  months: (count: number): string => plural('en', count, { one: 'in about # month', other: 'in about # months' }),
};
