/** Saved progress: what is read, what is carried forward from old versions, and what is refused. */
import fc from 'fast-check';
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { readProgress, readProgressText } from '../../site/progress/read.ts';
import { NOTHING } from '../../site/progress/saved.ts';
import { anySaved } from './arbitrary.ts';
import { LESSONS, oldFile, READINGS } from './files.ts';

const damagedAt = (place: string) => ({ ok: false, fault: { reason: 'damaged', place } });

describe('what is read', () => {
  test('nothing saved is an empty beginning', () => {
    expect(readProgress(undefined)).toEqual({ ok: true, saved: NOTHING });
  });

  test('version 1: lessons, with nothing read, counted or learned by heart yet', () => {
    expect(readProgressText(oldFile('version-1'))).toEqual({
      ok: true,
      saved: { version: 3, lessons: LESSONS, readings: [], cards: {} },
    });
  });

  test('version 2: lessons and readings, with nothing counted or learned by heart yet', () => {
    expect(readProgressText(oldFile('version-2'))).toEqual({
      ok: true,
      saved: { version: 3, lessons: LESSONS, readings: READINGS, cards: {} },
    });
  });

  test('version 2 left an empty entry where a lesson was forgotten: it is not taken for a lesson', () => {
    const empty = { predictions: {}, tasks: [] };
    const old = { version: 2, lessons: { gone: empty, done: { ...empty, tasks: ['t'] } }, readings: [] };
    const read = readProgress(old);
    expect(read.ok && Object.keys(read.saved.lessons)).toEqual(['done']);
  });

  test('version 3: all of it, and nothing that is not progress', () => {
    const { kind: _kind, savedAt: _savedAt, ...saved } = JSON.parse(oldFile('version-3')) as Record<string, unknown>;
    expect(readProgressText(oldFile('version-3'))).toEqual({ ok: true, saved });
  });

  test('version 3 may leave out counts and cards', () => {
    const bare = { version: 3, lessons: { a: { predictions: {}, tasks: [] } }, readings: [] };
    expect(readProgress(bare)).toEqual({
      ok: true,
      saved: { ...NOTHING, lessons: { a: { predictions: {}, tasks: [], attempts: {}, hints: {} } } },
    });
  });

  test('whatever a learner has is read as it was written', () => {
    fc.assert(
      fc.property(anySaved, (saved) => {
        expect(readProgressText(JSON.stringify(saved))).toEqual({ ok: true, saved });
      }),
    );
  });

  test('cards are what ts-fsrs makes and takes, new and reviewed', () => {
    const at = new Date('2026-11-26T21:00:00Z');
    const fresh = createEmptyCard(at);
    const reviewed = fsrs().next(fresh, at, Rating.Good).card;
    const cards = { fresh, reviewed };
    const read = readProgressText(JSON.stringify({ ...NOTHING, cards }));
    if (!read.ok) throw new Error(JSON.stringify(read.fault));
    expect(Object.keys(read.saved.cards)).toEqual(['fresh', 'reviewed']);
    const kept = read.saved.cards['reviewed']!;
    const later = new Date('2026-12-01T09:00:00Z');
    const again = { ...kept, elapsed_days: kept.elapsed_days ?? 0 };
    expect(fsrs().next(again, later, Rating.Good).card).toEqual(fsrs().next(reviewed, later, Rating.Good).card);
  });
});

describe('what is refused', () => {
  test('a newer version is not ours to touch', () => {
    expect(readProgressText(oldFile('newer'))).toEqual({ ok: false, fault: { reason: 'newer' } });
  });

  test.each([
    ['text that is not JSON', '{"version":1,', ''],
    ['no object', '[]', ''],
    ['null', 'null', ''],
    ['a version that never was', '{"version":0,"lessons":{},"readings":[]}', 'version'],
    ['a version between two', '{"version":2.5,"lessons":{},"readings":[]}', 'version'],
    ['no version', '{"lessons":{}}', 'version'],
    ['the second version without readings', '{"version":2,"lessons":{}}', 'readings'],
    ['a reading that is no name', '{"version":2,"lessons":{},"readings":[1]}', 'readings'],
    ['lessons that are no object', '{"version":1,"lessons":[]}', 'lessons'],
    ['a lesson without tasks', '{"version":1,"lessons":{"a":{"predictions":{}}}}', 'lessons.a.tasks'],
    ['a task that is no name', '{"version":1,"lessons":{"a":{"predictions":{},"tasks":[1]}}}', 'lessons.a.tasks'],
    [
      'a confidence that does not exist',
      '{"version":1,"lessons":{"a":{"predictions":{"p":{"answer":"x","confidence":4}},"tasks":[]}}}',
      'lessons.a.predictions.p.confidence',
    ],
    [
      'an answer that is neither name nor number',
      '{"version":1,"lessons":{"a":{"predictions":{"p":{"answer":null,"confidence":1}},"tasks":[]}}}',
      'lessons.a.predictions.p.answer',
    ],
    [
      'a count below nothing',
      '{"version":3,"lessons":{"a":{"predictions":{},"tasks":[],"attempts":{"t":-1}}},"readings":[]}',
      'lessons.a.attempts.t',
    ],
    [
      'half a hint',
      '{"version":3,"lessons":{"a":{"predictions":{},"tasks":[],"hints":{"t":0.5}}},"readings":[]}',
      'lessons.a.hints.t',
    ],
    [
      'a card that is never due',
      '{"version":3,"lessons":{},"readings":[],"cards":{"c":{"due":"soon"}}}',
      'cards.c.due',
    ],
  ])('%s', (_what, text, place) => {
    expect(readProgressText(text)).toEqual(damagedAt(place));
  });

  test.each(['stability', 'difficulty', 'scheduled_days', 'learning_steps', 'reps', 'lapses', 'state'])(
    'a card without its %s',
    (name) => {
      const saved = JSON.parse(oldFile('version-3')) as { cards: Record<string, Record<string, unknown>> };
      const card = { ...saved.cards['reading-the-machine/seed'], [name]: undefined };
      expect(readProgress({ ...saved, cards: { c: card } })).toEqual(damagedAt(`cards.c.${name}`));
    },
  );
});
