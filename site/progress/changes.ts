/**
 * The single deeds that change what is saved. Each is made on what is stored at that moment, inside the transaction that
 * stores it, so two tabs that do different things keep both.
 *
 * When two tabs do the same thing: a prediction that was locked in first stays; a task is passed once; attempts add up; of two
 * ratings of a card the later one stands.
 */
import {
  entryOf,
  NO_PROGRESS,
  withEntry,
  withoutEntry,
  type LessonProgress,
  type LockedPrediction,
  type Saved,
  type SavedCard,
} from './saved.ts';

export type Change = (before: Saved) => Saved;

const inLesson =
  (id: string, change: (before: LessonProgress) => LessonProgress): Change =>
  (saved) => ({
    ...saved,
    lessons: withEntry(saved.lessons, id, change(entryOf(saved.lessons, id) ?? NO_PROGRESS)),
  });

export const locked = (lesson: string, id: string, prediction: LockedPrediction): Change =>
  inLesson(lesson, (before) => ({
    ...before,
    predictions: withEntry(before.predictions, id, entryOf(before.predictions, id) ?? prediction),
  }));

export const attempted = (lesson: string, task: string): Change =>
  inLesson(lesson, (before) => ({
    ...before,
    attempts: withEntry(before.attempts, task, (entryOf(before.attempts, task) ?? 0) + 1),
  }));

/** A hint was opened: so many of them are, now. */
export const hinted = (lesson: string, task: string, opened: number): Change =>
  inLesson(lesson, (before) => ({
    ...before,
    hints: withEntry(before.hints, task, Math.max(opened, entryOf(before.hints, task) ?? 0)),
  }));

export const passed = (lesson: string, task: string): Change =>
  inLesson(lesson, (before) => (before.tasks.includes(task) ? before : { ...before, tasks: [...before.tasks, task] }));

/** A part was seen to its end. */
export const seen = (lesson: string, part: string): Change =>
  inLesson(lesson, (before) =>
    before.seen?.includes(part) === true ? before : { ...before, seen: [...(before.seen ?? []), part] },
  );

/** A card was rated. Of two tabs that rated it, the later one stands. */
export const reviewed =
  (key: string, card: SavedCard): Change =>
  (saved) => {
    const before = entryOf(saved.cards, key);
    const later = (before?.last_review ?? '') > (card.last_review ?? '') ? before : card;
    return { ...saved, cards: withEntry(saved.cards, key, later ?? card) };
  };

export const forgotten =
  (lesson: string): Change =>
  (saved) => ({ ...saved, lessons: withoutEntry(saved.lessons, lesson) });

export const read =
  (reading: string): Change =>
  (saved) =>
    saved.readings.includes(reading) ? saved : { ...saved, readings: [...saved.readings, reading] };

export const unread =
  (reading: string): Change =>
  (saved) => ({ ...saved, readings: saved.readings.filter((id) => id !== reading) });
