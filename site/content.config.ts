/** Content that pages are built from. Its form, and the content itself, are in lessons/. */
import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { entrySchema, type CatalogueEntry } from '../lessons/catalogue/schema.ts';

/** Astro wants a schema of the large zod; the form is written once, in the small one. */
const entry = z.custom<CatalogueEntry>().superRefine((value, context) => {
  for (const { message, path } of entrySchema.safeParse(value).error?.issues ?? []) {
    context.addIssue({ code: 'custom', message, path: [...path] });
  }
});

export const collections = {
  readings: defineCollection({
    loader: glob({ pattern: '*.json', base: './lessons/catalogue/entries' }),
    schema: entry,
  }),
};
