/** The picture that stands beside a link to a page: which one, and where it is. `npm run pictures` makes them. */
import { frameWords } from '../i18n/frame/index.ts';
import type { Locale } from '../i18n/index.ts';
import type { LessonMeta } from '../../lessons/schema.ts';

/** Pixels, as Open Graph recommends. */
export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

/** So that a preview is there at once. */
export const PICTURE_BYTES_MAX = 100_000;

export type PictureName = keyof ReturnType<typeof frameWords>['pictures'];

export const PICTURE_NAMES = Object.keys(frameWords('en').pictures) as readonly PictureName[];

const SECTIONS: readonly (readonly [prefix: string, name: PictureName])[] = [
  ['/learn/', 'learn'],
  ['/play/', 'play'],
  ['/versus/', 'versus'],
  ['/reading/', 'reading'],
  ['/glossary/', 'glossary'],
];

/** Address of a picture's file. */
export function pictureAddress(name: PictureName, locale: Locale): string {
  return `/og/${name}.${locale}.png`;
}

/** The picture of a page by its address without the language. A lesson has the picture of its track. */
export function pictureOf(path: string, lessons: readonly Pick<LessonMeta, 'id' | 'track'>[]): PictureName {
  const lesson = lessons.find(({ id }) => path === `/learn/${id}/`);
  if (lesson !== undefined) return trackPicture(lesson.track);
  return SECTIONS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'home';
}

const trackPicture = (track: LessonMeta['track']): PictureName =>
  `track-${track.toLowerCase() as Lowercase<LessonMeta['track']>}`;
