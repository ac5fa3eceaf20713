/** The reading catalogue: its form, that what it names exists, and that it claims no more than was confirmed. */
import { describe, expect, test } from 'vitest';
import { CONCEPTS } from '../../lessons/catalogue/concepts.ts';
import { LESSON_CONCEPTS } from '../../lessons/catalogue/lessonConcepts.ts';
import { entrySchema, isIsbn13, pathsSchema, type CatalogueEntry } from '../../lessons/catalogue/schema.ts';
import * as en from '../../site/i18n/reading/en.ts';
import * as zhCn from '../../site/i18n/reading/zh-cn.ts';
import { factsOf } from '../../site/reading/facts.ts';
import { conceptsOfLesson, lessonsOfEntry, readingsOfLesson } from '../../site/reading/lessons.ts';
import { LESSONS } from '../lessons/support.ts';
import { ENTRIES, entryOf, FILES, PATHS } from './support/readings.ts';

const KNOWN = new Set(CONCEPTS.map(({ id }) => id));

/** Value of a field as `confirmed` and `unconfirmed` name it: `chinese.title`. */
const valueAt = (entry: unknown, field: string): unknown =>
  field.split('.').reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], entry);

describe('the catalogue', () => {
  test('has 120 entries, 60 concepts and four paths', () => {
    expect([FILES.length, CONCEPTS.length, PATHS.map(({ steps }) => steps.length)]).toEqual([120, 60, [8, 11, 7, 8]]);
  });

  test('numbers its entries without a gap', () => {
    expect(ENTRIES.map(({ order }) => order)).toEqual(ENTRIES.map((_entry, index) => index + 1));
  });

  test('its paths have the form of the schema', () => {
    expect(pathsSchema.safeParse(PATHS).error).toBeUndefined();
  });

  test('a path names only entries of the catalogue, and none twice', () => {
    for (const { steps } of PATHS) {
      const ids = steps.flatMap(({ read }) => read);
      expect(ids.filter((id) => !ENTRIES.some((entry) => entry.id === id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('a concept is said in the words of the glossary; one may take in two terms', () => {
    expect(CONCEPTS.find(({ id }) => id === 'epoch-fencing')).toMatchObject({
      name: { en: 'Epoch and fencing', 'zh-cn': '任期与隔离（fencing）' },
      terms: ['epoch', 'fencing'],
    });
  });

  test('every concept is treated by some entry', () => {
    const treated = new Set(ENTRIES.flatMap(({ concepts }) => concepts));
    expect([...KNOWN].filter((id) => !treated.has(id))).toEqual([]);
  });

  test('every system has a name in both languages', () => {
    const systems = new Set(ENTRIES.flatMap((entry) => entry.systems));
    for (const { reading } of [en, zhCn]) {
      expect([...systems].filter((system) => reading.systems[system] === undefined)).toEqual([]);
    }
  });
});

describe.each(FILES)('%s', (name, file) => {
  const entry = entryOf(name);

  test('has the form of the schema, with checksums, addresses and DOIs that fit', () => {
    expect(entrySchema.safeParse(file).error?.issues ?? []).toEqual([]);
  });

  test('is kept under its id, which no other page of the catalogue has', () => {
    expect(entry.id).toBe(name);
    expect(['paths', 'map', 'concepts', 'catalogue']).not.toContain(entry.id);
  });

  test('names only concepts that exist', () => {
    const named = [...entry.concepts, ...entry.chapters.flatMap(({ concepts }) => concepts)];
    expect(named.filter((id) => !KNOWN.has(id))).toEqual([]);
  });

  test('confirms only fields that it shows, each once', () => {
    const fields = entry.confirmed.map(({ field }) => field);
    expect(fields.filter((field) => valueAt(entry, field) === undefined)).toEqual([]);
    expect(new Set(fields).size).toBe(fields.length);
  });

  test('does not show as a fact what is only remembered', () => {
    for (const [field, remembered] of Object.entries(entry.unconfirmed ?? {})) {
      expect(valueAt(entry, field)).not.toEqual(remembered);
      expect(entry.confirmed.map((each) => each.field)).not.toContain(field);
    }
  });

  test('shows as facts only what has a source, and all the rest apart from it', () => {
    for (const [locale, { reading }] of [
      ['en', en],
      ['zh-cn', zhCn],
    ] as const) {
      const { fields } = reading.entry;
      const mayBeFacts = [...entry.confirmed.map(({ field }) => field), 'languages', 'systems', 'lastChecked'];
      const { sourced, unsourced } = factsOf(entry, locale, reading);
      expect(
        sourced.map((fact) => fact.name).filter((each) => !mayBeFacts.some((field) => fields[field] === each)),
      ).toEqual([]);
      expect(unsourced.filter((fact) => mayBeFacts.some((field) => fields[field] === fact.name))).toEqual([]);
      expect(sourced.map((fact) => fact.name)).toContain(fields['lastChecked']);
    }
  });

  test('every field that it shows can be said in words', () => {
    for (const { reading } of [en, zhCn]) {
      const named = [...entry.confirmed.map(({ field }) => field), ...Object.keys(entry.unconfirmed ?? {})];
      expect(named.filter((field) => reading.entry.fields[field] === undefined)).toEqual([]);
    }
  });
});

describe('the schema', () => {
  const entry = entryOf('ddia-1e');
  /** Fields that are refused, each once: an ISBN may be refused for its form and for its sum. */
  const refused = (changed: object) => {
    const issues = entrySchema.safeParse({ ...entry, ...changed }).error?.issues ?? [];
    return [...new Set(issues.map(({ path }) => path.join('.')))];
  };

  test('accepts the entry as it is', () => expect(refused({})).toEqual([]));

  test.each([
    ['an ISBN with two digits swapped', { isbn13: '9781449373302' }, 'isbn13'],
    ['an ISBN of ten digits', { isbn13: '1449373320' }, 'isbn13'],
    ['a Chinese ISBN that does not add up', { chinese: { isbn13: '9787519821969' } }, 'chinese.isbn13'],
    ['an address without a scheme', { url: 'dataintensive.net' }, 'url'],
    ['an address with a space', { url: 'https://dataintensive.net/a book' }, 'url'],
    ['a DOI that is an address', { doi: 'https://doi.org/10.1145/1' }, 'doi'],
    ['a year with a typing error', { year: 20177 }, 'year'],
    ['a kind that does not exist', { kind: 'novel' }, 'kind'],
    ['a reason in one language only', { why: { en: 'Because.' } }, 'why.zh-cn'],
    ['a day that is no day', { lastChecked: 'last week' }, 'lastChecked'],
    ['a day that no calendar has', { lastChecked: '2026-02-30' }, 'lastChecked'],
    ['a source in prose', { confirmed: [{ field: 'title', source: 'somebody said so' }] }, 'confirmed.0.source'],
  ])('refuses %s', (_what, changed, path) => expect(refused(changed)).toEqual([path]));

  test('the check digit is weighed 1 and 3 in turn', () => {
    expect(isIsbn13('9781449373320')).toBe(true);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => isIsbn13(`978144937332${digit}`))).toEqual([0]);
  });
});

describe('the article that it began with', () => {
  test('is said to be lost, in both languages', () => {
    expect(en.reading.origin.article.join(' ')).toMatch(
      /Its list is lost.*nothing here says what that list recommended/s,
    );
    expect(zhCn.reading.origin.article.join('')).toMatch(/找不回来.*不代表那份书单推荐过什么/s);
  });

  test('is named by no entry: none claims to come from it', () => {
    const claims = /大牛书单|original list|seed article|原书单|种子文章|recommended by Tencent|腾讯.*推荐/;
    expect(ENTRIES.filter((entry) => claims.test(JSON.stringify(entry))).map(({ id }) => id)).toEqual([]);
  });
});

describe('lessons that a reading belongs to', () => {
  const metas = LESSONS.map(({ meta }) => meta);
  const lessonsOf = (id: string) => lessonsOfEntry(entryOf(id), metas, KNOWN).map(({ lesson }) => lesson.id);

  test('the table leads to concepts that exist', () => {
    expect(Object.values(LESSON_CONCEPTS).filter((id) => !KNOWN.has(id))).toEqual([]);
  });

  test('every lesson teaches a concept of the catalogue', () => {
    expect(metas.filter((meta) => conceptsOfLesson(meta, KNOWN).length === 0).map(({ id }) => id)).toEqual([]);
  });

  test('a design document of Kafka belongs to lessons on Kafka, not to those on RabbitMQ', () => {
    expect(lessonsOf('kip-101')).toContain('leaders-epochs-zombies');
    expect(lessonsOf('kip-101')).not.toContain('rabbitmq-quorum-queues');
  });

  test('a reading about no system in particular belongs to lessons on any', () => {
    const systems = lessonsOfEntry({ concepts: ['quorum', 'replication'], systems: ['general'] }, metas, KNOWN);
    expect(new Set(systems.map(({ lesson }) => lesson.system.name))).toEqual(new Set(['kafka', 'rabbitmq']));
  });

  test('a reading on another system belongs to none', () => {
    expect(lessonsOfEntry({ concepts: ['replication'], systems: ['mysql'] }, metas, KNOWN)).toEqual([]);
  });

  test('the other way round: a lesson has exactly the readings that belong to it', () => {
    for (const meta of metas) {
      const found = readingsOfLesson(meta, ENTRIES, KNOWN).map(({ id }) => id);
      expect(found.length).toBeGreaterThan(1);
      expect([...found].sort()).toEqual(
        ENTRIES.map(({ id }) => id)
          .filter((id) => lessonsOf(id).includes(meta.id))
          .sort(),
      );
    }
  });

  test('readings that share more come first; of equals, those on the lesson’s own system', () => {
    const lesson = { id: 'a', introduces: ['quorum', 'retry'], system: { name: 'kafka', version: '4.3' } };
    const entry = (id: string, system: CatalogueEntry['systems'][number], ...shared: CatalogueEntry['concepts']) => ({
      id,
      systems: [system],
      concepts: shared,
    });
    const entries = [
      entry('one', 'general', 'quorum'),
      entry('own', 'kafka', 'retry'),
      entry('both', 'general', 'retry', 'quorum'),
      entry('strange', 'mysql', 'retry', 'quorum'),
    ];
    expect(readingsOfLesson(lesson, entries, KNOWN).map(({ id }) => id)).toEqual(['both', 'own', 'one']);
  });
});
