/** The curriculum: its form, its order, that it agrees with the lessons that are written, and that these build on each other. */
import { describe, expect, test } from 'vitest';
import { CURRICULUM } from '../../lessons/curriculum.ts';
import { curriculumSchema } from '../../lessons/curriculumSchema.ts';
import { allBefore, joinCourse } from '../../site/curriculum/course.ts';
import { terms } from '../../site/glossary/glossary.ts';
import { lessons } from '../../site/lessons/registry.ts';

const METAS = lessons.map(({ meta }) => meta);
const PLACES = CURRICULUM.flatMap((track) => track.lessons.map((lesson) => ({ ...lesson, track: track.id })));
const COURSE = joinCourse(CURRICULUM, METAS);
/** Everyday words of the field: no lesson has to introduce them. */
const BASICS = new Set(terms.filter(({ theme }) => theme === 'basics').map(({ id }) => id));
const HAN = /\p{Script=Han}/u;

describe('the curriculum', () => {
  test('has the form of the schema', () => {
    expect(curriculumSchema.safeParse(CURRICULUM).error).toBeUndefined();
  });

  test('has 51 lessons in seven tracks', () => {
    expect(CURRICULUM.map(({ id, lessons: { length } }) => `${id} ${length}`)).toEqual([
      '0 1',
      'A 6',
      'B 10',
      'C 10',
      'D 15',
      'E 5',
      'F 4',
    ]);
  });

  test('gives every lesson a number, an address and a title of its own', () => {
    const all = COURSE.flatMap((track) => track.lessons);
    for (const values of [
      all.map(({ number }) => number),
      all.map(({ id }) => id),
      all.map(({ title }) => title.en),
      all.map(({ title }) => title['zh-cn']),
    ]) {
      expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
    }
  });

  test('asks a question of every track and every lesson, each in its own script', () => {
    for (const { question } of [...COURSE, ...COURSE.flatMap((track) => track.lessons)]) {
      expect(question.en).toMatch(/^[^\p{Script=Han}]+\?$/u);
      expect(question['zh-cn']).toMatch(HAN);
      expect(question['zh-cn']).toMatch(/？$/);
    }
  });
});

describe('what a lesson builds on', () => {
  test.each(PLACES.map((place, index) => [place.number, place, index] as const))(
    '%s builds on lessons that come earlier, so that there is no circle',
    (_number, { after }, index) => {
      const earlier = PLACES.slice(0, index).map(({ number }) => number);
      expect(after.filter((number) => !earlier.includes(number))).toEqual([]);
    },
  );

  test('only the first lesson builds on nothing', () => {
    expect(PLACES.filter(({ after }) => after.length === 0).map(({ number }) => number)).toEqual(['00']);
  });

  test('what follows from another of them is not listed', () => {
    const implied = PLACES.flatMap(({ number, after }) =>
      after
        .filter((each) => after.some((other) => allBefore(other, COURSE).has(each)))
        .map((each) => `${number}: ${each}`),
    );
    expect(implied).toEqual([]);
  });
});

describe.each(METAS.map((meta) => [meta.number, meta] as const))('the written lesson %s', (number, meta) => {
  const place = PLACES.find((each) => each.number === number);

  test('has a place in its track, in its order', () => {
    expect(place?.track).toBe(meta.track);
    const written = METAS.filter(({ track }) => track === meta.track).map((each) => each.number);
    const placed = PLACES.filter(({ track }) => track === meta.track).map((each) => each.number);
    expect(written).toEqual(placed.filter((each) => written.includes(each)));
  });

  test('has a number and a track of the curriculum, and the address that was planned', () => {
    expect(place).toBeDefined();
    if (place?.planned !== undefined) expect(meta.id).toBe(place.planned.id);
  });

  test.each(meta.requires.map((concept) => [concept, introducers(concept)] as const))(
    'requires "%s", which a lesson before it introduces (%s), or the basics of the glossary',
    (concept, introducing) => {
      const before = allBefore(number, COURSE);
      expect(BASICS.has(concept) || introducing.some((each) => before.has(each))).toBe(true);
    },
  );
});

/** Numbers of the lessons that introduce a concept. */
function introducers(concept: string): readonly string[] {
  return METAS.filter(({ introduces }) => introduces.includes(concept)).map(({ number }) => number);
}

test('what is neither written nor planned is refused', () => {
  const [first] = CURRICULUM;
  expect(() => joinCourse([first!], [])).toThrow('the curriculum says nothing of 00, and no lesson has that number');
});
