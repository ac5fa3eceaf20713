/** The form of the reading catalogue. Read when pages are built and by tests; no page carries it. */
import * as z from 'zod/mini';

export const KINDS = ['book', 'paper', 'spec', 'doc', 'article', 'talk'] as const;
export const LEVELS = ['beginner', 'intermediate', 'advanced'] as const;
export const LANGUAGES = ['en', 'zh'] as const;

const text = z.string().check(z.minLength(1));
const both = z.object({ en: text, 'zh-cn': text });
const name = z.string().check(z.regex(/^[a-z0-9-]+$/));
const address = z.string().check(z.regex(/^https?:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/));
const isbn13 = z
  .string()
  .check(
    z.regex(/^97[89]\d{10}$/),
    z.refine(isIsbn13, { error: 'the last digit of the ISBN does not fit the others' }),
  );
const year = z.int().check(z.minimum(1900), z.maximum(2100));

/**
 * Where something was seen: an address; `unrecorded` for the text of a public repository whose address was not kept; `several`
 * where an address stands in several public files that do not depend on each other.
 */
const source = z.union([address, z.literal('unrecorded'), z.literal('several')]);

/** Fields that are known from memory only. They stand apart, so that no page can show one as a fact by accident. */
const unconfirmed = z.strictObject({
  title: z.optional(text),
  authors: z.optional(z.array(text)),
  venue: z.optional(text),
  year: z.optional(year),
  'chinese.title': z.optional(text),
  'chinese.publisher': z.optional(text),
});

export const entrySchema = z.strictObject({
  /** Its file's name and its address; never changed, because what was read is kept under it. */
  id: name,
  /** Place in the catalogue: the suggested order. */
  order: z.int(),
  kind: z.enum(KINDS),
  /** Language of `title`. */
  original: z.enum(LANGUAGES),
  title: text,
  /** Our own translation of a Chinese title; nobody printed it. */
  titleInEnglish: z.optional(text),
  /** Empty when no name was confirmed. `latin`: a Chinese name as it is written in English; `group`: no person. */
  authors: z.array(z.strictObject({ name: text, latin: z.optional(text), group: z.optional(z.literal(true)) })),
  /** Publisher, journal, conference or site. */
  venue: z.optional(text),
  year: z.optional(year),
  edition: z.optional(text),
  isbn13: z.optional(isbn13),
  doi: z.optional(z.string().check(z.regex(/^10\.\d{4,9}\/\S+$/))),
  url: z.optional(address),
  /** The Chinese edition of what was first written in English. */
  chinese: z.optional(
    z.strictObject({
      title: z.optional(text),
      isbn13: z.optional(isbn13),
      publisher: z.optional(text),
      year: z.optional(year),
      translators: z.optional(z.array(text)),
      url: z.optional(address),
    }),
  ),
  languages: z.array(z.enum(LANGUAGES)).check(z.minLength(1)),
  level: z.enum(LEVELS),
  systems: z.array(name).check(z.minLength(1)),
  concepts: z.array(name).check(z.minLength(1)),
  why: both,
  /** Chapters or sections that are worth it, each seen in a table of contents, a reading note or the page itself. */
  chapters: z.array(z.strictObject({ where: text, concepts: z.array(name), source })),
  note: z.optional(both),
  confirmed: z.array(z.strictObject({ field: text, source })),
  unconfirmed: z.optional(unconfirmed),
  /** The day on which somebody last looked for evidence. */
  lastChecked: z.iso.date(),
});

export const pathsSchema = z.array(
  z.strictObject({
    id: name,
    name: both,
    /** How long it takes, in words. */
    takes: both,
    lead: both,
    steps: z.array(z.strictObject({ read: z.array(name).check(z.minLength(1)), why: both })),
  }),
);

export type CatalogueEntry = z.infer<typeof entrySchema>;
export type ReadingPath = z.infer<typeof pathsSchema>[number];

/** Does the check digit fit? Digits are weighed 1, 3, 1, 3 …; the sum is a multiple of ten. */
export function isIsbn13(isbn: string): boolean {
  const sum = [...isbn].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
