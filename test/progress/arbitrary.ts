/** Any progress that a learner can have, with names that objects have of themselves among the ids. */
import fc from 'fast-check';
import type { LessonProgress, LockedPrediction, Saved, SavedCard } from '../../site/progress/saved.ts';

const id = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__', 'toString'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const ids = fc.uniqueArray(id, { maxLength: 5 });
const recordOf = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc
    .uniqueArray(fc.tuple(id, value), { selector: ([name]) => name, maxLength: 4 })
    .map((pairs) => Object.fromEntries(pairs));

const prediction: fc.Arbitrary<LockedPrediction> = fc.record({
  answer: fc.oneof(fc.string(), fc.integer()),
  confidence: fc.constantFrom(1, 2, 3),
});

const whole = fc.record({
  predictions: recordOf(prediction),
  tasks: ids,
  attempts: recordOf(fc.nat()),
  hints: recordOf(fc.nat()),
});
const lesson: fc.Arbitrary<LessonProgress> = fc.oneof(
  whole,
  fc.tuple(whole, ids).map(([kept, seen]) => ({ ...kept, seen })),
);

const date = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString());
const amount = fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0);

const card: fc.Arbitrary<SavedCard> = fc.record(
  {
    due: date,
    stability: amount,
    difficulty: amount,
    elapsed_days: fc.nat(),
    scheduled_days: fc.nat(),
    learning_steps: fc.nat(),
    reps: fc.nat(),
    lapses: fc.nat(),
    state: fc.constantFrom(0, 1, 2, 3),
    last_review: date,
  },
  { requiredKeys: ['due', 'stability', 'difficulty', 'scheduled_days', 'learning_steps', 'reps', 'lapses', 'state'] },
);

export const anySaved: fc.Arbitrary<Saved> = fc.record({
  version: fc.constant(3 as const),
  lessons: recordOf(lesson),
  readings: ids,
  cards: recordOf(card),
});
