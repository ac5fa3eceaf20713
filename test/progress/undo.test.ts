/** What a change of everything does, in numbers, and how it is taken back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passed, read } from '../../site/progress/changes.ts';
import { merged } from '../../site/progress/merge.ts';
import { NOTHING, type Saved } from '../../site/progress/saved.ts';
import { differenceOf, undone } from '../../site/progress/undo.ts';
import { anySaved } from './arbitrary.ts';

const made = (...changes: readonly ((before: Saved) => Saved)[]): Saved =>
  changes.reduce((saved, change) => change(saved), NOTHING);

describe('the difference', () => {
  const here = made(passed('a', 't'), passed('b', 't'), read('r'), read('s'));
  const file = made(passed('a', 't'), passed('b', 'u'), passed('c', 't'), read('s'), read('q'));

  test('joined: one lesson is new, one becomes different, one reading is new, nothing goes', () => {
    expect(differenceOf(here, merged(here, file))).toEqual({
      gained: { lessons: 2, readings: 1, cards: 0 },
      lost: { lessons: 0, readings: 0, cards: 0 },
    });
  });

  test('replaced: what is only here goes', () => {
    expect(differenceOf(file, here)).toEqual({
      gained: { lessons: 1, readings: 1, cards: 0 },
      lost: { lessons: 1, readings: 1, cards: 0 },
    });
  });

  test('the order of names is no difference', () => {
    const one = made(passed('a', 't'), passed('b', 't'));
    const other = made(passed('b', 't'), passed('a', 't'));
    expect(differenceOf(one, other).gained.lessons).toBe(0);
  });
});

describe('undoing', () => {
  test('gives back what was, whatever was put in its place', () => {
    fc.assert(
      fc.property(anySaved, anySaved, (before, after) => {
        expect(undone({ before, after })(after)).toEqual(before);
      }),
    );
  });

  test('what was done since stays, in a lesson of before and in a new one', () => {
    const before = made(passed('a', 't'), passed('b', 't'), read('r'));
    const now = made(passed('a', 'since'), passed('c', 'since'), read('since'));
    const back = undone({ before, after: NOTHING })(now);
    expect(back.readings).toEqual(['r', 'since']);
    expect(Object.keys(back.lessons).sort()).toEqual(['a', 'b', 'c']);
    expect([...(back.lessons['a']?.tasks ?? [])].sort()).toEqual(['since', 't']);
  });

  test('what came with the file goes', () => {
    const before = made(read('r'));
    const after = merged(before, made(passed('a', 't'), read('q')));
    expect(undone({ before, after })(read('since')(after))).toEqual(made(read('r'), read('since')));
  });
});
