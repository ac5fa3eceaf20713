/** All lessons, for building pages: never sent as script. */
import type { Completions, Deed, Forms, Hints, LessonChecks, RunPlan } from '../../lessons/lesson.ts';
import type { LessonSearch, LessonSearches } from '../../lessons/search.ts';
import { metaSchema, type LessonMeta } from '../../lessons/schema.ts';
import { lessonOf } from './parts.ts';

/** What pages need of a lesson: no solutions, no words of wrong answers. */
export interface LessonHere {
  readonly meta: LessonMeta;
  readonly runs: Readonly<Record<string, RunPlan>>;
  readonly deeds: readonly Deed[];
  readonly forms: Forms;
  readonly completions: Completions;
  readonly hints: Hints;
  readonly searches: LessonSearches;
  readonly checks: LessonChecks;
}

const files = import.meta.glob<object>('../../lessons/*/{meta,scenario,forms,searches,checks}.ts', { eager: true });

const folders = [...new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/') + 1)))];

/** In the order in which they are to be taken. @throws when a lesson's meta is malformed, or a file is missing */
export const lessons: readonly LessonHere[] = folders
  .map((folder) => {
    for (const file of ['meta', 'scenario', 'checks']) {
      if (!(`${folder}${file}.ts` in files)) throw new Error(`${folder}: there is no ${file}.ts`);
    }
    const lesson = lessonOf(Object.keys(files).flatMap((path) => (path.startsWith(folder) ? [files[path] ?? {}] : [])));
    return { ...lesson, meta: metaSchema.parse(lesson.meta) };
  })
  .sort((left, right) => left.meta.track.localeCompare(right.meta.track) || left.meta.order - right.meta.order);

/** The lesson whose page is at an address: `/zh-cn/learn/reading-the-machine/`. */
export function lessonAt(path: string): LessonHere {
  const found = lessons.find(({ meta }) => path.split('/').includes(meta.id));
  if (found === undefined) throw new Error(`${path} is not the page of a lesson`);
  return found;
}

/** A run of a lesson by its name. */
export function runOf(lesson: LessonHere, name: string): RunPlan {
  const found = lesson.runs[name];
  if (found === undefined) throw new Error(`the lesson ${lesson.meta.id} has no run named ${name}`);
  return found;
}

/** A search of a lesson by its name. */
export function searchOf(lesson: LessonHere, name: string): LessonSearch {
  const found = lesson.searches[name];
  if (found === undefined) throw new Error(`the lesson ${lesson.meta.id} has no search named ${name}`);
  return found;
}

/** The lessons as lists of them show them. */
export function lessonsIn(locale: 'en' | 'zh-cn'): readonly {
  readonly slug: string;
  readonly number: string;
  readonly title: string;
  readonly question: string;
  readonly minutes: number;
}[] {
  return lessons.map(({ meta }) => ({
    slug: meta.id,
    number: meta.number,
    title: meta.title[locale],
    question: meta.question[locale],
    minutes: meta.minutes,
  }));
}
