/** From pasted text to a scenario, or to a sentence about what is wrong. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IMPORT_FORMATS } from '../../sim-engine/systems/imports.ts';
import { importWords } from '../../site/i18n/import/index.ts';
import { counted } from '../../site/import/counted.ts';
import { readImport, TEXT_LENGTH_MAX, type Reading } from '../../site/import/reading.ts';

const [format] = IMPORT_FORMATS as [(typeof IMPORT_FORMATS)[number]];
const TEXT = readFileSync('test/systems/rabbitmq/definitions/exported-3.10.8.json', 'utf8');

function read(text: string, part: string | null = null, locale: 'en' | 'zh-cn' = 'en'): Reading {
  return readImport(text, { format, brokers: 3, part }, { locale, words: importWords(locale) });
}

describe('reading a text', () => {
  it('definitions: a scenario, the parts of the file and which of them was read', () => {
    const reading = read(TEXT);
    expect(reading).toMatchObject({ state: 'read', parts: ['billing', '/'], imported: { part: '/' } });
    expect(read(TEXT, 'billing')).toMatchObject({ imported: { part: 'billing' } });
  });

  it('a part that the file does not have is not asked for', () => {
    expect(read(TEXT, 'of another file')).toMatchObject({ imported: { part: '/' } });
  });

  it('nothing, as long as there is nothing', () => {
    expect(read(' \n')).toEqual({ state: 'empty' });
  });

  it('no JSON: line and column', () => {
    const problem = 'This is no JSON. Line 2, column 3: expected a value, found "}".';
    expect(read('[1,\n  }')).toEqual({ state: 'refused', problem, parts: [] });
  });

  it('a wrong field: its path, in the language of the page', () => {
    expect(read('{"queues":[{"name":7}]}', null, 'zh-cn')).toMatchObject({
      problem: 'queues[0].name：应为文本，实际为 7',
    });
  });

  it('a file that is too long is not parsed', () => {
    const problem = 'The file has 10,000,001 characters; at most 10,000,000 are read.';
    expect(read('x'.repeat(TEXT_LENGTH_MAX + 1))).toMatchObject({ state: 'refused', problem });
  });
});

it.each([
  ['en', 1, '1 queue'],
  ['en', 9, '9 queues'],
  ['zh-cn', 9, '9 个队列'],
] as const)('%s: %i', (locale, count, text) => {
  expect(counted({ kind: 'queue', count }, { format, words: importWords(locale), locale })).toBe(text);
});
