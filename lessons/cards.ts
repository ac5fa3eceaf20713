/** The cards of a lesson's text: `<Cards title="…" cards={[{ id, question, answer }, …]} />`. */
import { attributesOf } from './translation/sections.ts';

export interface CardText {
  /** Unique in its lesson, the same in both languages, never changed: what a learner remembers is kept under it. */
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/** Cards as they are written: places for values are not filled. @throws when a card has no id, question or answer */
export function cardsIn(file: string): readonly CardText[] {
  const written = attributesOf(file, 'Cards').filter(({ name }) => name !== 'title');
  const cards = Array.from({ length: Math.ceil(written.length / 3) }, (_, place) =>
    written.slice(place * 3, place * 3 + 3),
  );
  return cards.map((card) => {
    const names = card.map(({ name }) => name).join(', ');
    if (names !== 'id, question, answer') throw new Error(`a card has ${names} instead of id, question, answer`);
    const [id, question, answer] = card.map(({ value }) => value) as [string, string, string];
    return { id, question, answer };
  });
}
