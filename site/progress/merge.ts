/**
 * Two saves of one learner made one: a file joins what is here, or an old text joins what is stored.
 *
 * The rule: nothing that is here goes. Predictions that are locked in here stay as they are; tasks and readings are the
 * union; of counts the greater stands, because both may have counted the same attempts; of two states of a card the one
 * reviewed last stands. So joining the same file twice changes nothing the second time.
 */
import { VERSION, type LessonProgress, type Saved, type SavedCard } from './saved.ts';

/** Entries of both; where both have one, `choose` says what stands. */
function union<T>(
  here: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  choose: (here: T, other: T) => T,
): Record<string, T> {
  const joined = new Map(Object.entries(here));
  for (const [id, entry] of Object.entries(other)) {
    const before = joined.get(id);
    joined.set(id, before === undefined ? entry : choose(before, entry));
  }
  return Object.fromEntries(joined);
}

const both = (here: readonly string[], other: readonly string[]): readonly string[] => [
  ...new Set([...here, ...other]),
];

/** One lesson of two saves. */
export const mergedLesson = (here: LessonProgress, other: LessonProgress): LessonProgress => ({
  predictions: union(here.predictions, other.predictions, (mine) => mine),
  tasks: both(here.tasks, other.tasks),
  attempts: union(here.attempts, other.attempts, Math.max),
  hints: union(here.hints, other.hints, Math.max),
  ...((here.seen ?? other.seen) !== undefined && { seen: both(here.seen ?? [], other.seen ?? []) }),
});

/** ISO dates in UTC stand in the order of time when they stand in the order of letters. */
const later = (here: SavedCard, other: SavedCard): SavedCard =>
  (other.last_review ?? '') > (here.last_review ?? '') ? other : here;

export const merged = (here: Saved, other: Saved): Saved => ({
  version: VERSION,
  lessons: union(here.lessons, other.lessons, mergedLesson),
  readings: both(here.readings, other.readings),
  cards: union(here.cards, other.cards, later),
});
