/** All lessons, for building pages: never sent as script. */
import type { Choice, Deed, RunPlan } from '../../lessons/lesson.ts';
import type { LessonSearch, LessonSearches } from '../../lessons/search.ts';
import { metaSchema, type LessonMeta } from '../../lessons/schema.ts';

interface ScenarioModule {
  readonly runs: Readonly<Record<string, RunPlan>>;
  readonly deeds: readonly Deed[];
  readonly choices?: readonly Choice[];
}

export interface LessonHere extends ScenarioModule {
  readonly meta: LessonMeta;
  readonly searches: LessonSearches;
}

const metas = import.meta.glob<{ readonly meta: LessonMeta }>('../../lessons/*/meta.ts', { eager: true });
const scenarios = import.meta.glob<ScenarioModule>('../../lessons/*/scenario.ts', { eager: true });
const searches = import.meta.glob<{ readonly searches: LessonSearches }>('../../lessons/*/searches.ts', {
  eager: true,
});

/** In the order in which they are to be taken. @throws when a lesson's meta is malformed */
export const lessons: readonly LessonHere[] = Object.entries(metas)
  .map(([path, { meta }]) => {
    const scenario = scenarios[path.replace('meta.ts', 'scenario.ts')];
    if (scenario === undefined) throw new Error(`${path}: there is no scenario.ts beside it`);
    const offered = searches[path.replace('meta.ts', 'searches.ts')]?.searches ?? {};
    return { ...scenario, meta: metaSchema.parse(meta), searches: offered };
  })
  .sort((left, right) => left.meta.track.localeCompare(right.meta.track) || left.meta.order - right.meta.order);

/** The lesson whose page is at an address: `/zh-cn/learn/reading-the-machine/`. */
export function lessonAt(path: string): LessonHere {
  const found = lessons.find(({ meta }) => path.split('/').includes(meta.id));
  if (found === undefined) throw new Error(`${path} is not the page of a lesson`);
  return found;
}

/** A run of a lesson by its name. */
export function runOf(lesson: LessonHere, name: string): RunPlan {
  const found = lesson.runs[name];
  if (found === undefined) throw new Error(`the lesson ${lesson.meta.id} has no run named ${name}`);
  return found;
}

/** A search of a lesson by its name. */
export function searchOf(lesson: LessonHere, name: string): LessonSearch {
  const found = lesson.searches[name];
  if (found === undefined) throw new Error(`the lesson ${lesson.meta.id} has no search named ${name}`);
  return found;
}

/** The lessons as lists of them show them. */
export function lessonsIn(locale: 'en' | 'zh-cn'): readonly {
  readonly slug: string;
  readonly number: string;
  readonly title: string;
  readonly question: string;
  readonly minutes: number;
}[] {
  return lessons.map(({ meta }) => ({
    slug: meta.id,
    number: meta.number,
    title: meta.title[locale],
    question: meta.question[locale],
    minutes: meta.minutes,
  }));
}
