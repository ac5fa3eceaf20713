/**
 * The curriculum joined with the lessons that are written. A lesson's words come from its `meta` once it has one, else from the
 * plan. Read when pages are built and by tests.
 */
import type { CurriculumLesson, Mark, Track } from '../../lessons/curriculumSchema.ts';
import type { Text } from '../../lessons/lesson.ts';
import type { LessonMeta } from '../../lessons/schema.ts';

export interface CourseLesson {
  readonly number: string;
  readonly id: string;
  readonly title: Text;
  readonly question: Text;
  /** Numbers of the lessons that it builds on directly, written or not. */
  readonly after: readonly string[];
  /** What kind of lesson it is, beside its track. */
  readonly marks: readonly Mark[];
  /** What only a lesson that is written has. */
  readonly written?: { readonly minutes: number; readonly tasks: readonly string[] };
}

export interface CourseTrack extends Pick<Track, 'id' | 'title' | 'question'> {
  readonly lessons: readonly CourseLesson[];
}

export type WrittenLesson = CourseLesson & Required<Pick<CourseLesson, 'written'>>;

/** @throws when a lesson is neither written nor planned */
export function joinCourse(tracks: readonly Track[], metas: readonly LessonMeta[]): readonly CourseTrack[] {
  const written = new Map(metas.map((meta) => [meta.number, meta]));
  return tracks.map((track) => ({
    ...track,
    lessons: track.lessons.map((lesson) => joinLesson(lesson, written.get(lesson.number))),
  }));
}

function joinLesson(
  { number, after, marks = [], planned }: CurriculumLesson,
  meta: LessonMeta | undefined,
): CourseLesson {
  if (meta !== undefined) {
    const { id, title, question, minutes, tasks } = meta;
    return { number, after, marks, id, title, question, written: { minutes, tasks: tasks.map((task) => task.id) } };
  }
  if (planned === undefined) throw new Error(`the curriculum says nothing of ${number}, and no lesson has that number`);
  return { number, after, marks, ...planned };
}

/** The sign of each mark: the same on the map, in the list and in the legend. */
export const SIGNS: Readonly<Record<Mark, string>> = { 'second-wave': '◇', optional: '✚', team: '★' };

export const isWritten = (lesson: CourseLesson): lesson is WrittenLesson => lesson.written !== undefined;

/** Numbers of all lessons that one builds on, directly or not. */
export function allBefore(number: string, course: readonly CourseTrack[]): ReadonlySet<string> {
  const lessons = lessonsByNumber(course);
  const found = new Set<string>();
  const visit = (each: string): void => {
    for (const before of lessons.get(each)?.after ?? []) {
      if (found.has(before)) continue;
      found.add(before);
      visit(before);
    }
  };
  visit(number);
  return found;
}

/**
 * The written lessons that one builds on, in the order of the course. Where a lesson between is only planned, those before it
 * count; what follows from another of them is left out.
 */
export function writtenBefore(number: string, course: readonly CourseTrack[]): readonly WrittenLesson[] {
  const before = allBefore(number, course);
  const written = course.flatMap(({ lessons }) => lessons.filter(isWritten)).filter((each) => before.has(each.number));
  const implied = new Set(written.flatMap((each) => [...allBefore(each.number, course)]));
  return written.filter((each) => !implied.has(each.number));
}

const lessonsByNumber = (course: readonly CourseTrack[]): ReadonlyMap<string, CourseLesson> =>
  new Map(course.flatMap(({ lessons }) => lessons.map((lesson) => [lesson.number, lesson] as const)));
