import type { LessonMeta } from './schema.ts';

/** Unseen seeds of a lesson: far from the public one, the same for everybody. */
export function unseenSeeds(meta: LessonMeta): readonly number[] {
  return Array.from({ length: meta.seeds.unseen }, (_, index) => 1_000 + index);
}
