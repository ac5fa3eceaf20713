/** How the two texts of a lesson stand to each other: which one is the source, and which sections of the other lag behind it. */
import { sectionsOf } from './sections.ts';
import { hashOf, stampOf, withStamp, type Language, type Stamp } from './stamp.ts';

export type Texts = Readonly<Record<Language, string>>;

const OTHER: Readonly<Record<Language, Language>> = { en: 'zh-cn', 'zh-cn': 'en' };

/** A section may lag as long as this; then tests fail. */
export const DAYS_BEHIND_MAX = 30;

export interface Lag {
  readonly section: string;
  /** Its title in the translation; empty where a part has no title of its own. */
  readonly title: string;
  /** The day on which it was first seen, null when nobody has noted it. */
  readonly since: string | null;
}

export interface TranslationStatus {
  readonly source: Language;
  readonly translation: Language;
  /** Sections whose source has other words now than those that were translated. */
  readonly behind: readonly Lag[];
  /** Sections that one of the two texts lacks, that were never accepted, or that are stamped and do not exist. */
  readonly problems: readonly string[];
}

/** Texts of which not exactly one says that it translates the other. */
export class PairProblem extends Error {}

interface Pair {
  readonly source: Language;
  readonly translation: Language;
  readonly stamp: Stamp;
}

/** Which text translates which. @throws PairProblem */
function pairOf(texts: Texts): Pair {
  const stamps = { en: stampOf(texts.en), 'zh-cn': stampOf(texts['zh-cn']) };
  if ((stamps.en === null) === (stamps['zh-cn'] === null)) {
    throw new PairProblem('exactly one of en.mdx and zh-cn.mdx has to say `translates`; the other one is the source');
  }
  const translation = stamps.en === null ? 'zh-cn' : 'en';
  const stamp = stamps[translation] as Stamp;
  const source = OTHER[translation];
  if (stamp.translates !== source) throw new PairProblem(`${translation}.mdx says that it translates itself`);
  return { source, translation, stamp };
}

/** @throws PairProblem, StampProblem, SectionProblem when the texts cannot be compared */
export function statusOf(texts: Texts): TranslationStatus {
  const { source, translation, stamp } = pairOf(texts);
  const original = sectionsOf(texts[source]);
  const names = new Set(original.map(({ name }) => name));
  const translated = new Map(sectionsOf(texts[translation]).map(({ name, title }) => [name, title]));
  const stamped = new Set([...Object.keys(stamp.sections), ...Object.keys(stamp.behind)]);
  return {
    source,
    translation,
    behind: original
      .filter((section) => (stamp.sections[section.name] ?? hashOf(section)) !== hashOf(section))
      .map(({ name, title }) => ({
        section: name,
        title: translated.get(name) ?? title,
        since: stamp.behind[name] ?? null,
      })),
    problems: [
      ...missing(names, new Set(translated.keys())).map((name) => `${name} is missing in ${translation}.mdx`),
      ...missing(new Set(translated.keys()), names).map((name) => `${name} is missing in ${source}.mdx, the source`),
      ...missing(names, new Set(Object.keys(stamp.sections)))
        .filter((name) => translated.has(name))
        .map((name) => `${name} was never accepted`),
      ...missing(stamped, names).map((name) => `${name} is stamped, but there is no such section`),
    ],
  };
}

const missing = (wanted: ReadonlySet<string>, there: ReadonlySet<string>): readonly string[] =>
  [...wanted].filter((name) => !there.has(name));

/** Names that `accept` was given and that are no sections. */
export class UnknownSections extends Error {}

/**
 * The translation with a new stamp: it says that these sections (default: all) say what the source says now.
 * @throws UnknownSections, and whatever `statusOf` throws
 */
export function accepted(texts: Texts, sections: readonly string[] = []): string {
  const { source, translation, stamp } = pairOf(texts);
  const original = sectionsOf(texts[source]);
  const names = original.map(({ name }) => name);
  const unknown = sections.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new UnknownSections(`no section is named ${unknown.join(' or ')}; there are ${names.join(', ')}`);
  }
  const chosen = new Set(sections.length === 0 ? names : sections);
  const stamps = original.flatMap((section): readonly [string, string][] => {
    const hash = chosen.has(section.name) ? hashOf(section) : stamp.sections[section.name];
    return hash === undefined ? [] : [[section.name, hash]];
  });
  const behind = Object.entries(stamp.behind).filter(([name]) => names.includes(name) && !chosen.has(name));
  return withStamp(texts[translation], {
    translates: source,
    sections: Object.fromEntries(stamps),
    behind: Object.fromEntries(behind),
  });
}

/** The translation with the day noted at sections that lag and have none; and without it where nothing lags any more. */
export function noted(texts: Texts, today: string): string {
  const { translation, stamp } = pairOf(texts);
  const behind = Object.fromEntries(statusOf(texts).behind.map(({ section, since }) => [section, since ?? today]));
  const before = JSON.stringify(Object.entries(stamp.behind));
  const same = before === JSON.stringify(Object.entries(behind));
  return same ? texts[translation] : withStamp(texts[translation], { ...stamp, behind });
}

const MILLIS_A_DAY = 86_400_000;

/** Has a section been behind for longer than it may? */
export function tooOld({ since }: Lag, today: string): boolean {
  return since !== null && (Date.parse(today) - Date.parse(since)) / MILLIS_A_DAY > DAYS_BEHIND_MAX;
}
