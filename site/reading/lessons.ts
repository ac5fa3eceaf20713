/** Which lessons a reading belongs to: those that teach one of its concepts, on one of its systems. */
import { LESSON_CONCEPTS } from '../../lessons/catalogue/lessonConcepts.ts';
import type { CatalogueEntry } from '../../lessons/catalogue/schema.ts';
import type { LessonMeta } from '../../lessons/schema.ts';

export type LessonTie = Pick<LessonMeta, 'id' | 'introduces' | 'concepts' | 'system'>;

/** Concepts of the catalogue that a lesson treats, each once: those of its meta, else what it introduces. Words of the lesson that the catalogue lacks are left out. */
export function conceptsOfLesson(
  { introduces, concepts }: Pick<LessonMeta, 'introduces' | 'concepts'>,
  known: ReadonlySet<string>,
): readonly string[] {
  const named = concepts ?? introduces.map((word) => LESSON_CONCEPTS[word] ?? word);
  return [...new Set(named)].filter((concept) => known.has(concept));
}

/** Lessons that a reading belongs to, most shared concepts first; lessons that share as many stay in their order. */
export function lessonsOfEntry<Lesson extends LessonTie>(
  { concepts, systems }: Pick<CatalogueEntry, 'concepts' | 'systems'>,
  lessons: readonly Lesson[],
  known: ReadonlySet<string>,
): readonly { readonly lesson: Lesson; readonly shared: readonly string[] }[] {
  return lessons
    .filter(({ system }) => systems.includes('general') || systems.includes(system.name))
    .map((lesson) => ({ lesson, shared: conceptsOfLesson(lesson, known).filter((each) => concepts.includes(each)) }))
    .filter(({ shared }) => shared.length > 0)
    .sort((left, right) => right.shared.length - left.shared.length);
}

/**
 * Readings that belong to a lesson, most shared concepts first. Of those that share as many, the ones about its own system come
 * first; else they stay in their order.
 */
export function readingsOfLesson<Entry extends Pick<CatalogueEntry, 'concepts' | 'systems'>>(
  lesson: LessonTie,
  entries: readonly Entry[],
  known: ReadonlySet<string>,
): readonly Entry[] {
  return entries
    .map((entry) => ({
      entry,
      shared: lessonsOfEntry(entry, [lesson], known)[0]?.shared.length ?? 0,
      own: Number(entry.systems.includes(lesson.system.name)),
    }))
    .filter(({ shared }) => shared > 0)
    .sort((left, right) => right.shared - left.shared || right.own - left.own)
    .map(({ entry }) => entry);
}
