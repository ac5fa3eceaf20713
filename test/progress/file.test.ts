/** Progress as a file: what is written comes back, and anything else is refused with its reason. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILE_BYTES_MAX, fileOf, KIND, readFile, readFileText } from '../../site/progress/file.ts';
import { NOTHING } from '../../site/progress/saved.ts';
import { anySaved } from './arbitrary.ts';
import { LESSONS, oldFile, READINGS } from './files.ts';

const AT = new Date('2026-11-26T21:00:00Z');

describe('a file', () => {
  test('has its day and version in its name, and says what it is', () => {
    const { name, text } = fileOf(NOTHING, AT);
    expect(name).toBe('at-least-once-progress-2026-11-26-v3.json');
    expect(JSON.parse(text)).toEqual({ kind: KIND, savedAt: '2026-11-26T21:00:00.000Z', ...NOTHING });
  });

  test('is written as the committed file was', () => {
    const read = readFileText(oldFile('version-3'));
    if (!read.ok) throw new Error(read.fault.reason);
    expect(JSON.parse(fileOf(read.saved, AT).text)).toEqual(JSON.parse(oldFile('version-3')));
  });

  test('gives back whatever was written', () => {
    fc.assert(
      fc.property(anySaved, (saved) => {
        expect(readFileText(fileOf(saved, AT).text)).toEqual({ ok: true, saved });
      }),
    );
  });

  test('may be the text that versions 1 and 2 kept', () => {
    const saved = { version: 3, lessons: LESSONS, cards: {} };
    expect(readFileText(oldFile('version-1'))).toEqual({ ok: true, saved: { ...saved, readings: [] } });
    expect(readFileText(oldFile('version-2'))).toEqual({ ok: true, saved: { ...saved, readings: READINGS } });
  });
});

describe('refused', () => {
  test.each([
    ['cut-off', { reason: 'notJson' }],
    ['foreign', { reason: 'foreign' }],
    ['foreign-kind', { reason: 'foreign' }],
    ['newer', { reason: 'newer' }],
    ['damaged', { reason: 'damaged', place: 'lessons.reading-the-machine.tasks' }],
  ])('%s', (name, fault) => {
    expect(readFileText(oldFile(name))).toEqual({ ok: false, fault });
  });

  test('a file cut off anywhere', () => {
    const text = oldFile('version-3').trimEnd();
    for (let length = 0; length < text.length; length += 1) {
      expect(readFileText(text.slice(0, length))).toEqual({ ok: false, fault: { reason: 'notJson' } });
    }
  });

  test('a list, and version 3 without its mark', () => {
    const { kind: _kind, ...unmarked } = JSON.parse(oldFile('version-3')) as Record<string, unknown>;
    for (const value of [[], 3, null, unmarked]) {
      expect(readFileText(JSON.stringify(value))).toEqual({ ok: false, fault: { reason: 'foreign' } });
    }
  });

  test('a file that is too large is not even read; one that just fits is', async () => {
    let asked = 0;
    const sized = (size: number) => ({ size, text: () => Promise.resolve(((asked += 1), oldFile('version-2'))) });
    expect(await readFile(sized(FILE_BYTES_MAX + 1))).toEqual({ ok: false, fault: { reason: 'tooLarge' } });
    expect(asked).toBe(0);
    expect((await readFile(sized(FILE_BYTES_MAX))).ok).toBe(true);
  });

  test('a file that the browser cannot read', async () => {
    const gone = { size: 1, text: () => Promise.reject(new Error('gone')) };
    expect(await readFile(gone)).toEqual({ ok: false, fault: { reason: 'unreadable' } });
  });
});
