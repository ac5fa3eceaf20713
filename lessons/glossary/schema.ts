/** The form of the glossary. Read when pages are built and by tests; no page carries it. */
import * as z from 'zod/mini';

const line = z.string().check(z.minLength(1), z.maxLength(240));
const text = z.strictObject({ en: line, 'zh-cn': line });
const others = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));

/** Systems in the order in which their words are listed. */
export const SYSTEMS = ['kafka', 'rabbitmq', 'rocketmq', 'activemq', 'zeromq', 'metaq', 'redis', 'mysql'] as const;

/** Themes in the order of the page. */
export const THEMES = [
  'basics',
  'routing',
  'consuming',
  'delivery',
  'failing',
  'storage',
  'replication',
  'load',
  'architecture',
  'simulator',
] as const;

/** What a system calls it: the same in both languages, or one text each. */
const word = z.union([line, text]);

export const termSchema = z.strictObject({
  /** Its anchor, and what a lesson's `introduces` and `<Term id>` name; never changed, because links lead to it. */
  id: z.string().check(z.regex(/^[a-z0-9-]+$/)),
  theme: z.enum(THEMES),
  name: text,
  /** Other names in use. */
  also: z.optional(z.partial(z.strictObject({ en: others, 'zh-cn': others }))),
  /** One line. */
  definition: text,
  /** A false friend: the same word elsewhere for something else, or what the word makes one believe. */
  careful: z.optional(text),
  /** Only where a system uses another word, or has nothing of the kind. */
  words: z.optional(z.partialRecord(z.enum(SYSTEMS), word)),
});

export type Theme = (typeof THEMES)[number];
export type TermSystem = (typeof SYSTEMS)[number];
export type Term = z.infer<typeof termSchema>;
