/** The curriculum on the site: what is known of lessons, where they lie on the map, and which is next. */
import { describe, expect, test } from 'vitest';
import { CURRICULUM } from '../../lessons/curriculum.ts';
import { MARKS, type Mark } from '../../lessons/curriculumSchema.ts';
import {
  allBefore,
  isWritten,
  joinCourse,
  SIGNS,
  writtenBefore,
  type CourseTrack,
} from '../../site/curriculum/course.ts';
import { FORMATS, layOut, type Box, type PlacedLesson } from '../../site/curriculum/layout.ts';
import { nextOf, standingOf, type Standing, type Station } from '../../site/curriculum/standing.ts';
import { LOCALES } from '../../site/i18n/index.ts';
import { lessons } from '../../site/lessons/registry.ts';
import { linesOf, widthOf } from '../../site/pictures/lines.ts';

const METAS = lessons.map(({ meta }) => meta);
const COURSE = joinCourse(CURRICULUM, METAS);

/** A course of one track: numbers, each with those it builds on; a star marks what is written. */
function course(text: string): readonly CourseTrack[] {
  const words = { en: 'X', 'zh-cn': '某' };
  const listed = text.split('; ').map((each) => {
    const [name = '', ...after] = each.split(' ');
    const number = name.replace('*', '');
    const lesson = { number, id: number.toLowerCase(), title: words, question: words, after, marks: [] };
    return name.includes('*') ? { ...lesson, written: { minutes: 5, tasks: ['t'] } } : lesson;
  });
  return [{ id: 'A', title: words, question: words, lessons: listed }];
}

describe('the course', () => {
  test('a written lesson says what its meta says', () => {
    const meta = METAS.find(({ number }) => number === 'C6')!;
    const lesson = COURSE.flatMap((track) => track.lessons).find(({ number }) => number === 'C6')!;
    expect(lesson).toEqual({
      number: 'C6',
      id: meta.id,
      title: meta.title,
      question: meta.question,
      after: ['C5'],
      marks: ['team'],
      written: { minutes: meta.minutes, tasks: ['lose-one', 'repair'] },
    });
  });

  test('every written lesson is on it, and the planned ones are not called written', () => {
    const written = COURSE.flatMap((track) => track.lessons).filter(isWritten);
    expect(written.map(({ id }) => id)).toEqual(METAS.map(({ id }) => id));
  });

  test('marks: nine lessons of the second wave, two optional reviews, and what a team can take in a day', () => {
    const all = COURSE.flatMap((track) => track.lessons);
    const having = (mark: Mark): readonly string[] =>
      all.filter(({ marks }) => marks.includes(mark)).map(({ number }) => number);
    expect(having('second-wave')).toEqual(['C8', 'K3', 'R1', 'M1', 'M3', 'X2', 'E3', 'E4', 'F2']);
    expect(having('optional')).toEqual(['B-review', 'D-review']);
    const day = ['A1', 'A3', 'B1', 'B2', 'B4', 'B5', 'B6', 'C3', 'C6', 'C10', 'E2', 'E5'];
    expect(having('team')).toEqual(expect.arrayContaining(day));
    expect(having('team').length).toBe(24);
  });

  test('no lesson builds on an optional one', () => {
    const all = COURSE.flatMap((track) => track.lessons);
    const optional = all.filter(({ marks }) => marks.includes('optional')).map(({ number }) => number);
    expect(all.filter(({ after }) => after.some((each) => optional.includes(each)))).toEqual([]);
  });

  test('every mark has a sign of its own', () => {
    expect(Object.keys(SIGNS).sort()).toEqual([...MARKS].sort());
    expect(new Set(Object.values(SIGNS)).size).toBe(MARKS.length);
  });

  test('all before a lesson are those it builds on, and theirs', () => {
    expect([...allBefore('D', course('A; B A; C; D B'))].sort()).toEqual(['A', 'B']);
  });

  test.each([
    ['the lesson before, when it is written', 'A*; B* A', ['A']],
    ['the written ones before a planned one', 'A*; P A; B* P', ['A']],
    ['no lesson that follows from another', 'A*; B* A; P A; C* B P', ['B']],
    ['both, when neither follows from the other', 'A*; B*; C* A B', ['A', 'B']],
    ['none, when only planned ones come before', 'P; C* P', []],
  ])('written before the last: %s', (_what, text, expected) => {
    const given = course(text);
    const last = given[0]!.lessons.at(-1)!.number;
    expect(writtenBefore(last, given).map(({ number }) => number)).toEqual(expected);
  });
});

describe('how far a learner is', () => {
  const lesson = { tasks: ['one', 'two'] };
  const locked = { guess: { answer: 'x', confidence: 1 } } as const;

  test.each([
    ['open', [], {}],
    ['started', [], locked],
    ['started', ['one'], {}],
    ['done', ['two', 'one'], {}],
    ['started', ['one', 'a task that the lesson no longer has'], locked],
  ] as const)('%s: tasks %j, predictions %j', (expected, tasks, predictions) => {
    expect(standingOf(lesson, { tasks, predictions })).toBe(expected);
  });

  const station = (id: string, ...before: readonly string[]): Station => ({ id, tasks: ['t'], before });
  const STATIONS = [station('a'), station('b', 'c'), station('c', 'a')];
  const having = (...done: readonly string[]): ReadonlyMap<string, Standing> =>
    new Map(done.map((id) => [id, 'done'] as const));

  test.each([
    ['the first, at the beginning', having(), 'a'],
    ['the first that builds on what is done, not the first in the list', having('a'), 'c'],
    ['what has waited for that', having('a', 'c'), 'b'],
    ['what was left out before', having('c', 'b'), 'a'],
    ['none, when all is done', having('a', 'b', 'c'), undefined],
  ])('next is %s', (_what, standings, expected) => {
    expect(nextOf(STATIONS, standings)?.id).toBe(expected);
  });

  test('a lesson that is begun is not done, and stays next', () => {
    expect(nextOf(STATIONS, new Map([['a', 'started']]))?.id).toBe('a');
  });
});

const covers = (left: Box, right: Box): boolean =>
  left.x < right.x + right.width &&
  right.x < left.x + left.width &&
  left.y < right.y + right.height &&
  right.y < left.y + left.height;

describe.each(FORMATS.flatMap((format) => LOCALES.map((locale) => [format.name, locale, format] as const)))(
  'the %s map in %s',
  (_name, locale, format) => {
    const picture = layOut(
      COURSE.map(({ id, title, question, lessons: own }) => ({
        id,
        title: title[locale],
        question: question[locale],
        lessons: own.map(({ number, title: named, after }) => ({ number, title: named[locale], after })),
      })),
      format,
    );
    const at = (number: string): PlacedLesson => picture.lessons.find((each) => each.number === number)!;

    test('has every lesson in its lane, and every lane below the one before', () => {
      expect(picture.lessons.length).toBe(51);
      let y = 0;
      for (const [index, lane] of picture.lanes.entries()) {
        expect(lane.y).toBe(y);
        y += lane.height;
        for (const { number } of COURSE[index]!.lessons) {
          const lesson = at(number);
          expect(lesson.y).toBeGreaterThan(lane.y);
          expect(lesson.y + lesson.height).toBeLessThan(y);
        }
      }
      expect(picture.height).toBe(y);
    });

    test('no lesson covers another, and all lie in the picture, clear of the names of tracks', () => {
      const covered = picture.lessons.flatMap((left, index) =>
        picture.lessons.slice(index + 1).flatMap((right) => (covers(left, right) ? [left.number, right.number] : [])),
      );
      expect(covered).toEqual([]);
      for (const { x, width } of picture.lessons) {
        expect(x).toBeGreaterThanOrEqual(format.aside);
        expect(x + width).toBeLessThanOrEqual(format.width);
      }
    });

    test('the lines of a title fit into its lesson', () => {
      for (const { lines, width } of picture.lessons) {
        for (const line of lines) expect(widthOf(line, 14)).toBeLessThanOrEqual(width - 20);
      }
    });

    test('every line goes forward: down, or to the right within a row', () => {
      expect(picture.edges.length).toBe(COURSE.flatMap((track) => track.lessons.flatMap(({ after }) => after)).length);
      for (const { from, to } of picture.edges) {
        const [start, end] = [at(from), at(to)];
        expect(end.y > start.y || (end.y === start.y && end.x > start.x)).toBe(true);
      }
    });

    test('no line that passes rows goes behind a lesson or out of the picture', () => {
      const far = picture.edges.filter((edge) => edge.far);
      expect(far.length).toBeGreaterThan(20);
      for (const { from, to, path } of far) {
        const x = verticalOf(path);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(format.width);
        const passed = picture.lessons.filter(({ row }) => row > at(from).row && row < at(to).row);
        expect(passed.filter((each) => x >= each.x && x <= each.x + each.width)).toEqual([]);
      }
    });
  },
);

/** Where a line that passes rows passes them: the x of its long straight part. */
function verticalOf(path: string): number {
  const points = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const pair = points.slice(1).map((point, index) => [points[index]!, point] as const);
  const straight = pair.filter(([from, to]) => from[0] === to[0]);
  const [[x]] = straight.reduce((best, each) => (lengthOf(each) > lengthOf(best) ? each : best));
  return x;
}

const lengthOf = ([from, to]: readonly [readonly [number, number], readonly [number, number]]): number =>
  Math.abs(to[1] - from[1]);

describe('lines of text', () => {
  test('are as few as fit, and about equally long', () => {
    expect(linesOf('one two three four', { width: 80, size: 10 })).toEqual(['one two', 'three four']);
  });

  test.each([
    ['behind a mark', 'Kafka：生产者的发送之路', 100, ['Kafka：', '生产者的发送之路']],
    ['between words where no mark helps', '消费者组与再均衡', 50, ['消费者组', '与再均衡']],
    ['not inside a Latin word', '使用 RabbitMQ 路由', 60, ['使用', 'RabbitMQ', '路由']],
    ['never before a mark', '消息消息，消息', 40, ['消息', '消息，', '消息']],
    ['never behind a mark that opens', '重复消息“消息”', 60, ['重复消息', '“消息”']],
  ])('a Chinese text breaks %s', (_where, text, width, expected) => {
    expect(linesOf(text, { width, size: 10 })).toEqual(expected);
  });

  test('a word that is too wide has a line of its own', () => {
    expect(linesOf('a extraordinary b', { width: 40, size: 10 })).toEqual(['a', 'extraordinary', 'b']);
  });

  test('nothing has no lines', () => expect(linesOf('', { width: 40, size: 10 })).toEqual([]));
});
