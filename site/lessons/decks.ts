/** All cards of all lessons in one language, their values taken from runs. For building pages: never sent as script. */
import { cardsIn } from '../../lessons/cards.ts';
import { pathIn, type Locale } from '../i18n/index.ts';
import { cardsOf } from './cardValues.ts';
import { checksOf } from './building.ts';
import { lessons, type LessonHere } from './registry.ts';
import type { CardHere, Deck } from './review.ts';

const files = import.meta.glob<string>('../../lessons/*/*.mdx', { eager: true, query: '?raw', import: 'default' });

/** A run is the same in both languages and on every page: it is computed once. */
const known = new Map<string, readonly CardHere[]>();

/** The cards of a lesson as readers see them. */
export function cardsHere({ meta, runs }: LessonHere, locale: Locale): readonly CardHere[] {
  const name = `${meta.id} ${locale}`;
  const file = files[`../../lessons/${meta.id}/${locale}.mdx`] ?? '';
  const cards = known.get(name) ?? cardsOf({ id: meta.id, runs, checks: checksOf(meta.id) }, cardsIn(file), locale);
  known.set(name, cards);
  return cards;
}

export function decksIn(locale: Locale): readonly Deck[] {
  return lessons.map((lesson) => ({
    lesson: lesson.meta.id,
    title: `${lesson.meta.number} ${lesson.meta.title[locale]}`,
    href: pathIn(locale, `/learn/${lesson.meta.id}/`),
    cards: cardsHere(lesson, locale),
  }));
}
