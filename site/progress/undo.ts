/** What a change of everything (an import, erasing) does in numbers, and how it is taken back. */
import { mergedLesson } from './merge.ts';
import { entryOf, VERSION, type Saved } from './saved.ts';

export interface Counts {
  readonly lessons: number;
  readonly readings: number;
  readonly cards: number;
}

export const countsOf = ({ lessons, readings, cards }: Saved): Counts => ({
  lessons: Object.keys(lessons).length,
  readings: readings.length,
  cards: Object.keys(cards).length,
});

type Entries = Readonly<Record<string, unknown>>;

/** Entries of both saves are read by the same reader, so the same content is the same text, but for the order of names. */
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1))
      : part,
  );

const changed = (before: Entries, after: Entries): number =>
  Object.keys(after).filter((id) => !same(entryOf(before, id), entryOf(after, id))).length;

const missing = (before: readonly string[], after: readonly string[]): number =>
  before.filter((id) => !after.includes(id)).length;

export interface Difference {
  /** Entries that come or become different. */
  readonly gained: Counts;
  /** Entries that go. */
  readonly lost: Counts;
}

/** What becomes different when `after` takes the place of `before`. */
export function differenceOf(before: Saved, after: Saved): Difference {
  const lost = (part: 'lessons' | 'cards') => missing(Object.keys(before[part]), Object.keys(after[part]));
  return {
    gained: {
      lessons: changed(before.lessons, after.lessons),
      readings: missing(after.readings, before.readings),
      cards: changed(before.cards, after.cards),
    },
    lost: { lessons: lost('lessons'), readings: missing(before.readings, after.readings), cards: lost('cards') },
  };
}

interface Undoing {
  readonly before: Saved;
  readonly after: Saved;
}

/** Entries as they were before, but what was worked on since then stays, joined to it. */
function takenBack<T>(
  { before, after, now }: Record<'before' | 'after' | 'now', Readonly<Record<string, T>>>,
  join: (now: T, before: T) => T,
): Record<string, T> {
  const restored = Object.keys({ ...before, ...now }).flatMap((id): [string, T][] => {
    const [then, made, present] = [before, after, now].map((entries) => entryOf(entries, id));
    if (same(present, made)) return then === undefined ? [] : [[id, then]];
    if (present === undefined) return [];
    return [[id, then === undefined ? present : join(present, then)]];
  });
  return Object.fromEntries(restored);
}

/** Takes a change from `before` to `after` back. What was done since, here or in another tab, stays. */
export const undone =
  ({ before, after }: Undoing) =>
  (now: Saved): Saved => ({
    version: VERSION,
    lessons: takenBack({ before: before.lessons, after: after.lessons, now: now.lessons }, mergedLesson),
    readings: [
      ...before.readings.filter((id) => now.readings.includes(id) || !after.readings.includes(id)),
      ...now.readings.filter((id) => !before.readings.includes(id) && !after.readings.includes(id)),
    ],
    cards: takenBack({ before: before.cards, after: after.cards, now: now.cards }, (present) => present),
  });
