/** Which picture stands beside a link to which page, and that the picture is there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PICTURE_BYTES_MAX, PICTURE_NAMES, PICTURE_SIZE, pictureAddress, pictureOf } from '../../site/frame/picture.ts';
import { LOCALES } from '../../site/i18n/index.ts';

const LESSONS = [
  { id: 'replicas', track: 'C' },
  { id: 'first', track: '0' },
] as const;

describe('the picture of a page', () => {
  it.each([
    ['/', 'home'],
    ['/learn/', 'learn'],
    ['/learn/replicas/', 'track-c'],
    ['/learn/first/', 'track-0'],
    ['/learn/unheard-of/', 'learn'],
    ['/play/', 'play'],
    ['/versus/', 'versus'],
    ['/reading/', 'reading'],
    ['/reading/kip-101/', 'reading'],
    ['/glossary/', 'glossary'],
    ['/design/', 'home'],
  ])('%s has %s', (path, name) => {
    expect(pictureOf(path, LESSONS)).toBe(name);
  });
});

describe.each(LOCALES)('the file of a picture in %s', (locale) => {
  it.each(PICTURE_NAMES)('%s has the size that pages announce, and is light', (name) => {
    const png = readFileSync(new URL(`../../site/public${pictureAddress(name, locale)}`, import.meta.url));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual(PICTURE_SIZE);
    expect(png.length).toBeLessThanOrEqual(PICTURE_BYTES_MAX);
  });
});

it('no picture is the same in both languages', () => {
  const files = PICTURE_NAMES.flatMap((name) =>
    LOCALES.map((locale) =>
      readFileSync(new URL(`../../site/public${pictureAddress(name, locale)}`, import.meta.url)).toString('base64'),
    ),
  );
  expect(new Set(files).size).toBe(13 * 2);
});
