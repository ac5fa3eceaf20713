/** The form of the curriculum. Read when pages are built and by tests; no page carries it. */
import * as z from 'zod/mini';
import { metaSchema } from './schema.ts';

const { id, number, title, question, track } = metaSchema.shape;

/** In the order in which they are shown. */
export const MARKS = ['second-wave', 'optional', 'team'] as const;

const lessonSchema = z.strictObject({
  /** Ties it to the `meta` of the lesson, once that is written. */
  number,
  /** Numbers of the lessons to take before. What follows from these is not listed. */
  after: z.array(number),
  /** `second-wave`: of use to fewer, and written after the core; `optional`: a review that nothing builds on; `team`: fits a team session. */
  marks: z.optional(z.array(z.enum(MARKS))),
  /** What a lesson that is not written yet will be. Once a meta has this number, that is what counts. */
  planned: z.optional(z.strictObject({ id, title, question })),
});

const trackSchema = z.strictObject({
  id: track,
  title,
  question,
  /** In the order in which they are to be taken. */
  lessons: z.array(lessonSchema).check(z.minLength(1)),
});

export const curriculumSchema = z.array(trackSchema).check(z.minLength(1));

export type Mark = (typeof MARKS)[number];
export type Track = z.infer<typeof trackSchema>;
export type CurriculumLesson = z.infer<typeof lessonSchema>;
export type PlannedWords = NonNullable<CurriculumLesson['planned']>;
