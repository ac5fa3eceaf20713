/** Which cards are due, of which lessons. Pure. */
import { entryOf, type Saved } from '../progress/saved.ts';
import { cardKey } from './cardKey.ts';

/** A card as pages are sent it: its values are filled in. */
export interface CardHere {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/** The cards of one lesson. */
export interface Deck {
  readonly lesson: string;
  readonly title: string;
  readonly href: string;
  readonly cards: readonly CardHere[];
}

export interface DueCard extends CardHere {
  /** Where its state is kept: `<lesson>/<card>`. */
  readonly key: string;
  readonly title: string;
  readonly href: string;
}

export interface Queue {
  /** Those that are due: the longest overdue first, then those that were never rated, in the order of the lessons. */
  readonly due: readonly DueCard[];
  /** When the next card that is not yet due will be; null when there is none. */
  readonly next: Date | null;
  /** How many lessons have cards to offer. */
  readonly met: number;
}

/** There is something to remember of a lesson when a task of it was tried or solved, or one of its cards rated. */
function isMet({ lesson, cards }: Deck, saved: Saved): boolean {
  const done = entryOf(saved.lessons, lesson);
  const tried = done !== undefined && (Object.keys(done.attempts).length > 0 || done.tasks.length > 0);
  return tried || cards.some(({ id }) => entryOf(saved.cards, cardKey(lesson, id)));
}

export function queueOf(decks: readonly Deck[], saved: Saved, now: Date): Queue {
  const met = decks.filter((deck) => isMet(deck, saved));
  const all = met.flatMap(({ lesson, title, href, cards }) =>
    cards.map((card) => ({ ...card, key: cardKey(lesson, card.id), title, href })),
  );
  const kept = (card: DueCard): string | undefined => entryOf(saved.cards, card.key)?.due;
  const at = now.toJSON();
  // ISO dates in UTC stand in the order of time when they stand in the order of letters.
  const planned = all
    .flatMap((card) => {
      const due = kept(card);
      return due === undefined ? [] : [{ card, due }];
    })
    .toSorted((left, right) => (left.due < right.due ? -1 : left.due > right.due ? 1 : 0));
  const next = planned.find(({ due }) => due > at);
  return {
    due: [
      ...planned.flatMap(({ card, due }) => (due <= at ? [card] : [])),
      ...all.filter((card) => kept(card) === undefined),
    ],
    next: next === undefined ? null : new Date(next.due),
    met: met.length,
  };
}
