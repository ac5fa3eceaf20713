/** Saved progress: what is read, what is refused, and that nothing is overwritten in silence. */
import { describe, expect, test } from 'vitest';
import { readProgress } from '../../site/lessons/savedProgress.ts';

const saved = {
  version: 2,
  lessons: {
    'reading-the-machine': { predictions: { again: { answer: 'same', confidence: 3 } }, tasks: ['doomed'] },
    'replicas-isr-quorum': { predictions: { gone: { answer: 5, confidence: 1 } }, tasks: [] },
  },
  readings: ['the-log-kreps', 'kip-101'],
};

describe('readProgress', () => {
  test('nothing saved is an empty beginning', () => {
    expect(readProgress(null)).toEqual({ ok: true, saved: { version: 2, lessons: {}, readings: [] } });
  });

  test('reads what was saved', () => {
    expect(readProgress(JSON.stringify(saved))).toEqual({ ok: true, saved });
  });

  test('what the first version saved is kept, with nothing read yet', () => {
    const first = { version: 1, lessons: saved.lessons };
    expect(readProgress(JSON.stringify(first))).toEqual({ ok: true, saved: { ...saved, readings: [] } });
  });

  test('a newer version is not ours to touch', () => {
    expect(readProgress(JSON.stringify({ ...saved, version: 3 }))).toEqual({ ok: false, reason: 'newer' });
  });

  test.each([
    ['text that is not JSON', '{"version":1,'],
    ['no object', '[]'],
    ['a version that never was', '{"version":0,"lessons":{},"readings":[]}'],
    ['the second version without readings', '{"version":2,"lessons":{}}'],
    ['a reading that is no name', '{"version":2,"lessons":{},"readings":[1]}'],
    ['no version', '{"lessons":{}}'],
    ['lessons that are no object', '{"version":1,"lessons":[]}'],
    ['a lesson without tasks', '{"version":1,"lessons":{"a":{"predictions":{}}}}'],
    ['a task that is no name', '{"version":1,"lessons":{"a":{"predictions":{},"tasks":[1]}}}'],
    [
      'a confidence that does not exist',
      '{"version":1,"lessons":{"a":{"predictions":{"p":{"answer":"x","confidence":4}},"tasks":[]}}}',
    ],
    [
      'an answer that is neither name nor number',
      '{"version":1,"lessons":{"a":{"predictions":{"p":{"answer":null,"confidence":1}},"tasks":[]}}}',
    ],
  ])('refuses %s', (_what, text) => {
    expect(readProgress(text)).toEqual({ ok: false, reason: 'damaged' });
  });
});
