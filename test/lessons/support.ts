/** All lessons with everything that belongs to them, as tests see them: found by their folders. */
import { globSync, readFileSync } from 'node:fs';
import type { RunReader } from '../../lessons/lesson.ts';
import { runPlan } from '../../lessons/running.ts';
import { unseenSeeds } from '../../lessons/seeds.ts';
import { proseOf } from '../../lessons/translation/sections.ts';
import { lessonOf, type Lesson } from '../../site/lessons/parts.ts';

export type TestedLesson = Lesson;

const files = import.meta.glob<object>('../../lessons/*/*.ts', { eager: true });

const folderOf = (path: string): string => path.split('/').at(-2) ?? '';
const folders = [
  ...new Set(
    Object.keys(files)
      .filter((path) => path.endsWith('/meta.ts'))
      .map(folderOf),
  ),
];

/** In the order of their addresses. */
export const LESSONS: readonly TestedLesson[] = folders
  .sort()
  .map((folder) => lessonOf(Object.keys(files).flatMap((path) => (folderOf(path) === folder ? [files[path]!] : []))));

/** A lesson by its address. */
export function lessonNamed(id: string): TestedLesson {
  return LESSONS.find(({ meta }) => meta.id === id)!;
}

/** Public seed first, then those that learners have not seen. */
export function seedsOf({ meta }: Lesson): readonly number[] {
  return [meta.seeds.public, ...unseenSeeds(meta)];
}

/** A run of a lesson, by name, under a seed; default: the public one. */
export function runOf(lesson: Lesson, name: string, seed = lesson.meta.seeds.public): RunReader {
  const plan = lesson.runs[name]!;
  return runPlan({ ...plan, scenario: { ...plan.scenario, seed } }).run;
}

/** A lesson's text in a language, without the stamp of a translation. */
export function textOf(lesson: Lesson, locale: 'en' | 'zh-cn'): string {
  return proseOf(readFileSync(new URL(`../../lessons/${lesson.meta.id}/${locale}.mdx`, import.meta.url), 'utf8'));
}

/** Every file of a lesson's folder, with its text. */
export function sourcesOf(id: string): readonly (readonly [path: string, text: string])[] {
  return globSync(`lessons/${id}/*`).map((path) => [path, readFileSync(path, 'utf8')] as const);
}
