/** Where the state of a card is kept. */
export const cardKey = (lesson: string, card: string): string => `${lesson}/${card}`;
