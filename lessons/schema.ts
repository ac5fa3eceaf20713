/** The form of a lesson's `meta`. Read when pages are built and by tests; no page carries it. */
import * as z from 'zod/mini';

const text = z.object({ en: z.string().check(z.minLength(1)), 'zh-cn': z.string().check(z.minLength(1)) });
/** A part of the text, as `lessons/translation` names it: `hook`, `predict-fate`, `task-repair`, `find-cut`. */
const section = z.string().check(z.regex(/^(hook|(predict|run|worked|completion|find|task)-[a-z0-9-]+)$/));
const name = z.string().check(z.regex(/^[a-z0-9-]+$/));

export const metaSchema = z.strictObject({
  /** Its folder and its address; never changed, because saved progress is kept under it. */
  id: name,
  /** Number that readers see: `00`, `C6`. */
  number: z.string(),
  track: z.enum(['0', 'A', 'B', 'C', 'D', 'E', 'F']),
  order: z.int(),
  minutes: z.int().check(z.minimum(1), z.maximum(20)),
  title: text,
  question: text,
  /** What a learner can do afterwards. */
  outcomes: z.array(text).check(z.minLength(1), z.maxLength(3)),
  requires: z.array(name),
  introduces: z.array(name).check(z.maxLength(6)),
  /** Concepts of the catalogue whose readings belong to this lesson. Default: those that `introduces` leads to. */
  concepts: z.optional(z.array(name)),
  /** What learners believe, and the part of the text that shows them otherwise. */
  misconceptions: z.array(z.strictObject({ id: name, text, killedBy: section })).check(z.minLength(1)),
  tasks: z.array(z.strictObject({ id: name, kind: z.enum(['D', 'B', 'P', 'T', 'R', 'C', 'E']) })).check(z.minLength(1)),
  seeds: z.strictObject({ public: z.int(), unseen: z.int().check(z.minimum(20)) }),
  system: z.strictObject({ name: z.string(), version: z.string() }),
});

export type LessonMeta = z.infer<typeof metaSchema>;
