/** The parts of a page that have most to do with a query: what stands below headings that have an address of their own. */
import { hasMark, haveSideBySide } from './excerpt.ts';
import { together } from './han.ts';
import type { Fragment } from './pagefind.ts';

export interface Section {
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

interface Weighed extends Section {
  /** How many different marks it has. */
  readonly has: number;
  readonly weight: number;
  /** Words that Pagefind found in it. */
  readonly matches: number;
}

const FEW = 2;

/** Parts of lessons that repeat what others say: they come after these. */
const REPEATING = ['#cards', '#limits'];
/** What a catalogue knows of a reading is found by its name. */
const FACTS = '#facts';
const repeats = ({ url }: Section): number => Number(REPEATING.some((part) => url.endsWith(part)));

/** Characters count only side by side; of other scripts, a word may stand there in another form. */
const hasHan = (marks: readonly string[]): boolean => marks.some((mark) => /\p{Script=Han}/u.test(mark));

/** The few best, the best first: of those that have most of the marks, or most matches where none stands letter by letter. */
export function bestSections(fragment: Fragment, marks: readonly string[]): readonly Section[] {
  const weighed = sectionsOf(fragment)
    .filter(({ url }) => !url.endsWith(FACTS))
    .map((section) => weigh(section, marks));
  const most = Math.max(0, ...weighed.map(({ has }) => has));
  return weighed
    .filter(({ has, matches }) => has === most && matches > 0 && (has > 0 || !hasHan(marks)))
    .sort((left, right) => repeats(left) - repeats(right) || right.weight - left.weight || right.matches - left.matches)
    .slice(0, FEW)
    .map(({ url, title, text }) => ({ url, title, text }));
}

function weigh(section: Section & Pick<Weighed, 'matches'>, marks: readonly string[]): Weighed {
  const { title, text } = section;
  const weightOf = (of: string): number =>
    marks.filter((mark) => hasMark(of, [mark])).length + (haveSideBySide(of, marks) ? marks.length : 0);
  const has = marks.filter((mark) => hasMark(`${title} ${text}`, [mark])).length;
  return { ...section, has, weight: 2 * weightOf(title) + weightOf(text) };
}

/** All of a page, in order. What stands before the first heading belongs to none. */
function sectionsOf(fragment: Fragment): readonly (Section & Pick<Weighed, 'matches'>)[] {
  const { words, between } = cut(fragment.raw_content);
  const headings = fragment.anchors
    .filter(({ element, text }) => /^h[2-6]$/i.test(element) && text.trim() !== '')
    .toSorted((left, right) => left.location - right.location);
  return headings.map(({ id, text, location }, index) => {
    const end = headings[index + 1]?.location ?? words.length;
    const title = together(text).replace(/。$/, '');
    const whole = together(words.slice(location, end).join(between));
    return {
      url: `${fragment.url}#${id}`,
      title,
      text: whole.startsWith(title) ? whole.slice(title.length).replace(/^[.。\s]+/, '') : whole,
      matches: fragment.locations.filter((place) => place >= location && place < end).length,
    };
  });
}

/** Cut as Pagefind counts them. */
function cut(raw: string): { readonly words: readonly string[]; readonly between: string } {
  const text = raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return text.includes('\u200b')
    ? { words: text.split('\u200b'), between: '' }
    : { words: text.split(/[\r\n\s]+/), between: ' ' };
}
